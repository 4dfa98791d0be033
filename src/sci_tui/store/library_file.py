"""A library file is opened for reading, or it is said why it cannot be."""

import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sci_tui.domain.errors import UnreadableLibrary

APPLICATION_ID: Final = 0x53434954
""""SCIT", in the header of every library file."""
SCHEMA_VERSION: Final = 2
"""The shape of the tables; a file with another number needs another program."""
_LONGEST_REASON: Final = 80
LOCK_PATIENCE: Final = 1.0
"""Seconds to wait for a library file that another program keeps locked."""


def connected(path: Path, *, unchanging: bool) -> sqlite3.Connection:
    """A connection to a library file that only reads.

    Raises:
        UnreadableLibrary: If there is no library in the file, or not one this program can read.
    """
    _look_at_header(path)
    mode = "mode=ro&immutable=1" if unchanging else "mode=ro"
    try:
        connection = sqlite3.connect(
            f"file:{quote(bytes(path.absolute()))}?{mode}", uri=True, timeout=LOCK_PATIENCE
        )
    except sqlite3.Error as error:
        raise unreadable(path, error) from error
    try:
        _look_at_format(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def unreadable(path: Path, error: object) -> UnreadableLibrary:
    """What a reader is told when something in the file cannot be read."""
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return UnreadableLibrary(
            f"{path} is locked by another program. Close that program and try again."
        )
    # SQLite and Python repeat what they could not read, which may be a whole page of it.
    why = str(error).partition("'")[0].strip()[:_LONGEST_REASON]
    return UnreadableLibrary(
        f"{path} is damaged here ({why or 'it cannot be read'}). "
        "Get a fresh copy of the library; what you saved yourself is kept elsewhere."
    )


def _look_at_header(path: Path) -> None:
    """Tell a missing, empty, foreign or cut-off file by its first hundred bytes and its size."""
    if path.exists() and not path.is_file():
        raise UnreadableLibrary(f"{path} is not a file. Give the path of a library file.")
    try:
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise UnreadableLibrary(
            f"There is no library at {path}. Check the path, or leave out --library to read the "
            "library that came with sci_tui."
        ) from error
    except OSError as error:
        raise UnreadableLibrary(
            f"{path} cannot be read ({error.strerror}). Check the path and its permissions."
        ) from error
    if not header.startswith(b"SQLite format 3\0"):
        what = "is empty" if not header else "is not a library file"
        raise UnreadableLibrary(f"{path} {what}. Get a fresh copy of the library.")
    page_size = int.from_bytes(header[16:18], "big")
    expected = (65536 if page_size == 1 else page_size) * int.from_bytes(header[28:32], "big")
    if size < max(expected, 100):
        raise UnreadableLibrary(
            f"{path} is cut off: it has {size} of {expected} bytes. Copy it again."
        )


def _look_at_format(path: Path, connection: sqlite3.Connection) -> None:
    """Tell a database of something else, and a library that only a newer program can read."""
    try:
        application, version = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version")
        )
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise unreadable(path, error) from error
    if application != APPLICATION_ID:
        raise UnreadableLibrary(
            f"{path} is a database, but not a sci_tui library. "
            "Give the path of a library file, such as data.db of a checkout."
        )
    if version > SCHEMA_VERSION:
        raise UnreadableLibrary(
            f"{path} was made for a newer sci_tui (library format {version}; this one "
            f"reads {SCHEMA_VERSION}). Install a newer sci_tui or use an older library file."
        )
    if version < SCHEMA_VERSION:
        raise UnreadableLibrary(
            f"{path} was made for an older sci_tui (library format {version}; this one "
            f"reads {SCHEMA_VERSION}). Get a newer copy of the library."
        )
