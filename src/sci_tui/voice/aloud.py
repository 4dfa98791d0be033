"""Reads sentences aloud, one after the other, and can be told to stop at any moment."""

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import Final, NamedTuple

from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import NoVoice
from sci_tui.voice.engine import CutIn, Engine, Pace, pace
from sci_tui.voice.espeak import Espeak
from sci_tui.voice.hush import Hush
from sci_tui.voice.pronouncing import Pronouncing
from sci_tui.voice.speech_dispatcher import SpeechDispatcher

_VOICES: Final = (SpeechDispatcher.found, Espeak.found)
"""The best first; the next one goes on where one breaks off."""
_LONGEST_GOODBYE: Final = 2.0
"""Seconds that leaving the program may wait for the voice."""


def can_speak(environ: Mapping[str, str]) -> bool:
    """Whether anything can speak, as far as that can be told without a sound."""
    for found in (Espeak.found, SpeechDispatcher.found):
        try:
            found(environ).close()
        except NoVoice:
            continue
        return True
    return False


class _Reading(NamedTuple):
    """What is to be read, and who wants to know how far it got."""

    sentences: tuple[str, ...]
    reached: Callable[[int], None]
    ended: Callable[[str], None]


class _Turn:
    """A stretch of a reading without a break. Each has a thread, which ends with it."""

    def __init__(self, reading: _Reading, at: int, pace: Pace) -> None:
        self.reading = reading
        self.at = at
        self.pace = pace
        self.hush = Hush()
        self.thread: threading.Thread | None = None


class Aloud:
    """Reads sentences aloud, one after the other, in a thread of its own.

    All methods may be called from any thread but the voice's own, and none waits for the voice
    except ``close``. A voice begins only when the one before is silent.

    Args:
        said_as: How abbreviations are said: as written, as said.
        rate: Words a minute, 80 to 450.
        volume: Percent of the voice's own loudness, 0 to 100.
        environ: The environment in which voices are looked for.
    """

    def __init__(
        self,
        said_as: Mapping[str, str],
        rate: int,
        volume: int,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self._pronouncing = Pronouncing(said_as)
        self._pace = pace(rate, volume)
        self._environ = environ
        self._lock = threading.Lock()
        self._turn: _Turn | None = None
        self._last: _Turn | None = None
        self._paused = False

    @property
    def is_reading(self) -> bool:
        """Whether something is being read, or waits to go on."""
        return self._turn is not None or self._paused

    @property
    def is_paused(self) -> bool:
        """Whether a reading waits to go on."""
        return self._paused

    def read(
        self,
        sentences: Sequence[str],
        reached: Callable[[int], None],
        ended: Callable[[str], None],
    ) -> None:
        """Stop what is being said and read these sentences instead. Comes back at once.

        Args:
            sentences: What to read, as it is shown.
            reached: Told the place of each sentence as it begins, also when it begins again.
            ended: Told once when all is said, with nothing, or when no voice can go on, with a
                sentence about it. Not told of a reading that was stopped.

        Both are called from the voice's thread.

        Raises:
            NoVoice: If there is nothing that could speak.
        """
        self.stop()
        self._look_for_a_voice()
        with self._lock:
            self._begin(_Reading(tuple(sentences), reached, ended), 0)

    def stop(self) -> None:
        """Be silent, and forget where the reading was."""
        with self._lock:
            self._silence()
            self._paused = False

    def pause(self) -> None:
        """Be silent until told to go on."""
        with self._lock:
            self._paused = self._paused or self._turn is not None
            self._silence()

    def go_on(self) -> None:
        """Go on after a pause, with the beginning of the sentence that was being said."""
        with self._lock:
            if self._paused and self._last:
                self._begin(self._last.reading, self._last.at)

    def repeat(self) -> bool:
        """Say the last sentence again.

        A reading goes on from there, also a paused one. After a reading its last sentence is said
        alone: ``ended`` is told of it, ``reached`` is not, as its page may be gone.

        Returns:
            False if nothing was said yet.
        """
        with self._lock:
            last = self._last
            if last is None or not last.reading.sentences:
                return False
            if self._turn or self._paused:
                self._begin(last.reading, last.at)
            else:
                self._begin(_alone(last), 0)
            return True

    def set(self, rate: int, volume: int) -> None:
        """Speak at another pace from now on. A sentence that is being said begins again with it.

        It begins again because whoever turns up the volume wants to hear what that does.
        """
        with self._lock:
            self._pace = pace(rate, volume)
            if self._turn:
                self._begin(self._turn.reading, self._turn.at)

    def close(self) -> None:
        """Be silent for good: the voice's thread and process are gone. Twice does no harm."""
        self.stop()
        if self._last and self._last.thread:
            self._last.thread.join(_LONGEST_GOODBYE)

    def _look_for_a_voice(self) -> None:
        """Find out whether anything can speak, without waiting for it where that can be helped."""
        try:
            Espeak.found(self._environ)
        except NoVoice:
            SpeechDispatcher.found(self._environ).close()

    def _silence(self) -> None:
        if self._turn:
            self._turn.hush.ask()
            self._turn = None

    def _begin(self, reading: _Reading, at: int) -> None:
        self._silence()
        before = self._last.thread if self._last else None
        turn = _Turn(reading, at, self._pace)
        # A daemon: a program that ends without a goodbye does not wait for the end of a page.
        turn.thread = threading.Thread(
            target=self._take, args=(turn, before), name="voice", daemon=True
        )
        self._turn = self._last = turn
        self._paused = False
        turn.thread.start()

    def _take(self, turn: _Turn, before: threading.Thread | None) -> None:
        """Take a turn once the one before is over: what the voice's thread does."""
        trouble = ""
        try:
            if before:
                before.join()
            trouble = self._speak(turn)
        finally:
            with self._lock:
                is_over = turn is self._turn
                if is_over:
                    self._turn = None
            turn.hush.forget()
        if is_over:
            turn.reading.ended(trouble)

    def _speak(self, turn: _Turn) -> str:
        """Say what is left of a turn, with the next voice where one breaks off; what went wrong."""
        trouble = ""
        for found in _VOICES:
            try:
                with closing(found(self._environ)) as voice:
                    self._say(turn, voice)
            except CutIn as error:
                return str(error)
            except NoVoice as error:
                trouble = str(error)
            else:
                return ""
        return trouble

    def _say(self, turn: _Turn, voice: Engine) -> None:
        for at in range(turn.at, len(turn.reading.sentences)):
            if turn.hush.is_asked:
                return
            turn.at = at
            turn.reading.reached(at)
            # What the speaker does with an empty text differs from one to the next.
            if text := clean(self._pronouncing.said(turn.reading.sentences[at])):
                voice.say(text, turn.pace, turn.hush)


def _alone(turn: _Turn) -> _Reading:
    """The sentence a turn was at, as a reading of its own."""
    return _Reading((turn.reading.sentences[turn.at],), lambda _: None, turn.reading.ended)
