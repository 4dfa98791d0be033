"""Reading aloud while the prompt waits: what is typed next stops it, pauses it or changes it."""

from typing import TYPE_CHECKING, Final

from sci_tui.plain.place import Place
from sci_tui.settings import TABLE
from sci_tui.site.actions import Choose
from sci_tui.site.site import Site

if TYPE_CHECKING:
    from sci_tui.voice.aloud import Aloud

STEPS: Final = {
    "slower": ("rate", -1),
    "faster": ("rate", 1),
    "softer": ("volume", -1),
    "louder": ("volume", 1),
}
"""The commands that change how the voice speaks: the setting, and which way along its values."""


class _Progress:
    """How far one reading got. A report that comes late changes nothing for the next one."""

    def __init__(self, at: int) -> None:
        self.at = at


class ReadAloud:
    """A voice that is looked for when it is first asked for, and never speaks unasked.

    What the voice reports comes from a thread of its own, so it is only kept here and said when
    it is the reader's turn again: nobody is spoken to while they type.

    Args:
        site: Where the settings of the voice are, and how words are said.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._aloud: Aloud | None = None
        self._progress: _Progress | None = None
        self._trouble = ""

    @property
    def is_speaking(self) -> bool:
        """Whether something is being said just now."""
        return self.is_on and not (self._aloud and self._aloud.is_paused)

    @property
    def is_on(self) -> bool:
        """Whether something is being read, or waits to go on."""
        return self._aloud is not None and self._aloud.is_reading

    def read(self, place: Place) -> None:
        """Read a page from a place on.

        Raises:
            NoVoice: If nothing here can speak.
        """
        first = place.sentence_number
        said = [line.text for line in place.said_by_sentence[first:]]
        progress = _Progress(first)

        def reached(number: int) -> None:
            progress.at = first + number

        self._voice().read(said, reached, self._end)
        self._progress = progress

    def say(self, told: tuple[str, ...], place: Place | None = None) -> None:
        """Say some sentences, then what stands at a place, in place of what is being said.

        Raises:
            NoVoice: If nothing here can speak.
        """
        heard = place.sentences_there if place else range(0)
        said = [place.said_by_sentence[at].text for at in heard] if place else []
        progress = _Progress(heard.start)

        def reached(number: int) -> None:
            progress.at = heard.start + max(number - len(told), 0)

        self._voice().read([*told, *said], reached, self._end)
        self._progress = progress if said else None

    def stop(self) -> int | None:
        """Be silent. How far it got since this was last asked, as the index of a sentence."""
        if self._aloud:
            self._aloud.stop()
        progress, self._progress = self._progress, None
        return progress.at if progress else None

    def trouble(self) -> str:
        """What broke the voice off, told once; empty if nothing did."""
        trouble, self._trouble = self._trouble, ""
        return trouble

    def pause(self) -> str:
        """Be silent, or go on; what to tell about it."""
        if self._aloud is None or not self._aloud.is_reading:
            return "Nothing is being read aloud."
        if self._aloud.is_paused:
            self._aloud.go_on()
            return "Going on."
        self._aloud.pause()
        return "Paused."

    def repeat(self) -> str:
        """Say the last sentence again; what to tell if there was none."""
        if self._aloud and self._aloud.repeat():
            return ""
        return "Nothing was read aloud yet."

    def step(self, command: str) -> str:
        """Change how it speaks; what to tell about it."""
        key, by = STEPS[command]
        settings = self._site.settings
        value = settings.beside(key, by)
        if value == settings.chosen(key):
            title = next(setting.title for setting in TABLE if setting.key == key)
            return f"{title} stays at {value}: it goes no further."
        done = self._site.do(Choose(key, value))
        if self._aloud:
            self._aloud.set(int(self._site.settings.rate), int(self._site.settings.volume))
        return done.said

    def close(self) -> None:
        """Be silent for good."""
        if self._aloud:
            self._aloud.close()

    def _voice(self) -> "Aloud":
        if self._aloud is None:
            # Most readers never ask for it, and start without it.
            from sci_tui.voice.aloud import Aloud  # noqa: PLC0415
            from sci_tui.voice.pronouncing import spellings  # noqa: PLC0415

            settings = self._site.settings
            said_as = spellings(self._site.glossary())
            self._aloud = Aloud(said_as, int(settings.rate), int(settings.volume))
        return self._aloud

    def _end(self, trouble: str) -> None:
        self._trouble = trouble
