"""Where on a page a number, a letter or a name leads."""

from sci_tui.domain.errors import NotThere
from sci_tui.plain.place import Place
from sci_tui.site import wording


def sections(place: Place) -> tuple[str, ...]:
    """The sections of a page with their numbers, and how to go to one.

    Raises:
        NotThere: If it has none.
    """
    names = _names(place)
    numbered = (f"section {number}: {name}" for number, name in enumerate(names, start=1))
    return (*numbered, "Type section and its number.")


def jumped(place: Place, typed: str) -> Place:
    """A section by number, an item of a list by how it begins, or a section by its name.

    Raises:
        NotThere: If nothing is called so.
    """
    if place.page.is_list and not typed.isdecimal():
        return _at_item(place, typed)
    names = _names(place)
    if _is_one_of(typed, len(names)):
        return place.section(int(typed))
    return _at_section(place, typed, f"There is no section {typed[:20]}, only 1 to {len(names)}.")


def at_words(place: Place) -> Place:
    """The words that a page explains.

    Raises:
        NotThere: If it explains none.
    """
    return _at_section(place, wording.PAGE_WORDS, wording.NO_PAGE_WORDS)


def at_part(place: Place, typed: str) -> Place:
    """One of the pieces of a page, by number.

    Raises:
        NotThere: If there are not so many.
    """
    if not _is_one_of(typed, place.parts):
        raise NotThere(f"There is no page {typed[:20]}, only 1 to {place.parts}.")
    return place.part(int(typed))


def _at_item(place: Place, begins: str) -> Place:
    """The first item that begins so, with those that follow it and do too."""
    fits = [_begins(link.text, begins) for link in place.page.links]
    if True not in fits:
        raise NotThere(f"No item of this list begins with “{begins[:20]}”.")
    first = fits.index(True)
    return place.links(first, [*fits, False].index(False, first) - 1)


def _begins(text: str, begins: str) -> bool:
    """Whether an item begins with something, quotation marks and brackets left aside."""
    return text.casefold().lstrip("\"“'‘([").startswith(begins.casefold())


def _at_section(place: Place, begins: str, none: str) -> Place:
    for number, (name, _) in enumerate(place.laid.sections, start=1):
        if name.casefold().startswith(begins.casefold()):
            return place.section(number)
    raise NotThere(none)


def _names(place: Place) -> list[str]:
    names = [name for name, _ in place.laid.sections]
    if not names:
        raise NotThere(wording.NO_SECTIONS)
    return names


def _is_one_of(typed: str, count: int) -> bool:
    return typed.isdecimal() and 1 <= int(typed[:9]) <= count
