"""Routes as they are typed, and what is answered to each."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sci_tui.cli.answers_of import AnswersOf
from sci_tui.domain.browse import Compared, Figures, Filters, Sort
from sci_tui.domain.errors import NotThere, UnknownRoute
from sci_tui.domain.kinds import Completeness, Design, Level, Outcome, Species, TimeSinceInjury
from sci_tui.settings import Settings
from sci_tui.site.pages import Page
from sci_tui.site.routes import HOME, LIKE_ME_STUDIES, Route, parse, search, study
from sci_tui.site.site import Site
from tests.small_library import house_over

ALONE = (
    "home latest categories like-me search words following my-feedback how-to-read about contact"
    " disclaimer help settings"
).split()
WITH_SLUG = ("category", "study", "topic", "word", "reference")
# What cannot stand between two slashes is an empty text; half a surrogate is no text at all.
slugs = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: bool(text.strip())
)
texts = st.text(st.characters(exclude_categories=["Cs"]))
filters = st.fixed_dictionaries(
    {},
    optional={
        "design": st.sampled_from(["rct", *(each.value for each in Design)]),
        "evidence-level": st.integers(1, 5).map(str),
        "since": st.integers(1900, 2100).map(str),
        "until": st.integers(1900, 2100).map(str),
        "species": st.sampled_from([each.value for each in Species]),
        "people": st.integers(1, 100_000_000).map(str),
        "completeness": st.sampled_from([each.value for each in Completeness]),
        "injury-level": st.sampled_from([each.value for each in Level]),
        "time": st.sampled_from([each.value for each in TimeSinceInjury]),
        "compared": st.sampled_from([each.value for each in Compared]),
        "outcome": st.sampled_from([each.value for each in Outcome]),
        "figures": st.sampled_from([each.value for each in Figures]),
        "edition": st.integers(1, 10_000).map(str),
        "after": st.integers(1, 1_000_000_000).map(str),
        "sort": st.sampled_from([each.value for each in Sort]),
    },
)
lists = st.one_of(
    st.builds(
        lambda asked, category: Route("latest", query=(*asked.items(), *category)),
        filters,
        st.one_of(st.just(()), slugs.map(lambda slug: (("category", slug),))),
    ),
    st.builds(
        lambda slug, asked: Route("category", slug, "", tuple(asked.items())), slugs, filters
    ),
    st.builds(
        lambda words, asked: Route("search", query=(("q", words), *asked.items())), texts, filters
    ),
)
routes = st.one_of(
    lists,
    lists.map(lambda route: route.to_narrow),
    st.sampled_from(ALONE).map(Route),
    st.tuples(st.sampled_from(WITH_SLUG), slugs).map(lambda pair: Route(*pair)),
    st.builds(study, slugs, st.sampled_from(["news", "sources", "feedback", "take-home"])),
    st.builds(
        lambda name, slug: Route(name, slug, "sources"),
        st.sampled_from(["topic", "reference"]),
        slugs,
    ),
    st.sampled_from(["about", "how-to-read"]).map(lambda name: Route(name, part="sources")),
    st.builds(search, texts),
    st.just(LIKE_ME_STUDIES),
)


@given(routes)
def test_a_route_written_and_read_again_is_the_same(route: Route) -> None:
    assert parse(str(route)) == route


@given(st.one_of(texts, st.text("/?&=%+ abcdefhomestudysearchqcategory0123456789")))
@example("home?" + "&=" * 30)
@example("search?" + "q=a&" * 30)
def test_any_text_is_a_route_or_is_no_page(text: str) -> None:
    with suppress(UnknownRoute):
        route = parse(text)
        assert parse(str(route)) == route


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "is not a page"),
        ("nowhere", "is not a page"),
        ("study", "is not a page"),
        ("study/", "is not a page"),
        ("study/a/b", "is not a page"),
        ("study/a/news/b", "is not a page"),
        ("home/x", "is not a page"),
        ("home?" + "&=" * 30, "is not a page"),
        ("home?x=1", "This page has none."),
        ("study/a?sort=sure", "This page has none."),
        ("latest/x", "is not a page"),
        ("study/a/narrow", "is not a page"),
        ("category/a/narrow/b", "is not a page"),
        ("home/narrow", "is not a page"),
        ("latest?colour=red", "Allowed here: category, design, evidence-level, since"),
        ("category/pain?category=skin", "Allowed here: design, evidence-level, since"),
        ("latest?until=2101", "from 1900 to 2100"),
        ("latest?species=rat", "Choose one of: human, animal"),
        ("latest/narrow?people=0", "from 1 to 100000000"),
        ("latest?completeness=F", "Choose one of: A, B"),
        ("latest?time=old", "Choose one of: acute"),
        ("latest?compared=maybe", "Choose one of: yes, no"),
        ("latest?outcome=good", "Choose one of: helped"),
        ("latest?figures=no", "Choose one of: yes"),
        ("latest?design=good", "Choose one of: review-of-trials"),
        ("latest?since=1", "from 1900 to 2100"),
        ("latest?since=now", "from 1900 to 2100"),
        ("category/pain?evidence-level=6", "from 1 to 5"),
        ("search?q=a&injury-level=high", "Choose one of: cervical"),
        ("latest?sort=best", "Choose one of: newest"),
    ],
)
def test_what_is_no_route_is_refused_and_says_why(typed: str, why: str) -> None:
    with pytest.raises(UnknownRoute, match=why.replace("?", r"\?")):
        parse(typed)


@given(lists)
def test_a_list_and_the_page_to_narrow_it_lead_to_each_other(route: Route) -> None:
    assert route.to_narrow.of_list == route.beginning_after(None)
    assert route.to_narrow.filters == route.filters
    assert not route.to_narrow.is_list
    cleared = route.cleared.filters
    assert cleared.given == ({"category": route.slug} if route.name == "category" else {})
    assert cleared.sort == route.filters.sort
    assert route.cleared.asked("q") == route.asked("q")
    assert route.is_narrowed == (route.cleared.filters != route.filters)


@given(lists, st.data())
def test_a_filter_asked_for_is_the_only_one_that_changes(route: Route, data: st.DataObject) -> None:
    since = data.draw(st.integers(1900, 2100))
    asking = route.asking("since", since)
    assert asking.filters == route.filters._replace(since=since)
    assert asking.asking("since", None).filters == route.filters._replace(since=None)
    assert parse(str(asking)) == asking


def test_a_trial_by_chance_has_another_name() -> None:
    assert parse("category/pain?design=rct&sort=sure").filters == Filters(
        "pain", Design.RANDOMISED_TRIAL, sort=Sort.SURE
    )


@pytest.mark.parametrize("typed", ["/home/", " home ", "home?", "/study/a/news/"])
def test_slashes_and_blanks_around_a_route_do_not_matter(typed: str) -> None:
    assert parse(typed) in (HOME, study("a", "news"))


@pytest.mark.parametrize("name", ["category", "study", "topic", "word", "reference"])
def test_a_slug_that_the_library_has_not_is_not_there(small: Site, name: str) -> None:
    with pytest.raises(NotThere, match="nowhere"):
        small.page(Route(name, "nowhere"))
    page = small.page_or_trouble(Route(name, "nowhere"))
    assert page.title == "Not there"
    assert page.links[0].to == HOME


def test_every_page_that_stands_alone_is_there(small: Site) -> None:
    for name in ALONE:
        assert small.page(Route(name)).title


@given(routes)
def test_no_route_is_left_without_an_answer(answers: Callable[[Route], Page], route: Route) -> None:
    page = answers(route)
    assert page.title
    assert page.route.name == route.name


@pytest.fixture(scope="module")
def answers(
    small_library: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Route], Page]]:
    """What a site that is opened once answers."""
    with house_over(small_library, tmp_path_factory.mktemp("own")) as house:
        yield Site(house.library, AnswersOf(house), Settings()).page_or_trouble
