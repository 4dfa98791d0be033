"""One switch: the choices are marked one after the other, and the switch chooses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from sci_tui.site.kiosk import wording

_NOTHING: Final = -2
_READ_ON: Final = -1
"""In place of the position of a link."""

if TYPE_CHECKING:
    from textual.timer import Timer

    from sci_tui.tui.kiosk.visit import VisitScreen


class Stepping:
    """Marks what can be chosen, one after the other: reading on, then the links in sight.

    Args:
        screen: Whose page it steps through.
        seconds: For how long each choice is marked.
    """

    def __init__(self, screen: VisitScreen, seconds: Callable[[], float]) -> None:
        self._screen = screen
        self._seconds = seconds
        self._timer: Timer | None = None
        self._marked = _NOTHING

    @property
    def is_on_a_choice(self) -> bool:
        """Whether anything is marked yet."""
        return self._marked != _NOTHING

    def begin_again(self, *, is_on: bool) -> None:
        """Begin at the first choice of a page, if choices step at all."""
        self.end()
        if is_on:
            self._timer = self._screen.set_interval(self._seconds(), self._step)

    def end(self) -> None:
        """Step no more."""
        if self._timer:
            self._timer.stop()
        self._timer, self._marked = None, _NOTHING

    def wait_again(self) -> None:
        """Let the whole time pass once more, as when a voice has just said what is marked."""
        if self._timer:
            self._timer.reset()

    def choose(self) -> None:
        """Choose what is marked. Before anything is, the first choice is marked at once."""
        marked, self._marked = self._marked, _NOTHING
        if marked == _NOTHING:
            self._step()
        elif marked == _READ_ON:
            self._screen.read_on()
        else:
            self._screen.view.follow_number(marked + 1)
        self.wait_again()

    def _step(self) -> None:
        screen = self._screen
        if not screen.is_in_front or screen.is_read_aloud:
            return
        choices = self._choices()
        at = choices.index(self._marked) + 1 if self._marked in choices else 0
        self._marked = choices[at % len(choices)] if choices else _NOTHING
        if self._marked == _READ_ON:
            screen.say(wording.READ_ON)
        elif self._marked != _NOTHING:
            screen.hint()
            screen.view.go_to_link(self._marked)
            screen.speak((screen.view.whole,))

    def _choices(self) -> list[int]:
        """The positions of the links in sight, and reading on where more comes.

        Whoever reads a text wants that first, whoever looks through a list last.
        """
        view = self._screen.view
        below = [] if view.shows_end else [_READ_ON]
        if self._screen.is_on_list:
            return [*view.links_in_sight, *below]
        return [*below, *view.links_in_sight]
