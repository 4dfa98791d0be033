"""What a kiosk shows while nobody reads: one study after the other, until a key is pressed."""

from collections.abc import Callable
from itertools import count
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer

from sci_tui.kiosk_settings import KioskSettings
from sci_tui.site import wording as said
from sci_tui.site.commands import Command
from sci_tui.site.kiosk import wording
from sci_tui.site.kiosk.kiosk_site import Poster
from sci_tui.site.pages import Aside, Block, KeyText, Page, Text
from sci_tui.site.routes import HOME
from sci_tui.tui.manner import Manner
from sci_tui.tui.screens.reading import ReadingScreen
from sci_tui.tui.widgets.bars import Status

_PLACES: Final = ("at-top", "at-left", "at-middle", "at-right", "at-bottom")
"""Where a poster stands in turn, so that nothing burns into the screen."""
_WIDE: Final = 60
_HIGH: Final = 20
"""Columns and rows from which on there is room to leave empty."""
_SPEECH_KEY: Final = "5"


def is_small(size: Size) -> bool:
    """Whether a window has no room to leave empty."""
    return size.width < _WIDE or size.height < _HIGH


class AttractScreen(ReadingScreen[None]):
    """Waits for somebody to press a key.

    By ear nothing changes by itself: it is said once what this is.

    Args:
        posters: What there is to show just now.
        clinic: What the clinic has chosen, as of the last visit.
        commands: Every command of a kiosk.
        manner: How it is shown.
    """

    class Woken(Message):
        """Somebody pressed a key; perhaps the one for speech."""

        def __init__(self, *, speech: bool) -> None:
            super().__init__()
            self.speech = speech

    def __init__(
        self,
        posters: Callable[[], tuple[Poster, ...]],
        clinic: Callable[[], KioskSettings],
        commands: tuple[Command, ...],
        manner: Manner,
    ) -> None:
        super().__init__(commands, manner)
        self._posters = posters
        self._clinic = clinic
        self._turning: Timer | None = None
        self._turns = count()
        self._page = self._shown(())

    def compose(self) -> ComposeResult:
        """A poster and a row below it."""
        yield self.new_view()
        yield Status("", id="status", markup=False)

    def on_mount(self) -> None:
        """Wait."""
        self.view.focus()

    def on_screen_resume(self, event: events.ScreenResume) -> None:  # noqa: ARG002
        """Show a poster and then the others; what was changed meanwhile holds from here on."""
        self.turn()
        if self._turning:
            self._turning.stop()
        if not self.manner.by_ear:
            self._turning = self.set_interval(self._clinic().attract, self._turn_if_waiting)

    def on_resize(self, event: events.Resize) -> None:
        """Leave less room around a poster where there is little."""
        self.set_class(is_small(event.size), "small")

    def _turn_if_waiting(self) -> None:
        if self.is_in_front:
            self.turn()

    def turn(self) -> None:
        """Show the next poster, at another place."""
        posters, turn = self._posters(), next(self._turns)
        for place in _PLACES:
            self.set_class(place == _PLACES[turn % len(_PLACES)], place)
        self._page = self._shown(posters[turn % len(posters) :][:1] if posters else ())
        self.view.show(self._page)
        self.hint()

    def hint(self) -> None:
        """Say below how to begin."""
        self._is_on_message = False
        if not self.manner.by_ear:
            self.status.show(" ".join(self._how))

    @property
    def _how(self) -> tuple[str, ...]:
        spoken = (wording.PRESS_FOR_SPEECH,) if self._clinic().speech != "never" else ()
        return (wording.PRESS_ANY_KEY, *spoken)

    def _shown(self, posters: tuple[Poster, ...]) -> Page:
        """The page of a poster. By ear it tells how to begin, and no study."""
        if self.manner.by_ear:
            # Some readers say only what differs from the page before, so its title does.
            how, *more = self._how
            return Page(HOME, how, (Text((wording.ABOUT, *more)),))
        if not posters:
            return Page(HOME, said.LIBRARY, (Text(self._how),))
        (poster,) = posters
        blocks: tuple[Block, ...] = (
            KeyText((poster.sentence,)),
            Text((poster.sure,)),
            Aside(f"{wording.ABOUT} {said.NOT_ADVICE[0]}"),
        )
        return Page(HOME, poster.title, blocks)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No command is there: every key begins a visit."""
        return False if action == "command" else super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Begin."""
        event.stop()
        event.prevent_default()
        self.post_message(self.Woken(speech=event.character == _SPEECH_KEY))
