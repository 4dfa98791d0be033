"""What must not grow with the library: the start, memory and keys, in synthetic libraries."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from bench.figures import Point, Row
from bench.measures import memory, start
from bench.measures.measure import Measure
from bench.programs import Programs

_TIMED: Final = start.MEASURES
_WEIGHED: Final = memory.MEASURES


def measures(studies: int) -> tuple[Measure, ...]:
    """The measurements in a library of a size."""
    return tuple(_in_library(studies, measure) for measure in (*_TIMED, *_WEIGHED))


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
