"""How much room there is where the plain reader writes."""

import os
from typing import Final, NamedTuple, Protocol

from sci_tui.layout.lines import Look
from sci_tui.layout.spoken import WIDTH, spoken_look

_USUAL: Final = os.terminal_size((80, 24))
_NARROWEST: Final = 20
"""Columns below which wrapping leaves nothing to read."""
_FEWEST: Final = 4
_FOR_THE_PROMPT: Final = 2
"""Rows that a prompt and what is typed after it need, so that no line of a page scrolls away."""


class Measure(NamedTuple):
    """How much is said at once: lines of a look, in pieces of so many rows; 0 is a whole page."""

    look: Look
    rows: int = 0


class _Stream(Protocol):
    """What may be a terminal."""

    def isatty(self) -> bool:
        """Whether it is one."""

    def fileno(self) -> int:
        """Its descriptor."""


def measure(lines: _Stream, out: _Stream, *, ascii_only: bool) -> Measure:
    """What fits the window now. Only someone who types at a terminal is given pages in pieces."""
    look = spoken_look(ascii_only=ascii_only)
    if not lines.isatty():
        return Measure(look)
    size = size_of(out, lines)
    # A row as wide as the window makes many terminals add an empty one.
    width = min(max(size.columns - 1, _NARROWEST), WIDTH)
    return Measure(look._replace(width=width), max(size.lines - _FOR_THE_PROMPT, _FEWEST))


def size_of(*streams: _Stream) -> os.terminal_size:
    """The size of the first that is a terminal and knows it; a serial line does not."""
    for stream in streams:
        try:
            size = os.get_terminal_size(stream.fileno())
        except (OSError, ValueError):
            continue
        if size.columns and size.lines:
            return size
    return _USUAL
