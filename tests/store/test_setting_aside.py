"""A store set aside is never lost, whoever is killed in the middle."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import sci_tui
from sci_tui.domain.feedback import Feedback, Helpful, Where
from sci_tui.store.outbox import Outbox
from sci_tui.store.setting_aside import MOST, held, set_aside

SOURCE = Path(sci_tui.__file__).parent.parent
ANSWER = Feedback(
    id="00000000-0000-4000-8000-000000000001",
    sequence=0,
    study="a-study",
    edition=1,
    helpful=Helpful.YES,
    reasons=(),
    comment="",
    given_at="2026-11-21T05:00:00Z",
    where=Where.KIOSK,
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "user.db"


def _contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def _program(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-S", "-c", program, *arguments],
        env={"PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )


def test_all_files_of_a_store_go_aside_under_the_next_free_name(store: Path) -> None:
    for number in (1, 2):
        for end in ("", "-wal", "-shm", "-journal"):
            store.with_name(f"user.db{end}").write_text(f"{number}{end}")
        assert set_aside(store) == store.with_name(f"user-damaged-{number}.db")
    assert _contents(store.parent) == {
        f"user-damaged-{number}.db{end}": f"{number}{end}".encode()
        for number in (1, 2)
        for end in ("", "-wal", "-shm", "-journal")
    }


def test_what_stands_under_a_name_already_is_left_alone(store: Path) -> None:
    store.write_text("the store")
    store.with_name("user.db-wal").write_text("its journal")
    store.with_name("user-damaged-1.db-wal").write_text("the journal of an earlier one")
    assert set_aside(store).name == "user-damaged-2.db"
    assert _contents(store.parent) == {
        "user-damaged-1.db-wal": b"the journal of an earlier one",
        "user-damaged-2.db": b"the store",
        "user-damaged-2.db-wal": b"its journal",
    }


def test_no_disk_is_filled_with_stores_set_aside(store: Path) -> None:
    for number in range(1, MOST + 1):
        store.with_name(f"user-damaged-{number}.db").touch()
    store.write_text("one more")
    with pytest.raises(OSError, match=f"{MOST} stores are set aside"):
        set_aside(store)
    assert store.read_text() == "one more"


# ---------------------------------------------------------------- being killed


LEFT_IN_JOURNAL = """
import os, signal, sys
from pathlib import Path
from sci_tui.domain.feedback import Feedback, Helpful, Where
from sci_tui.store.outbox import Outbox

outbox = Outbox(Path(sys.argv[1]))
outbox.record(Feedback("00000000-0000-4000-8000-000000000001", 0, "a-study", 1, Helpful.YES, (),
                       "", "2026-11-21T05:00:00Z", Where.KIOSK))
os.kill(os.getpid(), signal.SIGKILL)
"""
"""Leaves an answer that is in the journal alone, as a power cut does."""

KILLED = """
import os, signal, sys
from pathlib import Path
from sci_tui.store.setting_aside import set_aside

left = int(sys.argv[2])

def watch(event, arguments):
    global left
    if event in ("os.link", "os.rename", "os.remove"):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
set_aside(Path(sys.argv[1]))
print(left)
"""
"""Is killed before the given change of a name, the first being 0."""


def test_killed_before_any_change_of_a_name_nothing_is_lost(tmp_path: Path) -> None:
    changes = 0
    while True:
        store = tmp_path / str(changes) / "user.db"
        _program(LEFT_IN_JOURNAL, str(store))
        assert store.with_name("user.db-wal").stat().st_size
        child = _program(KILLED, str(store), str(changes))
        if child.returncode == 0:
            break
        assert child.returncode == -signal.SIGKILL
        # Whoever comes next keeps an answer: in the store that is there, or in a fresh one.
        with closing(Outbox(store)) as outbox:
            outbox.record(ANSWER._replace(id=ANSWER.id[:-1] + "2"))
        if len(_answers(store)) == 1:
            assert _answers(store.with_name("user-damaged-1.db")) == {ANSWER.id}
        # Where it went aside only by half, it can be set aside again.
        before = _answers(store)
        assert _answers(set_aside(store)) == before
        changes += 1
    # Links for -wal and -shm and one that finds no -journal, the store itself, three old names.
    assert changes == 7


def _answers(store: Path) -> set[str]:
    with closing(Outbox(store)) as outbox:
        return {answer.id for answer in outbox.all()}


def test_a_reader_of_the_store_set_aside_harms_no_fresh_one(store: Path) -> None:
    with closing(Outbox(store)) as fresh, closing(Outbox(store)) as reader:
        reader.record(ANSWER)
        set_aside(store)
        kept = fresh.record(ANSWER)
        # SQLite would take away the journal of whatever store has the old name now.
        reader.close()
        assert store.with_name("user.db-wal").exists()
        with closing(sqlite3.connect(store)) as other:
            assert other.execute("SELECT id FROM feedback").fetchall() == [(kept.id,)]


# ---------------------------------------------------------------- the lock


def test_who_keeps_an_answer_waits_for_who_sets_a_store_aside(tmp_path: Path) -> None:
    for held_already, asked in ((False, True), (True, False), (True, True)):
        with (
            held(tmp_path, 0, alone=held_already),
            pytest.raises(TimeoutError),
            held(tmp_path, 0.02, alone=asked),
        ):
            raise AssertionError("Another holds it.")
    with held(tmp_path, 0), held(tmp_path, 0):
        assert not list(tmp_path.iterdir())
    with held(tmp_path, 0, alone=True):
        assert not list(tmp_path.iterdir())


def test_where_there_is_no_directory_there_is_nothing_to_lock(tmp_path: Path) -> None:
    with held(tmp_path / "missing", 0):
        assert not (tmp_path / "missing").exists()
