"""What each study is found under."""

from pathlib import Path

import pytest

from sci_tui.domain.evidence import HAS_COMPARISON
from sci_tui.domain.facets import facets
from sci_tui.domain.kinds import UNKNOWN, Completeness, Design, Unknown
from sci_tui.domain.study import Study
from sci_tui.exchange.content import read_content

SMALL = Path(__file__).parent.parent / "library"


@pytest.fixture(scope="module")
def study() -> Study:
    """A study whose source says everything."""
    return next(s for s in read_content(SMALL).studies if s.slug == "walking-trial-2020")


def values(study: Study, name: str) -> set[str]:
    """Its facets of one filter."""
    return {str(value) for facet, value in facets(study) if facet == name}


@pytest.mark.parametrize(
    ("said", "found_under"),
    [
        ((Completeness.A,), {"A", "complete"}),
        ((Completeness.B, Completeness.D), {"B", "D", "incomplete"}),
        ((Completeness.A, Completeness.C), {"A", "C", "complete", "incomplete"}),
        ((Completeness.E,), {"E"}),
        ((Completeness.COMPLETE,), {"complete"}),
        (UNKNOWN, set()),
    ],
)
def test_a_grade_says_how_complete_too_but_not_the_other_way(
    study: Study, said: tuple[Completeness, ...] | Unknown, found_under: set[str]
) -> None:
    people = study.people._replace(completeness=said)
    assert values(study._replace(people=people), "completeness") == found_under


@pytest.mark.parametrize("design", list(Design))
def test_whether_something_was_compared_is_told_by_the_design_or_not_at_all(
    study: Study, design: Design
) -> None:
    made = study._replace(design=study.design._replace(kind=design))
    untold = {Design.REVIEW, Design.GUIDELINE, Design.ANIMAL, Design.LABORATORY}
    assert (design in HAS_COMPARISON) == (design not in untold)
    assert len(values(made, "compared")) == (design not in untold)


def test_what_the_source_does_not_say_is_no_facet(study: Study) -> None:
    people = study.people._replace(levels=UNKNOWN, time_since_injury=UNKNOWN)
    silent = study._replace(people=people, figures=())
    for name in ("injury_level", "time", "figures"):
        assert values(study, name)
        assert not values(silent, name)
