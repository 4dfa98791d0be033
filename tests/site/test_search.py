"""The pages of a search: whole, and so far while its words are typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sci_tui.domain.browse import MOST_FOUND
from sci_tui.domain.cleaning import clean
from sci_tui.layout.flow import lay_out
from sci_tui.layout.lines import Look, Role
from sci_tui.layout.spoken import said, spoken_look
from sci_tui.site import wording
from sci_tui.site.actions import AskWords
from sci_tui.site.pages import Heading, Link, Page
from sci_tui.site.routes import Route, parse, search
from sci_tui.site.site import Site

NARROWED = parse("search?q=nobody&compared=yes&sort=title")


def asked(page: Page) -> AskWords:
    """What the link for other words asks."""
    return next(link.to for link in page.links if isinstance(link.to, AskWords))


def matches(page: Page, look: Look) -> list[str]:
    """The words that are shown as a match."""
    spans = (span for line in lay_out(page, look).lines for span in line.spans)
    return [span.text for span in spans if span.role is Role.MATCH]


def test_what_was_found_is_marked_by_signs_too_and_by_ear_not_at_all(small: Site) -> None:
    page = small.page(search("trained walking"))
    assert matches(page, Look(77)) == ["‹trained›", "‹walked›", "‹walk›"]
    assert matches(page, Look(77, ascii_only=True)) == ["<trained>", "<walked>", "<walk>"]
    assert not set("‹›<>") & set("".join(said(page, spoken_look(ascii_only=True))))


@pytest.mark.parametrize("width", range(10, 60))
def test_however_narrow_it_is_the_marks_are_whole(small: Site, width: int) -> None:
    page = small.page(search("trained walking"))
    shown = matches(page, Look(width))
    assert "".join("".join(shown).split()) == "‹trained›‹walked›‹walk›"
    lines = lay_out(page, Look(width)).lines
    assert all(len(line.text) <= width for line in lines)


def test_other_words_keep_the_filters(small: Site) -> None:
    ask = asked(small.page(NARROWED))
    assert ask == AskWords("nobody", NARROWED)
    assert str(small.told(ask, "dummy").to) == "search?q=dummy&compared=yes&sort=title"
    nothing = small.told(ask, "zebra")
    assert nothing.said == "No study has “zebra”."
    empty = small.told(ask, "").to
    assert str(empty) == "search?compared=yes&sort=title"
    assert asked(small.page(empty)) == AskWords("", empty)


def test_what_was_meant_can_be_searched_for_with_the_filters_and_without(small: Site) -> None:
    page = small.page(parse("search?q=traned+walking"))
    text = "\n".join(said(page, spoken_look(ascii_only=False)))
    assert "Did you mean “trained walking”? Nothing here says “traned”." in " ".join(text.split())
    # What was found for it has the first numbers.
    first = next(link for link in page.links if not link.quote)
    assert (first.text, first.to) == ("Search for: trained walking", search("trained walking"))
    narrowed = small.page(parse("search?q=traned&species=human"))
    offered = [link.to for link in narrowed.links if link.text.startswith("Search for: ")]
    assert [str(route) for route in offered] == [
        "search?q=trained&species=human",
        "search?q=trained",
    ]


def test_so_far_the_best_nine_have_the_numbers_of_the_digits(site: Site) -> None:
    page = site.found_so_far(search("walking"))
    assert len(page.links) == 9
    whole = [link for link in site.page(search("walking")).links if link.quote]
    assert list(page.links) == whole[:9]
    assert len(whole) == MOST_FOUND
    assert page.title == "9 of 39 found"


def test_results_go_on_and_back_and_what_holds_a_part_is_told_apart(site: Site) -> None:
    told: list[Link] = []
    headings: list[bool] = []
    page = site.page(search("walking"))
    while True:
        told.extend(link for link in page.links if link.quote)
        headings.append(Heading(wording.WITH_A_PART) in page.blocks)
        onward = [link.to for link in page.links if link.text == wording.NEXT_RESULTS]
        if not onward:
            break
        assert isinstance(onward[0], Route)
        before = page.route
        page = site.page(onward[0])
        back = [link.to for link in page.links if link.text == wording.RESULTS_BEFORE]
        assert back == [before]
    assert len({str(link.to) for link in told}) == len(told) == 39
    assert headings == [False, False]


def test_before_anything_is_typed_it_is_said_how_to_search(small: Site) -> None:
    assert "quotation marks" in str(small.found_so_far(search("")).blocks)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=60), st.text('"-“”* ()walkpin&=?#%+', max_size=40)))
def test_nothing_that_is_typed_raises_and_each_route_is_written_and_read_the_same(
    small: Site, typed: str
) -> None:
    for of in (search(""), NARROWED):
        route = small.told(AskWords("", of), typed).to
        assert parse(str(route)) == route
        so_far = small.found_so_far(of.for_words(clean(typed)))
        whole = small.page(route)
        for page in (so_far, whole):
            links = [block for block in page.blocks if isinstance(block, Link) and block.quote]
            for look in (Look(40), Look(40, spoken=True), Look(40, ascii_only=True)):
                assert lay_out(page, look).lines
            assert all(link.quote and "".join(t for t, _ in link.quote.parts) for link in links)


def test_the_category_of_a_study_is_its_first(small: Site) -> None:
    assert small.category_of("walking-trial-2020") == Route("category", "walking")
