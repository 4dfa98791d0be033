"""How many answers there are, and what they say."""

from datetime import date
from typing import NamedTuple


class StudyTally(NamedTuple):
    """The answers about one study."""

    study: str
    yes: int
    partly: int
    no: int
    comments: int

    @property
    def answers(self) -> int:
        """How many there are."""
        return self.yes + self.partly + self.no


class HourTally(NamedTuple):
    """The answers of one hour; ``hour`` is when it began, as answers hold it."""

    hour: str
    yes: int
    partly: int
    no: int


class DayTally(NamedTuple):
    """The answers of one day."""

    day: date
    yes: int
    partly: int
    no: int

    @property
    def answers(self) -> int:
        """How many there are."""
        return self.yes + self.partly + self.no


class Tally(NamedTuple):
    """All that is counted.

    ``studies`` has those with the most answers first, ``days`` every day of a stretch, the oldest
    first. ``total`` counts every answer, whenever it was given; ``newest`` is the place of the
    latest in their order, 0 without any.
    """

    studies: tuple[StudyTally, ...]
    days: tuple[DayTally, ...]
    total: int
    newest: int
