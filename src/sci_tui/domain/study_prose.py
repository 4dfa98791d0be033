"""All that a study says in prose: the one list of it, for whoever searches or checks it."""

from collections.abc import Iterator

from sci_tui.domain.kinds import UNKNOWN
from sci_tui.domain.prose import Prose
from sci_tui.domain.study import Study


def every_prose(study: Study) -> Iterator[Prose]:
    """Every prose of a study, in the order of its page; its news reports, which follow, come last.

    What the source does not say is left out.
    """
    yield from own_prose(study)
    for report in study.news:
        yield report.says
        yield report.why


def own_prose(study: Study) -> Iterator[Prose]:
    """The same without the news: what a report claims must not be found as if we said it."""
    yield study.design.how
    yield study.key_message
    yield study.simple_words
    if study.duration is not UNKNOWN:
        yield study.duration
    yield study.people.in_words
    yield from study.findings
    yield from (figure.sentence for figure in study.figures)
    yield study.summary
    yield from (implication.text for implication in study.implications)
    yield from study.limitations
    if study.harms is not UNKNOWN:
        yield study.harms
