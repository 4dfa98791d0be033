"""A page in sheets: each has at most nine numbered choices, and as much text as is read in one go.

A list is cut between its items, a text before its headings.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from sci_tui.site.kiosk import wording
from sci_tui.site.pages import (
    Aside,
    Block,
    Code,
    Fields,
    Heading,
    Items,
    KeyText,
    Link,
    Page,
    Picture,
    Table,
    Text,
)
from sci_tui.site.routes import Route

MOST_LINKS: Final = 9
"""As many as there are digits beside 0."""
_MOST_SIGNS: Final = 1000
"""About as many as a screen of 80 by 24 holds beside its choices."""
_ROW: Final = 40
"""Signs that a row of a table or a picture counts for."""
_SHEET: Final = "sheet"


class Sheet(NamedTuple):
    """A part of a page, and the heading it begins with, if any."""

    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The heading that comes first, empty if something else does."""
        first = self.blocks[0] if self.blocks else None
        return first.text if isinstance(first, Heading) else ""


def number_in(route: Route) -> int:
    """Which sheet of its page a route asks for, counted from 1."""
    return int(route.asked(_SHEET) or 1)


def whole(route: Route) -> Route:
    """The page that a sheet is a part of."""
    return route._replace(query=tuple(pair for pair in route.query if pair[0] != _SHEET))


def at_sheet(route: Route, number: int) -> Route:
    """A sheet of a page."""
    return route._replace(query=(*whole(route).query, (_SHEET, str(number))))


def cut(page: Page, most_links: int) -> tuple[Sheet, ...]:
    """The page in sheets of at most so many links, at least one sheet."""
    sheets: list[tuple[Block, ...]] = []
    links = signs = 0
    for atom in _atoms(page, most_links):
        more_links, more_signs = _links(atom), _signs(atom)
        fits = links + more_links <= most_links
        if not page.is_list:
            fits = fits and signs + more_signs <= _MOST_SIGNS
        if sheets and fits:
            sheets[-1] += atom
            links, signs = links + more_links, signs + more_signs
        else:
            sheets.append(atom)
            links, signs = more_links, more_signs
    return tuple(Sheet(blocks) for blocks in sheets) or (Sheet(()),)


def sheet_of(page: Page, number: int, standing: tuple[Link, ...], back: Link) -> Page:
    """One sheet of a page, with the choices that every sheet of it has.

    Args:
        page: The whole page.
        number: Which sheet, counted from 1; beyond the last it is the last.
        standing: Links that every sheet has, after the one that reads on.
        back: The way back, which has number 0.
    """
    room = MOST_LINKS - len(standing)
    sheets = cut(page, room)
    if len(sheets) > 1:
        sheets = cut(page, room - 1)
    number = min(max(number, 1), len(sheets))
    blocks: tuple[Block, ...] = sheets[number - 1].blocks
    title = page.title
    if number > 1 and page.facts:
        # The title of a study is long, and was read or heard with its first part.
        title = wording.part_of_study(number, len(sheets))
    elif number > 1:
        blocks = (Aside(wording.part_of(number, len(sheets))), *blocks)
    if number < len(sheets):
        text = wording.read_on_with(sheets[number].title, number + 1, len(sheets))
        blocks = (*blocks, Link(text, at_sheet(page.route, number + 1)))
    route = at_sheet(page.route, number) if number > 1 else page.route
    return page._replace(route=route, title=title, blocks=(*blocks, *standing, back))


def reads_on(page: Page) -> int:
    """The number of the link to the next sheet; 0 if there is none."""
    following = at_sheet(page.route, number_in(page.route) + 1)
    targets = [link.to for link in page.links]
    return targets.index(following) + 1 if following in targets else 0


def _atoms(page: Page, most_links: int) -> Iterator[tuple[Block, ...]]:
    """What stays together: an item with its heading; in a text, a section, if it can."""
    for section in _sections(page):
        if _links(section) <= most_links:
            yield section
        else:
            yield from _runs(section, most_links)


def _sections(page: Page) -> Iterator[tuple[Block, ...]]:
    rank = min((block.rank for block in page.blocks if isinstance(block, Heading)), default=1)
    section: tuple[Block, ...] = ()
    for block in page.blocks:
        is_cut = page.is_list and not isinstance(block, Heading)
        begins = isinstance(block, Heading) and (page.is_list or block.rank == rank)
        after_heading = bool(section) and isinstance(section[-1], Heading)
        if section and (begins or (is_cut and not after_heading)):
            yield section
            section = ()
        section = (*section, block)
    if section:
        yield section


def _runs(section: Iterable[Block], most_links: int) -> Iterator[tuple[Block, ...]]:
    """A section with too many links, in runs of as many as may be."""
    run: tuple[Block, ...] = ()
    for block in section:
        if isinstance(block, Link) and _links(run) == most_links:
            yield run
            run = ()
        run = (*run, block)
    yield run


def _links(blocks: Iterable[Block]) -> int:
    return sum(1 for block in blocks if isinstance(block, Link))


def _signs(blocks: Iterable[Block]) -> int:
    return sum(_signs_of(block) for block in blocks)


def _signs_of(block: Block) -> int:
    match block:
        case Heading(text) | Aside(text):
            return len(text) + _ROW
        case Text(sentences) | KeyText(sentences):
            return sum(map(len, sentences)) + _ROW
        case Items(items):
            return _signs(items)
        case Fields(rows):
            return sum(len(label) + len(value) + _ROW // 2 for label, value in rows)
        case Table(_, rows):
            return _ROW * (len(rows) + 1)
        case Picture(_, sentences):
            return sum(map(len, sentences)) + 4 * _ROW
        case Code():
            # It is read off the screen whole, so nothing else stands beside it.
            return _MOST_SIGNS
        case Link():
            return len(block.text) + len(block.note) + len(block.detail) + _ROW // 2
