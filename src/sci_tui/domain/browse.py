"""Lists of studies: what is asked for, and what a list shows of each study."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from sci_tui.domain.dates import PartialDate
from sci_tui.domain.kinds import (
    UNKNOWN,
    Certainty,
    Completeness,
    Design,
    Level,
    Outcome,
    Species,
    TimeSinceInjury,
    Unknown,
)

if TYPE_CHECKING:
    from sci_tui.domain.study import Study

YEARS: Final = (1900, 2100)
"""The first and the last year that a list can be narrowed to."""
EVIDENCE_LEVELS: Final = (1, 5)
"""The surest and the least sure level of the OCEBM 2011 scale."""
PEOPLE: Final = (1, 100_000_000)
"""The least and the largest number of people that a list can be narrowed to."""
PEOPLE_STEPS: Final = (10, 50, 100)
"""The least numbers of people that are offered."""
EDITIONS: Final = (1, 10_000)
"""The first and the last edition that a list can be narrowed to."""
DESIGN_NAMES: Final = {"rct": Design.RANDOMISED_TRIAL}
"""What else designs are called."""
MOST_LISTED: Final = 200
"""A list shows so many studies at once."""
MOST_FOUND: Final = 20
"""A search shows so many studies at once."""
MOST_COUNTED: Final = 1_000
"""More studies than this are not counted when choices are offered."""


class Sort(StrEnum):
    """The order of a list; within one rank the newest study comes first."""

    NEWEST = "newest"
    SURE = "sure"
    PEOPLE = "people"
    TITLE = "title"
    ADDED = "added"


class Compared(StrEnum):
    """Whether there was a group to compare with, as far as the design tells."""

    YES = "yes"
    NO = "no"


class Figures(StrEnum):
    """That a page has figures."""

    YES = "yes"


class Filters(NamedTuple):
    """Which studies a list shows; what is left empty is not asked for.

    ``people`` is the least number of them, ``edition`` the one that a study came with. All but the
    people, the years and the order are facets: a study has the value or has not.
    """

    category: str = ""
    design: Design | None = None
    evidence_level: int | None = None
    since: int | None = None
    until: int | None = None
    species: Species | None = None
    people: int | None = None
    completeness: Completeness | None = None
    injury_level: Level | None = None
    time: TimeSinceInjury | None = None
    compared: Compared | None = None
    outcome: Outcome | None = None
    figures: Figures | None = None
    edition: int | None = None
    sort: Sort = Sort.NEWEST

    @property
    def given(self) -> dict[str, str | int]:
        """What is asked for, by the name of its filter; the order of a list is no filter."""
        return {name: value for name, value in self._asdict().items() if value and name != "sort"}

    def without(self, name: str) -> "Filters":
        """The same with a filter left empty."""
        return Filters(**{**self._asdict(), name: Filters._field_defaults[name]})


SCALES: Final = ("since", "until", "people")
"""The filters that a study passes by where it stands on a scale; all others are facets."""
_YEAR_STEPS: Final = (2025, 2020, 2015, 2010, 2005, 2000, 1990, 1980)

CHOICES: Final[dict[str, tuple[str | int, ...]]] = {
    "design": tuple(Design),
    "evidence_level": tuple(range(EVIDENCE_LEVELS[0], EVIDENCE_LEVELS[1] + 1)),
    "since": _YEAR_STEPS,
    "until": _YEAR_STEPS,
    "species": tuple(Species),
    "people": PEOPLE_STEPS,
    "completeness": (
        Completeness.COMPLETE,
        Completeness.INCOMPLETE,
        *(each for each in Completeness if len(each) == 1),
    ),
    "injury_level": tuple(Level),
    "time": tuple(TimeSinceInjury),
    "compared": tuple(Compared),
    "outcome": tuple(Outcome),
    "figures": tuple(Figures),
}
"""What is offered for each filter but the category and the edition.

Years and people take other numbers too.
"""


class Card(NamedTuple):
    """A study as a list shows it."""

    slug: str
    list_title: str
    published: PartialDate | Unknown
    number: int | Unknown
    design: Design
    certainty: Certainty
    level: int | None
    edition: int


class PeopledCard(NamedTuple):
    """A study as a list shows it, the number of its population, and the ages of its people."""

    card: Card
    population: int
    age_min: int | Unknown
    age_max: int | Unknown


class Stretch(NamedTuple):
    """A part of a list.

    ``total`` is how many studies the whole list has, counted as far as ``MOST_COUNTED``.
    ``previous`` and ``following`` say after which place the parts before and behind it begin; None
    where there is none.
    """

    cards: tuple[Card, ...] = ()
    total: int = 0
    previous: int | None = None
    following: int | None = None


class Found(NamedTuple):
    """A study that a search found, the title of its first category, and why: a sentence of it.

    ``marks`` are the words in the sentence that it was found by: where each begins and ends.
    """

    card: Card
    shelf: str
    sentence: str
    marks: tuple[tuple[int, int], ...] = ()


class Searched(NamedTuple):
    """What a search found, the best first; the first ``whole`` of it hold all that was typed.

    ``instead`` tells which words nothing held, and what was looked for in their place; ``meant``
    is what was typed with those words in their place, empty where none was. ``total`` counts all
    that was found, as ``whole`` does also where only a part of it was asked for, as far as
    ``MOST_COUNTED``. ``following`` says after how many results the next part begins.
    """

    found: tuple[Found, ...] = ()
    whole: int = 0
    instead: tuple[tuple[str, str], ...] = ()
    meant: str = ""
    total: int = 0
    following: int | None = None


class Place(NamedTuple):
    """Where a study stands in a list, counted from 1, and its neighbours there."""

    position: int
    total: int
    previous: str | None
    following: str | None


def place_among(slug: str, slugs: Sequence[str]) -> Place | None:
    """Where a study stands among others; None if it is not one of them."""
    if slug not in slugs:
        return None
    at = slugs.index(slug)
    return Place(
        at + 1,
        len(slugs),
        slugs[at - 1] if at else None,
        slugs[at + 1] if at + 1 < len(slugs) else None,
    )


class Shelf(NamedTuple):
    """A category and how many studies it holds."""

    slug: str
    title: str
    about: str
    studies: int


def newest_first(study: "Study") -> tuple[int, str]:
    """The key by which the library orders its studies; an unknown date comes last."""
    published = study.published
    return (0 if published is UNKNOWN else -published.sort_key, study.slug)
