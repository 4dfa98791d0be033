"""Stores of older versions, taken to a newer one by real steps."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

import sci_tui
from sci_tui.domain.errors import Unsaved
from sci_tui.domain.feedback import Feedback, Helpful, Where
from sci_tui.store.outbox import Outbox
from sci_tui.store.user_schema import USER_SCHEMA, UserSchema

ANSWER = Feedback(
    id="00000000-0000-4000-8000-000000000001",
    sequence=0,
    study="a-study",
    edition=1,
    helpful=Helpful.YES,
    reasons=(),
    comment="Kept.",
    given_at="2026-11-21T05:29:00Z",
    where=Where.HOME,
)
SECOND = ANSWER._replace(id="00000000-0000-4000-8000-000000000002")


VERSION_1 = UserSchema(
    tables=(
        """
        CREATE TABLE feedback (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
            sequence INTEGER UNIQUE NOT NULL CHECK (sequence >= 1),
            study TEXT NOT NULL CHECK (study <> ''),
            edition INTEGER NOT NULL CHECK (edition >= 1),
            helpful TEXT NOT NULL CHECK (helpful IN ('yes', 'partly', 'no')),
            reasons TEXT NOT NULL CHECK (json_valid(reasons)),
            comment TEXT NOT NULL CHECK (length(comment) <= 1000),
            given_at TEXT NOT NULL CHECK (given_at GLOB '????-??-??T??:??:??Z'),
            given_where TEXT NOT NULL CHECK (given_where IN ('home', 'kiosk'))
        ) STRICT
        """,
        "CREATE INDEX feedback_by_study ON feedback (study, sequence)",
    )
)
"""The first store that readers had. It stays as it is: their stores do not change with our code."""


def add_notes(db: Database) -> None:
    db.table("notes").create({"id": str, "text": str}, pk="id", strict=True)


def add_follows(db: Database) -> None:
    db.table("follows").create({"category": str}, pk="category", strict=True)
    db.execute("CREATE INDEX feedback_by_time ON feedback (given_at)")


def fail_after_a_change(db: Database) -> None:
    db.execute("DELETE FROM feedback")
    db.execute("INSERT INTO no_such_table VALUES (1)")


VERSION_2 = VERSION_1._replace(steps=(add_notes,))
VERSION_3 = VERSION_1._replace(steps=(add_notes, add_follows))
BROKEN = VERSION_1._replace(steps=(add_notes, fail_after_a_change))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of version 1 with one answer."""
    path = tmp_path / "user.db"
    with closing(Outbox(path, VERSION_1)) as outbox:
        outbox.record(ANSWER)
    return path


def test_a_migration_keeps_every_answer_and_leaves_a_backup(store: Path) -> None:
    with closing(Outbox(store, VERSION_3)) as outbox:
        assert outbox.all() == (ANSWER._replace(sequence=1),)
        outbox.record(SECOND)
    assert _version(store) == 3
    assert {"feedback", "notes", "follows"} <= _tables(store)
    backup = store.with_name("user-before-v3.db")
    assert _version(backup) == 1
    assert "notes" not in _tables(backup)
    assert backup.stat().st_mode & 0o777 == 0o600
    with closing(Outbox(backup, VERSION_1)) as outbox:
        assert [answer.id for answer in outbox.all()] == [ANSWER.id]


def test_a_backup_holds_what_was_not_yet_moved_out_of_the_journal(store: Path) -> None:
    with closing(Outbox(store, VERSION_1)) as still_open:
        still_open.record(SECOND)
        with closing(Outbox(store, VERSION_2)) as outbox:
            assert len(outbox.all()) == 2
    with closing(sqlite3.connect(store.with_name("user-before-v2.db"))) as backup:
        assert backup.execute("SELECT count(*) FROM feedback").fetchone() == (2,)


def test_only_the_missing_steps_are_taken(store: Path) -> None:
    for schema in (VERSION_2, VERSION_3, VERSION_3):
        with closing(Outbox(store, schema)) as outbox:
            assert len(outbox.all()) == 1
    assert _names(store) == {"user.db", "user-before-v2.db", "user-before-v3.db"}


def test_an_earlier_backup_is_never_overwritten(store: Path) -> None:
    earlier = store.with_name("user-before-v2.db")
    earlier.write_text("an earlier backup")
    with closing(Outbox(store, VERSION_2)) as outbox:
        outbox.all()
    assert earlier.read_text() == "an earlier backup"
    assert _version(store.with_name("user-before-v2-2.db")) == 1


def test_a_step_that_fails_changes_nothing(store: Path) -> None:
    for _ in range(2):
        with closing(Outbox(store, BROKEN)) as outbox, pytest.raises(Unsaved):
            outbox.all()
    assert _version(store) == 1
    assert "notes" not in _tables(store)
    assert _names(store) == {"user.db"}
    with closing(Outbox(store, VERSION_1)) as outbox:
        assert len(outbox.all()) == 1


def test_a_migration_waits_for_a_program_that_writes(store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with (
            closing(Outbox(store, VERSION_2, patience=0.01)) as outbox,
            pytest.raises(Unsaved, match="another program keeps it locked"),
        ):
            outbox.all()
    assert _version(store) == 1
    assert not store.with_name("user-before-v2.db").exists()


def test_programs_that_migrate_at_the_same_time_do_it_once(store: Path) -> None:
    children = [
        subprocess.Popen(
            [sys.executable, "-c", MIGRATOR, str(store)],
            env={"PYTHONPATH": str(Path(sci_tui.__file__).parent.parent)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    assert [child.communicate()[0] for child in children] == ["1\n"] * 3
    assert _names(store) == {"user.db", "user-before-v2.db"}


MIGRATOR = """
import sys
from pathlib import Path
import sci_tui.store.migrations
from sci_tui.store.outbox import Outbox
from sci_tui.store.user_schema import USER_SCHEMA, UserSchema

schema = UserSchema(USER_SCHEMA.tables, (lambda db: db.execute("CREATE TABLE notes (id TEXT)"),))
outbox = Outbox(Path(sys.argv[1]), schema)
print("ready", flush=True)
sys.stdin.readline()
print(len(outbox.all()))
outbox.close()
"""


def test_a_new_store_and_a_migrated_one_look_the_same(tmp_path: Path) -> None:
    made, migrated = tmp_path / "made.db", tmp_path / "migrated.db"
    for path, schema in ((made, USER_SCHEMA), (migrated, VERSION_1)):
        with closing(Outbox(path, schema)) as outbox:
            outbox.record(ANSWER)
    with closing(Outbox(migrated, USER_SCHEMA)) as outbox:
        outbox.all()
    assert _shape(made) == _shape(migrated)


def _shape(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        return {(name, " ".join(sql.split())) for name, sql in rows if "_migrations" not in name}


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}


def _names(path: Path) -> set[str]:
    """The store and its backups; programs that end at the same time may leave their journal."""
    names = {file.name for file in path.parent.iterdir()}
    return names - {"user.db-wal", "user.db-shm"}
