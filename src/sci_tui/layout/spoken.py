"""A page as it is said, line by line: its title, how many things follow, then the things."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from sci_tui.layout.characters import ascii_text
from sci_tui.layout.flow import lay_out
from sci_tui.layout.lines import Laid, Line, Look
from sci_tui.layout.wrapping import wrapped
from sci_tui.site.pages import Page
from sci_tui.site.wording import as_counted, counted

WIDTH: Final = 79
"""Every line stays below 80 columns."""
_ENDLESS: Final = 1_000_000
"""A width at which nothing is wrapped."""


def spoken_look(*, ascii_only: bool) -> Look:
    """How a page is laid out for ears, fingers and pipes."""
    return Look(WIDTH, spoken=True, ascii_only=ascii_only)


def said(page: Page, look: Look) -> Iterator[str]:
    """Every line of the page in the order in which it is said; none is wider than the look."""
    lines = lay_out(page, look).lines
    title = [line.text for line in lines if line.block == -1]
    yield from title
    for sentence in introduction(page):
        yield from wrapped(ascii_text(sentence) if look.ascii_only else sentence, look.width)
    for line in lines[len(title) :]:
        yield line.text


def sentences(page: Page, look: Look) -> tuple[Line, ...]:
    """The page as it is said, each sentence, heading and link on one line however long it is."""
    return lay_out(page, look._replace(width=_ENDLESS, spoken=True)).lines


def sentence_at(said: tuple[Line, ...], block: int, signs: int) -> int:
    """Which of the sentences of a page holds a place in a block."""
    places = [(line.block, line.signs) for line in said]
    return max(bisect_right(places, (block, signs)) - 1, 0)


def whole_at(said: tuple[Line, ...], line: Line) -> str:
    """All of the sentence a line belongs to; of a link, what stands below it too."""
    if line.link >= 0:
        return " ".join(each.text for each in said if each.link == line.link)
    return said[sentence_at(said, line.block, line.signs)].text


def place_on(laid: Laid, line: int, *, is_list: bool) -> str:
    """Where on a page a line is: which item or link, in which section and piece."""
    link, pieces = laid.lines[line].link, laid.pieces
    sections = [name for name, start in laid.sections if start <= line]
    parts = []
    if link >= 0:
        parts.append(f"{'item' if is_list else 'link'} {link + 1} of {len(laid.links)}")
    if sections and not is_list:
        parts.append(sections[-1])
    if len(pieces) > 1:
        parts.append(f"page {pieces.index(laid.piece_of(line)) + 1} of {len(pieces)}")
    elif not pieces and not is_list:
        parts.append(f"line {line + 1} of {len(laid.lines)}")
    said = ", ".join(parts) or f"line {line + 1} of {len(laid.lines)}"
    return f"{said[0].upper()}{said[1:]}."


def introduction(page: Page) -> Iterator[str]:
    """Where the page is, and how many things there are to choose on it."""
    if page.trail:
        way = ", ".join(crumb.text for crumb in page.trail)
        yield f"{way}, this page{place_in_list(page, ', ')}."
    links = len(page.links)
    if links:
        yield f"{counted(links, 'thing')} to choose."
    elif page.trail:
        # Without a way here it is a question, which any key answers.
        yield "Nothing to choose here."


def place_in_list(page: Page, before: str) -> str:
    """Where a study stands in its list: ``3 of 17`` after some separating text, or nothing."""
    if page.place is None:
        return ""
    return f"{before}{as_counted(page.place.position)} of {as_counted(page.place.total)}"
