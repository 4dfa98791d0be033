"""The page on which a list is narrowed: what is chosen, and what else may be."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from sci_tui.domain.browse import MOST_COUNTED, SCALES, Sort
from sci_tui.site import wording
from sci_tui.site.pages import Aside, Block, Choice, Crumb, Heading, Link, Page, Text
from sci_tui.site.routes import Route


class Offer(NamedTuple):
    """A value that a list can be narrowed to: its words, and how many studies it would leave.

    ``name`` is a field of ``Filters``, ``title`` what a value is called that has no words of ours.
    """

    name: str
    value: str | int
    studies: int
    title: str = ""


def narrow_page(
    route: Route, title: str, studies: int, offers: Iterable[Offer], trail: tuple[Crumb, ...]
) -> Page:
    """What a list is narrowed to, and each other value with how many studies it would leave.

    Choosing leads to this page again, with new counts.

    Args:
        route: Where it is; what its query asks for is what is chosen.
        title: What the list is called.
        studies: How many studies are left.
        offers: Every value, those of one filter together.
        trail: The way to this page.
    """
    every = tuple(offers)
    blocks = (
        Link(wording.show_studies(studies), route.of_list),
        *_chosen(route, every),
        *_offered(route, every),
        *_orders(route),
    )
    return Page(route, wording.narrowing(title), blocks, trail, is_list=True)


def _chosen(route: Route, offers: tuple[Offer, ...]) -> Iterator[Block]:
    given = _given(route)
    if not given:
        yield Aside(wording.NOT_NARROWED)
        return
    titles = {(offer.name, offer.value): offer.title for offer in offers}
    yield Heading(wording.CHOSEN)
    for name, value in given.items():
        words = wording.narrowed_to(name, titles.get((name, value)) or value)
        yield Link(wording.capital(words), route.asking(name, None), note=wording.TAKE_AWAY)
    yield Link(wording.CLEAR, route.cleared)


def _offered(route: Route, offers: tuple[Offer, ...]) -> Iterator[Block]:
    """The values that would leave a study, under the heading of their filter."""
    given = _given(route)
    there = [offer for offer in offers if offer.studies and given.get(offer.name) != offer.value]
    if not there and not given:
        yield Text((wording.NOTHING_TO_CHOOSE,))
    for name, of_filter in groupby(there, key=lambda offer: offer.name):
        yield Heading(wording.FILTER[name])
        for offer in _told_apart(of_filter):
            yield Link(
                wording.capital(wording.narrowed_to(name, offer.title or offer.value)),
                route.asking(name, offer.value),
                note=wording.at_most_counted(offer.studies),
            )


def _told_apart(offers: Iterable[Offer]) -> Iterator[Offer]:
    """Without the steps of a scale that leave the same studies as the step before."""
    before = 0
    for offer in offers:
        is_same = offer.name in SCALES and offer.studies == before <= MOST_COUNTED
        if not is_same:
            yield offer
        before = offer.studies


def _orders(route: Route) -> Iterator[Block]:
    yield Heading(wording.ORDER)
    for position, sort in enumerate(Sort, start=1):
        is_chosen = sort is route.filters.sort
        yield Link(
            wording.capital(wording.sorted_by(sort, in_search=route.name == "search")),
            route.asking("sort", None if sort is Sort.NEWEST else sort),
            note="chosen" if is_chosen else "",
            choice=Choice(is_chosen, position, len(Sort)),
        )


def _given(route: Route) -> dict[str, str | int]:
    """What is chosen; the category that a list is about is no choice."""
    given = route.filters.given
    if route.name == "category":
        del given["category"]
    return given
