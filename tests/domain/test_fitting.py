"""How a study's people stand to what a reader says of themselves."""

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sci_tui.domain.fitting import (
    AGES,
    TRAITS,
    AgeBand,
    Criterion,
    Fit,
    Group,
    Me,
    Population,
    Trait,
    Verdict,
    fit,
    judged,
    widened,
)
from sci_tui.domain.kinds import UNKNOWN, Completeness, Level, Species, TimeSinceInjury

NOTHING_SAID: Final = Population(Species.HUMAN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
SOMEONE: Final[Me] = {
    Criterion.LEVEL: Level.CERVICAL,
    Criterion.COMPLETENESS: Completeness.C,
    Criterion.TIME: TimeSinceInjury.CHRONIC,
    Criterion.AGE: AgeBand.FROM_40,
}
ALIKE: Final = Population(
    Species.HUMAN,
    18,
    65,
    (Level.CERVICAL, Level.THORACIC),
    (Completeness.C, Completeness.D),
    (TimeSinceInjury.CHRONIC,),
)
A, B, C, D, E, COMPLETE, INCOMPLETE = Completeness


def some_of(kind: Any) -> st.SearchStrategy[Any]:
    """Some values of a kind, or that nothing is said of them."""
    chosen = st.lists(st.sampled_from(list(kind)), min_size=1, unique=True).map(tuple)
    return st.one_of(st.just(UNKNOWN), chosen)


@st.composite
def populations(draw: st.DrawFn) -> Population:
    youngest = draw(st.integers(0, 120))
    oldest = draw(st.integers(youngest, 120))
    return Population(
        draw(st.sampled_from(Species)),
        draw(st.one_of(st.just(UNKNOWN), st.just(youngest))),
        draw(st.one_of(st.just(UNKNOWN), st.just(oldest))),
        draw(some_of(Level)),
        draw(some_of(Completeness)),
        draw(some_of(TimeSinceInjury)),
    )


readers = st.fixed_dictionaries(
    {}, optional={criterion: st.sampled_from(traits) for criterion, traits in TRAITS.items()}
)


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, Verdict(Group.FITS, None, ())),
        ({"levels": UNKNOWN}, Verdict(Group.MAY_FIT, None, (Criterion.LEVEL,))),
        ({"levels": (Level.LUMBAR,)}, Verdict(Group.NEARLY_FITS, Criterion.LEVEL, ())),
        (
            {"levels": (Level.LUMBAR,), "age_min": UNKNOWN, "age_max": UNKNOWN},
            Verdict(Group.NEARLY_FITS, Criterion.LEVEL, (Criterion.AGE,)),
        ),
        ({"levels": (Level.LUMBAR,), "age_min": 60}, None),
        ({"species": Species.ANIMAL}, None),
    ],
)
def test_a_study_belongs_to_the_group_of_what_its_people_had(
    changed: dict[str, Any], verdict: Verdict | None
) -> None:
    assert judged(SOMEONE, ALIKE._replace(**changed)) == verdict


@pytest.mark.parametrize(
    ("trait", "fits", "not_said"),
    [
        (A, {A, COMPLETE}, set()),
        (COMPLETE, {A, COMPLETE}, set()),
        (B, {B}, {INCOMPLETE}),
        (C, {C}, {INCOMPLETE}),
        (D, {D}, {INCOMPLETE}),
        (INCOMPLETE, {B, C, D, INCOMPLETE}, set()),
    ],
)
def test_grade_a_is_complete_and_the_next_three_are_incomplete(
    trait: Completeness, fits: set[Completeness], not_said: set[Completeness]
) -> None:
    for said in Completeness:
        wanted = Fit.FITS if said in fits else Fit.NOT_SAID if said in not_said else Fit.DIFFERS
        assert fit(trait, NOTHING_SAID._replace(completeness=(said,))) is wanted, said


@pytest.mark.parametrize(
    ("youngest", "oldest", "fits", "not_said"),
    [
        (18, 65, ["18-to-39", "40-to-59", "60-and-over"], []),
        (17, 18, ["under-18", "18-to-39"], []),
        (39, 39, ["18-to-39"], []),
        (18, UNKNOWN, ["18-to-39"], ["40-to-59", "60-and-over"]),
        (UNKNOWN, 60, ["60-and-over"], ["under-18", "18-to-39", "40-to-59"]),
        (UNKNOWN, 59, ["40-to-59"], ["under-18", "18-to-39"]),
        (UNKNOWN, UNKNOWN, [], list(AgeBand)),
    ],
)
def test_an_age_fits_where_the_range_of_ages_is_said_to_reach(
    youngest: Any, oldest: Any, fits: list[str], not_said: list[str]
) -> None:
    people = NOTHING_SAID._replace(age_min=youngest, age_max=oldest)
    for band in AgeBand:
        wanted = Fit.FITS if band in fits else Fit.NOT_SAID if band in not_said else Fit.DIFFERS
        assert fit(band, people) is wanted, band


def test_the_bands_of_age_follow_each_other_without_a_gap() -> None:
    ends = list(AGES.values())
    assert [low for low, _ in ends[1:]] == [high + 1 for _, high in ends[:-1]]


@given(readers, populations())
def test_every_criterion_is_in_its_place_and_in_no_other(me: Me, people: Population) -> None:
    fits = {criterion: fit(trait, people) for criterion, trait in me.items()}
    verdict = judged(me, people)
    differing = [criterion for criterion, found in fits.items() if found is Fit.DIFFERS]
    if people.species is Species.ANIMAL or len(differing) > 1:
        assert verdict is None
        return
    assert verdict is not None
    assert verdict.differs == next(iter(differing), None)
    assert list(verdict.not_said) == [c for c, found in fits.items() if found is Fit.NOT_SAID]
    assert (verdict.group is Group.NEARLY_FITS) == bool(differing)
    assert (verdict.group is Group.FITS) == (set(fits.values()) <= {Fit.FITS})


@given(readers, populations())
def test_ages_as_wide_as_their_bands_are_judged_alike(me: Me, people: Population) -> None:
    assert judged(me, widened(people)) == judged(me, people)


def test_people_of_other_ages_in_the_same_bands_are_one_population() -> None:
    one, other, third = (
        widened(ALIKE._replace(age_min=low, age_max=high))
        for low, high in ((18, 65), (39, 80), (40, 80))
    )
    assert one == other != third


@given(readers)
def test_what_a_source_does_not_say_is_never_held_against_it(me: Me) -> None:
    verdict = judged(me, NOTHING_SAID)
    assert verdict == Verdict(Group.MAY_FIT if me else Group.FITS, None, tuple(me))


@given(readers, populations(), st.data())
def test_saying_more_never_makes_a_study_fit_better(
    me: dict[Criterion, Trait], people: Population, data: st.DataObject
) -> None:
    criterion = data.draw(st.sampled_from(Criterion))
    less = {each: trait for each, trait in me.items() if each is not criterion}
    order = [*Group, None]

    def rank(verdict: Verdict | None) -> int:
        return order.index(verdict and verdict.group)

    assert rank(judged(less, people)) <= rank(judged(me, people))
