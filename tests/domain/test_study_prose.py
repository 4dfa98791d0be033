"""The list of all that a study says in prose."""

from collections.abc import Iterator
from typing import Any

from sci_tui.domain.prose import Sentence, sentences
from sci_tui.domain.study_prose import every_prose
from sci_tui.exchange.content import read_content
from tests.conftest import CONTENT
from tests.small_library import TEXT

STUDIES = (*read_content(CONTENT).studies, *read_content(TEXT).studies)


def _sentences_below(value: Any) -> Iterator[Sentence]:
    if isinstance(value, Sentence):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from _sentences_below(inner)


def test_no_sentence_of_a_study_is_left_out_or_told_twice() -> None:
    assert any(study.figures for study in STUDIES)
    assert any(study.news for study in STUDIES)
    for study in STUDIES:
        told = [each for prose in every_prose(study) for each in sentences(prose)]
        assert sorted(told) == sorted(_sentences_below(study))


def test_the_order_is_that_of_the_page() -> None:
    study = next(study for study in STUDIES if study.figures)
    proses = list(every_prose(study))
    in_order = (study.design.how, study.key_message, study.findings[0], study.figures[0].sentence)
    places = [proses.index(prose) for prose in (*in_order, study.summary, study.limitations[0])]
    assert places == sorted(places)
