"""Which studies answer what was typed, the best first.

What was typed is read as ideas: words, or phrases that the library knows other words for (its
glossary, and its table of everyday words). An idea is found by any of its words, stemmed; the last
word typed also as the beginning of one. A study ranks by how rare the ideas are that it holds, how
well it holds them, and how much of all that was asked for it holds. Studies that hold all of it
come before those that hold a part.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from sci_tui.store import statements
from sci_tui.store.asking import ASIDE, Asked, asked

Fetch = Callable[[str, tuple[object, ...]], list[Any]]

ENOUGH: Final = 20
"""Where fewer studies hold all that was asked for, the best that hold a part follow them."""
_LONGEST_PHRASE: Final = 6
_OTHER_WORDS: Final = 0.8
"""What being found by other words for an idea is worth beside its own."""
_BEGUN: Final = 0.9
_MENDED: Final = 0.9
_ALIKE: Final = 0.75
"""How alike, from 0 to 1, a word has to be to stand in for one that nothing holds."""
_AS_ALIKE: Final = 0.02
"""Within this, of two words that are alike the more common one is meant."""
_SHORTEST_MENDED: Final = 3
_SPELLINGS: Final = (
    ("ise", "ize"),
    ("isa", "iza"),
    ("yse", "yze"),
    ("our", "or"),
    ("re", "er"),
    ("ae", "e"),
    ("oe", "e"),
    ("ll", "l"),
    ("ence", "ense"),
    ("ogue", "og"),
)
"""British and American; either may have been typed."""
_CODE: Final = re.compile(r"([a-z]+)([0-9]+)")


class Ranking(NamedTuple):
    """The studies that were found, by number and the best first.

    ``whole`` of them, the first ones, hold all that was asked for. ``by`` are the words and phrases
    they were found by. ``instead`` tells which words nothing held, and what was looked for instead.
    """

    studies: tuple[int, ...] = ()
    whole: int = 0
    by: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()

    @property
    def meant(self) -> tuple[int, ...]:
        """Those that hold all of it, or where there are none, all that hold a part."""
        return self.studies[: self.whole] or self.studies

    def among(self, passing: Sequence[int], *, sorted_so: bool) -> "Ranking":
        """What is left of it where only some studies pass, as good as before or in their order."""
        kept, whole = set(passing), set(self.studies[: self.whole])
        left = [study for study in (passing if sorted_so else self.studies) if study in kept]
        if sorted_so:
            left.sort(key=lambda study: study not in whole)
        return self._replace(studies=tuple(left), whole=len(kept & whole))


class _Idea(NamedTuple):
    """A word or phrase that was typed, and what each study that holds it is worth by it."""

    by: tuple[str, ...]
    worth: dict[int, float]


class Searcher:
    """Answers searches over one library.

    Args:
        fetch: Reads rows from the library.
    """

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch

    def ranking(self, typed: str) -> Ranking:
        """The studies that answer what was typed."""
        wanted = asked(typed)
        instead: dict[str, str] = {}
        phrases = [_Idea((phrase,), self._holding(phrase)) for phrase in wanted.phrases]
        ideas = [*self._ideas(wanted, instead), *phrases]
        if not any(idea.worth for idea in ideas):
            return Ranking()
        worth = _together(ideas, self._total())
        for phrase in phrases:
            worth = {study: value for study, value in worth.items() if study in phrase.worth}
        for left_out in wanted.left_out:
            for study in self._holding(left_out):
                worth.pop(study, None)
        whole = {study for study in worth if all(study in idea.worth for idea in ideas)}
        best = sorted(worth, key=lambda study: (study not in whole, -worth[study], study))
        by = tuple(dict.fromkeys(word for idea in ideas for word in idea.by))
        shown = tuple(best[: max(len(whole), ENOUGH)])
        return Ranking(shown, len(whole), by, tuple(instead.items()))

    def _ideas(self, wanted: Asked, instead: dict[str, str]) -> Iterator[_Idea]:
        spans = list(self._spans(wanted.words))
        telling = [span for span in spans if span not in ASIDE]
        # A search for nothing but words like these is a search for them.
        if not telling and not wanted.phrases:
            telling = spans
        for span in telling:
            begun = wanted.unfinished and span == spans[-1] and " " not in span
            idea = self._idea(span, begun=begun)
            if not idea.worth and " " not in span:
                idea = self._mended(span, instead)
            # What nothing holds is asked for all the same: no study holds all of it then.
            yield idea

    def _spans(self, words: tuple[str, ...]) -> Iterator[str]:
        """The words, and as one those that the library knows other words for together."""
        at = 0
        while at < len(words):
            for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
                span = " ".join(words[at : at + length])
                if length == 1 or self._others(span):
                    break
            yield span
            at += length

    def _idea(self, span: str, *, begun: bool) -> _Idea:
        worth = self._holding(span)
        by = [span]
        if begun:
            _add(worth, self._beginning(span), _BEGUN)
        if " " not in span:
            for spelling in _spellings(span):
                _add(worth, self._holding(spelling), 1)
                by.append(spelling)
        for other in () if span in ASIDE else self._others(span):
            _add(worth, self._holding(other), _OTHER_WORDS)
            by.append(other)
        return _Idea(tuple(by), worth)

    def _mended(self, word: str, instead: dict[str, str]) -> _Idea:
        """The word that was most likely meant, where nothing holds the one typed."""
        meant = self._meant(word)
        if meant is None:
            return _Idea((), {})
        instead[word] = meant
        idea = self._idea(meant, begun=False)
        return _Idea(idea.by, {study: value * _MENDED for study, value in idea.worth.items()})

    def _meant(self, word: str) -> str | None:
        if len(word) < _SHORTEST_MENDED:
            return None
        # Few searches hold a slip, so that only those wait for it.
        from difflib import SequenceMatcher, get_close_matches  # noqa: PLC0415

        rows = self._fetch(statements.WORDS_ALIKE, (len(word) - 2, len(word) + 2, word[0], word[1]))
        common: dict[str, int] = dict(rows)
        alike = get_close_matches(word, common, n=4, cutoff=_ALIKE)
        if not alike:
            return None
        near = {term: SequenceMatcher(None, word, term).ratio() for term in alike}
        return max(
            (term for term in alike if near[term] >= near[alike[0]] - _AS_ALIKE),
            key=lambda term: common[term],
        )

    def _others(self, phrase: str) -> list[str]:
        return [other for (other,) in self._fetch(statements.OTHER_WORDS, (phrase,))]

    def _total(self) -> int:
        return int(self._fetch(statements.EDITION, ())[0][-1])

    def _holding(self, words: str) -> dict[int, float]:
        return dict(self._fetch(statements.HOLDING, (_quoted(words),)))

    def _beginning(self, word: str) -> dict[int, float]:
        return dict(self._fetch(statements.BEGINNING, (f"{_quoted(word)}*",)))


def _together(ideas: list[_Idea], total: int) -> dict[int, float]:
    """What each study is worth: the ideas it holds by their rareness, times the share it holds."""
    rareness = [
        math.log(1 + (total - len(idea.worth) + 0.5) / (len(idea.worth) + 0.5)) for idea in ideas
    ]
    every = sum(rareness)
    worth: dict[int, float] = {}
    held: dict[int, float] = {}
    for idea, rare in zip(ideas, rareness, strict=True):
        best = max(idea.worth.values(), default=0.0)
        for study, value in idea.worth.items():
            share = math.sqrt(value / best) if best > 0 else 1.0
            worth[study] = worth.get(study, 0.0) + rare * share
            held[study] = held.get(study, 0.0) + rare
    return {study: value * held[study] / every for study, value in worth.items()}


def _add(worth: dict[int, float], more: dict[int, float], times: float) -> None:
    for study, value in more.items():
        worth[study] = max(worth.get(study, 0.0), value * times)


def _quoted(words: str) -> str:
    """An FTS5 string: its words have to stand there in this order. They hold no quotation mark."""
    return f'"{words}"'


def _spellings(word: str) -> Iterator[str]:
    """The word in the other spelling, at each place where the two differ, and VX210 as VX-210."""
    code = _CODE.fullmatch(word)
    if code:
        yield f"{code[1]} {code[2]}"
    for one, other in (*_SPELLINGS, *((b, a) for a, b in _SPELLINGS)):
        at = word.find(one, 1)
        while at > 0:
            yield word[:at] + other + word[at + len(one) :]
            at = word.find(one, at + 1)
