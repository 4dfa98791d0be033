"""Ears for tests of the voice: a sound card that is a pipe, and programs that note what they say.

The programs are the real ones. What they play goes into a pipe in place of a sound card, and what
they are given to say is noted by a small script that then becomes the real espeak-ng.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Queue
from typing import Final, NamedTuple, NoReturn

import pytest

PATIENCE: Final = 20.0
"""Seconds after which a test gives up waiting."""
QUIET: Final = 0.3
"""Seconds without a sound that are silence, and not a breath between words."""
_MOMENT: Final = threading.Event()
"""Nothing sets it: waiting for it lets others go first."""
_BYTES_A_SECOND: Final = 44_100
"""espeak-ng's sound: 22,050 samples a second of two bytes."""
_PAGE: Final = 4096

_SOUND_CARD: Final = """
pcm.!default {{ type file slave.pcm {{ type null }} file "{pipe}" format "raw" }}
"""
# The lock is held by the real program too, which inherits it: whoever finds it taken speaks at the
# same time as another.
_NOTING: Final = """#!/bin/sh
exec 9>>"{notes}/lock"
flock --nonblock 9 || echo "$$" >>"{notes}/overlaps"
cat >"{notes}/$$.text"
echo "$*" >"{notes}/$$.options"
echo "$$" >>"{notes}/order"
exec {program} "$@" <"{notes}/$$.text"
"""
_SERVICE: Final = """
LogLevel 1
AudioOutputMethod "alsa"
AudioALSADevice "default"
DefaultLanguage "en"
DefaultModule {module}
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
AddModule "noting" "sd_generic" "noting.conf"
"""
_NOTING_MODULE: Final = r"""
GenericExecuteSynth "printf %s \'$DATA\' | espeak-ng --stdin -s $RATE -a $VOLUME"
GenericLanguage "en" "en" "utf-8"
AddVoice "en" "MALE1" "en"
GenericRateAdd 0
GenericRateMultiply 100
GenericRateForceInteger 1
GenericVolumeAdd 0
GenericVolumeMultiply 100
GenericVolumeForceInteger 1
GenericMaxChunkLength 10000
GenericDelimiters "~"
"""


class Said(NamedTuple):
    """One sentence as espeak-ng was given it."""

    text: str
    options: str


def needed(program: str, package: str) -> str:
    """Where a program is that these tests need. Where everything must run, it must be there."""
    found = shutil.which(program)
    if found is None:
        _is_missing(f"{program} is not there: install the Debian package {package}.")
    return found


def needed_module(name: str, package: str) -> None:
    """See that speech-dispatcher has one of its modules."""
    if not Path("/usr/lib/speech-dispatcher-modules", name).exists():
        _is_missing(f"{name} is not there: install the Debian package {package}.")


def _is_missing(sentence: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


def until(happens: Callable[[], bool], what: str) -> None:
    """Wait for something that nobody announces."""
    deadline = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < deadline, what
        _MOMENT.wait(0.002)


class Loudspeaker:
    """What is played, and when. It plays as fast as it is given, or as fast as it sounds."""

    def __init__(self, place: Path) -> None:
        pipe = place / "sound"
        os.mkfifo(pipe)
        self._pipe = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        # As little as a pipe can hold, so that what is played is what is being said.
        fcntl.fcntl(self._pipe, fcntl.F_SETPIPE_SZ, _PAGE)
        self.config = place / "asound.conf"
        self.config.write_text(_SOUND_CARD.format(pipe=pipe))
        self.heard = 0
        self.in_real_time = False
        self._last_sound = 0.0
        self._is_off = threading.Event()
        self._thread = threading.Thread(target=self._play)
        self._thread.start()

    def sounds(self) -> None:
        """Wait for a tenth of a second of sound from now."""
        wanted = self.heard + _BYTES_A_SECOND // 10
        until(lambda: self.heard >= wanted, "no sound")

    def silent_after(self, moment: float) -> float:
        """Wait for silence; how many seconds after a moment the last sound was."""
        until(lambda: time.monotonic() - max(self._last_sound, moment) > QUIET, "no silence")
        return max(self._last_sound - moment, 0.0)

    def switch_off(self) -> None:
        self._is_off.set()
        self._thread.join()
        os.close(self._pipe)

    def _play(self) -> None:
        pause = 0.001
        while not self._is_off.wait(pause):
            try:
                sound = os.read(self._pipe, _PAGE)
            except BlockingIOError:
                sound = b""
            if sound:
                self._last_sound = time.monotonic()
                self.heard += len(sound)
            pause = len(sound) / _BYTES_A_SECOND if sound and self.in_real_time else 0.001


class Room:
    """A place with a loudspeaker and espeak-ng, and nothing of the machine it is on."""

    def __init__(self, place: Path) -> None:
        self.speaker = Loudspeaker(place)
        self.notes = place / "notes"
        self.notes.mkdir()
        programs = place / "bin"
        programs.mkdir()
        self.espeak = programs / "espeak-ng"
        self.espeak.write_text(
            _NOTING.format(notes=self.notes, program=needed("espeak-ng", "espeak-ng"))
        )
        self.espeak.chmod(0o755)
        self.environ: dict[str, str] = {
            "PATH": f"{programs}:/usr/bin:/bin",
            "HOME": str(place),
            "XDG_RUNTIME_DIR": str(place),
            "ALSA_CONFIG_PATH": str(self.speaker.config),
            # Else sound would leave the room on a machine that has some.
            "PULSE_SERVER": f"unix:{place}/nobody",
        }
        self.place = place

    @property
    def said(self) -> list[Said]:
        """What espeak-ng was given to say so far, in that order."""
        return [
            Said(
                (self.notes / f"{process}.text").read_text(),
                (self.notes / f"{process}.options").read_text().strip(),
            )
            for process in self._lines("order")
        ]

    @property
    def texts(self) -> list[str]:
        return [said.text for said in self.said]

    @property
    def overlaps(self) -> list[str]:
        """The processes that began to speak while another spoke."""
        return self._lines("overlaps")

    @property
    def speaking(self) -> list[int]:
        """The processes that said something here and still live, whoever's children they are."""
        noted = {int(file.stem) for file in self.notes.glob("*.text")}
        return [process for process in noted if _lives(process)]

    def _lines(self, name: str) -> list[str]:
        file = self.notes / name
        return file.read_text().split() if file.exists() else []


def _lives(process: int) -> bool:
    """Whether a process is there and not merely not cleared away; that is its parent's business."""
    try:
        status = Path("/proc", str(process), "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


class Listener:
    """Whoever is told how far a reading got."""

    def __init__(self) -> None:
        self._reached: Queue[int] = Queue()
        self._ended: Queue[str] = Queue()
        self.all_reached: list[int] = []

    def reached(self, at: int) -> None:
        self.all_reached.append(at)
        self._reached.put(at)

    def ended(self, trouble: str) -> None:
        self._ended.put(trouble)

    def waits_for(self, at: int) -> None:
        """Wait until a sentence begins."""
        while self._reached.get(timeout=PATIENCE) != at:
            pass

    def trouble(self) -> str:
        """Wait until a reading ended; what went wrong."""
        return self._ended.get(timeout=PATIENCE)

    @property
    def was_told_of_an_end(self) -> bool:
        return not self._ended.empty()


class Service(NamedTuple):
    """A speech-dispatcher of this test alone."""

    process: "subprocess.Popen[bytes]"
    socket: Path


@contextmanager
def service(room: Room, module: str) -> Iterator[Service]:
    """Run speech-dispatcher with one of its modules, where the room's environment looks for it."""
    program = needed("speech-dispatcher", "speech-dispatcher")
    config = room.place / "service"
    (config / "modules").mkdir(parents=True)
    (config / "speechd.conf").write_text(_SERVICE.format(module=module))
    (config / "modules" / "noting.conf").write_text(_NOTING_MODULE)
    (config / "modules" / "espeak-ng.conf").write_text("EspeakNormalRate 170\n")
    at = room.place / "speech-dispatcher" / "speechd.sock"
    at.parent.mkdir()
    where = ("-C", config, "-L", config, "-P", config / "pid", "-c", "unix_socket", "-S", at)
    process = subprocess.Popen(
        (program, "--run-single", "--timeout", "0", *where),
        env=room.environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: _answers(at), "speech-dispatcher does not start")
        yield Service(process, at)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _answers(at: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        return connection.connect_ex(str(at)) == 0


def command(at: Path, *commands: str) -> None:
    """Tell a speech-dispatcher something, as another program would."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(PATIENCE)
        connection.connect(str(at))
        for line in commands:
            connection.sendall(f"{line}\r\n".encode())
            assert connection.recv(_PAGE).startswith(b"2"), line


def children() -> list[int]:
    """The processes that this one has started and that are not cleared away."""
    found = []
    for thread in Path("/proc/self/task").iterdir():
        # A thread may end while we look; its children then belong to another.
        with suppress(FileNotFoundError, ProcessLookupError):
            found += (thread / "children").read_text().split()
    return [int(child) for child in found]


def voice_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "voice"]


def environ_without_espeak(environ: Mapping[str, str], place: Path) -> dict[str, str]:
    """The same environment with an empty search path."""
    empty = place / "empty"
    empty.mkdir()
    return {**environ, "PATH": str(empty)}
