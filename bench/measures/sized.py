"""What must not grow with the library: the start, memory and keys, in synthetic libraries."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from bench.figures import MILLISECONDS, Point, Row, beside
from bench.measures import keys, memory, start
from bench.measures.measure import Measure
from bench.programs import Programs
from bench.turns import in_turn

_TIMED: Final = start.MEASURES
_GROWTH: Final = 1.05
_WEIGHED: Final = memory.MEASURES
_KEYS: Final = (
    Measure(
        "down",
        "Down in a list: time / OptionList",
        "<= 0.5x",
        partial(keys.down, listed=keys.STUDIES),
    ),
    Measure(
        "page-down",
        "PageDown in a list: time",
        "<= 12 ms",
        partial(keys.page_down_in_list, listed=keys.STUDIES),
    ),
)


def measures(studies: int) -> tuple[Measure, ...]:
    """The measurements in a library of a size."""
    return tuple(_in_library(studies, measure) for measure in (*_TIMED, *_WEIGHED, *_KEYS))


def growth(sizes: Sequence[int]) -> tuple[Measure, ...]:
    """The start in the largest library beside that in the smallest, if there are two."""
    smallest, largest = min(sizes), max(sizes)
    if smallest == largest:
        return ()
    what = f"start: frame that takes keys, of {largest:,} / of {smallest:,}"
    make = partial(_start_beside, smallest, largest, what)
    return (Measure("start", what, f"<= {_GROWTH:g}x", make),)


def _start_beside(smallest: int, largest: int, what: str, programs: Programs) -> Iterator[Row]:
    in_largest, in_smallest = in_turn(
        programs.times(15, 2),
        start.until_key_counts(programs.in_library_of(largest)),
        start.until_key_counts(programs.in_library_of(smallest)),
    )
    yield beside(what, _GROWTH, in_largest, in_smallest, MILLISECONDS)


def _in_library(studies: int, measure: Measure) -> Measure:
    return measure._replace(
        what=_named(measure.what, studies), make=partial(_rows, studies, measure)
    )


def _rows(studies: int, measure: Measure, programs: Programs) -> Iterator[Row]:
    for row in measure.make(programs.in_library_of(studies)):
        named = row._replace(what=_named(row.what, studies))
        if measure in _TIMED and row.median is not None:
            curve = row.what.partition(" / ")[0]
            named = named._replace(points=(Point(curve, studies, row.median),))
        yield named


def _named(what: str, studies: int) -> str:
    """A measure's name, with the size before what it is compared with."""
    ours, stroke, peer = what.partition(" / ")
    return f"{ours}, of {studies:,}{stroke}{peer}"
