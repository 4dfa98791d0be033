"""Searching, as every kind of search is asked of us and of other programs in turn."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

from bench.figures import MILLISECONDS, Point, Row, Sample, beside, median_of, p99_below, p99_of
from bench.measures.measure import Measure
from bench.peers.indexed import KINDS, opened
from bench.peers.peer import Peer
from bench.peers.query import MOST_RESULTS, Kind, Query, queries
from bench.peers.tantivy import Tantivy
from bench.programs import Programs
from bench.trouble import NotMeasured
from sci_tui.store.library import Library

_NAME: Final = "search"
_WARM: Final = 0.010
_FIRST: Final = 0.050
_TANTIVY: Final = 0.5
_TANTIVY_RARE: Final = 2.0
_PATIENCE: Final = 20.0
"""After so many seconds a program is asked no more searches of a kind."""


def measures(studies: int) -> tuple[Measure, ...]:
    """The measurements in a library of a size."""
    where = f"search in {studies:,}: "
    return (
        Measure(_NAME, f"{where}first pass", "p99 <= 50 ms", partial(first_pass, studies, where)),
        *(
            Measure(_NAME, f"{where}{kind}", "p99 <= 10 ms", partial(warm, studies, where, kind))
            for kind in Kind
        ),
    )


def first_pass(studies: int, where: str, programs: Programs) -> Iterator[Row]:
    """Each search once in a library that was just opened, and is not in the system's cache."""
    file = programs.libraries.file(studies)
    _forget(file)
    with closing(Library(file, unchanging=True)) as library:
        asked = queries(studies, programs.times(20, 3))
        seconds = Sample(tuple(_seconds(library, query) for query in asked))
    yield p99_below(f"{where}first pass", _FIRST, seconds, MILLISECONDS)


def warm(studies: int, where: str, kind: Kind, programs: Programs) -> Iterator[Row]:
    """Searches of a kind, asked before, beside each of the other programs."""
    asked = [query for query in queries(studies, programs.times(20, 3)) if query.kind is kind]
    what = f"{where}{kind}"
    alone: Sample | None = None
    with closing(Library(programs.libraries.file(studies), unchanging=True)) as library:
        ours = partial(_seconds, library)
        rows = []
        for peer_kind in (kind for kind in KINDS if kind.name in programs.peers):
            try:
                peer = opened(peer_kind, programs.libraries, studies)
            except NotMeasured as trouble:
                rows.append(Row(f"{what} / {peer_kind.name}", _goal(kind), trouble=str(trouble)))
                continue
            if all(map(peer.answers, asked)):
                mine, theirs = _in_turn(asked, programs, ours, partial(_seconds, peer))
                alone = alone or mine
                rows.append(_beside(what, kind, peer, mine, theirs, studies))
    if alone is None:
        raise NotMeasured("nothing to measure it beside")
    yield p99_below(what, _WARM, alone, MILLISECONDS)._replace(
        points=(Point(f"search, {kind}", studies, alone.median),)
    )
    yield from rows


def _goal(kind: Kind) -> str:
    return f"<= {_TANTIVY_RARE:g}x" if kind is Kind.RARE else f"p99 <= {_TANTIVY:g}x"


def _beside(what: str, kind: Kind, peer: Peer, ours: Sample, theirs: Sample, studies: int) -> Row:
    """The goals are about one of the programs; the others are there to be looked at."""
    is_rare = kind is Kind.RARE
    goal = None
    if isinstance(peer, Tantivy):
        goal = _TANTIVY_RARE if is_rare else _TANTIVY
    by = median_of if is_rare else p99_of
    row = beside(f"{what} / {peer.name}", goal, ours, theirs, MILLISECONDS, by)
    return row._replace(
        goal=row.goal if goal is None else _goal(kind),
        # One kind of search is enough to see how the others grow.
        points=(Point(f"search, {kind}: {peer.name}", studies, theirs.median),)
        if kind is Kind.COMMON
        else (),
    )


def _in_turn(
    asked: list[Query], programs: Programs, *ask: Callable[[Query], float]
) -> tuple[Sample, ...]:
    """Each search of us, of the other, of us, of the other; the first round does not count."""
    deadline = time.perf_counter() + _PATIENCE
    for query in asked:
        for each in ask:
            each(query)
        if time.perf_counter() > deadline:
            break
    values: list[tuple[float, ...]] = []
    deadline = time.perf_counter() + _PATIENCE
    for query in asked * programs.times(5, 1):
        values.append(tuple(each(query) for each in ask))
        if time.perf_counter() > deadline:
            break
    return tuple(Sample(each) for each in zip(*values, strict=True))


def _seconds(searched: Library | Peer, query: Query) -> float:
    started = time.perf_counter()
    if isinstance(searched, Library):
        searched.search(query.typed, limit=MOST_RESULTS)
    else:
        searched.search(query)
    return time.perf_counter() - started


def _forget(file: Path) -> None:
    """Let the system put the file out of its cache, as after switching the machine on."""
    with file.open("rb") as opened_file:
        os.fsync(opened_file.fileno())
        os.posix_fadvise(opened_file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
