"""A study's facts, beside its text where there is room for both."""

from collections.abc import Iterator
from typing import Final

from sci_tui.layout.characters import ascii_text
from sci_tui.layout.wrapping import wrapped
from sci_tui.site.pages import Page

WIDTH: Final = 34
"""Columns that the facts take, with what is kept free around them."""
WIDEST_PAGE: Final = 93
"""Columns of the page beside them, so that they stand next to the text in any window."""
_WIDE_ENOUGH: Final = 110
"""Columns from which the facts stand beside the text."""
_TEXT: Final = 30
_BARS: Final = 3
"""Rows above and below that are not for facts."""


def stands_beside(page: Page, width: int) -> bool:
    """Whether a page has facts that stand beside its text in a window of this width."""
    return bool(page.facts) and width >= _WIDE_ENOUGH


def facts(page: Page, height: int, *, ascii_only: bool) -> Iterator[tuple[str, list[str]]]:
    """As many of a page's facts as fit whole: each label, and the rows below it."""
    left = height - _BARS
    for label, value in page.facts:
        rows = wrapped(ascii_text(value) if ascii_only else value, _TEXT)
        left -= len(rows) + 2
        if left < -1:
            break
        yield label, rows
