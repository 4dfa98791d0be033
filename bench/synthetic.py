"""Synthetic studies, as many as are asked for, the same each time; none of them is research.

Their words are drawn by Zipf's law. How they were made, who took part, where they stand and what
came out is each drawn by itself from the studies of the real library, so that everything is as
frequent as there and there are many more combinations.
"""

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from random import Random
from typing import Final, NamedTuple

from bench.vocabulary import TABLE, vocabulary
from sci_tui.domain.dates import PartialDate
from sci_tui.domain.kinds import UNKNOWN, Unknown
from sci_tui.domain.library import Content
from sci_tui.domain.prose import Prose, Sentence
from sci_tui.domain.study import (
    Check,
    Fact,
    Implication,
    MarkRow,
    Marks,
    People,
    Source,
    Study,
    StudyDesign,
)

_SEED: Final = 1_000_003
_NEWEST: Final = 2026.87
_OLDEST: Final = 1980.0
_GROWTH: Final = 1.6
"""The more above 1, the more of the studies are new."""
_UNDATED: Final = 200
"""One study in so many has no date."""
_MONTHS_WITHOUT_DAYS: Final = (3, 6, 9, 12)
_LENGTHS: Final = (9, 14, 11, 17, 8, 13, 20, 10, 15, 12, 7, 18, 14, 11, 16, 9)
"""Words in one sentence after another; each study begins somewhere else among these."""
_SENTENCES: Final = 34
_TITLE_WORDS: Final = 12
_LONGEST_HEAD: Final = 46
"""With the number after it, a title is then short enough for a list."""
_FACTS: Final = ("fact-1", "fact-2", "fact-3", "fact-4")
_SYNTHETIC: Final = Sentence("This text is synthetic and was made to measure a program.")
_WRITTEN_FROM: Final = "Nothing: the text is synthetic."
_JOURNAL: Final = "Journal of Synthetic Studies"
_SOURCE: Final = Source("none", "No source: the text is synthetic", UNKNOWN)
_CHECK: Final = Check(PartialDate(2026, 11, 21), "Nothing to check: the text is synthetic.")


class _Like(NamedTuple):
    """The real studies that a synthetic one has something from."""

    design: Study
    level: Study
    grade: Study
    time: Study
    shelves: Study
    outcome: Study


def studies(number: int, like: Content) -> Iterator[Study]:
    """Studies in the order of a library: the newest first, of one day by slug.

    Args:
        number: How many there are; it decides how many words there are and how dates are spread.
        like: The library whose words, shelves and designs they have.
    """
    random = Random(_SEED)
    cuts = [_cuts(start) for start in range(len(_LENGTHS))]
    longest = max(each[-1] for each in cuts)
    at_once = TABLE // longest
    tables = vocabulary(number, like.studies).tables(random)
    for first, table in zip(range(0, number, at_once), tables, strict=False):
        together = min(at_once, number - first)
        choices = array("H", random.randbytes(2 * together * longest))
        drawn = list(map(table.__getitem__, choices))
        models = [random.choices(like.studies, k=together) for _ in _Like._fields]
        for at, cut in enumerate(random.choices(cuts, k=together)):
            here = drawn[at * longest : (at + 1) * longest]
            said = [_sentence(here[start:end]) for start, end in pairwise(cut)]
            published = _published(first + at, number)
            like_these = _Like(*(each[at] for each in models))
            yield _study(first + at + 1, published, here[:_TITLE_WORDS], said, like_these)


def _cuts(start: int) -> tuple[int, ...]:
    """Where among the words of a study its sentences begin and end."""
    lengths = (_LENGTHS * (_SENTENCES // len(_LENGTHS) + 2))[start : start + _SENTENCES]
    return tuple(accumulate(lengths, initial=_TITLE_WORDS))


def _sentence(words: Sequence[str]) -> str:
    return " ".join(words).capitalize() + "."


def _published(position: int, number: int) -> PartialDate | Unknown:
    if position >= number - number // _UNDATED:
        return UNKNOWN
    year = _NEWEST - (_NEWEST - _OLDEST) * (position / number) ** _GROWTH
    month = int(year % 1 * 12) + 1
    day = 0 if month in _MONTHS_WITHOUT_DAYS else int(year * 12 % 1 * 28) + 1
    return PartialDate(int(year), month, day)


def _study(
    number: int,
    published: PartialDate | Unknown,
    title: Sequence[str],
    said: Sequence[str],
    like: _Like,
) -> Study:
    name = f"{number:07}"
    texts = [
        Sentence(text, (_FACTS[at % len(_FACTS)],) if at % 3 else ())
        for at, text in enumerate(said)
    ]
    row = MarkRow("Synthetic people", number % 12, 12)
    return Study(
        slug=f"synthetic-{name}",
        title=f"Synthetic study {name}: {' '.join(title)}",
        list_title=f"{' '.join(title[:6])[:_LONGEST_HEAD].capitalize()} (synthetic {name})",
        edition=1,
        journal=_JOURNAL,
        published=published,
        doi=f"10.5555/synthetic.{name}",
        authors=("Synthetic A", "Synthetic B"),
        more_authors=False,
        categories=like.shelves.categories,
        topics=like.shelves.topics,
        design=StudyDesign(
            like.design.design.kind,
            "Synthetic, not made at all",
            like.design.design.question,
            like.design.design.blinding,
            _prose(texts[0]),
        ),
        people=People(
            species=like.design.people.species,
            number=like.design.people.number,
            age_min=like.level.people.age_min,
            age_max=like.level.people.age_max,
            levels=like.level.people.levels,
            completeness=like.grade.people.completeness,
            time_since_injury=like.time.people.time_since_injury,
            in_words=_prose(texts[1]),
        ),
        outcome=like.outcome.outcome,
        key_message=_prose(_SYNTHETIC, texts[2]),
        simple_words=(tuple(texts[3:7]), tuple(texts[7:10])),
        duration=_prose(texts[10]),
        findings=(_prose(texts[11]), _prose(texts[12]), _prose(*texts[13:15])),
        summary=(tuple(texts[15:19]), tuple(texts[19:23])),
        implications=(
            Implication("Synthetic, the first", _prose(*texts[23:25])),
            Implication("Synthetic, the second", _prose(*texts[25:27])),
        ),
        limitations=tuple(map(_prose, texts[27:31])),
        harms=_prose(*texts[31:33]),
        words=like.shelves.words,
        facts=tuple(
            Fact(fact, said[at], _SOURCE.id) for at, fact in enumerate(_FACTS, start=len(_FACTS))
        ),
        sources=(_SOURCE,),
        written_from=_WRITTEN_FROM,
        checked_against_facts=_CHECK,
        figures=(Marks("marks", (row,), _prose(texts[33])),) if like.design.figures else (),
    )


def _prose(*sentences: Sentence) -> Prose:
    return (sentences,)
