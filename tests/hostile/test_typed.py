"""Attacks and garbage that are typed, pasted and copied: the reader stays itself."""

import random
import signal
from pathlib import Path
from typing import Final

import pytest

from sci_tui.places import Places
from sci_tui.site.site import Site
from tests.hostile.attacks import ATTACKS, BYTES, acting
from tests.hostile.test_reading import READERS, check_screen, screen
from tests.kiosk.opened import HOME, SILENT, wake
from tests.terminals.strict import TERMINALS, unknown
from tests.tui.reader import opened
from tests.tui.terminal import KEYS, Terminal, command, environment
from tests.tui.test_real_terminal import check_restored

STUDY: Final = "study/walking-trial-2020"
SEED: Final = 20261121
CHUNKS: Final = 3000
LEAVING: Final = b"\x03\x11\x1aqQ"
"""What leaves the reader, or puts it into the background, if it is typed where it means that."""
PASTE: Final = (b"\x1b[200~", b"\x1b[201~")


@pytest.mark.parametrize("reader", READERS)
def test_what_is_pasted_into_a_field_does_not_come_back(
    small_library: Path, own_places: Places, reader: str
) -> None:
    with screen(small_library, *READERS[reader]) as terminal:
        if "kiosk" in reader:
            wake(terminal)
        for attack in ATTACKS.values():
            text = attack.encode("utf-8", "ignore").replace(PASTE[1], b"")
            terminal.press("f6")
            terminal.until_shown("Search for:")
            terminal.child.send(PASTE[0] + b"walking " + text + b" end" + PASTE[1])
            terminal.until(lambda: "walking" in terminal.text, "what was pasted")
            while terminal.read(0.1):
                pass
            terminal.press("f2")
            terminal.until(lambda: "Search for:" not in terminal.text, "the page")
        check_screen(terminal)


async def test_a_field_keeps_no_more_than_text_of_what_it_is_given(small: Site) -> None:
    async with opened(small) as reader:
        for attack in ATTACKS.values():
            await reader.press("/")
            reader.field.value = attack
            await reader.settle()
            assert acting(reader.field.value) == []
            await reader.press("f2")


@pytest.mark.parametrize("reader", ["eye", "kiosk"])
def test_what_is_copied_in_a_field_does_not_reach_the_terminal(
    small_library: Path, own_places: Places, reader: str
) -> None:
    # On a terminal that would take it: text that is copied stays in the program.
    terminal = Terminal(
        command("--library", str(small_library), *READERS[reader]),
        environment(TERM="xterm-256color", PATH=SILENT),
    )
    try:
        terminal.until(lambda: bool(terminal.text.strip()), "anything")
        terminal.until_quiet()
        if reader == "kiosk":
            wake(terminal)
        terminal.press("f6")
        terminal.until_shown("Search for:")
        terminal.press("secret", "\x1b[1;2H", "\x18", "\x16", "\x16", "end")
        # A kiosk does not keep what was copied even so long.
        kept = "" if reader == "kiosk" else "secretsecret"
        terminal.press(".")
        terminal.until_shown(f"Search for: {kept}.")
        terminal.until_quiet()
        assert unknown(terminal.written, TERMINALS["xterm-256color"]) == []
        assert b"]52" not in terminal.written
    finally:
        terminal.child.close(force=True)


def chunks(seed: int, leaving: bytes) -> list[bytes]:
    """Bytes of any kind, pieces of sequences, keys and attacks, in an order that a seed fixes.

    None of those that leave is among them.
    """
    chance = random.Random(seed)
    keys = [key.encode() for key in KEYS.values() if key.encode() not in leaving]
    attacks = [found for text in ATTACKS.values() if (found := text.encode("utf-8", "ignore"))]

    def piece() -> bytes:
        match chance.randrange(5):
            case 0:
                return chance.randbytes(chance.randrange(1, 24))
            case 1:
                return chance.choice(keys)
            case 2:
                return chance.choice(attacks)
            case 3:
                attack = chance.choice(attacks)
                return attack[: chance.randrange(1, len(attack) + 1)]
            case _:
                return chance.choice((*BYTES, b"/", b"\r", b"\x1b", *PASTE, b"\x1b[M\xff\xff\xff"))

    return [piece().translate(None, leaving) for _ in range(CHUNKS)]


@pytest.mark.parametrize("reader", READERS)
def test_garbage_leaves_the_reader_healthy(
    small_library: Path, own_places: Places, reader: str
) -> None:
    is_kiosk = "kiosk" in reader
    with screen(small_library, *READERS[reader]) as terminal:
        # No key leaves a kiosk.
        for number, chunk in enumerate(chunks(SEED, b"" if is_kiosk else LEAVING)):
            terminal.child.send(chunk)
            terminal.read(0.001)
            assert not terminal.ended, (SEED, number, terminal.text)
        terminal.until_quiet()
        # Whatever stands half typed ends with this; then a field is left, twice if it asks.
        terminal.child.send(b"\x07" + PASTE[1] + b"\x1b\\")
        terminal.until_quiet()
        terminal.press("f2")
        terminal.until_quiet()
        terminal.press("f2")
        terminal.until_quiet()
        terminal.press("h")
        terminal.until_shown(HOME if is_kiosk else "Search the library")
        terminal.until_quiet()
        assert terminal.cursor_is_visible
        check_screen(terminal)
        if is_kiosk:
            terminal.kill(signal.SIGTERM)
            assert terminal.until_ended() == 128 + signal.SIGTERM
        else:
            terminal.press("q")
            assert terminal.until_ended() == 0
        check_restored(terminal)
