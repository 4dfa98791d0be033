"""Commands that print what the library holds: a page, lists of studies, a reference."""

import json
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from sci_tui.cli.endings import DONE, WrongUse
from sci_tui.cli.house import House
from sci_tui.domain.browse import Card, Filters, Found, Searched
from sci_tui.domain.cleaning import clean
from sci_tui.domain.kinds import UNKNOWN

_INDENT = "  "
_WIDTH = 79


def page(house: House, options: Namespace) -> int:
    """Print a page."""
    from sci_tui.cli.typed import route_from

    opened = house.site.page(route_from(options.route))
    if options.format == "text":
        from sci_tui.layout.spoken import said, spoken_look

        lines = said(opened, spoken_look(ascii_only=house.ascii_only))
        house.say("".join(f"{line}\n" for line in lines))
    else:
        from sci_tui.layout import export

        write = {"markdown": export.markdown, "html": export.html, "json": export.as_json}
        house.hand_over(write[options.format](opened, ascii_only=house.ascii_only))
    return DONE


def studies(house: House, options: Namespace) -> int:
    """List the studies that pass the filters, part by part, however many there are."""
    parts = _parts(house, _filters(house, options), options.limit)
    if options.json:
        _say_json(house, [_card(card) for part in parts for card in part])
        return DONE
    any_passes = False
    for part in parts:
        any_passes = True
        house.say("".join(line for card in part for line in _lines(card)))
    if not any_passes:
        house.say("No study passes these filters.\n")
    return DONE


def _parts(house: House, filters: Filters, limit: int | None) -> Iterator[tuple[Card, ...]]:
    """The parts of a list, as far as it was asked for."""
    left, after = limit, 0
    while left is None or left > 0:
        part = house.library.stretch(filters, after)
        if part.cards:
            yield part.cards[:left]
        if part.following is None:
            return
        after = part.following
        left = left if left is None else left - len(part.cards)


def search(house: House, options: Namespace) -> int:
    """List the studies in which all the words stand, best first."""
    typed = clean(" ".join(options.words))
    if not typed:
        raise WrongUse("There is nothing to search for. Give at least one word.")
    searched = house.library.search(typed, _filters(house, options), options.limit)
    found = searched.found
    if options.json:
        _say_json(
            house,
            [
                _card(one.card)
                | {"category": one.shelf, "sentence": one.sentence, "marks": one.marks}
                for one in found
            ],
        )
    elif found:
        _say_meant(house, searched)
        house.say("".join(line for one in found for line in _lines_found(house, one)))
    else:
        house.say(f"No study has “{typed}”. Try fewer or other words.\n")
    return DONE


def cite(house: House, options: Namespace) -> int:
    """Print the reference of a study."""
    from sci_tui.exchange.citations import CitationFormat
    from sci_tui.exchange.citations import cite as cited

    form = CitationFormat(options.format)
    text = cited(house.library.study(clean(options.slug)), form)
    if form is CitationFormat.TEXT:
        house.say(text)
    else:
        house.hand_over(text)
    return DONE


def _filters(house: House, options: Namespace) -> Filters:
    """What the options ask for.

    Raises:
        NotThere: If there is no such category.
    """
    category = clean(options.category or "")
    if category:
        house.library.shelf(category)
    from sci_tui.site.routes import Route

    asked = Route("latest").asking("category", category)
    for name in Filters._fields[1:]:
        asked = asked.asking(name, getattr(options, name))
    return asked.filters


def _lines(card: Card) -> Iterator[str]:
    """The route of a study, then what lists say of it."""
    from sci_tui.site.wording import card_line

    yield from _lines_of(card, card_line(card))


def _say_meant(house: House, searched: Searched) -> None:
    """Say it where something else was searched for than was typed."""
    if searched.meant:
        from sci_tui.layout.wrapping import wrapped
        from sci_tui.site.wording import did_you_mean, meant

        instead = " ".join(meant(*pair) for pair in searched.instead)
        rows = wrapped(f"{did_you_mean(searched.meant)} {instead}", _WIDTH)
        house.say("".join(f"{row}\n" for row in rows))


def _lines_found(house: House, one: Found) -> Iterator[str]:
    from sci_tui.layout.characters import marked
    from sci_tui.site.pages import Quote
    from sci_tui.site.wording import found_line

    yield from _lines_of(one.card, found_line(one))
    parts = Quote(one.sentence, () if house.is_heard else one.marks).parts
    yield from _wrapped("".join(marked(text) if is_marked else text for text, is_marked in parts))


def _lines_of(card: Card, about: str) -> Iterator[str]:
    yield f"study/{card.slug}\n"
    yield from _wrapped(card.list_title)
    yield from _wrapped(about.replace(" · ", ", "))


def _wrapped(text: str) -> Iterator[str]:
    from sci_tui.layout.wrapping import wrapped

    for row in wrapped(text, _WIDTH - len(_INDENT)):
        yield f"{_INDENT}{row}\n"


def _card(card: Card) -> dict[str, Any]:
    return {
        "slug": card.slug,
        "title": card.list_title,
        "published": None if card.published is UNKNOWN else str(card.published),
        "people": None if card.number is UNKNOWN else card.number,
        "design": card.design.value,
        "certainty": card.certainty.value,
        "evidence_level": card.level,
    }


def _say_json(house: House, value: Any) -> None:
    house.hand_over(json.dumps(value, ensure_ascii=house.ascii_only, indent=2) + "\n")
