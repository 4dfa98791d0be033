"""Short enough to be read: a page that goes on for ever is not read to its end."""

from collections.abc import Iterator
from typing import Final

from sci_tui.domain.library import Content
from sci_tui.domain.prose import Prose, plain, sentences
from sci_tui.domain.study import Study
from sci_tui.domain.study_prose import own_prose
from sci_tui.exchange.checks.proses import study_file
from sci_tui.exchange.problems import Problem

PAGE: Final = 900
"""Words of a whole page. News reports and sources have pages of their own."""
SIMPLE_WORDS: Final = 160
SUMMARY: Final = 200

_PARTS: Final = {"findings": 6, "implications": 4, "limitations": 5}
_KEY_SENTENCES: Final = 2


def length(content: Content) -> Iterator[Problem]:
    """Every study, and every part of one, that is too long."""
    for study in content.studies:
        for field, unit, number, most in _measured(study):
            if number > most:
                wrong = f"has {number} {unit}"
                yield Problem(study_file(study), field, wrong, f"at most {most}")


def _measured(study: Study) -> Iterator[tuple[str, str, int, int]]:
    yield "key_message", "sentences", len(list(sentences(study.key_message))), _KEY_SENTENCES
    yield "simple_words", "words", words(study.simple_words), SIMPLE_WORDS
    yield "summary", "words", words(study.summary), SUMMARY
    for field, most in _PARTS.items():
        yield field, "parts", len(getattr(study, field)), most
    yield "the page", "words", words_on_page(study), PAGE


def words_on_page(study: Study) -> int:
    """How many words a study's page says of it."""
    lines = (
        study.title,
        study.design.name,
        *(part.heading for part in study.implications),
        *(related.why for related in study.related),
    )
    return sum(map(words, own_prose(study))) + sum(len(line.split()) for line in lines)


def words(prose: Prose) -> int:
    """How many words a text has."""
    return len(plain(prose).split())
