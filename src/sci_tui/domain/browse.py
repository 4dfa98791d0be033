"""Lists of studies: what is asked for, and what a list shows of each study."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from sci_tui.domain.dates import PartialDate
from sci_tui.domain.study import UNKNOWN, Certainty, Design, Level, Study, Unknown

YEARS: Final = (1900, 2100)
"""The first and the last year that a list can be narrowed to."""
EVIDENCE_LEVELS: Final = (1, 5)
"""The surest and the least sure level of the OCEBM 2011 scale."""


class Sort(StrEnum):
    """The order of a list; within one rank the newest study comes first."""

    NEWEST = "newest"
    SURE = "sure"
    PEOPLE = "people"
    TITLE = "title"


class Filters(NamedTuple):
    """Which studies a list shows; what is left empty is not asked for."""

    category: str = ""
    design: Design | None = None
    since: int | None = None
    evidence_level: int | None = None
    injury_level: Level | None = None
    sort: Sort = Sort.NEWEST


class Card(NamedTuple):
    """A study as a list shows it."""

    slug: str
    list_title: str
    published: PartialDate | Unknown
    number: int | Unknown
    design: Design
    certainty: Certainty
    level: int | None


class PeopledCard(NamedTuple):
    """A study as a list shows it, the number of its population, and the ages of its people."""

    card: Card
    population: int
    age_min: int | Unknown
    age_max: int | Unknown


class Found(NamedTuple):
    """A study that a search found, and the sentence in which the words stand."""

    card: Card
    sentence: str


class Searched(NamedTuple):
    """What a search found, the best first; the first ``whole`` of it hold all that was typed.

    ``instead`` tells which words nothing held, and what was looked for in their place.
    """

    found: tuple[Found, ...] = ()
    whole: int = 0
    instead: tuple[tuple[str, str], ...] = ()


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


def newest_first(study: Study) -> tuple[int, str]:
    """The key by which the library orders its studies; an unknown date comes last."""
    published = study.published
    return (0 if published is UNKNOWN else -published.sort_key, study.slug)
