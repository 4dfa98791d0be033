"""What to do when something goes wrong that nobody thought of."""

import os
import sys
import traceback
from pathlib import Path

import sci_tui
from sci_tui.places import places


def told(error: Exception) -> str:
    """Keep what is needed to mend it, and the sentence that says where."""
    kind = type(error).__name__
    file = _kept("".join(traceback.format_exception(error)))
    if file is None:
        return (
            f"Something went wrong inside sci-tui ({kind}). Try again, and report it if it lasts."
        )
    return (
        f"Something went wrong inside sci-tui ({kind}). What is needed to mend it is in {file}:"
        " try again, and send that file with a report if it lasts."
    )


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
