"""What of a study one takes home: its reference, and its text in codes for a phone, or on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sci_tui.domain.evidence import certainty
from sci_tui.domain.kinds import UNKNOWN
from sci_tui.domain.prose import plain, sentences
from sci_tui.exchange.citations import CitationFormat, cite
from sci_tui.site import wording
from sci_tui.site.actions import Print
from sci_tui.site.codes import ON_PAPER, in_parts
from sci_tui.site.pages import Aside, Block, Code, Crumb, Fields, Heading, Link, Page, Text
from sci_tui.site.routes import study as study_route

if TYPE_CHECKING:
    from sci_tui.domain.edition import Edition
    from sci_tui.domain.study import Study

_IN_DOI: Final = "/:;,.()@!$&'*+=~-_"
"""Signs of a DOI that an address may have as they are."""


def take_home_page(
    study: Study, edition: Edition, side: int, trail: tuple[Crumb, ...], *, can_print: bool
) -> Page:
    """The reference of a study, its address and its own text as codes.

    A heading of rank 1 stands before each code, so that each can have a sheet of its own.

    Args:
        study: What to take home.
        edition: The edition of the library that tells of it.
        side: Modules that the side of a code may have, to be seen whole.
        trail: The way to this page.
        can_print: Whether there is a printer.
    """
    blocks = (
        Text(wording.HOW_TO_TAKE_HOME),
        *_reference(study),
        *((Link(wording.PRINT, Print(study.slug)),) if can_print else ()),
        *_address_code(study, side),
        *_text_codes(study, edition, side),
        Heading(wording.ONWARD),
        Link(f"Back to the study: {study.list_title}", study_route(study.slug)),
    )
    return Page(study_route(study.slug, "take-home"), wording.TAKE_HOME, blocks, trail=trail)


def paper_page(study: Study, edition: Edition) -> Page:
    """The same for paper, with the text as text."""
    title, *sections = _told(study, edition)
    blocks: list[Block] = []
    for heading, *said in sections:
        blocks += (Heading(heading), *(Text((paragraph,)) for paragraph in said))
    blocks += (*_reference(study), *_address_code(study, ON_PAPER))
    return Page(study_route(study.slug, "take-home"), title[0], tuple(blocks))


def address_of(study: Study) -> str:
    """Where the paper is: by its DOI, else what was read of it; empty if neither is known."""
    if study.doi is not UNKNOWN:
        return f"https://doi.org/{quote(study.doi, safe=_IN_DOI)}"
    known = (source.address for source in study.sources if source.address is not UNKNOWN)
    return next(known, "")


def _reference(study: Study) -> Iterator[Block]:
    published = study.published
    yield Heading(wording.THE_PAPER)
    yield Fields(
        (
            ("Title", study.title),
            ("Journal", wording.NOT_SAID if study.journal is UNKNOWN else study.journal),
            ("Published", wording.NOT_SAID if published is UNKNOWN else published.in_words),
            ("DOI", wording.NOT_SAID if study.doi is UNKNOWN else study.doi),
            ("Address", address_of(study) or wording.NOT_SAID),
        )
    )
    yield Heading(wording.REFERENCE, rank=2)
    yield Text((cite(study, CitationFormat.TEXT).strip(),))


def _address_code(study: Study, side: int) -> Iterator[Block]:
    address = address_of(study)
    yield Heading(wording.ADDRESS_AS_CODE)
    if address:
        if study.doi is UNKNOWN:
            yield Aside(wording.NO_DOI)
        yield Code(address, (wording.holds_address(address),), side)
    else:
        yield Text((wording.NO_ADDRESS,))


def _text_codes(study: Study, edition: Edition, side: int) -> Iterator[Block]:
    parts = in_parts("\n".join("\n".join(said) for said in _told(study, edition)), side)
    if not parts:
        yield Heading(wording.TEXT_AS_CODE)
        yield Text((wording.NO_ROOM_FOR_CODES,))
    for number, part in enumerate(parts, start=1):
        which = wording.which_part(number, len(parts))
        yield Heading(wording.TEXT_AS_CODE + (which and f": {which}"))
        yield Code(part, (wording.holds_text(which),), side)


def _told(study: Study, edition: Edition) -> Iterator[tuple[str, ...]]:
    """The study's own text: its title, then each heading with what stands below it."""
    sure = f"{wording.SURE[certainty(study)]}, from the design alone."
    how = " ".join(sentence.text for sentence in sentences(study.design.how))
    yield (study.title,)
    yield wording.HOW_SURE, f"{sure} {how}"
    yield wording.SIMPLE_WORDS, plain(study.key_message), plain(study.simple_words)
    yield wording.CAREFUL, *(f"- {plain(limit)}" for limit in study.limitations)
    yield wording.HARMS, f"{wording.NOT_SAID}." if study.harms is UNKNOWN else plain(study.harms)
    yield " ".join(wording.NOT_ADVICE), wording.told_by(edition.number, edition.published.in_words)
