"""Finding in a page, jumping to a section or a letter, and searching the library."""

import pytest

from sci_tui.site.site import Site
from tests.tui.reader import Reader, opened

STUDY = "study/walking-trial-2020"


async def _find(reader: Reader, key: str, words: str) -> None:
    await reader.press(key)
    assert reader.prompt.is_open
    await reader.type(words)
    await reader.press("enter")


# ---------------------------------------------------------------- in the page


@pytest.mark.parametrize("key", ["ctrl+f", "i"])
async def test_find_goes_to_the_first_match_and_says_which_of_how_many(
    small: Site, key: str
) -> None:
    async with opened(small, STUDY) as reader:
        await _find(reader, key, "harness")
        assert reader.said == "Match 1 of 3. n next, N previous."
        assert "harness" in reader.marked
        assert not reader.prompt.is_open


@pytest.mark.parametrize(("onward", "backward"), [("n", "N"), ("f4", "f3")])
async def test_next_and_previous_match_go_round(small: Site, onward: str, backward: str) -> None:
    async with opened(small, STUDY) as reader:
        await _find(reader, "i", "harness")
        said = []
        for key in (onward, onward, onward, onward, backward, backward):
            await reader.press(key)
            assert "harness" in reader.marked
            said.append(reader.said.partition(".")[0].removeprefix("Match "))
        assert said == ["2 of 3", "3 of 3", "1 of 3", "2 of 3", "1 of 3", "3 of 3"]


async def test_a_match_is_drawn_in_the_look_of_a_match(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await _find(reader, "i", "HARNESS")
        look = reader.view.get_component_rich_style("page--match")
        strip = reader.view.render_line(reader.marked_row - reader.view.region.y)
        shown = [
            segment.text
            for segment in strip
            if segment.style and segment.style.bgcolor == look.bgcolor and segment.style.underline
        ]
        assert shown == ["harness"]


@pytest.mark.parametrize("width", [2, 3, 5, 8, 11])
async def test_a_match_may_be_beyond_the_edge_of_a_window_that_is_too_narrow(
    small: Site, width: int
) -> None:
    async with opened(small, STUDY) as reader:
        await _find(reader, "i", "a")
        view = reader.view
        # While a window gets smaller, rows are drawn narrower before all of them are hidden.
        for line, stretches in view._sought.stretches.items():
            row = view._drawn(line).crop(0, width)
            for stretch in stretches:
                assert view._with_match(row, stretch).text == row.text


async def test_no_match_is_said(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        before = reader.marked
        await _find(reader, "i", "zebra")
        assert reader.said == "No match for “zebra” in this page."
        assert reader.marked == before
        # Without a match there is no next one, and the key is free for other things.
        await reader.press("n")
        assert reader.marked == before


async def test_find_in_a_list_finds_the_items(small: Site) -> None:
    async with opened(small, "latest") as reader:
        await _find(reader, "i", "pill")
        assert reader.link == "A pill that did not help walking: 120 people"
        assert reader.said == "Match 1 of 1. n next, N previous."


async def test_what_was_sought_last_stands_in_the_field_again(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await _find(reader, "i", "harness")
        await reader.press("i")
        assert reader.field.value == "harness"


async def test_find_finds_square_brackets_as_they_stand(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await _find(reader, "i", "[a treadmill]")
        assert reader.said == "Match 1 of 1. n next, N previous."
        assert "[a treadmill]" in reader.marked


async def test_an_empty_find_changes_nothing(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        before = reader.rows
        await _find(reader, "i", "")
        assert reader.rows == before


# ---------------------------------------------------------------- sections and letters


async def test_g_offers_the_sections_and_a_letter_goes_there(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        names = [name for name, _ in reader.view.sections]
        await reader.press("g")
        choices = [link.text for link in reader.page.links]
        assert [choice.rpartition(" (")[0] for choice in choices] == names
        letter = choices[names.index("Harms reported")].rpartition("(")[2][0]
        await reader.press(letter)
        assert reader.route == STUDY
        assert reader.marked == "HARMS REPORTED"


async def test_sections_are_chosen_by_arrows_and_by_number_too(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("g", "down", "down", "enter")
        assert reader.marked.startswith("AT A GLANCE")
        await reader.press("g", "1", "enter")
        assert reader.marked.startswith("HOW SURE CAN WE BE?")


async def test_every_section_has_a_letter_of_its_own_that_does_not_leave(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("g")
        letters = [link.text.rpartition("(")[2][0] for link in reader.page.links]
        assert len(set(letters)) == len(letters)
        assert not set(letters) & {"b", "q"}


@pytest.mark.parametrize("key", ["b", "escape", "f2", "backspace"])
async def test_leaving_the_sections_stays_on_the_line(small: Site, key: str) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("pagedown", "down")
        before = reader.rows
        await reader.press("g", key)
        assert reader.rows == before


async def test_a_page_without_sections_says_so(small: Site) -> None:
    async with opened(small, "word/dummy") as reader:
        if reader.view.sections:
            await reader.press("g", "b")
        else:
            await reader.press("g")
            assert reader.said == "This page has no sections."


async def test_in_a_list_g_and_a_letter_go_to_the_first_item_with_it(small: Site) -> None:
    async with opened(small, "words") as reader:
        await reader.press("g", "d")
        assert reader.link == "Dummy treatment"
        await reader.press("g", "z")
        assert reader.said == "Nothing here begins with z."
        assert reader.link == "Dummy treatment"


async def test_a_letter_looks_past_brackets_and_quotes(small: Site) -> None:
    async with opened(small, "latest") as reader:
        await reader.press("g", "w")
        assert reader.link == "Walking [again] on a moving band: 60 people"


# ---------------------------------------------------------------- the library


@pytest.mark.parametrize("key", ["/", "f6"])
async def test_search_asks_for_words_and_shows_what_it_found(small: Site, key: str) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press(key)
        await reader.type("pill dum")
        await reader.press("enter")
        assert reader.route == "search?q=pill+dum"
        assert "1 study with “pill dum”." in reader.text
        await reader.press("1")
        assert reader.route == "study/null-trial-2018"
        assert "Search: pill dum" in reader.rows[0]


async def test_a_search_without_a_match_says_so_and_offers_other_words(small: Site) -> None:
    async with opened(small, "search?q=zebra") as reader:
        assert "0 studies with “zebra”." in reader.text
        await reader.press("1")
        assert reader.prompt.is_open
        assert reader.field.value == "zebra"


@pytest.mark.parametrize("typed", ['"', "*", "AND", "a OR", "NEAR(", "x:y", "(-)", "[b]", "'", "^"])
async def test_nothing_typed_breaks_a_search(small: Site, typed: str) -> None:
    async with opened(small) as reader:
        await reader.press("/")
        await reader.type(typed)
        await reader.press("enter")
        assert reader.page.route.name == "search"
        assert typed in reader.text
