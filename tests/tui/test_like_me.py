"""Studies like me on the screen: choose, open a study, come back, forget."""

import pytest

from sci_tui.site.site import Site
from tests.tui.reader import opened


@pytest.mark.parametrize("by_ear", [False, True])
async def test_choose_two_open_a_study_come_back_and_forget(small: Site, *, by_ear: bool) -> None:
    async with opened(small, by_ear=by_ear) as reader:
        await reader.press("4", "enter")
        assert reader.route == "like-me"
        await reader.press("1", "1")
        assert reader.said == "Injury level: Neck (cervical). Not saved."
        await reader.press("3", "3", "5")
        assert reader.route == "like-me/studies"
        # By ear the way to the first study leads over the line that says that more comes.
        await reader.press(*["down"] * (3 if by_ear else 2), "enter")
        assert reader.route == "study/walking-trial-2020"
        await reader.press("b")
        assert reader.route == "like-me/studies"
        assert reader.link == "Walking [again] on a moving band: 60 people"
        await reader.press("h", "d")
        assert reader.said == "Forgotten. Nothing is chosen yet."
        assert reader.route == "like-me"
        assert [link.note for link in reader.page.links[:4]] == ["now: left open"] * 4


async def test_in_the_smallest_window_something_to_choose_is_in_sight_at_once(small: Site) -> None:
    async with opened(small, "like-me", (40, 12)) as reader:
        assert "1  Injury level" in reader.text


async def test_back_leads_past_what_was_asked(small: Site) -> None:
    async with opened(small) as reader:
        await reader.press("4", "enter", "2", "1", "4", "2", "b")
        assert reader.route == "home"
