"""Answers counted for whoever looks after a kiosk."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from sci_tui.domain.feedback import Feedback, Helpful, Where
from sci_tui.domain.tally import DayTally, StudyTally, Tally
from sci_tui.services.tally import tally
from sci_tui.store import user_store
from sci_tui.store.outbox import Outbox

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "user.db"


@pytest.fixture
def outbox(store: Path) -> Iterator[Outbox]:
    with closing(Outbox(store)) as outbox:
        yield outbox


def give(
    outbox: Outbox, given_at: str, helpful: str, study: str = "one", comment: str = ""
) -> None:
    number = outbox.newest() + 1
    id_ = str(UUID(int=number, version=4))
    outbox.record(Feedback(id_, 0, study, 1, Helpful(helpful), (), comment, given_at, Where.KIOSK))


def test_without_answers_every_day_is_there_with_none(outbox: Outbox, store: Path) -> None:
    counted = tally(outbox, NOW, days=2)
    assert counted == Tally(
        studies=(),
        days=(DayTally(date(2026, 11, 20), 0, 0, 0), DayTally(date(2026, 11, 21), 0, 0, 0)),
        total=0,
        newest=0,
    )
    assert not store.exists()


def test_answers_are_counted_by_study_the_most_first(outbox: Outbox) -> None:
    for helpful, study, comment in (
        ("yes", "two", ""),
        ("no", "one", "Hard."),
        ("yes", "one", ""),
        ("partly", "one", "Long."),
        ("no", "another", ""),
    ):
        give(outbox, "2026-11-21T08:00:00Z", helpful, study, comment)
    counted = tally(outbox, NOW)
    assert counted.studies == (
        StudyTally("one", 1, 1, 1, comments=2),
        StudyTally("another", 0, 0, 1, comments=0),
        StudyTally("two", 1, 0, 0, comments=0),
    )
    assert [study.answers for study in counted.studies] == [3, 1, 1]
    assert (counted.total, counted.newest) == (5, 5)


def test_answers_are_counted_by_day_and_a_day_without_any_is_none(outbox: Outbox) -> None:
    for given_at, helpful in (
        ("2026-11-18T23:00:00Z", "no"),
        ("2026-11-19T00:00:00Z", "yes"),
        ("2026-11-19T23:00:00Z", "partly"),
        ("2026-11-21T08:00:00Z", "yes"),
        ("2026-11-21T09:00:00Z", "yes"),
        ("2026-11-22T00:00:00Z", "no"),
    ):
        give(outbox, given_at, helpful)
    counted = tally(outbox, NOW, days=3)
    assert counted.days == (
        DayTally(date(2026, 11, 19), 1, 1, 0),
        DayTally(date(2026, 11, 20), 0, 0, 0),
        DayTally(date(2026, 11, 21), 2, 0, 0),
    )
    assert [day.answers for day in counted.days] == [2, 0, 2]
    # What a wrong clock put on another day still counts.
    assert counted.total == 6


@pytest.mark.parametrize(
    ("hours", "today", "spread"),
    [
        (0, date(2026, 11, 21), [(1, 0, 0), (0, 1, 1)]),
        (13, date(2026, 11, 22), [(1, 1, 0), (0, 0, 1)]),
        (-10, date(2026, 11, 21), [(1, 1, 0), (0, 0, 1)]),
    ],
    ids=["Greenwich", "Auckland", "Honolulu"],
)
def test_days_begin_at_midnight_where_the_kiosk_stands(
    outbox: Outbox, hours: int, today: date, spread: list[tuple[int, int, int]]
) -> None:
    give(outbox, "2026-11-20T11:00:00Z", "yes")
    give(outbox, "2026-11-21T09:00:00Z", "partly")
    give(outbox, "2026-11-21T12:00:00Z", "no")
    now = datetime(2026, 11, 21, 11, 30, tzinfo=UTC).astimezone(timezone(timedelta(hours=hours)))
    days = tally(outbox, now, days=2).days
    assert days[-1].day == today
    assert [tuple(day[1:]) for day in days] == spread


def test_the_newest_is_the_last_in_order_whatever_its_time(outbox: Outbox) -> None:
    give(outbox, "2031-01-01T00:00:00Z", "yes")
    give(outbox, "2001-01-01T00:00:00Z", "no")
    assert tally(outbox, NOW).newest == 2


MANY = 100_000


def test_a_hundred_thousand_answers_are_counted_while_nobody_waits(
    outbox: Outbox, store: Path
) -> None:
    give(outbox, "2026-11-21T08:00:00Z", "yes")
    random = Random(6)
    with closing(user_store.connect(store)) as connection:
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO feedback VALUES (?, ?, ?, 1, ?, '[]', '', ?, 'kiosk')",
            (
                (
                    str(UUID(int=random.getrandbits(128), version=4)),
                    number,
                    f"study-{number % 150}",
                    random.choice(tuple(Helpful)),
                    (NOW - timedelta(hours=number % 20_000)).strftime("%Y-%m-%dT%H:00:00Z"),
                )
                for number in range(2, MANY + 1)
            ),
        )
        connection.execute("COMMIT")
    outbox.newest()
    began = time.process_time()
    counted = tally(outbox, NOW, days=365)
    assert time.process_time() - began < 1
    assert (counted.total, counted.newest, len(counted.days)) == (MANY, MANY, 365)
    assert len(counted.studies) == 151
    assert sum(day.answers for day in counted.days) == pytest.approx(MANY * 365 * 24 / 20_000, 0.01)


def test_studies_are_counted_along_their_index_and_the_newest_found_in_its_own(
    outbox: Outbox, store: Path
) -> None:
    from sci_tui.store.outbox import _BY_STUDY, _NEWEST

    give(outbox, "2026-11-21T08:00:00Z", "yes")
    with closing(user_store.connect(store)) as connection:
        plans = [
            " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {question}"))
            for question in (_BY_STUDY, _NEWEST)
        ]
    assert plans[0] == "SCAN feedback USING INDEX feedback_by_study"
    assert "COVERING INDEX sqlite_autoindex_feedback_2" in plans[1]
