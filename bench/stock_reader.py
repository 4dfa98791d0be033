"""The same pages in an ordinary Textual app, written as its guide teaches, to be compared with."""

import sys
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Footer, Header, Input, Label, Markdown, OptionList
from textual.widgets.option_list import Option

from sci_tui.cli.house import House
from sci_tui.layout.export import markdown
from sci_tui.site.pages import Link, Page
from sci_tui.site.routes import Route, parse
from sci_tui.site.site import Site


class ListScreen(Screen[None]):
    """A page of links."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.title = page.title

    def compose(self) -> ComposeResult:
        """A header, the list, a footer."""
        yield Header()
        yield OptionList(*(Option(_prompt(link)) for link in self._page.links))
        yield Footer()

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        target = self._page.links[event.option_index].to
        if isinstance(target, Route) and isinstance(self.app, StockReader):
            self.app.visit(target)


class TextScreen(Screen[None]):
    """A page to read."""

    BINDINGS: ClassVar[list[BindingType]] = [("f", "feedback", "Feedback")]

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.title = page.title

    def compose(self) -> ComposeResult:
        """A header, the text, a footer."""
        yield Header()
        with VerticalScroll():
            yield Markdown(markdown(self._page))
        yield Footer()

    def action_feedback(self) -> None:
        """Ask whether it helped."""
        self.app.push_screen(FeedbackScreen())


class FeedbackScreen(Screen[None]):
    """Asks whether a summary helped."""

    TITLE = "Was this summary helpful?"

    def compose(self) -> ComposeResult:
        """A header, the form, a footer."""
        yield Header()
        yield Label("Your comment")
        yield Input()
        with Horizontal():
            yield Button("Send", variant="primary")
            yield Button("Cancel")
        yield Footer()

    @on(Button.Pressed)
    def _sent(self) -> None:
        self.notify("Thank you. Your comment is saved.")


class StockReader(App[None]):
    """Shows a library.

    Args:
        site: The library as a site.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit"), ("b", "back", "Back")]

    def __init__(self, site: Site) -> None:
        super().__init__()
        self._site = site

    def on_mount(self) -> None:
        """Begin at home."""
        self.visit(parse("home"))

    def visit(self, route: Route) -> None:
        """Open a page."""
        page = self._site.page(route)
        self.push_screen(ListScreen(page) if page.is_list else TextScreen(page))


def _prompt(link: Link) -> str:
    return "\n".join(text for text in (f"{link.text}  {link.note}".rstrip(), link.detail) if text)


if __name__ == "__main__":
    with House(sys.argv[1]) as house:
        StockReader(house.site).run()
