"""The reader's own store: one SQLite file that is never lost, overwritten or half written.

It is looked at when something is first asked of it, and made when something is first kept. What
is kept is on the disk before `UserStore.write` returns: the store is in WAL mode, with
``synchronous=FULL``. It stays open in between; whatever goes wrong closes it, so that the next
try begins afresh.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sci_tui.domain.errors import Damaged, Unsaved
from sci_tui.store.trouble import DAMAGED, NOT_OURS, TOO_NEW, Refused, may_be_damage, why
from sci_tui.store.user_schema import USER_SCHEMA, UserSchema

PATIENCE: Final = 5.0
"""Seconds to wait for a store that another program keeps locked."""

SAVED: Final = "saved in"
DELETED: Final = "deleted from"
READ: Final = "read from"

_NO_VERSION_YET: Final = 1000
"""A number this high is not of a newer program: something else stands in its place."""

Row = tuple[Any, ...]


class UserStore:
    """The store in one file.

    Args:
        path: The file. Nothing needs to be there yet, nor its directory.
        schema: What it has to look like.
        patience: Seconds to wait while another program keeps it locked.
    """

    def __init__(
        self, path: Path, schema: UserSchema = USER_SCHEMA, patience: float = PATIENCE
    ) -> None:
        self.path = path
        self._schema = schema
        self._patience = patience
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None

    def rows(self, question: str, values: Row = ()) -> list[Row]:
        """The answers to a question; none from a store that was never written.

        Raises:
            Damaged: If the store may be damaged or of another program.
            Unsaved: If it cannot be read.
        """
        with self._told(READ):
            if _is_empty(self.path):
                return []
            return self._open().execute(question, values).fetchall()

    def write(self, change: str, values: Row, doing: str = SAVED) -> list[Row]:
        """Make one change, whole or not at all, and return the rows it returns.

        Raises:
            Damaged: If the store may be damaged or of another program.
            Unsaved: If it could not be made. ``doing`` is how the sentence calls it.
        """
        with self._told(doing):
            _make_file(self.path)
            connection = self._open()
            connection.execute("BEGIN IMMEDIATE")
            returned = connection.execute(change, values).fetchall()
            connection.execute("COMMIT")
            return returned

    def examine(self) -> None:
        """Open the store anew and look at all of it.

        Raises:
            Damaged: If it is damaged or of another program.
            Unsaved: If that cannot be told now.
        """
        self.close()
        with self._told(READ):
            if _is_empty(self.path):
                return
            connection = self._open()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA user_version = {self._schema.version}")
            connection.execute("ROLLBACK")

    def settle(self) -> None:
        """Empty the journal, which still holds what was changed or deleted since, if none reads."""
        with self._told(SAVED):
            if self._connection:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def damaged(self) -> Damaged:
        """For a row that holds what nothing of ours can hold."""
        return Damaged(self._sentence(READ, Refused(DAMAGED)))

    def close(self) -> None:
        """Let go of the file. It is opened again when needed."""
        connection, self._connection = self._connection, None
        if connection:
            with suppress(sqlite3.DatabaseError):
                connection.close()

    @contextmanager
    def _told(self, doing: str) -> Iterator[None]:
        """Turn what goes wrong into a sentence, and begin afresh after it."""
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except UnicodeDecodeError as error:
            # SQLite quotes what it found in a damaged schema, and Python cannot read that.
            self.close()
            raise Damaged(self._sentence(doing, Refused(DAMAGED))) from error
        except (sqlite3.DatabaseError, OSError, Refused) as error:
            self.close()
            kind = Damaged if may_be_damage(error, self.path) else Unsaved
            raise kind(self._sentence(doing, error)) from error

    def _sentence(self, doing: str, error: sqlite3.Error | OSError | Refused) -> str:
        return f"Your answers could not be {doing} {self.path}: {why(error)}."

    def _open(self) -> sqlite3.Connection:
        """The connection to the file that stands at the path now."""
        if self._opened != _identity(self.path):
            # Writing on to a file that was moved away would lose what is written.
            self.close()
        if self._connection is None:
            self._opened = _identity(self.path)
            self._connection = self._opened_store()
        return self._connection

    def _opened_store(self) -> sqlite3.Connection:
        connection = connect(self.path, self._patience)
        try:
            self._make_right(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _make_right(self, connection: sqlite3.Connection) -> None:
        """See that the store looks as it should, making or migrating what does not yet."""
        version = user_version(connection)
        if not 0 <= version < _NO_VERSION_YET:
            raise Refused(DAMAGED)
        if version > self._schema.version:
            raise Refused(TOO_NEW)
        if version == 0:
            _make_tables(connection, self._schema)
        elif version < self._schema.version:
            _migrate(self.path, self._schema, self._patience)
        # Not the quick check: an index that lacks answers would hide them from every list.
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise Refused(DAMAGED)
        _ask(connection, self._schema.question)
        _prefer_wal(connection)


def connect(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """A connection to a store that is there; what it commits is on the disk."""
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode=rw",
        uri=True,
        timeout=patience,
        isolation_level=None,
    )
    # One odd byte in a comment is no reason to lose sight of every answer.
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    try:
        connection.execute("PRAGMA synchronous = FULL")
        # What is deleted or changed is overwritten, and not only forgotten.
        connection.execute("PRAGMA secure_delete = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def user_version(connection: sqlite3.Connection) -> int:
    """The version that a store says it has; 0 where nothing has been made yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _identity(path: Path) -> tuple[int, int]:
    """Which file it is that stands at a path."""
    status = path.stat()
    return status.st_dev, status.st_ino


def _is_empty(path: Path) -> bool:
    """Whether nothing was ever written: there is no file, or one that was only just made."""
    try:
        return path.stat().st_size == 0
    except (FileNotFoundError, NotADirectoryError):
        return True


def _make_file(path: Path) -> None:
    """Make the directory and an empty file, for their owner alone, unless they are there."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _make_tables(connection: sqlite3.Connection, schema: UserSchema) -> None:
    """Make a new store, unless another program has just done so."""
    connection.execute("BEGIN IMMEDIATE")
    if user_version(connection) == 0:
        if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() != (0,):
            raise Refused(NOT_OURS)
        for table in schema.tables:
            connection.execute(table)
        connection.execute(f"PRAGMA user_version = {schema.version}")
    connection.execute("COMMIT")


def _ask(connection: sqlite3.Connection, question: str) -> None:
    try:
        connection.execute(question)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
            raise Refused(NOT_OURS) from error
        raise


def _prefer_wal(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work at once.

    SQLite does not wait for its turn here. Where another program is busy with the store, the next
    opening tries again; what is committed until then is just as safe.
    """
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")


def _migrate(path: Path, schema: UserSchema, patience: float) -> None:
    # The import costs as much as half of Textual and is needed once in the life of a version.
    from sci_tui.store.migrations import migrate  # noqa: PLC0415

    migrate(path, schema, patience)
