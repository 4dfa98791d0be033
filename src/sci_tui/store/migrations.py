"""Taking the reader's own store from an older version to the present one.

All steps and the new version number are one transaction: a store is of the old version or of the
new one. A copy of the old one is put beside it first.
"""

import os
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from sqlite_utils import Database, Migrations

from sci_tui.store.user_schema import UserSchema
from sci_tui.store.user_store import connect, user_version


def migrate(path: Path, schema: UserSchema, patience: float) -> None:
    """Bring the store up to the schema's version, after a backup."""
    with closing(connect(path, patience)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        version = user_version(connection)
        if version >= schema.version:
            return  # Another program was faster.
        backup = back_up(path, schema.version, patience)
        try:
            _take_steps(connection, version, schema)
        except BaseException:
            # The store is as it was, and a copy for each try would fill the disk.
            backup.unlink()
            raise


def back_up(path: Path, version: int, patience: float) -> Path:
    """Copy a store beside itself as ``user-before-vN.db``, and return where the copy is.

    A copy that is there already is left alone; the new one then has a number in its name.
    """
    backup = _free_name(path, version)
    unfinished = backup.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _copy(path, unfinished, patience)
        unfinished.rename(backup)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return backup


def _free_name(path: Path, version: int) -> Path:
    names = (f"{path.stem}-before-v{version}{'' if n == 1 else f'-{n}'}" for n in count(1))
    return next(free for name in names if not (free := path.with_name(f"{name}.db")).exists())


def _copy(path: Path, target: Path, patience: float) -> None:
    with (
        closing(connect(path, patience)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)


def _take_steps(connection: sqlite3.Connection, version: int, schema: UserSchema) -> None:
    migrations = Migrations("user")
    for number, step in enumerate(schema.steps[version - 1 :], start=version + 1):
        migrations(name=f"to version {number}")(step)
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {schema.version}")
    connection.execute("COMMIT")
