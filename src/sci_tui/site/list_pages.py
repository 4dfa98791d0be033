"""Pages that are lists: home, the categories, the studies of a category, what a search found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from sci_tui.domain.browse import MOST_FOUND, Card, Filters, Searched, Shelf, Sort, Stretch
from sci_tui.site import wording
from sci_tui.site.actions import AskWords
from sci_tui.site.pages import Aside, Block, Crumb, Heading, Link, Page, Quote, Text
from sci_tui.site.routes import HOME, LIKE_ME, Route, search
from sci_tui.site.routes import study as study_route

if TYPE_CHECKING:
    from sci_tui.domain.edition import Edition
    from sci_tui.domain.library import Topic

NEWEST_ON_HOME = 2
"""As many as fit into 24 rows below everything else there is on the first page."""
BEST_SO_FAR = 9
"""As many as are shown while words are typed: each has a number that one key names."""


def home_page(
    edition: Edition, studies: int, shelves: int, words: int, newest: Iterable[Card]
) -> Page:
    """The first page: everything there is, and the newest studies."""
    blocks: tuple[Block, ...] = (
        Aside(wording.NOT_ADVICE[0]),
        Link("Search the library", AskWords()),
        Link("Latest research", Route("latest"), note=wording.studies(studies)),
        Link(
            "Browse by category",
            Route("categories"),
            note=wording.counted(shelves, "category", "categories"),
        ),
        Link(wording.LIKE_ME, LIKE_ME, note="injury level, time since injury, age"),
        Link("Words explained", Route("words"), note=wording.counted(words, "word")),
        Link("How to read a study", Route("how-to-read")),
        Link("Subscribe", Route("following"), note="how to get new editions"),
        Link("Settings", Route("settings")),
        Link("Your answers", Route("my-feedback"), note="what you said of summaries"),
        Link(
            "About",
            Route("about"),
            note=f"edition {edition.number}, {edition.published.in_words}",
        ),
        Link("Contact", Route("contact")),
        Link("Disclaimer", Route("disclaimer"), note="information, not medical advice"),
        Heading("Newest"),
        *card_links(newest),
        Aside(wording.NOT_ADVICE[1]),
    )
    return Page(HOME, wording.LIBRARY, blocks, is_list=True)


def categories_page(
    shelves: Iterable[Shelf], topics: Iterable[Topic], trail: tuple[Crumb, ...]
) -> Page:
    """Every category with a sentence on what it holds, then what studies say together."""
    links = tuple(
        Link(
            shelf.title,
            Route("category", shelf.slug),
            note=wording.studies(shelf.studies),
            detail=shelf.about,
        )
        for shelf in shelves
    )
    count = wording.counted(len(links), "category", "categories")
    together = tuple(
        Link(topic.title, Route("topic", topic.slug), detail=topic.about) for topic in topics
    )
    blocks: list[Block] = [Aside(f"{count}."), *links]
    if together:
        blocks += (Heading(wording.TOGETHER), *together)
    return Page(Route("categories"), "Categories", tuple(blocks), trail, is_list=True)


def studies_page(
    route: Route,
    title: str,
    about: str,
    part: Stretch,
    trail: tuple[Crumb, ...],
    shelf: str = "",
) -> Page:
    """A list of studies: the newest of all, or those of a category, as many as fit a page.

    ``shelf`` is the title of the category that a list of the newest was narrowed to.
    """
    blocks: list[Block] = [Aside(f"{about} {_count(part.total, route.filters, shelf)}".strip())]
    blocks.extend(_listed(part.cards, route.filters.sort) if part.cards else _none_here(route))
    blocks.extend(_further(route, part))
    blocks.extend(_narrowing(route, part.total))
    return Page(route, title, tuple(blocks), trail, is_list=True)


def search_page(
    route: Route,
    searched: Searched,
    words: Iterable[Link],
    trail: tuple[Crumb, ...],
    shelf: str = "",
) -> Page:
    """What a search found, or how to search."""
    typed = route.asked("q").strip()
    if not typed:
        blocks: tuple[Block, ...] = (
            Text(wording.HOW_TO_SEARCH),
            Link("Type words", AskWords("", route)),
        )
        return Page(route, "Search", blocks, trail, is_list=True)
    narrowed = filters_line(route.filters, shelf)
    order = "" if route.filters.sort is Sort.NEWEST else wording.SORTED[route.filters.sort]
    blocks = (
        Aside(wording.found_whole(searched.whole, searched.meant or typed, narrowed, order)),
        *_mended(searched),
        *_found(searched, route.after),
        *_further_found(route, searched),
        *_to_meant(route, searched.meant),
        *_explained(tuple(words)),
        Link("Type other words", AskWords(typed, route)),
        *_narrowing(route, searched.total),
    )
    return Page(route, f"Search: {typed}", blocks, trail, is_list=True)


def found_so_far_page(route: Route, searched: Searched) -> Page:
    """The best of what a search finds while its words are typed, or how to search."""
    typed = route.asked("q").strip()
    if not typed:
        return Page(route, "Search", (Text(wording.HOW_TO_SEARCH),), is_list=True)
    title = wording.found_so_far(len(searched.found), searched.total, typed)
    return Page(route, title, (*_mended(searched), *_found(searched)), is_list=True)


def _mended(searched: Searched) -> Iterator[Aside]:
    """What was taken to be meant, and in place of what."""
    if searched.meant:
        instead = " ".join(wording.meant(*pair) for pair in searched.instead)
        yield Aside(f"{wording.did_you_mean(searched.meant)} {instead}")


def _to_meant(route: Route, meant: str) -> Iterator[Link]:
    """The search for what was meant, narrowed as this one and not."""
    if meant:
        text = f"{wording.SEARCH_FOR} {meant}"
        note = wording.SAME_FILTERS if route.is_narrowed else ""
        yield Link(text, route.for_words(meant), note=note)
        if route.is_narrowed:
            yield Link(text, search(meant), note=wording.NO_FILTERS)


def _found(searched: Searched, after: int = 0) -> Iterator[Block]:
    """What was found, from a place on; what holds a part stands below a heading."""
    if not searched.found:
        yield Text((wording.OTHER_WORDS,))
    first_part = max(searched.whole, after)
    for place, one in enumerate(searched.found, start=after):
        if place == first_part:
            yield Heading(wording.WITH_A_PART)
        yield Link(
            one.card.list_title,
            study_route(one.card.slug),
            detail=wording.found_line(one),
            quote=Quote(one.sentence, one.marks),
        )


def _further_found(route: Route, searched: Searched) -> Iterator[Block]:
    """The results after these and before, and what to do where no more are shown."""
    after = route.after
    if searched.following is not None:
        yield Link(wording.NEXT_RESULTS, route.beginning_after(searched.following))
    elif after + len(searched.found) < searched.total:
        yield Text((wording.NO_MORE_RESULTS,))
    if after:
        yield Link(wording.RESULTS_BEFORE, route.beginning_after(max(after - MOST_FOUND, 0)))


def _explained(words: tuple[Link, ...]) -> Iterator[Block]:
    if words:
        yield Heading("Words explained")
        yield from words


def card_links(cards: Iterable[Card]) -> Iterator[Link]:
    """A link for each study."""
    for card in cards:
        yield Link(card.list_title, study_route(card.slug), detail=wording.card_line(card))


def filters_line(filters: Filters, shelf: str = "") -> str:
    """What a list was narrowed to, in words; ``shelf`` is the title of a category in its query."""
    given = filters.given
    given.pop("category", None)
    parts = (wording.narrowed_to(name, value) for name, value in given.items())
    return ", ".join((*([wording.narrowed_to("category", shelf)] if shelf else ()), *parts))


def _listed(cards: tuple[Card, ...], sort: Sort) -> Iterator[Block]:
    """The studies, below the edition they came with where they stand in that order."""
    if sort is not Sort.ADDED:
        yield from card_links(cards)
        return
    for edition, came in groupby(cards, key=lambda card: card.edition):
        yield Heading(wording.new_in(edition))
        yield from card_links(came)


def _further(route: Route, part: Stretch) -> Iterator[Link]:
    """The other parts of a list that is too long to be shown at once."""
    if part.following is not None:
        yield Link(wording.NEXT_PART, route.beginning_after(part.following))
    if part.previous is not None:
        yield Link(wording.PART_BEFORE, route.beginning_after(part.previous))


def _count(number: int, filters: Filters, shelf: str) -> str:
    narrowed = filters_line(filters, shelf)
    order = wording.SORTED[filters.sort]
    return f"{wording.at_most_counted(number)}{', ' + narrowed if narrowed else ''}, {order}."


def _none_here(route: Route) -> Iterator[Block]:
    if route.after:
        yield Text(("The list ends before this place.",))
        yield Link("The beginning of the list", route.beginning_after(None))
        return
    yield Text(("No study here passes.",) if route.is_narrowed else ("No study here yet.",))
    yield Link("Search the library", search(""))


def _narrowing(route: Route, studies: int) -> Iterator[Link]:
    """How to show fewer studies of a list, or all of them again."""
    if studies or route.is_narrowed:
        yield Link(wording.NARROW, route.to_narrow)
    if route.is_narrowed:
        yield Link(wording.CLEAR, route.cleared)
