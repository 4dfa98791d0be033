"""Words typed by a person become a query that cannot go wrong, and are found again in the text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_WRITTEN: Final = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
"""A word as it stands in a text, with accents that are signs of their own."""
MOST_WORDS = 32
"""More words than this say nothing more; what follows them is left out."""


def words_in(typed: str) -> list[str]:
    """The words of what was typed, folded as the index folds them."""
    return every_word(typed)[:MOST_WORDS]


def every_word(text: str) -> list[str]:
    """The words of a text, folded as the index folds them."""
    return _WORD.findall(folded(text))


def sentence_with(by: Sequence[str], text: str) -> str:
    """The line of the text that holds most of the words and phrases; of several, the first.

    Those that come first are what was typed, and count more than other words for it. A word may
    stand there with another ending.
    """
    low = folded(text)
    # Most texts and most lines hold not even the stems, and to take a line apart takes time.
    sought = [
        (place, words, _stem(words[0]))
        for place, words in enumerate((every_word(one) for one in by), start=1)
        if words and _stem(words[0]) in low
    ]
    most = sum(1 / place for place, _, _ in sought)
    best, at = -1.0, 0
    for number, line in enumerate(low.split("\n")):
        worth = _worth(sought, line)
        if worth > best:
            best, at = worth, number
        if worth >= most:
            break
    return text.split("\n")[at]


def marks_in(by: Sequence[str], sentence: str) -> tuple[tuple[int, int], ...]:
    """Where the words and phrases stand in a sentence, with any endings: the ends of each."""
    ends = [each.span() for each in _WRITTEN.finditer(sentence)]
    words = [folded(sentence[start:end]) for start, end in ends]
    marked: set[int] = set()
    for sought in map(every_word, by):
        for at in _places(sought, words):
            marked.update(range(at, at + len(sought)))
    marks: list[tuple[int, int]] = []
    for start, end in (ends[at] for at in sorted(marked)):
        # Words beside each other have one mark.
        is_beside = marks and sentence[marks[-1][1] : start] in _BETWEEN
        marks.append((marks.pop()[0] if is_beside else start, end))
    return tuple(marks)


def mended(typed: str, instead: Mapping[str, str]) -> str:
    """What was typed with other words in place of some."""
    return _WRITTEN.sub(lambda word: instead.get(folded(word[0]), word[0]), typed)


_BETWEEN: Final = (" ", "-")
_SHORTEST_STEM: Final = 3
_ENDINGS: Final = (
    "",
    *"""
    s es d ed r er ers ing ings y ies ied ier i e ly al ally ic ical ive ion ions ation ations
    ate ates ated ating ative ator ators ment ments able ible ful ness ity ance ence ant ent or ors
    ise ised ises ising isation ize ized izes izing ization
    """.split(),
)


def _stems(word: str) -> Iterator[str]:
    """The word without each of the endings that it may have, the shortest first."""
    for end in range(_SHORTEST_STEM, len(word)):
        if word[end:] in _ENDINGS:
            yield word[:end]
    yield word


def _stem(word: str) -> str:
    return next(_stems(word))


@lru_cache(maxsize=1024)
def _forms(word: str) -> frozenset[str]:
    """The word with every other ending."""
    stems = (stem for stem in _stems(word) if len(stem) >= _SHORTEST_STEM)
    return frozenset((word, *(stem + ending for stem in stems for ending in _ENDINGS)))


def _places(sought: Sequence[str], words: Sequence[str]) -> list[int]:
    """At which of the words those that are sought stand together.

    Where they stand nowhere, also where the last of them is the beginning of one.
    """
    if not sought:
        return []
    *before, last = sought
    forms = tuple(map(_forms, before))
    starts = [
        at
        for at in range(len(words) - len(before))
        if all(words[at + beside] in form for beside, form in enumerate(forms))
    ]
    whole = [at for at in starts if words[at + len(before)] in _forms(last)]
    return whole or [at for at in starts if words[at + len(before)].startswith(last)]


def _worth(sought: list[tuple[int, list[str], str]], line: str) -> float:
    """How much of what is sought a folded line holds."""
    there = [(place, words) for place, words, stem in sought if stem in line]
    if not there:
        return 0
    words_there = _WORD.findall(line)
    joined = f" {' '.join(words_there)}"
    return sum(1 / place for place, words in there if _holds(words, words_there, joined))


def _holds(sought: Sequence[str], words: Sequence[str], joined: str) -> bool:
    """Whether what is sought is among the words, which stand in ``joined`` after a blank each."""
    if len(sought) == 1:
        return f" {sought[0]}" in joined or not _forms(sought[0]).isdisjoint(words)
    return bool(_places(sought, words))


def held(words: Sequence[str], there: Sequence[str]) -> int:
    """How many of the words are there, the last of them also as the beginning of one."""
    *whole, last = words or ("",)
    return sum(word in there for word in whole) + any(word.startswith(last) for word in there)


def folded(text: str) -> str:
    """Lower case, without diacritics."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def cuts(word: str) -> tuple[str, ...]:
    """The word, and what is left of it without one of its letters, each once."""
    without = (word[:at] + word[at + 1 :] for at in range(len(word)))
    return tuple(dict.fromkeys((word, *without)))


def stands_in(text: str, phrase: str) -> bool:
    """Whether the words of a phrase stand together in one line of a text."""
    low, words = folded(text), phrase.split()
    if not all(word in low for word in words):
        return False
    pattern = r"(?:(?!\n)[\W_])+".join(map(re.escape, words))
    return re.search(rf"(?<![^\W_]){pattern}(?![^\W_])", low) is not None
