"""Reading aloud through a real speech-dispatcher, and what happens when it breaks off."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sci_tui.domain.errors import NoVoice
from sci_tui.voice.aloud import Aloud
from sci_tui.voice.speech_dispatcher import SpeechDispatcher, address
from tests.voice.hearing import (
    Listener,
    Room,
    Service,
    command,
    environ_without_espeak,
    needed_module,
    service,
    until,
)

LONG = "The longest sentence of this page goes on and on, and nobody knows where it will end."


@pytest.fixture
def noting(room: Room) -> Iterator[Service]:
    """A service whose module notes what it is given, and has the room's espeak-ng say it."""
    needed_module("sd_generic", "speech-dispatcher")
    with service(room, "noting") as running:
        yield running


@pytest.fixture
def playing(room: Room) -> Iterator[Service]:
    """A service with the module that most people have: espeak-ng inside it, onto the sound card."""
    needed_module("sd_espeak-ng", "speech-dispatcher-espeak-ng")
    with service(room, "espeak-ng") as running:
        yield running


def test_sentences_are_said_as_shown_one_after_the_other(
    noting: Service, aloud: Aloud, room: Room, listener: Listener
) -> None:
    shown = ("Naïve <b>mice</b> & men.", " ", ".5 is a half", ".", "AIS A\r\n.\r\nQUIT")
    aloud.read(shown, listener.reached, listener.ended)
    assert listener.trouble() == ""
    assert listener.all_reached == [0, 1, 2, 3, 4]
    assert room.texts == ["Naïve <b>mice</b> & men.", ".5 is a half", ".", "A.I.S A . QUIT"]


def test_it_is_the_service_that_speaks_and_at_the_pace_that_was_set(
    noting: Service, aloud: Aloud, room: Room, listener: Listener
) -> None:
    options = []
    for rate, volume in ((80, 0), (170, 50), (450, 100)):
        aloud.set(rate, volume)
        aloud.read(["One."], listener.reached, listener.ended)
        assert listener.trouble() == ""
        options.append(room.said[-1].options)
    assert options == ["--stdin -s -100 -a -100", "--stdin -s 0 -a 0", "--stdin -s 100 -a 100"]


def test_it_is_heard_through_the_module_that_most_people_have(
    playing: Service, aloud: Aloud, room: Room, listener: Listener
) -> None:
    aloud.read(["One.", "Two."], listener.reached, listener.ended)
    assert listener.trouble() == ""
    assert listener.all_reached == [0, 1]
    assert room.speaker.heard > 0
    assert room.texts == []


# Not through that module: its service offers the pipe that stands for a sound card a whole sentence
# in one go, and cannot take it back. A sound card takes what fits into its memory.
def test_stop_is_silence_within_200_ms(
    noting: Service, aloud: Aloud, room: Room, listener: Listener
) -> None:
    room.speaker.in_real_time = True
    aloud.read([LONG, LONG], listener.reached, listener.ended)
    room.speaker.sounds()
    asked = time.monotonic()
    aloud.stop()
    assert not aloud.is_reading
    assert room.speaker.silent_after(asked) < 0.2
    assert not listener.was_told_of_an_end
    assert room.texts == [LONG]


def test_a_pause_is_silence_and_the_sentence_begins_again(
    noting: Service, aloud: Aloud, room: Room, listener: Listener
) -> None:
    room.speaker.in_real_time = True
    aloud.read(["Short.", LONG, "Last."], listener.reached, listener.ended)
    listener.waits_for(1)
    room.speaker.sounds()
    asked = time.monotonic()
    aloud.pause()
    assert room.speaker.silent_after(asked) < 0.2
    room.speaker.in_real_time = False
    aloud.go_on()
    assert listener.trouble() == ""
    assert room.texts == ["Short.", LONG, LONG, "Last."]


def test_stop_right_after_read_is_kept(
    noting: Service, aloud: Aloud, room: Room, listener: Listener
) -> None:
    for _ in range(10):
        aloud.read([LONG, LONG], listener.reached, listener.ended)
        aloud.stop()
    started = time.monotonic()
    aloud.close()
    assert time.monotonic() - started < 2
    room.speaker.silent_after(started)
    assert not listener.was_told_of_an_end


def test_espeak_goes_on_where_the_service_breaks_off(
    playing: Service, aloud: Aloud, room: Room, listener: Listener
) -> None:
    room.speaker.in_real_time = True
    aloud.read(["Short.", LONG, "Last."], listener.reached, listener.ended)
    listener.waits_for(1)
    room.speaker.sounds()
    playing.process.kill()
    room.speaker.in_real_time = False
    assert listener.trouble() == ""
    assert room.texts == [LONG, "Last."]
    assert listener.all_reached == [0, 1, 1, 2]


def test_without_espeak_a_sentence_says_that_the_service_broke_off(
    playing: Service, room: Room, tmp_path: Path, listener: Listener
) -> None:
    aloud = Aloud({}, 200, 100, environ_without_espeak(room.environ, tmp_path))
    room.speaker.in_real_time = True
    aloud.read([LONG], listener.reached, listener.ended)
    room.speaker.sounds()
    playing.process.kill()
    assert "espeak-ng" in listener.trouble()
    aloud.close()


def test_another_program_that_takes_the_voice_ends_the_reading(
    noting: Service, aloud: Aloud, room: Room, listener: Listener
) -> None:
    room.speaker.in_real_time = True
    aloud.read([LONG, LONG], listener.reached, listener.ended)
    room.speaker.sounds()
    command(noting.socket, "SET SELF CLIENT_NAME a:b:c", "CANCEL ALL")
    assert listener.trouble().startswith("Another program spoke")
    assert room.texts == [LONG]


def test_a_service_that_hangs_does_not_keep_the_reader_waiting(
    playing: Service, aloud: Aloud, room: Room, listener: Listener
) -> None:
    os.kill(playing.process.pid, signal.SIGSTOP)
    try:
        started = time.monotonic()
        aloud.read(["One."], listener.reached, listener.ended)
        assert time.monotonic() - started < 0.2
        assert listener.trouble() == ""
        assert room.texts == ["One."]
    finally:
        os.kill(playing.process.pid, signal.SIGCONT)


def test_something_else_at_the_socket_is_not_a_voice(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(tmp_path / "other"))
        other.listen()
        environ = {"SPEECHD_ADDRESS": f"unix_socket:{tmp_path}/other"}
        with pytest.raises(NoVoice):
            SpeechDispatcher.found(environ)


def test_quitting_leaves_no_connection(
    noting: Service, aloud: Aloud, room: Room, listener: Listener
) -> None:
    aloud.read(["One."], listener.reached, listener.ended)
    assert listener.trouble() == ""
    aloud.close()
    service_sockets = Path("/proc", str(noting.process.pid), "fd")
    until(lambda: len(_sockets(service_sockets)) == 1, "a connection is left")


def _sockets(descriptors: Path) -> list[str]:
    links = [str(descriptor.readlink()) for descriptor in descriptors.iterdir()]
    return [link for link in links if link.startswith("socket:")]


@pytest.mark.parametrize(
    ("environ", "at"),
    [
        ({"SPEECHD_ADDRESS": "unix_socket:/tmp/test.sock"}, "/tmp/test.sock"),
        ({"XDG_RUNTIME_DIR": "/run/me"}, "/run/me/speech-dispatcher/speechd.sock"),
        (
            {"SPEECHD_ADDRESS": "unix_socket", "HOME": "/h"},
            "/h/.cache/speech-dispatcher/speechd.sock",
        ),
        ({"XDG_CACHE_HOME": "/c", "HOME": "/me"}, "/c/speech-dispatcher/speechd.sock"),
        ({"SPEECHD_ADDRESS": "inet_socket"}, ("localhost", 6560)),
        ({"SPEECHD_ADDRESS": "inet_socket:192.168.0.34"}, ("192.168.0.34", 6560)),
        ({"SPEECHD_ADDRESS": "inet_socket:192.168.0.34:6563"}, ("192.168.0.34", 6563)),
    ],
)
def test_every_documented_address_is_understood(environ: dict[str, str], at: object) -> None:
    assert address(environ) == at


@pytest.mark.parametrize("wrong", ["", "pigeon:post", "inet_socket:here:there"])
def test_an_address_that_is_none_is_no_voice(wrong: str) -> None:
    with pytest.raises(NoVoice):
        SpeechDispatcher.found({"SPEECHD_ADDRESS": wrong})
