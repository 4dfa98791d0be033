"""Screen-reader mode when nothing is pressed, in the background, and at the end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from sci_tui.places import Places
from tests.tui.terminal import (
    ALTERNATE_SCREEN,
    MOUSE,
    REPORTS,
    Terminal,
    by_ear,
    command,
    environment,
    fresh_flags,
    said,
)

STUDY: Final = "study/walking-trial-2020"
terminals = pytest.mark.parametrize("term", ["xterm-256color", "linux", "vt100"])


def check_restored(terminal: Terminal, until: bytes = b"") -> None:
    """The terminal is as it was found, up to what somebody else wrote first."""
    modes = terminal.modes_at(until)
    # A terminal with but one screen was told of no other.
    assert not modes.get(ALTERNATE_SCREEN, False)
    assert modes.get(7, True)
    assert not any(modes.get(mode, False) for mode in (*MOUSE, *REPORTS))
    assert terminal.cursor_is_visible


def farewell(terminal: Terminal, before: int) -> list[str]:
    """What is said from some byte on, while it still stands on the screen of the program."""
    return said(terminal.written[before:].partition(b"\x1b[?1049l")[0])


# ---------------------------------------------------------------- silence


def test_nothing_is_written_while_no_key_is_pressed(
    small_library: Path, own_places: Places
) -> None:
    for route in ("home", STUDY):
        with by_ear(small_library, "open", route) as terminal:
            assert terminal.read(3) == b""
            terminal.heard("b")
            assert terminal.read(3) == b""
            terminal.heard("/")
            assert terminal.read(3) == b""


# ---------------------------------------------------------------- the end


@terminals
@pytest.mark.parametrize("key", ["q", "\x11", "ctrl+c"])
def test_leaving_says_goodbye_where_the_cursor_is_and_restores_the_terminal(
    small_library: Path, own_places: Places, term: str, key: str
) -> None:
    with by_ear(small_library, TERM=term) as terminal:
        before = len(terminal.written)
        terminal.press(key)
        terminal.until_shown("Goodbye.")
        assert terminal.text.strip() == "Goodbye."
        assert terminal.until_ended() == 0
        check_restored(terminal)
        assert farewell(terminal, before) == ["Goodbye."]


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
def test_the_cursor_is_still_on_goodbye_when_the_terminal_is_given_back(
    small_library: Path, own_places: Places, key: str
) -> None:
    with by_ear(small_library, "open", "categories") as terminal:
        terminal.heard("end")
        before = len(terminal.written)
        terminal.press(key)
        assert terminal.until_ended() == 0
        written = terminal.written[before:].partition(b"\x1b[?1049l")[0]
        after = written.partition(b"Goodbye.")[2]
        # Whatever moves the cursor elsewhere would take the word from a braille display.
        assert b"H" not in after.replace(b"\x1b[1;1H", b"").replace(b"\x1b[2;1H\x1b[J", b"")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_goodbye_and_in_good_order(
    small_library: Path, own_places: Places, number: signal.Signals
) -> None:
    with by_ear(small_library, "open", STUDY) as terminal:
        before = len(terminal.written)
        terminal.kill(number)
        assert terminal.until_ended() == 128 + number
        check_restored(terminal)
        assert b"Traceback" not in terminal.written
        assert farewell(terminal, before) == ["Goodbye."]


def test_a_signal_in_a_field_ends_it_in_good_order(small_library: Path, own_places: Places) -> None:
    with by_ear(small_library) as terminal:
        terminal.heard("/")
        terminal.heard("x")
        terminal.kill(signal.SIGTERM)
        assert terminal.until_ended() == 128 + signal.SIGTERM
        check_restored(terminal)


def test_the_line_discipline_is_restored(small_library: Path, own_places: Places) -> None:
    # A shell holds the terminal, so that it is still there when the reader has left.
    words = command("--library", str(small_library), "--screen-reader")
    quoted = " ".join(f"'{word}'" for word in words)
    terminal = Terminal(["/bin/sh", "-c", f"{quoted}; stty -a; read answer"], environment())
    try:
        terminal.until_shown(" to choose")
        terminal.until_quiet()
        assert terminal.flags != fresh_flags()
        terminal.press("q")
        terminal.until(lambda: b"icanon" in terminal.written, "stty")
        terminal.until_quiet()
        assert terminal.flags == fresh_flags()
        terminal.press("seen\r")
        terminal.until(lambda: b"seen" in terminal.written, "the echo")
        assert terminal.until_ended() == 0
    finally:
        terminal.child.close(force=True)


# ---------------------------------------------------------------- the background


@contextmanager
def in_a_shell(library: Path) -> Iterator[Terminal]:
    """A shell in which the reader was started at a study."""
    shell = Terminal(
        ["/bin/bash", "--norc", "--noprofile", "-i"],
        environment(PS1="shell> ", HISTFILE="/dev/null"),
    )
    try:
        shell.until_shown("shell>")
        words = command("--library", str(library), "--screen-reader", "open", STUDY)
        shell.press(" ".join(f"'{word}'" for word in words) + "\r")
        shell.until_shown(" to choose")
        shell.until_quiet()
        yield shell
    finally:
        shell.child.close(force=True)


def test_after_fg_the_whole_page_is_written_again_and_the_cursor_is_where_it_was(
    small_library: Path, own_places: Places
) -> None:
    with in_a_shell(small_library) as shell:
        shell.heard("pagedown")
        shell.heard("down")
        shell.heard("down")
        page, at = shell.rows, shell.cursor
        shell.press("ctrl+z")
        shell.until(lambda: b"Stopped" in shell.written, "the shell")
        shell.until_quiet()
        check_restored(shell, b"Stopped")
        before = len(shell.written)
        shell.press("fg\r")
        shell.until(lambda: shell.rows == page, "the page")
        shell.until_quiet()
        assert shell.cursor == at
        rows = said(shell.written[before:].partition(b"\x1b[?1049h")[2])
        assert rows == [row.strip() for row in page if row.strip()]
        assert shell.heard("down") == b"\x1b[%d;1H" % (at[1] + 2)


def test_after_fg_it_is_left_as_ever(small_library: Path, own_places: Places) -> None:
    with in_a_shell(small_library) as shell:
        shell.press("ctrl+z")
        shell.until(lambda: b"Stopped" in shell.written, "the shell")
        shell.until_quiet()
        shell.press("fg\r")
        shell.until(lambda: shell.modes[ALTERNATE_SCREEN], "the page")
        shell.until_quiet()
        before = len(shell.written)
        shell.press("q")
        shell.until(lambda: not shell.modes[ALTERNATE_SCREEN], "the shell")
        shell.until_quiet()
        assert farewell(shell, before) == ["Goodbye."]
        shell.press("echo left with $?\r")
        shell.until(lambda: b"left with 0" in shell.written, "the exit code")
        check_restored(shell, b"left with 0")
