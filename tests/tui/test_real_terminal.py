"""The real command on a real pseudo-terminal."""

import random
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sci_tui.places import Places
from tests.tui.terminal import (
    ALTERNATE_SCREEN,
    MOUSE,
    REPORTS,
    Terminal,
    command,
    environment,
    fresh_flags,
)

STUDY = "study/walking-trial-2020"
HOME = "Spinal cord injury research"
MARKER = "▸"


@contextmanager
def running(
    library: Path,
    *arguments: str,
    size: tuple[int, int] = (80, 24),
    options: tuple[str, ...] = (),
    **changes: str | None,
) -> Iterator[Terminal]:
    """The reader in a terminal, ended at last whatever happens."""
    terminal = Terminal(
        command("--library", str(library), *options, *arguments), environment(**changes), size
    )
    try:
        yield terminal
    finally:
        terminal.child.close(force=True)


def shown(terminal: Terminal) -> None:
    """Wait until the reader is there and has drawn all."""
    terminal.until_shown("Enter open")
    terminal.until_quiet()


def marked_row(terminal: Terminal, marker: str = MARKER) -> int:
    """The row with the marker of the reading line."""
    (row,) = (y for y, text in enumerate(terminal.rows) if text.startswith(marker))
    return row


def on_the_line(terminal: Terminal, marker: str = MARKER) -> bool:
    """Whether the cursor is on the one marked line."""
    rows = [y for y, text in enumerate(terminal.rows) if text.startswith(marker)]
    return [(2, row) for row in rows] == [terminal.cursor] and terminal.cursor_is_visible


def ask(terminal: Terminal, key: str, label: str, words: str) -> None:
    """Open a field, type in it and send it."""
    terminal.press(key)
    terminal.until_shown(label)
    terminal.until_quiet()
    terminal.press(words)
    terminal.until_shown(f"{label} {words}")
    terminal.press("enter")


def check_restored(terminal: Terminal, until: bytes = b"") -> None:
    """The terminal is as it was found, up to what somebody else wrote first."""
    modes = terminal.modes_at(until)
    assert not modes.get(ALTERNATE_SCREEN, False)
    assert not any(modes.get(mode, False) for mode in (*MOUSE, *REPORTS))
    assert terminal.cursor_is_visible
    pushed = len(re.findall(rb"\x1b\[>\d+u", terminal.written))
    popped = len(re.findall(rb"\x1b\[<\d*u", terminal.written))
    assert pushed <= popped


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
def test_it_opens_at_home(small_library: Path, own_places: Places, size: tuple[int, int]) -> None:
    with running(small_library, size=size) as terminal:
        shown(terminal)
        assert HOME in " ".join(terminal.text.split())
        assert "Search the library" in terminal.rows[marked_row(terminal)]
        assert on_the_line(terminal)
        assert terminal.modes[ALTERNATE_SCREEN]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_the_cursor_is_visible_and_on_the_marked_line_after_every_key(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with running(small_library, "open", STUDY, size=size) as terminal:
        shown(terminal)
        assert on_the_line(terminal)
        for key in "down down pagedown up end home tab tab shift+tab enter f2 c down l h".split():
            terminal.press(key)
            terminal.until_quiet()
            assert on_the_line(terminal), (key, terminal.cursor, terminal.text)


def test_the_cursor_is_on_the_caret_of_a_field(small_library: Path, own_places: Places) -> None:
    with running(small_library) as terminal:
        shown(terminal)
        terminal.press("/")
        terminal.until_shown("Search for:")
        typed = ""
        for key in ("p", "a", "i", "n", " ", "?", "backspace"):
            terminal.press(key)
            typed = typed[:-1] if key == "backspace" else typed + key
            terminal.until_quiet()
            column, row = terminal.cursor
            assert terminal.rows[row].strip() == f"Search for: {typed}".strip()
            assert column == len(f" Search for: {typed}")
            assert terminal.cursor_is_visible
        terminal.press("left", "left")
        terminal.until_quiet()
        assert terminal.cursor[0] == len(" Search for: pai")
        terminal.press("enter")
        terminal.until_shown("with “pain”")
        terminal.until_quiet()
        assert on_the_line(terminal)


@pytest.mark.parametrize(
    ("typed", "shows"),
    [
        ("/nobody\r", "with “nobody”"),
        ("/quit\r", "with “quit”"),
        ("/\x1bOQl", "Latest research"),
        ("l2/walking 1\x7f\x7f\r", "with “walking”"),
        ("c2g\r1", "Walking"),
        ("l" + "\x1b[B" * 4 + "\r", "One man and a new kind of chair"),
        ("l2iharness\rnn", "Match 3 of 3"),
        ("/\x1b[200~pasted words\x1b[201~\r", "with “pasted words”"),
        ("l2f2ab", "your answer, saved"),
    ],
)
def test_what_is_typed_faster_than_it_is_shown_is_not_lost(
    small_library: Path, own_places: Places, typed: str, shows: str
) -> None:
    with running(small_library) as terminal:
        shown(terminal)
        terminal.child.send(typed)
        terminal.until_shown(shows)
        terminal.until_quiet()
        assert on_the_line(terminal)


def test_many_keys_at_once_have_their_effect_one_by_one(
    small_library: Path, own_places: Places
) -> None:
    with running(small_library, "open", STUDY) as terminal:
        shown(terminal)
        terminal.press(*["down"] * 30)
        terminal.until_quiet()
        at_once = terminal.rows[marked_row(terminal)]
        terminal.press("home")
        terminal.until_quiet()
        for _ in range(30):
            terminal.press("down")
            terminal.read(0.2)
        terminal.until_quiet()
        assert terminal.rows[marked_row(terminal)] == at_once
        assert on_the_line(terminal)


def test_a_change_of_the_window_is_followed_at_once(
    small_library: Path, own_places: Places
) -> None:
    with running(small_library, "open", STUDY) as terminal:
        shown(terminal)
        terminal.press("pagedown", "down")
        terminal.until_quiet()
        for columns, rows in ((40, 12), (100, 30), (80, 24)):
            terminal.resize(columns, rows)
            terminal.until_shown("Enter open")
            terminal.until_quiet()
            assert len(terminal.rows) == rows
            assert on_the_line(terminal), terminal.text
        terminal.resize(30, 8)
        terminal.until(lambda: "too small" in " ".join(terminal.text.split()), "the sentence")
        terminal.resize(80, 24)
        shown(terminal)
        assert on_the_line(terminal)


def test_nothing_is_written_while_no_key_is_pressed(
    small_library: Path, own_places: Places
) -> None:
    for route in ("home", f"{STUDY}/feedback"):
        with running(small_library, "open", route) as terminal:
            shown(terminal)
            assert terminal.read(3) == b""
            terminal.press("/")
            terminal.until_shown("Search for:")
            terminal.until_quiet()
            assert terminal.read(3) == b""


# ---------------------------------------------------------------- terminals


def test_without_colour_nothing_is_coloured_and_all_is_readable(
    small_library: Path, own_places: Places
) -> None:
    with running(small_library, "open", STUDY, NO_COLOR="1") as terminal:
        shown(terminal)
        assert "HOW SURE CAN WE BE?" in terminal.text
        assert on_the_line(terminal)
        ask(terminal, "i", "Find in this page:", "sure")
        terminal.until_shown("Match 1 of")
        looks = re.findall(rb"\x1b\[([\d;]*)m", terminal.written)
        codes = {int(code) for look in looks for code in look.split(b";") if code}
        # The default colours are 39 and 49.
        assert not {code for code in codes if 30 <= code <= 38 or 40 <= code <= 48 or code >= 90}


@pytest.mark.parametrize("theme", ["light", "terminal"])
@pytest.mark.parametrize("term", ["xterm-256color", "linux", "vt100"])
@pytest.mark.parametrize("no_color", [None, "", "1"])
def test_no_text_has_the_colour_of_what_is_behind_it(
    small_library: Path, own_places: Places, theme: str, term: str, no_color: str | None
) -> None:
    assert own_places.config is not None
    own_places.config.parent.mkdir(parents=True)
    own_places.config.write_text(f'theme = "{theme}"\n', encoding="utf-8")
    with running(small_library, "open", STUDY, TERM=term, NO_COLOR=no_color) as terminal:
        terminal.until_shown("Enter open")
        assert terminal.unreadable == ""
        terminal.press("b")
        terminal.until_shown("Search the library")
        assert terminal.unreadable == ""


def test_a_linux_console_shows_the_page(small_library: Path, own_places: Places) -> None:
    with running(small_library, TERM="linux") as terminal:
        shown(terminal)
        assert "Search the library" in terminal.rows[marked_row(terminal)]
        assert b"\x1b[38;2;" not in terminal.written


def test_a_vt100_gets_nothing_but_ascii(small_library: Path, own_places: Places) -> None:
    with running(small_library, options=("--ascii",), TERM="vt100") as terminal:
        shown(terminal)
        assert terminal.rows[marked_row(terminal, ">")].startswith("> ")
        terminal.press("l", "down", "enter")
        terminal.until_shown("[Walking] again")
        terminal.press("end")
        terminal.until_quiet()
        terminal.press("w", "g")
        terminal.until_quiet()
        assert terminal.text.isascii()
        assert terminal.written.isascii()


def test_in_the_c_locale_only_ascii_is_used_and_it_is_said(
    small_library: Path, own_places: Places
) -> None:
    with running(small_library, LANG="C", LC_ALL="C") as terminal:
        terminal.until_shown("The locale here is not UTF-8")
        terminal.until_quiet()
        assert terminal.text.isascii()


def test_a_dumb_terminal_gets_the_plain_reader(small_library: Path, own_places: Places) -> None:
    with running(small_library, TERM="dumb") as terminal:
        terminal.until_shown("Number, word or letter")
        assert b"because TERM is dumb" in terminal.written
        terminal.press("q\n")
        assert terminal.until_ended() == 0
        assert b"\x1b" not in terminal.written
        assert b"Goodbye." in terminal.written


# ---------------------------------------------------------------- leaving


def test_q_leaves_the_terminal_as_it_was_and_says_goodbye(
    small_library: Path, own_places: Places
) -> None:
    with running(small_library) as terminal:
        shown(terminal)
        assert terminal.flags != fresh_flags()
        terminal.press("q")
        assert terminal.until_ended() == 0
        check_restored(terminal)
        after = terminal.written.rpartition(b"\x1b[?1049l")[2]
        assert re.sub(rb"\x1b\[[\d;?<>]*[a-zA-Z]", b"", after).strip() == b"Goodbye."


def test_the_line_discipline_is_restored(small_library: Path, own_places: Places) -> None:
    # A shell holds the terminal, so that it is still there when the reader has left.
    quoted = " ".join(f"'{word}'" for word in command("--library", str(small_library)))
    terminal = Terminal(["/bin/sh", "-c", f"{quoted}; stty -a; read answer"], environment())
    try:
        shown(terminal)
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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_in_good_order(
    small_library: Path, own_places: Places, number: signal.Signals
) -> None:
    with running(small_library, "open", STUDY) as terminal:
        shown(terminal)
        terminal.kill(number)
        assert terminal.until_ended() == 128 + number
        check_restored(terminal)
        assert b"Traceback" not in terminal.written


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_in_a_field_ends_it_in_good_order(
    small_library: Path, own_places: Places, number: signal.Signals
) -> None:
    with running(small_library) as terminal:
        shown(terminal)
        terminal.press("/")
        terminal.until_shown("Search for:")
        terminal.press("x")
        terminal.until_shown("Search for: x")
        terminal.kill(number)
        assert terminal.until_ended() == 128 + number
        check_restored(terminal)


FAIL = "def fail(*words, **named): raise RuntimeError('broken on [purpose]')\n"
CRASHES = {
    "while a page is opened": ("sci_tui.site.list_pages", "categories_page", "c", ""),
    "while a line is drawn": (
        "sci_tui.tui.widgets.page_view",
        "PageView._with_match",
        "i",
        "Find in this page:",
    ),
    "while something typed is sent": ("sci_tui.site.site", "Site.told", "/", "Search for:"),
}


@pytest.mark.parametrize("when", CRASHES)
def test_a_crash_restores_the_terminal_and_says_one_sentence(
    small_library: Path, own_places: Places, tmp_path: Path, when: str
) -> None:
    module, name, key, label = CRASHES[when]
    breaking = f"import {module} as broken\n{FAIL}broken.{name} = fail\n"
    (tmp_path / "sitecustomize.py").write_text(breaking, encoding="utf-8")
    path = environment().get("PYTHONPATH", "")
    with running(small_library, PYTHONPATH=f"{tmp_path}:{path}") as terminal:
        shown(terminal)
        if label:
            ask(terminal, key, label, "t")
        else:
            terminal.press(key)
        assert terminal.until_ended() == 70
        check_restored(terminal)
        assert b"Traceback" not in terminal.written
        after = terminal.written.rpartition(b"\x1b[?1049l")[2].decode()
        said = " ".join(re.sub(r"\x1b\[[\d;?<>]*[a-zA-Z]", "", after).split())
        assert said.startswith("sci-tui: Something went wrong inside sci-tui (RuntimeError).")
        assert own_places.cache is not None
        kept = (own_places.cache / "crash.txt").read_text(encoding="utf-8")
        assert "broken on [purpose]" in kept


def test_a_damaged_page_says_so_and_reading_goes_on(
    small_library: Path, own_places: Places, tmp_path: Path
) -> None:
    import sqlite3

    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(small_library.read_bytes())
    connection = sqlite3.connect(damaged)
    connection.execute(
        "UPDATE texts SET document = '{'"
        " WHERE study = (SELECT id FROM studies WHERE slug = 'one-man')"
    )
    connection.commit()
    connection.close()
    with running(damaged, "open", "study/one-man") as terminal:
        terminal.until_shown("This page cannot be read")
        terminal.until_quiet()
        assert "is damaged here" in " ".join(terminal.text.split())
        terminal.press("h")
        terminal.until_shown(HOME)


# ---------------------------------------------------------------- into the background


@contextmanager
def in_a_shell(library: Path) -> Iterator[Terminal]:
    """A shell in which the reader was started at a study."""
    shell = Terminal(
        ["/bin/bash", "--norc", "--noprofile", "-i"],
        environment(PS1="shell> ", HISTFILE="/dev/null"),
    )
    try:
        shell.until_shown("shell>")
        words = command("--library", str(library), "open", STUDY)
        shell.press(" ".join(f"'{word}'" for word in words) + "\r")
        shown(shell)
        yield shell
    finally:
        shell.child.close(force=True)


def test_ctrl_z_gives_the_shell_back_and_fg_draws_the_page_again(
    small_library: Path, own_places: Places
) -> None:
    with in_a_shell(small_library) as shell:
        shell.press("down", "down")
        shell.until_quiet()
        page = shell.rows
        shell.press("ctrl+z")
        shell.until(lambda: b"Stopped" in shell.written, "the shell")
        shell.until_quiet()
        # The shell then asks for modes of its own.
        check_restored(shell, b"Stopped")
        shell.press("echo in the $((40 + 2)) shell\r")
        shell.until(lambda: b"in the 42 shell" in shell.written, "an answer of the shell")
        shell.press("fg\r")
        shell.until(lambda: shell.rows == page, "the page")
        shell.until_quiet()
        assert on_the_line(shell)
        shell.press("down")
        shell.until_quiet()
        assert on_the_line(shell)


def test_after_fg_it_is_left_as_ever(small_library: Path, own_places: Places) -> None:
    with in_a_shell(small_library) as shell:
        shell.press("ctrl+z")
        shell.until(lambda: b"Stopped" in shell.written, "the shell")
        shell.until_quiet()
        shell.press("fg\r")
        shell.until(lambda: shell.modes[ALTERNATE_SCREEN], "the page")
        shell.until_quiet()
        shell.press("q")
        shell.until_quiet()
        shell.press("echo left with $?\r")
        shell.until(lambda: b"left with 0" in shell.written, "the exit code")
        check_restored(shell, b"left with 0")


# ---------------------------------------------------------------- whatever comes in


GARBAGE = (
    b"\xff\xfe\xfd",
    b"\xc3\x28\xa0\xa1",
    b"\xf0\x28\x8c\xbc",
    b"\xed\xa0\x80",
    b"\x80" * 50,
    b"\x00\x01\x02\x04\x05",
    b"\x1b[999;999;999z",
    b"\x1b[;;;;;m",
    b"\x1b]0;a title\x07",
    b"\x1b]11;rgb:zzzz\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1b[<0;1;1M\x1b[<0;1;1m",
    b"\x1b[<99999999;-1;x",
    b"\x1b[M\xff\xff\xff",
    b"\x1b[200~pasted \xff text\x1b[201~",
    b"\x1b[?2026;9$y",
    b"\x1b[1;1R",
    b"\x1b[27;5;65~",
)


def test_no_bytes_end_the_program(small_library: Path, own_places: Places) -> None:
    numbers = random.Random(2)
    unsafe = b"\x03\x11\x1a\x1bqa"
    noise = bytes(byte for byte in numbers.randbytes(600) if byte not in unsafe)
    with running(small_library, "open", STUDY) as terminal:
        shown(terminal)
        for chunk in (*GARBAGE, noise):
            terminal.child.send(chunk)
            terminal.until_quiet()
            assert not terminal.ended, (chunk, terminal.text)
        # Out of whatever was opened by chance, then back to the first page.
        for _ in range(60):
            terminal.press("f2")
            terminal.until_quiet()
            if "This is the first page" in terminal.text:
                break
        terminal.until_shown("This is the first page. q leaves.")
        terminal.press("q")
        assert terminal.until_ended() == 0
        check_restored(terminal)


def test_a_second_reader_says_that_another_is_open(small_library: Path, own_places: Places) -> None:
    assert own_places.data is not None
    own_places.data.mkdir(parents=True)
    with running(small_library) as first, running(small_library) as second:
        first.until_shown("Search the library")
        first.until_quiet()
        second.until(
            lambda: "Another sci-tui is open here" in " ".join((first.text + second.text).split()),
            "the notice",
        )
