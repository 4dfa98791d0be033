"""What is said of a page between its title and its text."""

from collections.abc import Iterator

from sci_tui.site.pages import Page
from sci_tui.site.wording import counted


def introduction(page: Page) -> Iterator[str]:
    """Where the page is, and how many things there are to choose on it."""
    if page.trail:
        way = ", ".join(crumb.text for crumb in page.trail)
        yield f"{way}, this page{place_in_list(page, ', ')}."
    links = len(page.links)
    yield counted(links, "thing") + " to choose." if links else "Nothing to choose here."


def place_in_list(page: Page, before: str) -> str:
    """Where a study stands in its list: ``3 of 17`` after some separating text, or nothing."""
    return f"{before}{page.place.index} of {page.place.total}" if page.place else ""
