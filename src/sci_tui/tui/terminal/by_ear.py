"""A Textual app whose screen is written as text, each thing once and only what has changed."""

import asyncio
from typing import Any, Final, TypeVar

from rich.console import RenderableType
from textual.app import App
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input

from sci_tui.tui.terminal.driver import QuietDriver
from sci_tui.tui.terminal.painting import all_of, changes, is_another_screen
from sci_tui.tui.terminal.rolling import cursor_at

_Result = TypeVar("_Result")
_SETTLES: Final = 0.02
"""Seconds for a screen to settle in; Textual paints a new one two to five times."""
_HEARD: Final = 0.3
"""Seconds for a screen reader to take in the last words before the terminal is given back."""


class ByEar(App[_Result]):
    """An app for screen readers and braille displays; needs a ``QuietDriver``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._written: tuple[str, ...] = ()
        self._painting: asyncio.TimerHandle | None = None
        self._say_again: set[int] = set()
        self._says_all = True
        self._is_leaving = False

    @property
    def is_leaving(self) -> bool:
        """Whether the last words are said, so that the cursor stays on them."""
        return self._is_leaving

    @property
    def is_about_to_say(self) -> bool:
        """Whether another screen, or a row once more, is going to be written in an instant."""
        return self._painting is not None and (self._says_all or bool(self._say_again))

    def say_row(self, y: int) -> None:
        """Write a row of the screen, counted from 0, even if it stands there already."""
        self._say_again.add(y)
        self._paint_soon()

    def move_to_row(self, y: int, cursor: Offset) -> None:
        """Put the cursor on a row that is shown, and write that row, both at once.

        After an arrow key some readers say the row that the cursor comes to only if it is the next.
        """
        driver = self._driver
        self.cursor_position = cursor
        if isinstance(driver, QuietDriver) and y < len(self._written):
            row = f"{cursor_at(Offset(0, y))}{self._written[y]}"
            driver.put(row + cursor_at(cursor))

    def say_all(self) -> None:
        """Write all rows with the next change, even those that stand there already."""
        self._says_all = True
        self._paint_soon()

    def forget_what_is_shown(self) -> None:
        """Write everything anew: something else was on the terminal meanwhile."""
        self._written = ("?" * self.size.width,) * self.size.height
        self.say_all()

    def leave(self, code: _Result, farewell: str) -> None:
        """Write a last sentence in place of all else, wait until it is heard, and exit.

        Args:
            code: What the app returns.
            farewell: The sentence.
        """
        if self._is_leaving:
            return
        self._is_leaving = True
        driver = self._driver
        if isinstance(driver, QuietDriver):
            driver.put(all_of(self._written, (farewell,)) + cursor_at(Offset(0, 0)))
        self.set_timer(_HEARD, lambda: self.exit(code))

    def cell_of_focus(self) -> Offset:
        """Where the cursor belongs now: what is written ends with it there.

        A program whose screens know it better than what was last told says so here. A cursor that
        comes to its row only after the row was written has that row said twice.
        """
        return self.cursor_position

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Note that the screen has changed, in place of writing what Textual would write."""
        if self.is_headless:
            super()._display(screen, renderable)
            return
        if renderable is not None and not self._batch_count:
            self._paint_soon()
        self.post_display_hook()

    def _paint_soon(self) -> None:
        if self._painting is None and self.is_running:
            loop = asyncio.get_running_loop()
            self._painting = loop.call_later(_SETTLES, self._paint)

    @property
    def _row_typed_into(self) -> int:
        return self.focused.region.y if isinstance(self.focused, Input) else -1

    def _paint(self) -> None:
        self._painting = None
        driver = self._driver
        if not self.is_running or self._is_leaving or not isinstance(driver, QuietDriver):
            return
        strips = self.screen._compositor.render_strips()  # noqa: SLF001 - no public name
        rows = tuple("".join(s.text for s in strip).rstrip() for strip in strips)
        if self._says_all or is_another_screen(self._written, rows):
            text = all_of(self._written, rows)
        else:
            again = frozenset(self._say_again)
            text = changes(self._written, rows, again, self._row_typed_into)
        self._written, self._says_all = rows, False
        self._say_again.clear()
        self.cursor_position = self.cell_of_focus()
        cursor = self.screen.size.clamp_offset(self.cursor_position)
        if text:
            driver.put(text + cursor_at(cursor))
        else:
            driver.move_cursor(cursor)
