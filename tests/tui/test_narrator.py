"""Reading aloud in the Textual reader, through the real espeak-ng into a pipe."""

from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from sci_tui.layout.lines import WIDEST_TEXT, Look
from sci_tui.layout.spoken import sentences
from sci_tui.places import Places
from sci_tui.settings import load
from sci_tui.site import wording
from sci_tui.site.site import Site
from sci_tui.tui.narrator import Narrator
from sci_tui.tui.screens.page_screen import PageScreen
from tests.tui.reader import Reader, opened
from tests.tui.terminal import by_ear
from tests.voice.hearing import Room, until, voice_threads

PAGE: Final = "how-to-read"
"""A page of text, with nothing on it that is said in another way than it is written."""


def lines_of(reader: Reader) -> list[str]:
    """What the page says, sentence by sentence."""
    return [line.text for line in sentences(reader.page, Look(WIDEST_TEXT)) if line.text]


def narrator(reader: Reader) -> Narrator:
    """The voice of the page."""
    assert isinstance(reader.screen, PageScreen)
    return reader.screen._narrator


async def begins(reader: Reader, room: Room) -> None:
    """Press the key, and wait until something can be heard."""
    heard = room.speaker.heard
    await reader.press("v")
    await reader.until(lambda: room.speaker.heard > heard, "a sound")


async def falls_silent(reader: Reader, room: Room) -> None:
    """Wait until no voice is left."""
    await reader.until(lambda: not room.speaking, "silence")


async def test_v_reads_the_page_from_its_beginning_to_its_end(small: Site, room: Room) -> None:
    async with opened(small, PAGE) as reader:
        await reader.press("v")
        await reader.until(lambda: len(room.texts) == len(lines_of(reader)), "the last sentence")
        await falls_silent(reader, room)
        assert room.texts == lines_of(reader)
        assert reader.said == ""


async def test_v_reads_from_the_reading_line_on(small: Site, room: Room) -> None:
    async with opened(small, PAGE) as reader:
        await reader.press("down", "down", "down")
        here = reader.marked
        assert here
        await reader.press("v")
        wanted = lines_of(reader)
        start = next(i for i, text in enumerate(wanted) if here.casefold()[:20] in text.casefold())
        assert start > 0
        await reader.until(lambda: len(room.texts) == len(wanted) - start, "the last sentence")
        await falls_silent(reader, room)
        assert room.texts == wanted[start:]


@pytest.mark.parametrize("key", ["v", "down", "x", "f2", "c", "/", "1"])
async def test_any_key_stops_the_voice(small: Site, room: Room, key: str) -> None:
    room.speaker.in_real_time = True
    async with opened(small, PAGE) as reader:
        await begins(reader, room)
        await reader.press(key)
        await falls_silent(reader, room)
        said = len(room.texts)
        await reader.press("down", "up")
        assert len(room.texts) == said < len(lines_of(reader))


async def test_a_key_in_a_field_stops_the_voice(small: Site, room: Room) -> None:
    room.speaker.in_real_time = True
    async with opened(small, PAGE) as reader:
        await begins(reader, room)
        await reader.press("i")
        await falls_silent(reader, room)
        await reader.press("x")
        assert reader.field.value == "x"


async def test_space_pauses_and_goes_on_with_the_sentence_that_was_broken_off(
    small: Site, room: Room
) -> None:
    room.speaker.in_real_time = True
    async with opened(small, PAGE) as reader:
        await begins(reader, room)
        await reader.press("space")
        await falls_silent(reader, room)
        before = room.texts
        assert len(before) == 1
        room.speaker.in_real_time = False
        await reader.press("space")
        wanted = lines_of(reader)
        await reader.until(lambda: len(room.texts) == len(wanted) + 1, "the last sentence")
        await falls_silent(reader, room)
        assert room.texts == [*before, *wanted]


async def test_space_is_page_down_where_nothing_is_read_aloud(small: Site, room: Room) -> None:
    async with opened(small, PAGE, (40, 12)) as reader:
        await reader.press("space")
        down = reader.text
        await reader.press("home", "pagedown")
        assert reader.text == down
        assert room.texts == []


@pytest.mark.parametrize("key", ["f5", "V"])
async def test_the_last_sentence_is_said_again(small: Site, room: Room, key: str) -> None:
    room.speaker.in_real_time = True
    async with opened(small, PAGE) as reader:
        await begins(reader, room)
        await reader.press("down")
        await falls_silent(reader, room)
        (first, *_) = room.texts
        said = len(room.texts)
        await reader.press(key)
        await reader.until(lambda: len(room.texts) == said + 1, "the sentence again")
        assert room.texts[-1] == room.texts[said - 1]
        assert first == lines_of(reader)[0]


@pytest.mark.parametrize("key", ["f5", "V"])
async def test_before_anything_was_read_there_is_nothing_to_say_again(
    small: Site, room: Room, key: str
) -> None:
    async with opened(small, PAGE) as reader:
        await reader.press(key)
        assert reader.said == wording.NOTHING_READ
        assert room.texts == []


@pytest.mark.parametrize(
    ("key", "setting", "value"),
    [("f7", "rate", "150"), ("f8", "rate", "200"), ("f9", "volume", "80")],
)
async def test_a_step_of_the_voice_is_said_and_kept(
    small: Site, room: Room, own_places: Places, key: str, setting: str, value: str
) -> None:
    async with opened(small, PAGE) as reader:
        await reader.press(key)
        assert value in reader.said
        assert load(own_places.config).chosen(setting) == value
        await reader.press("v")
        await reader.until(lambda: bool(room.said), "a sentence")
        option = {"rate": "-s", "volume": "-a"}[setting]
        assert f"{option} {value}" in room.said[0].options
        await reader.press("down")


async def test_louder_undoes_softer_and_stops_at_the_loudest(
    small: Site, room: Room, own_places: Places
) -> None:
    async with opened(small, PAGE) as reader:
        for key, volume in (("f9", "80"), ("f10", "100"), ("f10", "100")):
            await reader.press(key)
            assert load(own_places.config).volume == volume
            assert volume in reader.said


@pytest.mark.parametrize("key", ["f7", "f8", "f9", "f10"])
async def test_a_step_does_not_stop_the_voice(small: Site, room: Room, key: str) -> None:
    room.speaker.in_real_time = True
    async with opened(small, PAGE) as reader:
        await begins(reader, room)
        await reader.press(key)
        assert narrator(reader).is_reading
        said, heard = len(room.texts), room.speaker.heard
        await reader.until(
            lambda: room.speaker.heard > heard or len(room.texts) > said, "it to go on"
        )
        await reader.press("down")
        await falls_silent(reader, room)


async def test_by_eye_the_reading_line_follows_the_voice(small: Site, room: Room) -> None:
    room.speaker.in_real_time = True
    async with opened(small, PAGE) as reader:
        start = reader.marked_row
        await begins(reader, room)
        await reader.until(lambda: len(room.texts) > 3, "some sentences")
        await reader.until(lambda: reader.marked_row > start, "the line to follow")
        assert reader.cursor.y == reader.marked_row
        await reader.press("x")
        await falls_silent(reader, room)
        last = room.texts[-1]
        assert reader.marked.casefold()[:10] in last.casefold()


async def test_by_ear_the_cursor_stays_while_it_reads_and_is_there_when_it_stops(
    small: Site, room: Room
) -> None:
    async with opened(small, PAGE, by_ear=True) as reader:
        at, text = reader.cursor, reader.text
        seen = set()
        await reader.press("v")
        wanted = len(lines_of(reader))

        def has_read() -> bool:
            seen.add((reader.cursor, reader.text))
            return len(room.texts) == wanted

        await reader.until(has_read, "the last sentence")
        assert seen == {(at, text)}
        await falls_silent(reader, room)


async def test_by_ear_a_key_brings_the_cursor_to_where_the_voice_was(
    small: Site, room: Room
) -> None:
    room.speaker.in_real_time = True
    async with opened(small, PAGE, by_ear=True) as reader:
        at = reader.cursor
        await begins(reader, room)
        await reader.until(lambda: len(room.texts) > 3, "some sentences")
        await reader.press("x")
        await falls_silent(reader, room)
        assert reader.cursor.y > at.y
        assert reader.rows[reader.cursor.y].strip()[:10] in room.texts[-1]


async def test_nothing_speaks_without_being_asked(small: Site, room: Room) -> None:
    async with opened(small) as reader:
        await reader.press("c", "1", "1", "down", "pagedown", "i", "w", "enter", "b", "b", "?")
        assert room.texts == []
        assert voice_threads() == []


async def test_a_voice_that_is_not_there_is_told_in_one_sentence(
    small: Site, own_places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setenv("PATH", str(empty))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(empty))
    monkeypatch.delenv("SPEECHD_ADDRESS", raising=False)
    async with opened(small, PAGE) as reader:
        await reader.press("v")
        await reader.until(lambda: reader.said != "", "a sentence")
        assert "espeak-ng" in reader.said
        assert not narrator(reader).is_reading
        assert voice_threads() == []
        await reader.press("down")
        assert reader.said == ""


async def test_a_voice_that_fails_is_told_too(small: Site, room: Room) -> None:
    room.espeak.write_text("#!/bin/sh\nexit 1\n")
    async with opened(small, PAGE) as reader:
        await reader.press("v")
        await reader.until(lambda: reader.said != "", "a sentence")
        assert "espeak-ng" in reader.said
        assert not narrator(reader).is_reading


def test_leaving_while_it_reads_leaves_no_voice(
    small_library: Path, own_places: Places, room: Room
) -> None:
    room.speaker.in_real_time = True
    with by_ear(small_library, "open", PAGE) as terminal:
        terminal.press("v")
        terminal.until(lambda: bool(room.speaking), "a voice")
        terminal.press("q")
        assert terminal.until_ended() == 0
        until(lambda: not room.speaking, "a voice is left")
        assert len(room.texts) < 8
        assert all(above != below for above, below in pairwise(room.texts))
