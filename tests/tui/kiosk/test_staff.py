"""The staff page of a kiosk: behind keys and a PIN, with digits and Enter alone."""

import gc
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from sci_tui import kiosk_settings
from sci_tui.cli.clinic import ClinicOf
from sci_tui.cli.house import House
from sci_tui.domain.feedback import Helpful
from sci_tui.places import Places
from sci_tui.services.kiosk_log import Event
from sci_tui.services.pin import Pin
from sci_tui.site.kiosk import staff_wording as wording
from sci_tui.site.kiosk.staff_site import StaffSite
from sci_tui.tui.kiosk.pin_screen import PinScreen
from sci_tui.tui.kiosk.staff import StaffScreen
from tests.disks import disk_at
from tests.tui.kiosk.opened import Kiosk, opened, opened_in

PIN = "270419"
WRONG = "380520"
KEYS = "....."


@pytest.fixture(scope="module")
def pin_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is kept of the PIN, worked out once."""
    pin = Pin(tmp_path_factory.mktemp("pin"))
    pin.set(PIN)
    assert pin.file
    return pin.file


@pytest.fixture
def data(own_places: Places, pin_file: Path) -> Path:
    """The data directory of a kiosk with a PIN."""
    assert own_places.data
    own_places.data.mkdir()
    shutil.copy(pin_file, own_places.data)
    return own_places.data


@pytest.fixture
def clinic(data: Path) -> Iterator[ClinicOf]:
    """A clinic as a kiosk has it."""
    with House(None) as house:
        clinic = ClinicOf(house)
        yield clinic
        clinic.close()


def lines(clinic: ClinicOf) -> list[str]:
    """What the log says, without the times."""
    return [line.partition(" ")[2] for line in clinic.log.last(100)]


def contents(folder: Path) -> list[bytes]:
    """What stands in each file of a folder."""
    return [file.read_bytes() for file in folder.iterdir()]


def shown(kiosk: Kiosk) -> str:
    """The screen as one line."""
    return " ".join(kiosk.text.split())


async def enter(kiosk: Kiosk, pin: str) -> None:
    """Type a PIN and wait until it was looked at."""
    await kiosk.press(*pin, "enter")
    screen = kiosk.app.screen
    assert isinstance(screen, PinScreen)
    await kiosk.until(lambda: not screen.is_checking or not screen.is_current, "the PIN")
    await kiosk.settle()


async def begin(kiosk: Kiosk) -> None:
    """Type the keys for staff where nobody reads."""
    await kiosk.wake(KEYS[0])
    await kiosk.press(*KEYS[1:])
    assert isinstance(kiosk.app.screen, PinScreen)


async def acted(kiosk: Kiosk) -> None:
    """Wait until what takes a moment is done."""
    screen = kiosk.app.screen
    assert isinstance(screen, StaffScreen)
    await kiosk.until(lambda: screen._busy_since is None, "what takes a moment")
    await kiosk.settle()


@asynccontextmanager
async def as_staff(clinic: ClinicOf, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Kiosk]:
    """A kiosk whose staff came in."""
    async with opened_in(clinic, size) as kiosk:
        await begin(kiosk)
        await enter(kiosk, PIN)
        assert isinstance(kiosk.app.screen, StaffScreen)
        yield kiosk


async def test_nothing_of_their_time_is_held_when_they_have_left(clinic: ClinicOf) -> None:
    async with as_staff(clinic) as kiosk:
        await kiosk.press("5", "1")
        await acted(kiosk)
        await kiosk.press("q")
        await kiosk.until(kiosk.is_waiting, "the poster")
        await kiosk.settle()
        gc.collect()
        held = (StaffScreen, PinScreen)
        assert not [type(one) for one in gc.get_objects() if isinstance(one, held)]


# ------------------------------------------------------------ the keys


async def test_keys_typed_quickly_ask_for_the_pin_from_wherever_one_is(clinic: ClinicOf) -> None:
    async with opened_in(clinic) as kiosk:
        await begin(kiosk)
        await kiosk.press("f2")
        await kiosk.press("2", "1")
        there = kiosk.route
        await kiosk.press(*KEYS)
        assert wording.PIN_TITLE in kiosk.text
        await kiosk.press("enter")
        assert kiosk.route == there


async def test_keys_typed_slowly_or_into_a_field_do_not(clinic: ClinicOf) -> None:
    async with opened_in(clinic) as kiosk:
        await kiosk.wake()
        await kiosk.press(*KEYS[1:])
        await kiosk.wait(6)
        await kiosk.press(KEYS[-1])
        assert not isinstance(kiosk.app.screen, PinScreen)
        await kiosk.press("f6", *KEYS)
        assert not isinstance(kiosk.app.screen, PinScreen)
        assert kiosk.field.value == KEYS


async def test_the_clinic_chooses_its_keys(data: Path) -> None:
    (data / "kiosk.toml").write_text('staff-keys = "*1*"\n')
    with House(None) as house:
        clinic = ClinicOf(house)
        async with opened_in(clinic) as kiosk:
            await kiosk.wake()
            await kiosk.press(*KEYS)
            assert not isinstance(kiosk.app.screen, PinScreen)
            await kiosk.press("*", "1", "*")
            assert isinstance(kiosk.app.screen, PinScreen)
        clinic.close()


# ------------------------------------------------------------ the PIN


@pytest.mark.parametrize("by_ear", [False, True])
async def test_no_digit_of_the_pin_is_shown(clinic: ClinicOf, by_ear: bool) -> None:
    async with opened_in(clinic, by_ear=by_ear) as kiosk:
        await begin(kiosk)
        for typed in range(1, len(PIN) + 1):
            await kiosk.press(PIN[typed - 1])
            assert wording.pin_so_far(typed) in kiosk.text
            assert not set("0123456789") & set(kiosk.text.replace("F2", ""))


async def test_a_voice_says_how_many_digits_and_none_of_them(clinic: ClinicOf) -> None:
    said: list[str] = []
    async with opened_in(clinic) as kiosk:
        screen = PinScreen(clinic.office(), (), kiosk.app._manner, said.extend)
        kiosk.app.push_screen(screen)
        await kiosk.settle()
        await kiosk.press("9", "9", "backspace", "8")
        assert said[-4:] == ["1 digit", "2 digits", "1 digit", "2 digits"]


async def test_a_wrong_pin_is_told_and_written_down_without_its_digits(
    clinic: ClinicOf, data: Path
) -> None:
    async with opened_in(clinic) as kiosk:
        await begin(kiosk)
        await enter(kiosk, WRONG)
        assert "That is not the PIN." in kiosk.text
        assert lines(clinic) == [Event.PIN_REFUSED.value]
        screen = kiosk.app.screen
        assert WRONG not in repr(vars(screen)) + repr(kiosk.app.workers._workers)
        assert not any(WRONG.encode() in kept for kept in contents(data))


async def test_after_too_many_wrong_ones_even_the_right_one_has_to_wait(clinic: ClinicOf) -> None:
    async with opened_in(clinic) as kiosk:
        await begin(kiosk)
        for _ in range(3):
            await enter(kiosk, WRONG)
        # The seconds are told as they are when it is told.
        assert re.search(r"Wait (30|[12]\d) seconds", kiosk.text)
        await enter(kiosk, PIN)
        assert isinstance(kiosk.app.screen, PinScreen)
        assert wording.PIN_LOCKED in kiosk.text
        assert lines(clinic)[-1] == f"{Event.PIN_LOCKED.value} (30)"


async def test_digits_after_the_last_of_a_pin_make_it_another(clinic: ClinicOf) -> None:
    async with opened_in(clinic) as kiosk:
        await begin(kiosk)
        await enter(kiosk, PIN + "0" * 20)
        assert "That is not the PIN." in kiosk.text


async def test_without_a_pin_it_is_said_how_to_set_one(clinic: ClinicOf, data: Path) -> None:
    (data / "kiosk-pin.json").unlink()
    async with opened_in(clinic, (200, 24)) as kiosk:
        await begin(kiosk)
        assert "sci-tui kiosk set-pin" in kiosk.text
        await kiosk.press("1", "2", "enter")
        assert kiosk.route == "home"


async def test_a_pin_is_asked_for_no_longer_than_30_seconds_without_a_key(
    clinic: ClinicOf,
) -> None:
    async with opened_in(clinic) as kiosk:
        await begin(kiosk)
        await kiosk.wait(20)
        await kiosk.press("1")
        await kiosk.wait(29)
        assert wording.PIN_TITLE in kiosk.text
        await kiosk.wait(1)
        assert kiosk.app.screen is kiosk.visit


async def test_other_keys_than_digits_are_told_of(clinic: ClinicOf) -> None:
    async with opened_in(clinic) as kiosk:
        await begin(kiosk)
        await kiosk.press("q", "h")
        assert wording.PIN_DIGITS_ONLY in shown(kiosk)
        await kiosk.press("f2")
        assert kiosk.route == "home"


async def test_with_the_right_one_the_visitor_is_forgotten(clinic: ClinicOf) -> None:
    async with opened_in(clinic) as kiosk:
        await kiosk.wake()
        await kiosk.press("2", "1")
        visitor = kiosk.visit
        await kiosk.press(*KEYS)
        await enter(kiosk, PIN)
        assert isinstance(kiosk.visit, StaffScreen)
        assert visitor not in kiosk.app.screen_stack
        assert kiosk.page.title == wording.TITLE
        assert kiosk.visit._session.at_start
        assert lines(clinic) == [Event.STAFF_PAGE_OPENED.value]


@pytest.mark.parametrize("is_on", [False, True])
async def test_whoever_had_speech_on_has_it_as_staff(house: House, data: Path, is_on: bool) -> None:
    async with opened(house.library, data, has_voice=True) as kiosk:
        await begin(kiosk)
        kiosk.clinic.sites[-1].speech = is_on
        kiosk.app._let_in(PinScreen.Passed(kiosk.clinic.office(), ()))
        screen = kiosk.app.visit
        assert isinstance(screen, StaffScreen)
        assert screen.is_spoken is is_on
        await kiosk.settle()


# ------------------------------------------------------------ the staff's time


async def test_every_page_is_reached_with_digits_and_left_with_0(clinic: ClinicOf) -> None:
    async with as_staff(clinic, (40, 12)) as kiosk:
        titles = [label[2:] for label in kiosk.labels[:5]]
        for number, title in enumerate(titles, start=1):
            await kiosk.press(str(number))
            assert kiosk.page.title == title
            await kiosk.press("0")
            assert kiosk.route == "home"
        await kiosk.press("0")
        assert kiosk.is_waiting()
        await kiosk.wake()
        assert not isinstance(kiosk.visit._site, StaffSite)


async def test_nobody_there_ends_the_time_of_the_staff(clinic: ClinicOf) -> None:
    async with as_staff(clinic) as kiosk:
        await kiosk.press("4")
        await kiosk.wait(40)
        assert kiosk.asks()
        await kiosk.wait(20)
        assert kiosk.is_waiting()
        await kiosk.wake()
        assert kiosk.labels[0] != f"1 {wording.ANSWERS}"
        assert not isinstance(kiosk.visit, StaffScreen)


async def test_a_setting_holds_from_the_next_visit_on(clinic: ClinicOf, data: Path) -> None:
    (data / "kiosk.toml").write_text("# ours\nattract = 30\n")
    async with as_staff(clinic) as kiosk:
        await kiosk.press("4", "4", "2")
        assert kiosk.said.startswith("Saved: Colours is now light.")
        assert kiosk.route == "staff/settings"
        await kiosk.press("2", "5", "3", "2", "9", "1")
        assert kiosk.app.theme == "dark"
        await kiosk.press("0", "0")
        assert kiosk.app.theme == "light"
        assert clinic.settings.attract == 10
        turning = kiosk.app.screen._turning  # type: ignore[attr-defined]
        assert turning._interval == 10
        saved = kiosk_settings.load(data / "kiosk.toml")
        assert (saved.theme, saved.idle_elsewhere, saved.comments) == ("light", 180, True)
        assert (data / "kiosk.toml").read_text().startswith("# ours\n")


async def test_a_setting_that_cannot_be_saved_is_told_and_stays(
    clinic: ClinicOf, data: Path
) -> None:
    async with as_staff(clinic) as kiosk:
        (data / "kiosk.toml").write_text("what is this")
        await kiosk.press("4", "3", "2")
        assert "not saved" in kiosk.said
        assert "now: no" in kiosk.text


async def test_a_study_is_put_on_the_shelf_and_taken_off(clinic: ClinicOf) -> None:
    async with as_staff(clinic) as kiosk:
        await kiosk.press("3", "1", "1", "1")
        slug = kiosk.page.route.slug
        number = next(label[0] for label in kiosk.labels if wording.PUT_ON in label)
        await kiosk.press(number)
        assert kiosk.said.startswith("On the shelf:")
        assert any(wording.TAKE_OFF in label for label in kiosk.labels)
        assert kiosk_settings.load(clinic.settings.file).shelf == (slug,)
        await kiosk.press(str(int(number) + 1))
        assert kiosk.route == "staff/shelf"
        await kiosk.press("1")
        assert kiosk.said.startswith("Off the shelf:")
        assert kiosk_settings.load(clinic.settings.file).shelf == ()


async def test_a_full_shelf_takes_no_more(clinic: ClinicOf, data: Path) -> None:
    slugs = ", ".join(f'"study-{number}"' for number in range(9))
    (data / "kiosk.toml").write_text(f"shelf = [{slugs}]\n")
    async with as_staff(clinic) as kiosk:
        await kiosk.press("3")
        assert wording.NOT_IN_EDITION in kiosk.text
        await kiosk.press("c", "1", "1")
        number = next(label[0] for label in kiosk.labels if wording.PUT_ON in label)
        await kiosk.press(number)
        assert kiosk.said == wording.SHELF_FULL


async def test_a_note_is_typed_and_taken_away(clinic: ClinicOf) -> None:
    async with as_staff(clinic) as kiosk:
        await kiosk.press("3", "2")
        await kiosk.type("Ask at desk 2.....")
        await kiosk.press("enter")
        assert kiosk.said == wording.NOTE_SAVED
        assert kiosk_settings.load(clinic.settings.file).note == "Ask at desk 2....."
        await kiosk.press("3")
        assert kiosk.said == wording.NOTE_TAKEN_AWAY
        assert kiosk_settings.load(clinic.settings.file).note == ""


async def test_health_is_looked_at_again(clinic: ClinicOf, data: Path) -> None:
    async with as_staff(clinic) as kiosk:
        await kiosk.press("5")
        assert "user-damaged" not in kiosk.text
        (data / "user-damaged-1.db").write_text("x")
        await kiosk.press("1")
        await acted(kiosk)
        assert "user-damaged-1.db" in kiosk.text


async def test_answers_are_counted_and_taken_away_and_none_is_lost(
    clinic: ClinicOf, data: Path, tmp_path: Path
) -> None:
    sticks = tmp_path / "media"
    (data / "kiosk.toml").write_text(f'sticks = "{sticks}"\n')
    box = clinic.visit()._answers
    box.answer("a-study", 1, Helpful.YES)
    async with as_staff(clinic) as kiosk:
        assert "1 answer is kept here." in shown(kiosk)
        await kiosk.press("1")
        assert wording.NO_STICK in shown(kiosk)
        with disk_at(sticks / "TRAVEL", "2m"):
            await kiosk.press("1")
            assert "stick TRAVEL" in kiosk.text
            await kiosk.press("1")
            await acted(kiosk)
            assert kiosk.said.startswith("1 answer written to sci-tui-feedback-")
            (written,) = (sticks / "TRAVEL").iterdir()
            assert '"a-study"' in (written / "feedback.jsonl").read_text()
        await kiosk.press("1")
        await acted(kiosk)
        assert "There is no stick" in kiosk.said
        assert clinic.office().tally().total == 1
        assert lines(clinic)[-2:] == [f"{Event.EXPORTED.value} (1)", Event.EXPORT_FAILED.value]


async def test_an_edition_is_installed_and_the_next_visit_reads_it(
    clinic: ClinicOf, data: Path, tmp_path: Path, small_library: Path
) -> None:
    sticks = tmp_path / "media"
    (data / "kiosk.toml").write_text(f'sticks = "{sticks}"\n')
    with disk_at(sticks / "TRAVEL", "8m"):
        shutil.copy(small_library, sticks / "TRAVEL" / "a.db")
        (sticks / "TRAVEL" / "b\x1b[2J.db").write_bytes(b"broken")
        async with as_staff(clinic) as kiosk:
            await kiosk.press("2", "1")
            await acted(kiosk)
            assert "cannot be used" in kiosk.text
            assert "\x1b" not in kiosk.text
            number = next(label[0] for label in kiosk.labels if "Install edition 7" in label)
            await kiosk.press(number)
            assert kiosk.page.title == wording.INSTALL_TITLE
            await kiosk.press("1")
            assert kiosk.route == "staff/editions"
            assert not (data / "library.db").exists()
            await kiosk.press(number, "2")
            await acted(kiosk)
            assert kiosk.said.startswith("Installed: edition 7")
            await kiosk.press("0", "0")
            await kiosk.wake()
            assert "5 studies" in kiosk.text


async def test_one_goes_back_to_the_edition_before_once_asked(
    clinic: ClinicOf, small_library: Path
) -> None:
    clinic.office().install(small_library)
    async with as_staff(clinic) as kiosk:
        assert "Edition 7" in kiosk.text
        await kiosk.press("2", "1")
        assert kiosk.page.title == wording.BACK_TITLE
        await kiosk.press("2")
        await acted(kiosk)
        assert kiosk.said == wording.rolled_back(None)
        await kiosk.press("0", "0")
        await kiosk.wake()
        assert "5 studies" not in kiosk.text


async def test_an_older_edition_is_told_to_be_older(
    clinic: ClinicOf, data: Path, tmp_path: Path, small_library: Path
) -> None:
    sticks = tmp_path / "media"
    (data / "kiosk.toml").write_text(f'sticks = "{sticks}"\n')
    clinic.office().install(small_library)
    with disk_at(sticks, "16m"):
        shutil.copy(Path(__file__).parents[3] / "data.db", sticks / "old.db")
        shutil.copy(small_library, sticks / "same.db")
        async with as_staff(clinic) as kiosk:
            for label, told in (("edition 1,", wording.OLDER), ("edition 7,", wording.SAME)):
                await kiosk.press("2", "2")
                await acted(kiosk)
                await kiosk.press(next(one[0] for one in kiosk.labels if label in one))
                assert told in kiosk.text
                await kiosk.press("0", "0")


async def test_the_kiosk_is_left_to_a_login_prompt_once_asked(clinic: ClinicOf) -> None:
    async with as_staff(clinic) as kiosk:
        assert not any(wording.SHUT_DOWN in label for label in kiosk.labels)
        await kiosk.press("7", "1")
        assert kiosk.route == "home"
        await kiosk.press("7", "2")
        assert kiosk.app.return_value == 10
        assert lines(clinic)[-1] == Event.LEFT.value


async def test_the_computer_is_shut_down_where_that_is_allowed(
    clinic: ClinicOf, data: Path
) -> None:
    (data / "kiosk.toml").write_text("shut-down = true\n")
    async with as_staff(clinic) as kiosk:
        await kiosk.press("8", "2")
        assert kiosk.app.return_value == 11
        assert lines(clinic)[-1] == Event.SHUT_DOWN.value


async def test_while_something_takes_a_moment_no_key_does_anything(clinic: ClinicOf) -> None:
    async with as_staff(clinic) as kiosk:
        await kiosk.press("5")
        screen = kiosk.visit
        assert isinstance(screen, StaffScreen)
        screen._busy_since = 0.0
        await kiosk.press("0", "q", "h", "down")
        assert kiosk.route == "staff/health"
        assert kiosk.said == wording.A_MOMENT
