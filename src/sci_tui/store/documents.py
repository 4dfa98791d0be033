"""Domain values as JSON documents, and back without pydantic.

A library we built ourselves was checked when it was built, so reading it back only has to put
each value in its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sci_tui.domain.cleaning import shown
from sci_tui.domain.dates import PartialDate
from sci_tui.domain.fitting import Population
from sci_tui.domain.kinds import (
    UNKNOWN,
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
from sci_tui.domain.prose import Prose, Sentence
from sci_tui.domain.study import (
    Change,
    Check,
    Fact,
    Figure,
    Implication,
    MarkRow,
    Marks,
    Move,
    Moves,
    NewsReport,
    People,
    Related,
    Source,
    Study,
    StudyDesign,
)

if TYPE_CHECKING:
    from sci_tui.domain.library import PageTable, Section, StandingPage, Topic, Word

_T = TypeVar("_T")

_ESCAPED: Final = re.compile(r"""\\[^"\\/]""")
"""What stands in JSON for a character that could not stand there itself."""


def document(value: object) -> str:
    """A domain value as JSON text: fields by name, a sentence as its text and its fact ids."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, tuple) and hasattr(value, "_asdict") and not isinstance(value, Sentence):
        return {name: _plain(inner) for name, inner in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value


def texts(text: str) -> Iterator[str]:
    """Every text in a document; a text that is no document is the only one in it."""
    try:
        yield from _texts(json.loads(text))
    except (ValueError, RecursionError):
        yield text


def _texts(raw: Any) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for inner in raw.values():
            yield from _texts(inner)
    elif isinstance(raw, list):
        for inner in raw:
            yield from _texts(inner)


def _parsed(text: str) -> Any:
    """What a document holds, with nothing in it that may not be shown."""
    raw = json.loads(shown(text))
    return _all_shown(raw) if _ESCAPED.search(text) else raw


def _all_shown(raw: Any) -> Any:
    if isinstance(raw, str):
        return shown(raw)
    if isinstance(raw, dict):
        return {name: _all_shown(inner) for name, inner in raw.items()}
    if isinstance(raw, list):
        return [_all_shown(inner) for inner in raw]
    return raw


def study(text: str) -> Study:
    """The study in a document."""
    raw = _parsed(text)
    return Study(
        **raw
        | {
            "published": _known(raw["published"], PartialDate.parse),
            "design": _design(raw["design"]),
            "people": _people(raw["people"]),
            "outcome": Outcome(raw["outcome"]),
            "key_message": _prose(raw["key_message"]),
            "simple_words": _prose(raw["simple_words"]),
            "duration": _known(raw["duration"], _prose),
            "findings": _proses(raw["findings"]),
            "summary": _prose(raw["summary"]),
            "implications": tuple(
                Implication(one["heading"], _prose(one["text"])) for one in raw["implications"]
            ),
            "limitations": _proses(raw["limitations"]),
            "harms": _known(raw["harms"], _prose),
            "checked_against_facts": Check(
                PartialDate.parse(raw["checked_against_facts"]["on"]),
                raw["checked_against_facts"]["changed"],
            ),
            "figures": tuple(_figure(one) for one in raw["figures"]),
            "news": tuple(_news(one) for one in raw["news"]),
            "related": tuple(
                Related(one["slug"], Stance(one["stance"]), one["why"]) for one in raw["related"]
            ),
            "journal": _same(raw["journal"]),
            "doi": _same(raw["doi"]),
            "authors": _known(raw["authors"], tuple),
            "categories": tuple(raw["categories"]),
            "topics": tuple(raw["topics"]),
            "words": tuple(raw["words"]),
        }
        | _grounds(raw)
    )


def population(text: str) -> Population:
    """The population in a document."""
    raw = _parsed(text)
    return Population(species=Species(raw["species"]), **_compared(raw))


def word(text: str) -> Word:
    """The glossary word in a document."""
    from sci_tui.domain.library import Word

    raw = _parsed(text)
    return Word(
        **raw
        | {
            "source": _same(raw["source"]),
            "also": tuple(raw["also"]),
            "related": tuple(raw["related"]),
        }
    )


def standing_page(text: str) -> StandingPage:
    """The page in a document."""
    from sci_tui.domain.library import StandingPage

    raw = _parsed(text)
    return StandingPage(**raw | _page(raw))


def topic(text: str) -> Topic:
    """The topic in a document."""
    from sci_tui.domain.library import Topic

    raw = _parsed(text)
    return Topic(**raw | _page(raw) | {"standing_note": _prose(raw["standing_note"])})


def _page(raw: dict[str, Any]) -> dict[str, Any]:
    sections = tuple(_section(one) for one in raw["sections"])
    checked_on = PartialDate.parse(raw["checked_on"])
    return {"sections": sections, "checked_on": checked_on} | _grounds(raw)


def _section(raw: dict[str, Any]) -> Section:
    from sci_tui.domain.library import PageLink, Section

    return Section(
        **raw
        | {
            "text": _prose(raw["text"]),
            "items": _proses(raw["items"]),
            "table": _table(raw["table"]),
            "links": tuple(PageLink(**one) for one in raw["links"]),
        }
    )


def _table(raw: dict[str, Any] | None) -> PageTable | None:
    from sci_tui.domain.library import PageTable

    if raw is None:
        return None
    return PageTable(tuple(raw["columns"]), tuple(tuple(row) for row in raw["rows"]))


def _grounds(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        "facts": tuple(Fact(**one) for one in raw["facts"]),
        "sources": tuple(
            Source(one["id"], one["title"], _same(one["address"])) for one in raw["sources"]
        ),
    }


def _prose(raw: list[Any]) -> Prose:
    return tuple(
        tuple(Sentence(text, tuple(facts)) for text, facts in paragraph) for paragraph in raw
    )


def _proses(raw: list[Any]) -> tuple[Prose, ...]:
    return tuple(_prose(one) for one in raw)


def _known(raw: Any, read: Callable[[Any], _T]) -> _T | Unknown:
    return UNKNOWN if raw == UNKNOWN.value else read(raw)


def _same(raw: str) -> str | Unknown:
    return _known(raw, str)


def _number(raw: Any) -> int | Unknown:
    return _known(raw, int)


def _design(raw: dict[str, Any]) -> StudyDesign:
    return StudyDesign(
        Design(raw["kind"]),
        raw["name"],
        Question(raw["question"]),
        Blinding(raw["blinding"]),
        _prose(raw["how"]),
    )


def _people(raw: dict[str, Any]) -> People:
    return People(
        species=Species(raw["species"]),
        number=_number(raw["number"]),
        in_words=_prose(raw["in_words"]),
        **_compared(raw),
    )


def _compared(raw: dict[str, Any]) -> dict[str, Any]:
    """What a reader is compared by, as a study and its population both have it."""
    return {
        "age_min": _number(raw["age_min"]),
        "age_max": _number(raw["age_max"]),
        "levels": _known(raw["levels"], _each(Level)),
        "completeness": _known(raw["completeness"], _each(Completeness)),
        "time_since_injury": _known(raw["time_since_injury"], _each(TimeSinceInjury)),
    }


def _each(kind: Callable[[Any], _T]) -> Callable[[Any], tuple[_T, ...]]:
    return lambda raw: tuple(kind(one) for one in raw)


def _figure(raw: dict[str, Any]) -> Figure:
    sentence = _prose(raw["sentence"])
    match raw["kind"]:
        case "marks":
            return Marks("marks", tuple(MarkRow(**row) for row in raw["rows"]), sentence)
        case "before-after":
            ends = {"lowest": _range_end(raw["lowest"]), "highest": _range_end(raw["highest"])}
            return Change(**raw | ends | {"sentence": sentence})
        case _:
            moves = (Move(Ais(m["start"]), Ais(m["end"]), m["people"]) for m in raw["moves"])
            return Moves("ais-moves", tuple(moves), sentence)


def _range_end(raw: Any) -> float | Unknown:
    return _known(raw, float)


def _news(raw: dict[str, Any]) -> NewsReport:
    return NewsReport(
        raw["outlet"],
        _same(raw["address"]),
        _prose(raw["says"]),
        Agreement(raw["agrees"]),
        _prose(raw["why"]),
        Seller(raw["sells"]),
    )
