"""A model of a reader of the output stream: what one hears who listens to all that is written.

It is a model of TDSR (https://github.com/tspivey/tdsr) with its settings as they come, and not
TDSR: TDSR speaks every character that the terminal draws, a line feed ends an utterance, a
sequence that it does not know leaves its last letters to be spoken. A typed letter that comes back
is spoken alone. Up and Down silence what is drawn and speak the line that the cursor is on 20 ms
later, Left and Right the character there; Backspace speaks the character before the cursor, before
the program has done anything. The model waits until the program rests in place of 20 ms, so that
what it hears is the same on every machine; whether the program is quick enough is another test.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final

import pyte

from tests.readers.reader import SIZE, Reader

_TO_A_LINE: Final = ("up", "down")
_TO_A_CHARACTER: Final = ("left", "right")


class Stream(Reader):
    """Hears the stream as TDSR speaks it."""

    name: ClassVar[str] = "stream"
    term: ClassVar[str] = "xterm-256color"

    def start(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = SIZE,
    ) -> None:
        """Start a program and hear what it writes."""
        self._screen = _Spoken(*size)
        self._stream = pyte.ByteStream(self._screen)
        super().start(command, environment, size)

    def press(self, *keys: str) -> None:
        """Press keys, and hear what TDSR says of the key and of what comes of it."""
        for key in keys:
            self._screen.begin(key)
            super().press(key)
            self._screen.finish(key)

    def heard(self) -> list[str]:
        """Each utterance as a line."""
        self.until_quiet()
        self._screen.utter()
        heard, self._screen.said = self._screen.said, []
        return heard

    def _around(self, program: Path) -> Sequence[str]:
        return [str(program)]

    def _took_in(self) -> bool:
        before = len(self.terminal.written)
        came = super()._took_in()
        self._stream.feed(self.terminal.written[before:])
        return came


class _Spoken(pyte.Screen):
    """A screen that notes what is drawn on it as what is said."""

    def __init__(self, columns: int, rows: int) -> None:
        self.said: list[str] = []
        self._burst = ""
        self._typed = ""
        self._is_silent = False
        self._drawn_last = (0, 0)
        super().__init__(columns, rows)

    # ------------------------------------------------------------ keys

    def begin(self, key: str) -> None:
        """A key is pressed; the program does not know of it yet."""
        self._typed = key
        self._is_silent = key in _TO_A_LINE + _TO_A_CHARACTER
        if key == "backspace" and self.cursor.x:
            self._say_character(-1)

    def finish(self, key: str) -> None:
        """The program has done what it does after a key."""
        self.utter()
        if key in _TO_A_LINE:
            self.said.append(" ".join(self.display[self.cursor.y].split()) or "blank")
        elif key in _TO_A_CHARACTER:
            self._say_character(0)
        self._is_silent = False

    def utter(self) -> None:
        """Say what was drawn since the last utterance."""
        words, self._burst = " ".join(self._burst.split()), ""
        if words:
            self.said.append(words)

    def _say_character(self, offset: int) -> None:
        column = min(self.cursor.x + offset, self.columns - 1)
        self.said.append(self.buffer[self.cursor.y][column].data.strip() or "space")

    # ------------------------------------------------------------ what the program writes

    def draw(self, data: str) -> None:
        """Characters appear where the cursor is."""
        for character in data:
            self._hear(character)
            super().draw(character)
            self._drawn_last = self.cursor.x, self.cursor.y

    def linefeed(self) -> None:
        """The next row: a pause."""
        self.utter()
        super().linefeed()

    def cursor_position(self, line: int | None = None, column: int | None = None) -> None:
        """The cursor goes elsewhere: another word begins there."""
        self._burst += " "
        super().cursor_position(line, column)

    def _hear(self, character: str) -> None:
        if self._is_silent:
            return
        if character == self._typed:
            self.said.append(character.strip() or "space")
        else:
            self._burst += self._gap + character
        self._typed = ""

    @property
    def _gap(self) -> str:
        """What stands between this character and the one before it."""
        column, row = self._drawn_last
        return " " if self.cursor.y == row and self.cursor.x > column + 1 else ""
