"""What is searched for, as every program is asked for it."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import islice
from random import Random
from typing import Final, NamedTuple

from bench import real
from bench.vocabulary import vocabulary
from sci_tui.store.asking import ASIDE, asked


class Kind(StrEnum):
    """What a search is like."""

    COMMON = "common word"
    THREE = "three words"
    BEGINNING = "three letters as a beginning"
    RARE = "rare word"
    QUESTION = "everyday question"


class Query(NamedTuple):
    """A search: what a person types, and the words that tell what it is about."""

    kind: Kind
    typed: str
    words: tuple[str, ...]

    @property
    def is_begun(self) -> bool:
        """Whether the word is the beginning of others."""
        return self.kind is Kind.BEGINNING

    @property
    def is_strict(self) -> bool:
        """Whether a study has to hold every word; of a question, which is longer, one will do."""
        return self.kind is not Kind.QUESTION


MOST_RESULTS: Final = 20
_SEED: Final = 8
_COMMON: Final = slice(30, 400)
"""Ranks of words that stand in many studies, without the most frequent ones, which say nothing."""
_SHORTEST: Final = 4
_RARE: Final = 0.75
"""From this part of the vocabulary on words are rare."""
_QUESTIONS: Final = (
    "will i walk again",
    "how do i stop bladder infections",
    "can stem cells repair the spinal cord",
    "what helps with nerve pain at night",
    "why do my legs jump",
    "is exercise safe for my shoulders",
    "how can i sleep better",
    "how do i prevent pressure sores",
    "can i have children after an injury",
    "what can i take for spasms",
    "does standing make bones stronger",
    "how do i empty my bowel",
    "does early surgery help",
    "can a machine move my hand",
    "is it safe to fly to a clinic for stem cells",
    "how do i lose weight in a wheelchair",
    "what helps against low mood",
    "can electricity help me stand",
    "how do i breathe better",
    "what does a complete injury mean",
)


@cache
def queries(studies: int, each: int) -> tuple[Query, ...]:
    """Searches of every kind in a library of that size, the same each time.

    Args:
        studies: How many studies the library has.
        each: So many of each kind, up to twenty.
    """
    random = Random(_SEED)
    words, _, _ = vocabulary(studies, real.content().studies)
    common = [word for word in words[_COMMON] if len(word) >= _SHORTEST and word not in ASIDE]
    rare = words[int(len(words) * _RARE) :]
    singles = random.sample(common, each)
    return (
        *(Query(Kind.COMMON, word, (word,)) for word in singles),
        *_joined(Kind.THREE, (random.sample(common, 3) for _ in range(each))),
        *(Query(Kind.BEGINNING, word[:3], (word[:3],)) for word in random.sample(common, each)),
        *(Query(Kind.RARE, word, (word,)) for word in random.sample(rare, each)),
        *(
            Query(Kind.QUESTION, question, _telling(question))
            for question in islice(_QUESTIONS, each)
        ),
    )


def _joined(kind: Kind, words: Iterator[list[str]]) -> Iterator[Query]:
    return (Query(kind, " ".join(each), tuple(each)) for each in words)


def _telling(question: str) -> tuple[str, ...]:
    """The words of a question that say what it is about; for programs that do not know."""
    return tuple(word for word in asked(question).words if word not in ASIDE)
