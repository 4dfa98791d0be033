"""Whether a study had people like a reader in it, as far as its source says."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from sci_tui.domain.kinds import Completeness, Level, Species, TimeSinceInjury, Unknown

if TYPE_CHECKING:
    from sci_tui.domain.study import People

_Said = TypeVar("_Said", Level, Completeness, TimeSinceInjury)


class Criterion(StrEnum):
    """What a reader can say of themselves, in the order in which it is asked."""

    LEVEL = "level"
    COMPLETENESS = "completeness"
    TIME = "time"
    AGE = "age"


class AgeBand(StrEnum):
    """How old a reader is; nobody has to say it to the year."""

    UNDER_18 = "under-18"
    FROM_18 = "18-to-39"
    FROM_40 = "40-to-59"
    FROM_60 = "60-and-over"


AGES: Final[Mapping[AgeBand, tuple[int, int]]] = {
    AgeBand.UNDER_18: (0, 17),
    AgeBand.FROM_18: (18, 39),
    AgeBand.FROM_40: (40, 59),
    AgeBand.FROM_60: (60, 120),
}
"""The youngest and the oldest of each band."""

Trait = Level | Completeness | TimeSinceInjury | AgeBand
TRAITS: Final[Mapping[Criterion, tuple[Trait, ...]]] = {
    Criterion.LEVEL: tuple(Level),
    # E is an injury no longer found by tests, so nobody looks for people like them by it.
    Criterion.COMPLETENESS: tuple(each for each in Completeness if each is not Completeness.E),
    Criterion.TIME: tuple(TimeSinceInjury),
    Criterion.AGE: tuple(AgeBand),
}
"""What can be chosen for each criterion."""

Me = Mapping[Criterion, Trait]
"""What a reader has said of themselves; a criterion that is not there was left open."""


class Population(NamedTuple):
    """Who took part in a study, as far as a reader can be compared with them."""

    species: Species
    age_min: int | Unknown
    age_max: int | Unknown
    levels: tuple[Level, ...] | Unknown
    completeness: tuple[Completeness, ...] | Unknown
    time_since_injury: tuple[TimeSinceInjury, ...] | Unknown


class StudiedPopulation(NamedTuple):
    """A population as wide as its bands of age: its number in the library, and its studies."""

    number: int
    population: Population
    studies: int


class Fit(StrEnum):
    """How a population stands to one thing that a reader said."""

    FITS = "fits"
    NOT_SAID = "not-said"
    DIFFERS = "differs"


class Group(StrEnum):
    """How a study stands to all that a reader said; the best comes first."""

    FITS = "fits"
    MAY_FIT = "may-fit"
    NEARLY_FITS = "nearly-fits"


class Verdict(NamedTuple):
    """The group a study belongs to, the one criterion that differs, and those not said."""

    group: Group
    differs: Criterion | None
    not_said: tuple[Criterion, ...]


COMPLETE: Final = frozenset((Completeness.A, Completeness.COMPLETE))
"""Grade A is what a complete injury is."""
INCOMPLETE: Final = frozenset(
    (Completeness.B, Completeness.C, Completeness.D, Completeness.INCOMPLETE)
)
"""Grades B, C and D are incomplete injuries."""


def population(people: "People") -> Population:
    """What a study says of its people that a reader can be compared with."""
    return Population(
        people.species,
        people.age_min,
        people.age_max,
        people.levels,
        people.completeness,
        people.time_since_injury,
    )


def widened(people: Population) -> Population:
    """The same people with ages as wide as their bands, which judge them alike.

    However many studies there are, only so many populations differ by more than that.
    """
    return people._replace(
        age_min=_end_of_band(people.age_min, 0), age_max=_end_of_band(people.age_max, 1)
    )


def judged(me: Me, people: Population) -> Verdict | None:
    """How a study with these people stands to what a reader said.

    None where it does not even nearly fit: more than one thing differs, or they were animals.
    """
    if people.species is not Species.HUMAN:
        return None
    fits = {criterion: fit(trait, people) for criterion, trait in me.items()}
    differing = [criterion for criterion in fits if fits[criterion] is Fit.DIFFERS]
    not_said = tuple(criterion for criterion in fits if fits[criterion] is Fit.NOT_SAID)
    match differing:
        case []:
            return Verdict(Group.MAY_FIT if not_said else Group.FITS, None, not_said)
        case [differs]:
            return Verdict(Group.NEARLY_FITS, differs, not_said)
        case _:
            return None


def fit(trait: Trait, people: Population) -> Fit:
    """Whether there were people with this trait in a study, as far as it says."""
    match trait:
        case AgeBand():
            return _fit_of_age(trait, people.age_min, people.age_max)
        case Level():
            return _fit(frozenset((trait,)), people.levels)
        case TimeSinceInjury():
            return _fit(frozenset((trait,)), people.time_since_injury)
        case Completeness():
            return _fit_of_completeness(trait, people.completeness)


def _fit(asked: frozenset[_Said], said: tuple[_Said, ...] | Unknown) -> Fit:
    if isinstance(said, Unknown) or not said:
        return Fit.NOT_SAID
    return Fit.FITS if asked.intersection(said) else Fit.DIFFERS


def _fit_of_completeness(trait: Completeness, said: tuple[Completeness, ...] | Unknown) -> Fit:
    if trait in COMPLETE:
        return _fit(COMPLETE, said)
    if trait is Completeness.INCOMPLETE:
        return _fit(INCOMPLETE, said)
    found = _fit(frozenset((trait,)), said)
    if found is Fit.DIFFERS and trait in INCOMPLETE and Completeness.INCOMPLETE in said:
        # They may or may not have been of this grade.
        return Fit.NOT_SAID
    return found


def _fit_of_age(band: AgeBand, youngest: int | Unknown, oldest: int | Unknown) -> Fit:
    """A band fits if it shares an age with the range from the youngest to the oldest person.

    Where only one end is said, it has to lie within the band for that.
    """
    low, high = AGES[band]
    above = not isinstance(youngest, Unknown) and youngest > high
    below = not isinstance(oldest, Unknown) and oldest < low
    if above or below:
        return Fit.DIFFERS
    ends = [age for age in (youngest, oldest) if not isinstance(age, Unknown)]
    is_within = any(low <= age <= high for age in ends)
    return Fit.FITS if len(ends) == 2 or is_within else Fit.NOT_SAID


def _end_of_band(age: int | Unknown, end: int) -> int | Unknown:
    if isinstance(age, Unknown):
        return age
    return next(band[end] for band in AGES.values() if band[0] <= age <= band[1])
