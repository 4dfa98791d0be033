"""Screen-reader mode in a real terminal: what is written, once, and where the cursor is."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from sci_tui.cli.house import House
from sci_tui.layout.lines import Laid, Look
from sci_tui.layout.pieces import MOST_CHARACTERS, in_pieces
from sci_tui.places import Places
from sci_tui.site.commands import COMMANDS
from sci_tui.site.pages import Page
from sci_tui.site.routes import parse
from sci_tui.tui.steps import Steps
from sci_tui.tui.widgets.ear_view import ROWS_BELOW
from tests.tui.terminal import CONTROLS, Terminal, by_ear, said

STUDY: Final = "study/walking-trial-2020"
TERMINALS: Final = ("xterm-256color", "linux", "vt100")
SIZES: Final = ((80, 24), (40, 12))
LISTS: Final = ("home", "latest", "categories", "words", "settings", f"{STUDY}/feedback")
ANNOUNCED: Final = "Screen-reader mode, because --screen-reader was given. F1 for help."
DECORATION: Final = re.compile("[\u2500-\u25ff\u2800-\u28ff\U0001f000-\U0001faff]")
A_SESSION: Final = (
    "down end home pagedown pageup tab shift+tab 1 2 backspace backspace c down enter b h l 2 "
    "pagedown g down enter e r i w a l k enter n N f y y down b b b b / n o left x backspace f2 "
    "f2 ? end b a down b"
).split()

terminals = pytest.mark.parametrize("term", TERMINALS)
sizes = pytest.mark.parametrize("size", SIZES)


def expected(
    library: Path, route: str, size: tuple[int, int], *, opened: bool
) -> tuple[Page, Laid]:
    """A page as its pieces should be, with what is said before it if it is the first."""
    with House(str(library)) as house:
        page = house.site.page(parse(route))
    columns, rows = size
    look = Look(min(columns, 90), spoken=True)
    return page, in_pieces(page, look, rows - ROWS_BELOW, (ANNOUNCED,) if opened else ())


def shown_rows(terminal: Terminal) -> list[str]:
    return [row.strip() for row in terminal.rows if row.strip()]


# ---------------------------------------------------------------- what is written at all


@terminals
@sizes
def test_a_session_is_text_and_moves_of_the_cursor_and_nothing_else(
    small_library: Path, own_places: Places, term: str, size: tuple[int, int]
) -> None:
    with by_ear(small_library, size=size, TERM=term) as terminal:
        for key in A_SESSION:
            terminal.press(key)
            terminal.read(0.2)
        terminal.until_quiet()
        terminal.press("ctrl+c")
        assert terminal.until_ended() == 0
        text = CONTROLS.sub(b"\n", terminal.written).decode()
        unspeakable = re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
        assert unspeakable == [], text
        assert DECORATION.findall(text) == []
        assert b"\x1b[?25l" not in terminal.written
        assert "Goodbye." in text


def test_no_colour_and_an_older_terminal_carry_the_same_text(
    small_library: Path, own_places: Places
) -> None:
    keys = ("down", "end", "c", "down", "enter", "1", "f", "e")
    told = set()
    for term, no_color in (
        ("xterm-256color", None),
        ("xterm-256color", "1"),
        ("linux", None),
        ("vt100", ""),
    ):
        with by_ear(small_library, TERM=term, NO_COLOR=no_color) as terminal:
            seen = [terminal.text]
            for key in keys:
                terminal.heard(key)
                seen.append(terminal.text)
            told.add(tuple(seen))
    assert len(told) == 1


def test_in_ascii_every_byte_is(small_library: Path, own_places: Places) -> None:
    options = ("--screen-reader", "--ascii")
    with by_ear(small_library, "open", STUDY, options=options) as terminal:
        for key in ("pagedown", "f", "y", "end", "i", "x", "enter"):
            terminal.heard(key)
        assert terminal.written.isascii()
        assert "“" not in terminal.text
        assert "No match for" in terminal.text


# ---------------------------------------------------------------- a new screen


@sizes
@pytest.mark.parametrize("route", ["home", STUDY, f"{STUDY}/feedback"])
def test_the_first_screen_is_said_once_in_half_a_minute_mode_and_help_first(
    small_library: Path, own_places: Places, size: tuple[int, int], route: str
) -> None:
    with by_ear(small_library, "open", route, size=size) as terminal:
        rows = said(terminal.written)
        assert rows == shown_rows(terminal)
        assert " ".join(rows).startswith(ANNOUNCED)
        assert len(ANNOUNCED) <= 12 * 15
        assert sum(map(len, rows)) <= MOST_CHARACTERS
        _, laid = expected(small_library, route, size, opened=True)
        piece = laid.pieces[0]
        assert rows == [line.text.strip() for line in laid.lines[piece.first : piece.end]]


@sizes
def test_every_new_screen_is_said_once_title_first_and_the_first_sentence_never_again(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with by_ear(small_library, size=size) as terminal:
        for key in ("c", "1", "1", "pagedown", "pagedown", "pageup", "?", "g", "b", "h"):
            rows = said(terminal.heard(key))
            assert rows == shown_rows(terminal), key
            assert sum(map(len, rows)) <= MOST_CHARACTERS
            assert not any(row.startswith("Screen-reader mode") for row in rows)
        assert "Spinal cord injury research, in plain words".startswith(rows[0])


@sizes
def test_the_count_comes_right_after_the_title_and_the_way(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with by_ear(small_library, size=size) as terminal:
        rows = said(terminal.heard("c"))
        assert rows[:2] == ["Categories", "Home, this page."]
        assert re.fullmatch(r"6 things to choose\.( Page 1 of \d\.)?", rows[2])


# ---------------------------------------------------------------- moving


@sizes
@pytest.mark.parametrize("route", LISTS)
def test_down_and_up_on_a_list_move_the_cursor_and_write_a_row_only_where_it_jumps(
    small_library: Path, own_places: Places, size: tuple[int, int], route: str
) -> None:
    with by_ear(small_library, "open", route, size=size) as terminal:
        page, laid = expected(small_library, route, size, opened=True)
        steps = Steps(laid, is_list=True)
        walked = [steps.first]
        while laid.piece_of(steps.beyond(walked[-1], 1)) == laid.piece_of(steps.first):
            if steps.beyond(walked[-1], 1) == walked[-1]:
                break
            walked.append(steps.beyond(walked[-1], 1))
        assert terminal.cursor == (0, walked[0])
        before = len(terminal.written)
        for key, way in (("down", walked[1:]), ("up", walked[-2::-1])):
            for line in way:
                terminal.press(key)
                terminal.until(lambda row=line: terminal.cursor == (0, row), f"line {line}")  # type: ignore[misc]
                link = laid.lines[line].link
                if link >= 0:
                    assert terminal.here.startswith(f"{link + 1}. {page.links[link].text[:10]}")
        terminal.until_quiet()
        there_and_back = (*walked, *walked[-2::-1])
        assert terminal.written[before:] == b"".join(
            _moved(laid, before, after) for before, after in pairwise(there_and_back)
        )


def _moved(laid: Laid, before: int, after: int) -> bytes:
    """A move of the cursor; the row with it if it is not the next, as YASR says only that."""
    move = f"\x1b[{after + 1};1H"
    row = laid.lines[after].text if abs(after - before) > 1 else None
    return (move if row is None else f"{move}{row}{move}").encode()


@sizes
def test_the_cursor_moves_before_a_message_is_taken_away(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with by_ear(small_library, "open", "categories", size=size) as terminal:
        terminal.heard("home")
        row = terminal.cursor[1]
        written = terminal.heard("down")
        assert terminal.cursor[1] > row
        assert written.startswith(b"\x1b[%d;1H" % (terminal.cursor[1] + 1))
        assert said(written) in ([], [terminal.here])
        assert b"\x1b[K" in written
        assert terminal.cursor[0] == 0


@sizes
def test_a_list_never_scrolls_under_the_cursor(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with by_ear(small_library, "open", "home", size=size) as terminal:
        before = terminal.text
        seen = 0
        while not terminal.here.startswith("More"):
            terminal.heard("down")
            assert terminal.text == before
            seen += 1
        assert seen > 1
        terminal.heard("down")
        assert terminal.text != before
        assert terminal.rows[0].strip().startswith(("Page 2", "Spinal cord injury research"))


@sizes
@pytest.mark.parametrize("key", ["down", "enter", "pagedown"])
def test_where_more_comes_a_key_leads_there_and_numbers_run_on(
    small_library: Path, own_places: Places, size: tuple[int, int], key: str
) -> None:
    with by_ear(small_library, "open", "home", size=size) as terminal:
        while not terminal.here.startswith("More"):
            terminal.heard("down")
        shown = [int(match[1]) for row in terminal.rows if (match := re.match(r"(\d+)\. ", row))]
        rows = said(terminal.heard(key))
        assert re.match(r"Page 2 of \d+\.", rows[0])
        assert terminal.here.startswith(f"{shown[-1] + 1}. ")


@sizes
def test_a_text_is_read_line_by_line_in_its_order_and_no_word_is_split(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with by_ear(small_library, "open", STUDY, size=size) as terminal:
        _, laid = expected(small_library, STUDY, size, opened=True)
        steps = Steps(laid, is_list=False)
        line, read = steps.first, [terminal.here]
        while steps.beyond(line, 1) != line:
            line = steps.beyond(line, 1)
            wanted = (0, line - laid.piece_of(line).first)
            terminal.press("down")
            terminal.until(
                lambda at=wanted, text=laid.lines[line].text: (  # type: ignore[misc]
                    terminal.cursor == at and terminal.here == text.strip()
                ),
                f"{laid.lines[line].text!r} at {wanted}",
            )
            read.append(terminal.here)
        words = " ".join(read).split()
        with House(str(small_library)) as house:
            page = house.site.page(parse(STUDY))
        whole = " ".join(
            line.text for line in in_pieces(page, Look(10**6, spoken=True), 10**6).lines
        )
        for word in words:
            assert (
                word in whole
                or re.fullmatch(r"More:|page|\d+\.?|of|Page|\S+-reader|F1", word)
                or (word in ANNOUNCED)
            )


# ---------------------------------------------------------------- keys that draw nothing


@sizes
@pytest.mark.parametrize("key", ["end", "home", "tab", "shift+tab"])
def test_a_key_that_draws_nothing_writes_its_row_again_and_says_the_place_below(
    small_library: Path, own_places: Places, size: tuple[int, int], key: str
) -> None:
    with by_ear(small_library, "open", "categories", size=size) as terminal:
        terminal.heard("down")
        rows = said(terminal.heard(key))
        assert rows.count(terminal.here) == 1
        number = terminal.here.partition(".")[0]
        assert rows[-1].startswith(f"Item {number} of 6")
        below = next(y for y, row in enumerate(terminal.rows) if row.startswith("Item "))
        assert below > terminal.cursor[1]
        assert terminal.cursor[0] == 0


def test_page_down_at_the_end_says_the_place(small_library: Path, own_places: Places) -> None:
    with by_ear(small_library, "open", "category/walking") as terminal:
        rows = said(terminal.heard("pagedown"))
        assert rows == [terminal.here, "Item 3 of 3."]
        assert said(terminal.heard("pageup")) == [terminal.here, "Item 1 of 3."]


def test_down_where_it_leads_nowhere_says_so(small_library: Path, own_places: Places) -> None:
    with by_ear(small_library, "open", "category/walking") as terminal:
        terminal.heard("end")
        rows = said(terminal.heard("down"))
        assert rows[0] == terminal.here
        assert rows[1].endswith("Item 3 of 3.")


def test_digits_say_what_the_number_would_open(small_library: Path, own_places: Places) -> None:
    with by_ear(small_library) as terminal:
        assert said(terminal.heard("1")) == ["Number 1: Search the library. Enter opens it."]
        assert terminal.here == "Number 1: Search the library. Enter opens it."
        assert said(terminal.heard("0")) == ["Number 10: About. Enter opens it."]
        assert said(terminal.heard("0")) == [
            "Number 100: there is none. Backspace takes a digit back."
        ]
        assert said(terminal.heard("backspace")) == ["Number 10: About. Enter opens it."]
        assert said(terminal.heard("enter"))[0] == "About this library"


# ---------------------------------------------------------------- results


def on_the_message(terminal: Terminal, text: str) -> bool:
    """Whether the cursor is on the first cell of a message, below the page."""
    return terminal.here.startswith(text) and terminal.cursor[0] == 0


@sizes
def test_an_answer_that_is_saved_is_where_the_cursor_is_until_the_next_key(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with by_ear(small_library, "open", f"{STUDY}/feedback", size=size) as terminal:
        while not terminal.here.startswith("2. Partly."):
            terminal.heard("down")
        rows = said(terminal.heard("n"))
        assert sum("Thank you." in row for row in rows) == 1
        assert on_the_message(terminal, "Thank you. Your answer “No”")
        terminal.heard("up")
        assert terminal.here.startswith("1. Yes.")
        assert "Thank you" not in terminal.text
        terminal.heard("down")
        assert terminal.here.startswith("2. Partly.")


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (("b",), "This is the first page."),
        (("l", "1", "pageup", ","), "This is the first study of its list."),
        (("c", "0"), "There is no 0 here."),
        (("c", "g", "z"), "Nothing here begins with z."),
        (("c", "i", "zzz", "enter"), "No match for “zzz”"),
        (("c", "V"), "Nothing was read aloud yet."),
        (("c", "e"), "Home, Categories. Item 1 of 6, page 1 of 2."),
        (("c", "r"), "1. Spinal Cord Injury. 5 studies."),
    ],
)
def test_a_message_takes_the_cursor_and_the_next_key_brings_it_back(
    small_library: Path, own_places: Places, keys: tuple[str, ...], message: str
) -> None:
    with by_ear(small_library) as terminal:
        *before, last = keys
        for key in before:
            terminal.heard(key)
        rows = said(terminal.heard(last))
        assert sum(message in row for row in rows) == 1
        assert on_the_message(terminal, message)
        below = terminal.cursor[1]
        terminal.heard("home")
        assert terminal.cursor[1] < below
        assert message not in terminal.text.replace(terminal.here, "")


def test_a_message_that_is_repeated_differs(small_library: Path, own_places: Places) -> None:
    with by_ear(small_library) as terminal:
        message = "This is the first page. q leaves."
        for told in (message, f"Again: {message}", message, f"Again: {message}"):
            assert said(terminal.heard("b")) == [told]
            assert on_the_message(terminal, told)


@pytest.mark.parametrize("key", ["i", "n"])
def test_a_match_says_which_it_is_also_on_another_piece_of_the_page(
    small_library: Path, own_places: Places, key: str
) -> None:
    with by_ear(small_library, "open", STUDY) as terminal:
        terminal.heard("end")
        terminal.heard("i")
        terminal.heard("walk")
        rows = said(terminal.heard("enter"))
        if key == "n":
            terminal.heard("N")
            rows = said(terminal.heard("n"))
        assert terminal.cursor[0] == 0
        assert re.fullmatch(r"Match \d+ of \d+\. n next, N previous\.", rows[-1]), rows


# ---------------------------------------------------------------- the window


@pytest.mark.parametrize("route", ["home", STUDY])
def test_a_change_of_the_window_keeps_the_place_and_the_number_of_pages(
    small_library: Path, own_places: Places, route: str
) -> None:
    with by_ear(small_library, "open", route) as terminal:
        terminal.heard("pagedown")
        terminal.heard("down")
        shown, on = terminal.rows, terminal.here
        for size in ((40, 12), (80, 24)):
            terminal.resize(*size)
            terminal.until_quiet()
            assert terminal.here[:20] == on[:20]
            assert terminal.cursor[0] == 0
        assert terminal.rows == shown


def test_asking_for_a_line_leaves_the_page_as_it_is(
    small_library: Path, own_places: Places
) -> None:
    with by_ear(small_library) as terminal:
        terminal.heard("pagedown")
        page = terminal.rows[:15]
        rows = said(terminal.heard("/"))
        assert terminal.rows[:15] == page
        assert rows[0] == "Search for:"
        assert rows[-1].startswith("Enter searches")


@pytest.mark.parametrize("route", ["study/moritz-2024-arc-ex-hand-function", "home"])
def test_at_40_columns_every_line_of_a_page_is_where_the_cursor_can_go(
    library_file: Path, own_places: Places, route: str
) -> None:
    size = (40, 12)
    with by_ear(library_file, "open", route, size=size) as terminal:
        _, laid = expected(library_file, route, size, opened=True)
        piece = laid.pieces[0]
        wanted = [line.text for line in laid.lines[piece.first : piece.end]]
        assert shown_rows(terminal) == wanted


# ---------------------------------------------------------------- which mode, and keys


@pytest.mark.parametrize(
    ("options", "variable", "setting", "why"),
    [
        (("--screen-reader",), "0", "visual", "--screen-reader was given"),
        ((), "1", "visual", "SCI_TUI_SCREEN_READER is set"),
        ((), None, "screen-reader", "the settings say so"),
    ],
)
def test_the_first_sentence_says_why_this_mode_is_on(
    small_library: Path,
    own_places: Places,
    options: tuple[str, ...],
    variable: str | None,
    setting: str,
    why: str,
) -> None:
    _set_reader(own_places, setting)
    with by_ear(small_library, options=options, SCI_TUI_SCREEN_READER=variable) as terminal:
        assert said(terminal.written)[0] == f"Screen-reader mode, because {why}. F1 for help."


@pytest.mark.parametrize("variable", ["0", "false", "NO", ""])
def test_a_variable_that_says_no_is_respected(
    small_library: Path, own_places: Places, variable: str
) -> None:
    _set_reader(own_places, "screen-reader")
    from tests.tui.terminal import command, environment

    terminal = Terminal(
        command("--library", str(small_library)), environment(SCI_TUI_SCREEN_READER=variable)
    )
    try:
        terminal.until_shown("Enter open")
        assert "Screen-reader mode" not in terminal.text
    finally:
        terminal.child.close(force=True)


def test_every_action_has_a_key_that_needs_neither_escape_nor_control_with_an_arrow() -> None:
    hard = {"escape", *(f"ctrl+{key}" for key in ("up", "down", "left", "right"))}
    for command in COMMANDS:
        assert not command.keys or set(command.keys) - hard, command.id
        if len(command.keys) > 1:
            assert {key for key in command.keys if "ctrl+" not in key} - hard, command.id


def _set_reader(own_places: Places, reader: str) -> None:
    assert own_places.config is not None
    own_places.config.parent.mkdir(parents=True)
    own_places.config.write_text(f'reader = "{reader}"\n', encoding="utf-8")
