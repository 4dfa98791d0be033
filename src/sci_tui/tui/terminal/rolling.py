"""Rows that the terminal moves by itself: over a slow line, what stands there is not sent again."""

import termios
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from textual.geometry import Offset

_SLOW: Final = frozenset(
    getattr(termios, f"B{baud}") for baud in (300, 600, 1200, 2400, 4800, 9600, 19200)
)
"""Up to so many bits a second, a whole screen takes a second and more."""
OUT_OF_ROWS: Final = "\x1b[r"
"""What ends that only some rows move, and puts the cursor on the first cell."""


class Rows(NamedTuple):
    """The rows that move, counted from 0; both belong to them."""

    first: int
    last: int


class Row(NamedTuple):
    """What is written from a cell on, all of it in one row."""

    at: Offset
    text: str


class Roll(NamedTuple):
    """Rows that go up, or down where ``by`` is negative, and those that come in instead.

    ``left`` is written before anything has moved; ``new`` are rows from the top, as many as come
    in; ``cursor`` is where the cursor belongs afterwards.
    """

    within: Rows
    by: int
    left: Row
    new: Sequence[str]
    cursor: Offset


def is_slow(descriptor: int) -> bool:
    """Whether a file descriptor leads to a line on which each byte takes its time."""
    try:
        return termios.tcgetattr(descriptor)[5] in _SLOW
    except termios.error:
        return False


def cursor_at(cell: Offset) -> str:
    """What moves the cursor to a cell, counted from 0."""
    return f"\x1b[{cell.y + 1};{cell.x + 1}H"


def rolled(roll: Roll, cursor: Offset | None, within: Rows | None) -> str:
    """What to write for it, in as few bytes as can be.

    Args:
        roll: What shall happen.
        cursor: Where the cursor is, if that is known.
        within: The rows that the terminal moves already, if it was told some.
    """
    return "".join(_rolled(roll, cursor, within))


def _rolled(roll: Roll, cursor: Offset | None, within: Rows | None) -> Iterator[str]:
    is_on_row = cursor is not None and roll.left.at == Offset(0, cursor.y)
    yield "\r" if is_on_row else cursor_at(roll.left.at)
    yield roll.left.text
    row = roll.left.at.y
    if within != roll.within:
        yield f"\x1b[{roll.within.first + 1};{roll.within.last + 1}r"
        row = 0
    edge = roll.within.last if roll.by > 0 else roll.within.first
    yield "" if row == edge else f"\x1b[{edge + 1}H"
    for text in roll.new if roll.by > 0 else reversed(roll.new):
        yield ("\n\r" if roll.by > 0 else "\x1bM\r") + text
    is_beside = roll.cursor.y == edge and roll.cursor.x
    yield f"\r\x1b[{roll.cursor.x}C" if is_beside else cursor_at(roll.cursor)
