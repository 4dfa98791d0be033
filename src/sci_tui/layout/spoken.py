"""A page as it is said, line by line: its title, how many things follow, then the things."""

from collections.abc import Iterator
from typing import Final

from sci_tui.layout.characters import ascii_text
from sci_tui.layout.flow import lay_out
from sci_tui.layout.lines import Line, Look
from sci_tui.layout.wrapping import wrapped
from sci_tui.site.pages import Page
from sci_tui.site.wording import counted

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


def introduction(page: Page) -> Iterator[str]:
    """Where the page is, and how many things there are to choose on it."""
    if page.trail:
        way = ", ".join(crumb.text for crumb in page.trail)
        yield f"{way}, this page{place_in_list(page, ', ')}."
    links = len(page.links)
    yield counted(links, "thing") + " to choose." if links else "Nothing to choose here."


def place_in_list(page: Page, before: str) -> str:
    """Where a study stands in its list: ``3 of 17`` after some separating text, or nothing."""
    return f"{before}{page.place.position} of {page.place.total}" if page.place else ""
