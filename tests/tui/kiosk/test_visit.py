"""A visit to a kiosk: nine choices, digits and Enter alone, and nothing left behind."""

import gc
import weakref
from pathlib import Path

import pytest

from sci_tui.cli.house import House
from sci_tui.kiosk_settings import KioskSettings
from sci_tui.places import Places
from sci_tui.site.kiosk import wording
from sci_tui.tui.kiosk.attract import AttractScreen
from sci_tui.tui.kiosk.visit import VisitScreen
from sci_tui.tui.widgets.page_view import PageView
from tests.tui.kiosk.opened import opened


@pytest.fixture
def data(own_places: Places) -> Path:
    """Where the kiosk keeps its answers."""
    assert own_places.data is not None
    return own_places.data


async def test_any_key_begins_a_visit_on_the_first_page(house: House, data: Path) -> None:
    async with opened(house.library, data) as kiosk:
        assert kiosk.is_waiting()
        assert wording.PRESS_ANY_KEY in kiosk.text
        await kiosk.wake("x")
        assert kiosk.route == "home"


async def test_a_waiting_kiosk_shows_a_study_and_how_sure_one_can_be(
    house: House, data: Path
) -> None:
    async with opened(house.library, data) as kiosk:
        newest = house.library.cards(limit=1)[0]
        assert newest.list_title in kiosk.text
        assert "How sure can we be?" in kiosk.text


async def test_a_waiting_kiosk_moves_its_poster(house: House, data: Path) -> None:
    async with opened(house.library, data) as kiosk:
        first = next(row for row in kiosk.rows if row.strip())
        kiosk.app.screen.turn()  # type: ignore[attr-defined]
        await kiosk.settle()
        second = next(row for row in kiosk.rows if row.strip())
        assert first != second
        assert len(first) - len(first.lstrip()) != len(second) - len(second.lstrip())


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_by_ear_a_waiting_kiosk_begins_in_the_first_cell_and_stays_there(
    house: House, data: Path, size: tuple[int, int]
) -> None:
    async with opened(house.library, data, size=size, by_ear=True) as kiosk:
        for _ in range(3):
            assert kiosk.rows[0].startswith(wording.PRESS_ANY_KEY)
            assert kiosk.cursor == (0, 0)
            await kiosk.wake()
            await kiosk.press("q")


async def test_digits_and_enter_alone_lead_from_home_to_a_study_and_an_answer(
    house: House, data: Path
) -> None:
    async with opened(house.library, data) as kiosk:
        await kiosk.wake()
        await kiosk.press("1", "1")
        assert kiosk.route.startswith("study/")
        study = kiosk.page.route.slug
        number = next(label[0] for label in kiosk.labels if wording.HELPFUL in label)
        await kiosk.press(number, "1")
        assert "Thank you" in kiosk.said
        (given,) = house.feedback.all()
        assert (given.study, given.helpful, given.where) == (study, "yes", "kiosk")
        assert given.given_at == "2026-11-21T14:00:00Z"


async def test_enter_reads_a_study_to_its_end(house: House, data: Path) -> None:
    async with opened(house.library, data, size=(40, 12)) as kiosk:
        await kiosk.wake()
        await kiosk.press("1", "1")
        seen = [kiosk.text]
        for _ in range(200):
            await kiosk.press("enter")
            if kiosk.said == wording.END_OF_PART:
                break
            seen.append(kiosk.text)
        whole = " ".join(" ".join(seen).replace("▸", " ").split())
        study = house.library.study(kiosk.page.route.slug)
        for limitation in study.limitations:
            assert limitation[0][0].text[-30:] in whole


async def test_0_goes_back_and_on_the_first_page_ends_the_visit(house: House, data: Path) -> None:
    async with opened(house.library, data) as kiosk:
        await kiosk.wake()
        await kiosk.press("2", "1")
        assert kiosk.route.startswith("category/")
        await kiosk.press("0", "0")
        assert kiosk.route == "home"
        await kiosk.press("0")
        assert kiosk.is_waiting()


async def test_0_on_the_first_page_ends_the_visit_however_one_came_there(
    house: House, data: Path
) -> None:
    async with opened(house.library, data) as kiosk:
        await kiosk.wake()
        await kiosk.press("2", "1", "h", "0")
        assert kiosk.is_waiting()


async def test_a_number_that_is_not_there_is_told(house: House, data: Path) -> None:
    async with opened(house.library, data) as kiosk:
        await kiosk.wake()
        await kiosk.press("9")
        assert kiosk.said.startswith("There is no 9 here")


async def test_words_are_spelled_with_digits(house: House, data: Path) -> None:
    async with opened(house.library, data) as kiosk:
        await kiosk.wake()
        await kiosk.press("3", "2")
        # p, a, i, n as a telephone has them.
        for group, letter in (("7", "1"), ("2", "1"), ("4", "3"), ("6", "2")):
            await kiosk.press(group, letter)
        assert "So far: pain" in kiosk.text
        await kiosk.press("1")
        assert kiosk.route.startswith("search?q=pain")
        await kiosk.press("0", "0")
        assert "So far: pai" in kiosk.text
        assert "So far: pain" not in kiosk.text


async def test_what_a_visitor_sets_ends_with_the_visit(house: House, data: Path) -> None:
    async with opened(house.library, data) as kiosk:
        await kiosk.wake()
        await kiosk.press("7", "2", "2")
        assert kiosk.app.theme == "light"
        await kiosk.press("q")
        assert kiosk.is_waiting()
        assert kiosk.app.theme == "dark"
        await kiosk.wake()
        assert kiosk.clinic.sites[-1].settings.theme == "dark"


async def test_a_second_visitor_is_not_shown_the_answer_of_the_first(
    house: House, data: Path
) -> None:
    async with opened(house.library, data) as kiosk:
        for helpful in ("1", "3"):
            await kiosk.wake()
            await kiosk.press("1", "1", "2")
            assert "your answer" not in kiosk.text
            await kiosk.press(helpful, "2", "q")
        assert [given.helpful for given in house.feedback.all()] == ["partly", "partly"]


@pytest.mark.parametrize(
    "keys", [("4", "1", "1", "q"), ("f6", *"walking", "down", "escape", "q")], ids="_".join
)
async def test_nothing_of_a_visit_is_held_when_it_is_over(
    house: House, data: Path, keys: tuple[str, ...]
) -> None:
    async with opened(house.library, data) as kiosk:
        await kiosk.wake()
        await kiosk.press(*keys)
        gone = weakref.ref(kiosk.clinic.sites.pop(1))
        await kiosk.wake()
        await kiosk.press("q")
        gc.collect()
        assert gone() is None
        assert not [one for one in gc.get_objects() if isinstance(one, VisitScreen)]


async def test_the_poster_does_not_turn_behind_a_visit(house: House, data: Path) -> None:
    async with opened(house.library, data) as kiosk:
        poster = kiosk.app.screen
        assert isinstance(poster, AttractScreen)
        await kiosk.wake()
        await kiosk.press("2", "down")
        page, cursor = poster._page, kiosk.app.cursor_position
        poster._turn_if_waiting()
        poster.view.post_message(PageView.Moved())
        await kiosk.settle()
        assert poster._page is page
        assert kiosk.app.cursor_position == cursor


async def test_choices_do_not_step_behind_the_question(house: House, data: Path) -> None:
    settings = KioskSettings(scanning="1")
    async with opened(house.library, data, settings) as kiosk:
        await kiosk.wake()
        visit = kiosk.visit
        visit._stepping._step()
        await kiosk.wait(40)
        assert kiosk.asks()
        marked = visit._stepping._marked
        visit._stepping._step()
        assert visit._stepping._marked == marked


async def test_nobody_is_asked_before_the_time_is_nearly_over(house: House, data: Path) -> None:
    async with opened(house.library, data) as kiosk:
        await kiosk.wake()
        await kiosk.wait(39)
        assert not kiosk.asks()
        await kiosk.wait(1)
        assert kiosk.asks()
        assert wording.ANY_KEY_GOES_ON in kiosk.text


async def test_a_study_is_left_open_for_longer(house: House, data: Path) -> None:
    async with opened(house.library, data) as kiosk:
        await kiosk.wake()
        await kiosk.press("1", "1")
        await kiosk.wait(159)
        assert not kiosk.asks()
        await kiosk.wait(1)
        assert kiosk.asks()


async def test_any_key_goes_on_and_does_nothing_else(house: House, data: Path) -> None:
    async with opened(house.library, data) as kiosk:
        await kiosk.wake()
        await kiosk.press("2")
        await kiosk.wait(45)
        assert kiosk.asks()
        await kiosk.press("1")
        assert kiosk.route == "categories"
        await kiosk.wait(30)
        assert not kiosk.asks()


async def test_the_question_stands_for_20_seconds_and_then_all_is_forgotten(
    house: House, data: Path
) -> None:
    async with opened(house.library, data) as kiosk:
        await kiosk.wake()
        await kiosk.press("2")
        await kiosk.wait(59)
        assert kiosk.asks()
        await kiosk.wait(1)
        assert kiosk.is_waiting()
        await kiosk.wake()
        assert kiosk.route == "home"
        assert kiosk.visit._session.at_start


async def test_no_command_leads_out(house: House, data: Path) -> None:
    keys = ("ctrl+c", "ctrl+q", "ctrl+z", "ctrl+d", "ctrl+p", "ctrl+backslash", "ctrl+l", "f12")
    async with opened(house.library, data) as kiosk:
        await kiosk.wake("ctrl+c")
        for key in keys:
            await kiosk.press(key)
            assert kiosk.app.is_running
            assert kiosk.route == "home"


async def test_a_note_and_a_shelf_of_the_clinic_come_first(house: House, data: Path) -> None:
    slug = house.library.cards(limit=3)[-1].slug
    settings = KioskSettings(note="Ask at desk 2.", shelf=(slug, "no-such-study"))
    async with opened(house.library, data, settings) as kiosk:
        await kiosk.wake()
        assert "Ask at desk 2." in kiosk.text
        assert kiosk.labels[0] == f"1 {wording.CHOSEN_HERE}"
        await kiosk.press("1", "1")
        assert kiosk.page.route.slug == slug


@pytest.mark.parametrize("shelf", [(), ("no-such-study",)])
async def test_the_fifth_choice_of_the_first_page_is_speech(
    house: House, data: Path, shelf: tuple[str, ...]
) -> None:
    shelf = shelf and (house.library.cards(limit=1)[0].slug,)
    async with opened(
        house.library, data, KioskSettings(shelf=shelf), has_voice=True, by_ear=True
    ) as kiosk:
        await kiosk.wake()
        assert kiosk.labels[4] == f"5 {wording.SPEECH}"
        assert len(kiosk.labels) <= 10


async def test_what_is_marked_steps_and_one_key_chooses(house: House, data: Path) -> None:
    async with opened(house.library, data, KioskSettings(scanning="1")) as kiosk:
        await kiosk.wake("space")
        stepping = kiosk.visit._stepping
        for expected in kiosk.labels[:2]:
            stepping._step()
            await kiosk.settle()
            assert kiosk.link == expected[2:]
        await kiosk.press("space")
        assert kiosk.route == "categories"


async def test_a_whole_study_is_read_with_one_switch(house: House, data: Path) -> None:
    async with opened(house.library, data, KioskSettings(scanning="1"), size=(40, 12)) as kiosk:
        await kiosk.wake("space")
        kiosk.visit._stepping._step()
        await kiosk.press("space")
        kiosk.visit._stepping._step()
        await kiosk.press("space")
        assert kiosk.route.startswith("study/")
        for _ in range(300):
            stepping = kiosk.visit._stepping
            stepping._step()
            await kiosk.settle()
            if kiosk.said == wording.READ_ON or kiosk.link.startswith(wording.READ_ON):
                await kiosk.press("space")
            elif kiosk.link == wording.BACK and kiosk.view.shows_end:
                break
        assert kiosk.page.route.asked("sheet")


async def test_another_key_ends_the_stepping(house: House, data: Path) -> None:
    async with opened(house.library, data, KioskSettings(scanning="1")) as kiosk:
        await kiosk.wake("space")
        await kiosk.press("down")
        assert kiosk.clinic.sites[-1].scanning == "off"
        await kiosk.press("q")
        await kiosk.wake("space")
        assert kiosk.clinic.sites[-1].scanning == "1"
