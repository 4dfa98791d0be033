"""Typing in screen-reader mode: one row with its label, each key heard as what it does."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from sci_tui.places import Places
from tests.tui.terminal import Terminal, by_ear, said

STUDY: Final = "study/walking-trial-2020"
FORM: Final = f"{STUDY}/feedback"
UNSENT: Final = "What you typed is not sent."
SIZES: Final = ((80, 24), (40, 12))
sizes = pytest.mark.parametrize("size", SIZES)


@contextmanager
def asked(library: Path, what: str, size: tuple[int, int] = (80, 24)) -> Iterator[Terminal]:
    """The reader, asking for a line: words to search for, words to find, a comment."""
    keys, route = {
        "Search for:": (("/",), "home"),
        "Find in this page:": (("i",), STUDY),
        "Your comment:": (("y", "end", "enter"), FORM),
    }[what]
    with by_ear(library, "open", route, size=size) as terminal:
        for key in keys:
            terminal.heard(key)
        yield terminal


@contextmanager
def locked(own_places: Places) -> Iterator[None]:
    """Another program that holds the store and does not let go of it."""
    assert own_places.data is not None
    connection = sqlite3.connect(own_places.data / "user.db", isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")
    finally:
        connection.close()


@sizes
@pytest.mark.parametrize("label", ["Search for:", "Find in this page:", "Your comment:"])
def test_label_and_field_share_a_row_that_begins_at_the_left(
    small_library: Path, own_places: Places, label: str, size: tuple[int, int]
) -> None:
    with asked(small_library, label, size) as terminal:
        assert terminal.here == label
        assert terminal.cursor[0] == len(label) + 1
        terminal.heard("p")
        assert terminal.here == f"{label} p"
        assert terminal.cursor[0] == len(label) + 2
        # As much of what is typed as a display of 20 cells can show with its label.
        for letter in "ain":
            terminal.heard(letter)
        assert terminal.here == f"{label} pain"


@pytest.mark.parametrize("label", ["Search for:", "Your comment:"])
def test_the_label_leaves_a_braille_display_of_20_cells_room_for_what_is_typed(label: str) -> None:
    from sci_tui.site import wording

    assert label in (wording.SEARCH_FOR, wording.YOUR_COMMENT)
    assert 20 - len(f"{label} ") >= 6


@sizes
def test_what_is_typed_is_written_letter_by_letter(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with asked(small_library, "Search for:", size) as terminal:
        for letter in "pané":
            assert said(terminal.heard(letter)) == [letter]


def test_a_blank_moves_the_cursor_and_nothing_else(small_library: Path, own_places: Places) -> None:
    with asked(small_library, "Search for:") as terminal:
        terminal.heard("a")
        column, row = terminal.cursor
        assert said(terminal.heard(" ")) == []
        assert terminal.cursor == (column + 1, row)
        assert said(terminal.heard("b")) == ["b"]
        assert terminal.here == "Search for: a b"


def test_backspace_erases_the_letter_and_writes_nothing(
    small_library: Path, own_places: Places
) -> None:
    with asked(small_library, "Search for:") as terminal:
        terminal.heard("a")
        terminal.heard("b")
        column, row = terminal.cursor
        written = terminal.heard("backspace")
        assert said(written) == []
        # The erasing is where the letter was, so that a reader can say which one went.
        assert written.startswith(b"\x1b[%d;%dH\x1b[K" % (row + 1, column))
        assert terminal.cursor == (column - 1, row)
        assert terminal.here == "Search for: a"


def test_left_and_right_move_the_cursor_to_the_letter_and_write_nothing(
    small_library: Path, own_places: Places
) -> None:
    with asked(small_library, "Search for:") as terminal:
        for letter in "日ab":
            terminal.heard(letter)
        column, row = terminal.cursor
        for key, at in (("left", 1), ("left", 2), ("left", 4), ("right", 2), ("right", 1)):
            assert terminal.heard(key) == b"\x1b[%d;%dH" % (row + 1, column - at + 1)


def test_a_letter_in_the_middle_is_written_with_what_it_moves(
    small_library: Path, own_places: Places
) -> None:
    with asked(small_library, "Search for:") as terminal:
        for letter in "pan":
            terminal.heard(letter)
        terminal.heard("left")
        assert said(terminal.heard("i")) == ["in"]
        assert terminal.here == "Search for: pain"
        assert terminal.cursor[0] == len("Search for: pai")


@sizes
def test_opening_a_field_says_its_label_and_how_to_leave(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with by_ear(small_library, "open", "categories", size=size) as terminal:
        rows = said(terminal.heard("/"))
        how = "Enter searches, Down leads to what is found, F2 leaves."
        assert (rows[0], " ".join(rows[1:])) == ("Search for:", how)


@sizes
def test_letters_are_heard_alone_and_after_a_rest_how_much_was_found(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with asked(small_library, "Search for:", size) as terminal:
        for letter in "nob":
            assert said(terminal.heard(letter)) == [letter]
        before = len(terminal.written)
        terminal.until(lambda: "2 found." in terminal.text, "the count")
        terminal.until_quiet()
        assert " ".join(said(terminal.written[before:])) == "2 found. Down leads there."
        assert terminal.here == "Search for: nob"
        # Nothing more is said by itself, and the next letter is that letter.
        assert said(terminal.heard("o")) == ["o"]


@sizes
def test_down_leads_from_the_field_to_the_results_and_up_back(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with asked(small_library, "Search for:", size) as terminal:
        terminal.press("nobody")
        terminal.until(lambda: "nobody" in terminal.text, "what was typed")
        rows = said(terminal.heard("down"))
        assert rows[0] == "2 found"
        assert rows[1].startswith("2 things to choose.")
        assert rows.count("1. Cells into a vein: 13 people.") == 1
        assert terminal.here == "1. Cells into a vein: 13 people."
        rows = said(terminal.heard("up"))
        assert rows[0] == "Search for: nobody"
        assert terminal.here == "Search for: nobody"
        assert said(terminal.heard("down"))[0] == "1. Cells into a vein: 13 people."
        terminal.heard("enter")
        assert terminal.here.startswith("Thirteen people were treated, and nobody")
        terminal.heard("b")
        assert terminal.here == "1. Cells into a vein: 13 people."


@sizes
def test_leaving_the_results_says_the_page_one_was_on(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with asked(small_library, "Search for:", size) as terminal:
        terminal.press("nobody")
        terminal.until(lambda: "nobody" in terminal.text, "what was typed")
        terminal.heard("down")
        rows = said(terminal.heard("f2"))
        assert not any("nobody" in row for row in rows)
        assert "Spinal cord injury research, in plain words" in " ".join(rows)


@sizes
def test_leaving_with_nothing_typed_says_where_one_is(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with by_ear(small_library, "open", "categories", size=size) as terminal:
        on, row = terminal.here, terminal.cursor[1]
        terminal.heard("/")
        rows = said(terminal.heard("f2"))
        assert rows[0] == on
        assert rows[-1].startswith("Item 1 of 6")
        assert terminal.cursor == (0, row)


@sizes
@pytest.mark.parametrize("key", ["f2", "\x1b", "tab", "shift+tab", "down"])
def test_leaving_with_something_typed_asks_first_and_keeps_it(
    small_library: Path, own_places: Places, size: tuple[int, int], key: str
) -> None:
    with asked(small_library, "Your comment:", size) as terminal:
        for letter in "too":
            terminal.heard(letter)
        rows = " ".join(said(terminal.heard(key)))
        assert rows.count(UNSENT) == 1
        assert terminal.here.startswith(UNSENT)
        assert terminal.cursor[0] == 0
        terminal.heard("s")
        assert terminal.here == "Your comment: toos"
        assert UNSENT not in terminal.text
        rows = " ".join(said(terminal.heard(key)))
        assert rows.startswith(f"Again: {UNSENT}")
        assert terminal.here.startswith(f"Again: {UNSENT}")
        terminal.heard(key)
        assert terminal.here == "9. Write a comment."
        terminal.heard("enter")
        assert terminal.here == "Your comment: toos"


def test_leaving_the_program_with_something_typed_asks_first(
    small_library: Path, own_places: Places
) -> None:
    with asked(small_library, "Your comment:") as terminal:
        terminal.heard("t")
        terminal.heard("ctrl+c")
        assert terminal.here.startswith(UNSENT)
        terminal.press("ctrl+c")
        assert terminal.until_ended() == 0
        assert "Goodbye." in said(terminal.written)


@sizes
def test_what_cannot_be_kept_stays_in_the_field_with_the_error_in_its_label(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with asked(small_library, "Your comment:", size) as terminal:
        terminal.heard("t")
        terminal.heard("o")
        with locked(own_places):
            before = len(terminal.written)
            terminal.press("enter")
            terminal.until(lambda: "Not sent." in terminal.text, "the error")
            terminal.until_quiet()
            rows = said(terminal.written[before:])
            assert "Not sent. Your comment: to" in terminal.text
            message = terminal.here
            assert rows.count(message) == 1
            assert terminal.cursor[0] == 0
            terminal.heard("o")
            assert terminal.here == "Not sent. Your comment: too"
            assert message not in terminal.text
            assert terminal.cursor[0] == len(terminal.here)
        terminal.heard("enter")
        assert "Thank you. Your comment is saved." in terminal.text
        assert "Not sent." not in terminal.text


def test_an_answer_that_cannot_be_kept_says_so_where_the_cursor_is(
    small_library: Path, own_places: Places
) -> None:
    with by_ear(small_library, "open", FORM) as terminal:
        terminal.heard("y")
        with locked(own_places):
            for again in ("", "Again: "):
                before = len(terminal.written)
                terminal.press("n")
                terminal.until(
                    lambda before=before: b"saved" in terminal.written[before:],  # type: ignore[misc]
                    "the error",
                )
                terminal.until_quiet()
                assert terminal.here.startswith(f"{again}Your answers could not be saved")
                assert terminal.cursor[0] == 0
        terminal.heard("down")
        assert terminal.here.startswith("2. Partly.")
