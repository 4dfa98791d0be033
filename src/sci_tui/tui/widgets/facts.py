"""A study's facts, beside its text where there is room for both."""

from typing import Final

from rich.text import Text
from textual.widgets import Static

from sci_tui.layout.characters import ascii_text
from sci_tui.layout.wrapping import wrapped
from sci_tui.site.pages import Page

WIDE_ENOUGH: Final = 110
"""Columns from which the facts stand beside the text."""
_WIDTH: Final = 30
"""Columns of text inside the padding that the style sheet gives them."""
_BARS: Final = 3
"""Rows above and below that are not for facts."""


class Facts(Static):
    """Labels and what they stand for, one below the other. The page itself tells them too."""

    def show(self, page: Page, *, ascii_only: bool) -> None:
        """Show as many of a page's facts as fit whole, if the window is wide enough for any."""
        beside = bool(page.facts) and self.app.size.width >= WIDE_ENOUGH
        self.set_class(beside, "beside")
        self.update(self._fitting(page, ascii_only=ascii_only) if beside else "")

    def _fitting(self, page: Page, *, ascii_only: bool) -> Text:
        text, left = Text(), self.app.size.height - _BARS
        for label, value in page.facts:
            rows = wrapped(ascii_text(value) if ascii_only else value, _WIDTH)
            left -= len(rows) + 2
            if left < -1:
                break
            text.append(f"{label}\n", "bold").append("\n".join(rows) + "\n\n")
        return text
