"""A library, answers, settings and names full of attacks: none of it reaches the terminal."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tomlkit import item

from sci_tui.cli import main
from sci_tui.cli.house import House
from sci_tui.domain.cleaning import shown
from sci_tui.domain.errors import SciTuiError
from sci_tui.domain.feedback import Feedback, Helpful, Where
from sci_tui.kiosk_settings import TABLE, KioskSettings
from sci_tui.layout.export import as_dict, markdown
from sci_tui.places import Places
from sci_tui.services.pin import Pin
from sci_tui.site.kiosk.staff_wording import PIN_TITLE, TITLE
from sci_tui.site.routes import parse
from sci_tui.store.outbox import FILE_NAME, Outbox
from tests.disks import disk_at
from tests.hostile.attacks import ALL, ATTACKS, BYTES, STORABLE, acting, hostile
from tests.kiosk.opened import SILENT, WAITS, settle_in
from tests.plain.sessions import session
from tests.terminals.strict import TERMINALS, unknown
from tests.tui.terminal import Terminal, command, environment

STUDY: Final = "study/walking-trial-2020"
PIN: Final = "270419"
ROUTES: Final = (
    "home", "latest", "categories", "category/walking", "words", "word/chance", "about",
    "how-to-read", "settings", "my-feedback", "topic/cells", "search?q=walking", "help", STUDY,
    f"{STUDY}/sources", f"{STUDY}/feedback", "like-me", "latest/narrow",
)  # fmt: skip
ANSWER: Final = Feedback(
    "00000000-0000-4000-8000-000000000001", 0, "walking-trial-2020", 7, Helpful.NO, (), "",
    "2024-05-03T12:30:00Z", Where.HOME,
)  # fmt: skip
_PLACED: Final = re.compile(r"\x1b\[(?:[\d;]*[mHCKJ]|\?\d+[hl])|\r")


@pytest.fixture(scope="session")
def spoilt(small_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library with every attack in every text of it."""
    return hostile(small_library, tmp_path_factory.mktemp("spoilt") / "spoilt.db")


@pytest.fixture
def answered(own_places: Places) -> Places:
    """Places with an answer whose comment was spoilt by hand."""
    assert own_places.data is not None
    own_places.data.mkdir()
    box = Outbox(own_places.data / FILE_NAME)
    box.record(ANSWER)
    box.close()
    with closing(sqlite3.connect(own_places.data / FILE_NAME)) as connection:
        connection.execute("UPDATE feedback SET comment = ?", (STORABLE[:1000],))
        connection.commit()
    return own_places


def said(library: Path, *arguments: str, typed: str = "", **changes: str) -> tuple[str, str]:
    """What a command writes to both its streams, as text; each is UTF-8."""
    ran = subprocess.run(
        command("--library", str(library), *arguments),
        env=environment(**changes),
        input=typed.encode("utf-8", "surrogatepass"),
        capture_output=True,
        check=False,
        timeout=60,
    )
    return ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8")


def check_harmless(*texts: str) -> None:
    """There is something, and nothing in it acts on a terminal."""
    assert any(text.strip() for text in texts)
    for text in texts:
        assert acting(text) == []


@pytest.mark.parametrize("name", ATTACKS)
def test_each_attack_is_made_harmless(name: str) -> None:
    text = ATTACKS[name]
    assert acting(text) or name == "is wide or not"
    assert acting(shown(text)) == []
    assert acting(str(SciTuiError(f"The file {text} cannot be read."))) == []


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_no_page_has_an_attack_in_it_in_any_format(
    spoilt: Path, answered: Places, form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    for route in ROUTES:
        assert main(["--library", str(spoilt), "page", "--format", form, route]) == 0
        told = capfd.readouterr()
        check_harmless(told.out)
        check_harmless(told.out, told.err)
        if form == "json":
            check_harmless("\n".join(_strings(json.loads(told.out))))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


@pytest.mark.parametrize(
    "arguments",
    [
        ("studies",),
        ("search", "walking"),
        ("search", ALL),
        ("cite", "walking-trial-2020"),
        ("feedback", "list"),
        ("feedback", "export", "-"),
        ("page", STORABLE.replace("\0", "")),
        ("page", f"word/{STORABLE}"),
        ("cite", STORABLE),
        ("library", "info"),
        ("library", "check"),
        ("doctor",),
        ("paths",),
        (STORABLE,),
        ("settings", STORABLE, STORABLE),
        ("feedback", "delete", STORABLE),
    ],
    ids=lambda words: " ".join(words)[:16].encode("ascii", "replace").decode(),
)
def test_no_command_says_an_attack(
    spoilt: Path, answered: Places, arguments: tuple[str, ...]
) -> None:
    words = [word.encode("utf-8", "ignore").decode() for word in arguments]
    check_harmless(*said(spoilt, *words))


def test_the_plain_reader_says_no_attack(spoilt: Path, answered: Places) -> None:
    typed = "\n".join(
        (*(f"g\n{route}" for route in ROUTES), "/", ALL.replace("\r", ""), ALL, "w", "q", "")
    )
    out, err = said(spoilt, "--plain", typed=typed)
    check_harmless(out)
    check_harmless(out, err)


# ---------------------------------------------------------------- on the screen


READERS: Final = {
    "eye": (),
    "ear": ("--screen-reader",),
    "kiosk": ("--kiosk",),
    "kiosk by ear": ("--kiosk", "--screen-reader"),
}
AT_HOME: Final = (
    ("pagedown",), ("end",), ("f1",), ("b",), ("h",), ("l",), ("pagedown",), ("c",), ("w",), ("b",),
    ("/",), ("walking",), ("enter",), ("g",), ("my-feedback\r",), ("end",), ("g",),
    ("settings\r",), ("end",), ("q",),
)  # fmt: skip
IN_A_KIOSK: Final = (
    ("enter",), ("end",), ("1",), ("2",), *(("enter",),) * 6, ("t",), ("enter",), ("0",), ("f",),
    ("0",), ("e",), ("g",), ("f2",), ("h",), ("2",), ("end",), ("h",), ("3",), ("1",), ("h",),
    ("5",), ("1",), ("h",), ("6",), ("1",), ("h",), ("f6",), ("walking",), ("enter",), ("f1",),
    ("end",), ("q",), ("enter",), ("q",),
)  # fmt: skip
"""A visit to the clinic's shelf, to other choices and to a field; then one more."""


@contextmanager
def screen(
    library: Path, *words: str, size: tuple[int, int] = (80, 24), **changes: str | None
) -> Iterator[Terminal]:
    """A reader on a VT100, which knows so little that whatever gets through is noticed."""
    if "--kiosk" in words:
        changes = {"PATH": SILENT, **changes}
    terminal = Terminal(
        command("--library", str(library), *words), environment(TERM="vt100", **changes), size
    )
    try:
        terminal.until(lambda: bool(terminal.text.strip()), "anything")
        terminal.until_quiet()
        yield terminal
        check_screen(terminal)
    finally:
        terminal.child.close(force=True)


def check_screen(terminal: Terminal) -> None:
    """What was written to the terminal has nothing in it but what the reader means."""
    # A field that is full rings, and every terminal can.
    written = terminal.written.replace(b"\x07", b"")
    assert unknown(written, TERMINALS["vt100"]) == []
    for attack in ATTACKS.values():
        if "\x1b" in attack:
            assert attack.encode("utf-8", "replace") not in terminal.written
    check_harmless(_PLACED.sub("", written.decode("utf-8")))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
def test_no_attack_reaches_the_screen(
    spoilt: Path, answered: Places, reader: str, size: tuple[int, int]
) -> None:
    is_kiosk = "--kiosk" in READERS[reader]
    assert answered.data is not None
    settle_in(
        answered.data,
        KioskSettings(note=STORABLE[:300], shelf=("one-man", "walking-trial-2020", "no-such")),
    )
    words = READERS[reader] if is_kiosk else (*READERS[reader], "open", STUDY)
    with screen(spoilt, *words, size=size) as terminal:
        for keys in IN_A_KIOSK if is_kiosk else AT_HOME:
            terminal.press(*keys)
            terminal.until_quiet()
            check_screen(terminal)
        if is_kiosk:
            assert WAITS in " ".join(terminal.text.split())
            terminal.kill(signal.SIGTERM)
        assert terminal.until_ended() == (128 + signal.SIGTERM if is_kiosk else 0)


# ---------------------------------------------------------------- names and surroundings


NAMES: Final = tuple(
    attack.replace("/", "_").replace("\0", "")
    for attack in ATTACKS.values()
    if attack.encode("utf-8", "ignore").decode() == attack
)


@pytest.mark.parametrize("number", range(0, len(NAMES), 6))
def test_no_name_of_a_file_acts_on_the_terminal(
    small_library: Path, own_places: Places, tmp_path: Path, number: int
) -> None:
    name = f"x{' '.join(NAMES[number : number + 6])}".encode()[:200]
    folder = tmp_path / name.decode("utf-8", "ignore")
    folder.mkdir()
    changes = {
        "SCI_TUI_DATA_DIR": str(folder / "data"),
        "SCI_TUI_CACHE_DIR": str(folder / "cache"),
        "SCI_TUI_CONFIG": str(folder / "settings.toml"),
    }
    missing, damaged = folder / "missing.db", folder / "damaged.db"
    damaged.write_bytes(b"no library")
    check_harmless(*said(missing, "page", "home", **changes))
    check_harmless(*said(damaged, "page", "home", **changes))
    check_harmless(*said(small_library, "paths", **changes))
    check_harmless(*said(small_library, "doctor", **changes))
    check_harmless(*said(small_library, "page", "settings", **changes))
    check_harmless(*said(small_library, "library", "info", str(folder / "no.db"), **changes))
    said(small_library, "feedback", "give", "one-man", "yes", **changes)
    check_harmless(*said(small_library, "feedback", "export", str(folder / "out.json"), **changes))
    (folder / "data").mkdir(exist_ok=True)
    (folder / "settings.toml").write_text('theme = "none"\n', encoding="utf-8")
    check_harmless(*said(small_library, "page", "home", **changes))
    (folder / "settings.toml").unlink()
    (folder / "not-a-folder").write_text("", encoding="utf-8")
    data, config = str(folder / "not-a-folder" / "data"), changes["SCI_TUI_CONFIG"]
    for reader in READERS:
        with screen(
            small_library, *READERS[reader], SCI_TUI_DATA_DIR=data, SCI_TUI_CONFIG=config
        ) as terminal:
            # An answer that cannot be kept; then the settings, or in a kiosk the staff's PIN.
            for key in (
                ("enter", "1", "1", "f", "1", "h", ".....")
                if "kiosk" in reader
                else ("l", "1", "f", "1", "h", "g", "settings\r", "end")
            ):
                terminal.press(key)
                while terminal.read(0.2):
                    pass


@pytest.mark.parametrize("key", ["theme", "keys.back", "unknown", "keys.unknown"])
@pytest.mark.parametrize("number", range(0, len(NAMES), 12))
def test_no_setting_acts_on_the_terminal(
    small_library: Path, own_places: Places, key: str, number: int
) -> None:
    assert own_places.config is not None
    own_places.config.parent.mkdir(parents=True)
    attack = " ".join(NAMES[number : number + 12])
    value = json.dumps(f"b,{attack}")
    name = json.dumps(attack) if "unknown" in key else key.rpartition(".")[2]
    table = "[keys]\n" if "." in key else ""
    own_places.config.write_text(f"{table}{name} = {value}\n", encoding="utf-8")
    check_harmless(*said(small_library, "page", "help"))
    check_harmless(*said(small_library, "--plain", typed="?\nq\n"))


@pytest.mark.parametrize("number", range(0, len(NAMES), 12))
def test_no_setting_of_a_kiosk_acts_on_the_terminal(
    small_library: Path, own_places: Places, number: int
) -> None:
    attack = " ".join(NAMES[number : number + 12])
    written = {setting.key: item(f"/{attack}").as_string() for setting in TABLE}
    written |= {"shelf": item([attack]).as_string(), item(attack).as_string(): '"a word"'}
    assert own_places.kiosk is not None
    own_places.kiosk.parent.mkdir(parents=True)
    lines = (f"{key} = {value}\n" for key, value in written.items())
    own_places.kiosk.write_text("".join(lines), encoding="utf-8")
    for words in (("kiosk", "check"), ("--kiosk",), ("doctor",)):
        out, err = said(small_library, *words)
        check_harmless(out, err)
        # Each is told of by itself, as all can be read as TOML.
        assert "staff-keys is" in out + err


@pytest.mark.parametrize("number", range(0, len(NAMES), 6))
def test_no_note_of_a_clinic_acts_on_the_terminal(
    small_library: Path, own_places: Places, number: int
) -> None:
    assert own_places.data is not None
    settle_in(
        own_places.data, KioskSettings(note=f"Our note: {' '.join(NAMES[number : number + 6])}")
    )
    out, err = said(small_library, "--kiosk", typed="\n1\n")
    check_harmless(out)
    check_harmless(out, err)
    assert "Our note:" in out
    check_harmless(*said(small_library, "kiosk", "check"))


@pytest.mark.parametrize("reader", ["kiosk", "kiosk by ear"])
def test_no_name_on_a_stick_acts_on_the_terminal_of_the_staff(
    small_library: Path, spoilt: Path, own_places: Places, tmp_path: Path, reader: str
) -> None:
    assert own_places.data is not None
    sticks = tmp_path / "media"
    settle_in(own_places.data, KioskSettings(sticks=str(sticks)))
    Pin(own_places.data).set(PIN)
    names = [os.fsencode("".join(NAMES[number::7]))[:250] for number in range(7)]
    with ExitStack() as stack:
        for name in (*names, "\u200b\u202e".encode(), b"\xff\x9b2J"):
            folder = stack.enter_context(disk_at(sticks / os.fsdecode(name), "8m"))
            for attack in NAMES[::4]:
                file = os.fsdecode(attack.encode()[:200]) + ".db"
                (folder / file).write_bytes(b"no library")
            shutil.copy(spoilt, folder / f"a{NAMES[0]}.db")
        terminal = stack.enter_context(screen(small_library, *READERS[reader]))
        terminal.press("enter", ".....")
        terminal.until_shown(PIN_TITLE)
        terminal.press(PIN, "enter")
        terminal.until_shown(TITLE)
        for key in ("1", "enter", "enter", "0", "2", "enter", "1", "enter", "enter", "enter", "0"):
            terminal.press(key)
            terminal.until_quiet()
            check_screen(terminal)
        terminal.press("h", "5", *("enter",) * 6)
        terminal.until_quiet()


@pytest.mark.parametrize("variable", ["TERM", "LANG", "COLORTERM", "LC_ALL"])
@pytest.mark.parametrize("number", range(0, len(NAMES), 12))
def test_nothing_in_the_environment_acts_on_the_terminal(
    small_library: Path, own_places: Places, variable: str, number: int
) -> None:
    value = " ".join(NAMES[number : number + 12])
    check_harmless(*said(small_library, "doctor", **{variable: value}))
    check_harmless(*said(small_library, "page", "home", **{variable: value}))
    for words in ((), ("--kiosk",)):
        terminal = Terminal(
            command("--library", str(small_library), *words), environment(**{variable: value})
        )
        try:
            terminal.until(lambda: bool(terminal.text.strip()), "anything")  # noqa: B023
            terminal.until_quiet()
            assert unknown(terminal.written, TERMINALS["foot"]) == []
            check_harmless(
                re.sub(r"\x1b\[[<>?]?[\d;]*\$?[a-zA-Z]", "", terminal.written.decode()).replace(
                    "\r", ""
                )
            )
        finally:
            terminal.child.close(force=True)


# ---------------------------------------------------------------- any text


anything = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\x05\x07\x08\x0b\x1b[]\\;?c\x7f\x84\x9b\u0301\u200d\u202e\u2028\ufe0f"
        ),
    ),
    max_size=60,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(attack=anything)
def test_whatever_a_library_and_an_answer_hold_no_reader_says_more_than_text(
    small_library: Path, own_places: Places, tmp_path: Path, attack: str
) -> None:
    attack = attack.encode("utf-8", "ignore").decode()
    spoilt = hostile(small_library, tmp_path / "any.db", attack)
    with House(str(spoilt)) as house:
        for route in ("home", "latest", STUDY, "word/chance"):
            page = house.site.page(parse(route))
            check_harmless(markdown(page))
            check_harmless("\n".join(_strings(as_dict(page))))
        check_harmless(session(house.site, attack, "/", attack, at=STUDY))


@pytest.mark.parametrize("stray", BYTES)
def test_bytes_that_are_no_text_do_not_reach_the_terminal_from_the_command_line(
    small_library: Path, own_places: Places, stray: bytes
) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "sci_tui", "--library", str(small_library), "search", stray],
        env=environment(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    check_harmless(ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8"))
    assert os.fsdecode(stray) not in ran.stdout.decode()
