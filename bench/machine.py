"""What the figures were measured on and with."""

import os
import platform
import re
import shutil
import sqlite3
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from bench.programs import Programs

_PROGRAMS: Final = {"newsboat": "-v", "lynx": "-version", "rg": "--version"}
"""What is started to be compared with, and how it tells its version."""
_VERSION: Final = re.compile(r"\d+(\.\w+)+")


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
        f"sqlite-utils {version('sqlite-utils')}"
    )
    yield "compared with " + ", ".join(
        (_tantivy(), *(_said(programs, name, asked) for name, asked in _PROGRAMS.items()))
    )


def _processor() -> str:
    """The name of the processor, or what kind it is where the system does not name it."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        told = []
    names = (line.partition(":")[2].strip() for line in told if line.startswith("model name"))
    return next(names, platform.machine())


def _tantivy() -> str:
    try:
        return f"tantivy {version('tantivy')}"
    except PackageNotFoundError:
        return "no tantivy"


def _said(programs: Programs, name: str, asked: str) -> str:
    """A program and its version, which is the first number that it tells."""
    installed = shutil.which(name, path=programs.environment["PATH"])
    if installed is None:
        return f"no {name}"
    said = _VERSION.search(programs.output([installed, asked]))
    return f"{name} {said[0] if said else ''}".rstrip()
