"""Asks the staff for their PIN, and shows none of it."""

import asyncio
from collections.abc import Callable
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message

from sci_tui.domain.errors import SciTuiError
from sci_tui.services.office import Finding, Office
from sci_tui.services.pin import MOST_DIGITS, Entered, Verdict
from sci_tui.site.commands import Command
from sci_tui.site.kiosk import staff_wording as wording
from sci_tui.site.pages import Page, Text
from sci_tui.site.routes import HOME
from sci_tui.tui.kiosk.attract import is_small
from sci_tui.tui.manner import Manner
from sci_tui.tui.screens.reading import ReadingScreen
from sci_tui.tui.widgets.bars import Status

PATIENCE: Final = 30.0
"""Seconds without a key after which nothing is asked any more."""
_LEAVES: Final = ("f2", "escape")


class PinScreen(ReadingScreen[None]):
    """Takes digits and Enter. Each digit shows the same sign, and is heard as no digit.

    Args:
        office: Who knows the PIN.
        commands: Every command of a kiosk.
        manner: How pages are shown.
        speak: Says a sentence aloud, where speech is on.
    """

    class Passed(Message):
        """The PIN was right. With it comes how all was found."""

        def __init__(self, office: Office, findings: tuple[Finding, ...]) -> None:
            super().__init__()
            self.office = office
            self.findings = findings

    class Left(Message):
        """Nobody wants to enter a PIN any more."""

    class _Tried(Message):
        """What came of a try: a sentence for one that was no use."""

        def __init__(self, told: str) -> None:
            super().__init__()
            self.told = told

    def __init__(
        self,
        office: Office,
        commands: tuple[Command, ...],
        manner: Manner,
        speak: Callable[[tuple[str, ...]], None],
    ) -> None:
        super().__init__(commands, manner)
        self._office = office
        self._speak = speak
        self._typed: list[str] = []
        self._why_closed = office.closed()
        self.is_checking = False
        """Whether a PIN is being looked at."""
        told = (self._why_closed, wording.PIN_LEAVE) if self._why_closed else wording.PIN_HOW
        title = wording.PIN_CLOSED if self._why_closed else wording.PIN_TITLE
        self._page = Page(HOME, title, (Text(told),))

    def compose(self) -> ComposeResult:
        """What is asked, and below it a sign for each digit."""
        yield self.new_view()
        yield Status("", id="status", markup=False)

    def on_mount(self) -> None:
        """Ask."""
        self.view.show(self._page)
        self.view.focus()
        if not self._why_closed and not self.manner.by_ear:
            self.status.say(wording.pin_so_far(0))
        self._speak((self._page.title, *self._said))

    @property
    def _said(self) -> tuple[str, ...]:
        return (self._why_closed,) if self._why_closed else wording.PIN_HOW

    def on_resize(self, event: events.Resize) -> None:
        """Leave less room around the question where there is little."""
        self.set_class(is_small(event.size), "small")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No command is there: digits are typed and nothing else."""
        return False if action == "command" else super().check_action(action, parameters)

    def on_unmount(self) -> None:
        """Keep no digit."""
        self._typed.clear()

    # ------------------------------------------------------------ typing

    def on_key(self, event: events.Key) -> None:
        """A digit is added, Enter sends them or leaves, F2 leaves."""
        event.stop()
        event.prevent_default()
        if self.is_checking:
            return
        is_digit = (event.character or "-") in "0123456789"
        if event.key in _LEAVES or (event.key == "enter" and not self._typed):
            self.post_message(self.Left())
        elif self._why_closed:
            self._tell(wording.PIN_LEAVE)
        elif event.key == "enter":
            self._try()
        elif event.key == "backspace":
            del self._typed[-1:]
            self._echo()
        elif is_digit:
            self._add(event.character or "")
        else:
            self._tell(wording.PIN_DIGITS_ONLY)

    def _add(self, digit: str) -> None:
        # One more than a PIN has, so that no longer one is taken for it.
        if len(self._typed) <= MOST_DIGITS:
            self._typed.append(digit)
        self._echo()

    def _echo(self) -> None:
        self._tell(wording.pin_so_far(len(self._typed)), wording.pin_so_far_said(len(self._typed)))

    def _tell(self, shown: str, said: str = "") -> None:
        self.say(shown)
        self._speak((said or shown,))

    # ------------------------------------------------------------ trying

    def _try(self) -> None:
        """Have the PIN looked at beside the keys; nothing here keeps it any longer than that."""
        entered = ["".join(self._typed)]
        self._typed.clear()
        self.is_checking = True
        self._tell(wording.PIN_CHECKED)

        async def look() -> None:
            self.post_message(await asyncio.to_thread(self._tried, entered))

        # Without a description: Textual would make one of what is passed.
        self.run_worker(look(), name="pin", description="")

    def _tried(self, digits: list[str]) -> Message:
        try:
            entered = self._office.enter(digits.pop())
            if entered.verdict is Verdict.RIGHT:
                return self.Passed(self._office, self._office.look_around())
        except SciTuiError as error:
            return self._Tried(str(error))
        return self._Tried(_told(entered))

    @on(_Tried)
    def _ask_again(self, message: _Tried) -> None:
        self.is_checking = False
        self._tell(message.told)


def _told(entered: Entered) -> str:
    if entered.verdict is Verdict.TOO_SOON:
        return wording.pin_too_soon(entered.wait)
    return wording.pin_wrong(entered.wait)
