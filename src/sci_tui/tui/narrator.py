"""Reads the open page aloud from where the reader is, and keeps the reader's place with it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.message_pump import MessagePump

from sci_tui.domain.errors import SciTuiError
from sci_tui.layout.lines import WIDEST_TEXT, Line, Look
from sci_tui.layout.spoken import sentence_at, sentences
from sci_tui.site import wording
from sci_tui.site.actions import Choose
from sci_tui.site.pages import Page
from sci_tui.site.session import Spot
from sci_tui.site.site import Site
from sci_tui.tui.terminal import key_name

if TYPE_CHECKING:
    from sci_tui.voice.aloud import Aloud

_GOES_ON_AFTER: Final = ("pause", "say-last", "slower", "faster", "softer", "louder")
"""Commands that do not stop the voice."""
STEPS: Final = {
    "slower": ("rate", -1),
    "faster": ("rate", 1),
    "softer": ("volume", -1),
    "louder": ("volume", 1),
}
"""Commands that change a setting of the voice by a step."""


class Narrator:
    """The voice of one screen.

    Args:
        site: What is read, with the settings and the words of the voice.
        screen: Who is told how far the voice is, in messages of this class.
        say: How a sentence is shown.
    """

    class Reached(Message):
        """The voice begins a sentence that stands here on the page."""

        def __init__(self, line: Line) -> None:
            super().__init__()
            self.spot = Spot(line.block, line.signs)

    class Ended(Message):
        """The voice is silent; the text says why if it should not be."""

        def __init__(self, trouble: str) -> None:
            super().__init__()
            self.trouble = trouble

    def __init__(self, site: Site, screen: MessagePump, say: Callable[[str], None]) -> None:
        self._site = site
        self._screen = screen
        self._say = say
        self._voice: Aloud | None = None

    @property
    def is_reading(self) -> bool:
        """Whether a page is being read aloud, or waits to go on."""
        return self._voice is not None and self._voice.is_reading

    @property
    def is_paused(self) -> bool:
        """Whether a reading waits to go on."""
        return self._voice is not None and self._voice.is_paused

    @property
    def is_speaking(self) -> bool:
        """Whether something is being said just now."""
        return self.is_reading and not self.is_paused

    def read(self, page: Page, spot: Spot) -> None:
        """Read a page aloud from a spot to its end; if it is being read, stop."""
        if self.is_reading:
            self.stop()
            return
        self.begin(page, spot)

    def begin(self, page: Page, spot: Spot, before: tuple[str, ...] = ()) -> None:
        """Read a page aloud from a spot to its end, after some sentences."""
        said = sentences(page, Look(WIDEST_TEXT))
        lines = [line for line in said[sentence_at(said, spot.block, spot.signs) :] if line.text]
        first = len(before)

        def reached(index: int) -> None:
            if index >= first:
                self._tell(self.Reached(lines[index - first]))

        self._read([*before, *(line.text for line in lines)], reached)

    def speak(self, told: tuple[str, ...]) -> None:
        """Say some sentences in place of what is being said."""
        self._read(told, lambda _: None)

    def _read(self, told: Sequence[str], reached: Callable[[int], None]) -> None:
        try:
            self._speaking().read(told, reached, lambda trouble: self._tell(self.Ended(trouble)))
        except SciTuiError as error:
            self._tell(self.Ended(str(error)))

    def hush(self, key: str) -> bool:
        """Stop at a key, unless it is one for the voice itself; whether it was reading."""
        was_reading = self.is_reading
        kept = (c for c in self._site.commands if c.id in (*_GOES_ON_AFTER, "aloud"))
        if was_reading and key not in {key_name(own) for command in kept for own in command.keys}:
            self.stop()
        return was_reading

    def stop(self) -> None:
        """Be silent."""
        if self._voice:
            self._voice.stop()

    def pause_or_go_on(self) -> None:
        """Be silent, or go on with the sentence that was broken off."""
        if self._voice and self.is_paused:
            self._voice.go_on()
        elif self._voice:
            self._voice.pause()

    def repeat(self) -> None:
        """Say the last sentence again."""
        if not (self._voice and self._voice.repeat()):
            self._say(wording.NOTHING_READ)

    def step(self, command: str) -> None:
        """Make the voice slower, faster, softer or louder by a step, and keep that."""
        setting, by = STEPS[command]
        value = self._site.settings.beside(setting, by)
        self._say(self._site.do(Choose(setting, value)).said)
        if self._voice:
            self._voice.set(*self._pace)

    def close(self) -> None:
        """Be silent for good."""
        if self._voice:
            self._voice.close()

    @property
    def _pace(self) -> tuple[int, int]:
        settings = self._site.settings
        return int(settings.rate), int(settings.volume)

    def _speaking(self) -> "Aloud":
        if self._voice is None:
            # Most readers never ask for a voice, so that only those who do wait for it.
            from sci_tui.voice.aloud import Aloud  # noqa: PLC0415
            from sci_tui.voice.pronouncing import spellings  # noqa: PLC0415

            self._voice = Aloud(spellings(self._site.glossary()), *self._pace)
        self._voice.set(*self._pace)
        return self._voice

    def _tell(self, message: Message) -> None:
        """Pass on what the voice's own thread has to say."""
        self._screen.post_message(message)
