"""Why the reader's own store could not be read or written, and what to do about it, in words."""

import errno
import os
import sqlite3
from pathlib import Path
from typing import Final

DAMAGED: Final = (
    "it is damaged and was left as it is; move it elsewhere or put back a copy of it, then try"
    " again"
)
NOT_OURS: Final = (
    "it is not a store that sci-tui made and was left as it is; move it elsewhere and try again"
)
TOO_NEW: Final = (
    "a newer sci-tui wrote it and it was left as it is; install that version here, then try again"
)
_FULL: Final = "the disk is full; make some room and try again"
_LOCKED: Final = "another program keeps it locked; close that program and try again"
_DISK_ERROR: Final = "the disk gave an error; see that it has room and works, then try again"
_NOT_WRITABLE: Final = (
    "that place cannot be written; make it writable, or set SCI_TUI_DATA_DIR to a directory that is"
)
_BY_CODE: Final = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: _NOT_WRITABLE,
    sqlite3.SQLITE_PERM: _NOT_WRITABLE,
    sqlite3.SQLITE_IOERR: _DISK_ERROR,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: NOT_OURS,
}
_ODD: Final = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    # A statement that is right in every store of ours, or a sequence number given out twice.
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CONSTRAINT,
}


class Refused(Exception):
    """What is in the file is not what should be there; its text is the reason and the advice."""


def why(error: sqlite3.Error | OSError | Refused) -> str:
    """The reason and the advice, ready to stand behind a colon."""
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, OSError):
        return _FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else _NOT_WRITABLE
    said = f"SQLite says {str(error)!r}; put back a copy of it, then try again"
    return _BY_CODE.get(_kind(error), said)


def may_be_damage(error: sqlite3.Error | OSError | Refused, path: Path) -> bool:
    """Whether it may have come up because the store is damaged or of another program.

    Anything else, such as a full disk or a store of a newer program, is no reason to doubt it.
    """
    if isinstance(error, Refused):
        return str(error) in (DAMAGED, NOT_OURS)
    if isinstance(error, OSError):
        return False
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY:
        # SQLite only reads a file whose first bytes name a format that it does not know.
        return os.access(path, os.W_OK, effective_ids=True)
    return _kind(error) in _ODD


def _kind(error: sqlite3.Error) -> int:
    # The low byte is the kind of trouble; the rest tells where in SQLite it came up.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
