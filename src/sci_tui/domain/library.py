"""What the library holds beside its studies."""

import re
from collections.abc import Iterator
from typing import Annotated, Final, NamedTuple

from sci_tui.domain.dates import PartialDate
from sci_tui.domain.edition import Edition
from sci_tui.domain.kinds import Unknown
from sci_tui.domain.limits import Address, Length, Line, Slug
from sci_tui.domain.prose import Prose
from sci_tui.domain.study import Fact, Source, Study


class Category(NamedTuple):
    """A shelf of the library; the first one holds every study."""

    slug: Slug
    title: Annotated[str, Length(1, 40)]
    about: Line


class Word(NamedTuple):
    """A term of the field, explained.

    ``said_as`` is how a voice says it where its letters mislead. ``source`` is where the meaning
    was checked; unknown means that a clinician still has to.
    """

    slug: Slug
    term: Annotated[str, Length(1, 60)]
    definition: Annotated[str, Length(1, 600)]
    source: Address | Unknown
    example: Annotated[str, Length(0, 300)] = ""
    said_as: Annotated[str, Length(0, 80)] = ""
    also: tuple[Line, ...] = ()
    related: tuple[Slug, ...] = ()


class Everyday(NamedTuple):
    """Words as people type them, and the words of the field that such a search also has to find.

    It works one way: who types "pee" finds the bladder, and who types "bladder" finds no "pee".
    """

    typed: Annotated[tuple[Line, ...], Length(1, 40)]
    finds: Annotated[tuple[Line, ...], Length(1, 20)]


class PageLink(NamedTuple):
    """Where a reader can go on to from a page: a route as it is typed."""

    text: Line
    route: Line


class PageTable(NamedTuple):
    """A small table; every row has as many cells as there are columns."""

    columns: Annotated[tuple[Line, ...], Length(2, 4)]
    rows: Annotated[tuple[tuple[Line, ...], ...], Length(1, 20)]


class Section(NamedTuple):
    """A stretch of a page under one heading: text, then items, a table and links, as there are."""

    heading: Annotated[str, Length(1, 70)]
    text: Prose = ()
    items: tuple[Prose, ...] = ()
    numbered: bool = False
    table: PageTable | None = None
    links: tuple[PageLink, ...] = ()


class StandingPage(NamedTuple):
    """A page of text that is not a study: about, how to read a study, a reference page."""

    slug: Slug
    title: Annotated[str, Length(1, 70)]
    about: Line
    sections: Annotated[tuple[Section, ...], Length(1, 20)]
    checked_on: PartialDate
    reference: bool = False
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()


class Topic(NamedTuple):
    """What the studies on one question say together.

    ``standing_note`` is shown on each study of the topic.
    """

    slug: Slug
    title: Annotated[str, Length(1, 70)]
    about: Line
    sections: Annotated[tuple[Section, ...], Length(1, 12)]
    checked_on: PartialDate
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    standing_note_heading: Annotated[str, Length(0, 70)] = ""
    standing_note: Prose = ()


class Content(NamedTuple):
    """A whole library as text: everything that ``data.db`` is built from."""

    edition: Edition
    categories: tuple[Category, ...]
    words: tuple[Word, ...]
    pages: tuple[StandingPage, ...]
    topics: tuple[Topic, ...]
    studies: tuple[Study, ...]
    everyday: tuple[Everyday, ...] = ()


_BRACKETED: Final = re.compile(r" \([^)]*\)(?=.)")


def forms(word: Word) -> Iterator[str]:
    """How a word may stand in text: its name, what stands in brackets behind it, its other names.

    Brackets inside a name are left out: Preclinical (animal) study is a preclinical study.
    """
    name, _, beside = _BRACKETED.sub("", word.term).partition(" (")
    others = beside.removesuffix(")").split(", ") if beside else []
    yield from map(lowered, (name, *others, *word.also))


def lowered(form: str) -> str:
    """In lower case, unless its capitals are what makes it this word: GRADE is not grade."""
    return form if sum(letter.isupper() for letter in form) > 1 else form.lower()
