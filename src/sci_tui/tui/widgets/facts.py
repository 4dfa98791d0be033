"""A study's facts, beside its text where there is room for both."""

from typing import Final

from rich.text import Text
from textual.widgets import Static

from sci_tui.layout.characters import ascii_text
from sci_tui.site.pages import Page

WIDE_ENOUGH: Final = 110
"""Columns from which the facts stand beside the text."""


class Facts(Static):
    """Labels and what they stand for, one below the other. The page itself tells them too."""

    def show(self, page: Page, *, ascii_only: bool) -> None:
        """Show a page's facts if it has any and the window is wide enough."""
        beside = bool(page.facts) and self.app.size.width >= WIDE_ENOUGH
        self.set_class(beside, "beside")
        text = Text()
        for label, value in page.facts if beside else ():
            said = ascii_text(value) if ascii_only else value
            text.append(f"{label}\n", "bold").append(f"{said}\n\n")
        self.update(text)
