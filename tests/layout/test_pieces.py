"""A page in pieces: nothing lost, nothing twice, each said in half a minute and on one screen."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sci_tui.cli.house import House
from sci_tui.domain.feedback import Helpful
from sci_tui.layout.characters import ascii_text
from sci_tui.layout.flow import lay_out
from sci_tui.layout.lines import Line, Look, Piece, Role
from sci_tui.layout.pieces import MOST_CHARACTERS, MOST_LINKS, in_pieces, without_opening
from sci_tui.layout.spoken import sentences
from sci_tui.site.actions import Answer
from sci_tui.site.pages import Aside, Block, Crumb, Fields, Heading, Items, Link, Page, Text
from sci_tui.site.routes import HOME
from tests.site.test_parity import pages

SIZES: Final = ((80, 21), (79, 21), (40, 9), (39, 9), (20, 6))
"""Columns and rows that a piece may have."""
SCREENS: Final = SIZES[:-1]
"""Those of windows that the program opens in."""
OWN_ROWS: Final = 2
"""Rows of its own that a piece has however many its title and the rest of its opening take."""
MODE: Final = ("Screen-reader mode, because --screen-reader was given. F1 for help.", "A notice.")


class Divided:
    """A page in pieces, beside the same page in one."""

    def __init__(self, page: Page, look: Look, rows: int, before: tuple[str, ...] = ()) -> None:
        self.page, self.look, self.rows, self.before = page, look, rows, before
        self.whole = lay_out(page, look)
        self.laid = in_pieces(page, look, rows, before)
        self._wholes: dict[tuple[int, int], list[Line]] = {}
        self._starts = [(line.block, line.signs) for line in sentences(page, look)]
        for line in self.whole.lines:
            self._wholes.setdefault(self._key(line), []).append(line)
        self.title = [line for line in self.whole.lines if line.block == -1]

    def __repr__(self) -> str:
        shown = "\n---\n".join(
            "\n".join(line.text for line in self.of(piece)) for piece in self.laid.pieces
        )
        return f"{self.page.route} at {self.look.width}x{self.rows}:\n{shown}"

    def of(self, piece: Piece) -> tuple[Line, ...]:
        """Every line of a piece."""
        return self.laid.lines[piece.first : piece.end]

    def opening(self, piece: Piece) -> tuple[Line, ...]:
        """What it says of itself first."""
        return self.laid.lines[piece.first : piece.begins]

    def body(self, piece: Piece) -> tuple[Line, ...]:
        """What it holds of the page."""
        return self.laid.lines[piece.begins : piece.more if piece.has_more else piece.end]

    def whole_of(self, line: Line) -> list[Line]:
        """Every line of the sentence or the link that a line is of."""
        return self._wholes.get(self._key(line), [])

    def _key(self, line: Line) -> tuple[int, int]:
        begun = bisect_right(self._starts, (line.block, line.signs))
        return (line.link, -1) if line.link >= 0 else (-1, begun)

    @property
    def bodies(self) -> list[tuple[Line, ...]]:
        return [self.body(piece) for piece in self.laid.pieces]


@pytest.fixture(scope="module")
def every(
    library_file: Path, small_library: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, ...]]:
    """Every page of the real library, with an answer given in it, and of the small one."""
    own = tmp_path_factory.mktemp("own")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "SCI_TUI_DATA_DIR", "SCI_TUI_CACHE_DIR", "SCI_TUI_CONFIG"):
            patch.setenv(name, str(own / name))
        with House(str(small_library)) as small:
            of_small = tuple(pages(small.site))
        with House(str(library_file)) as real:
            real.site.do(Answer("honmou-2021-iv-msc-13-cases", Helpful.YES))
            yield (*pages(real.site), *of_small)


@pytest.fixture(scope="module", params=SIZES, ids=str)
def divided(request: pytest.FixtureRequest, every: tuple[Page, ...]) -> list[Divided]:
    """All of them in pieces of one size, in all signs and in ASCII, at the start and later."""
    width, rows = request.param
    ways = ((False, ()), (True, MODE))
    return [
        Divided(page, Look(width, spoken=True, ascii_only=ascii_only), rows, before)
        for page in every
        for ascii_only, before in ways
    ]


def check_that_nothing_is_lost(each: Divided) -> None:
    """The pieces together hold every line of the page once, in order."""
    bodies = [line for body in each.bodies for line in body]
    shown = [line for line in each.laid.lines if _is_title(line)]
    shown += [line for line in bodies if line.block != -1]
    assert shown == list(each.whole.lines), each
    assert each.laid.pieces[0].first == 0
    assert each.laid.pieces[-1].end == len(each.laid.lines)
    assert all(above.end == below.first for above, below in pairwise(each.laid.pieces))


def check_that_each_fits(each: Divided) -> None:
    """No piece is larger than allowed, but for one whose own opening leaves no room."""
    for piece in each.laid.pieces:
        taken = len(each.opening(piece)) + piece.has_more
        own_part = max(each.rows, taken + OWN_ROWS)
        assert len(each.of(piece)) <= own_part, each
        letters = _letters(each.of(piece))
        of_itself = letters - _letters(each.body(piece))
        assert letters <= max(MOST_CHARACTERS, of_itself + each.look.width), (letters, each)
        assert len({line.link for line in each.of(piece) if line.link >= 0}) <= MOST_LINKS, each
        # A long title may fill the first.
        own = each.whole.lines[len(each.title) :]
        assert each.body(piece) or piece.first == 0 or not own, each


def check_that_only_what_is_too_long_is_cut(each: Divided) -> None:
    """A sentence or a link goes on in the next piece only if no piece has room for all of it."""
    for number, (above, below) in enumerate(pairwise(each.bodies)):
        # What stands before the page's own lines is held to nothing but its order.
        own = [line for line in above if line.block != -1]
        cut = each.whole_of(own[-1]) if own else []
        if below[0] not in cut:
            continue
        # What is cut begins its piece, as it did not fit into what was left of the one before.
        with_it = [line for line in above if line not in cut]
        assert all(_is_heading(line) for line in with_it), each
        opening = each.opening(each.laid.pieces[number])
        # Room is kept for a number of two digits, which may take a row more.
        rows = len(opening) + len(with_it) + len(cut) + 1
        letters = _letters((*opening, *with_it, *cut)) + len("More: page 99 of 99.") + 2
        assert rows >= each.rows or letters > MOST_CHARACTERS, each


def check_headings(each: Divided) -> None:
    """No piece ends with a heading, unless it is too long for one by itself."""
    for piece in each.laid.pieces[:-1]:
        body = each.body(piece)
        if body and _is_heading(body[-1]):
            assert all(_is_heading(line) for line in each.body(piece)), each
            # Room is kept for a number of two digits, which may take a row more.
            assert len(each.of(piece)) + 1 >= each.rows, each


def check_places(each: Divided) -> None:
    """The first lines of links and sections are those of the page in one."""
    for now, then in zip(each.laid.first_lines, each.whole.first_lines, strict=True):
        assert each.laid.lines[now] == each.whole.lines[then]
    for (name, now), (then_name, then) in zip(each.laid.sections, each.whole.sections, strict=True):
        assert name == then_name
        assert each.laid.lines[now] == each.whole.lines[then]
    assert [each.laid.lines[line].link for line in each.laid.first_lines] == list(
        range(len(each.page.links))
    )
    assert list(each.laid.first_lines) == sorted(set(each.laid.first_lines))


def check_what_it_says_of_itself(each: Divided) -> None:
    """Each piece says which it is, and each but the last that more comes."""
    among = len(each.laid.pieces)
    for number, piece in enumerate(each.laid.pieces, start=1):
        opening = " ".join(line.text for line in each.opening(piece))
        which = re.findall(r"\bPage (\d+) of (\d+)\.", opening)
        told = [(str(number), str(among))] if among > 1 else []
        # A title that is longer than a piece leaves no room in it.
        assert which == told or (number == 1 and not which and not each.body(piece)), each
        last = each.of(piece)[-1].text
        if number < among:
            assert last == f"More: page {number + 1} of {among}.", each
            assert each.laid.lines[piece.more].text == last
        else:
            assert not piece.has_more
            assert piece.more == -1
            assert not last.startswith("More: page")
    head = each.opening(each.laid.pieces[0])
    # What is too long for the first goes on in the next.
    rest = [line for body in each.bodies for line in body if line.block == -1]
    said = " ".join(line.text for line in (*head, *rest))
    before = " ".join(" ".join(each.before).split())
    assert said.startswith(ascii_text(before) if each.look.ascii_only else before), each


CHECKS = (
    check_that_nothing_is_lost,
    check_that_each_fits,
    check_that_only_what_is_too_long_is_cut,
    check_headings,
    check_places,
    check_what_it_says_of_itself,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
def test_every_page_of_both_libraries_keeps(
    divided: list[Divided], check: Callable[[Divided], None]
) -> None:
    for each in divided:
        check(each)


@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_on_every_screen_each_piece_of_every_page_can_be_seen_whole(
    every: tuple[Page, ...], size: tuple[int, int]
) -> None:
    width, rows = size
    for page in every:
        for before in ((), MODE[:1]):
            each = Divided(page, Look(width, spoken=True), rows, before)
            for piece in each.laid.pieces:
                # Besides these rows there is one to type in, which the page has while it is shut.
                assert len(each.of(piece)) <= rows + 1, each


def test_a_page_that_fits_is_one_piece_and_says_nothing_of_pieces() -> None:
    laid = in_pieces(Page(HOME, "Title", (Text(("One.", "Two.")),)), Look(79, spoken=True), 21)
    assert [line.text for line in laid.lines] == [
        "Title",
        "One.",
        "Two.",
    ]
    assert laid.pieces == (Piece(0, 1, 3, has_more=False),)


def test_the_tenth_link_is_on_the_second_page_with_its_number() -> None:
    links = tuple(Link(f"Item {n}", HOME) for n in range(1, 12))
    page = Page(HOME, "Title", links, is_list=True)
    laid = in_pieces(page, Look(79, spoken=True), 21)
    assert [laid.lines[piece.begins].text for piece in laid.pieces] == [
        "1. Item 1.",
        "10. Item 10.",
    ]
    assert laid.lines[laid.pieces[0].more].text == "More: page 2 of 2."


def test_a_long_title_is_said_once_and_a_short_one_with_every_piece() -> None:
    words = tuple("A sentence that is a few words long." for _ in range(40))
    for title, named in (("Short", True), ("A long title " * 5, False)):
        laid = in_pieces(Page(HOME, title.strip(), (Text(words),)), Look(79, spoken=True), 21)
        later = [laid.lines[piece.first].text for piece in laid.pieces[1:]]
        assert len(later) > 1
        assert all(line.startswith(title.strip()) == named for line in later)


def test_a_section_begins_a_piece_where_half_of_one_is_said() -> None:
    half = tuple(f"Sentence {n} of the first section is about as long as this." for n in range(5))
    blocks = (Heading("First"), Text(half), Heading("Second"), Text(("Short.",)))
    laid = in_pieces(Page(HOME, "Title", blocks), Look(79, spoken=True), 21)
    assert [laid.lines[piece.begins].text for piece in laid.pieces] == [
        "Heading: First.",
        "Heading: Second.",
    ]


def test_without_its_opening_a_page_says_less_and_every_line_stays_in_place() -> None:
    page = Page(HOME, "Title", (Text(("One.",)),))
    laid = in_pieces(page, Look(79, spoken=True), 21, MODE)
    later = without_opening(laid)
    assert laid.lines[0].text == MODE[0]
    assert later.lines == laid.lines
    assert later.lines[later.pieces[0].first].text == "Title"
    assert later.pieces[0]._replace(first=0) == laid.pieces[0]


# ---------------------------------------------------------------- pages that nobody wrote

words = st.lists(
    st.text(st.sampled_from("abc–é"), min_size=1, max_size=12), min_size=1, max_size=14
).map(" ".join)
sentence = words.map(lambda text: f"{text}.")
texts = st.lists(sentence, min_size=1, max_size=5).map(lambda said: Text(tuple(said)))
links = st.builds(Link, words, st.just(HOME), note=st.one_of(st.just(""), words))
blocks: st.SearchStrategy[Block] = st.one_of(
    texts,
    links,
    links,
    st.builds(Heading, words, rank=st.sampled_from((1, 2))),
    st.builds(Aside, sentence),
    st.builds(
        lambda items, numbered: Items(tuple(items), numbered=numbered),
        st.lists(texts, min_size=1, max_size=3),
        st.booleans(),
    ),
    st.builds(
        lambda rows: Fields(tuple(rows)), st.lists(st.tuples(words, words), min_size=1, max_size=3)
    ),
)


@st.composite
def made_up(draw: st.DrawFn) -> Page:
    """A page of any blocks in any order."""
    return Page(
        HOME,
        draw(words),
        tuple(draw(st.lists(blocks, max_size=25))),
        trail=draw(st.sampled_from(((), (Crumb("Home", HOME),)))),
        is_list=draw(st.booleans()),
    )


@settings(max_examples=100, deadline=None)
@given(
    page=made_up(),
    width=st.integers(24, 90),
    rows=st.integers(5, 30),
    ascii_only=st.booleans(),
    before=st.lists(sentence, max_size=2),
)
def test_any_page_at_any_size_keeps_all_of_it(
    page: Page, width: int, rows: int, ascii_only: bool, before: list[str]
) -> None:
    each = Divided(page, Look(width, spoken=True, ascii_only=ascii_only), rows, tuple(before))
    for check in CHECKS:
        check(each)


def _is_title(line: Line) -> bool:
    return any(span.role is Role.TITLE for span in line.spans)


def _is_heading(line: Line) -> bool:
    return any(span.role in (Role.HEADING, Role.SUBHEADING) for span in line.spans)


def _letters(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)
