"""Where am I: the page, the section, the part of it, and the way from home."""

from collections.abc import Iterator

from sci_tui.layout.spoken import introduction
from sci_tui.plain.place import Place
from sci_tui.plain.units import Unit


def whereabouts(place: Place) -> str:
    """One sentence on where one is, and one on the way there."""
    here = f"{', '.join(_parts(place))}."
    if not place.page.trail:
        return here
    way = next(introduction(place.page))
    return f"{here} The way here: {way}"


def _parts(place: Place) -> Iterator[str]:
    page, laid = place.page, place.laid
    # A study's title is a sentence or two, and who asks this has heard it.
    yield "This study" if page.facts else page.title.rstrip(".?!")
    sections = [name for name, line in laid.sections if line <= place.line]
    yield from (name.rstrip(".?!") for name in sections[-1:])
    match place.unit:
        case Unit.PIECE if len(laid.pieces) > 1:
            yield f"page {laid.pieces.index(place.piece) + 1} of {len(laid.pieces)}"
        case Unit.SENTENCE:
            yield f"sentence {place.start + 1} of {len(laid.pieces)}"
        case _ if place.is_at_start and place.is_at_end and not page.is_list:
            yield "all of it"
    if page.is_list:
        yield from _items(place)


def _items(place: Place) -> Iterator[str]:
    numbers, among = place.link_numbers, len(place.laid.links)
    if len(numbers) == 1:
        yield f"item {numbers[0]} of {among}"
    elif numbers:
        yield f"items {numbers[0]} to {numbers[-1]} of {among}"
