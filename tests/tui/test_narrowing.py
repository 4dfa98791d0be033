"""Narrowing a list with keys."""

import pytest

from sci_tui.site.site import Site
from tests.tui.reader import Reader, opened

SIZES = ((80, 24), (40, 12))


async def choose(reader: Reader, words: str) -> None:
    """Type the number of the link with these words, and open it."""
    number = [link.text for link in reader.view.links].index(words) + 1
    await reader.press(*str(number))
    if len(reader.view.links) > 9:
        await reader.press("enter")


@pytest.mark.parametrize("by_ear", [False, True])
@pytest.mark.parametrize("size", SIZES)
async def test_a_list_is_narrowed_twice_shown_and_cleared(
    small: Site, size: tuple[int, int], by_ear: bool
) -> None:
    async with opened(small, "latest", size, by_ear=by_ear) as reader:
        await reader.press("x")
        assert reader.route == "latest/narrow"
        await choose(reader, "In people")
        await choose(reader, "Without a comparison group")
        assert reader.route == "latest/narrow?species=human&compared=no"
        assert reader.view.links[0].text == "Show 2 studies"
        await choose(reader, "Show 2 studies")
        assert reader.route == "latest?species=human&compared=no"
        await reader.press("1")
        assert reader.page.place is not None
        assert reader.page.place.total == 2
        await reader.press("b", "z")
        assert reader.route == "latest"
        await reader.press("b", "b")
        assert reader.route == "latest"


async def test_the_way_to_narrow_and_to_clear_stands_in_the_footer(small: Site) -> None:
    async with opened(small, "latest", (120, 24)) as reader:
        assert "x narrow" in reader.footer
        assert "z clear" not in reader.footer
        await reader.press("x")
        assert "x narrow" not in reader.footer
        await choose(reader, "In animals")
        assert "z clear" in reader.footer
        await reader.press("z")
        assert reader.route == "latest/narrow"


async def test_help_in_between_loses_no_choice(small: Site) -> None:
    async with opened(small, "latest/narrow?species=human") as reader:
        await reader.press("?", "b")
        assert reader.route == "latest/narrow?species=human"


async def test_what_a_search_found_is_narrowed_too(small: Site) -> None:
    async with opened(small, "search?q=nobody") as reader:
        await reader.press("x")
        await choose(reader, "With a comparison group")
        await choose(reader, "Show 1 study")
        assert reader.route == "search?q=nobody&compared=yes"
