"""Dates as precise as their source and no more."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from sci_tui.domain.limits import read_before

SEASONS = ("spring", "summer", "autumn", "winter")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_FORM = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|(spring|summer|autumn|winter)))?")
ALLOWED = "2021, 2021-spring, 2021-02 or 2021-02-18"


class PartialDate(NamedTuple):
    """A year, and a season, a month or a day where the source gave one."""

    year: int
    month: int = 0
    day: int = 0
    season: str = ""

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ``2021``, ``2021-spring``, ``2021-02`` or ``2021-02-18``.

        Raises:
            ValueError: If the text is none of these, or no such day exists.
        """
        match = _FORM.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a date. Allowed: {ALLOWED}")
        year, month, day, season = match.groups()
        date(int(year), int(month or 1), int(day or 1))
        return cls(int(year), int(month or 0), int(day or 0), season or "")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Read the written form, in which content files give dates."""
        return read_before(_parse_if_text, {"type": "is-instance", "cls": cls})

    def __str__(self) -> str:
        """The written form, which also sorts by time within one precision."""
        if self.season:
            return f"{self.year}-{self.season}"
        return "-".join(
            part
            for part in (f"{self.year:04}", f"{self.month:02}", f"{self.day:02}")
            if part != "00"
        )

    @property
    def sort_key(self) -> int:
        """Year, month and day as one number; what is unknown sorts first, a season as its start."""
        month = self.month or (SEASONS.index(self.season) * 3 + 3 if self.season else 0)
        return self.year * 10_000 + month * 100 + self.day

    @property
    def in_words(self) -> str:
        """For a reader: ``18 February 2021``, ``February 2021``, ``spring 2021`` or ``2021``."""
        parts = (
            str(self.day or ""),
            MONTHS[self.month - 1] if self.month else self.season,
            str(self.year),
        )
        return " ".join(part for part in parts if part)


def _parse_if_text(value: Any) -> Any:
    return PartialDate.parse(value) if isinstance(value, str) else value
