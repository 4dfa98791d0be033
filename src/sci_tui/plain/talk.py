"""What is said and asked, a line at a time, and what was said last."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final, Protocol, TextIO

from sci_tui.domain.cleaning import clean
from sci_tui.layout.characters import ascii_text
from sci_tui.layout.wrapping import wrapped
from sci_tui.plain.window import Measure

BLANK: Final = " "
"""What was typed where it was nothing but blanks: the Space key, then Enter."""


class Lines(Protocol):
    """Where what is typed comes from, a line at a time."""

    def readline(self) -> str:
        """The next line with its end; nothing at the end of input."""

    def isatty(self) -> bool:
        """Whether somebody types it at a terminal."""

    def fileno(self) -> int:
        """The descriptor of that."""


class Talk:
    """A conversation at a line-oriented terminal or a pipe.

    Args:
        lines: Where what is typed comes from; its end is an ordinary goodbye.
        out: Where everything is said.
        measure: How much room there is now.
    """

    def __init__(self, lines: Lines, out: TextIO, measure: Callable[[], Measure]) -> None:
        self._lines = lines
        self._out = out
        self._measure = measure
        self._remarks: list[str] = []
        self._text: tuple[str, ...] = ()
        self._gave = False

    @property
    def measure(self) -> Measure:
        """How much can be said at once."""
        return self._measure()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What something led to, as it was said since one turned to it."""
        return tuple(self._remarks)

    @property
    def gave(self) -> bool:
        """Whether a part of a page was said since then."""
        return self._gave

    def remark(self, sentence: str) -> None:
        """Say what something led to, or why it did not."""
        self._remarks.append(sentence)
        self.say(sentence)

    def give(self, text: Iterable[str]) -> None:
        """Say a part of a page, or what takes its place."""
        self.hold(text)
        self._gave = True
        for line in self._text:
            self.say(line)

    def hold(self, text: Iterable[str]) -> None:
        """Have something to say if asked to say it again."""
        self._text = tuple(text)

    def turn(self) -> None:
        """From here on, remarks are about something new."""
        self._remarks.clear()
        self._gave = False

    def again(self) -> None:
        """Say again what was given last, after what was remarked since."""
        for sentence in (*self._remarks, *self._text):
            self.say(sentence)

    def ask(self, prompt: str) -> str | None:
        """What is typed after a prompt, or None at the end of input.

        What is typed stands on the row of its label, however long that is.
        """
        *above, label = self._rows(prompt)
        for row in above:
            print(row, file=self._out)
        print(label, end=" ", file=self._out, flush=True)
        line = ""
        try:
            line = self._lines.readline()
        finally:
            # Only Enter at a terminal ends the row of the prompt, not Ctrl+D or Ctrl+C.
            if not line or not self._lines.isatty():
                with suppress(OSError):
                    print(file=self._out, flush=True)
        if not line:
            return None
        return clean(line) or (BLANK if line.strip("\r\n") else "")

    def say(self, text: str) -> None:
        """Say something that is not for saying again, such as how to fill in a form."""
        for row in self._rows(text):
            print(row, file=self._out)
        self._out.flush()

    def _rows(self, text: str) -> list[str]:
        look = self._measure().look
        return wrapped(ascii_text(text) if look.ascii_only else text, look.width)
