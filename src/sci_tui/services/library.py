"""Open a library, and look through one for damage."""

import os
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sci_tui.domain.errors import RefusedContent, UnreadableLibrary
from sci_tui.places import INSTALLED_LIBRARY
from sci_tui.store.library import Library
from sci_tui.store.library_file import SCHEMA_VERSION

__all__ = [
    "SCHEMA_VERSION",
    "InUse",
    "Library",
    "check_file",
    "library_in_use",
    "open_library",
]


class InUse(NamedTuple):
    """The library file that is read, and why an installed one was passed over, if one was."""

    file: Path
    passed_over: str = ""


def library_in_use(data: Path | None, bundled: Path) -> InUse:
    """Which library to read: the one installed in a data directory, if it can be opened.

    Args:
        data: The data directory, if there is one.
        bundled: The library that came with the program, read where no other can be.
    """
    installed = data and data / INSTALLED_LIBRARY
    if installed is None or not os.path.lexists(installed):
        return InUse(bundled)
    try:
        open_library(installed, bundled=True).close()
    except (UnreadableLibrary, OSError) as error:
        return InUse(bundled, str(error))
    return InUse(installed)


def open_library(file: Path, *, bundled: bool) -> Library:
    """Open a library for reading.

    Args:
        file: The library file.
        bundled: Whether it came with the program or was installed for it, so that it never
            changes: another one only takes its place.

    Raises:
        UnreadableLibrary: If it cannot be read.
    """
    return Library(file, unchanging=bundled)


def check_file(file: Path, *, bundled: bool = False) -> None:
    """Look through a whole library file for damage.

    Args:
        file: The library file.
        bundled: How it is opened, as for `open_library`.

    Raises:
        UnreadableLibrary: If it cannot be opened at all.
        RefusedContent: If something in it is damaged; its sentence lists all that was found.
    """
    with closing(open_library(file, bundled=bundled)) as library:
        damage = library.damage()
    if damage:
        raise RefusedContent("\n".join(f"{file}: {line}" for line in damage))
