"""The Textual app: one screen that shows pages, in the reader's colours."""

import asyncio
import gc
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Final

from textual import on
from textual.app import App
from textual.geometry import Offset
from textual.screen import Screen

from sci_tui.site import wording
from sci_tui.site.routes import Route
from sci_tui.site.site import Site
from sci_tui.tui.bindings import bind
from sci_tui.tui.manner import BY_EYE, Manner
from sci_tui.tui.screens.page_screen import PageScreen
from sci_tui.tui.screens.reading import ReadingScreen
from sci_tui.tui.terminal import ByEar, QuietDriver, ReaderDriver, taking_over
from sci_tui.tui.themes import textual_themes

STYLES: Final = ("base.tcss", "reader.tcss", "forms.tcss", "ear.tcss")
_PLAIN_COLOURS: Final = "terminal"
_PATIENCE: Final = 2.0
"""Seconds that leaving in order may take once a signal has asked for it."""
HandOver = Callable[[], list[Any]]
_ENDING: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class ReaderApp(App[int], inherit_bindings=False):
    """Reads a site.

    Args:
        site: What there is to read.
        route: The page to begin with.
        styles: The folder of style sheets.
        manner: How pages are shown.
        notices: Sentences to show at the start.
        hand_over: How to take over a terminal that shows the first page already.
    """

    STYLE_SHEETS: ClassVar[tuple[str, ...]] = STYLES
    TITLE = "sci_tui"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        site: Site,
        route: Route,
        styles: Path,
        manner: Manner = BY_EYE,
        *,
        notices: tuple[str, ...] = (),
        hand_over: HandOver | None = None,
    ) -> None:
        own = QuietDriver if manner.by_ear else ReaderDriver
        super().__init__(
            driver_class=taking_over(hand_over) if hand_over else own,
            css_path=[styles / name for name in self.STYLE_SHEETS],
            watch_css=False,
            # Without colour the terminal's own are left alone; Textual would turn them to black.
            ansi_color=True if "NO_COLOR" in os.environ else None,
        )
        # An idle screen writes nothing, and a page is there at once.
        self.animation_level = "none"
        self.crash: Exception | None = None
        self._site = site
        self._route = route
        self._manner = manner
        self._notices = notices
        for theme in textual_themes(styles / "themes.toml"):
            self.register_theme(theme)
        self.restyle(site.settings.theme)
        bind(self, site.commands)

    def get_default_screen(self) -> Screen[None]:
        """The screen that shows pages."""
        return PageScreen(
            self._site,
            self._route,
            self._manner,
            notices=self._notices,
            restyle=self.restyle,
        )

    def on_load(self) -> None:
        """End in good order when asked to, before anything is done to the terminal."""
        loop = asyncio.get_running_loop()
        for number in _ENDING:
            # What was started under nohup stays up when the terminal goes.
            if signal.getsignal(number) is not signal.SIG_IGN:
                loop.add_signal_handler(number, self._end, number)

    def on_mount(self) -> None:
        """Take on the colours that the terminal can show."""
        self.restyle(self._site.settings.theme)
        self.app_resume_signal.subscribe(self, self._draw_again)

    def take_at_once(self, key: str) -> bool:
        """Move at a key that means nothing else just now; whether that was so."""
        # A key may come before there is any screen.
        screen = next(reversed(self.screen_stack), None)
        return isinstance(screen, ReadingScreen) and screen.move_at_once(key)

    def on_ready(self) -> None:
        """Look for garbage from now on, if that was put off until there is something to see."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    @on(ReadingScreen.Leaving)
    def _leaving(self) -> None:
        self.say_goodbye()

    def say_goodbye(self) -> None:
        """Leave as the reader asked."""
        self.go(0)

    def go(self, code: int) -> None:
        """Leave with an exit code."""
        self.exit(code)

    def restyle(self, name: str) -> None:
        """Take on a theme, or the terminal's own colours where it has few or wants none."""
        few = not self.is_headless and self.console.color_system not in ("256", "truecolor")
        self.theme = _PLAIN_COLOURS if few or self.no_color else name

    def refresh_css(self, animate: bool = True) -> None:
        """Take on other colours. Before there is a screen, no style sheet is parsed for them."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def _draw_again(self, _app: App[int]) -> None:
        """After a time in the background nothing of the screen is left, so draw all of it."""
        for widget in self.screen.walk_children(with_self=True):
            widget.refresh(layout=True)

    def _end(self, number: int) -> None:
        """Leave in order, or all the same where that cannot be, as with a terminal that is gone.

        Nothing is lost by it: an answer is on the disk before it is acknowledged.
        """
        for each in (*_ENDING, signal.SIGCONT):
            signal.signal(each, signal.SIG_IGN)
        leaving = threading.Timer(_PATIENCE, os._exit, (128 + number,))
        leaving.daemon = True
        leaving.start()
        self.go(128 + number)

    def _handle_exception(self, error: Exception) -> None:
        """Close the terminal in order and keep the error for whoever started the app."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        if self.crash is None:
            self.crash = error
        self._close_messages_no_wait()


class EarApp(ByEar[int], ReaderApp, inherit_bindings=False):
    """The same for screen readers and braille displays."""

    def go(self, code: int) -> None:
        """Leave once the last word is heard."""
        self.leave(code, wording.GOODBYE)

    def cell_of_focus(self) -> Offset:
        """The cell of what is read, of the caret, or of a message."""
        screen = self.screen
        if isinstance(screen, ReadingScreen):
            return screen.cursor_cell
        return super().cell_of_focus()

    def _draw_again(self, app: App[int]) -> None:
        super()._draw_again(app)
        self.forget_what_is_shown()


def read(
    site: Site,
    route: Route,
    styles: Path,
    manner: Manner = BY_EYE,
    *,
    notices: tuple[str, ...] = (),
    hand_over: HandOver | None = None,
) -> int:
    """Open the Textual reader and return the exit code.

    Args:
        hand_over: How to take over a terminal that shows the first page already.

    Raises:
        Exception: Whatever broke the reader, once the terminal is as it was.
    """
    kind = EarApp if manner.by_ear else ReaderApp
    app = kind(site, route, styles, manner, notices=notices, hand_over=hand_over)
    code = app.run(mouse=not manner.by_ear)
    if app.crash is not None:
        raise app.crash
    return code or 0
