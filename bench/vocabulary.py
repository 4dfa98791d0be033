"""The words of synthetic studies: those of the real library, then made-up ones, by frequency."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, islice, pairwise, repeat
from random import Random
from typing import Final, NamedTuple

from sci_tui.domain.prose import sentences
from sci_tui.domain.study import Study
from sci_tui.domain.study_prose import own_prose

_LARGEST: Final = 200_000
"""So many words has a library of ``_STUDIES``."""
_STUDIES: Final = 1_000_000
_HEAPS: Final = 0.4
"""Vocabulary grows with the text to this power (Heaps' law; 0.4 to 0.6 in English text)."""
_ZIPF: Final = 1.05
_SHIFT: Final = 2.7
"""A word of rank r stands with the frequency 1 / (r + shift) ** zipf (Mandelbrot's form)."""
_WORD: Final = re.compile(r"[a-z]{2,}|a")
_ONSETS: Final = "b br d dr f fl g gl h j k kl l m n p pl r s st t tr v z".split()
_NUCLEI: Final = "a e i o u ai ea io ou".split()
_CODAS: Final = ("", "", "", "l", "m", "n", "r", "s", "x")
_MOST_SYLLABLES: Final = 4
_SEED: Final = 20261121
TABLE: Final = 65_536
"""Words in a table: as many as two bytes can choose from."""
_TABLES: Final = 16
"""Tables made at once: together they hold rare words about as often as these ought to stand."""


class Vocabulary(NamedTuple):
    """Words, the most frequent first; the first ``real`` are those of the real library.

    ``shares`` says for each which share of a text it and those before it are.
    """

    words: tuple[str, ...]
    shares: tuple[float, ...]
    real: int

    def tables(self, random: Random) -> Iterator[list[str]]:
        """Tables without end, in which each word stands as often as in a text.

        Choosing from one with two random bytes is ten times as fast as drawing by weights. A table
        is good for about as many words as it holds: what stands in it once would otherwise be
        found more often than it should, in neighbours.
        """
        while True:
            shift, entries = random.random(), TABLE * _TABLES
            ends = [0, *(int(share * entries + shift) for share in self.shares[:-1]), entries]
            times = (after - before for before, after in pairwise(ends))
            every = list(chain.from_iterable(map(repeat, self.words, times)))
            yield from (every[first::_TABLES] for first in range(_TABLES))


def vocabulary(studies: int, real: Iterable[Study]) -> Vocabulary:
    """The words of a library.

    Args:
        studies: How many studies it has.
        real: The studies whose words are its everyday words.
    """
    everyday = _by_frequency(real)
    size = round(_LARGEST * (studies / _STUDIES) ** _HEAPS)
    every = chain(everyday, _made_up(frozenset(everyday)))
    words = tuple(islice(every, max(size, len(everyday))))
    sums = tuple(accumulate((rank + _SHIFT) ** -_ZIPF for rank in range(1, len(words) + 1)))
    return Vocabulary(words, tuple(each / sums[-1] for each in sums), len(everyday))


def _by_frequency(studies: Iterable[Study]) -> list[str]:
    counts = Counter(
        word
        for study in studies
        for prose in own_prose(study)
        for sentence in sentences(prose)
        for word in _WORD.findall(sentence.text.lower())
    )
    return sorted(counts, key=lambda word: (-counts[word], word))


def _made_up(taken: frozenset[str]) -> Iterator[str]:
    """Words that can be said and mean nothing; the frequent ones tend to be shorter."""
    random = Random(_SEED)
    known = set(taken)
    while True:
        # After so many thousands of words a syllable more is likely.
        syllables = min(2 + len(known) // 50_000 + random.randrange(2), _MOST_SYLLABLES)
        word = "".join(
            random.choice(_ONSETS) + random.choice(_NUCLEI) for _ in range(syllables)
        ) + random.choice(_CODAS)
        if word not in known:
            known.add(word)
            yield word
