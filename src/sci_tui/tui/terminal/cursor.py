"""The real cursor, which screen readers, braille displays and magnifiers follow."""

from typing import Any

from textual.app import App
from textual.geometry import Offset

from sci_tui.tui.terminal.by_ear import ByEar
from sci_tui.tui.terminal.driver import ReaderDriver


def move_cursor(app: App[Any], to: Offset) -> None:
    """Put the real cursor on a cell, now and after each repaint."""
    app.cursor_position = to
    if isinstance(app, ByEar) and (app.is_about_to_say or app.is_leaving):
        # It comes with what is written, or a reader would say a row twice or one about to go.
        return
    driver = app._driver  # noqa: SLF001 - Textual has no public name for it
    if isinstance(driver, ReaderDriver):
        driver.move_cursor(to)
