"""What each study is found under when a list is narrowed."""

from collections.abc import Iterable, Iterator
from typing import Final

from sci_tui.domain.browse import Compared, Figures
from sci_tui.domain.evidence import HAS_COMPARISON, ocebm_level
from sci_tui.domain.study import UNKNOWN, Completeness, Study

_GRADED: Final = {
    Completeness.A: Completeness.COMPLETE,
    Completeness.B: Completeness.INCOMPLETE,
    Completeness.C: Completeness.INCOMPLETE,
    Completeness.D: Completeness.INCOMPLETE,
}
"""What the grades of the ASIA Impairment Scale say of completeness; E is no loss at all."""


def facets(study: Study) -> Iterator[tuple[str, str]]:
    """Every facet of a study: the name of a filter and a value that lets the study through.

    What the source does not say is no facet.
    """
    for category in study.categories:
        yield "category", category
    yield "design", study.design.kind
    if level := ocebm_level(study):
        yield "evidence_level", str(level)
    yield "species", study.people.species
    for grade in _completeness(study):
        yield "completeness", grade
    if study.people.levels is not UNKNOWN:
        for part in study.people.levels:
            yield "injury_level", part
    if study.people.time_since_injury is not UNKNOWN:
        for time in study.people.time_since_injury:
            yield "time", time
    if study.design.kind in HAS_COMPARISON:
        compared = Compared.YES if HAS_COMPARISON[study.design.kind] else Compared.NO
        yield "compared", compared
    yield "outcome", study.outcome
    if study.figures:
        yield "figures", Figures.YES
    yield "edition", str(study.edition)


def _completeness(study: Study) -> Iterable[Completeness]:
    """What is said of it, and what the grades that are said mean."""
    said = study.people.completeness
    if said is UNKNOWN:
        return ()
    return dict.fromkeys((*said, *(_GRADED[grade] for grade in said if grade in _GRADED)))
