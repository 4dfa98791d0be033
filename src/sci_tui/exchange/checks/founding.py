"""Every number rests on a fact: in prose on one its sentence names, else on one of the file."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain

from sci_tui.domain.kinds import UNKNOWN
from sci_tui.domain.library import Content, StandingPage, Topic
from sci_tui.domain.numbers import numbers
from sci_tui.domain.prose import Sentence, sentences
from sci_tui.domain.study import Change, Fact, Figure, Marks, Moves, Study
from sci_tui.exchange.checks.proses import Field, proses, study_file
from sci_tui.exchange.problems import Problem

_NAMED = "figures that a named fact holds"
_HELD = "figures that a fact of this file holds"


def founding(content: Content) -> Iterator[Problem]:
    """Every number and every fact's name that nothing stands behind."""
    claims = {study.slug: _claims(study.facts) for study in content.studies}
    for study in content.studies:
        file = study_file(study)
        for field in proses(file, study):
            yield from _prose(field, claims[study.slug])
        for index, figure in enumerate(study.figures, start=1):
            yield from _figure(file, f"figures[{index}]", figure, claims[study.slug])
        yield from _lines(file, study, claims)
        yield from _people(file, study, claims[study.slug])
    for folder, page in _pages(content):
        for field in proses(f"{folder}/{page.slug}.toml", page):
            yield from _prose(field, _claims(page.facts))


def _pages(content: Content) -> Iterator[tuple[str, StandingPage | Topic]]:
    yield from (("pages", page) for page in content.pages)
    yield from (("topics", topic) for topic in content.topics)


def _claims(facts: Iterable[Fact]) -> dict[str, str]:
    return {fact.id: fact.claim for fact in facts}


def _prose(field: Field, claims: dict[str, str]) -> Iterator[Problem]:
    for sentence in sentences(field.prose):
        yield from _sentence(field, sentence, claims)


def _sentence(field: Field, sentence: Sentence, claims: dict[str, str]) -> Iterator[Problem]:
    for fact in sentence.facts:
        if fact not in claims:
            wrong = f"fact {fact!r} is not there"
            yield Problem(field.file, field.path, wrong, "the id of a fact in this file")
    if sentence.text[-1] not in ".?!:":
        wrong = f"{sentence.text[-40:]!r} has no end"
        allowed = "one sentence a line, ended with . ? ! or :"
        yield Problem(field.file, field.path, wrong, allowed)
    unfounded = numbers(sentence.text) - _founded(claims.get(fact, "") for fact in sentence.facts)
    if unfounded:
        wrong = f"{_listed(unfounded)} in {sentence.text!r} stands in no fact it names"
        yield Problem(field.file, field.path, wrong, _NAMED)


def _lines(file: str, study: Study, claims: dict[str, dict[str, str]]) -> Iterator[Problem]:
    """Text too short to name its facts: titles, headings, labels, reasons for a link."""
    own = _founded(claims[study.slug].values())
    lines = [("list_title", study.list_title, own), ("design.name", study.design.name, own)]
    for index, part in enumerate(study.implications, start=1):
        lines.append((f"implications[{index}].heading", part.heading, own))
    for index, related in enumerate(study.related, start=1):
        others = _founded(claims.get(related.slug, {}).values())
        lines.append((f"related[{index}].why", related.why, own | others))
    for field, text, founded in lines:
        unfounded = numbers(text) - founded
        if unfounded:
            yield Problem(file, field, f"{_listed(unfounded)} in {text!r} stands in no fact", _HELD)


def _people(file: str, study: Study, claims: dict[str, str]) -> Iterator[Problem]:
    """Whom a list counts and a filter finds: shown as figures, so founded like them."""
    founded = _founded(claims.values())
    for name in ("number", "age_min", "age_max"):
        value = getattr(study.people, name)
        if value is not UNKNOWN and Fraction(value) not in founded:
            yield Problem(file, f"people.{name}", f"{value} stands in no fact", _HELD)


def _founded(claims: Iterable[str]) -> frozenset[Fraction]:
    return frozenset(chain.from_iterable(numbers(claim) for claim in claims))


def _listed(values: Iterable[Fraction]) -> str:
    return ", ".join(str(float(v) if v.denominator > 1 else v) for v in sorted(values))


def _figure(file: str, field: str, figure: Figure, claims: dict[str, str]) -> Iterator[Problem]:
    named = [claims.get(fact, "") for line in sentences(figure.sentence) for fact in line.facts]
    unfounded = {Fraction(str(v)) for v in _drawn(figure)} - _founded(named)
    if unfounded:
        wrong = f"{_listed(unfounded)} is drawn but stands in no fact its sentence names"
        yield Problem(file, field, wrong, _NAMED)
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
