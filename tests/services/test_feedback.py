"""A reader gives, changes and takes away feedback."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

import sci_tui
from sci_tui.domain.errors import NotThere, Unsaved
from sci_tui.domain.feedback import Feedback, Helpful, Reason, RefusedComment, Where
from sci_tui.exchange.feedback_files import FeedbackFormat
from sci_tui.services.feedback import FeedbackBox, outbox_in
from sci_tui.services.kiosk_outbox import KioskOutbox
from sci_tui.store.outbox import Outbox

NOON = datetime(2026, 11, 21, 12, 34, 56, 789, tzinfo=timezone(timedelta(hours=2)))


def study(slug: str = "one", edition: int = 3) -> tuple[str, int]:
    """A study and the edition that told of it."""
    return slug, edition


Session = Callable[..., FeedbackBox]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def session(data: Path) -> Iterator[Session]:
    """Begins a new reader session on the same store."""
    numbers = count(1)
    boxes: list[FeedbackBox] = []

    def new_id() -> str:
        return str(UUID(int=next(numbers), version=4))

    def begin(
        where: Where = Where.HOME,
        takes_comments: bool | None = None,
        open_outbox: Callable[[], Outbox] | None = None,
    ) -> FeedbackBox:
        opened = open_outbox or outbox_in(data)
        boxes.append(FeedbackBox(opened, lambda: NOON, new_id, where, takes_comments))
        return boxes[-1]

    yield begin
    for box in boxes:
        box.close()


@pytest.fixture
def box(session: Session) -> FeedbackBox:
    return session()


# ---------------------------------------------------------------- answering


def test_an_answer_is_in_the_store_before_the_thanks(box: FeedbackBox, data: Path) -> None:
    given = box.answer(*study(), Helpful.YES)
    with closing(Outbox(data / "user.db")) as outbox:
        assert outbox.all() == (given,)
    assert given == Feedback(
        id=str(UUID(int=1, version=4)),
        sequence=1,
        study="one",
        edition=3,
        helpful=Helpful.YES,
        reasons=(),
        comment="",
        given_at="2026-11-21T10:34:56Z",
        where=Where.HOME,
    )


def test_a_second_answer_in_one_session_changes_the_first(box: FeedbackBox) -> None:
    first = box.answer(*study(), Helpful.NO)
    box.toggle("one", Reason.TOO_LONG)
    second = box.answer(*study(), Helpful.PARTLY)
    assert second == first._replace(helpful=Helpful.PARTLY, reasons=(Reason.TOO_LONG,))
    assert box.all() == (second,)


def test_answers_about_two_studies_are_two_answers(box: FeedbackBox) -> None:
    given = (box.answer(*study("one"), Helpful.NO), box.answer(*study("two"), Helpful.YES))
    assert box.all() == given
    assert box.current("one") == given[0]


def test_a_later_session_changes_the_answer_it_shows_and_keeps_its_reasons(
    session: Session,
) -> None:
    first = session()
    first.answer(*study(), Helpful.NO)
    before = first.toggle("one", Reason.TOO_HARD)
    later = session()
    assert later.current("one") == before
    after = later.answer(*study(edition=4), Helpful.YES)
    assert after == before._replace(helpful=Helpful.YES, edition=4)
    assert later.all() == (after,)


def test_a_reason_of_a_later_session_goes_to_the_answer_that_is_shown(session: Session) -> None:
    before = session().answer(*study(), Helpful.NO)
    later = session()
    assert later.toggle("one", Reason.TOO_HARD).id == before.id
    assert later.answer(*study(), Helpful.YES).id == before.id
    assert len(later.all()) == 1


def test_reasons_and_a_comment_belong_to_the_answer(box: FeedbackBox) -> None:
    box.answer(*study(), Helpful.PARTLY)
    box.toggle("one", Reason.NUMBERS_UNCLEAR)
    box.toggle("one", Reason.TOO_HARD)
    box.toggle("one", Reason.NUMBERS_UNCLEAR)
    kept = box.comment("one", " What is\na \x1b[7mgrade? ")
    assert (kept.reasons, kept.comment) == ((Reason.TOO_HARD,), "What is a [7mgrade?")
    assert box.all() == (kept,)
    assert box.comment("one", "").comment == ""


def test_without_an_answer_there_is_nothing_to_give_reasons_for(box: FeedbackBox) -> None:
    assert box.current("one") is None
    with pytest.raises(NotThere, match="say yes, partly or no first"):
        box.toggle("one", Reason.TOO_HARD)
    with pytest.raises(NotThere, match="say yes, partly or no first"):
        box.comment("one", "Words")


def test_a_comment_that_is_too_long_changes_nothing(box: FeedbackBox) -> None:
    box.answer(*study(), Helpful.NO)
    box.comment("one", "Short.")
    with pytest.raises(RefusedComment):
        box.comment("one", "a" * 1001)
    assert [answer.comment for answer in box.all()] == ["Short."]


def test_a_deleted_answer_is_gone_and_can_be_given_anew(box: FeedbackBox) -> None:
    first = box.answer(*study(), Helpful.NO)
    box.delete(first.id)
    assert box.current("one") is None
    assert box.all() == ()
    second = box.answer(*study(), Helpful.YES)
    assert second.id != first.id
    assert box.all() == (second,)


def test_what_another_program_deleted_is_not_shown_any_more(session: Session) -> None:
    here, elsewhere = session(), session()
    given = here.answer(*study(), Helpful.NO)
    elsewhere.delete(given.id)
    assert here.current("one") is None
    with pytest.raises(NotThere):
        elsewhere.delete(given.id)


# ---------------------------------------------------------------- at a kiosk


def test_a_kiosk_keeps_the_hour_and_not_the_time(session: Session) -> None:
    given = session(Where.KIOSK).answer(*study(), Helpful.YES)
    assert given.given_at == "2026-11-21T10:00:00Z"
    assert given.where is Where.KIOSK


def test_a_kiosk_shows_no_visitor_the_answer_of_another(session: Session) -> None:
    first = session(Where.KIOSK).answer(*study(), Helpful.NO)
    visitor = session(Where.KIOSK)
    assert visitor.current("one") is None
    second = visitor.answer(*study(), Helpful.YES)
    assert visitor.all() == (first, second)


def test_a_second_press_of_a_visitor_changes_the_first(session: Session) -> None:
    visitor = session(Where.KIOSK)
    visitor.answer(*study(), Helpful.NO)
    visitor.toggle("one", Reason.TOO_LONG)
    visitor.answer(*study("two"), Helpful.NO)
    again = visitor.answer(*study(), Helpful.YES)
    assert (again.sequence, again.helpful, again.reasons) == (1, Helpful.YES, (Reason.TOO_LONG,))
    assert [given.study for given in visitor.all()] == ["one", "two"]
    assert visitor.current("one") == again


def test_a_visitor_gives_no_reason_for_the_answer_of_another(session: Session) -> None:
    session(Where.KIOSK).answer(*study(), Helpful.NO)
    visitor = session(Where.KIOSK, takes_comments=True)
    with pytest.raises(NotThere, match="say yes, partly or no first"):
        visitor.toggle("one", Reason.TOO_HARD)
    with pytest.raises(NotThere, match="say yes, partly or no first"):
        visitor.comment("one", "Words")


def test_a_clock_that_jumps_changes_no_order(data: Path) -> None:
    clock = iter(
        datetime(year, 11, 21, 12, 59, 59, tzinfo=UTC) for year in (2026, 2035, 1970, 2026, 9999)
    )
    numbers = count(1)
    with closing(KioskOutbox(data, lambda trouble: pytest.fail(trouble.sentence))) as outbox:
        for _ in range(5):
            visitor = FeedbackBox(
                lambda: outbox,
                lambda: next(clock),
                lambda: str(UUID(int=next(numbers), version=4)),
                Where.KIOSK,
            )
            first = visitor.answer(*study(), Helpful.NO)
            # A change keeps the time of the first press, and asks no clock.
            assert visitor.answer(*study(), Helpful.YES).given_at == first.given_at
        given = outbox.all()
    assert [answer.sequence for answer in given] == [1, 2, 3, 4, 5]
    assert [answer.given_at[:4] for answer in given] == ["2026", "2035", "1970", "2026", "9999"]
    assert {answer.given_at[13:] for answer in given} == {":00:00Z"}


def test_a_store_that_goes_aside_in_the_middle_of_a_visit_costs_no_further_press(
    data: Path,
) -> None:
    told: list[str] = []
    numbers = count(1)
    with closing(KioskOutbox(data, lambda trouble: told.append(trouble.sentence))) as outbox:
        visitor = FeedbackBox(
            lambda: outbox,
            lambda: NOON,
            lambda: str(UUID(int=next(numbers), version=4)),
            Where.KIOSK,
        )
        visitor.answer(*study(), Helpful.NO)
        outbox.close()
        (data / "user.db").write_bytes(b"damaged")
        assert visitor.answer(*study(), Helpful.YES).sequence == 1
        assert visitor.toggle("one", Reason.TOO_LONG).reasons == (Reason.TOO_LONG,)
        assert len(visitor.all()) == 1
    assert len(told) == 1


def test_a_kiosk_takes_comments_only_when_told_to(session: Session) -> None:
    quiet = session(Where.KIOSK)
    quiet.answer(*study(), Helpful.NO)
    assert not quiet.takes_comments
    with pytest.raises(RefusedComment, match="not taken here"):
        quiet.comment("one", "Words")
    asked = session(Where.KIOSK, takes_comments=True)
    asked.answer(*study(), Helpful.NO)
    assert asked.comment("one", "Words").comment == "Words"


# ---------------------------------------------------------------- when nothing can be saved


def test_without_a_place_reading_goes_on_until_an_answer_is_given(session: Session) -> None:
    box = session(open_outbox=outbox_in(None))
    with pytest.raises(Unsaved, match=r"HOME is not set.*set SCI_TUI_DATA_DIR") as raised:
        box.answer(*study(), Helpful.YES)
    assert raised.value.exit_code == 4


def test_an_answer_that_was_not_saved_is_saved_by_the_next_try(
    session: Session, data: Path
) -> None:
    box = session()
    data.write_text("a file where the directory should be")
    with pytest.raises(Unsaved, match="that place cannot be written"):
        box.answer(*study(), Helpful.YES)
    data.unlink()
    assert box.answer(*study(), Helpful.YES).sequence == 1


def test_the_store_is_not_opened_before_it_is_needed(session: Session, data: Path) -> None:
    opened: list[bool] = []

    def open_outbox() -> Outbox:
        opened.append(True)
        return Outbox(data / "user.db")

    box = session(open_outbox=open_outbox)
    assert opened == []
    box.answer(*study(), Helpful.YES)
    box.all()
    assert opened == [True]


# ---------------------------------------------------------------- taking it away


def test_an_export_as_csv_has_a_row_for_each_answer(box: FeedbackBox, tmp_path: Path) -> None:
    box.answer(*study(), Helpful.PARTLY)
    box.toggle("one", Reason.TOO_HARD)
    box.toggle("one", Reason.TOO_LONG)
    box.comment("one", 'Hard, "very" hard – schwer')
    box.answer(*study("two"), Helpful.YES)
    target = tmp_path / "feedback.csv"
    assert box.export(FeedbackFormat.CSV, str(target)) == 2
    assert target.read_text(encoding="utf-8") == (
        "id,sequence,study,edition,helpful,reasons,comment,given_at,where\n"
        "00000000-0000-4000-8000-000000000001,1,one,3,partly,too-hard too-long,"
        '"Hard, ""very"" hard – schwer",2026-11-21T10:34:56Z,home\n'
        "00000000-0000-4000-8000-000000000002,2,two,3,yes,,,2026-11-21T10:34:56Z,home\n"
    )


def test_an_export_as_json_lines_has_a_line_for_each_answer(
    box: FeedbackBox, tmp_path: Path
) -> None:
    box.answer(*study(), Helpful.PARTLY)
    box.toggle("one", Reason.TOO_HARD)
    target = tmp_path / "feedback.jsonl"
    box.export(FeedbackFormat.JSON_LINES, str(target))
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert lines == [
        {
            "id": "00000000-0000-4000-8000-000000000001",
            "sequence": 1,
            "study": "one",
            "edition": 3,
            "helpful": "partly",
            "reasons": ["too-hard"],
            "comment": "",
            "given_at": "2026-11-21T10:34:56Z",
            "where": "home",
        }
    ]


@pytest.mark.parametrize("comment", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "\t=1"])
def test_a_spreadsheet_shows_a_comment_and_never_calculates_it(
    box: FeedbackBox, comment: str, capsys: pytest.CaptureFixture[str]
) -> None:
    box.answer(*study(), Helpful.NO)
    box.comment("one", comment)
    box.export(FeedbackFormat.CSV, "-")
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["comment"] == f"'{comment.strip()}"


def test_an_export_of_nothing_is_a_header_or_nothing(
    box: FeedbackBox, capsys: pytest.CaptureFixture[str]
) -> None:
    assert box.export(FeedbackFormat.CSV, "-") == 0
    assert capsys.readouterr().out.count("\n") == 1
    assert box.export(FeedbackFormat.JSON_LINES, "-") == 0
    assert capsys.readouterr().out == ""


def test_an_export_replaces_a_file_as_a_whole(box: FeedbackBox, tmp_path: Path) -> None:
    box.answer(*study(), Helpful.NO)
    target = tmp_path / "out" / "feedback.csv"
    target.parent.mkdir()
    target.write_text("what was there before")
    before = target.open(encoding="utf-8")
    box.export(FeedbackFormat.CSV, str(target))
    with before:
        assert before.read() == "what was there before"
    assert target.read_text(encoding="utf-8").startswith("id,sequence,")
    assert list(target.parent.iterdir()) == [target]


def test_an_export_is_for_its_owner_alone_unless_the_file_was_there(
    box: FeedbackBox, tmp_path: Path
) -> None:
    box.answer(*study(), Helpful.NO)
    new, shared, link = tmp_path / "new.csv", tmp_path / "shared.csv", tmp_path / "link.csv"
    shared.write_text("what was there before")
    shared.chmod(0o664)
    link.symlink_to(shared)
    for target in (new, link):
        box.export(FeedbackFormat.CSV, str(target))
    assert new.stat().st_mode & 0o777 == 0o600
    assert shared.stat().st_mode & 0o777 == 0o664
    assert link.is_symlink()
    assert shared.read_text() == new.read_text()


FULL = """
import resource, sys, uuid
from datetime import UTC, datetime
from pathlib import Path
from sci_tui.domain.errors import Unsaved
from sci_tui.exchange.feedback_files import FeedbackFormat
from sci_tui.services.feedback import FeedbackBox, outbox_in

outbox = outbox_in(Path(sys.argv[1]))
box = FeedbackBox(outbox, lambda: datetime.now(UTC), lambda: str(uuid.uuid4()))
box.all()
resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))
try:
    box.export(FeedbackFormat.CSV, sys.argv[2])
except Unsaved as error:
    print(error)
"""


def test_an_export_to_a_full_disk_leaves_what_was_there(
    box: FeedbackBox, data: Path, tmp_path: Path
) -> None:
    box.answer(*study(), Helpful.NO)
    target = tmp_path / "out" / "feedback.csv"
    target.parent.mkdir()
    target.write_text("what was there before")
    said = _run(FULL, str(data), str(target))
    assert said.startswith(f"The answers could not be written to {target} (")
    assert target.read_text() == "what was there before"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("name", ["missing/feedback.csv", "."])
def test_an_export_to_where_it_cannot_go_is_told(
    box: FeedbackBox, tmp_path: Path, name: str
) -> None:
    with pytest.raises(Unsaved, match="choose a place that can be written"):
        box.export(FeedbackFormat.CSV, str(tmp_path / name))


def test_an_export_into_a_pipe_leaves_the_pipe_there(box: FeedbackBox, tmp_path: Path) -> None:
    box.answer(*study(), Helpful.NO)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        box.export(FeedbackFormat.JSON_LINES, str(pipe))
        assert json.loads(os.read(reader, 10_000))["helpful"] == "no"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


# ---------------------------------------------------------------- starting fast


EVERYDAY = """
import sys, uuid
from datetime import UTC, datetime
from pathlib import Path
from sci_tui.services.feedback import FeedbackBox, outbox_in
from sci_tui.exchange.feedback_files import FeedbackFormat

outbox = outbox_in(Path(sys.argv[1]))
box = FeedbackBox(outbox, lambda: datetime.now(UTC), lambda: str(uuid.uuid4()))
assert box.current("one") is not None
box.export(FeedbackFormat.CSV, "/dev/null")
print(*sys.modules)
"""


def test_the_way_to_an_answer_is_the_standard_library(box: FeedbackBox, data: Path) -> None:
    box.answer(*study(), Helpful.NO)
    loaded = set(_run(EVERYDAY, str(data)).split())
    assert "sci_tui.services.feedback" in loaded
    assert not {"sqlite_utils", "pydantic", "click", "asyncio", "textual", "tempfile"} & loaded


def _run(program: str, *arguments: str) -> str:
    return subprocess.check_output(
        [sys.executable, "-c", program, *arguments],
        env={"PYTHONPATH": str(Path(sci_tui.__file__).parent.parent)},
        text=True,
    )
