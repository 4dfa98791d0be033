"""What the real BRLTTY shows on braille displays of 40 and of 20 cells.

The golden files of ``brltty_transcripts`` hold every step of every journey: the keys, and the line
under the reader's fingers. ``GOLDEN=write pytest tests/readers`` writes them anew. The other tests
ask for what a braille reader needs, whatever the words are.
"""

import difflib
import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.readers.brltty import CELLS, Brltty
from tests.readers.brltty_display import Display, Line
from tests.readers.journeys import LEAVE, MODES, Journey, Step, ways
from tests.readers.reader import SIZE, required
from tests.readers.transcript import transcript, travelled
from tests.tui.terminal import PATIENCE, command

GOLDEN: Final = Path(__file__).parent / "brltty_transcripts"

FEEDBACK: Final = ("open", "study/one-man/feedback")
BY_EAR: Final = "screen-reader"

MESSAGES: Final = Journey(
    "messages",
    (),
    (
        Step("Open a number that is not there.", ["9", "9", "enter"], "99"),
        Step("Down.", ["down"]),
        Step("Ask for the third thing.", "3"),
        Step("Open it.", ["enter"], "3"),
        Step("The next thing.", ["tab"]),
        Step("The one before.", ["shift+tab"]),
        Step("Leave a field with something in it.", ["i", "x", "f2"]),
        Step("Type on.", "y"),
        Step("Leave it all the same.", ["f2", "f2"]),
        Step("Search for nothing at all.", ["/", "enter"]),
        LEAVE,
    ),
)
WAYS: Final = (*ways(), *((MESSAGES, mode) for mode in MODES))

# Lines and boxes, signs, and dots that are no text; emoji.
DECORATION: Final = re.compile("[\u2500-\u25ff\u2800-\u28ff\U0001f300-\U0001faff]")

by_ear_and_eye = pytest.mark.parametrize("mode", ["screen-reader", "visual"])


@pytest.fixture(autouse=True)
def _brltty_is_here() -> None:
    required(Brltty)


@contextmanager
def opened(
    library: Path, mode: str, *arguments: str, size: tuple[int, int] = SIZE
) -> Iterator[Brltty]:
    """The program in a mode, with both displays on it."""
    options = [] if mode == "visual" else [f"--{mode}"]
    with Brltty() as reader:
        reader.start(command("--library", str(library), *options, *arguments), {}, size)
        yield reader


# ---------------------------------------------------------------- journeys


@pytest.mark.parametrize(
    ("journey", "mode"), WAYS, ids=[f"{journey.name}-{mode}" for journey, mode in WAYS]
)
def test_a_journey_is_shown_as_it_was(small_library: Path, journey: Journey, mode: str) -> None:
    with Brltty() as reader:
        steps = travelled(reader, journey, mode, small_library)
        told = transcript(journey.name, mode, Brltty, steps)
        check_decoration(reader, mode)
    file = GOLDEN / f"{journey.name}.{mode}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(told, encoding="utf-8")
    check_same(file, told)


def test_there_is_no_golden_file_without_its_journey() -> None:
    names = {f"{journey.name}.{mode}.txt" for journey, mode in WAYS}
    assert {file.name for file in GOLDEN.iterdir()} == names


def check_same(file: Path, told: str) -> None:
    """What is shown is what the golden file holds."""
    expected = file.read_text(encoding="utf-8").splitlines()
    lines = difflib.unified_diff(expected, told.splitlines(), file.name, "now", lineterm="")
    if difference := "\n".join(lines):
        pytest.fail(difference)


def check_decoration(reader: Brltty, mode: str) -> None:
    """There is nothing to feel but text, except where the mode is for eyes."""
    shown = [text for display in reader.displays for text in display.shown]
    assert shown
    assert mode == "visual" or not [text for text in shown if DECORATION.search(text)]


# ---------------------------------------------------------------- the focus


def test_down_shows_exactly_the_new_item_from_the_first_cell(small_library: Path) -> None:
    with opened(small_library, BY_EAR) as reader:
        for number in range(2, 7):
            reader.press("down")
            check_item(reader, number)


def test_a_small_window_shows_item_after_item_too(small_library: Path) -> None:
    with opened(small_library, BY_EAR, size=(40, 12)) as reader:
        items: list[list[str]] = [[] for _cells in CELLS]
        for _key in range(6):
            reader.press("down")
            for shown, line in zip(items, reader.lines(), strict=True):
                assert line.cursor == 1
                # Between two pages of items stands the way from one to the other.
                shown.extend(re.findall(r"^\d+(?=\. \w)|^(?!More: ).*", line.text))
    for shown in items:
        assert shown == [str(number) for number in range(2, len(shown) + 2)]
        assert len(shown) > 3


def test_keys_that_jump_show_where_the_reader_is_now(small_library: Path) -> None:
    with opened(small_library, BY_EAR) as reader:
        for key, begins in (
            ("end", "14. "),
            ("home", "1. "),
            ("tab", "2. "),
            ("shift+tab", "1. "),
            ("pagedown", "9. "),
            ("pageup", "1. "),
            ("3", "Number 3: "),
            ("down", "2. "),
        ):
            reader.press(key)
            check_begins(reader, begins)


@by_ear_and_eye
def test_after_every_key_the_row_of_the_focus_is_shown(small_library: Path, mode: str) -> None:
    keys = "down end up home tab shift+tab pagedown pageup c down enter enter down pagedown g b b"
    with opened(small_library, mode) as reader:
        for key in keys.split():
            reader.press(key)
            for line in reader.lines():
                assert line.cursor == (1 if mode == BY_EAR else 3), (key, line.text)
                assert line.text.startswith("▸ ") == (mode == "visual"), (key, line.text)
                assert line.text.strip("▸ "), key


# ---------------------------------------------------------------- fields


@by_ear_and_eye
def test_a_field_stands_beside_its_label(small_library: Path, mode: str) -> None:
    with opened(small_library, mode) as reader:
        reader.press("/")
        for line in reader.lines():
            label = line.text.ljust(line.cursor or 0)[: (line.cursor or 0) - 1]
            assert label.strip() == "Search for:"


@by_ear_and_eye
def test_a_typed_letter_appears_before_the_cursor(small_library: Path, mode: str) -> None:
    typed = "Your comment: "
    with opened(small_library, mode, *FEEDBACK) as reader:
        reader.press("p", "9")
        for letter in "Too long.":
            reader.press(letter)
            typed += letter
            for line in reader.lines():
                assert typed.endswith(before_the_caret(line).lstrip())
        reader.press("backspace", "left", "left")
        for line in reader.lines():
            assert typed[:-3].endswith(before_the_caret(line).lstrip())


def before_the_caret(line: Line) -> str:
    """What stands before the cursor; a display whose window has just moved shows only the caret."""
    assert line.cursor is not None, line.text
    return line.text.ljust(line.cursor)[: line.cursor - 1]


# ---------------------------------------------------------------- results


def test_a_saved_answer_is_shown_each_time(small_library: Path) -> None:
    with opened(small_library, BY_EAR, *FEEDBACK) as reader:
        reader.press("p")
        check_begins(reader, "Thank you. ")
        reader.press("p")
        check_begins(reader, "Again: Thank you. "[: min(CELLS)])
        reader.press("down")
        check_begins(reader, "2. ")


def test_an_error_is_shown_until_the_next_key(small_library: Path) -> None:
    with opened(small_library, BY_EAR) as reader:
        reader.press("9", "9", "enter")
        check_begins(reader, "There is no 99 here.")
        reader.press("down")
        check_begins(reader, "2. ")


def test_what_keeps_a_field_open_is_shown_until_the_next_key(small_library: Path) -> None:
    with opened(small_library, BY_EAR, *FEEDBACK) as reader:
        reader.press("p", "9", "x", "f2")
        check_begins(reader, "What you typed is no")
        reader.press("y")
        for line in reader.lines():
            assert (line.text, line.cursor) == ("Your comment: xy", 17)


def test_a_search_without_a_match_says_so(small_library: Path) -> None:
    with opened(small_library, BY_EAR) as reader:
        reader.press("/", *"zebra", "enter")
        for line in reader.lines():
            assert line.text.startswith("No study has"), line.text


# ---------------------------------------------------------------- by hand


def test_the_rest_of_a_long_row_is_within_reach(small_library: Path) -> None:
    with opened(small_library, BY_EAR) as reader:
        reader.press("end")
        row = reader.terminal.rows[reader.terminal.cursor[1]].rstrip()
        reader.until_quiet()
        for cells, display in zip(CELLS, reader.displays, strict=True):
            assert len(row) > cells
            assert panned(display, -(-len(row) // cells)) == row
            display.press("HOME")
            assert display.line().text == row[:cells].rstrip()


def test_what_stands_above_the_focus_is_within_reach_and_the_next_key_comes_back(
    small_library: Path,
) -> None:
    with opened(small_library, BY_EAR) as reader:
        for display in reader.displays:
            display.press("TOP")
            assert display.line().text.startswith("Screen-reader mode,")
        reader.press("down")
        for display in reader.displays:
            until_begins(display, "2. ")


def panned(display: Display, windows: int) -> str:
    """A row, read by moving the display to the right."""
    text = display.line().text.ljust(display.cells)
    for _window in range(windows - 1):
        display.press("FWINRT")
        text += display.line().text.ljust(display.cells)
    return text.rstrip()


# ---------------------------------------------------------------- leaving


def test_the_last_word_is_shown(small_library: Path) -> None:
    with opened(small_library, BY_EAR) as reader:
        reader.press("q")
        reader.until_ended()
        reader.lines()
        for display in reader.displays:
            assert "Goodbye." in display.shown


@pytest.mark.parametrize(("mode", "keys"), [("screen-reader", "q"), ("plain", "q\r")])
def test_the_last_word_is_what_stands_above(small_library: Path, mode: str, keys: str) -> None:
    with opened(small_library, mode) as reader:
        reader.press(*keys)
        reader.until_ended()
        reader.lines()
        for display in reader.displays:
            display.press("PRDIFLN")
            until_begins(display, "Goodbye.")


def test_nothing_is_left_behind_when_a_test_fails(small_library: Path) -> None:
    displays: list[Display] = []
    with pytest.raises(ZeroDivisionError):
        fail_with(displays, small_library)
    assert len(displays) == len(CELLS)
    assert not any(place.exists() for display in displays for place in traces(display))
    assert not {str(display._screen._number) for display in displays} & segments()


def fail_with(displays: list[Display], library: Path) -> None:
    """Open the program, note its displays, and fail."""
    with opened(library, "plain") as reader:
        displays.extend(reader.displays)
        assert all(place.exists() for display in displays for place in traces(display))
        raise ZeroDivisionError


def traces(display: Display) -> Sequence[Path]:
    """Where one would find what a display leaves behind."""
    return display._folder, Path("/proc") / str(display._process.pid)


def segments() -> set[str]:
    """The numbers of every shared segment there is."""
    rows = Path("/proc/sysvipc/shm").read_text(encoding="ascii").splitlines()
    return {row.split()[1] for row in rows[1:]}


# ---------------------------------------------------------------- what is shown


def check_item(reader: Brltty, number: int) -> None:
    """Each display shows as much of an item as it has cells, and the cursor in the first."""
    for cells, line in zip(CELLS, reader.lines(), strict=True):
        item = next(row for row in reader.terminal.rows if row.startswith(f"{number}. "))
        assert (line.cursor, line.text) == (1, item[:cells].rstrip())


def check_begins(reader: Brltty, text: str) -> None:
    """Each display shows a row that begins so, from its first cell."""
    for line in reader.lines():
        assert line.text.startswith(text), line.text
        assert line.cursor == 1


def until_begins(display: Display, text: str) -> None:
    """Wait until a display shows a row that begins so.

    One that was moved by hand follows the cursor a moment later only.
    """
    deadline = time.monotonic() + PATIENCE
    while not (shown := display.line().text).startswith(text):
        assert time.monotonic() < deadline, f"{text!r} did not come: {shown!r}"
