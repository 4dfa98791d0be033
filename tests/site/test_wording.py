"""Sentences that depend on more than one thing a study says of itself."""

import pytest

from sci_tui.domain.study import Blinding, Design, Question, StudyDesign
from sci_tui.site.wording import WHO_KNEW, who_knew

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
