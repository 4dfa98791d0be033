"""Visits to a kiosk that is heard: the real espeak-ng, into a pipe."""

from functools import partial
from pathlib import Path

import pytest

from sci_tui.cli.house import House
from sci_tui.domain.cleaning import clean
from sci_tui.kiosk_settings import KioskSettings
from sci_tui.layout.lines import WIDEST_TEXT, Look
from sci_tui.layout.spoken import sentences
from sci_tui.places import Places
from sci_tui.site.kiosk import wording
from sci_tui.tui.kiosk.asking import WARNING
from sci_tui.voice.pronouncing import Pronouncing, spellings
from tests.tui.kiosk.opened import Kiosk, opened
from tests.voice.hearing import Room

ALWAYS = KioskSettings(speech="always")


@pytest.fixture
def data(own_places: Places) -> Path:
    """Where the kiosk keeps its answers."""
    assert own_places.data is not None
    return own_places.data


def page_of(kiosk: Kiosk) -> list[str]:
    """What the open page says, sentence by sentence, as the voice is given it."""
    said_as = Pronouncing(spellings(kiosk.clinic.sites[-1].glossary()))
    shown = (line.text for line in sentences(kiosk.page, Look(WIDEST_TEXT)))
    return [clean(said_as.said(text)) for text in shown if text]


async def hears(kiosk: Kiosk, room: Room, *told: str) -> None:
    """Wait until these were the last things said, and all is silent."""
    await kiosk.until(lambda: tuple(room.texts[-len(told) :]) == told, f"{told} after {room.texts}")
    await falls_silent(kiosk, room)


async def falls_silent(kiosk: Kiosk, room: Room) -> None:
    """Wait until no voice is left, and it is known that it has ended."""

    def is_silent() -> bool:
        # Between two sentences nothing speaks either.
        reads = kiosk.app.visit is not None and kiosk.app.visit.is_read_aloud
        return not (reads or room.speaking)

    await kiosk.until(is_silent, "silence")
    await kiosk.settle()


def is_last(room: Room, text: str) -> bool:
    """Whether that was said last."""
    return room.texts[-1] == text


async def sounds(kiosk: Kiosk, room: Room) -> None:
    """Wait until more can be heard than before."""
    heard = room.speaker.heard
    await kiosk.until(lambda: room.speaker.heard > heard, "a sound")


async def test_who_wakes_it_is_greeted_once(house: House, data: Path, room: Room) -> None:
    async with opened(house.library, data, has_voice=True) as kiosk:
        await kiosk.wake("x")
        await hears(kiosk, room, *wording.GREETING)
        await kiosk.press("2", "1", "0", "0")
        await falls_silent(kiosk, room)
        assert tuple(room.texts) == wording.GREETING


@pytest.mark.parametrize("key", ["down", "2", "x"])
async def test_any_key_stops_the_greeting(house: House, data: Path, room: Room, key: str) -> None:
    room.speaker.in_real_time = True
    async with opened(house.library, data, has_voice=True) as kiosk:
        await kiosk.wake()
        await sounds(kiosk, room)
        await kiosk.press(key)
        await falls_silent(kiosk, room)
        assert len(room.texts) < 3


@pytest.mark.parametrize("settings", [KioskSettings(), ALWAYS])
async def test_5_on_the_waiting_page_has_every_page_read_with_its_title_and_its_choices(
    house: House, data: Path, room: Room, settings: KioskSettings
) -> None:
    async with opened(house.library, data, settings, has_voice=True) as kiosk:
        await kiosk.wake("5" if settings.speech == "offered" else "x")
        await hears(kiosk, room, *page_of(kiosk))
        assert room.texts[0] == kiosk.page.title
        assert room.texts[-1].startswith("0. Finish")
        assert wording.GREETING[0] not in room.texts[1:]
        for key in ("2", "2", "1", "2", "0"):
            await kiosk.press(key)
            await hears(kiosk, room, *page_of(kiosk))


async def test_5_on_the_first_page_turns_speech_on_and_off(
    house: House, data: Path, room: Room
) -> None:
    async with opened(house.library, data, has_voice=True) as kiosk:
        await kiosk.wake()
        await kiosk.press("5")
        await hears(kiosk, room, wording.SPEECH_IS_ON, *page_of(kiosk))
        await kiosk.press("5")
        await falls_silent(kiosk, room)
        said = len(room.texts)
        await kiosk.press("1", "1", "9")
        assert len(room.texts) == said


@pytest.mark.parametrize("key", ["x", "down", "tab", "enter", "home", "0", "9", "2", "f2"])
async def test_any_key_stops_the_voice(house: House, data: Path, room: Room, key: str) -> None:
    room.speaker.in_real_time = True
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        await kiosk.wake()
        await kiosk.press("1")
        await sounds(kiosk, room)
        (last,) = room.texts[-1:]
        await kiosk.press(key)
        following = page_of(kiosk)
        await kiosk.until(lambda: room.texts[-1] != last or not room.speaking, "the end of it")
        room.speaker.in_real_time = False
        await falls_silent(kiosk, room)
        heard = room.texts[room.texts.index(last) + 1 :]
        assert heard in ([], following) or len(heard) == 1, heard


async def test_a_digit_chooses_at_once_while_it_speaks(
    house: House, data: Path, room: Room
) -> None:
    room.speaker.in_real_time = True
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        await kiosk.wake()
        await sounds(kiosk, room)
        await kiosk.press("1", "2")
        assert kiosk.route.startswith("study/")
        await kiosk.press("0")
        assert kiosk.route == "latest"
        room.speaker.in_real_time = False
        await hears(kiosk, room, *page_of(kiosk))


@pytest.mark.parametrize("key", ["*", "f5"])
async def test_the_last_sentence_is_said_again(
    house: House, data: Path, room: Room, key: str
) -> None:
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        await kiosk.wake()
        page = page_of(kiosk)
        await hears(kiosk, room, *page)
        await kiosk.press(key)
        await hears(kiosk, room, *page, page[-1])


@pytest.mark.parametrize("key", ["/", "space"])
async def test_a_pause_and_on_with_the_sentence_that_was_broken_off(
    house: House, data: Path, room: Room, key: str
) -> None:
    room.speaker.in_real_time = True
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        await kiosk.wake()
        await sounds(kiosk, room)
        await kiosk.press(key)
        await falls_silent(kiosk, room)
        before = room.texts
        await kiosk.wait(5)
        assert room.texts == before
        room.speaker.in_real_time = False
        await kiosk.press(key)
        page = page_of(kiosk)
        await hears(kiosk, room, *page[len(before) - 1 :])


@pytest.mark.parametrize(
    ("keys", "volume"), [(("+",), "100"), (("-",), "60"), (("f9", "f9"), "40"), (("f10",), "100")]
)
async def test_how_loud_it_is_changes_while_it_goes_on(
    house: House, data: Path, room: Room, keys: tuple[str, ...], volume: str
) -> None:
    room.speaker.in_real_time = True
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        await kiosk.wake()
        await sounds(kiosk, room)
        assert "-a 80" in room.said[-1].options
        await kiosk.press(*keys)
        assert volume in kiosk.said
        room.speaker.in_real_time = False
        page = page_of(kiosk)
        await hears(kiosk, room, *page[1:])
        assert f"-a {volume}" in room.said[-1].options
        assert not [text for text in room.texts if text not in page]


async def test_a_step_is_said_where_nothing_is_being_read(
    house: House, data: Path, room: Room
) -> None:
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        await kiosk.wake()
        await hears(kiosk, room, *page_of(kiosk))
        await kiosk.press("-")
        await hears(kiosk, room, kiosk.said)
        assert "-a 60" in room.said[-1].options


async def test_the_item_that_is_moved_to_is_said(house: House, data: Path, room: Room) -> None:
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        await kiosk.wake()
        page = page_of(kiosk)
        await hears(kiosk, room, *page)
        for key in ("down", "down", "up", "end", "home", "tab"):
            await kiosk.press(key)
            at = kiosk.view.reading_line.link
            await hears(
                kiosk, room, next(text for text in page if kiosk.page.links[at].text in text)
            )


async def test_messages_are_said(house: House, data: Path, room: Room) -> None:
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        await kiosk.wake()
        await kiosk.press("9")
        await hears(kiosk, room, wording.no_such_number("9", 8))
        await kiosk.press("1", "1", "2", "1")
        assert "Thank you" in kiosk.said
        thanks = kiosk.said
        await hears(kiosk, room, thanks, *page_of(kiosk))


async def test_what_is_asked_for_is_said(house: House, data: Path, room: Room) -> None:
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        await kiosk.wake()
        await kiosk.press("3", "3")
        await hears(kiosk, room, "Search for:")


async def test_nobody_is_asked_while_it_reads_but_in_a_pause(
    house: House, data: Path, room: Room
) -> None:
    room.speaker.in_real_time = True
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        await kiosk.wake()
        await sounds(kiosk, room)
        await kiosk.wait(100)
        assert not kiosk.asks()
        assert kiosk.visit.is_read_aloud
        await kiosk.press("/")
        await kiosk.wait(39)
        assert not kiosk.asks()
        await kiosk.wait(1)
        assert kiosk.asks()
        room.speaker.in_real_time = False
        await hears(kiosk, room, *WARNING)


async def test_the_question_is_said_and_stands_for_20_seconds_though_it_is_being_said(
    house: House, data: Path, room: Room
) -> None:
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        await kiosk.wake()
        await hears(kiosk, room, *page_of(kiosk))
        room.speaker.in_real_time = True
        await kiosk.wait(41)
        await sounds(kiosk, room)
        assert kiosk.asks()
        await kiosk.wait(18)
        assert kiosk.asks()
        await kiosk.wait(1)
        assert kiosk.is_waiting()
        assert room.texts[-1] in WARNING
        await falls_silent(kiosk, room)


async def test_who_answers_in_a_pause_hears_the_page_go_on(
    house: House, data: Path, room: Room
) -> None:
    room.speaker.in_real_time = True
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        await kiosk.wake()
        page = page_of(kiosk)
        await kiosk.until(lambda: len(room.texts) == 3, "some sentences")
        await kiosk.press("/")
        await falls_silent(kiosk, room)
        await kiosk.wait(40)
        assert kiosk.asks()
        await sounds(kiosk, room)
        room.speaker.in_real_time = False
        await kiosk.press("3")
        assert kiosk.route == "home"
        await hears(kiosk, room, *page[2:])


async def test_who_answers_after_the_end_hears_no_more(
    house: House, data: Path, room: Room
) -> None:
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        await kiosk.wake()
        await hears(kiosk, room, *page_of(kiosk))
        await kiosk.wait(41)
        await hears(kiosk, room, *WARNING)
        await kiosk.press("3")
        await kiosk.settle()
        assert room.texts[-1] == WARNING[-1]
        assert kiosk.route == "home"


@pytest.mark.parametrize("end", ["q", "idle"])
async def test_after_a_visit_the_voice_is_as_before(
    house: House, data: Path, room: Room, end: str
) -> None:
    async with opened(house.library, data, has_voice=True) as kiosk:
        await kiosk.wake("5")
        await kiosk.press("-", "-", "f7", "1")
        await hears(kiosk, room, *page_of(kiosk))
        room.speaker.in_real_time = True
        await kiosk.press("0")
        await sounds(kiosk, room)
        if end == "q":
            await kiosk.press("q")
        else:
            await kiosk.press("/")
            await kiosk.wait(61)
        assert kiosk.is_waiting()
        await falls_silent(kiosk, room)
        said = len(room.texts)
        room.speaker.in_real_time = False
        await kiosk.wake("x")
        await hears(kiosk, room, *wording.GREETING)
        assert len(room.texts) == said + 2
        assert "-s 175 -a 80" in room.said[-1].options
        assert not kiosk.clinic.sites[-1].speech


async def test_a_voice_that_fails_is_told_once_and_the_rest_is_silent(
    house: House, data: Path, room: Room
) -> None:
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        room.espeak.write_text("#!/bin/sh\nexit 1\n")
        await kiosk.wake()
        await kiosk.until(lambda: kiosk.said == wording.NO_SPEECH, "the message")
        await kiosk.press("1")
        assert kiosk.route == "latest"
        assert kiosk.said == ""
        assert not kiosk.clinic.sites[-1].speech


async def test_a_voice_that_is_taken_away_is_told_once_and_the_rest_is_silent(
    house: House, data: Path, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(house.library, data, ALWAYS, has_voice=True) as kiosk:
        monkeypatch.setenv("PATH", str(data))
        await kiosk.wake()
        await kiosk.until(lambda: kiosk.said == wording.NO_SPEECH, "the message")
        assert kiosk.labels[4].startswith("5 ")
        await kiosk.press("1")
        assert kiosk.said == ""
        assert room.texts == []


async def test_with_one_switch_each_choice_is_said_and_the_step_waits_for_it(
    house: House, data: Path, room: Room
) -> None:
    settings = KioskSettings(speech="always", scanning="1")
    async with opened(house.library, data, settings, has_voice=True) as kiosk:
        await kiosk.wake("space")
        page = page_of(kiosk)
        stepping = kiosk.visit._stepping
        stepping._step()
        assert not stepping.is_on_a_choice
        await hears(kiosk, room, *page)
        links = [text for text in page if text[0].isdecimal()]
        room.speaker.in_real_time = True
        for link in links[:2]:
            stepping._step()
            await kiosk.until(partial(is_last, room, link), link)
            assert kiosk.link in link
            marked = kiosk.link
            stepping._step()
            assert kiosk.link == marked
            await falls_silent(kiosk, room)
        await kiosk.press("space")
        assert kiosk.route == "categories"


async def test_the_switch_stops_the_page_first_and_then_chooses(
    house: House, data: Path, room: Room
) -> None:
    settings = KioskSettings(speech="always", scanning="6")
    room.speaker.in_real_time = True
    async with opened(house.library, data, settings, has_voice=True) as kiosk:
        await kiosk.wake("space")
        await sounds(kiosk, room)
        await kiosk.press("space")
        await falls_silent(kiosk, room)
        assert kiosk.route == "home"
        kiosk.visit._stepping._step()
        await sounds(kiosk, room)
        await kiosk.press("space")
        assert kiosk.route == "latest"
        await kiosk.press("q")
        assert kiosk.is_waiting()
