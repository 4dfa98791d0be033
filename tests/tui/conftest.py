"""A room to hear the Textual reader in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sci_tui.places import Places
from tests.voice.hearing import Room, children, until, voice_threads


@pytest.fixture
def room(tmp_path: Path, own_places: Places, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """A loudspeaker and an espeak-ng. At the end nothing may be left of what spoke."""
    before = set(children())
    place = tmp_path / "room"
    place.mkdir()
    room = Room(place)
    for name, value in room.environ.items():
        monkeypatch.setenv(name, value)
    try:
        yield room
        until(lambda: set(children()) <= before, "a process is left")
        until(lambda: not room.speaking, "a voice is left")
        assert voice_threads() == []
        assert room.overlaps == [], "two voices at once"
    finally:
        room.speaker.switch_off()
