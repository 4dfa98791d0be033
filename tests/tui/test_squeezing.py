"""What is written in fewer bytes shows the same, cell by cell."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Final

import pyte
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyte.screens import Char
from rich.cells import cell_len

from sci_tui.tui.terminal.squeezing import squeezed

WIDTH: Final = 24
HEIGHT: Final = 3

LOOKS: Final = (
    "",
    "38;5;116;48;5;16",
    "1;38;5;231;48;5;16",
    "38;2;1;2;3;48;2;4;5;6",
    "4;38;5;116;48;5;16",
    "7",
    "9;31",
    "39;44",
    "1;3;97;104",
)
Run = tuple[str, str]

runs = st.tuples(
    st.sampled_from(LOOKS),
    st.one_of(
        st.integers(1, WIDTH).map(lambda count: " " * count),
        st.text(st.sampled_from("ab é日▸ "), min_size=1, max_size=12),
        st.sampled_from(("a        b", "日      ", "      a")),
    ),
)
rows = st.lists(runs, max_size=5)


def written(column: int, y: int, row: Sequence[Run], *, to_edge: bool) -> str:
    """A row as Textual writes it: its place, then each run in its look and plain again."""
    text, at = f"\x1b[{y + 1};{column + 1}H", column
    for look, run in row:
        fitting = run
        while at + cell_len(fitting) > WIDTH:
            fitting = fitting[:-1]
        at += cell_len(fitting)
        text += f"\x1b[{look}m{fitting}\x1b[0m" if look else fitting
    if to_edge:
        text += f"\x1b[38;5;116;48;5;16m{' ' * (WIDTH - at)}\x1b[0m" if at < WIDTH else ""
    return text


class Terminal:
    """A terminal on which every cell shows something already."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self.screen)
        self.feed("\x1b[?7l\x1b[32;45;9m")
        for y in range(HEIGHT):
            self.feed(f"\x1b[{y + 1};1H{'x' * WIDTH}")
        self.feed("\x1b[0m")

    def feed(self, text: str) -> None:
        self._stream.feed(text)

    @property
    def cells(self) -> list[tuple[object, ...]]:
        """What the eye sees of each cell, and of the cursor what comes after it."""
        cells = (self.screen.buffer[y][x] for y in range(HEIGHT) for x in range(WIDTH))
        cursor = self.screen.cursor
        return [*map(seen, cells), (cursor.x, cursor.y), seen(cursor.attrs)]


def seen(cell: Char) -> tuple[object, ...]:
    """What the eye sees: of a blank without lines only what is behind it."""
    lines = (cell.underscore, cell.strikethrough, cell.reverse)
    if cell.data == " " and not any(lines):
        return (" ", cell.bg)
    return (cell.data, cell.fg, cell.bg, cell.bold, cell.italics, *lines)


@given(
    st.lists(
        st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1), rows, st.booleans()),
        max_size=5,
    )
)
@example([(0, 0, [("4", "a"), ("4", "          ")], True)])
@example([(4, 1, [("44", "a           b")], True)])
@example([(0, 1, [("1;97;104", "a"), ("39;44", "            ")], False)])
def test_it_shows_the_same_as_what_textual_wrote(
    placed: list[tuple[int, int, list[Run], bool]],
) -> None:
    # A line break on the last row would scroll; Textual goes from top to bottom and writes none.
    text = "".join(
        written(x, y, row, to_edge=edge) + ("\n" if y < HEIGHT - 1 else "")
        for x, y, row, edge in sorted(placed, key=itemgetter(1))
    )
    text += "\x1b[2;3H"
    plain, brief = Terminal(), Terminal()
    plain.feed(text)
    brief.feed(squeezed(text, WIDTH, keeps_ground=True))
    assert brief.cells == plain.cells


@given(rows, st.booleans(), st.booleans())
@example([("", "a")], True, False)
def test_where_nothing_stands_it_shows_the_same_too(
    row: list[Run], edge: bool, keeps_ground: bool
) -> None:
    text = written(0, 1, row, to_edge=edge)
    plain, brief = Terminal(), Terminal()
    for terminal in (plain, brief):
        terminal.feed("\x1b[2;1H\x1b[K")
    plain.feed(text + "\x1b[2;3H")
    few = squeezed(text, WIDTH, keeps_ground=keeps_ground, is_erased=True)
    brief.feed(few + "\x1b[2;3H")
    assert brief.cells == plain.cells


def test_blanks_at_the_end_of_a_row_where_nothing_stands_are_not_written() -> None:
    row = written(0, 0, [("1", "a"), ("1", " " * (WIDTH - 1))], to_edge=True)
    few = squeezed(row, WIDTH, keeps_ground=False, is_erased=True)
    assert few == "\x1b[1;1H\x1b[1ma\x1b[m"


@pytest.mark.parametrize("keeps_ground", [True, False])
def test_where_erasing_loses_what_is_behind_blanks_are_written(keeps_ground: bool) -> None:
    row = written(0, 0, [("97;44", "a"), ("97;44", " " * (WIDTH - 1))], to_edge=True)
    assert ("\x1b[K" in squeezed(row, WIDTH, keeps_ground=keeps_ground)) is keeps_ground


def test_in_the_colours_of_the_terminal_every_terminal_can_erase() -> None:
    row = written(0, 0, [("1", "a"), ("2", " " * (WIDTH - 1))], to_edge=True)
    assert squeezed(row, WIDTH, keeps_ground=False) == "\x1b[1;1H\x1b[K\x1b[1ma\x1b[m"


def test_a_row_that_ends_before_the_edge_erases_nothing_beside_it() -> None:
    row = written(0, 0, [("", "a" + " " * (WIDTH - 2))], to_edge=False)
    assert "\x1b[K" not in squeezed(row, WIDTH, keeps_ground=True)


def test_a_marker_that_moves_is_few_bytes() -> None:
    row, blank = "38;5;116;48;5;16", "1;38;5;231;48;5;16"
    text = f"\x1b[6;1H\x1b[{blank}m \x1b[0m\n\x1b[7;1H\x1b[{row}m▸\x1b[0m\x1b[7;3H"
    brief = squeezed(text, WIDTH, keeps_ground=True)
    assert brief == "\x1b[6;1H\x1b[48;5;16m \x1b[7;1H\x1b[38;5;116m▸\x1b[7;3H\x1b[m"


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[?1049h",
        "\x1b[?2004h\x1b[>25u",
        "\x1b]22;default\x07",
        "words\r\n",
        "\x1b[2J",
        "",
    ],
)
def test_what_places_no_row_is_written_as_it_is(text: str) -> None:
    assert squeezed(text, WIDTH, keeps_ground=True) == text


def test_nothing_that_acts_on_a_terminal_gets_through_with_a_row() -> None:
    text = "\x1b[1;1H\x1b[31m\x1b]8;id=1;https://a.b\x1b\\a\x1b[0m\x1b]8;;\x1b\\ b\x07\x9b5n\x1bPq"
    kept = "\x1b[1;1H\x1b[31ma\x1b[m b5nPq"
    assert squeezed(text, WIDTH, keeps_ground=True) == kept
