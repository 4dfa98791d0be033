"""A kiosk keeps answers whatever becomes of its store, its disk and its processes."""

import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import sci_tui
from sci_tui.domain.errors import Damaged, Unsaved
from sci_tui.domain.feedback import Feedback, Helpful, Where
from sci_tui.services.kiosk_outbox import UNSAVED_HERE, KioskOutbox
from sci_tui.store.outbox import Outbox
from tests.disks import small_disk

SOURCE = Path(sci_tui.__file__).parent.parent


def feedback(number: int = 1, comment: str = "") -> Feedback:
    return Feedback(
        id=str(UUID(int=number, version=4)),
        sequence=0,
        study="a-study",
        edition=1,
        helpful=Helpful.PARTLY,
        reasons=(),
        comment=comment,
        given_at="2026-11-21T05:00:00Z",
        where=Where.KIOSK,
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def told() -> list[str]:
    """What the log of the kiosk was told."""
    return []


@pytest.fixture
def outbox(data: Path, told: list[str]) -> Iterator[KioskOutbox]:
    with closing(
        KioskOutbox(data, lambda trouble: told.append(trouble.sentence), patience=0.1)
    ) as outbox:
        yield outbox


def _contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def _ids(store: Path) -> set[str]:
    with closing(Outbox(store)) as outbox:
        return {answer.id for answer in outbox.all()}


def _filled(store: Path, answers: int = 40) -> bytes:
    """A store with many answers, and its bytes."""
    with closing(Outbox(store)) as outbox:
        for number in range(1, answers + 1):
            outbox.record(feedback(number, comment="word " * 100))
    return store.read_bytes()


# ---------------------------------------------------------------- setting aside


FOREIGN = {
    "text": b"hello",
    "zeros": b"\x00" * 5000,
    "random": Random(1).randbytes(20_000),
    "header": b"SQLite format 3\x00" + b"\xff" * 9000,
}


@pytest.mark.parametrize("contents", FOREIGN.values(), ids=FOREIGN)
def test_what_is_not_a_store_is_set_aside_and_the_answer_kept(
    outbox: KioskOutbox, data: Path, told: list[str], contents: bytes
) -> None:
    (data / "user.db").write_bytes(contents)
    outbox.record(feedback(7))
    assert _ids(data / "user.db") == {feedback(7).id}
    assert (data / "user-damaged-1.db").read_bytes() == contents
    (sentence,) = told
    assert str(data / "user.db") in sentence
    assert "user-damaged-1.db" in sentence
    outbox.record(feedback(8))
    assert len(told) == 1


@pytest.mark.parametrize("harm", ["truncated", "overwritten", "a zeroed page"])
def test_a_damaged_store_is_set_aside_byte_for_byte(
    outbox: KioskOutbox, data: Path, told: list[str], harm: str
) -> None:
    whole = _filled(data / "user.db")
    middle = len(whole) // 2 // 4096 * 4096
    harmed = {
        "truncated": whole[:middle],
        "overwritten": whole[:middle] + b"\xa5" * (len(whole) - middle),
        "a zeroed page": whole[:middle] + b"\0" * 4096 + whole[middle + 4096 :],
    }[harm]
    (data / "user.db").write_bytes(harmed)
    assert outbox.get(feedback(1).id) is None
    assert (data / "user-damaged-1.db").read_bytes() == harmed
    assert not (data / "user.db").exists()
    outbox.record(feedback(77))
    assert _ids(data / "user.db") == {feedback(77).id}
    assert len(told) == 1


@pytest.mark.parametrize(
    "changes",
    [
        ("CREATE TABLE passwords (site, password)",),
        ("CREATE TABLE passwords (site, password)", "PRAGMA user_version = 1"),
        ("CREATE TABLE feedback (stars)", "PRAGMA user_version = 1"),
    ],
    ids=["no number", "our number", "our number and name"],
)
def test_the_database_of_another_program_is_set_aside(
    outbox: KioskOutbox, data: Path, changes: tuple[str, ...]
) -> None:
    with closing(sqlite3.connect(data / "user.db")) as connection:
        for change in changes:
            connection.execute(change)
    before = (data / "user.db").read_bytes()
    outbox.record(feedback())
    assert _ids(data / "user.db") == {feedback().id}
    assert (data / "user-damaged-1.db").read_bytes() == before


def test_a_store_whose_index_lacks_answers_is_set_aside(
    outbox: KioskOutbox, data: Path, told: list[str]
) -> None:
    _filled(data / "user.db", 3)
    with closing(sqlite3.connect(data / "user.db")) as connection:
        root = "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_feedback_2'"
        (page,) = connection.execute(root).fetchone()
    with (data / "user.db").open("r+b") as file:
        # An empty index page: its kind, no free block, no entry, its room from the end on.
        file.seek((page - 1) * 4096)
        file.write(bytes([10, 0, 0, 0, 0, 16, 0, 0]) + b"\0" * 4088)
    outbox.record(feedback(77))
    assert _ids(data / "user.db") == {feedback(77).id}
    assert "user-damaged-1.db" in told[0]


def test_a_store_of_a_newer_program_is_left_alone(
    outbox: KioskOutbox, data: Path, told: list[str]
) -> None:
    _filled(data / "user.db", 2)
    with closing(sqlite3.connect(data / "user.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = _contents(data)
    for _ in range(3):
        with pytest.raises(Unsaved) as raised:
            outbox.record(feedback(77))
        assert str(raised.value) == UNSAVED_HERE
    assert _contents(data) == before
    (sentence,) = told
    assert "a newer sci-tui wrote it" in sentence


def test_a_store_that_is_only_locked_is_no_damaged_one(
    outbox: KioskOutbox, data: Path, told: list[str]
) -> None:
    outbox.record(feedback(1))
    with closing(sqlite3.connect(data / "user.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unsaved, match="could not be kept on this machine"):
            outbox.record(feedback(2))
        other.execute("ROLLBACK")
    outbox.record(feedback(2))
    assert not list(data.glob("*damaged*"))
    assert len(told) == 1
    assert "another program keeps it locked" in told[0]


def test_at_home_the_same_store_is_left_as_it_is(data: Path) -> None:
    (data / "user.db").write_bytes(FOREIGN["random"])
    with closing(Outbox(data / "user.db")) as home, pytest.raises(Damaged, match="left as it is"):
        home.record(feedback())
    assert _contents(data) == {"user.db": FOREIGN["random"]}


def test_the_staff_look_at_a_damaged_store_without_setting_it_aside(
    outbox: KioskOutbox, data: Path
) -> None:
    (data / "user.db").write_bytes(FOREIGN["random"])
    for looked in (outbox.all, outbox.by_study, outbox.newest):
        with pytest.raises(Damaged, match="left as it is"):
            looked()
    assert _contents(data) == {"user.db": FOREIGN["random"]}


def test_a_log_that_cannot_be_written_keeps_nobody_from_answering(data: Path) -> None:
    def full(trouble: object) -> None:
        raise OSError("No space left on device")

    (data / "user.db").write_bytes(FOREIGN["random"])
    with closing(KioskOutbox(data, full)) as outbox:
        outbox.record(feedback())
    assert _ids(data / "user.db") == {feedback().id}


def test_a_second_kiosk_leaves_the_fresh_store_of_the_first_alone(
    outbox: KioskOutbox, data: Path, told: list[str]
) -> None:
    _filled(data / "user.db", 2)
    with closing(KioskOutbox(data, lambda trouble: told.append(trouble.sentence))) as second:
        for each in (outbox, second):
            assert each.get(feedback(1).id)
        for file in data.iterdir():
            file.unlink()
        (data / "user.db").write_bytes(FOREIGN["random"])
        outbox.record(feedback(11))
        second.record(feedback(12))
    assert _ids(data / "user.db") == {feedback(11).id, feedback(12).id}
    assert len(list(data.glob("user-damaged-*.db"))) == 1


def test_an_answer_changed_after_its_store_went_aside_is_kept_anew(
    outbox: KioskOutbox, data: Path
) -> None:
    first = outbox.record(feedback(1))
    outbox.close()
    (data / "user.db").write_bytes(FOREIGN["random"])
    changed = outbox.replace(first._replace(helpful=Helpful.NO))
    assert changed == first._replace(helpful=Helpful.NO)
    assert outbox.all() == (changed,)


def test_an_odd_byte_in_a_comment_hides_no_answer(
    outbox: KioskOutbox, data: Path, told: list[str]
) -> None:
    whole = _filled(data / "user.db", 3)
    (data / "user.db").write_bytes(whole.replace(b"word word", b"word\xffword", 1))
    outbox.record(feedback(77))
    given = outbox.all()
    assert [answer.sequence for answer in given] == [1, 2, 3, 4]
    assert [answer.comment for answer in given if "\ufffd" in answer.comment] != []
    assert told == []


def test_the_words_of_a_comment_taken_back_are_in_no_file(outbox: KioskOutbox, data: Path) -> None:
    for number in range(1, 30):
        outbox.record(feedback(number, comment="something else"))
    first = outbox.record(feedback(77))
    outbox.replace(first._replace(comment="rosebud " * 100))
    assert _with_the_word(data, b"rosebud") == ["user.db-wal"]
    # SQLite does so by itself when the journal is long.
    outbox.settle()
    assert _with_the_word(data, b"rosebud") == ["user.db"]
    outbox.replace(first._replace(comment="short"))
    outbox.end_visit()
    assert _with_the_word(data, b"rosebud") == []
    assert _with_the_word(data, b"short") == ["user.db"]


def _with_the_word(data: Path, word: bytes) -> list[str]:
    return [name for name, contents in _contents(data).items() if word in contents]


# ---------------------------------------------------------------- any damage at all

PAGE = 4096


class Harm(NamedTuple):
    """What becomes of a store: cut off at a place, or other bytes there."""

    at: float
    bits: int = 0
    """To flip in one byte."""
    junk: bytes | None = None
    """To stand there; None cuts all off."""

    def of(self, whole: bytes) -> bytes:
        place = int((len(whole) - 1) * self.at)
        if self.bits:
            return whole[:place] + bytes([whole[place] ^ self.bits]) + whole[place + 1 :]
        if self.junk is None:
            return whole[:place]
        return whole[:place] + self.junk + whole[place + len(self.junk) :]


PLACE = st.floats(0, 1) | st.floats(0, 0.005)
"""Anywhere in a store, and often in its first hundred bytes, on which all the rest depends."""
HARM = st.one_of(
    PLACE.map(Harm),
    st.tuples(PLACE, st.integers(1, 255)).map(lambda chosen: Harm(*chosen)),
    st.builds(lambda at, junk: Harm(at, 0, junk), PLACE, st.binary(min_size=1, max_size=2000)),
    st.builds(lambda at, pages: Harm(at, 0, bytes(PAGE * pages)), PLACE, st.integers(1, 3)),
)


@lru_cache
def whole_store() -> bytes:
    """A store with answers, of about ten pages."""
    with tempfile.TemporaryDirectory() as name:
        return _filled(Path(name) / "user.db", 40)


# A schema that cannot be quoted, a format that can only be read, a page of another size.
@example(Harm(0.078125, junk=b" \x80"))
@example(Harm(18 / 49_151 + 1e-9, bits=1))
@example(Harm(17 / 49_151 + 1e-9, bits=1))
@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(harm=HARM)
def test_whatever_is_damaged_the_next_answer_is_kept(harm: Harm) -> None:
    harmed = harm.of(whole_store())
    told: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        (data / "user.db").write_bytes(harmed)
        with closing(KioskOutbox(data, lambda trouble: told.append(trouble.sentence))) as outbox:
            try:
                kept = outbox.record(feedback(77, comment="Kept."))
            except Unsaved:
                # The one number in it that says of itself that a newer program wrote it.
                assert "a newer sci-tui" in told[0]
                assert harmed[60:62] == b"\0\0"
                return
            assert outbox.get(kept.id) == kept
            # What is not set aside can be exported.
            assert kept in outbox.all()
        aside = data / "user-damaged-1.db"
        assert bool(told) == aside.exists()
        assert not aside.exists() or aside.read_bytes() == harmed


# ---------------------------------------------------------------- disks


def test_on_a_full_disk_reading_goes_on_and_answers_are_kept_again_when_there_is_room(
    tmp_path: Path, told: list[str]
) -> None:
    with (
        small_disk(tmp_path / "disk") as disk,
        closing(
            KioskOutbox(disk.folder / "data", lambda trouble: told.append(trouble.sentence))
        ) as outbox,
    ):
        acknowledged = [outbox.record(feedback(1)).id]
        filler = disk.fill()
        for number in range(2, 400):
            try:
                acknowledged.append(outbox.record(feedback(number, comment="x" * 1000)).id)
            except Unsaved:
                break
        assert outbox.get(acknowledged[-1])
        assert len(told) == 1
        assert "full" in told[0]
        filler.unlink()
        acknowledged.append(outbox.record(feedback(501)).id)
        assert _ids(disk.folder / "data" / "user.db") == set(acknowledged)
        assert not list(disk.folder.rglob("*damaged*"))


def test_on_a_disk_without_any_room_a_first_answer_leaves_no_half_store(
    tmp_path: Path, told: list[str]
) -> None:
    with (
        small_disk(tmp_path / "disk") as disk,
        closing(KioskOutbox(disk.folder, lambda trouble: told.append(trouble.sentence))) as outbox,
    ):
        filler = disk.fill()
        for _ in range(2):
            with pytest.raises(Unsaved, match="could not be kept"):
                outbox.record(feedback(1))
        filler.unlink()
        outbox.record(feedback(2))
        assert _ids(disk.folder / "user.db") == {feedback(2).id}
        assert not list(disk.folder.glob("*damaged*"))


def test_a_damaged_store_on_a_full_disk_goes_aside_and_waits_for_room(
    tmp_path: Path, told: list[str]
) -> None:
    with (
        small_disk(tmp_path / "disk") as disk,
        closing(KioskOutbox(disk.folder, lambda trouble: told.append(trouble.sentence))) as outbox,
    ):
        (disk.folder / "user.db").write_bytes(FOREIGN["random"])
        filler = disk.fill()
        for _ in range(3):
            with pytest.raises(Unsaved):
                outbox.record(feedback(1))
        filler.unlink()
        outbox.record(feedback(2))
        assert _ids(disk.folder / "user.db") == {feedback(2).id}
        assert [file.name for file in disk.folder.glob("*damaged*")] == ["user-damaged-1.db"]


def test_a_disk_that_becomes_read_only_loses_nothing_and_is_used_when_it_is_not(
    tmp_path: Path, told: list[str]
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        outbox = KioskOutbox(disk.folder, lambda trouble: told.append(trouble.sentence))
        first = outbox.record(feedback(1))
        # Nothing is open now, as between two visits; Linux refuses to remount under open files.
        outbox.close()
        disk.remount("ro")
        for _ in range(2):
            with pytest.raises(Unsaved, match="could not be kept"):
                outbox.record(feedback(2))
            with pytest.raises(Unsaved, match="could not be kept"):
                outbox.get(first.id)
        assert len(told) == 2
        assert "that place cannot be written" in told[0]
        disk.remount("rw")
        second = outbox.record(feedback(3))
        outbox.close()
        assert _ids(disk.folder / "user.db") == {first.id, second.id}
        assert not list(disk.folder.glob("*damaged*"))


# ---------------------------------------------------------------- being killed

KIOSK = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
from sci_tui.domain.feedback import Helpful, Reason, Where
from sci_tui.services.feedback import FeedbackBox
from sci_tui.services.kiosk_outbox import KioskOutbox

data, first = Path(sys.argv[1]), int(sys.argv[2])
outbox = KioskOutbox(data, lambda trouble: print("told", trouble.sentence, flush=True))
print("ready", flush=True)
sys.stdin.readline()
for number in range(first, first + 1_000):
    # A visitor: an answer, a reason, another answer, and goodbye.
    box = FeedbackBox(lambda: outbox, lambda: datetime.now(UTC),
                      lambda: str(UUID(int=number, version=4)), Where.KIOSK)
    given = box.answer("a-study", 1, Helpful.NO)
    print(given.id, 0, flush=True)
    box.toggle("a-study", Reason.TOO_LONG)
    print(given.id, 1, flush=True)
    box.answer("a-study", 1, Helpful.YES)
    print(given.id, 2, flush=True)
    box.close()
"""
"""Gives answers as visitors do and says each after it is kept."""


def _kiosk(data: Path, first: int) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-S", "-c", KIOSK, str(data), str(first)],
        env={"PYTHONPATH": str(SOURCE)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def _go(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("go\n")
    child.stdin.flush()


def _heard(lines: list[str]) -> dict[str, int]:
    whole = [line.split() for line in lines if line.endswith("\n")]
    assert not [words for words in whole if words[0] == "told"], whole
    return {id_: int(step) for id_, step in whole}


def _step(answer: Feedback) -> int:
    """How far the visitor came who gave it."""
    return 2 if answer.helpful is Helpful.YES else len(answer.reasons)


def test_two_kiosks_on_one_directory_lose_no_acknowledged_press_when_killed(
    tmp_path: Path,
) -> None:
    kills = heard = 0
    numbers = count(1, 1_000)
    for round_ in range(5):
        data = tmp_path / str(round_)
        acknowledged: dict[str, int] = {}
        for turn in range(10):
            children = [_kiosk(data, next(numbers)) for _ in range(2)]
            for child in children:
                _go(child)
            lines: list[str] = []
            for presses, child in zip((turn % 7, 5 + turn), children, strict=True):
                assert child.stdout is not None
                lines += [child.stdout.readline() for _ in range(presses)]
                for _ in range((turn + round_ * 10) * 7919 % 20_000):
                    pass  # It is somewhere inside a press when this is over.
                child.kill()
                kills += 1
                with child:
                    lines += child.stdout.readlines()
            acknowledged |= _heard(lines)
        with closing(Outbox(data / "user.db")) as outbox:
            kept = outbox.all()
        steps = {answer.id: _step(answer) for answer in kept}
        assert not {id_ for id_, step in acknowledged.items() if steps.get(id_, -1) < step}
        # At most the one press is there that each kiosk had no time to acknowledge.
        assert len(set(steps) - set(acknowledged)) <= 20
        assert [answer.sequence for answer in kept] == list(range(1, len(kept) + 1))
        assert not list(data.glob("*damaged*"))
        with closing(sqlite3.connect(data / "user.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        heard += len(acknowledged)
    assert kills == 100
    assert heard > 100


RACER = """
import sys
from pathlib import Path
from uuid import UUID
from sci_tui.domain.feedback import Feedback, Helpful, Where
from sci_tui.services.kiosk_outbox import KioskOutbox

outbox = KioskOutbox(Path(sys.argv[1]), lambda sentence: None)
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 5):
    answer = Feedback(str(UUID(int=number, version=4)), 0, "a-study", 1, Helpful.NO, (), "",
                      "2026-11-21T05:00:00Z", Where.KIOSK)
    print(outbox.record(answer).id, flush=True)
"""


def test_kiosks_that_find_the_same_damage_at_once_set_it_aside_once(tmp_path: Path) -> None:
    for turn in range(6):
        data = tmp_path / str(turn)
        data.mkdir()
        (data / "user.db").write_bytes(FOREIGN["random"])
        children = [
            subprocess.Popen(
                [sys.executable, "-S", "-c", RACER, str(data), str(first)],
                env={"PYTHONPATH": str(SOURCE)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for first in (100, 200, 300)
        ]
        for child in children:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
        for child in children:
            _go(child)
        said = "".join(child.communicate()[0] for child in children)
        assert len(said.split()) == 15
        assert _ids(data / "user.db") == set(said.split())
        assert {file.name for file in data.glob("*damaged*")} == {"user-damaged-1.db"}


KILLED_IN_THE_MIDDLE = """
import os, signal, sys
from pathlib import Path
from uuid import UUID
from sci_tui.domain.feedback import Feedback, Helpful, Where
from sci_tui.services.kiosk_outbox import KioskOutbox

data, left = Path(sys.argv[1]), int(sys.argv[2])
outbox = KioskOutbox(data, lambda sentence: None)

def watch(event, arguments):
    global left
    if event in ("open", "os.link", "os.rename", "os.remove", "sqlite3.connect", "fcntl.flock"):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
answer = Feedback(str(UUID(int=77, version=4)), 0, "a-study", 1, Helpful.NO, (), "",
                  "2026-11-21T05:00:00Z", Where.KIOSK)
outbox.record(answer)
"""
"""Is killed before the given thing that it asks of the disk."""


def test_killed_while_a_store_goes_aside_the_next_kiosk_goes_on(
    tmp_path: Path, told: list[str]
) -> None:
    kills = 0
    while True:
        data = tmp_path / str(kills)
        data.mkdir()
        (data / "user.db").write_bytes(FOREIGN["random"])
        (data / "user.db-wal").write_bytes(b"whatever is left in the journal")
        child = subprocess.run(
            [sys.executable, "-S", "-c", KILLED_IN_THE_MIDDLE, str(data), str(kills)],
            env={"PYTHONPATH": str(SOURCE)},
            check=False,
        )
        with closing(KioskOutbox(data, lambda trouble: told.append(trouble.sentence))) as outbox:
            outbox.record(feedback(2))
        assert {feedback(2).id} <= _ids(data / "user.db") <= {feedback(2).id, feedback(77).id}
        asides = list(data.glob("user-damaged-*.db"))
        assert [file.read_bytes() for file in asides] == [FOREIGN["random"]]
        if child.returncode == 0:
            break
        assert child.returncode == -signal.SIGKILL
        kills += 1
    assert kills > 10
