"""Reading aloud through the real espeak-ng, where speech-dispatcher does not run."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sci_tui.domain.errors import NoVoice
from sci_tui.voice.aloud import Aloud
from tests.voice.hearing import (
    PATIENCE,
    Listener,
    Room,
    children,
    environ_without_espeak,
    until,
)

LONG = "The longest sentence of this page goes on and on, and nobody knows where it will end."


def _read_long(aloud: Aloud, listener: Listener) -> None:
    aloud.read([LONG], listener.reached, listener.ended)


def test_sentences_are_said_as_shown_one_after_the_other(
    aloud: Aloud, room: Room, listener: Listener
) -> None:
    shown = ("Naïve <b>mice</b> & men.", "  ", "-s 80 $HOME `id` [[h@loU]]", "[x] \x01 é\nü")
    aloud.read(shown, listener.reached, listener.ended)
    assert listener.trouble() == ""
    assert listener.all_reached == [0, 1, 2, 3]
    assert room.texts == [
        "Naïve <b>mice</b> & men.",
        "-s 80 $HOME `id` [ [h@loU]]",
        "[x] é ü",
    ]
    assert not aloud.is_reading
    assert room.speaker.heard > 0


def test_abbreviations_are_said_as_words(aloud: Aloud, room: Room, listener: Listener) -> None:
    aloud.read(["AIS A at C5–C6, p<0.05"], listener.reached, listener.ended)
    assert listener.trouble() == ""
    assert room.texts == ["A.I.S A at C 5 to C 6, p less than 0.05"]


def test_rate_and_volume_are_those_that_were_set(
    aloud: Aloud, room: Room, listener: Listener
) -> None:
    aloud.read(["One."], listener.reached, listener.ended)
    listener.trouble()
    aloud.set(1000, -5)
    aloud.read(["Two."], listener.reached, listener.ended)
    listener.trouble()
    options = [said.options for said in room.said]
    assert options == [
        "--stdin -b 1 -v en -s 200 -a 80",
        "--stdin -b 1 -v en -s 450 -a 0",
    ]


def test_stop_is_silence_within_200_ms(aloud: Aloud, room: Room, listener: Listener) -> None:
    room.speaker.in_real_time = True
    aloud.read([LONG, LONG], listener.reached, listener.ended)
    room.speaker.sounds()
    asked = time.monotonic()
    aloud.stop()
    returned = time.monotonic()
    assert not aloud.is_reading
    until(lambda: not room.speaking and not children(), "the voice is still there")
    assert time.monotonic() - asked < 0.2
    assert room.speaker.silent_after(asked) < 0.2
    assert returned - asked < 0.05
    assert room.texts == [LONG]
    assert not listener.was_told_of_an_end


def test_stop_right_after_read_is_kept(aloud: Aloud, room: Room, listener: Listener) -> None:
    for _ in range(10):
        aloud.read([LONG, LONG], listener.reached, listener.ended)
        aloud.stop()
    aloud.close()
    assert len(room.texts) <= 10
    assert room.speaker.silent_after(time.monotonic()) == 0
    assert not listener.was_told_of_an_end


def test_a_new_reading_silences_the_old_one(aloud: Aloud, room: Room, listener: Listener) -> None:
    room.speaker.in_real_time = True
    old = Listener()
    for number in range(8):
        aloud.read([f"{number}. {LONG}", LONG], old.reached, old.ended)
        room.speaker.sounds()
    aloud.read(["The new one."], listener.reached, listener.ended)
    assert listener.trouble() == ""
    assert room.texts[-1] == "The new one."
    assert len(room.texts) == 9
    assert not old.was_told_of_an_end
    assert room.overlaps == []


def test_after_a_pause_the_sentence_begins_again(
    aloud: Aloud, room: Room, listener: Listener
) -> None:
    room.speaker.in_real_time = True
    aloud.read(["Short.", LONG, "Last."], listener.reached, listener.ended)
    listener.waits_for(1)
    room.speaker.sounds()
    asked = time.monotonic()
    aloud.pause()
    assert room.speaker.silent_after(asked) < 0.2
    assert (aloud.is_reading, aloud.is_paused) == (True, True)
    assert not listener.was_told_of_an_end
    room.speaker.in_real_time = False
    aloud.go_on()
    assert (aloud.is_reading, aloud.is_paused) == (True, False)
    assert listener.trouble() == ""
    assert room.texts == ["Short.", LONG, LONG, "Last."]
    assert listener.all_reached == [0, 1, 1, 2]


def test_a_pause_can_be_stopped_and_needs_a_reading(aloud: Aloud, listener: Listener) -> None:
    states = []
    for act in (aloud.pause, aloud.go_on, lambda: _read_long(aloud, listener), aloud.pause):
        act()
        states.append((aloud.is_reading, aloud.is_paused))
    for act in (aloud.pause, aloud.stop, aloud.go_on):
        act()
        states.append((aloud.is_reading, aloud.is_paused))
    silent, reading, paused = (False, False), (True, False), (True, True)
    assert states == [silent, silent, reading, paused, paused, silent, silent]


def test_repeat_begins_the_sentence_again_and_the_reading_goes_on(
    aloud: Aloud, room: Room, listener: Listener
) -> None:
    room.speaker.in_real_time = True
    aloud.read(["Short.", LONG, "Last."], listener.reached, listener.ended)
    listener.waits_for(1)
    room.speaker.sounds()
    room.speaker.in_real_time = False
    assert aloud.repeat()
    assert listener.trouble() == ""
    assert room.texts == ["Short.", LONG, LONG, "Last."]


def test_repeat_after_a_reading_says_its_last_sentence(
    aloud: Aloud, room: Room, listener: Listener
) -> None:
    assert not aloud.repeat()
    aloud.read(["One.", "Two."], listener.reached, listener.ended)
    assert listener.trouble() == ""
    for _ in range(2):
        assert aloud.repeat()
        assert listener.trouble() == ""
    assert room.texts == ["One.", "Two.", "Two.", "Two."]
    assert listener.all_reached == [0, 1]


def test_a_new_pace_begins_the_sentence_again(aloud: Aloud, room: Room, listener: Listener) -> None:
    room.speaker.in_real_time = True
    aloud.read([LONG, "Last."], listener.reached, listener.ended)
    room.speaker.sounds()
    room.speaker.in_real_time = False
    aloud.set(300, 50)
    assert listener.trouble() == ""
    assert [said.options.split()[-3:] for said in room.said] == [
        ["200", "-a", "80"],
        ["300", "-a", "50"],
        ["300", "-a", "50"],
    ]
    assert room.texts == [LONG, LONG, "Last."]


def test_nothing_to_read_ends_at_once(aloud: Aloud, listener: Listener) -> None:
    aloud.read([], listener.reached, listener.ended)
    assert listener.trouble() == ""
    assert not aloud.repeat()


def test_close_leaves_nothing_and_may_come_twice(
    aloud: Aloud, room: Room, listener: Listener
) -> None:
    room.speaker.in_real_time = True
    aloud.read([LONG], listener.reached, listener.ended)
    room.speaker.sounds()
    aloud.close()
    assert children() == []
    assert room.speaking == []
    aloud.close()


def test_without_any_voice_a_sentence_names_the_package(
    room: Room, tmp_path: Path, listener: Listener
) -> None:
    aloud = Aloud({}, 200, 100, environ_without_espeak(room.environ, tmp_path))
    with pytest.raises(NoVoice, match=r"install the Debian package espeak-ng") as raised:
        aloud.read(["One."], listener.reached, listener.ended)
    assert "\n" not in str(raised.value)
    assert not aloud.is_reading


def test_a_program_that_fails_ends_the_reading_with_a_sentence(
    aloud: Aloud, room: Room, listener: Listener
) -> None:
    room.espeak.write_text("#!/bin/sh\necho 'this must not be seen' >&2\nexit 1\n")
    aloud.read(["One.", "Two."], listener.reached, listener.ended)
    assert "it returned 1" in listener.trouble()
    assert listener.all_reached == [0]
    assert not aloud.is_reading


def test_a_program_that_cannot_be_started_ends_the_reading_with_a_sentence(
    room: Room, listener: Listener
) -> None:
    room.espeak.write_text("#!/nowhere/sh\n")
    # Without setpriv, which would be started in its place.
    environ = {**room.environ, "PATH": str(room.espeak.parent)}
    aloud = Aloud({}, 200, 100, environ)
    aloud.read(["One."], listener.reached, listener.ended)
    assert listener.trouble().startswith("espeak-ng cannot be started (No such file")
    aloud.close()


def test_without_a_sound_device_a_sentence_says_so_and_the_terminal_stays_clean(
    aloud: Aloud, room: Room, listener: Listener, capfd: pytest.CaptureFixture[str]
) -> None:
    room.speaker.config.write_text("")
    aloud.read(["One.", "Two."], listener.reached, listener.ended)
    assert "no sound device" in listener.trouble()
    assert room.texts == ["One."]
    assert capfd.readouterr() == ("", "")


def test_a_voice_that_does_not_want_to_end_is_made_to(
    aloud: Aloud, room: Room, listener: Listener
) -> None:
    text = room.espeak.read_text()
    room.espeak.write_text(text.replace("exec 9", "trap '' TERM\nexec 9"))
    room.speaker.in_real_time = True
    aloud.read([LONG], listener.reached, listener.ended)
    room.speaker.sounds()
    asked = time.monotonic()
    aloud.stop()
    until(lambda: not room.speaking, "the voice is still there")
    assert time.monotonic() - asked < 0.2


READER = """
import os, sys
from sci_tui.voice.aloud import Aloud
aloud = Aloud({}, 80, 100)
aloud.read([sys.argv[1]] * 9, lambda at: print(at, flush=True), print)
sys.stdin.read()
"""


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM])
def test_the_voice_ends_with_the_program_however_that_ends(room: Room, way: signal.Signals) -> None:
    room.speaker.in_real_time = True
    with subprocess.Popen(
        (sys.executable, "-c", READER, LONG),
        env=room.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as reader:
        room.speaker.sounds()
        asked = time.monotonic()
        os.kill(reader.pid, way)
        reader.wait(PATIENCE)
        assert room.speaker.silent_after(asked) < 0.2
        until(lambda: not room.speaking, "the voice outlived its program")


def test_the_end_of_the_program_does_not_wait_for_the_page(room: Room) -> None:
    room.speaker.in_real_time = True
    with subprocess.Popen(
        (sys.executable, "-c", READER, LONG),
        env=room.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as reader:
        room.speaker.sounds()
        assert reader.stdin
        reader.stdin.close()
        reader.wait(PATIENCE)
        assert reader.returncode == 0
        until(lambda: not room.speaking, "the voice outlived its program")
