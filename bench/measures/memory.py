"""The most memory that a reader has held once its first page is there."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bench.figures import MEGABYTES, Row, beside
from bench.measures.measure import Measure
from bench.measures.start import HOME_TEXT, LAST_ROW, has
from bench.programs import Programs
from bench.terminal import Terminal
from bench.turns import in_turn

_NAME: Final = "memory"
_SCREEN: Final = "memory: at home / empty Textual app"
_PLAIN: Final = "memory: plain reader / python -c 'import sqlite3'"
_WAITING: Final = "import sqlite3; input('ready')"


def on_screen(programs: Programs) -> Iterator[Row]:
    """The Textual reader."""
    ours, peer = in_turn(
        programs.times(5, 1),
        lambda: _peak(programs, programs.reader(), _is_usable),
        lambda: _peak(programs, programs.app("empty"), _is_painted),
    )
    yield beside(_SCREEN, 1.15, ours, peer, MEGABYTES)


def plainly(programs: Programs) -> Iterator[Row]:
    """The plain reader, which waits at its prompt."""
    ours, peer = in_turn(
        programs.times(5, 1),
        lambda: _peak(programs, programs.reader("--plain"), _shows("? for help):")),
        lambda: _peak(programs, programs.python("-c", _WAITING), _shows("ready")),
    )
    yield beside(_PLAIN, 1.5, ours, peer, MEGABYTES)


def _shows(text: str) -> Callable[[Terminal], object]:
    return lambda terminal: terminal.wait_for_text(text)


def _is_usable(terminal: Terminal) -> object:
    return terminal.wait_until_usable(HOME_TEXT)


def _is_painted(terminal: Terminal) -> object:
    return terminal.wait_for(has(LAST_ROW), "its last row")


def _peak(
    programs: Programs, command: Sequence[str], is_ready: Callable[[Terminal], object]
) -> float:
    with programs.open(command) as terminal:
        is_ready(terminal)
        terminal.settle()
        return terminal.peak_memory()


MEASURES: Final = (
    Measure(_NAME, _SCREEN, "<= 1.15x", on_screen),
    Measure(_NAME, _PLAIN, "<= 1.5x", plainly),
)
