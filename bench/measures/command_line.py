"""Commands that print something and end."""

import time
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from bench.figures import MILLISECONDS, Row, Sample, beside
from bench.measures.measure import Measure
from bench.programs import Programs
from bench.turns import in_turn

_NAME: Final = "command-line"
_WORD: Final = "walking"
_SEARCH: Final = "command line: search"
_PAGE: Final = "command line: page study/…"
_HELP: Final = "command line: --help"
_NOTHING: Final = " / python -c pass"
_SAME_QUERY: Final = f"{_SEARCH} / the same by sqlite-utils"
_QUERY: Final = (
    "SELECT s.slug, s.list_title, s.published, s.number, s.design, s.certainty, s.level, t.text"
    " FROM studies_fts JOIN studies AS s ON s.id = studies_fts.rowid"
    " JOIN texts AS t ON t.study = s.id"
    " WHERE studies_fts MATCH :words ORDER BY studies_fts.rowid"
)


def beside_python(programs: Programs) -> Iterator[Row]:
    """What a command costs beyond starting Python."""
    nothing, search, page, helped = _times(
        programs,
        programs.python("-c", "pass"),
        programs.reader("search", _WORD),
        programs.reader("page", programs.a_study),
        programs.reader("--help"),
    )
    yield beside(_SEARCH + _NOTHING, 5, search, nothing, MILLISECONDS)
    yield beside(_PAGE + _NOTHING, 5, page, nothing, MILLISECONDS)
    yield beside(_HELP + _NOTHING, 3, helped, nothing, MILLISECONDS)


def beside_sqlite_utils(programs: Programs) -> Iterator[Row]:
    """The same question to the same file, asked with the tool the library is made with."""
    query = ("query", str(programs.library), _QUERY, "-p", "words", f'"{_WORD}" *')
    search, peer = _times(programs, programs.reader("search", _WORD), programs.sqlite_utils(*query))
    yield beside(_SAME_QUERY, 0.35, search, peer, MILLISECONDS)


def _times(programs: Programs, *commands: Sequence[str]) -> tuple[Sample, ...]:
    measures = (partial(_seconds, programs, command) for command in commands)
    return in_turn(programs.times(25, 2), *measures)


def _seconds(programs: Programs, command: Sequence[str]) -> float:
    # Once without counting: a long command before this one would leave cold caches behind.
    programs.output(command)
    started = time.perf_counter()
    programs.output(command)
    return time.perf_counter() - started


MEASURES: Final = (
    Measure(_NAME, _SEARCH + _NOTHING, "<= 5x", beside_python),
    Measure(_NAME, _SAME_QUERY, "<= 0.35x", beside_sqlite_utils),
)
