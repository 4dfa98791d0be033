"""Finds what is being typed, beside the keys: only the newest words count."""

import asyncio
import threading
from contextlib import closing, suppress

from textual.message import Message
from textual.screen import Screen

from sci_tui.domain.errors import Stopped, UnreadableLibrary
from sci_tui.services.library import Library
from sci_tui.site.pages import Page
from sci_tui.site.routes import Route
from sci_tui.site.site import Site, trouble_page


class Finder:
    """The searches of one screen, each on another thread than the keys.

    The thread has a connection of its own, and lives no longer than there is something to find.

    Args:
        site: What is searched.
        screen: Who is told what was found, in messages of this class.
    """

    class Found(Message):
        """What the newest search has found."""

        def __init__(self, page: Page) -> None:
            super().__init__()
            self.page = page

    def __init__(self, site: Site, screen: Screen[None]) -> None:
        self._site = site
        self._screen = screen
        self._lock = threading.Lock()
        self._wanted: Route | None = None
        self._library: Library | None = None
        self._is_busy = False

    def find(self, route: Route) -> None:
        """Look for this and for nothing else; what is being looked for is given up at once."""
        with self._lock:
            self._wanted = route
            if self._library:
                self._library.stop()
            is_busy, self._is_busy = self._is_busy, True
        if not is_busy:
            self._screen.run_worker(self._work_beside(), group="search")

    def give_up(self) -> None:
        """Look for nothing any more."""
        with self._lock:
            self._wanted = None
            if self._library:
                self._library.stop()

    async def _work_beside(self) -> None:
        # Textual's own workers for threads leave themselves, and so the screen, in the context of
        # a thread that waits for more work; here the context is gone when the work is done.
        await asyncio.to_thread(self._work)

    def _work(self) -> None:
        try:
            library = self._site.library_again()
        except UnreadableLibrary as error:
            self._fail(error)
            return
        with closing(library):
            while route := self._next(library):
                with suppress(Stopped):
                    page = self._site.found_so_far(route, library)
                    self._screen.post_message(self.Found(page))

    def _next(self, library: Library) -> Route | None:
        """What to look for next. A search that comes from here on stops it."""
        with self._lock:
            route, self._wanted = self._wanted, None
            library.go_on()
            self._is_busy = route is not None
            self._library = library if route else None
            return route

    def _fail(self, error: UnreadableLibrary) -> None:
        with self._lock:
            route, self._wanted, self._is_busy = self._wanted, None, False
        if route:
            self._screen.post_message(self.Found(trouble_page(route, error)))
