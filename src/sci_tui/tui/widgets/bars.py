"""The rows above and below the page."""

from typing import Final

from rich.cells import cell_len, set_cell_size
from textual.widgets import Static

from sci_tui.layout.characters import ascii_text
from sci_tui.layout.spoken import place_in_list
from sci_tui.site.commands import Command
from sci_tui.site.pages import Page
from sci_tui.tui.bindings import hints


class Where(Static):
    """Where one is: the way from home, and the place in the list."""

    def show(self, page: Page, *, ascii_only: bool) -> None:
        """Show the way to a page, as much of it as fits whole."""
        room = max(self.app.size.width - 2, 10)
        shown = ascii_text if ascii_only else str
        place = place_in_list(page, "")
        if not page.trail and room >= len(_OFFER) + len(_name(page)) + 2:
            place = _OFFER
        crumbs = [crumb.text for crumb in page.trail]
        way = shown(" › ".join((*crumbs, _name(page))))
        while cell_len(way) + cell_len(place) + 2 > room and crumbs:
            crumbs.pop(0)
            way = shown(" › ".join(("…", *crumbs, _name(page))))
        way = set_cell_size(way, room - cell_len(place) - 2).rstrip()
        self.update(way + " " * (room - cell_len(way) - cell_len(place)) + place)


_OFFER: Final = "screen reader? sci-tui --screen-reader"
"""A terminal cannot tell that one is running, so the first row of the first page offers it."""


def _name(page: Page) -> str:
    if page.place:
        return "this study"
    return page.title if page.trail else "Home"


class Status(Static):
    """What can be done here, or what has just happened. A message stays until the next key."""

    def show_hints(self, commands: tuple[Command, ...], page: Page) -> None:
        """Show as many whole hints as fit."""
        self.remove_class("says")
        self.update(hints(commands, page, max(self.app.size.width - 2, 10)))

    def show(self, text: str) -> None:
        """Show what can be done where there is more to it than keys."""
        self.remove_class("says")
        self.update(text)

    def say(self, text: str) -> None:
        """Show a message, in as many rows as it needs."""
        self.add_class("says")
        self.update(text)
