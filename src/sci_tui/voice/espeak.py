"""The espeak-ng program: one process for each sentence.

A process ends with its sentence, with silence asked for, and with us. The kernel sees to the last:
where ``setpriv`` is there (on Debian it always is) it kills the voice when the thread that started
it is gone, however that happened. Without ``setpriv`` a reader that is itself killed leaves a voice
which finishes its sentence and ends, as it already has all of its text.
"""

import os
import re
import select
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import IO, Final

from sci_tui.domain.errors import NoVoice
from sci_tui.voice.engine import NOTHING_SPEAKS, Pace
from sci_tui.voice.hush import Hush

_PROGRAM: Final = "espeak-ng"
_LONGEST_GOODBYE: Final = 0.1
"""Seconds that a voice has to end when it is asked to, before it is made to."""
_PHONEMES: Final = re.compile(r"\[(?=\[)")
"""Two brackets would begin a spelling in phonemes; with a space between they are brackets."""


class Espeak:
    """Speaks through espeak-ng, in English.

    The program's own loudness is what we call 100 percent; above it, it distorts.
    """

    def __init__(self, command: tuple[str, ...], environ: Mapping[str, str]) -> None:
        self._command = command
        self._environ = environ

    @classmethod
    def found(cls, environ: Mapping[str, str]) -> "Espeak":
        """The program on the search path.

        Raises:
            NoVoice: If it is not there.
        """
        program = shutil.which(_PROGRAM, path=environ.get("PATH"))
        if program is None:
            raise NoVoice(NOTHING_SPEAKS)
        keeper = shutil.which("setpriv", path=environ.get("PATH"))
        kept = (keeper, "--pdeathsig", "KILL") if keeper else ()
        return cls((*kept, program), environ)

    def say(self, text: str, pace: Pace, hush: Hush) -> None:
        """Say a text, and come back once it is said, or silence was asked for and is kept.

        Raises:
            NoVoice: If the program cannot be started, fails, hangs, or finds no sound device.
        """
        # Files in memory: no pipe that a program which does not read, or complains at length,
        # could keep us waiting at. Its complaints must not reach the reader's terminal either.
        with _in_memory(_PHONEMES.sub("[ ", text)) as words, _in_memory("") as complaints:
            process = self._started(pace, words, complaints)
            try:
                silenced = _is_silenced(process, pace.patience(text), hush)
            finally:
                _end(process)
            if not silenced:
                _check(process.returncode, complaints)

    def close(self) -> None:
        """Nothing is kept between sentences."""

    def _started(
        self, pace: Pace, words: IO[bytes], complaints: IO[bytes]
    ) -> "subprocess.Popen[bytes]":
        options = ("--stdin", "-b", "1", "-v", "en", "-s", str(pace.rate), "-a", str(pace.volume))
        try:
            return subprocess.Popen(
                (*self._command, *options),
                stdin=words,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                env=self._environ,
                # Ctrl+C at the terminal is for the reader, which ends the voice as it sees fit.
                process_group=0,
            )
        except OSError as error:
            raise NoVoice(
                f"espeak-ng cannot be started ({error.strerror}):"
                " install the Debian package espeak-ng again, then try again."
            ) from error


def _is_silenced(process: "subprocess.Popen[bytes]", seconds: float, hush: Hush) -> bool:
    """Wait for the end of a process; whether silence was asked for before that.

    Raises:
        NoVoice: If neither comes.
    """
    try:
        with _end_of(process) as end:
            return hush.comes_before(end, seconds)
    except TimeoutError as error:
        raise NoVoice(
            "espeak-ng did not finish a sentence: see whether another program holds the sound"
            " device, then read aloud again."
        ) from error


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process and all that it started, unless it has ended, and clear it away."""
    with _end_of(process) as end:
        for way in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, way)
            if _comes(end):
                break
    process.wait()


@contextmanager
def _end_of(process: "subprocess.Popen[bytes]") -> Iterator[int]:
    """The end of a process, as something to wait for."""
    descriptor = os.pidfd_open(process.pid)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _comes(end: int) -> bool:
    poll = select.poll()
    poll.register(end, select.POLLIN)
    return bool(poll.poll(_LONGEST_GOODBYE * 1000))


def _check(code: int, complaints: IO[bytes]) -> None:
    """See whether a sentence was heard.

    Raises:
        NoVoice: If it was not.
    """
    if code != 0:
        raise NoVoice(
            f"espeak-ng broke off (it returned {code}): try espeak-ng hello in a terminal to see"
            " why, then read aloud again."
        )
    complaints.seek(0)
    # It returns 0 although there was nothing to play on. ALSA says much, and more than once;
    # a line that begins like this is espeak-ng's own, and is about sound only.
    if any(line.startswith(b"error:") for line in complaints):
        raise NoVoice(
            "espeak-ng found no sound device: connect or switch on a loudspeaker or headphones,"
            " then read aloud again."
        )


def _in_memory(text: str) -> IO[bytes]:
    file = open(os.memfd_create("sentence"), "w+b", buffering=0)  # noqa: PTH123, SIM115
    file.write(text.encode(errors="ignore"))
    file.seek(0)
    return file
