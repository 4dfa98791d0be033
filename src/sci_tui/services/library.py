"""Open a library, build one from text, check one."""

from pathlib import Path
from typing import NamedTuple

from sci_tui.domain.errors import RefusedContent
from sci_tui.store.library import SCHEMA_VERSION, Library

__all__ = [
    "SCHEMA_VERSION",
    "Built",
    "Library",
    "build",
    "check_content",
    "check_file",
    "open_library",
]


class Built(NamedTuple):
    """What went into a library file."""

    file: Path
    studies: int
    words: int
    facts: int


def open_library(file: Path, *, bundled: bool) -> Library:
    """Open a library for reading.

    Args:
        file: The library file.
        bundled: Whether it is the one that came with the program and never changes.

    Raises:
        UnreadableLibrary: If it cannot be read.
    """
    return Library(file, unchanging=bundled)


def build(content: Path, to: Path) -> Built:
    """Check a folder of content and make a library file of it.

    Raises:
        RefusedContent: If the content did not pass; its sentence lists every problem.
    """
    # Reading content takes pydantic and writing a library sqlite_utils; a reader needs neither.
    from sci_tui.exchange.content import read_content
    from sci_tui.store.builder import build as write

    checked = read_content(content)
    write(checked, to)
    facts = sum(len(study.facts) for study in checked.studies)
    return Built(to, len(checked.studies), len(checked.words), facts)


def check_content(content: Path) -> tuple[str, ...]:
    """Every problem in a folder of content: file, field, what is wrong, what is allowed."""
    from sci_tui.exchange.content import inspect

    return tuple(str(problem) for problem in inspect(content)[1])


def check_file(file: Path) -> None:
    """Look through a whole library file for damage.

    Raises:
        UnreadableLibrary: If it cannot be opened at all.
        RefusedContent: If something in it is damaged; its sentence lists all that was found.
    """
    damage = open_library(file, bundled=False).damage()
    if damage:
        raise RefusedContent("\n".join(f"{file}: {line}" for line in damage))
