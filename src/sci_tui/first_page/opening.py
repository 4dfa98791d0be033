"""Opening the first page of a reader before the reader itself is loaded."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sci_tui.first_page.colours import Colours
from sci_tui.first_page.picture import Picture
from sci_tui.first_page.terminal import shown
from sci_tui.layout.window import code_side, too_small
from sci_tui.site.routes import Route
from sci_tui.site.site import Site


@contextmanager
def opened(
    site: Site, route: Route, notices: tuple[str, ...], themes: Path, *, ascii_only: bool
) -> Iterator[Callable[[], list[Any]] | None]:
    """Show the first page until whoever reads on takes the terminal over.

    Args:
        site: What there is to read.
        route: The page to begin with.
        notices: Sentences to show at the start.
        themes: The file with the colours of each theme.
        ascii_only: Whether only signs are used that every terminal has.

    Returns:
        What to call to take over, which returns how the terminal was before; None in a window
        that is too small to read in, of which nothing has been changed.
    """
    size = _size()
    if too_small(*size):
        yield None
        return
    colours = Colours(themes, site.settings.theme, os.environ)
    site.code_side = code_side(*size)
    page = site.page_or_trouble(route)
    picture = Picture(page, site.commands, notices, size, colours, ascii_only=ascii_only)
    with shown(picture.text()) as terminal:
        yield terminal.hand_over


def _size() -> tuple[int, int]:
    """Columns and rows, found as Textual finds them."""
    size = os.get_terminal_size(sys.stdout.fileno())
    columns = _from_environment("COLUMNS") or size.columns or 80
    lines = _from_environment("LINES") or size.lines or 24
    return columns, lines


def _from_environment(name: str) -> int:
    value = os.environ.get(name, "")
    return int(value) if value.isdecimal() else 0
