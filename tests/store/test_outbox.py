"""Feedback in a real SQLite file: kept, found again, and never lost."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sci_tui
from sci_tui.domain.errors import NotThere, Unsaved
from sci_tui.domain.feedback import Feedback, Helpful, Reason, Where, comment_from
from sci_tui.store import user_store
from sci_tui.store.outbox import Outbox
from sci_tui.store.user_schema import USER_SCHEMA

SOURCE = Path(sci_tui.__file__).parent.parent
NOBODY = 65534
"""The user who owns nothing, on every Unix."""


def feedback(number: int = 1, study: str = "a-study", comment: str = "") -> Feedback:
    return Feedback(
        id=str(UUID(int=number, version=4)),
        sequence=0,
        study=study,
        edition=1,
        helpful=Helpful.PARTLY,
        reasons=(Reason.TOO_HARD, Reason.NUMBERS_UNCLEAR),
        comment=comment,
        given_at="2026-11-21T05:29:00Z",
        where=Where.HOME,
    )


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "data" / "sci-tui" / "user.db"


@pytest.fixture
def outbox(store: Path) -> Iterator[Outbox]:
    with closing(Outbox(store)) as outbox:
        yield outbox


# ---------------------------------------------------------------- keeping


def test_an_answer_is_found_again_by_another_program(outbox: Outbox, store: Path) -> None:
    recorded = outbox.record(feedback(comment="Too many numbers."))
    assert recorded == feedback(comment="Too many numbers.")._replace(sequence=1)
    with closing(Outbox(store)) as other:
        assert other.all() == (recorded,)


def test_answers_are_listed_in_the_order_they_were_given(outbox: Outbox) -> None:
    given = [outbox.record(feedback(number)) for number in (3, 1, 2)]
    assert outbox.all() == tuple(given)
    assert [answer.sequence for answer in given] == [1, 2, 3]


def test_a_changed_answer_keeps_its_place(outbox: Outbox) -> None:
    first, second = outbox.record(feedback(1)), outbox.record(feedback(2))
    changed = outbox.replace(first._replace(helpful=Helpful.NO, reasons=(), sequence=9))
    assert changed == first._replace(helpful=Helpful.NO, reasons=())
    assert outbox.all() == (changed, second)


def test_a_deleted_answer_is_gone(outbox: Outbox) -> None:
    first, second = outbox.record(feedback(1)), outbox.record(feedback(2))
    outbox.delete(first.id)
    assert outbox.all() == (second,)


def test_the_latest_answer_about_a_study_is_the_one_given_last(outbox: Outbox) -> None:
    outbox.record(feedback(1, "one"))
    last = outbox.record(feedback(2, "one"))
    outbox.record(feedback(3, "another"))
    assert outbox.latest("one") == last
    assert outbox.latest("a-third") is None


def test_what_is_not_there_cannot_be_changed_or_deleted(outbox: Outbox) -> None:
    outbox.record(feedback(1))
    with pytest.raises(NotThere, match="no answer"):
        outbox.replace(feedback(2))
    with pytest.raises(NotThere, match="no answer"):
        outbox.delete(feedback(2).id)
    assert len(outbox.all()) == 1


def test_an_answer_that_is_there_is_not_recorded_again(outbox: Outbox) -> None:
    first = outbox.record(feedback(1))
    with pytest.raises(Unsaved, match="could not be saved"):
        outbox.record(feedback(1, comment="another"))
    second = outbox.record(feedback(2))
    assert outbox.all() == (first, second)


@settings(deadline=None)
@given(typed=st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_comment_comes_back_as_it_was_cleaned(typed: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "user.db"
        with closing(Outbox(path)) as outbox:
            outbox.record(feedback(comment=comment_from(typed)))
        with closing(Outbox(path)) as outbox:
            assert [answer.comment for answer in outbox.all()] == [comment_from(typed)]


# ---------------------------------------------------------------- the file


def test_reading_makes_no_file_and_no_directory(outbox: Outbox, store: Path) -> None:
    assert outbox.all() == ()
    assert outbox.latest("a-study") is None
    with pytest.raises(NotThere):
        outbox.delete("no-such-id")
    assert not store.parent.exists()


def test_the_file_and_its_directory_are_for_their_owner_alone(outbox: Outbox, store: Path) -> None:
    outbox.record(feedback())
    assert store.parent.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in store.parent.iterdir()} == {0o600}


def test_what_is_committed_is_on_the_disk(outbox: Outbox, store: Path) -> None:
    outbox.record(feedback())
    with closing(user_store.connect(store)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (5000,)


def test_a_path_with_odd_characters_is_only_a_path(tmp_path: Path) -> None:
    store = tmp_path / "100% mine?mode=memory#é" / "user.db"
    with closing(Outbox(store)) as outbox:
        outbox.record(feedback())
    assert _ids(store) == {feedback().id}


def test_the_table_refuses_what_no_answer_can_hold(outbox: Outbox, store: Path) -> None:
    outbox.record(feedback())
    with closing(sqlite3.connect(store)) as connection:
        for change in (
            "helpful = 'perhaps'",
            "given_where = 'car'",
            "reasons = 'not json'",
            "edition = 'first'",
            "sequence = 0",
            "given_at = 'yesterday'",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(f"UPDATE feedback SET {change}")


def test_two_readers_at_once_share_the_order(store: Path) -> None:
    with closing(Outbox(store)) as one, closing(Outbox(store)) as two:
        one.record(feedback(1))
        two.record(feedback(2))
        one.record(feedback(3))
        assert [answer.sequence for answer in two.all()] == [1, 2, 3]


def test_programs_that_make_the_store_at_the_same_time_lose_nothing(store: Path) -> None:
    children = [_child(WRITER, store, str(first)) for first in range(100, 500, 100)]
    for child in children:
        _say_go(child)
    said = "".join(child.communicate()[0] for child in children)
    acknowledged = {line.split()[0] for line in said.splitlines()}
    assert len(acknowledged) == 20
    assert _ids(store) == acknowledged


def test_a_store_that_is_put_in_the_place_of_the_open_one_is_used(
    outbox: Outbox, store: Path, tmp_path: Path
) -> None:
    outbox.record(feedback(1))
    store.parent.rename(tmp_path / "moved away")
    outbox.record(feedback(2))
    assert _ids(store) == {feedback(2).id}
    assert _ids(tmp_path / "moved away" / "user.db") == {feedback(1).id}


# ---------------------------------------------------------------- being killed


WRITER = """
import sys
from pathlib import Path
from uuid import UUID
from sci_tui.domain.feedback import Feedback, Helpful, Where
from sci_tui.store.outbox import Outbox

outbox = Outbox(Path(sys.argv[1]))
first, count = int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for number in range(first, first + count):
    answer = Feedback(str(UUID(int=number, version=4)), 0, "a-study", 1, Helpful.NO, (), "",
                      "2026-11-21T05:29:00Z", Where.HOME)
    answer = outbox.record(answer)
    print(answer.id, 0, flush=True)
    outbox.replace(answer._replace(comment="1"))
    print(answer.id, 1, flush=True)
"""
"""Records answers and changes each; says which after it is done. Standard library alone."""


def _child(program: str, store: Path, *arguments: str, count: int = 5) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-S", "-c", program, str(store), *arguments, str(count)],
        env={"PYTHONPATH": str(SOURCE)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def _say_go(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("go\n")
    child.stdin.flush()


def _killed(store: Path, turn: int) -> dict[str, int]:
    """What one writer acknowledged before it was killed, each time at another moment."""
    with _child(WRITER, store, str(1 + turn * 10_000), count=10_000) as child:
        assert child.stdout is not None
        _say_go(child)
        heard = [child.stdout.readline() for _ in range(turn % 7)]
        for _ in range(turn * 7919 % 20_000):
            pass  # The writer is somewhere inside a write when this is over.
        child.kill()
        heard += child.stdout.readlines()
    return {line.split()[0]: int(line.split()[1]) for line in heard if line.endswith("\n")}


def test_two_hundred_kills_lose_no_acknowledged_answer(tmp_path: Path) -> None:
    heard = 0
    for round_ in range(20):
        store = tmp_path / str(round_) / "user.db"
        acknowledged: dict[str, int] = {}
        for turn in range(10):
            acknowledged |= _killed(store, turn + round_ * 10)
        with closing(Outbox(store)) as outbox:
            kept = {answer.id: int(answer.comment or 0) for answer in outbox.all()}
        missing = {id_ for id_, state in acknowledged.items() if kept.get(id_, -1) < state}
        assert not missing
        with closing(sqlite3.connect(store)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        heard += len(acknowledged)
    assert heard > 200


# ---------------------------------------------------------------- when nothing can be saved


FILLER = """
import resource, sys
from pathlib import Path
from uuid import UUID
from sci_tui.domain.errors import Unsaved
from sci_tui.domain.feedback import Feedback, Helpful, Where
from sci_tui.store.outbox import Outbox

print("ready", flush=True)
sys.stdin.readline()
outbox = Outbox(Path(sys.argv[1]))
before = resource.getrlimit(resource.RLIMIT_FSIZE)

def record(number):
    answer = Feedback(str(UUID(int=number, version=4)), 0, "a-study", 1, Helpful.NO, (),
                      "x" * 1000, "2026-11-21T05:29:00Z", Where.HOME)
    print(outbox.record(answer).id, flush=True)

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), before[1]))
try:
    for number in range(1, 10_000):
        record(number)
except Unsaved as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, before)
record(10_000)
"""
"""Records answers until files may not grow, says why it stopped, and goes on when they may."""


@pytest.mark.parametrize("room", [0, 1_000, 20_000, 60_000, 200_000])
def test_when_there_is_no_more_room_what_was_saved_stays_and_the_next_try_works(
    store: Path, room: int
) -> None:
    child = _child(FILLER, store, str(room))
    said, _ = child.communicate("go\n")
    *acknowledged, sentence, last = said.splitlines()
    assert sentence.startswith(f"Your answers could not be saved in {store}: ")
    assert "try again" in sentence
    assert child.returncode == 0
    with closing(Outbox(store)) as outbox:
        assert {answer.id for answer in outbox.all()} == {*acknowledged, last}
    assert bool(acknowledged) == (room >= 60_000)


def test_a_full_disk_is_called_by_its_name(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nearly_full(path: Path, patience: float) -> sqlite3.Connection:
        connection = user_store_connect(path, patience)
        connection.execute("PRAGMA max_page_count = 6")
        return connection

    user_store_connect = user_store.connect
    monkeypatch.setattr(user_store, "connect", nearly_full)
    with closing(Outbox(store)) as outbox:
        with pytest.raises(Unsaved, match="the disk is full; make some room") as raised:
            _fill(outbox)
        assert raised.value.exit_code == 4
        assert outbox.all()


def _fill(outbox: Outbox) -> None:
    for number in range(1, 100):
        outbox.record(feedback(number, comment="x" * 1000))


def test_a_directory_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = tmp_path / "file" / "sci-tui" / "user.db"
    outbox = Outbox(store)
    with pytest.raises(Unsaved, match="that place cannot be written") as raised:
        outbox.record(feedback())
    assert str(store) in str(raised.value)
    assert "SCI_TUI_DATA_DIR" in str(raised.value)
    assert outbox.all() == ()


def test_a_directory_where_nobody_may_write_is_told() -> None:
    with _for_reading_only() as folder:
        outbox = Outbox(folder / "user.db")
        with _as_an_ordinary_user(), pytest.raises(Unsaved, match="that place cannot be written"):
            outbox.record(feedback())
        assert list(folder.iterdir()) == []
        assert outbox.all() == ()


def test_a_store_that_may_not_be_written_is_left_as_it_is() -> None:
    with _for_reading_only(feedback(1)) as folder:
        before = _contents(folder)
        outbox = Outbox(folder / "user.db")
        with _as_an_ordinary_user(), pytest.raises(Unsaved, match="that place cannot be written"):
            outbox.record(feedback(2))
        assert _contents(folder) == before


def test_a_locked_store_is_told_and_works_once_it_is_free(outbox: Outbox, store: Path) -> None:
    outbox.record(feedback(1))
    hurried = Outbox(store, patience=0.01)
    with closing(hurried), closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unsaved, match="another program keeps it locked; close that program"):
            hurried.record(feedback(2))
        assert len(hurried.all()) == 1
        other.execute("ROLLBACK")
        hurried.record(feedback(2))
    assert len(outbox.all()) == 2


@pytest.mark.parametrize(
    "contents",
    [
        b"hello",
        b"\x00" * 5000,
        Random(1).randbytes(20_000),
        b"SQLite format 3\x00" + b"\xff" * 9000,
    ],
    ids=["text", "zeros", "random", "header"],
)
def test_what_is_not_a_store_is_refused_and_left_alone(store: Path, contents: bytes) -> None:
    store.parent.mkdir(parents=True)
    store.write_bytes(contents)
    _refuses_everything(store)
    assert _contents(store.parent) == {"user.db": contents}


def test_another_programs_database_is_refused_and_left_alone(store: Path) -> None:
    store.parent.mkdir(parents=True)
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("CREATE TABLE passwords (site, password)")
    before = _contents(store.parent)
    _refuses_everything(store, "not a store that sci-tui made")
    assert _contents(store.parent) == before


@pytest.mark.parametrize("harm", ["truncated", "overwritten"])
def test_a_damaged_store_is_refused_and_left_alone(store: Path, harm: str) -> None:
    with closing(Outbox(store)) as outbox:
        for number in range(1, 40):
            outbox.record(feedback(number, comment="x" * 1000))
    whole = store.read_bytes()
    middle = len(whole) // 2
    rest = b"" if harm == "truncated" else b"\xa5" * (len(whole) - middle)
    store.write_bytes(whole[:middle] + rest)
    _refuses_everything(store, "it is damaged and was left as it is")
    assert store.read_bytes() == whole[:middle] + rest


def test_an_answer_that_cannot_be_understood_counts_as_damage(outbox: Outbox, store: Path) -> None:
    outbox.record(feedback())
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("""UPDATE feedback SET reasons = '["too-blue"]'""")
    with pytest.raises(Unsaved, match="it is damaged"):
        outbox.all()


def test_a_store_of_a_newer_program_is_refused_and_left_alone(store: Path) -> None:
    _store_of_version(store, 99)
    before = _contents(store.parent)
    _refuses_everything(store, "a newer sci-tui wrote it")
    assert _contents(store.parent) == before


def _refuses_everything(store: Path, why: str = "left as it is") -> None:
    with closing(Outbox(store)) as outbox:
        for attempt in (
            lambda: outbox.record(feedback(77)),
            outbox.all,
            lambda: outbox.latest("a-study"),
            lambda: outbox.delete(feedback(1).id),
        ):
            with pytest.raises(Unsaved, match=why) as raised:
                attempt()
            assert str(store) in str(raised.value)
            assert "\n" not in str(raised.value)


def _store_of_version(store: Path, version: int) -> None:
    with closing(Outbox(store)) as outbox:
        outbox.record(feedback(1))
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


@contextmanager
def _for_reading_only(*answers: Feedback) -> Iterator[Path]:
    """A directory below the temporary one, which every user may look into."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(Outbox(folder / "user.db")) as outbox:
            for answer in answers:
                outbox.record(answer)
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
        try:
            yield folder
        finally:
            folder.chmod(0o700)


@contextmanager
def _as_an_ordinary_user() -> Iterator[None]:
    """Permissions do not hold back the superuser, who becomes someone else for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def _contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def _ids(store: Path) -> set[str]:
    with closing(Outbox(store)) as outbox:
        return {answer.id for answer in outbox.all()}


# ---------------------------------------------------------------- starting fast


EVERYDAY = """
import sys
from pathlib import Path
from uuid import UUID
from sci_tui.domain.feedback import Feedback, Helpful, Where
from sci_tui.store.outbox import Outbox

outbox = Outbox(Path(sys.argv[1]))
answer = outbox.record(Feedback(str(UUID(int=1, version=4)), 0, "a-study", 1, Helpful.NO, (), "",
                                "2026-11-21T05:29:00Z", Where.HOME))
outbox.replace(answer)
assert outbox.all() == (answer,)
outbox.delete(answer.id)
print(*sys.modules)
"""


def test_the_everyday_way_loads_neither_sqlite_utils_nor_pydantic(store: Path) -> None:
    for _ in ("a new store", "one that is there"):
        loaded = subprocess.check_output(
            [sys.executable, "-c", EVERYDAY, str(store)],
            env={"PYTHONPATH": str(SOURCE)},
            text=True,
        ).split()
        assert "sqlite3" in loaded
        assert not {"sqlite_utils", "pydantic", "click", "asyncio", "dataclasses"} & set(loaded)


def test_the_number_of_the_schema_is_in_the_store(outbox: Outbox, store: Path) -> None:
    outbox.record(feedback())
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (USER_SCHEMA.version,)
