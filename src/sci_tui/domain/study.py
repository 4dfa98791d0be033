"""A study, as a page of the library tells it."""

from typing import Annotated, Literal, NamedTuple

from sci_tui.domain.dates import PartialDate
from sci_tui.domain.kinds import (
    Agreement,
    Ais,
    Blinding,
    Completeness,
    Design,
    Level,
    Outcome,
    Question,
    Seller,
    Species,
    Stance,
    TimeSinceInjury,
    Unknown,
)
from sci_tui.domain.limits import Address, Between, Doi, Length, Line, Slug
from sci_tui.domain.prose import Prose


class Source(NamedTuple):
    """Something that was read: what it is called and where it is."""

    id: Slug
    title: Line
    address: Address | Unknown


class Fact(NamedTuple):
    """A claim in our own words and the source it was read in."""

    id: Slug
    claim: Line
    source: Slug


class StudyDesign(NamedTuple):
    """How the study was made.

    ``name`` is the design in words ("Case series, no comparison group"). ``how`` says in a
    sentence or two how many people there were and what they were compared with.
    """

    kind: Design
    name: Line
    question: Question
    blinding: Blinding
    how: Prose


class People(NamedTuple):
    """Who took part, for filters; the page says it in the words of ``in_words``."""

    species: Species
    number: Annotated[int, Between(1, 100_000_000)] | Unknown
    age_min: Annotated[int, Between(0, 120)] | Unknown
    age_max: Annotated[int, Between(0, 120)] | Unknown
    levels: tuple[Level, ...] | Unknown
    completeness: tuple[Completeness, ...] | Unknown
    time_since_injury: tuple[TimeSinceInjury, ...] | Unknown
    in_words: Prose


class MarkRow(NamedTuple):
    """``number`` of ``of`` people, to be drawn as that many marks."""

    label: Annotated[str, Length(1, 40)]
    number: Annotated[int, Between(0, 100)]
    of: Annotated[int, Between(1, 100)]


class Marks(NamedTuple):
    """People as marks: twelve of thirteen is thirteen marks."""

    kind: Literal["marks"]
    rows: Annotated[tuple[MarkRow, ...], Length(1, 6)]
    sentence: Prose


class Change(NamedTuple):
    """One measure before and after, drawn on the scale's own range where that is known."""

    kind: Literal["before-after"]
    measure: Annotated[str, Length(1, 60)]
    before: float
    after: float
    lowest: float | Unknown
    highest: float | Unknown
    sentence: Prose


class Move(NamedTuple):
    """How many people began at one AIS grade and ended at another, or the same."""

    start: Ais
    end: Ais
    people: Annotated[int, Between(1, 10_000)]


class Moves(NamedTuple):
    """Where people began on the AIS and where they were afterwards."""

    kind: Literal["ais-moves"]
    moves: Annotated[tuple[Move, ...], Length(1, 25)]
    sentence: Prose


Figure = Marks | Change | Moves


class Implication(NamedTuple):
    """What a finding may mean, under a heading of its own."""

    heading: Annotated[str, Length(1, 70)]
    text: Prose


class NewsReport(NamedTuple):
    """One news report of the study, beside what the study found."""

    outlet: Line
    address: Address | Unknown
    says: Prose
    agrees: Agreement
    why: Prose
    sells: Seller


class Related(NamedTuple):
    """Another study on the same question, and how it stands to this one in a few words."""

    slug: Slug
    stance: Stance
    why: Line


class Check(NamedTuple):
    """When a second reader held the page against its facts, and what was changed."""

    on: PartialDate
    changed: Line


class Study(NamedTuple):
    """One plain-language summary of one piece of research."""

    slug: Slug
    title: Line
    list_title: Annotated[str, Length(1, 70)]
    edition: Annotated[int, Between(1, 10_000)]
    journal: Line | Unknown
    published: PartialDate | Unknown
    doi: Doi | Unknown
    authors: tuple[Line, ...] | Unknown
    more_authors: bool
    categories: Annotated[tuple[Slug, ...], Length(1, 8)]
    topics: tuple[Slug, ...]
    design: StudyDesign
    people: People
    outcome: Outcome
    key_message: Prose
    simple_words: Prose
    duration: Prose | Unknown
    findings: Annotated[tuple[Prose, ...], Length(1, 8)]
    summary: Prose
    implications: Annotated[tuple[Implication, ...], Length(1, 5)]
    limitations: Annotated[tuple[Prose, ...], Length(1, 6)]
    harms: Prose | Unknown
    words: tuple[Slug, ...]
    facts: Annotated[tuple[Fact, ...], Length(1, 60)]
    sources: Annotated[tuple[Source, ...], Length(1, 20)]
    written_from: Line
    checked_against_facts: Check
    figures: tuple[Figure, ...] = ()
    news: tuple[NewsReport, ...] = ()
    related: tuple[Related, ...] = ()
    reviewed_by: Line | None = None
