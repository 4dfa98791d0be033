"""The staff of a kiosk at a terminal that only prints: their PIN, and what they do."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from sci_tui.domain.errors import SciTuiError
from sci_tui.plain.going import Going
from sci_tui.plain.kiosk_visit import KioskGoing, KioskShell
from sci_tui.plain.talk import Talk
from sci_tui.services.office import Finding, Office
from sci_tui.services.pin import Verdict
from sci_tui.site.actions import ForStaff, Target
from sci_tui.site.kiosk import staff_wording as wording
from sci_tui.site.kiosk.staff_site import StaffSite
from sci_tui.site.pages import Quote
from sci_tui.site.site import Site
from sci_tui.site.staff_actions import (
    AskNote,
    Change,
    Export,
    Install,
    Leave,
    LookAround,
    LookAt,
    PutOnShelf,
    RollBack,
    TakeOffShelf,
    Way,
)

T = TypeVar("T")


class LetIn(Exception):
    """The PIN was right."""

    def __init__(self, office: Office, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.office = office
        self.findings = findings


class Left(Exception):
    """The staff leave the kiosk."""

    def __init__(self, way: Way) -> None:
        super().__init__()
        self.way = way


class Beside(Protocol):
    """Does what may take a moment, while the kiosk stays alive."""

    def __call__(self, act: Callable[[], T], /) -> T:
        """Do it, and return what came of it."""


class PinForm:
    """Asks the staff for their PIN, none of which is shown.

    Args:
        talk: Where it is asked.
        hidden: While this is open, the terminal does not show what is typed.
        office: Who knows the PIN.
        beside: Does what may take a moment.
        speak: Says sentences aloud, where speech is on.
    """

    def __init__(
        self,
        talk: Talk,
        hidden: Callable[[], AbstractContextManager[None]],
        office: Office,
        beside: Beside,
        speak: Callable[[tuple[str, ...]], None],
    ) -> None:
        self._talk = talk
        self._hidden = hidden
        self._office = office
        self._beside = beside
        self._speak = speak

    def fill_in(self) -> None:
        """Ask until nothing is typed.

        Raises:
            LetIn: If the PIN is right.
        """
        if why := self._office.closed():
            self._tell(wording.PIN_CLOSED, why)
            return
        self._tell(wording.PIN_TITLE, *wording.PIN_BY_LINE)
        while typed := self._typed():
            self._tell(self._tried(typed))

    def _tell(self, *sentences: str) -> None:
        for sentence in sentences:
            self._talk.say(sentence)
        self._speak(sentences)

    def _typed(self) -> str:
        with self._hidden():
            return (self._talk.ask(wording.pin_so_far(0)) or "").strip()

    def _tried(self, typed: str) -> str:
        """Why a PIN is of no use.

        Raises:
            LetIn: If it is.
        """
        if not (typed.isascii() and typed.isdecimal()):
            return wording.PIN_BY_LINE[0]
        self._talk.say(wording.PIN_CHECKED)
        try:
            entered = self._beside(lambda: self._office.enter(typed))
            if entered.verdict is Verdict.RIGHT:
                raise LetIn(self._office, self._beside(self._office.look_around))
        except SciTuiError as error:
            return str(error)
        if entered.verdict is Verdict.TOO_SOON:
            return wording.pin_too_soon(entered.wait)
        return wording.pin_wrong(entered.wait)


class StaffShell(KioskShell):
    """The staff's time at a kiosk: the same lines as a visit, and more to do.

    Args:
        site: The staff's site.
        talk: Where it is said and asked.
        beside: Does what may take a moment.
    """

    def __init__(self, site: StaffSite, talk: Talk, beside: Beside) -> None:
        self._beside = beside
        # They are in already, so no line asks for the PIN.
        super().__init__(site, talk, None, lambda: None)

    def way_through(self, site: Site, talk: Talk) -> Going:
        """The way of the staff."""
        assert isinstance(site, StaffSite)
        return _StaffGoing(site, talk, self._beside)

    def _greet(self) -> None:
        """Greet nobody: who came in knows where they are."""


class _StaffGoing(KioskGoing):
    def __init__(self, site: StaffSite, talk: Talk, beside: Beside) -> None:
        super().__init__(site, talk)
        self._office = site
        self._beside = beside

    def _follow(self, target: Target, quote: Quote | None = None) -> None:
        match target:
            case ForStaff(AskNote(note)):
                self._ask_for_note(note)
            case ForStaff(Leave(way)):
                self._office.leave(way)
                raise Left(way)
            case ForStaff(LookAround() | Export() | LookAt() | Install() | RollBack() as slow):
                self._talk.say(wording.A_MOMENT)
                self._done(self._beside(lambda: self._office.do(slow)))
            case ForStaff(PutOnShelf() | TakeOffShelf() | Change() as action):
                self._done(self._office.do(action))
            case _:
                super()._follow(target, quote)

    def _ask_for_note(self, note: str) -> None:
        """Ask for the note; nothing typed leaves it as it is."""
        if note:
            self._talk.say(note)
            self._talk.say(wording.NOTE_ALONE)
        typed = (self._talk.ask(wording.YOUR_NOTE) or "").strip()
        if not typed:
            self._talk.remark(wording.NOTE_LEFT)
            return
        try:
            self._done(self._office.write_note(typed))
        except SciTuiError as error:
            self._talk.remark(f"{error} You typed: {typed}")
