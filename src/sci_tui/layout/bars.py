"""What the rows above and below a page say."""

from typing import Final

from sci_tui.layout.characters import ascii_text, columns, cut
from sci_tui.layout.spoken import place_in_list
from sci_tui.site.commands import Command, available, first_key
from sci_tui.site.pages import Page

_OFFER: Final = "screen reader? sci-tui --screen-reader"
"""A terminal cannot tell that one is running, so the first row of the first page offers it."""
_FIRST: Final = (
    "open",
    "back",
    "help",
    "quit",
    "answer-yes",
    "answer-partly",
    "answer-no",
    "sections",
    "next-study",
    "feedback",
)
"""What somebody who has never used a terminal needs to see however narrow the window is."""
_LEAST_ROOM: Final = 10


def room(width: int) -> int:
    """Columns of text in the rows above and below the page, in a window of this width."""
    return max(width - 2, _LEAST_ROOM)


def way_to(page: Page, width: int, *, ascii_only: bool) -> str:
    """The way from home to a page, as much of it as fits whole, and the place in the list.

    All of the columns are filled, and no more.
    """
    shown = ascii_text if ascii_only else str
    place = cut(place_in_list(page, ""), width)
    if not page.trail and width >= len(_OFFER) + len(_name(page)) + 2:
        place = _OFFER
    crumbs = [crumb.text for crumb in page.trail]
    way = shown(" › ".join((*crumbs, _name(page))))
    while columns(way) + columns(place) + 2 > width and crumbs:
        crumbs.pop(0)
        way = shown(" › ".join(("…", *crumbs, _name(page))))
    way = cut(way, width - columns(place) - 2).rstrip()
    return way + " " * (width - columns(way) - columns(place)) + place


def hints(commands: tuple[Command, ...], page: Page, width: int) -> str:
    """As many whole hints as fit into a row, the important ones first."""
    row = ""
    for command in sorted(commands, key=_importance):
        if command.hint and command.keys and available(command, page):
            hint = f"{first_key((command,), command.id)} {command.hint}"
            longer = f"{row}  {hint}" if row else hint
            row = longer if len(longer) <= width else row
    return row


def _importance(command: Command) -> int:
    return _FIRST.index(command.id) if command.id in _FIRST else len(_FIRST)


def _name(page: Page) -> str:
    if page.place:
        return "this study"
    return page.title if page.trail else "Home"
