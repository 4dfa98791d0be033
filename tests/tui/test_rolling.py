"""Over a slow line the terminal moves rows itself, and what stands there is right all the same."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset

from sci_tui.places import Places
from sci_tui.tui.terminal.rolling import Roll, Row, Rows, rolled
from tests.tui.terminal import Terminal, command, environment

COLUMNS, ROWS = 20, 9
WITHIN_A_TENTH: Final = 96
"""Bytes that 9600 baud take to the terminal in a tenth of a second."""
_PLACED: Final = re.compile(rb"(?:\x1b\[\d+;\d+H|\r\x1b\[\d+C)\Z")
_MOVING: Final = re.compile(rb"\x1b\[([\d;]*)r")
_HALF_A_SCREEN: Final = 600
_BARS: Final = 1
"""Rows above the page, and below it."""


@contextmanager
def slow(
    library: Path, term: str, size: tuple[int, int], keys: str = "l2", baud: int = 9600
) -> Iterator[Terminal]:
    """A study at the end of a serial line, or what else some keys lead to."""
    words = command("--library", str(library))
    line = ("/bin/sh", "-c", f'stty {baud} && exec "$@"', "sh", *words)
    terminal = Terminal(line, environment(TERM=term, LANG="C", LC_ALL="C"), size)
    try:
        terminal.until_shown("Search the library")
        terminal.until_quiet()
        for key in keys:
            terminal.heard(key)
        yield terminal
    finally:
        terminal.child.close(force=True)


def check_shown(terminal: Terminal, lines: list[str]) -> None:
    """Rows that follow one another stand there, with one marker, where the cursor is."""
    shown = page(terminal)
    tops = [top for top in range(len(lines)) if lines[top : top + len(shown)] == shown]
    assert tops, terminal.text
    assert marked(terminal) == [terminal.cursor[1]]
    assert terminal.here[2:]


def step(terminal: Terminal, key: str) -> bytes:
    """What a key writes, until the cursor is put on the reading line."""
    before = len(terminal.written)
    terminal.press(key)
    terminal.until(lambda: bool(_PLACED.search(terminal.written, before)), f"an end of {key}")
    return terminal.written[before:]


def page(terminal: Terminal) -> list[str]:
    """The rows of the page, without their margin."""
    return [row[2:].rstrip() for row in terminal.rows[_BARS:-_BARS]]


def marked(terminal: Terminal) -> list[int]:
    """The rows of the screen that have a marker."""
    return [y for y, row in enumerate(terminal.rows) if row[0] in "▸>"]


@st.composite
def rolls(draw: st.DrawFn) -> Roll:
    first = draw(st.integers(0, ROWS - 2))
    last = draw(st.integers(first + 1, ROWS - 1))
    most = last - first
    by = draw(st.sampled_from([n for n in range(-most, most + 1) if n]))
    row = st.text("abc ", min_size=COLUMNS, max_size=COLUMNS)
    return Roll(
        Rows(first, last),
        by,
        Row(Offset(draw(st.integers(0, 3)), draw(st.integers(first, last))), "*"),
        draw(st.lists(row, min_size=abs(by), max_size=abs(by))),
        Offset(draw(st.integers(0, COLUMNS - 1)), draw(st.integers(0, ROWS - 1))),
    )


@given(roll=rolls(), cursor=st.integers(0, ROWS - 1) | st.none(), is_told=st.booleans())
def test_the_rows_between_move_and_all_others_stay(
    roll: Roll, cursor: int | None, is_told: bool
) -> None:
    screen = pyte.Screen(COLUMNS, ROWS)
    screen.reset_mode(7, private=True)
    stream = pyte.Stream(screen)
    for y in range(ROWS):
        stream.feed(f"\x1b[{y + 1};1Hrow {y}")
    within = roll.within if is_told else None
    if is_told:
        stream.feed(f"\x1b[{roll.within.first + 1};{roll.within.last + 1}r")
    before = None if cursor is None else Offset(2, cursor)
    stream.feed(f"\x1b[{(cursor or 0) + 1};3H")
    shown = [list(row) for row in screen.display]
    shown[roll.left.at.y][roll.left.at.x] = roll.left.text
    first, last, by = *roll.within, roll.by
    moving = ["".join(row) for row in shown]
    stay = moving[first : last + 1]
    stay = [*stay[by:], *roll.new] if by > 0 else [*roll.new, *stay[:by]]

    stream.feed(rolled(roll, before, within))

    assert screen.display == [*moving[:first], *stay, *moving[last + 1 :]]
    assert (screen.cursor.x, screen.cursor.y) == roll.cursor


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
@pytest.mark.parametrize("term", ["vt100", "vt220"])
def test_each_key_shows_the_next_rows_in_a_tenth_of_a_second(
    small_library: Path, own_places: Places, term: str, size: tuple[int, int]
) -> None:
    columns, _ = size
    with slow(small_library, term, (columns, 200)) as tall:
        lines = page(tall)
    with slow(small_library, term, size) as terminal:
        costs = []
        steps = sum(map(bool, lines)) - 1
        for key in ["down"] * steps + ["up"] * steps:
            costs.append(len(step(terminal, key)))
            check_shown(terminal, lines)
        assert max(costs) <= WITHIN_A_TENTH, costs
        terminal.press("q")
        assert terminal.until_ended() == 0
        # The shell has all rows again.
        assert _MOVING.findall(terminal.written)[-1] == b""


def test_a_list_moves_on_by_whole_items(small_library: Path, own_places: Places) -> None:
    with slow(small_library, "vt100", (40, 200), "l") as tall:
        lines = page(tall)
        links = sum(bool(re.match(r"\d  ", line)) for line in lines)
    with slow(small_library, "vt100", (40, 12), "l") as terminal:
        for key in ["down"] * (links - 1) + ["up"] * (links - 1):
            written = step(terminal, key)
            check_shown(terminal, lines)
            assert b"\x1b[2J" not in written
        assert b"\x1bM" in terminal.written


def test_a_line_that_is_fast_moves_on_by_half_a_screen(
    small_library: Path, own_places: Places
) -> None:
    with slow(small_library, "vt100", (80, 24), baud=38400) as terminal:
        written = b"".join(terminal.heard("down") for _ in range(20))
        assert len(written) > _HALF_A_SCREEN
        assert not _MOVING.search(terminal.written)
