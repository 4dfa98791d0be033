"""What the types cannot say: that content files agree with each other and with their facts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, Final

from sci_tui.domain.cleaning import hidden
from sci_tui.domain.library import Content, Section, StandingPage, Topic, Word
from sci_tui.domain.numbers import numbers
from sci_tui.domain.prose import Prose, Sentence, sentences
from sci_tui.domain.study import UNKNOWN, Change, Fact, Figure, Marks, Moves, Source, Study
from sci_tui.exchange.problems import Problem

EVERYTHING: Final = "spinal-cord-injury"
"""The category that holds every study; content files do not name it."""


def check(content: Content) -> Iterator[Problem]:
    """Every disagreement in the content, file by file."""
    yield from _library(content)
    for study in content.studies:
        file = f"studies/{study.slug}.toml"
        yield from _study(file, study, content)
    for page in content.pages:
        yield from _page(f"pages/{page.slug}.toml", page)
    for topic in content.topics:
        yield from _page(f"topics/{topic.slug}.toml", topic)
    for word in content.words:
        yield from _word(word, content)


def _library(content: Content) -> Iterator[Problem]:
    if not content.categories or content.categories[0].slug != EVERYTHING:
        yield Problem("categories.toml", "category", f"does not begin with {EVERYTHING}", "that")
    yield from _twice("categories.toml", "slug", (c.slug for c in content.categories))
    yield from _twice("words.toml", "slug", (w.slug for w in content.words))
    yield from _twice("studies", "list_title", (s.list_title for s in content.studies))
    yield from _twice("studies", "doi", (s.doi for s in content.studies if s.doi is not UNKNOWN))
    yield from _clean("library", content)


def _twice(file: str, field: str, values: Iterable[str]) -> Iterator[Problem]:
    for value, count in Counter(value.casefold() for value in values).items():
        if count > 1:
            yield Problem(file, field, f"{value!r} stands {count} times", "each only once")


def _study(file: str, study: Study, content: Content) -> Iterator[Problem]:
    known_words = {word.slug for word in content.words}
    shelves = {category.slug for category in content.categories[1:]}
    topics = {topic.slug for topic in content.topics}
    yield from _among(file, "categories", study.categories, shelves)
    yield from _among(file, "words", study.words, known_words)
    yield from _among(file, "topics", study.topics, topics)
    yield from _related(file, study, {other.slug: other for other in content.studies})
    yield from _ages(file, study)
    yield from _facts(file, study.facts, study.sources, dict(_proses(study)))
    for index, figure in enumerate(study.figures, start=1):
        yield from _figure(file, f"figures[{index}]", figure, study.facts)


def _among(file: str, field: str, given: Iterable[str], known: set[str]) -> Iterator[Problem]:
    for slug in given:
        if slug not in known:
            allowed = ", ".join(sorted(known)) if 0 < len(known) <= 30 else "a slug that exists"
            yield Problem(file, field, f"{slug!r} is not known", allowed)
    yield from _twice(file, field, given)


def _related(file: str, study: Study, studies: dict[str, Study]) -> Iterator[Problem]:
    for related in study.related:
        other = studies.get(related.slug)
        if other is None or other is study:
            yield Problem(file, "related", f"{related.slug!r} is not there", "another study's slug")
        elif study.slug not in {back.slug for back in other.related}:
            wrong = f"{related.slug!r} does not name this study in return"
            yield Problem(file, "related", wrong, "links that go both ways")


def _ages(file: str, study: Study) -> Iterator[Problem]:
    youngest, oldest = study.people.age_min, study.people.age_max
    if isinstance(youngest, int) and isinstance(oldest, int) and youngest > oldest:
        yield Problem(file, "people.age_max", f"is below age_min ({youngest})", "age_min or more")


def _proses(value: Any, path: str = "") -> Iterator[tuple[str, Prose]]:
    """Every prose field below a value, with its path."""
    if isinstance(value, tuple) and value and _is_paragraph(value[0]):
        yield path, value
    elif isinstance(value, tuple) and hasattr(value, "_asdict"):
        for name, inner in value._asdict().items():
            yield from _proses(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value, start=1):
            yield from _proses(inner, f"{path}[{index}]")


def _is_paragraph(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Sentence)


def _facts(
    file: str, facts: tuple[Fact, ...], sources: tuple[Source, ...], proses: dict[str, Prose]
) -> Iterator[Problem]:
    claims = {fact.id: fact.claim for fact in facts}
    known_sources = {source.id for source in sources}
    yield from _twice(file, "facts", (fact.id for fact in facts))
    yield from _twice(file, "sources", (source.id for source in sources))
    for fact in facts:
        if fact.source not in known_sources:
            yield Problem(
                file, f"facts {fact.id}", f"source {fact.source!r} is not there", "a source's id"
            )
    for source in known_sources - {fact.source for fact in facts}:
        yield Problem(file, "sources", f"{source!r} stands behind no fact", "sources that are used")
    for field, prose in proses.items():
        for sentence in sentences(prose):
            yield from _sentence(file, field, sentence, claims)


def _sentence(
    file: str, field: str, sentence: Sentence, claims: dict[str, str]
) -> Iterator[Problem]:
    for fact in sentence.facts:
        if fact not in claims:
            yield Problem(
                file, field, f"fact {fact!r} is not there", "the id of a fact in this file"
            )
    if sentence.text[-1] not in ".?!:":
        wrong = f"{sentence.text[-40:]!r} has no end"
        yield Problem(file, field, wrong, "one sentence a line, ended with . ? ! or :")
    unfounded = numbers(sentence.text) - _founded(sentence.facts, claims)
    if unfounded:
        wrong = f"{_listed(unfounded)} in {sentence.text!r} stands in no fact it names"
        yield Problem(file, field, wrong, "figures that a named fact holds")


def _founded(facts: Iterable[str], claims: dict[str, str]) -> frozenset[Fraction]:
    return frozenset().union(*(numbers(claims.get(fact, "")) for fact in facts))


def _listed(values: Iterable[Fraction]) -> str:
    return ", ".join(str(float(v) if v.denominator > 1 else v) for v in sorted(values))


def _figure(file: str, field: str, figure: Figure, facts: tuple[Fact, ...]) -> Iterator[Problem]:
    claims = {fact.id: fact.claim for fact in facts}
    named = [fact for sentence in sentences(figure.sentence) for fact in sentence.facts]
    unfounded = {Fraction(str(v)) for v in _drawn(figure)} - _founded(named, claims)
    if unfounded:
        wrong = f"{_listed(unfounded)} is drawn but stands in no fact its sentence names"
        yield Problem(file, field, wrong, "figures that a named fact holds")
    yield from _within_range(file, field, figure)


def _drawn(figure: Figure) -> Iterator[float]:
    match figure:
        case Marks():
            for row in figure.rows:
                yield from (row.number, row.of)
        case Change():
            ends = (figure.before, figure.after, figure.lowest, figure.highest)
            # Every scale may begin at nothing without a fact that says so.
            yield from (float(end) for end in ends if end is not UNKNOWN and end != 0)
        case Moves():
            yield from (move.people for move in figure.moves)


def _within_range(file: str, field: str, figure: Figure) -> Iterator[Problem]:
    if isinstance(figure, Marks):
        for row in figure.rows:
            if row.number > row.of:
                yield Problem(file, field, f"{row.number} of {row.of}", "no more than all of them")
    if isinstance(figure, Change) and UNKNOWN not in (figure.lowest, figure.highest):
        low, high = float(figure.lowest), float(figure.highest)
        if not (low < high and low <= figure.before <= high and low <= figure.after <= high):
            yield Problem(file, field, "lies outside its range", f"values from {low} to {high}")


def _page(file: str, page: StandingPage | Topic) -> Iterator[Problem]:
    yield from _facts(file, page.facts, page.sources, dict(_proses(page)))
    for index, section in enumerate(page.sections, start=1):
        yield from _table(file, f"sections[{index}].table", section)


def _table(file: str, field: str, section: Section) -> Iterator[Problem]:
    table = section.table
    if table and any(len(row) != len(table.columns) for row in table.rows):
        yield Problem(file, field, "has rows of another length", "a cell for each column")


def _word(word: Word, content: Content) -> Iterator[Problem]:
    known = {other.slug for other in content.words}
    yield from _among(f"words.toml [{word.slug}]", "related", word.related, known)


def _clean(file: str, value: Any) -> Iterator[Problem]:
    """Control characters and bidirectional overrides have no place in text that is shown."""
    if isinstance(value, str):
        bad = hidden(value)
        if bad:
            wrong = f"{value[:40]!r} holds the hidden character U+{ord(bad[0]):04X}"
            yield Problem(file, "text", wrong, "text without control or direction characters")
    elif isinstance(value, tuple):
        for inner in value:
            yield from _clean(getattr(inner, "slug", "") or file, inner)
