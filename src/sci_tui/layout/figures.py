"""Figures drawn as text."""

from collections.abc import Iterator
from typing import Final

from sci_tui.domain.kinds import Ais
from sci_tui.domain.study import Change, Figure, Marks, Moves
from sci_tui.layout.lines import Role, Span
from sci_tui.layout.wrapping import wrapped
from sci_tui.site.pages import Bars

_FULL: Final = "●"
_EMPTY: Final = "○"
_BAR: Final = "█"
_REST: Final = "░"
_LONGEST_BAR: Final = 50
_DOCUMENT_WIDTH: Final = 72
_SPACED: Final = 2
"""Columns a mark takes while there is room; a hundred people stand close together."""

Row = tuple[Span, ...]


def as_text(figure: Figure | Bars) -> str:
    """A figure as lines of text, for documents that are not laid out to a width."""
    rows = drawn(figure, _DOCUMENT_WIDTH)
    return "\n".join("".join(span.text for span in row).rstrip() for row in rows)


def drawn(figure: Figure | Bars, width: int) -> Iterator[Row]:
    """The rows of a figure; its sentence is not among them."""
    match figure:
        case Marks():
            yield from _marks(figure, width)
        case Change():
            yield from _change(figure, width)
        case Moves():
            yield from _moves(figure, width)
        case Bars():
            yield from _bars(figure, width)


def _marks(figure: Marks, width: int) -> Iterator[Row]:
    for row in figure.rows:
        for part in wrapped(f"{row.label}: {row.number} of {row.of}", width):
            yield (Span(part, Role.LABEL),)
        gap = " " if row.of * _SPACED <= width else ""
        marks = [_FULL] * row.number + [_EMPTY] * (row.of - row.number)
        step = max(1, width // len(_FULL + gap))
        for start in range(0, row.of, step):
            full = min(max(row.number - start, 0), step)
            shown = marks[start : start + step]
            yield (
                Span("".join(mark + gap for mark in shown[:full]), Role.FULL),
                Span("".join(mark + gap for mark in shown[full:]), Role.EMPTY),
            )


def _change(figure: Change, width: int) -> Iterator[Row]:
    values = (("Before", figure.before), ("After", figure.after))
    if isinstance(figure.lowest, str) or isinstance(figure.highest, str):
        for part in wrapped(figure.measure, width):
            yield (Span(part, Role.LABEL),)
        for name, value in values:
            yield (Span(f"{name:<7}", Role.QUIET), Span(f"{value:g}", Role.PROSE))
        return
    low, high = figure.lowest, figure.highest
    for part in wrapped(f"{figure.measure}, on its scale from {low:g} to {high:g}", width):
        yield (Span(part, Role.LABEL),)
    room = min(_LONGEST_BAR, width - len("Before  ") - 8)
    for name, value in values:
        full = round((value - low) / (high - low) * room)
        yield (
            Span(f"{name:<7}", Role.QUIET),
            Span(_BAR * full, Role.FULL),
            Span(_REST * (room - full), Role.EMPTY),
            Span(f" {value:g}", Role.PROSE),
        )


def _bars(figure: Bars, width: int) -> Iterator[Row]:
    longest = max((len(label) for label, _ in figure.rows), default=0)
    most = max((number for _, number in figure.rows), default=0)
    room = min(_LONGEST_BAR, width - longest - len(f"  {most}"))
    for label, number in figure.rows:
        # What is there at all is to be seen.
        full = max(number * room // most, 1) if number else 0
        bar = _BAR * full + " " if full else ""
        yield (
            Span(f"{label:>{longest}} ", Role.QUIET),
            Span(bar, Role.FULL),
            Span(f"{number}", Role.PROSE),
        )


def _moves(figure: Moves, width: int) -> Iterator[Row]:
    ends = [grade for grade in Ais if any(move.end is grade for move in figure.moves)]
    starts = [grade for grade in Ais if any(move.start is grade for move in figure.moves)]
    cell = 7 if width >= len("From   ") + 7 * len(ends) else 5
    yield (
        Span("From   ", Role.QUIET),
        *(Span(f"to {grade}".rjust(cell), Role.QUIET) for grade in ends),
    )
    for start in starts:
        people = {move.end: move.people for move in figure.moves if move.start is start}
        total = sum(people.values())
        yield (
            Span(f"{start} ({total})".ljust(7), Role.LABEL),
            *(_count(people.get(end, 0), cell) for end in ends),
        )


def _count(people: int, cell: int) -> Span:
    return Span(str(people).rjust(cell), Role.FULL) if people else Span("-".rjust(cell), Role.EMPTY)
