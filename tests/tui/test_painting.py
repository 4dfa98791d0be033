"""What is written so that a terminal shows other rows: as little as can be, and nothing twice."""

import re
from typing import Final

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from sci_tui.tui.terminal.painting import all_of, changes, is_another_screen

WIDTH: Final = 14
HEIGHT: Final = 6

Screen = tuple[str, ...]

_MOVE: Final = re.compile(r"\x1b\[(\d+);(\d+)H")
_ALLOWED: Final = re.compile(r"\x1b\[\d+;\d+H|\x1b\[[JK]|\r\n")

# A letter, a blank, a sign of two cells, a letter of two characters, one of three.
signs = st.sampled_from(("a", "b", " ", "é", "日", "本", "e\u0301", "o\u0323\u0308"))


def _fitting(text: str) -> str:
    while cell_len(text) > WIDTH:
        text = text[:-1]
    return text.rstrip()


rows = st.one_of(
    st.just(""),
    st.lists(signs, max_size=WIDTH).map("".join).map(_fitting),
    st.sampled_from(("a" * WIDTH, "日" * (WIDTH // 2), "b" + " " * (WIDTH - 2) + "b")),
)
screens = st.lists(rows, min_size=HEIGHT, max_size=HEIGHT).map(tuple)


class Shown:
    """A terminal that shows some rows."""

    def __init__(self, *shown: str) -> None:
        self._screen = pyte.HistoryScreen(WIDTH, HEIGHT, history=100)
        self._stream = pyte.Stream(self._screen)
        # As the program has it: what is too wide does not go on in the next row.
        self.feed("\x1b[?7l")
        for y, row in enumerate(shown):
            self.feed(f"\x1b[{y + 1};1H{row}")

    def feed(self, text: str) -> None:
        self._stream.feed(text)

    @property
    def rows(self) -> list[str]:
        return [row.rstrip() for row in self._screen.display]

    @property
    def has_scrolled(self) -> bool:
        return bool(self._screen.history.top or self._screen.history.bottom)


def rows_written(text: str) -> list[int]:
    """The rows that something was written into or taken from, in that order."""
    parts = _MOVE.split(text)
    assert parts[0] == "", "something was written without going anywhere first"
    return [int(row) - 1 for row, after in zip(parts[1::3], parts[3::3], strict=True) if after]


def check_shows(before: Screen, text: str, after: Screen) -> None:
    terminal = Shown(*before)
    terminal.feed(text)
    assert terminal.rows == Shown(*after).rows
    assert not terminal.has_scrolled
    assert "\x1b" not in _ALLOWED.sub("", text)


@given(before=screens, after=screens)
def test_all_of_a_screen_takes_the_place_of_any_other(before: Screen, after: Screen) -> None:
    check_shows(before, all_of(before, after), after)


@given(before=screens, after=screens)
def test_all_of_a_screen_says_each_row_once_from_the_top(before: Screen, after: Screen) -> None:
    said = _ALLOWED.sub("\n", all_of(before, after)).split("\n")
    assert [row for row in said if row] == [row for row in after if row]


@given(before=screens, after=screens, again=st.frozensets(st.integers(0, HEIGHT - 1)))
def test_the_changes_make_any_screen_of_any_other(
    before: Screen, after: Screen, again: frozenset[int]
) -> None:
    check_shows(before, changes(before, after, again), after)


@given(
    before=screens,
    after=screens,
    again=st.frozensets(st.integers(0, HEIGHT - 1)),
    typed=st.integers(-1, HEIGHT - 1),
)
def test_the_changes_do_so_while_something_is_typed_into_a_row(
    before: Screen, after: Screen, again: frozenset[int], typed: int
) -> None:
    check_shows(before, changes(before, after, again, typed), after)


@given(before=screens, after=screens, again=st.frozensets(st.integers(0, HEIGHT - 1), max_size=2))
def test_rows_that_have_not_changed_are_not_written(
    before: Screen, after: Screen, again: frozenset[int]
) -> None:
    changed = {y for y in range(HEIGHT) if before[y] != after[y]}
    said_again = {y for y in again if after[y]}
    assert changed | said_again == {
        y for y in rows_written(changes(before, after, again)) if y in changed or after[y]
    }


@given(before=screens, after=screens, again=st.frozensets(st.integers(0, HEIGHT - 1)))
def test_a_row_that_has_changed_or_is_said_again_is_written_whole_and_once(
    before: Screen, after: Screen, again: frozenset[int]
) -> None:
    written = re.split(r"\x1b\[(\d+;\d+)H", changes(before, after, again))[1:]
    places = {y for y in range(HEIGHT) if before[y] != after[y] or y in again}
    assert written[::2] == [f"{y + 1};1" for y in sorted(places)]
    assert [text.removesuffix("\x1b[K") for text in written[1::2]] == [
        after[y] for y in sorted(places)
    ]


@given(screen=screens)
def test_where_nothing_has_changed_nothing_is_written(screen: Screen) -> None:
    assert changes(screen, screen) == ""
    assert not is_another_screen(screen, screen)


LABEL: Final = "For: "


@given(text=st.lists(signs, max_size=3).map("".join), letter=signs, y=st.integers(0, HEIGHT - 1))
def test_of_what_is_typed_at_the_end_only_that_is_written(text: str, letter: str, y: int) -> None:
    before, after = _rows_at(y, LABEL + text), _rows_at(y, LABEL + text + letter)
    written = changes(before, after, typed=y)
    if letter == " ":
        assert written == ""
    else:
        column = cell_len(LABEL + text) + 1
        assert written == f"\x1b[{y + 1};{column}H{letter}"
        check_shows(before, written, after)


@given(text=st.lists(signs, max_size=3).map("".join), letter=signs, y=st.integers(0, HEIGHT - 1))
def test_of_what_is_deleted_at_the_end_nothing_is_written_but_its_end(
    text: str, letter: str, y: int
) -> None:
    before, after = _rows_at(y, LABEL + text + letter), _rows_at(y, LABEL + text)
    written = changes(before, after, typed=y)
    assert re.fullmatch(rf"(\x1b\[{y + 1};\d+H\x1b\[K)?", written)
    assert (written == "") == (letter == " ")
    check_shows(before, written, after)


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        ("For: pan", "For: pain", "\x1b[3;8Hin"),
        ("For: paain", "For: pain", "\x1b[3;8Hin\x1b[K"),
        ("For:", "For: p", "\x1b[3;6Hp"),
        ("For: p", "For:", "\x1b[3;5H\x1b[K"),
        ("For: e", "For: e\u0301", "\x1b[3;6He\u0301"),
        ("For: 日本", "For: 日", "\x1b[3;8H\x1b[K"),
    ],
)
def test_what_is_typed_into_a_row_is_written_from_where_it_differs(
    before: str, after: str, written: str
) -> None:
    assert changes(("", "", before), ("", "", after), typed=2) == written


def test_a_row_said_again_is_written_whole_even_while_it_is_typed_into() -> None:
    said = changes(("For: pai",), ("For: pain",), frozenset({0}), typed=0)
    assert said == "\x1b[1;1HFor: pain"


def test_a_message_that_is_taken_away_is_an_erased_row_and_no_text() -> None:
    assert changes(("One", "Saved."), ("One", "")) == "\x1b[2;1H\x1b[K"


def test_rows_that_follow_each_other_are_one_flow_of_text() -> None:
    assert all_of(("",) * 4, ("One", "Two", "", "Three")) == ("\x1b[1;1HOne\r\nTwo\x1b[4;1HThree")


def test_what_was_longer_or_lower_is_cleared_and_what_was_not_is_left_alone() -> None:
    text = all_of(("A long row", "Two", "Three", "Four"), ("A row", "Another"))
    assert text == "\x1b[1;1HA row\x1b[K\r\nAnother\x1b[3;1H\x1b[J"


@pytest.mark.parametrize(
    ("after", "is_another"),
    [
        (("1", "2", "3", "4", "5", "?"), False),
        (("1", "2", "3", "?", "?", "?"), False),
        (("1", "2", "?", "?", "?", "?"), True),
        (("?", "?", "?", "", "", ""), True),
        (("1", "2", "3", "4", "", ""), False),
    ],
)
def test_another_screen_is_one_of_which_more_than_half_has_changed(
    after: Screen, is_another: bool
) -> None:
    assert is_another_screen(("1", "2", "3", "4", "5", "6"), after) == is_another


@settings(max_examples=50)
@given(visited=st.lists(screens, min_size=2, max_size=6))
def test_screen_after_screen_the_terminal_shows_the_last(visited: list[Screen]) -> None:
    terminal = Shown()
    before: Screen = ("",) * HEIGHT
    for after in visited:
        another = is_another_screen(before, after)
        terminal.feed(all_of(before, after) if another else changes(before, after))
        assert terminal.rows == Shown(*after).rows
        before = after


def _rows_at(y: int, row: str) -> Screen:
    return tuple(_fitting(row) if index == y else "" for index in range(HEIGHT))
