"""Which studies answer what was typed, the best first.

What was typed is read as ideas: words, or phrases that the library knows other words for (its
glossary, and its table of everyday words). An idea is found by any of its words, whatever their
ending; the last word typed also as the beginning of one. A study ranks by how rare the ideas are
that it holds, how well it holds them (a title tells more than what is told first, and that more
than the rest), and how much of all that was asked for it holds. Studies that hold all of it come
before those that hold a part.

Ranking costs as much as there are studies to rank. Up to ``MOST_RANKED`` are ranked. Where every
idea alone is held by more, the newest that hold all of it in their titles come first, then the
newest that do anywhere; the search stops when there are enough.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from sci_tui.store import statements
from sci_tui.store.asking import ASIDE, Asked, asked
from sci_tui.store.matching import cuts, stands_in
from sci_tui.store.tokens import ANYWHERE, TITLE, TOLD, every, phrase_token, quoted, some, without

Fetch = Callable[[str, tuple[object, ...]], list[Any]]

ENOUGH: Final = 20
"""Where fewer studies hold all that was asked for, the best that hold a part follow them."""
MOST_RANKED: Final = 2_000
MOST_UNRANKED: Final = 100
"""Where there are more than are ranked, so many are found."""
_PLACES: Final = {TITLE: 8.0, TOLD: 4.0, ANYWHERE: 1.0}
"""What it is worth that an idea stands there."""
_LONGEST_PHRASE: Final = 6
_OTHER_WORDS: Final = 0.8
"""What being found by other words for an idea is worth beside its own."""
_BEGUN: Final = 0.9
_BEGUN_ELSE: Final = 0.3
"""What a longer word is worth where what was typed is a word too: FES is no beginning of more."""
_MENDED: Final = 0.9
_ALSO: Final = 0.2
"""What being found by more words for an idea adds, beside the one that tells most."""
_ALIKE: Final = 0.75
"""How alike, from 0 to 1, a word has to be to stand in for one that nothing holds."""
_AS_ALIKE: Final = 0.02
"""Within this, of two words that are alike the more common one is meant."""
_SHORTEST_MENDED: Final = 3
_MOST_BEGUN: Final = 64
"""Of more words that begin as the last one typed, the most common are meant."""
_MOST_LOOKED_THROUGH: Final = 2_000
_BEGUN_ALIKE: Final = 4
"""Words that begin with so many of the same letters may be meant, however they end."""
_MOST_ALIKE: Final = 400
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
_LAST: Final = "\U0010ffff"
"""No word begins with what another begins with and this."""


class Ranking(NamedTuple):
    """The studies that were found, by number and the best first.

    ``whole`` of them, the first ones, hold all that was asked for; ``more`` tells that others do
    that are not among them. ``by`` are the words and phrases they were found by. ``instead`` tells
    which words nothing held, and what was looked for instead.
    """

    studies: tuple[int, ...] = ()
    whole: int = 0
    by: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()
    more: bool = False


class _Way(NamedTuple):
    """One way an idea is found: by any of some sets of tokens, each of them as a whole.

    ``counts_once`` tells that finding several of them says no more than finding one.
    """

    worth: float
    tokens: tuple[tuple[str, ...], ...]
    counts_once: bool = False

    def apart(self) -> Iterator[Callable[[str], str]]:
        """For each thing that counts, the expression for the studies that hold it at a place."""
        if self.counts_once:
            yield self.stands
        else:
            yield from (self._replace(tokens=(each,)).stands for each in self.tokens)

    def stands(self, place: str = ANYWHERE) -> str:
        """The expression for the studies that hold it at a place."""
        return some([every(*(quoted(place + token) for token in each)) for each in self.tokens])


class _Idea(NamedTuple):
    """A word or phrase that was typed, how it is found, and in how many studies at most."""

    by: tuple[str, ...]
    ways: tuple[_Way, ...]
    studies: int

    def stands(self, place: str = ANYWHERE) -> str:
        """The expression for the studies that hold it at a place, whichever way."""
        return some([way.stands(place) for way in self.ways])


class _Reading(NamedTuple):
    """What was typed, as the library understands it.

    ``phrases`` have to stand there as they are, and those of ``no_phrases`` must not; that is
    looked for in the texts. ``left_out`` are the expressions for what must not be there.
    """

    ideas: tuple[_Idea, ...]
    by: tuple[str, ...]
    instead: tuple[tuple[str, str], ...]
    phrases: tuple[str, ...]
    left_out: tuple[str, ...]
    no_phrases: tuple[str, ...]

    @property
    def held(self) -> tuple[_Idea, ...]:
        """The ideas that any study holds."""
        return tuple(idea for idea in self.ideas if idea.ways)

    @property
    def whole(self) -> str:
        """The expression for all of it; empty where nothing can hold all of it."""
        return self.standing(ANYWHERE) if self.held == self.ideas else ""

    def standing(self, place: str) -> str:
        """The expression for the studies that hold all that is held, at a place."""
        return every(*(idea.stands(place) for idea in self.held))


class Searcher:
    """Answers searches over one library.

    Args:
        fetch: Reads rows from the library.
    """

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch

    def ranking(self, typed: str, among: str = "") -> Ranking:
        """The studies that answer what was typed.

        Args:
            typed: What was typed.
            among: The only studies that count, as an expression; empty for all.
        """
        reading = self._read(typed)
        if not reading.held:
            return Ranking()
        found = _Finding(self._fetch, reading, among, self._total()).ranking()
        return found._replace(by=reading.by, instead=reading.instead)

    def meant(self, typed: str) -> statements.Passing | None:
        """The studies that a search is about: those that hold all of it, or else a part.

        None if there is none.
        """
        reading = self._read(typed)
        if not reading.held:
            return None
        finding = _Finding(self._fetch, reading, "", self._total())
        whole = finding.holds_whole()
        standing = reading.whole if whole else some([idea.stands() for idea in reading.held])
        among = None
        if reading.phrases or reading.no_phrases:
            among = json.dumps(finding.ranking().studies)
        most = None if whole else ENOUGH
        return statements.Passing(finding.base(standing), among=among, most=most)

    def _read(self, typed: str) -> _Reading:
        wanted = asked(typed)
        instead: dict[str, str] = {}
        phrases = [self._phrase(phrase) for phrase in wanted.phrases]
        ideas = (*self._ideas(wanted, instead), *phrases)
        single = [word for word in wanted.left_out if " " not in word]
        left_out = (_Way(1.0, tuple(self._tokens([word])[0])) for word in single)
        return _Reading(
            ideas,
            tuple(dict.fromkeys(word for idea in ideas for word in idea.by)),
            tuple(instead.items()),
            tuple(phrase for phrase in wanted.phrases if " " in phrase),
            tuple(way.stands() for way in left_out if way.tokens),
            tuple(phrase for phrase in wanted.left_out if " " in phrase),
        )

    def _ideas(self, wanted: Asked, instead: dict[str, str]) -> Iterator[_Idea]:
        spans = list(self._spans(wanted.words))
        telling = [span for span in spans if span not in ASIDE]
        # A search for nothing but words like these is a search for them.
        if not telling and not wanted.phrases:
            telling = spans
        for span in telling:
            begun = wanted.unfinished and span == spans[-1] and " " not in span
            idea = self._idea(span, begun=begun)
            if not idea.ways and " " not in span:
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
        spellings = [] if " " in span else list(_spellings(span))
        others = [] if span in ASIDE else self._others(span)
        own, by_own = self._tokens([span, *spellings])
        other, by_other = self._tokens(others)
        longer, by_beginning = self._beginning(span) if begun else ([], 0)
        longer = [token for token in longer if token not in own]
        ways = [_Way(1.0, tuple(own))] if own else []
        if longer:
            worth = _BEGUN_ELSE if own or other else _BEGUN
            ways.append(_Way(worth, tuple(longer), counts_once=True))
        if other:
            ways.append(_Way(_OTHER_WORDS, tuple(other)))
        studies = by_own + by_beginning + by_other
        return _Idea((span, *spellings, *others), tuple(ways), studies)

    def _phrase(self, phrase: str) -> _Idea:
        """A phrase in quotation marks: all its words; where they stand is looked for in texts."""
        tokens, studies = self._all_of(phrase.split())
        return _Idea((phrase,), (_Way(1.0, (tokens,)),) if studies else (), studies)

    def _all_of(self, words: Sequence[str]) -> tuple[tuple[str, ...], int]:
        """The tokens of some words, and in how many studies all of them stand at most."""
        found = [self._fetch(statements.ALIKE, (quoted(word),))[:1] for word in words]
        rows = [row for each in found for row in each]
        return tuple(token for token, _ in rows), min(
            (studies for _, studies in rows) if len(rows) == len(words) else (0,)
        )

    def _tokens(self, texts: Iterable[str]) -> tuple[list[tuple[str, ...]], int]:
        """The sets of tokens that some words and phrases are found by, and in how many studies.

        A word is found with any ending. A phrase that the library knows is one token; another is
        what was typed as one word, such as VX210, and found where its parts are.
        """
        tokens: dict[tuple[str, ...], int] = {}
        single = [quoted(text) for text in texts if " " not in text]
        if single:
            rows = self._fetch(statements.ALIKE, (some(single),))
            tokens.update(((term,), studies) for term, studies in rows)
        for words in (text.split() for text in texts if " " in text):
            token = phrase_token(words)
            for (studies,) in self._fetch(statements.TERM, (token,)):
                tokens[(token,)] = studies
            if _CODE.fullmatch("".join(words)) and len(words) == 2:
                parts, studies = self._all_of(words)
                tokens[parts] = studies
        held = {token: studies for token, studies in tokens.items() if studies}
        return list(held), sum(held.values())

    def _beginning(self, word: str) -> tuple[list[tuple[str, ...]], int]:
        """The tokens of the words that begin so, and in how many studies they stand at most."""
        asked_for = (word, f"{word}{_LAST}", _MOST_LOOKED_THROUGH)
        tokens: dict[str, int] = dict(self._fetch(statements.BEGUN, asked_for))
        common = sorted(tokens, key=lambda token: (-tokens[token], token))[:_MOST_BEGUN]
        return [(token,) for token in common], sum(tokens[token] for token in common)

    def _mended(self, word: str, instead: dict[str, str]) -> _Idea:
        """The word that was most likely meant, where nothing holds the one typed."""
        meant = self._meant(word)
        if meant is None:
            return _Idea((), (), 0)
        instead[word] = meant
        idea = self._idea(meant, begun=False)
        ways = (way._replace(worth=way.worth * _MENDED) for way in idea.ways)
        return idea._replace(ways=tuple(ways))

    def _meant(self, word: str) -> str | None:
        if len(word) < _SHORTEST_MENDED:
            return None
        start = word[:_BEGUN_ALIKE]
        begun = (start, f"{start}{_LAST}", _MOST_ALIKE)
        rows = [
            *self._fetch(statements.SLIPS, (json.dumps(cuts(word)),)),
            *(self._fetch(statements.BEGUN_ALIKE, begun) if len(word) > _BEGUN_ALIKE else ()),
        ]
        common: dict[str, int] = {term: studies for term, studies in rows if term.isalnum()}
        # Few searches hold a slip, so that only those wait for it.
        from difflib import SequenceMatcher, get_close_matches  # noqa: PLC0415

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


class _Finding:
    """One search: what is found by what was read.

    Args:
        fetch: Reads rows from the library.
        reading: What was typed, as the library understands it.
        among: The only studies that count, as an expression; empty for all.
        total: How many studies there are.
    """

    def __init__(self, fetch: Fetch, reading: _Reading, among: str, total: int) -> None:
        self._fetch = fetch
        self._reading = reading
        self._among = among
        self._total = total

    def base(self, expression: str) -> str:
        """An expression among the studies that count, without what must not be there."""
        return without(every(self._among, expression), self._reading.left_out)

    def holds_whole(self) -> bool:
        """Whether any study holds all of it."""
        return bool(self._reading.whole and self._studies(self._reading.whole, 1))

    def ranking(self) -> Ranking:
        """The studies, the best first."""
        reading = self._reading
        if sum(idea.studies for idea in reading.held) <= MOST_RANKED:
            whole = self._checked(self._studies(reading.whole)) if reading.whole else []
            parts = self._checked(self._studies(some([idea.stands() for idea in reading.held])))
            return self._ranked(whole, parts, self._worth_of_every())
        if not reading.whole:
            return self._ranked([], self._checked(self._holding_most(set())), {})
        if min(idea.studies for idea in reading.ideas) > MOST_RANKED:
            whole = self._by_place()
            if len(whole) == MOST_UNRANKED:
                return Ranking(tuple(whole), len(whole), more=True)
        else:
            whole = self._checked(self._studies(reading.whole))
        parts = self._checked(self._holding_most(set(whole))) if len(whole) < ENOUGH else []
        return self._ranked(whole, parts, self._worth_of_whole() if whole else {})

    def _ranked(self, whole: list[int], parts: list[int], worth: dict[int, float]) -> Ranking:
        holds_all = set(whole)
        best = sorted(whole, key=lambda study: (-worth.get(study, 0.0), study))
        others = [study for study in parts if study not in holds_all]
        others.sort(key=lambda study: -worth.get(study, 0.0))
        shown = (*best, *others[: max(0, ENOUGH - len(best))])
        return Ranking(shown, len(best))

    def _by_place(self) -> list[int]:
        """The newest that hold all of it in their titles, then the newest that do anywhere."""
        reading = self._reading
        if reading.phrases or reading.no_phrases:
            return self._checked(self._studies(reading.whole, MOST_RANKED))[:MOST_UNRANKED]
        found = dict.fromkeys(self._studies(reading.standing(TITLE), MOST_UNRANKED))
        if len(found) < MOST_UNRANKED:
            found |= dict.fromkeys(self._studies(reading.whole, MOST_UNRANKED))
        return list(found)[:MOST_UNRANKED]

    def _holding_most(self, whole: set[int]) -> list[int]:
        """The newest studies that hold all but what is most common of it, then any that do."""
        ideas = sorted(self._reading.held, key=lambda idea: idea.studies)
        any_of_it = some([idea.stands() for idea in ideas])
        most = len(ideas) - (1 if self._reading.whole else 0)
        found: dict[int, None] = {}
        for holding in (
            *(every(*(idea.stands() for idea in ideas[:end])) for end in range(most, 0, -1)),
            any_of_it,
        ):
            if len(found) < ENOUGH:
                newest = self._studies(holding, ENOUGH + len(whole) + len(found))
                found |= dict.fromkeys(study for study in newest if study not in whole)
        return list(found)

    def _worth_of_every(self) -> dict[int, float]:
        """What each study is worth that holds a part, by everything that an idea is found by."""
        worths = []
        for idea in self._reading.ideas:
            each: dict[int, float] = {}
            total: dict[int, float] = {}
            for way in idea.ways:
                for one in way.apart():
                    found = self._worth_by(one, way.worth)
                    for study, value in found.items():
                        each[study] = max(each.get(study, 0.0), value)
                        total[study] = total.get(study, 0.0) + value
            # Who holds it by several words is more likely to be about it.
            worths.append({s: most + _ALSO * (total[s] - most) for s, most in each.items()})
        return self._together(worths, [self._rareness(len(each)) for each in worths])

    def _worth_of_whole(self) -> dict[int, float]:
        """The same of the studies that hold all of it, with as few questions as will do."""
        whole = self._reading.whole
        worths = [self._worth_by(idea.stands, 1.0, whole) for idea in self._reading.ideas]
        return self._together(
            worths, [self._rareness(idea.studies) for idea in self._reading.ideas]
        )

    def _worth_by(
        self, stands: Callable[[str], str], times: float, among: str = ""
    ) -> dict[int, float]:
        """The studies that hold something, with what the best place is worth at which it stands."""
        worth: dict[int, float] = {}
        for place, value in _PLACES.items():
            for study in self._studies(every(among, stands(place))):
                worth.setdefault(study, value * times)
        return worth

    def _together(
        self, worths: Sequence[dict[int, float]], rareness: Sequence[float]
    ) -> dict[int, float]:
        """The ideas a study holds by their rareness, times the share it holds of all."""
        worth: dict[int, float] = {}
        held: dict[int, float] = {}
        for each, rare in zip(worths, rareness, strict=True):
            best = max(each.values(), default=1.0)
            for study, value in each.items():
                worth[study] = worth.get(study, 0.0) + rare * math.sqrt(value / best)
                held[study] = held.get(study, 0.0) + rare
        every_idea = sum(rareness)
        return {study: value * held[study] / every_idea for study, value in worth.items()}

    def _rareness(self, studies: int) -> float:
        held = min(studies, self._total)
        return math.log(1 + (self._total - held + 0.5) / (held + 0.5))

    def _studies(self, expression: str, limit: int = -1) -> list[int]:
        rows = self._fetch(statements.MATCHING, (self.base(expression), limit))
        return [study for (study,) in rows]

    def _checked(self, studies: list[int]) -> list[int]:
        """Those in whose texts the phrases stand that have to, and none that must not."""
        wanted, unwanted = self._reading.phrases, self._reading.no_phrases
        if not (wanted or unwanted):
            return studies
        rows = self._fetch(statements.TEXTS, (json.dumps(studies),))
        return [
            study
            for study, text in rows
            if all(stands_in(text, phrase) for phrase in wanted)
            and not any(stands_in(text, phrase) for phrase in unwanted)
        ]


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
