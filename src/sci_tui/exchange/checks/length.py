"""Long enough to tell it, short enough to be read."""

from collections.abc import Iterator
from typing import Final

from sci_tui.domain.library import Content
from sci_tui.domain.prose import Prose, plain, sentences
from sci_tui.domain.study import Study
from sci_tui.domain.study_prose import own_prose
from sci_tui.exchange.checks.proses import study_file
from sci_tui.exchange.problems import Problem

PAGE_WORDS: Final = 900
"""Above this a page is not read to its end. News reports and sources have pages of their own."""

_WORDS: Final = {"simple_words": (60, 160), "summary": (60, 200)}
_PARTS: Final = {"findings": (2, 6), "implications": (2, 4), "limitations": (2, 5)}
_KEY_SENTENCES: Final = (1, 2)


def length(content: Content) -> Iterator[Problem]:
    """Every study, and every part of one, that is too short or too long."""
    for study in content.studies:
        yield from _study(study_file(study), study)


def _study(file: str, study: Study) -> Iterator[Problem]:
    for name, bounds in _WORDS.items():
        yield from _outside(file, name, "words", _words(getattr(study, name)), bounds)
    for name, bounds in _PARTS.items():
        yield from _outside(file, name, "parts", len(getattr(study, name)), bounds)
    told = len(list(sentences(study.key_message)))
    yield from _outside(file, "key_message", "sentences", told, _KEY_SENTENCES)
    yield from _outside(file, "the page", "words", words_of(study), (0, PAGE_WORDS))


def _outside(
    file: str, field: str, unit: str, number: int, bounds: tuple[int, int]
) -> Iterator[Problem]:
    least, most = bounds
    if not least <= number <= most:
        yield Problem(file, field, f"has {number} {unit}", f"{least} to {most}")


def words_of(study: Study) -> int:
    """The words that a study's page says of it."""
    lines = (
        study.title,
        study.design.name,
        *(part.heading for part in study.implications),
        *(related.why for related in study.related),
    )
    return sum(map(_words, own_prose(study))) + sum(len(line.split()) for line in lines)


def _words(prose: Prose) -> int:
    return len(plain(prose).split())
