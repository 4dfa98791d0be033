"""The rows above and below the page."""

from textual.widgets import Static

from sci_tui.layout.bars import hints, room, way_to
from sci_tui.site.commands import Command
from sci_tui.site.pages import Page


class Where(Static):
    """Where one is: the way from home, and the place in the list."""

    def show(self, page: Page, *, ascii_only: bool) -> None:
        """Show the way to a page, as much of it as fits whole."""
        self.update(way_to(page, room(self.app.size.width), ascii_only=ascii_only))


class Status(Static):
    """What can be done here, or what has just happened. A message stays until the next key."""

    def show_hints(self, commands: tuple[Command, ...], page: Page) -> None:
        """Show as many whole hints as fit."""
        self.remove_class("says")
        self.update(hints(commands, page, room(self.app.size.width)))

    def show(self, text: str) -> None:
        """Show what can be done where there is more to it than keys."""
        self.remove_class("says")
        self.update(text)

    def say(self, text: str) -> None:
        """Show a message, in as many rows as it needs."""
        self.add_class("says")
        self.update(text)
