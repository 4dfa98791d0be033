"""Moving on a page and from page to page."""

import itertools

import pytest

from sci_tui.domain.feedback import Helpful
from sci_tui.site.actions import Answer
from sci_tui.site.site import Site
from tests.tui.reader import Reader, opened

STUDY = "study/walking-trial-2020"


async def test_it_opens_at_home(small: Site) -> None:
    async with opened(small) as reader:
        assert reader.route == "home"
        assert reader.link == "Search the library"


async def test_it_opens_at_any_page(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        assert reader.route == STUDY
        assert reader.marked.startswith("[Walking] again after spinal cord injury")


async def test_in_a_list_up_and_down_go_from_item_to_item(small: Site) -> None:
    async with opened(small, "categories") as reader:
        titles = [link.text for link in reader.page.links]
        seen = [reader.link]
        for _ in titles[1:]:
            await reader.press("down")
            seen.append(reader.link)
        assert seen == titles
        await reader.press("down")
        assert reader.link == titles[-1]
        await reader.press("up")
        assert reader.link == titles[-2]


async def test_on_a_reading_page_up_and_down_go_line_by_line(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        lines = [line.text.strip() for line in reader.view._laid.lines if line.text]
        seen = [reader.marked]
        for _ in range(40):
            await reader.press("down")
            seen.append(reader.marked)
        assert seen == lines[:41]
        await reader.press("up")
        assert reader.marked == lines[39]


async def test_tab_goes_from_link_to_link_and_shift_tab_back(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        titles = [link.text for link in reader.page.links]
        seen = []
        for _ in titles:
            await reader.press("tab")
            seen.append(reader.link)
        assert seen == titles
        await reader.press("tab")
        assert reader.link == titles[-1]
        await reader.press("shift+tab")
        assert reader.link == titles[-2]


@pytest.mark.parametrize("route", ["home", STUDY, "words", "settings"])
async def test_end_and_home_go_to_both_ends(small: Site, route: str) -> None:
    async with opened(small, route, (60, 12)) as reader:
        first = reader.marked
        await reader.press("end")
        assert reader.view.scroll_offset.y == reader.view.max_scroll_y
        assert reader.marked != first
        await reader.press("home")
        assert reader.view.scroll_offset.y == 0
        assert reader.marked == first


@pytest.mark.parametrize("route", ["home", STUDY])
async def test_page_down_goes_through_the_whole_page_and_page_up_back(
    small: Site, route: str
) -> None:
    async with opened(small, route, (60, 12)) as reader:
        first = reader.marked
        tops = [0]
        for _ in range(40):
            await reader.press("pagedown")
            tops.append(int(reader.view.scroll_offset.y))
        assert tops == sorted(tops)
        assert tops[-1] == reader.view.max_scroll_y
        steps = {after - before for before, after in itertools.pairwise(tops)}
        # No line is jumped over.
        assert max(steps) <= reader.view.size.height
        for _ in range(40):
            await reader.press("pageup")
        assert reader.marked == first


async def test_space_is_page_down(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("space")
        assert reader.view.scroll_offset.y > 0


async def test_enter_opens_the_link_on_the_line(small: Site) -> None:
    async with opened(small, "categories") as reader:
        await reader.press("down", "enter")
        assert reader.route == "category/walking"


async def test_enter_on_a_line_without_a_link_opens_the_next_one_on_the_screen(
    small: Site,
) -> None:
    async with opened(small, "contact") as reader:
        await reader.press("enter")
        assert reader.route == "contact"
    async with opened(small, "about") as reader:
        assert not reader.link
        await reader.press("enter")
        assert reader.route == "disclaimer"


async def test_enter_does_not_open_a_link_that_cannot_be_seen(small: Site) -> None:
    async with opened(small, STUDY, (80, 24)) as reader:
        await reader.press("enter")
        assert reader.route == STUDY


# ---------------------------------------------------------------- numbers


async def test_with_at_most_nine_links_a_digit_acts_at_once(small: Site) -> None:
    async with opened(small, "categories") as reader:
        assert len(reader.page.links) <= 9
        await reader.press("2")
        assert reader.route == "category/walking"


async def test_with_more_links_enter_ends_the_number(small: Site) -> None:
    async with opened(small) as reader:
        assert len(reader.page.links) > 9
        await reader.press("1")
        assert reader.route == "home"
        assert reader.said.startswith("Number 1:")
        await reader.press("0")
        assert reader.said.startswith("Number 10:")
        await reader.press("enter")
        assert reader.route == "about"


async def test_ten_links_are_more_than_one_digit_can_tell_apart(small: Site) -> None:
    for slug in ("walking-trial-2020", "null-trial-2018", "cells-series-2021", "one-man"):
        small.do(Answer(slug, Helpful.YES))
    async with opened(small, "my-feedback") as reader:
        assert len(reader.page.links) == 8
        await reader.press("1")
        assert reader.route.endswith("/feedback")
    small.do(Answer("rats-2015", Helpful.YES))
    async with opened(small, "my-feedback") as reader:
        assert len(reader.page.links) == 10
        await reader.press("1")
        assert reader.route == "my-feedback"
        await reader.press("0", "enter")
        assert reader.route.startswith("my-feedback?delete=")


async def test_backspace_takes_a_digit_back(small: Site) -> None:
    async with opened(small) as reader:
        await reader.press("1", "2", "backspace")
        assert reader.said.startswith("Number 1:")
        await reader.press("backspace")
        assert reader.said == ""
        assert reader.route == "home"
        await reader.press("3", "enter")
        assert reader.route == "categories"


async def test_a_number_that_is_not_there_is_said(small: Site) -> None:
    async with opened(small) as reader:
        most = len(reader.page.links)
        await reader.press("9", "9", "enter")
        assert reader.said == f"There is no 99 here. The numbers go from 1 to {most}."
        assert reader.route == "home"
        await reader.press("0", "enter")
        assert reader.said == f"There is no 0 here. The numbers go from 1 to {most}."
    async with opened(small, "categories") as reader:
        await reader.press("8")
        assert reader.said == "There is no 8 here. The numbers go from 1 to 6."


async def test_a_number_where_there_are_no_links_is_said(small: Site) -> None:
    async with opened(small, "contact") as reader:
        await reader.press("1")
        assert reader.said == "There is nothing to choose here."


async def test_any_other_key_ends_a_number(small: Site) -> None:
    async with opened(small) as reader:
        await reader.press("1", "down", "enter")
        assert reader.route == "latest"


# ---------------------------------------------------------------- back, place, neighbours


async def test_back_returns_to_the_same_item_of_a_list(small: Site) -> None:
    async with opened(small) as reader:
        await reader.press("end", "up")
        left = reader.rows
        await reader.press("enter")
        assert reader.route != "home"
        await reader.press("b")
        assert reader.route == "home"
        assert reader.rows == left


@pytest.mark.parametrize("key", ["b", "backspace", "escape", "f2"])
async def test_back_returns_to_the_same_line_deep_in_a_page(small: Site, key: str) -> None:
    async with opened(small, STUDY, (60, 14)) as reader:
        await reader.press("pagedown", "pagedown", "down", "down", "tab")
        left, spot = reader.rows, reader.view.spot
        await reader.press("enter")
        assert reader.route != STUDY
        await reader.press(key)
        assert reader.route == STUDY
        assert reader.view.spot == spot
        assert reader.rows == left


async def test_back_on_the_first_page_says_how_to_leave(small: Site) -> None:
    async with opened(small) as reader:
        await reader.press("b")
        assert reader.said == "This is the first page. q leaves."


async def test_back_from_a_page_that_was_opened_first_leads_home(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("b")
        assert reader.route == "home"


async def test_following_a_link_to_the_page_itself_adds_no_step_back(small: Site) -> None:
    async with opened(small) as reader:
        await reader.press("l", "l", "l", "b")
        assert reader.route == "home"


async def test_the_row_on_top_says_the_way_and_the_place_in_the_list(small: Site) -> None:
    async with opened(small, "category/walking") as reader:
        assert reader.rows[0].split() == ["Home", "›", "Categories", "›", "Walking"]
        await reader.press("1")
        assert reader.rows[0].strip().startswith("Home › Walking › this study")
        assert reader.rows[0].rstrip().endswith("1 of 2")


async def test_in_a_narrow_window_the_way_is_cut_whole(small: Site) -> None:
    async with opened(small, f"{STUDY}/sources", (40, 12)) as reader:
        assert reader.rows[0].strip() == "… › Sources"


async def _walked(reader: Reader, key: str, steps: int) -> list[str]:
    places = [reader.rows[0].rstrip()[-6:].strip()]
    for _ in range(steps):
        await reader.press(key)
        places.append(reader.rows[0].rstrip()[-6:].strip())
    return places


@pytest.mark.parametrize(
    ("origin", "studies"),
    [
        ("category/cells", ["cells-series-2021", "rats-2015"]),
        (
            "latest",
            ["cells-series-2021", "walking-trial-2020", "null-trial-2018", "rats-2015", "one-man"],
        ),
        ("latest?sort=people", ["null-trial-2018", "walking-trial-2020", "cells-series-2021"]),
        ("search?q=nobody", ["cells-series-2021", "walking-trial-2020"]),
    ],
)
async def test_next_and_previous_follow_the_list_a_study_was_opened_from(
    small: Site, origin: str, studies: list[str]
) -> None:
    async with opened(small, origin) as reader:
        total = len([link for link in reader.page.links if "study/" in str(link.to)])
        await reader.press("1")
        seen = [reader.page.route.slug]
        places = [reader.rows[0].split()[-3:]]
        for _ in studies[1:]:
            await reader.press(".")
            seen.append(reader.page.route.slug)
            places.append(reader.rows[0].split()[-3:])
        assert seen == studies
        assert places == [[str(n), "of", str(total)] for n, _ in enumerate(studies, start=1)]
        await reader.press(",")
        assert reader.page.route.slug == studies[-2]
        # Going on in a list is not going deeper.
        await reader.press("b")
        assert reader.route == origin


async def test_the_ends_of_the_list_are_said(small: Site) -> None:
    async with opened(small, "category/cells") as reader:
        await reader.press("1", ",")
        assert reader.said == "This is the first study of its list."
        await reader.press("]", "]")
        assert reader.said == "This is the last study of its list."
        await reader.press("[")
        assert reader.page.route.slug == "cells-series-2021"


async def test_a_related_study_in_the_same_list_keeps_the_list(small: Site) -> None:
    async with opened(small, "category/walking") as reader:
        await reader.press("1")
        await _follow(reader, "A pill that did not help walking: 120 people")
        assert reader.page.route.slug == "null-trial-2018"
        assert reader.rows[0].split()[-3:] == ["2", "of", "2"]


async def test_a_related_study_of_another_list_falls_back_to_its_own_category(
    small: Site,
) -> None:
    async with opened(small, "category/pain") as reader:
        await reader.press("1")
        assert "Home › Pain › this study" in reader.rows[0]
        await _follow(reader, "A pill that did not help walking: 120 people")
        assert "Home › Walking › this study" in reader.rows[0]
        assert reader.rows[0].split()[-3:] == ["2", "of", "2"]


async def test_a_study_opened_from_nowhere_stands_in_its_first_category(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        assert "Home › Walking › this study" in reader.rows[0]


async def _follow(reader: Reader, text: str) -> None:
    """Follow the link with a text by its number."""
    titles = [link.text for link in reader.page.links]
    await reader.type(str(titles.index(text) + 1))
    if len(titles) > 9:
        await reader.press("enter")


# ---------------------------------------------------------------- commands that lead elsewhere


@pytest.mark.parametrize(
    ("key", "route"),
    [("h", "home"), ("c", "categories"), ("l", "latest"), ("?", "help"), ("f1", "help")],
)
async def test_letters_lead_to_pages(small: Site, key: str, route: str) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press(key)
        assert reader.route == route


async def test_f_leads_to_feedback_and_w_to_the_words(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("w")
        assert reader.marked == "WORDS ON THIS PAGE"
        await reader.press("f")
        assert reader.route == f"{STUDY}/feedback"


async def test_w_where_no_words_are_explained_says_so(small: Site) -> None:
    async with opened(small, "study/one-man") as reader:
        await reader.press("w")
        assert reader.said == "This page explains no words."


@pytest.mark.parametrize("key", ["f", "w", "y", "p", ",", "."])
async def test_commands_of_other_pages_do_nothing_and_it_says_so(small: Site, key: str) -> None:
    async with opened(small) as reader:
        before = reader.rows
        await reader.press(key)
        assert reader.route == "home"
        assert reader.said == f"{key} means nothing here. ? for help."
        await reader.press("up")
        assert reader.rows == before


async def test_a_key_that_means_nothing_ends_a_number_too(small: Site) -> None:
    async with opened(small) as reader:
        await reader.press("1", "x")
        assert reader.said == "x means nothing here. ? for help."
        await reader.press("2", "enter")
        assert reader.route == "latest"


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_q_leaves(small: Site, key: str) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press(key)
        assert reader.app.return_value == 0


async def test_a_page_that_is_not_there_says_so_and_offers_the_way_home(small: Site) -> None:
    async with opened(small, "study/nowhere") as reader:
        assert "Not there" in reader.text
        assert "no study 'nowhere'" in reader.text
        await reader.press("1")
        assert reader.route == "home"
