"""What to do when something goes wrong that nobody thought of."""

import os
import sys
import traceback
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final

import sci_tui
from sci_tui.places import places

_MOST_PLACES: Final = 60
_MOST_ERRORS: Final = 20


def told(error: Exception) -> str:
    """Keep what is needed to mend it, and the sentence that says where."""
    return _told(error, "".join(traceback.format_exception(error)))


def told_without_words(error: Exception) -> str:
    """The same, for a place where others have typed: only kinds of errors and places in the code.

    What an error says may hold what a person typed, and so may the values around it.
    """
    return _told(error, "".join(f"{line}\n" for line in _without_words(error)))


def _told(error: Exception, trace: str) -> str:
    kind = type(error).__name__
    file = _kept(trace)
    if file is None:
        return (
            f"Something went wrong inside sci-tui ({kind}). Try again, and report it if it lasts."
        )
    return (
        f"Something went wrong inside sci-tui ({kind}). What is needed to mend it is in {file}:"
        " try again, and send that file with a report if it lasts."
    )


def _without_words(error: BaseException) -> Iterator[str]:
    for each in islice(_errors(error), _MOST_ERRORS):
        yield f"{type(each).__module__}.{type(each).__qualname__}"
        yield from _places(each.__traceback__)


def _errors(error: BaseException) -> Iterator[BaseException]:
    """The error, then those it came from and those it is a group of, each once."""
    waiting, seen = [error], set[int]()
    while waiting:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        if isinstance(each, BaseExceptionGroup):
            waiting.extend(each.exceptions)
        waiting.extend(other for other in (each.__cause__, each.__context__) if other)


def _places(trace: TracebackType | None) -> Iterator[str]:
    """Where in the code it came up, the deepest last; of very many, the deepest ones."""
    frames = list(traceback.walk_tb(trace))
    if len(frames) > _MOST_PLACES:
        yield f"  {len(frames) - _MOST_PLACES} places left out"
    for frame, line in frames[-_MOST_PLACES:]:
        code = frame.f_code
        yield f"  {code.co_filename}:{line} in {code.co_qualname}"


def _kept(trace: str) -> Path | None:
    """Where the trace now is; None where there is no place for it."""
    cache = places(os.environ).cache
    if cache is None:
        return None
    file = cache / "crash.txt"
    about = f"sci-tui {sci_tui.__version__}, Python {sys.version.split()[0]}, {sys.platform}\n"
    try:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text(about + trace, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return file
