"""The Textual reader as a person has it: keys in, a screen with a cursor out."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from textual import events
from textual.geometry import Offset
from textual.keys import _character_to_key
from textual.pilot import Pilot

from sci_tui.layout.window import MARGIN
from sci_tui.places import bundled
from sci_tui.site.pages import Page
from sci_tui.site.routes import parse
from sci_tui.site.site import Site
from sci_tui.tui.app import EarApp, ReaderApp
from sci_tui.tui.manner import Manner
from sci_tui.tui.screens.choice_screen import ChoiceScreen
from sci_tui.tui.screens.page_screen import PageScreen
from sci_tui.tui.screens.reading import ReadingScreen
from sci_tui.tui.widgets.page_view import PageView
from sci_tui.tui.widgets.prompt import Field, Prompt

PATIENCE: Final = 20.0
"""Seconds after which what was waited for is not going to come."""

_ROUNDS: Final = 4
"""A key may open a page, which lays out, which refreshes, after which the cursor is placed."""

MARKER: Final = "▸"


class Reader:
    """One reader at a screen without a terminal."""

    def __init__(self, app: ReaderApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each once the last has had its effect."""
        for key in keys:
            await self.press_at_once(key)

    async def press_at_once(self, *keys: str) -> None:
        """Press keys that all wait to be read before the first has its effect."""
        for key in keys:
            typed = pressed(key)
            if not self.app.take_at_once(typed.key):
                self.app.post_message(typed)
                await self.settle()
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text, key by key."""
        await self.press(*("space" if character == " " else character for character in text))

    async def resize(self, width: int, height: int) -> None:
        """Make the window wider or narrower."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def settle(self) -> None:
        """Wait until every message is handled and what was to come after a refresh has come."""
        for _ in range(_ROUNDS):
            # As Pilot waits, but without its sleeping until the processor is idle.
            await self.pilot._wait_for_screen()
            if self.app._exit:
                return
            self.app.screen._on_timer_update()

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until a condition holds, for no longer than there is patience."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, f"{what} did not happen:\n{self.text}"
            await self.pilot.pause()

    @property
    def screen(self) -> ReadingScreen[None] | ChoiceScreen:
        """The screen in front."""
        screen = self.app.screen
        assert isinstance(screen, PageScreen | ChoiceScreen)
        return screen

    @property
    def page(self) -> Page:
        """The page that is open."""
        screen = self.screen
        assert isinstance(screen, PageScreen | ChoiceScreen)
        return screen._page

    @property
    def route(self) -> str:
        """Where the reader is."""
        return str(self.page.route)

    @property
    def view(self) -> PageView:
        """The view of the page."""
        return self.screen.view

    @property
    def rows(self) -> list[str]:
        """The screen as rows of text."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def text(self) -> str:
        """The screen as one text, without blanks at the ends of rows."""
        return "\n".join(row.rstrip() for row in self.rows)

    @property
    def said(self) -> str:
        """The message in the row below, as one line; empty while hints stand there."""
        status = self.screen.status
        return " ".join(str(status.render()).split()) if status.has_class("says") else ""

    @property
    def footer(self) -> str:
        """The hints in the row below; empty while a message stands there."""
        status = self.screen.status
        return "" if status.has_class("says") else str(status.render()).strip()

    @property
    def marked(self) -> str:
        """The line with the marker, without the margin."""
        return self.rows[self.marked_row][MARGIN : self.view.size.width].strip()

    @property
    def marked_row(self) -> int:
        """The row of the screen that has the marker; there is exactly one."""
        marked = [y for y, row in enumerate(self.rows) if row.startswith(MARKER)]
        assert len(marked) == 1, self.text
        return marked[0]

    @property
    def link(self) -> str:
        """The text of the link that the reader is on, empty if there is none."""
        index = self.view.reading_line.link
        return self.view.links[index].text if index >= 0 else ""

    @property
    def cursor(self) -> Offset:
        """Where the real cursor is."""
        return self.app.cursor_position

    @property
    def prompt(self) -> Prompt:
        """The row that asks for text."""
        return self.app.screen.query_one(Prompt)

    @property
    def field(self) -> Field:
        """The field of that row."""
        return self.prompt.query_one(Field)


def pressed(key: str) -> events.Key:
    """A key as a terminal sends it; one character stands for its key."""
    if len(key) > 1:
        return events.Key(key, " " if key == "space" else None)
    name = key if key.isalnum() else _character_to_key(key)
    return events.Key(name, key)


@asynccontextmanager
async def opened(
    site: Site,
    route: str = "home",
    size: tuple[int, int] = (80, 24),
    *,
    ascii_only: bool = False,
    by_ear: bool = False,
    notices: tuple[str, ...] = (),
) -> AsyncIterator[Reader]:
    """The reader, open at a page."""
    manner = Manner(ascii_only, by_ear)
    app = (EarApp if by_ear else ReaderApp)(
        site, parse(route), bundled("styles"), manner, notices=notices
    )
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot)
        await reader.settle()
        yield reader
