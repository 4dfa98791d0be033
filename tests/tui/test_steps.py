"""Up, Down and the other keys on a page in pieces: every line is reached, once, both ways."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from sci_tui.cli.house import House
from sci_tui.layout.lines import Laid, Look
from sci_tui.layout.pieces import in_pieces, without_opening
from sci_tui.site.pages import Aside, Heading, Link, Page, Text
from sci_tui.site.routes import HOME
from sci_tui.tui.steps import Steps
from tests.site.test_parity import pages

SIZES: Final = ((79, 21), (39, 9), (20, 6))
MODE: Final = ("Screen-reader mode, because --screen-reader was given. F1 for help.",)


class Walk:
    """One page in pieces, and whoever walks through it."""

    def __init__(self, page: Page, laid: Laid) -> None:
        self.page, self.laid = page, laid
        self.is_list = page.is_list and bool(page.links)
        self.steps = Steps(laid, self.is_list)

    def __repr__(self) -> str:
        return f"{self.page.route}: {[line.text for line in self.laid.lines]}"

    def along(self, start: int, by: int) -> list[int]:
        """Every line that a key leads to, pressed until it leads nowhere."""
        return self._walked(start, lambda line: self.steps.beyond(line, by))

    def turning(self, start: int, by: int) -> list[int]:
        """The same for the keys that turn to another piece."""
        return self._walked(start, lambda line: self.steps.turned(line, by))

    def _walked(self, start: int, step: Callable[[int], int]) -> list[int]:
        walked = [start]
        while step(walked[-1]) != walked[-1]:
            walked.append(step(walked[-1]))
            assert len(walked) <= 2 * len(self.laid.lines), self
        return walked

    def lines_of(self, *parts: str) -> list[int]:
        """The lines of every piece that belong to some of its parts: opening, body, more."""
        held: list[int] = []
        for piece in self.laid.pieces:
            end = piece.more if piece.has_more else piece.end
            if "opening" in parts:
                held += range(piece.first, piece.begins)
            if "body" in parts:
                held += range(piece.begins, end)
            if "more" in parts and piece.has_more:
                held.append(piece.more)
        return held


@pytest.fixture(scope="module")
def every(
    library_file: Path, small_library: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, ...]]:
    """Every page of the real and of the small library."""
    own = tmp_path_factory.mktemp("own")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "SCI_TUI_DATA_DIR", "SCI_TUI_CACHE_DIR", "SCI_TUI_CONFIG"):
            patch.setenv(name, str(own / name))
        with House(str(small_library)) as small, House(str(library_file)) as real:
            yield (*pages(real.site), *pages(small.site))


@pytest.fixture(params=SIZES, ids=str)
def walks(request: pytest.FixtureRequest, every: tuple[Page, ...]) -> list[Walk]:
    """All of them in pieces of one size, at the start and later."""
    width, rows = request.param
    look = Look(width, spoken=True)
    walks = []
    for page in every:
        laid = in_pieces(page, look, rows, MODE)
        walks += [Walk(page, laid), Walk(page, without_opening(laid))]
    return walks


def texts(walks: list[Walk]) -> list[Walk]:
    return [walk for walk in walks if not walk.is_list]


def lists(walks: list[Walk]) -> list[Walk]:
    return [walk for walk in walks if walk.is_list]


def test_down_reads_every_line_of_a_text_once_in_order(walks: list[Walk]) -> None:
    for walk in texts(walks):
        first = walk.laid.pieces[0].first
        walked = walk.along(first, 1)
        assert walked == sorted(set(walked)), walk
        wanted = {*range(first, walk.laid.pieces[0].begins), *walk.lines_of("body", "more")}
        assert set(walked) == wanted, walk


def test_up_reads_every_line_of_a_text_once_from_the_end(walks: list[Walk]) -> None:
    for walk in texts(walks):
        walked = walk.along(len(walk.laid.lines) - 1, -1)
        assert walked == sorted(set(walked), reverse=True), walk
        assert set(walked) == set(walk.lines_of("opening", "body")), walk


def test_down_comes_to_every_item_of_a_list_once_in_order(walks: list[Walk]) -> None:
    for walk in lists(walks):
        walked = walk.along(walk.steps.first, 1)
        assert walked == sorted(set(walked)), walk
        items = [line for line in walked if line in walk.laid.first_lines]
        assert items == list(walk.laid.first_lines), walk
        assert set(walk.lines_of("more")) <= set(walked), walk


def test_up_comes_to_every_item_of_a_list_once_and_to_what_stands_before_them(
    walks: list[Walk],
) -> None:
    for walk in lists(walks):
        walked = walk.along(walk.steps.last, -1)
        assert walked == sorted(set(walked), reverse=True), walk
        items = [line for line in walked if line in walk.laid.first_lines]
        assert items == list(reversed(walk.laid.first_lines)), walk
        first = walk.laid.pieces[0]
        before = set(range(first.first, walk.laid.first_lines[0])) - set(walk.lines_of("more"))
        assert before <= set(walked), walk


def test_what_stands_after_the_last_item_of_a_list_is_reached(walks: list[Walk]) -> None:
    for walk in lists(walks):
        last = walk.laid.lines[walk.laid.first_lines[-1]].link
        below = [
            line
            for line in walk.lines_of("body")
            if line > walk.laid.first_lines[-1] and walk.laid.lines[line].link != last
        ]
        assert set(below) <= set(walk.along(walk.steps.first, 1)), walk


def test_down_and_up_undo_each_other_within_a_piece(walks: list[Walk]) -> None:
    for walk in walks:
        start = walk.steps.first
        for line in walk.along(start, 1):
            onward = walk.steps.beyond(line, 1)
            within = walk.laid.piece_of(onward) == walk.laid.piece_of(line)
            if onward != line and within:
                assert walk.steps.beyond(onward, -1) == line, (line, onward, walk)


def test_the_line_that_says_that_more_comes_leads_on(walks: list[Walk]) -> None:
    for walk in walks:
        for piece, after in zip(walk.laid.pieces, walk.laid.pieces[1:], strict=False):
            led = walk.steps.beyond(piece.more, 1)
            assert led == walk.steps.turned(piece.first, 1) == walk.steps.landing(after)
            assert after.begins <= led < after.end
            back = walk.steps.beyond(after.first, -1)
            assert piece.first <= back < piece.more, walk
            items = [line for line in walk.laid.first_lines if piece.first <= line < piece.end]
            if walk.is_list and items:
                assert back == items[-1], walk


def test_page_down_and_page_up_turn_to_every_piece_and_then_to_the_end(
    walks: list[Walk],
) -> None:
    for walk in walks:
        pieces = list(walk.laid.pieces)
        walked = walk.turning(walk.steps.first, 1)
        turned = list(dict.fromkeys(pieces.index(walk.laid.piece_of(line)) for line in walked))
        assert turned == list(range(len(pieces))), walk
        assert walked == sorted(walked), walk
        back = walk.turning(walked[-1], -1)
        turned = list(dict.fromkeys(pieces.index(walk.laid.piece_of(line)) for line in back))
        assert turned == list(range(len(pieces) - 1, -1, -1)), walk
        assert back[-1] == walk.steps.first, walk


def test_the_first_and_the_last_are_those_of_the_page(walks: list[Walk]) -> None:
    for walk in walks:
        if walk.is_list:
            if walk.laid.first_lines[0] < walk.laid.pieces[0].end:
                assert walk.steps.first == walk.laid.first_lines[0]
            assert walk.steps.last == walk.laid.first_lines[-1]
        else:
            assert walk.steps.first == walk.laid.pieces[0].first
            assert walk.steps.last == len(walk.laid.lines) - 1
        assert walk.steps.beyond(walk.steps.last, 1) >= walk.steps.last


def _walk(page: Page, rows: int = 21) -> Walk:
    return Walk(page, in_pieces(page, Look(79, spoken=True), rows))


def test_on_a_list_down_goes_from_item_to_item_to_more_to_the_next_page() -> None:
    links = tuple(Link(f"Item {n}", HOME) for n in range(1, 12))
    walk = _walk(Page(HOME, "Title", (Aside("Before."), *links), is_list=True))
    said = [walk.laid.lines[line].text for line in walk.along(walk.steps.first, 1)]
    more = "More: page 2 of 2."
    assert said == [
        *(f"{n}. Item {n}." for n in range(1, 10)),
        more,
        "10. Item 10.",
        "11. Item 11.",
    ]


def test_above_the_first_item_of_a_list_up_reads_line_by_line() -> None:
    walk = _walk(Page(HOME, "Title", (Aside("Before."), Link("Item", HOME)), is_list=True))
    said = [walk.laid.lines[line].text for line in walk.along(walk.steps.first, -1)]
    assert said == ["1. Item.", "Before.", "1 thing to choose.", "Title"]


def test_a_list_whose_items_come_on_the_second_page_begins_with_its_text() -> None:
    before = Text(tuple(f"Sentence {n} of what stands before." for n in range(30)))
    page = Page(HOME, "Title", (before, Heading("Then"), Link("Item", HOME)), is_list=True)
    walk = _walk(page)
    assert walk.steps.first == 0
    walked = walk.along(walk.steps.first, 1)
    assert set(walk.lines_of("body", "more")) - {walk.laid.first_lines[0] - 1} <= set(walked)
    assert walked[-1] == walk.steps.last
