"""What the figures were measured on and with."""

import os
import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from bench.programs import Programs
from bench.trouble import NotMeasured


def lines(programs: Programs) -> Iterator[str]:
    """The machine, then the versions."""
    one_minute = os.getloadavg()[0]
    yield (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, "
        f"load {one_minute:.1f} at the start"
    )
    yield (
        f"sci_tui {version('sci-tui')}, Python {platform.python_version()}, "
        f"Textual {version('textual')}, SQLite {sqlite3.sqlite_version}, "
        f"sqlite-utils {version('sqlite-utils')}, {_newsboat(programs)}"
    )


def _processor() -> str:
    """The name of the processor, or what kind it is where the system does not name it."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        told = []
    names = (line.partition(":")[2].strip() for line in told if line.startswith("model name"))
    return next(names, platform.machine())


def _newsboat(programs: Programs) -> str:
    try:
        said = programs.output([programs.newsboat[0], "-v"])
    except NotMeasured:
        return "no newsboat"
    return " ".join(said.split()[:2])
