"""A room to listen in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sci_tui.voice.aloud import Aloud
from tests.voice.hearing import Listener, Room, children, until, voice_threads


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A loudspeaker and an espeak-ng. At the end nothing may be left of what spoke."""
    before = set(children())
    room = Room(tmp_path)
    try:
        yield room
        until(lambda: set(children()) <= before, "a process is left")
        until(lambda: not room.speaking, "a voice is left")
        assert voice_threads() == []
        assert room.overlaps == [], "two voices at once"
    finally:
        room.speaker.switch_off()


@pytest.fixture
def aloud(room: Room) -> Iterator[Aloud]:
    """A voice in that room, closed at the end."""
    aloud = Aloud({"AIS": "A I S"}, 200, 80, room.environ)
    try:
        yield aloud
    finally:
        aloud.close()


@pytest.fixture
def listener() -> Listener:
    return Listener()
