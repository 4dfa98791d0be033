"""Content files agree with each other: what one names is there, once, and names it in return."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sci_tui.domain.cleaning import hidden
from sci_tui.domain.dates import PartialDate
from sci_tui.domain.kinds import UNKNOWN
from sci_tui.domain.library import Content, Section, StandingPage, Topic
from sci_tui.domain.study import Fact, Source, Study
from sci_tui.exchange.checks.proses import study_file
from sci_tui.exchange.problems import Problem

EVERYTHING: Final = "spinal-cord-injury"
"""The category that holds every study; content files do not name it."""

PUBLISHED: Final = "published"
"""The fact of a study that states when it was published, and where that was read."""


def agreement(content: Content) -> Iterator[Problem]:
    """Every disagreement in the content, file by file."""
    yield from _library(content)
    for study in content.studies:
        yield from _study(study_file(study), study, content)
    for page in content.pages:
        yield from _page(f"pages/{page.slug}.toml", page)
    for topic in content.topics:
        yield from _page(f"topics/{topic.slug}.toml", topic)
    for word in content.words:
        known = {other.slug for other in content.words}
        yield from _among(f"words.toml [{word.slug}]", "related", word.related, known)


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
    yield from _date(file, study)
    yield from _sources(file, study.facts, study.sources)


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


def _date(file: str, study: Study) -> Iterator[Problem]:
    """A date is as fine as its source: the fact named ``published`` states it in the same words."""
    if not isinstance(study.published, PartialDate):
        return
    stated = next((fact.claim for fact in study.facts if fact.id == PUBLISHED), "")
    if study.published.in_words not in stated:
        wrong = f"{study.published.in_words} is not what the fact {PUBLISHED!r} states ({stated!r})"
        yield Problem(file, "published", wrong, "the date in that fact's words, no finer")


def _sources(file: str, facts: tuple[Fact, ...], sources: tuple[Source, ...]) -> Iterator[Problem]:
    known = {source.id for source in sources}
    yield from _twice(file, "facts", (fact.id for fact in facts))
    yield from _twice(file, "sources", (source.id for source in sources))
    for fact in facts:
        if fact.source not in known:
            wrong = f"source {fact.source!r} is not there"
            yield Problem(file, f"facts {fact.id}", wrong, "a source's id")
    for source in sorted(known - {fact.source for fact in facts}):
        yield Problem(file, "sources", f"{source!r} stands behind no fact", "sources that are used")


def _page(file: str, page: StandingPage | Topic) -> Iterator[Problem]:
    yield from _sources(file, page.facts, page.sources)
    for index, section in enumerate(page.sections, start=1):
        yield from _table(file, f"sections[{index}].table", section)


def _table(file: str, field: str, section: Section) -> Iterator[Problem]:
    table = section.table
    if table and any(len(row) != len(table.columns) for row in table.rows):
        yield Problem(file, field, "has rows of another length", "a cell for each column")


def _clean(file: str, value: Any) -> Iterator[Problem]:
    """Control characters and bidirectional overrides have no place in text that is shown."""
    if isinstance(value, str):
        bad = hidden(value)
        if bad:
            wrong = f"{value[:40]!r} holds the hidden character U+{ord(bad[0]):04X}"
            yield Problem(file, "text", wrong, "text without control or direction characters")
        if value != value.strip():
            yield Problem(
                file, "text", f"{value[-40:]!r} has blanks at an end", "text without them"
            )
    elif isinstance(value, tuple):
        for inner in value:
            yield from _clean(getattr(inner, "slug", "") or file, inner)
