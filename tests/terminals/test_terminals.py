"""On each kind of terminal the same stands on the screen, and nothing it does not know is sent."""

import os
import re
import signal
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

import pytest

from sci_tui.kiosk_settings import KioskSettings
from sci_tui.places import Places, places
from tests.kiosk.opened import SILENT, WAITS, settle_in
from tests.terminals.strict import TERMINALS, Known, unknown
from tests.tui.terminal import CURSOR, Terminal, command, environment
from tests.tui.test_real_terminal import check_restored

T = TypeVar("T", bound=Terminal)
SIZES: Final = ((80, 25), (40, 12))
_QUIET: Final = 0.5


class Reader(NamedTuple):
    """One way to read: how it is opened, what shows that it is there, a way through it, its end.

    ``steps`` are keys, and what then stands on the screen. ``clinic`` is what a kiosk is set to.
    A reader without keys that leave it is ended by the system.
    """

    options: tuple[str, ...]
    ready: str
    steps: tuple[tuple[tuple[str, ...], str], ...]
    leaves: tuple[str, ...] = ()
    clinic: KioskSettings | None = None


_AT_HOME: Final = (
    (("l",), "Latest research"),
    (("2",), "square"),
    (("pagedown",), ""),
    (("/",), "Search for:"),
    (("walking", "enter"), "walking"),
    (("f1",), "Home"),
    (("end",), ""),
    (("b",), "walking"),
    (("b",), ""),
)
"""A study, a page down, a search, help, back."""
_IN_A_KIOSK: Final = (
    (("enter",), "Latest research"),
    (("1",), "newest first"),
    (("2",), "square"),
    (("enter",), ""),
    (("enter",), ""),
    (("h",), "Latest research"),
    (("3",), "three ways"),
    (("f6",), "Search for:"),
    (("walking", "enter"), "Search: walking"),
    (("0",), "three ways"),
    (("q",), WAITS),
)
"""A visit from its first key: a list, a study, reading on twice, a search, back, and its end."""
# A poster that takes the place of another meanwhile would not stand on every terminal.
_CLINIC: Final = KioskSettings(attract=300)
READERS: Final = {
    "eye": Reader((), "Search the library", _AT_HOME, ("q",)),
    "ear": Reader(("--screen-reader",), "F1 for help.", _AT_HOME, ("q",)),
    "kiosk": Reader(("--kiosk",), WAITS, _IN_A_KIOSK, clinic=_CLINIC),
    "kiosk by ear": Reader(
        ("--kiosk",), WAITS, _IN_A_KIOSK, clinic=_CLINIC._replace(reader="screen-reader")
    ),
}


@contextmanager
def on(
    term: str, library: Path, name: str, size: tuple[int, int], **changes: str | None
) -> Iterator[Terminal]:
    """A reader on one kind of terminal, once it has shown its first page."""
    with opening(Terminal, term, library, name, size, **changes) as terminal:
        yield terminal


@contextmanager
def opening(
    kind: type[T], term: str, library: Path, name: str, size: tuple[int, int], **changes: str | None
) -> Iterator[T]:
    """The same on a terminal that is reached in one way or another."""
    reader = READERS[name]
    if reader.clinic:
        data = places(os.environ).data
        assert data
        settle_in(data, reader.clinic)
        changes = {"PATH": SILENT, **changes}
    depth = "truecolor" if term == "foot" else None
    words = command("--library", str(library), *reader.options)
    terminal = kind(words, environment(TERM=term, COLORTERM=depth, **changes), size)
    try:
        terminal.until(lambda: reader.ready in " ".join(terminal.text.split()), "the first page")
        settle((terminal,))
        yield terminal
    finally:
        terminal.child.close(force=True)


def settle(terminals: Iterable[Terminal]) -> None:
    """Read from all of them until none has drawn anything for a while."""
    quiet_since = time.monotonic()
    while time.monotonic() < quiet_since + _QUIET:
        written = [terminal.read(0.01) for terminal in terminals]
        if any(written):
            quiet_since = time.monotonic()


def check_same(terminals: Mapping[str, Terminal]) -> None:
    """The same rows stand on all of them, with a cursor that can be seen."""
    settle(terminals.values())
    first = terminals["xterm"].rows
    for term, terminal in terminals.items():
        assert terminal.rows == first, term
        assert terminal.cursor == terminals["xterm"].cursor, term
        assert terminal.cursor_is_visible, term


def test_the_look_at_what_was_written_sees_what_is_not_known() -> None:
    vt100 = TERMINALS["vt100"]
    assert unknown(b"\x1b[1;1H\x1b[K\x1b[1;4mwords\x1b[m\x1b[3C\r\n", vt100) == []
    for control in (
        b"\x1b[?1049h", b"\x1b[?25h", b"\x1b[31m", b"\x1b[1;38;5;16m", b"\x1b[?2026$p",
        b"\x1b[>25u", b"\x1b[3m", b"\x1b[c", b"\x07", b"\x1b7",
    ):  # fmt: skip
        assert unknown(b"a" + control + b"b", vt100) == [control]
    assert unknown(b"\x1b]0;title\x07", TERMINALS["foot"])
    assert unknown(b"\x1b[38;2;1;2;3m", TERMINALS["xterm-256color"])
    assert not unknown(b"\x1b[38;2;1;2;3m", TERMINALS["foot"])


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", READERS)
def test_every_terminal_shows_the_same_and_is_sent_only_what_it_knows(
    small_library: Path, own_places: Places, name: str, size: tuple[int, int]
) -> None:
    reader = READERS[name]
    with ExitStack() as stack:
        terminals = {
            term: stack.enter_context(on(term, small_library, name, size)) for term in TERMINALS
        }
        check_same(terminals)
        for keys, shows in reader.steps:
            for terminal in terminals.values():
                terminal.press(*keys)
            for terminal in terminals.values():
                terminal.until(lambda: shows in " ".join(terminal.text.split()), shows)  # noqa: B023
            check_same(terminals)
        for term, terminal in terminals.items():
            leave(terminal, reader)
            check_sent(terminal, term, TERMINALS[term])
            check_restored(terminal)
            assert terminal.modes[7]
            assert terminal.modes.get(CURSOR, True)


def leave(terminal: Terminal, reader: Reader) -> None:
    """Leave a reader by its keys; where no key leads out of it, end it as the system does."""
    if reader.leaves:
        terminal.press(*reader.leaves)
        assert terminal.until_ended() == 0
    else:
        terminal.kill(signal.SIGTERM)
        assert terminal.until_ended() == 128 + signal.SIGTERM


def check_sent(terminal: Terminal, term: str, known: Known) -> None:
    """Nothing was sent that the terminal does not know, and no more signs than there were."""
    assert unknown(terminal.written, known) == [], term
    assert terminal.written.count(b"\x1b[?1049h") == (1049 in known.modes)


@pytest.mark.parametrize(("name", "keys"), [("eye", ("l",)), ("kiosk", ("enter", "1"))])
@pytest.mark.parametrize("term", TERMINALS)
def test_in_ascii_it_is_the_same_on_every_terminal(
    small_library: Path, own_places: Places, term: str, name: str, keys: tuple[str, ...]
) -> None:
    with on(term, small_library, name, (80, 25), LANG="C", LC_ALL="C") as terminal:
        for key in keys:
            terminal.heard(key)
        assert terminal.written.isascii()
        assert ">  2" not in terminal.rows
        assert re.search(r"^> 1", terminal.text, re.MULTILINE)


def test_without_an_entry_in_terminfo_a_terminal_is_taken_for_a_new_one(
    small_library: Path, own_places: Places
) -> None:
    with on("brand-new-256color", small_library, "eye", (80, 24)) as terminal:
        assert terminal.modes[1049]
        assert terminal.modes[2004]
        assert unknown(terminal.written, TERMINALS["xterm-256color"]) == []


@pytest.mark.parametrize("term", ["vt100", "linux"])
def test_colours_that_the_environment_promises_are_those_that_the_terminal_has(
    small_library: Path, own_places: Places, term: str
) -> None:
    words = command("--library", str(small_library))
    terminal = Terminal(words, environment(TERM=term, COLORTERM="truecolor"))
    try:
        terminal.until_shown("Enter open")
        terminal.until_quiet()
        known = TERMINALS[term]
        # The Linux console takes the nearest of its own.
        taken = known._replace(colours=1 << 24 if known.colours else 0)
        assert unknown(terminal.written, taken) == []
    finally:
        terminal.child.close(force=True)


def test_with_one_screen_what_follows_stands_below_the_page(
    small_library: Path, own_places: Places
) -> None:
    with on("vt100", small_library, "eye", (80, 24)) as terminal:
        terminal.press("q")
        assert terminal.until_ended() == 0
        rows = [row.strip() for row in terminal.rows if row.strip()]
        assert rows[-1] == "Goodbye."
        assert "Enter open" in rows[-2]
