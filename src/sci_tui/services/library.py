"""Open a library, and look through one for damage."""

from contextlib import closing
from pathlib import Path

from sci_tui.domain.errors import RefusedContent
from sci_tui.store.library import Library
from sci_tui.store.library_file import SCHEMA_VERSION

__all__ = ["SCHEMA_VERSION", "Library", "check_file", "open_library"]


def open_library(file: Path, *, bundled: bool) -> Library:
    """Open a library for reading.

    Args:
        file: The library file.
        bundled: Whether it is the one that came with the program and never changes.

    Raises:
        UnreadableLibrary: If it cannot be read.
    """
    return Library(file, unchanging=bundled)


def check_file(file: Path) -> None:
    """Look through a whole library file for damage.

    Raises:
        UnreadableLibrary: If it cannot be opened at all.
        RefusedContent: If something in it is damaged; its sentence lists all that was found.
    """
    with closing(open_library(file, bundled=False)) as library:
        damage = library.damage()
    if damage:
        raise RefusedContent("\n".join(f"{file}: {line}" for line in damage))
