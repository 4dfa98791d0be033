"""A study's facts, beside its text where there is room for both."""

from rich.text import Text
from textual.widgets import Static

from sci_tui.layout.beside import facts, stands_beside
from sci_tui.site.pages import Page


class Facts(Static):
    """Labels and what they stand for, one below the other. The page itself tells them too."""

    def show(self, page: Page, *, ascii_only: bool) -> None:
        """Show as many of a page's facts as fit whole, if the window is wide enough for any."""
        beside = stands_beside(page, self.app.size.width)
        self.set_class(beside, "beside")
        self.update(self._fitting(page, ascii_only=ascii_only) if beside else "")

    def _fitting(self, page: Page, *, ascii_only: bool) -> Text:
        text = Text()
        for label, rows in facts(page, self.app.size.height, ascii_only=ascii_only):
            text.append(f"{label}\n", "bold").append("\n".join(rows) + "\n\n")
        return text
