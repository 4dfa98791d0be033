"""From starting the reader to the first page, and to the first key that counts."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bench.figures import MILLISECONDS, Row, beside
from bench.measures.measure import Measure
from bench.programs import FEED_TITLE, Programs
from bench.terminal import ROWS
from bench.trouble import NotMeasured
from bench.turns import in_turn

HOME_TEXT: Final = "Latest research"
"""Stands on the home page and nowhere before it."""

_DOWN: Final = b"\x1b[B"
_BELL: Final = b"\x07"
LAST_ROW: Final = f"\x1b[{ROWS};1H".encode()
"""Textual writes this before it paints the lowest row of the screen."""

_CURSOR_MOVE: Final = re.compile(rb"\x1b\[\d+;\d+H")
_FIRST_PAGE: Final = "start: first readable page / newsboat"
_FIRST_KEY: Final = "start: frame that takes keys / empty Textual app"


def has(*parts: bytes) -> Callable[[bytes], bool]:
    """Whether all of these have been written."""
    return lambda seen: all(part in seen for part in parts)


def first_page(programs: Programs) -> Iterator[Row]:
    """How long one waits for something to read."""
    newsboat = programs.newsboat
    ours, peer = in_turn(
        programs.times(15, 2),
        lambda: _until_text(programs, programs.reader(), HOME_TEXT),
        lambda: _until_text(programs, newsboat, FEED_TITLE),
    )
    yield beside(_FIRST_PAGE, 1.5, ours, peer, MILLISECONDS)


def first_key(programs: Programs) -> Iterator[Row]:
    """How long a key waits that is typed at once: until it has an effect on a whole screen."""
    ours, peer = in_turn(
        programs.times(15, 2),
        until_key_counts(programs),
        lambda: _until_effect(programs, programs.app("empty"), _BELL),
    )
    yield beside(_FIRST_KEY, 1.15, ours, peer, MILLISECONDS)


def until_key_counts(programs: Programs) -> Callable[[], float]:
    """What starts the reader once, and says how long it took until a key had its effect."""
    effect = _effect_of_down(programs)
    return lambda: _until_effect(programs, programs.reader(), effect)


def _until_text(programs: Programs, command: Sequence[str], text: str) -> float:
    with programs.open(command) as terminal:
        return terminal.wait_for_text(text)


def _until_effect(programs: Programs, command: Sequence[str], effect: bytes) -> float:
    with programs.open(command, typed=_DOWN) as terminal:
        return terminal.wait_for(has(LAST_ROW, effect), "what a key typed at the start does")


def _effect_of_down(programs: Programs) -> bytes:
    """Where on the home page the first Down puts the cursor, as it is written."""
    with programs.open(programs.reader()) as terminal:
        terminal.wait_until_usable(HOME_TEXT)
        terminal.settle()
        moves = _CURSOR_MOVE.findall(terminal.press(_DOWN, quiet=0.2).written)
    if not moves:
        raise NotMeasured("the cursor did not move after Down")
    return bytes(moves[-1])


MEASURES: Final = (
    Measure("start", _FIRST_PAGE, "<= 1.5x", first_page),
    Measure("start", _FIRST_KEY, "<= 1.15x", first_key),
)
