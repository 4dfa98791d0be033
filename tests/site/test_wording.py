"""Sentences that depend on more than one thing a study says of itself."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import combinations
from typing import Any, Final, TypeVar

import pytest

from sci_tui.domain.fitting import TRAITS, Criterion, Fit, Group, Population, Verdict, fit
from sci_tui.domain.kinds import (
    UNKNOWN,
    Blinding,
    Completeness,
    Design,
    Level,
    Question,
    Species,
    TimeSinceInjury,
)
from sci_tui.domain.study import StudyDesign
from sci_tui.site import wording
from sci_tui.site.wording import WHO_KNEW, who_knew, why_not

_Kind = TypeVar("_Kind", bound=StrEnum)
NOTHING_SAID: Final = Population(Species.HUMAN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
UNTOLD = (Blinding.NOT_APPLICABLE, Blinding.UNKNOWN)


def of(kind: Design, blinding: Blinding) -> str:
    """What is said of who knew, in a study like this."""
    return who_knew(StudyDesign(kind, "A study", Question.TREATMENT, blinding, ()))


@pytest.mark.parametrize("blinding", UNTOLD)
@pytest.mark.parametrize("kind", [Design.REVIEW, Design.REVIEW_OF_TRIALS])
def test_a_review_is_not_said_to_have_had_no_treatment(kind: Design, blinding: Blinding) -> None:
    assert "differ between them" in of(kind, blinding)


@pytest.mark.parametrize("blinding", UNTOLD)
def test_animals_are_not_asked_what_they_knew(blinding: Blinding) -> None:
    assert "which animals were treated" in of(Design.ANIMAL, blinding)


@pytest.mark.parametrize("kind", Design)
@pytest.mark.parametrize("blinding", [b for b in Blinding if b not in UNTOLD])
def test_what_is_known_of_blinding_is_said_in_its_own_words(
    kind: Design, blinding: Blinding
) -> None:
    assert of(kind, blinding) == WHO_KNEW[blinding]


def test_a_survey_had_nothing_to_keep_secret() -> None:
    assert of(Design.SURVEY, Blinding.NOT_APPLICABLE) == WHO_KNEW[Blinding.NOT_APPLICABLE]


def test_everything_that_can_be_chosen_has_its_words() -> None:
    assert set(wording.TRAIT) == {trait for traits in TRAITS.values() for trait in traits}
    assert len(set(wording.TRAIT.values())) == len(wording.TRAIT)


@pytest.mark.parametrize(
    ("criterion", "changed", "told"),
    [
        (Criterion.LEVEL, {"levels": (Level.CERVICAL,)}, "only neck injuries"),
        (
            Criterion.LEVEL,
            {"levels": (Level.CERVICAL, Level.THORACIC, Level.LUMBAR)},
            "only neck, chest or lower back injuries",
        ),
        (Criterion.COMPLETENESS, {"completeness": (Completeness.A,)}, "only complete injuries"),
        (
            Criterion.COMPLETENESS,
            {"completeness": (Completeness.D, Completeness.B, Completeness.C)},
            "only incomplete injuries",
        ),
        (
            Criterion.COMPLETENESS,
            {"completeness": (Completeness.C, Completeness.INCOMPLETE)},
            "only incomplete injuries",
        ),
        (
            Criterion.COMPLETENESS,
            {"completeness": (Completeness.A, Completeness.B)},
            "only AIS A or AIS B injuries",
        ),
        (
            Criterion.TIME,
            {"time_since_injury": (TimeSinceInjury.SUBACUTE, TimeSinceInjury.ACUTE)},
            "only people injured less than six months ago",
        ),
        (Criterion.AGE, {"age_min": 18, "age_max": 40}, "only people aged 18 to 40"),
        (Criterion.AGE, {"age_min": 18}, "only people aged 18 and over"),
        (Criterion.AGE, {"age_max": 17}, "only people aged up to 17"),
    ],
)
def test_what_differs_is_said_in_plain_words(
    criterion: Criterion, changed: dict[str, Any], told: str
) -> None:
    people = NOTHING_SAID._replace(**changed)
    verdict = Verdict(Group.NEARLY_FITS, criterion, ())
    assert why_not(verdict, people, 60) == f"Differs: {told}."


def test_of_one_person_it_is_said_that_it_was_one() -> None:
    people = NOTHING_SAID._replace(age_min=40, age_max=40)
    verdict = Verdict(Group.NEARLY_FITS, Criterion.AGE, (Criterion.LEVEL, Criterion.TIME))
    assert why_not(verdict, people, 1) == (
        "Differs: only one person aged 40. "
        "The source does not say: injury level, time since injury."
    )


@pytest.mark.parametrize("criterion", Criterion)
def test_whatever_differs_can_be_said(criterion: Criterion) -> None:
    every = (
        NOTHING_SAID._replace(levels=levels, completeness=grades, time_since_injury=times)
        for levels in _some(Level)
        for grades in _some(Completeness)
        for times in _some(TimeSinceInjury)
    )
    for people in every:
        if any(fit(trait, people) is Fit.DIFFERS for trait in TRAITS[criterion]):
            told = why_not(Verdict(Group.NEARLY_FITS, criterion, ()), people, UNKNOWN)
            assert told.startswith("Differs: only ")


def _some(kind: type[_Kind]) -> Iterator[tuple[_Kind, ...]]:
    members = list(kind)
    for count in range(1, len(members) + 1):
        yield from combinations(members, count)
