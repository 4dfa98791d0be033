"""Why the reader's own store could not be read or written, and what to do about it, in words."""

import errno
import sqlite3
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


class Refused(Exception):
    """What is in the file is not what should be there; its text is the reason and the advice."""


def why(error: sqlite3.Error | OSError | Refused) -> str:
    """The reason and the advice, ready to stand behind a colon."""
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, OSError):
        return _FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else _NOT_WRITABLE
    # The low byte is the kind of trouble; the rest tells where in SQLite it came up.
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _BY_CODE.get(kind, f"SQLite says {str(error)!r}; put back a copy of it, then try again")
