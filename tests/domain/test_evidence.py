"""How sure a design lets us be."""

import pytest

from sci_tui.domain.evidence import LADDER, certainty, ocebm_level
from sci_tui.domain.kinds import UNKNOWN, Certainty, Design, Question, Unknown
from sci_tui.domain.study import Study
from sci_tui.exchange.content import read_content
from tests.small_library import TEXT


@pytest.fixture(scope="module")
def study() -> Study:
    return next(s for s in read_content(TEXT).studies if s.slug == "walking-trial-2020")


def made(study: Study, kind: Design, number: int | Unknown) -> Study:
    """The study as if it had another design and number of people."""
    return study._replace(
        design=study.design._replace(kind=kind), people=study.people._replace(number=number)
    )


def test_every_design_has_a_word() -> None:
    assert set(LADDER) == set(Design)


@pytest.mark.parametrize(
    ("kind", "number", "word"),
    [
        (Design.ANIMAL, UNKNOWN, Certainty.HARDLY),
        (Design.CASE_REPORT, 1, Certainty.HARDLY),
        (Design.SINGLE_ARM, 1, Certainty.HARDLY),
        (Design.CASE_SERIES, 13, Certainty.NOT_VERY),
        (Design.COMPARED, 313, Certainty.SOMEWHAT),
        (Design.RANDOMISED_TRIAL, 49, Certainty.SOMEWHAT),
        (Design.RANDOMISED_TRIAL, UNKNOWN, Certainty.SOMEWHAT),
        (Design.RANDOMISED_TRIAL, 50, Certainty.FAIRLY),
        (Design.RANDOMISED_CROSSOVER, 19, Certainty.SOMEWHAT),
        (Design.REVIEW_OF_TRIALS, 400, Certainty.MORE),
    ],
)
def test_the_word_follows_from_design_and_people(
    study: Study, kind: Design, number: int | Unknown, word: Certainty
) -> None:
    assert certainty(made(study, kind, number)) is word


def test_a_level_is_given_for_treatments_alone(study: Study) -> None:
    other = study._replace(design=study.design._replace(question=Question.OTHER))
    assert ocebm_level(study) == 2
    assert ocebm_level(other) is None
