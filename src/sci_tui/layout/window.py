"""What of a laid-out page can be seen, and where to look next: reckoned without any widget."""

from bisect import bisect_left
from typing import Final, NamedTuple

from sci_tui.layout.lines import Laid
from sci_tui.site.codes import IN_ANY_WINDOW

LEAST_WIDTH: Final = 40
LEAST_HEIGHT: Final = 10
"""A window with fewer columns or rows is too small to read in."""
MARGIN: Final = 2
"""Columns on the left that hold nothing but the marker of the reading line."""
RIGHT: Final = 1
"""Columns that are kept free on the right of a page."""


_BARS: Final = 2
"""Rows above and below the page."""


def too_small(width: int, height: int) -> bool:
    """Whether a window is too small to read in."""
    return width < LEAST_WIDTH or height < LEAST_HEIGHT


def code_side(width: int, height: int) -> int:
    """Modules that the side of a code may have to be seen whole in a window: two in each row."""
    return min(width - MARGIN - RIGHT, 2 * (height - _BARS), IN_ANY_WINDOW)


def marker(*, ascii_only: bool) -> str:
    """What stands in the margin of the reading line."""
    return ">" if ascii_only else "▸"


class Window(NamedTuple):
    """The rows of a page that can be seen: ``height`` of them from the line ``top`` on.

    On a list, what is sought are its items, each of which begins on the first line of a link. One
    that ``rolls`` moves on row by row, as a terminal on a slow line can do that by itself.
    """

    laid: Laid
    top: int
    height: int
    is_list: bool
    rolls: bool = False

    @property
    def end(self) -> int:
        """The line after the last that can be seen, or could be if there were so many."""
        piece = self.laid.piece_of(self.top)
        return (
            min(self.top + self.height, piece.end) if self.laid.pieces else self.top + self.height
        )

    def shows(self, line: int) -> bool:
        """Whether a line can be seen."""
        return self.top <= line < self.end

    def item_beyond(self, line: int, by: int) -> int | None:
        """The first line of the next item in a direction, or None beyond both ends."""
        lines = self.laid.lines
        here = lines[line].link
        others = range(line + by, len(lines) if by > 0 else -1, by)
        links = (lines[other].link for other in others)
        link = next((link for link in links if link >= 0 and link != here), None)
        return None if link is None else self.laid.first_lines[link]

    def item_near(self, line: int) -> int:
        """The first line of the item near a line; the line where none can be seen with it."""
        item = self.laid.first_lines[self._link_near(line)]
        return item if abs(item - line) < self.height else line

    def seen_near(self, line: int) -> int:
        """A line; on a list the item nearest to it of those that can be seen, if there is one."""
        if not self.is_list:
            return line
        firsts = self.laid.first_lines
        items = firsts[bisect_left(firsts, self.top) : bisect_left(firsts, self.end)]
        return min(items, key=lambda item: abs(item - line), default=line)

    def top_to_show(self, line: int) -> int:
        """The top of a window that shows a line and the whole link on it.

        Unless it rolls, it moves on by half a screen at once, as each line written anew would cost
        a key, but past nothing that was not seen.
        """
        if self.laid.pieces:
            return self.laid.piece_of(line).first
        first, last = self._needed(line)
        if self.rolls:
            return min(max(self.top, last - self.height + 1), first)
        if first < self.top:
            half = max(first - self.height // 2, last - self.height + 1)
            return min(first, max(half, self.top - self.height))
        if last >= self.top + self.height:
            half = min(last - self.height + 1 + self.height // 2, first)
            return min(half, max(last - self.height + 1, self.top + self.height))
        return self.top

    def top_to_step_to(self, line: int) -> int:
        """The same for a line less than a screen away, past no line that was not seen.

        Where an item does not fit, its end is seen before the whole of the next one is.
        """
        if self.laid.pieces:
            return self.top_to_show(line)
        return min(max(self.top_to_show(line), self.top - self.height), self.top + self.height)

    def _needed(self, line: int) -> tuple[int, int]:
        """The first and the last line that belong on the screen with a line, as far as they fit."""
        lines, link = self.laid.lines, self.laid.lines[line].link
        first = last = line
        if lines[line].is_of_code:
            return self._code_around(line)
        if self.rolls and not self.is_list:
            return line, line
        while link >= 0 and last + 1 < len(lines) and lines[last + 1].link == link:
            last += 1
        if self.is_list and link == 0 and line < self.height:
            first = 0
        if self.is_list and link == len(self.laid.links) - 1:
            last = len(lines) - 1
        return first, min(last, line + self.height - 1)

    def _code_around(self, line: int) -> tuple[int, int]:
        """The first and the last line of the code that a line is of, as far as they fit."""
        lines = self.laid.lines
        first = last = line
        while first and lines[first - 1].is_of_code:
            first -= 1
        while last + 1 < len(lines) and lines[last + 1].is_of_code:
            last += 1
        return first, min(last, max(line, first + self.height - 1))

    def _link_near(self, line: int) -> int:
        """The link on a line, else the next one below, else the last."""
        link = self.laid.lines[line].link
        below = bisect_left(self.laid.first_lines, line)
        return link if link >= 0 else min(below, len(self.laid.links) - 1)


def opened(laid: Laid, height: int, *, is_list: bool) -> tuple[Window, int]:
    """The window in which a page opens that was not read before, and the line one is on."""
    window = Window(laid, 0, height, is_list)
    line = laid.line_at(-1, 0)
    line = window.item_near(line) if is_list else line
    lowest = max(len(laid.lines) - height, 0)
    window = window._replace(top=min(line, lowest))
    top = window.top_to_show(line)
    return window._replace(top=min(max(top, 0), lowest)), line
