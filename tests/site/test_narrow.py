"""The page to narrow a list: what it offers, and what choosing does."""

from collections import deque

import pytest

from sci_tui.domain.browse import MOST_COUNTED, Sort
from sci_tui.site import wording
from sci_tui.site.narrow_page import Offer, narrow_page
from sci_tui.site.pages import Heading, Link, Page
from sci_tui.site.routes import Route, parse
from sci_tui.site.session import Session
from sci_tui.site.site import Site

LISTS = ("latest", "category/walking", "search?q=nobody")


def headings(page: Page) -> list[str]:
    """Its headings, in order."""
    return [block.text for block in page.blocks if isinstance(block, Heading)]


def choices(page: Page) -> dict[str, Link]:
    """What can be chosen besides the order, by its words."""
    return {link.text: link for link in page.links if link.note.endswith(("study", "studies"))}


def studies(page: Page) -> int:
    """How many studies a list shows."""
    return sum(isinstance(link.to, Route) and link.to.name == "study" for link in page.links)


@pytest.mark.parametrize("route", LISTS)
def test_every_list_leads_to_the_page_that_narrows_it_and_back(small: Site, route: str) -> None:
    page = small.page(parse(route))
    link = next(link for link in page.links if link.text == wording.NARROW)
    assert link.to == page.route.to_narrow
    assert small.page(page.route.to_narrow).links[0].to == page.route


@pytest.mark.parametrize("route", LISTS)
def test_every_choice_leads_to_as_many_studies_as_it_says(small: Site, route: str) -> None:
    # Two choices deep: from the whole list, and from each list that one choice leaves.
    queue = deque([(parse(route).to_narrow, 0)])
    while queue:
        narrowing, depth = queue.popleft()
        page = small.page(narrowing)
        assert page.links[0].text == wording.show_studies(studies(small.page(narrowing.of_list)))
        for link in choices(page).values():
            assert isinstance(link.to, Route)
            assert link.to.is_narrowing
            left = studies(small.page(link.to.of_list))
            assert link.note == wording.studies(left)
            assert left > 0
            if depth == 0:
                queue.append((link.to, depth + 1))


def test_what_would_leave_nothing_is_not_offered(small: Site) -> None:
    assert "Guideline" not in choices(small.page(parse("latest/narrow")))
    assert "It did harm" not in choices(small.page(parse("latest/narrow")))
    page = small.page(parse("latest/narrow?species=animal"))
    assert "In people" in choices(page)
    assert "Randomised trial" not in choices(page)
    assert wording.FILTER["people"] not in headings(page)


def test_what_is_chosen_is_taken_away_by_its_link_and_all_by_one(small: Site) -> None:
    page = small.page(parse("latest/narrow?category=walking&design=rct&sort=title"))
    chosen = {link.text: str(link.to) for link in page.links if link.note == wording.TAKE_AWAY}
    assert chosen == {
        "In Walking": "latest/narrow?design=rct&sort=title",
        "Randomised trial": "latest/narrow?category=walking&sort=title",
    }
    clear = next(link for link in page.links if link.text == wording.CLEAR)
    assert str(clear.to) == "latest/narrow?sort=title"
    # The others of a filter stay, to be chosen instead.
    assert "In Pain" in choices(page)
    assert "Randomised trial" not in choices(page)


def test_the_category_of_a_list_is_no_choice(small: Site) -> None:
    page = small.page(parse("category/walking/narrow"))
    assert wording.FILTER["category"] not in headings(page)
    assert wording.CHOSEN not in headings(page)


def test_the_order_is_chosen_and_best_match_is_the_first_of_a_search(small: Site) -> None:
    for route, first in (("latest/narrow", "Newest first"), ("search/narrow?q=a", "Best match")):
        orders = [link for link in small.page(parse(route)).links if link.choice]
        assert len(orders) == len(Sort)
        assert orders[0].text.startswith(first)
        assert chosen(orders) == [True, *[False] * (len(Sort) - 1)]
        assert isinstance(orders[1].to, Route)
        again = [link for link in small.page(orders[1].to).links if link.choice]
        assert chosen(again) == [False, True, *[False] * (len(Sort) - 2)]
        assert isinstance(again[0].to, Route)
        assert again[0].to == parse(route)


def chosen(links: list[Link]) -> list[bool]:
    return [link.choice.is_chosen for link in links if link.choice]


def test_more_studies_than_are_counted_are_said_to_be_more(small: Site) -> None:
    offers = (
        Offer("since", 2020, MOST_COUNTED + 1),
        Offer("since", 2015, MOST_COUNTED + 1),
        Offer("since", 2010, MOST_COUNTED),
    )
    page = narrow_page(Route("latest", part="narrow"), "All", MOST_COUNTED + 1, offers, ())
    assert page.links[0].text == "Show 1,000+ studies"
    assert [link.note for link in page.links[1:4]] == ["1,000+ studies"] * 2 + ["1,000 studies"]


def test_steps_of_a_scale_that_leave_the_same_studies_are_offered_once() -> None:
    offers = (Offer("people", 10, 5), Offer("people", 50, 5), Offer("people", 100, 4))
    page = narrow_page(Route("latest", part="narrow"), "All", 9, offers, ())
    assert [link.text for link in page.links[1:3]] == [
        "At least 10 people",
        "At least 100 people",
    ]


@pytest.mark.parametrize("route", ["category/nowhere/narrow", "latest/narrow?category=nowhere"])
def test_a_category_that_is_not_there_cannot_be_narrowed(small: Site, route: str) -> None:
    assert small.page_or_trouble(parse(route)).title == "Not there"


@pytest.mark.parametrize("route", ["search/narrow", "search/narrow?q=%3F"])
def test_without_words_there_is_nothing_to_narrow(small: Site, route: str) -> None:
    page = small.page(parse(route))
    assert not choices(page)
    assert wording.NOTHING_TO_CHOOSE in str(page.blocks)


def test_a_list_says_in_words_what_it_is_narrowed_to(small: Site) -> None:
    asked = (
        "latest?category=walking&design=rct&evidence-level=2&since=2019&until=2021&species=human"
        "&people=10&completeness=incomplete&injury-level=thoracic&time=chronic&compared=yes"
        "&outcome=helped&figures=yes&sort=people"
    )
    told = str(small.page(parse(asked)).blocks[0])
    assert (
        "1 study, in Walking, randomised trial, level 2 of 5 (OCEBM 2011), since 2019, until 2021,"
        " in people, at least 10 people, incomplete injuries, chest (thoracic) injuries,"
        " injured longer before (chronic), with a comparison group, it helped, with figures,"
        " most people first."
    ) in told


def test_choices_are_no_steps_of_the_way_back() -> None:
    latest = Route("latest")
    session = Session()
    for route in (
        latest,
        latest.to_narrow,
        latest.to_narrow.asking("since", 2010),
        latest.to_narrow.asking("since", 2015),
        latest.asking("since", 2015),
    ):
        session.visit(route)
    assert session.back().route == latest
    assert session.back().route == Route("home")


def test_help_leads_back_to_the_choices() -> None:
    narrowing = Route("latest").to_narrow.asking("since", 2010)
    session = Session()
    for route in (Route("latest"), narrowing, Route("help")):
        session.visit(route)
    assert session.back().route == narrowing
    assert session.back().route == Route("latest")


def test_a_study_is_opened_from_the_narrowed_list(small: Site) -> None:
    narrowed = parse("latest?species=human&sort=people")
    page = small.page(parse("study/walking-trial-2020"), narrowed)
    assert page.place is not None
    assert (page.place.position, page.place.total) == (2, 4)
    session = Session(narrowed)
    assert session.visit(page.route).within == narrowed
    session = Session(narrowed.to_narrow)
    assert session.visit(page.route).within is None
