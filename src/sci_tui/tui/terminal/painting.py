"""What to write so that a terminal that shows some rows of text shows others: as little as can be.

A reader of the output says what is written. So a row that has not changed is not written; one that
has is written whole, but for the row that is typed into: there only what was typed.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from rich.cells import cell_len

_CLEAR_ROW: Final = "\x1b[K"
_CLEAR_BELOW: Final = "\x1b[J"


def all_of(before: Sequence[str], after: Sequence[str]) -> str:
    """All rows that are not empty, once, from the top.

    Args:
        before: What stands there, without blanks at the ends of rows.
        after: What shall stand there, likewise.
    """
    return "".join(_all_of(before, after))


def _all_of(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    lowest = max((y for y, row in enumerate(before) if row), default=-1)
    follows = False
    for y, (old, new) in enumerate(zip_longest(before, after, fillvalue="")):
        if new:
            yield "\r\n" if follows else f"\x1b[{y + 1};1H"
            yield new
            if y <= lowest and cell_len(new) < cell_len(old):
                yield _CLEAR_ROW
        elif y <= lowest:
            # The first row of a gap clears everything below at once.
            yield f"\x1b[{y + 1};1H{_CLEAR_BELOW}"
            lowest = -1
        follows = bool(new)


def changes(
    before: Sequence[str],
    after: Sequence[str],
    again: frozenset[int] = frozenset(),
    typed: int = -1,
) -> str:
    """The rows that changed, and those that shall be said again.

    Args:
        before: What stands there, without blanks at the ends of rows.
        after: What shall stand there, likewise.
        again: Rows to write even if they have not changed, counted from 0.
        typed: The row that is typed into, or -1.
    """
    return "".join(_changes(before, after, again, typed))


def _changes(
    before: Sequence[str], after: Sequence[str], again: frozenset[int], typed: int
) -> Iterator[str]:
    for y, (old, new) in enumerate(zip_longest(before, after, fillvalue="")):
        same = _same(old, new) if y == typed and y not in again else 0
        if y in again or old != new:
            column = cell_len(new[:same]) + 1
            rest = _CLEAR_ROW if cell_len(new) < cell_len(old) else ""
            yield f"\x1b[{y + 1};{column}H{new[same:]}{rest}"


def is_another_screen(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether so much was replaced that all of it is best said from the top."""
    replaced = sum(bool(old) and old != new for old, new in zip(before, after, strict=False))
    return replaced > max(len(_without_empty_end(after)) // 2, 2)


def _same(old: str, new: str) -> int:
    """How many characters two rows begin with alike, a sign with what belongs to it kept whole."""
    same = 0
    for a, b in zip(old, new, strict=False):
        if a != b:
            break
        same += 1
    while 0 < same < max(len(old), len(new)) and _joins(old, new, same):
        same -= 1
    if same == len(old):
        # What is added may stand after blanks that are there already.
        same += len(new[same:]) - len(new[same:].lstrip(" "))
    return same


def _joins(old: str, new: str, at: int) -> bool:
    """Whether what stands at a place has no width of its own and belongs to what is before."""
    return any(at < len(row) and cell_len(row[at]) == 0 for row in (old, new))


def _without_empty_end(rows: Sequence[str]) -> Sequence[str]:
    last = max((y for y, row in enumerate(rows) if row), default=-1)
    return rows[: last + 1]
