"""Counting answers for whoever looks after a kiosk."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from sci_tui.domain.tally import DayTally, HourTally, StudyTally, Tally
from sci_tui.store.outbox import Outbox

_AS_KEPT: Final = "%Y-%m-%dT%H:%M:%SZ"


def tally(outbox: Outbox, now: datetime, days: int = 30) -> Tally:
    """Count the answers in a store, of each study and of each of the last days.

    Args:
        outbox: The store.
        now: The time, with the time zone in which days begin and end.
        days: How many days, today among them.

    Raises:
        Unsaved: If the store cannot be read.
    """
    studies = sorted(outbox.by_study(), key=_most_answers_first)
    return Tally(
        studies=tuple(studies),
        days=_last_days(outbox, now, days),
        total=sum(study.answers for study in studies),
        newest=outbox.newest(),
    )


def _most_answers_first(study: StudyTally) -> tuple[int, str]:
    return -study.answers, study.study


def _last_days(outbox: Outbox, now: datetime, days: int) -> tuple[DayTally, ...]:
    today = now.date()
    shown = [today - timedelta(days=ago) for ago in reversed(range(days))]
    hours = outbox.by_hour(
        _midnight(shown[0], now.tzinfo), _midnight(today + timedelta(days=1), now.tzinfo)
    )
    counted: Counter[tuple[date, str]] = Counter()
    for hour in hours:
        day = _day_of(hour, now.tzinfo)
        counted.update({(day, name): getattr(hour, name) for name in ("yes", "partly", "no")})
    return tuple(
        DayTally(day, counted[day, "yes"], counted[day, "partly"], counted[day, "no"])
        for day in shown
    )


def _midnight(day: date, zone: tzinfo | None) -> str:
    """The beginning of a day, as answers hold a moment."""
    return datetime.combine(day, time(), zone).astimezone(UTC).strftime(_AS_KEPT)


def _day_of(hour: HourTally, zone: tzinfo | None) -> date:
    return datetime.strptime(hour.hour, _AS_KEPT).replace(tzinfo=UTC).astimezone(zone).date()
