"""A study's reference, for reference managers and for people.

Our own few lines, because no one library writes all four formats, and those that write one
(bibtexparser, rispy, citeproc-py) bring dependencies or leave names, dates and escapes to us.

What the source does not say is left out of the formats for programs and said to be unknown in the
text for people.
"""

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final, NamedTuple

from sci_tui.domain.cleaning import clean
from sci_tui.domain.dates import MONTHS, SEASONS, PartialDate
from sci_tui.domain.kinds import UNKNOWN
from sci_tui.domain.study import Study

MORE_AUTHORS: Final = "There are more authors than are named here."
"""What stands in a note where a format has no "et al." of its own."""

_RIS_END: Final = "\r\n"
"""The RIS specification asks for carriage return and line feed, on every system."""

_PERSON: Final = re.compile(
    r"(?P<family>.+?) (?P<initials>[^\W\d_]{1,4}(?:-[^\W\d_]{1,2})?)"
    r"(?: (?P<suffix>Jr|Sr|2nd|3rd|II|III|IV))?"
)
_IN_BIBTEX: Final = {
    "\\": r"\textbackslash{}",
    # As commands, because BibTeX counts braces even where LaTeX has them escaped.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


class CitationFormat(StrEnum):
    """How a reference is written."""

    CSL_JSON = "csl-json"
    BIBTEX = "bibtex"
    RIS = "ris"
    TEXT = "text"


class Author(NamedTuple):
    """A person, or a group: then ``family`` is its whole name and ``is_group`` is true."""

    family: str
    given: str = ""
    suffix: str = ""
    is_group: bool = False


def cite(study: Study, form: CitationFormat) -> str:
    """The reference of a study, ending with the line end of its format."""
    match form:
        case CitationFormat.CSL_JSON:
            return json.dumps([csl_item(study)], ensure_ascii=False, indent=2) + "\n"
        case CitationFormat.BIBTEX:
            return _bibtex(study)
        case CitationFormat.RIS:
            return "".join(f"{tag}  - {clean(value)}{_RIS_END}" for tag, value in _ris(study))
        case CitationFormat.TEXT:
            return _text(study)


def author(name: str) -> Author:
    """The author behind a name as medical indexes write it: "Honmou O", "Ditunno JF Jr".

    A name of several words without initials is a group's, as is one in capitals.
    """
    name = clean(name)
    person = _PERSON.fullmatch(name)
    if person and person["initials"].isupper():
        return Author(person["family"], _initials(person["initials"]), person["suffix"] or "")
    return Author(name, is_group=" " in name or name.isupper())


def csl_item(study: Study) -> dict[str, Any]:
    """The reference as an item of CSL-JSON."""
    given = {
        "id": study.slug,
        "type": "article-journal",
        "title": clean(study.title),
        "author": [_csl_name(each) for each in _authors(study)],
        "container-title": "" if study.journal is UNKNOWN else clean(study.journal),
        "issued": {} if study.published is UNKNOWN else _csl_date(study.published),
        "DOI": "" if study.doi is UNKNOWN else study.doi,
        "note": MORE_AUTHORS if study.more_authors else "",
    }
    return {name: value for name, value in given.items() if value}


def _authors(study: Study) -> tuple[Author, ...]:
    return () if isinstance(study.authors, str) else tuple(map(author, study.authors))


def _initials(letters: str) -> str:
    """With points, so that no program takes JF for one name: "J. F.", or for J-H "J.-H."."""
    return "-".join(" ".join(f"{letter}." for letter in part) for part in letters.split("-"))


def _csl_name(person: Author) -> dict[str, str]:
    if person.is_group:
        return {"literal": person.family}
    parts = {"family": person.family, "given": person.given, "suffix": person.suffix}
    return {name: part for name, part in parts.items() if part}


def _csl_date(date: PartialDate) -> dict[str, Any]:
    parts = [part for part in (date.year, date.month, date.day) if part]
    season = {"season": SEASONS.index(date.season) + 1} if date.season else {}
    return {"date-parts": [parts]} | season


def _bibtex(study: Study) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _bibtex_fields(study))
    return f"@article{{{study.slug},\n{fields}}}\n"


def _bibtex_fields(study: Study) -> Iterator[tuple[str, str]]:
    authors = [_bibtex_name(each) for each in _authors(study)]
    if authors:
        more = ["others"] if study.more_authors else []
        yield "author", _braced(" and ".join(authors + more))
    # The inner braces keep a style from changing capitals, as in "AIS" or "C5".
    yield "title", _braced(_braced(_escaped(study.title)))
    if study.journal is not UNKNOWN:
        yield "journal", _braced(_escaped(study.journal))
    if study.published is not UNKNOWN:
        yield from _bibtex_date(study.published)
    if study.doi is not UNKNOWN:
        yield "doi", _braced(_bibtex_doi(study.doi))


def _bibtex_name(person: Author) -> str:
    if person.is_group:
        return _braced(_escaped(person.family))
    parts = (person.family, person.suffix, person.given)
    return ", ".join(_escaped(part) for part in parts if part)


def _bibtex_date(date: PartialDate) -> Iterator[tuple[str, str]]:
    yield "year", _braced(str(date.year))
    if date.month:
        # A name that every style knows, and so without braces.
        yield "month", MONTHS[date.month - 1][:3].lower()
    if date.day:
        yield "day", _braced(str(date.day))
    if date.season:
        yield "note", _braced(f"Published in {date.in_words}")


def _bibtex_doi(doi: str) -> str:
    """Styles print this field as it stands; only what would end it early is written otherwise."""
    return doi.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _braced(value: str) -> str:
    return f"{{{value}}}"


def _escaped(text: str) -> str:
    return "".join(_IN_BIBTEX.get(sign, sign) for sign in clean(text))


def _ris(study: Study) -> Iterator[tuple[str, str]]:
    yield "TY", "JOUR"
    yield "ID", study.slug
    for person in _authors(study):
        parts = (person.family, person.given, person.suffix)
        yield "AU", ", ".join(part for part in parts if part)
    yield "TI", study.title
    if study.journal is not UNKNOWN:
        yield "T2", study.journal
    if study.published is not UNKNOWN:
        yield "PY", str(study.published.year)
        yield "DA", _ris_date(study.published)
    if study.doi is not UNKNOWN:
        yield "DO", study.doi
    if study.more_authors:
        yield "N1", MORE_AUTHORS
    yield "ER", ""


def _ris_date(date: PartialDate) -> str:
    """Year, month, day and anything else between slashes; what is unknown stays empty."""
    month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
    return f"{date.year}/{month}/{day}/{date.season}"


def _text(study: Study) -> str:
    parts = (
        _text_authors(study),
        study.title,
        "Journal not known" if study.journal is UNKNOWN else study.journal,
        "Date not known" if study.published is UNKNOWN else study.published.in_words,
        "Doi not known" if study.doi is UNKNOWN else f"doi: {study.doi}",
    )
    # No full stop after the doi, which would be taken for a part of it.
    return clean(" ".join((*map(_ended, parts[:-1]), parts[-1]))) + "\n"


def _text_authors(study: Study) -> str:
    if isinstance(study.authors, str):
        return "Authors not known"
    return ", ".join([*study.authors, *(["et al"] if study.more_authors else [])])


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
