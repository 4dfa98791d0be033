"""Lists of the studies that pass any filters, in any order, and how many there are."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from random import Random
from typing import Final

from bench.figures import (
    MILLISECONDS,
    PARTS_OF_MILLISECONDS,
    Point,
    Row,
    Sample,
    below,
    beside,
    p99_below,
)
from bench.measures.measure import Measure
from bench.programs import Programs
from bench.turns import in_turn
from sci_tui.domain.browse import CHOICES, Filters, Sort
from sci_tui.store.library import Library

_NAME: Final = "browse"
PAGE: Final = 200
"""Studies on a page of a list."""
_LIST: Final = 0.010
_COUNT: Final = 0.001
_SEED: Final = 10
_SAMPLE: Final = 100
"""So many pairs of filters, and as many of three."""
_PATIENCE: Final = 60.0
"""After so many seconds no further lists are asked for."""


def measures(studies: int) -> tuple[Measure, ...]:
    """The measurements in a library of a size."""
    where = f"browse in {studies:,}: "
    return (
        Measure(_NAME, f"{where}first page", "p99 <= 10 ms", partial(lists, studies, where)),
        Measure(_NAME, f"{where}last page / first page", "<= 2x", partial(far, studies, where)),
        Measure(_NAME, f"{where}count", "<= 1 ms", partial(counts, studies, where)),
    )


def lists(studies: int, where: str, programs: Programs) -> Iterator[Row]:
    """The first page of the whole list, and that of lists by every filter, pair and three."""
    with closing(Library(programs.libraries.file(studies), unchanging=True)) as library:
        every = _samples(library, programs)
        ask = partial(_cards, library)
        whole = _timed(ask, [Filters()] * programs.times(100, 5))
        some = _timed(ask, every)
    first = p99_below(f"{where}first page", _LIST, _sample(whole), MILLISECONDS)
    yield first._replace(points=(Point("list page", studies, _sample(whole).median),))
    yield p99_below(
        f"{where}first page, any filter and sort", _LIST, _sample(some), MILLISECONDS
    )._replace(peer=f"slowest: {_told(some)}")


def far(studies: int, where: str, programs: Programs) -> Iterator[Row]:
    """The last page of the whole list beside the first, in each order."""
    last = studies - min(PAGE, studies // 2)
    with closing(Library(programs.libraries.file(studies), unchanging=True)) as library:
        for sort in Sort:
            filters = Filters(sort=sort)
            far_in, first = in_turn(
                programs.times(50, 3),
                partial(_seconds, library, filters, last),
                partial(_seconds, library, filters, 0),
            )
            what = f"{where}last page / first page, sort={sort}"
            yield beside(what, 2, far_in, first, MILLISECONDS)


def _seconds(library: Library, filters: Filters, after: int) -> float:
    started = time.perf_counter()
    library.cards(filters, PAGE, after)
    return time.perf_counter() - started


def counts(studies: int, where: str, programs: Programs) -> Iterator[Row]:
    """How many studies pass filters, and how many each choice of a filter would leave."""
    with closing(Library(programs.libraries.file(studies), unchanging=True)) as library:
        every = _samples(library, programs)
        counted = _timed(library.count, every)
        choices = _timed(
            lambda filters: library.counts("design", CHOICES["design"], filters), every
        )
    for what, timed in (("count", counted), ("counts of 14 choices", choices)):
        sample = _sample(timed)
        slowest = f" ({PARTS_OF_MILLISECONDS.shown(sample.p99)})"
        row = below(f"{where}{what}", _COUNT, sample.median, PARTS_OF_MILLISECONDS, slowest)
        yield row._replace(peer=f"slowest: {_told(timed)}")


def _cards(library: Library, filters: Filters) -> object:
    return library.cards(filters, PAGE)


def _samples(library: Library, programs: Programs) -> list[Filters]:
    """Every single filter in every order, and some pairs and threes, each in some order."""
    random = Random(_SEED)
    choices = {"category": tuple(shelf.slug for shelf in library.shelves()), **CHOICES}
    singles = [
        _filters({name: value}, sort)
        for name, values in choices.items()
        for value in values
        for sort in Sort
    ]
    several = [
        _filters({name: random.choice(choices[name]) for name in names}, random.choice(list(Sort)))
        for together in (2, 3)
        for names in (random.sample(list(choices), together) for _ in range(_SAMPLE))
    ]
    every = [*singles, *several]
    return random.sample(every, programs.times(len(every), 20))


def _filters(given: dict[str, str | int], sort: Sort) -> Filters:
    return Filters()._replace(sort=sort, **given)  # type: ignore[arg-type]  # each by its name


def _timed(
    ask: Callable[[Filters], object], asked: Sequence[Filters]
) -> list[tuple[float, Filters]]:
    """The seconds of each, asked a second time."""
    timed: list[tuple[float, Filters]] = []
    deadline = time.perf_counter() + _PATIENCE
    for filters in asked:
        ask(filters)
        started = time.perf_counter()
        ask(filters)
        now = time.perf_counter()
        timed.append((now - started, filters))
        if now > deadline:
            break
    return timed


def _sample(timed: list[tuple[float, Filters]]) -> Sample:
    return Sample(tuple(seconds for seconds, _ in timed))


def _told(timed: list[tuple[float, Filters]]) -> str:
    """What was asked for where it took longest."""
    filters = max(timed, key=lambda each: each[0])[1]
    given = [*filters.given.items(), ("sort", filters.sort)]
    return " ".join(f"{name}={value}" for name, value in given)
