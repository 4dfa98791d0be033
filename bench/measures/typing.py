"""Search as one types: from a letter to the results on the screen."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from bench.figures import MILLISECONDS, Point, Row, Sample, p99_below
from bench.measures.measure import Measure
from bench.measures.start import HOME_TEXT
from bench.peers.query import Kind, queries
from bench.programs import Programs
from bench.terminal import Terminal
from bench.trouble import NotMeasured

_NAME: Final = "typing"
_ASK: Final = b"/"
_BACKSPACE: Final = b"\x7f"
_FOUND: Final = re.compile(r"\d\+? found")
"""Stands beside the results: how many there are."""
_QUIET: Final = 0.2
"""Results that come later than this after a letter's last byte are not waited for."""
_LETTER: Final = 0.050
_BURST: Final = 0.100
_LONGEST: Final = 10


def measures(studies: int) -> tuple[Measure, ...]:
    """The measurements in a library of a size."""
    where = f"typing in {studies:,}: "
    letter, burst = f"{where}a letter to its results", f"{where}ten letters at once"
    return (
        Measure(_NAME, letter, "p99 <= 50 ms", partial(letters, studies, letter)),
        Measure(_NAME, burst, "p99 <= 100 ms", partial(bursts, studies, burst)),
    )


def letters(studies: int, what: str, programs: Programs) -> Iterator[Row]:
    """Each letter of common words, typed when the one before it has its results."""
    seconds: list[float] = []
    with _asking(programs, studies) as terminal:
        for word in _words(studies, programs):
            keys = [letter.encode() for letter in word]
            seconds += [terminal.press(key, _QUIET).seconds for key in keys]
            _clear(terminal, word)
    sample = Sample(tuple(seconds))
    row = p99_below(what, _LETTER, sample, MILLISECONDS)
    yield row._replace(points=(Point("a typed letter to its results", studies, sample.median),))


def bursts(studies: int, what: str, programs: Programs) -> Iterator[Row]:
    """All letters of common words, typed before the first has its results."""
    seconds: list[float] = []
    with _asking(programs, studies) as terminal:
        for word in _words(studies, programs):
            typed = f"{word} {word}"[:_LONGEST]
            seconds.append(terminal.press(typed.encode(), _QUIET).seconds)
            _clear(terminal, typed)
    yield p99_below(what, _BURST, Sample(tuple(seconds)), MILLISECONDS)


@contextmanager
def _asking(programs: Programs, studies: int) -> Iterator[Terminal]:
    """A reader that waits for words to search for.

    Raises:
        NotMeasured: If it shows no results until they are sent.
    """
    with programs.open(programs.in_library_of(studies).reader()) as terminal:
        terminal.wait_until_usable(HOME_TEXT)
        terminal.settle(0.5)
        terminal.press(_ASK, _QUIET)
        word = _words(studies, programs)[0]
        if not _FOUND.search(terminal.press(word.encode(), 1.0).text):
            raise NotMeasured("the reader shows no results while a word is typed")
        _clear(terminal, word)
        yield terminal


def _words(studies: int, programs: Programs) -> list[str]:
    every = queries(studies, programs.times(20, 3))
    return [query.typed for query in every if query.kind is Kind.COMMON]


def _clear(terminal: Terminal, typed: str) -> None:
    terminal.press(_BACKSPACE * len(typed), _QUIET)
