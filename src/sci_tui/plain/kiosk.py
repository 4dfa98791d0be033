"""The kiosk at a terminal that only prints: it waits, lets somebody read, and forgets them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from itertools import count
from typing import Final, Protocol, TextIO, TypeVar

from sci_tui.domain.errors import SciTuiError
from sci_tui.domain.idle import Idleness, Presence
from sci_tui.kiosk_settings import KioskSettings
from sci_tui.plain.kiosk_visit import KioskShell, VisitOver
from sci_tui.plain.listening import Listening
from sci_tui.plain.staff import Left, LetIn, PinForm, StaffShell
from sci_tui.plain.talk import Lines, Talk
from sci_tui.plain.window import Measure, measure, size_of
from sci_tui.services.office import Finding, Office
from sci_tui.site import wording as said
from sci_tui.site.kiosk import wording
from sci_tui.site.kiosk.kiosk_site import KioskSite
from sci_tui.site.kiosk.staff_site import StaffSite

_SPEECH: Final = "5"
T = TypeVar("T")
_WARNING: Final = (wording.STILL_THERE, *wording.ELSE_FORGOTTEN)


class Clinic(Protocol):
    """The clinic that the kiosk stands in."""

    @property
    def settings(self) -> KioskSettings:
        """What it has chosen, as of the last visit."""

    def office(self) -> Office:
        """What its staff can look at and change as things are now."""

    def staff(self, office: Office, findings: tuple[Finding, ...]) -> StaffSite:
        """A site for the staff, with what was found when all was looked at."""

    def visit(self) -> KioskSite:
        """A site for the next visitor, with the library and the settings as they are now.

        Raises:
            SciTuiError: If there is nothing to read.
        """

    @property
    def heartbeat(self) -> float:
        """Seconds between two signs of life."""

    def lives(self) -> None:
        """Take note that the kiosk is alive."""


class PlainKiosk:
    """Lets one visitor after the other read, and keeps nothing of any.

    Args:
        clinic: Whose kiosk it is.
        lines: Where visitors type; its end, where it is no terminal, is the end of the kiosk.
        out: Where pages go.
        clock: Seconds that never jump.
        ascii_only: Whether to keep to ASCII.
    """

    def __init__(
        self,
        clinic: Clinic,
        lines: TextIO,
        out: TextIO,
        clock: Callable[[], float],
        *,
        ascii_only: bool,
    ) -> None:
        self._clinic = clinic
        self._idleness = Idleness(clock)
        self._lines = Listening(lines, self._look, clinic.heartbeat)
        self._out = out
        room = partial(measure, self._lines, out, ascii_only=ascii_only)
        self._talk = _Asking(self._lines, out, room, self._idleness)
        self._visitor: KioskShell | None = None
        self._waits = count()

    def run(self) -> int:
        """Serve one visitor after the other, until what is typed ends or the staff leave.

        Returns:
            The exit code.
        """
        self._lines.let_any_key_go_on()
        try:
            while (typed := self._wait()) is not None and self._serve(typed):
                pass
        except Left as left:
            return left.way.value
        return 0

    def _wait(self) -> str | None:
        """Say what this is, once, and wait for a line."""
        site = self._clinic.visit()
        for sentence in _poster(site, next(self._waits)):
            self._talk.say(sentence)
        speech = wording.LINE_FOR_SPEECH if site.offers_speech else wording.LINE_TO_BEGIN
        return self._talk.ask(speech)

    def _serve(self, typed: str) -> bool:
        """Let somebody read; False if what is typed came to its end."""
        site = self._clinic.visit()
        site.speech = site.speech or (site.offers_speech and typed.strip() == _SPEECH)
        keys = self._clinic.settings.staff_keys
        try:
            return self._let(KioskShell(site, self._talk, keys, self._ask_for_pin), typed)
        except LetIn as let_in:
            staff = self._clinic.staff(let_in.office, let_in.findings)
        # Whoever needs a voice needs it here too.
        staff.speech = staff.speech or (site.speech and staff.offers_speech)
        return self._let(StaffShell(staff, self._talk, self._beside), "")

    def _let(self, visitor: KioskShell, typed: str) -> bool:
        """Let one of them read, and forget them; False if what is typed came to its end."""
        self._visitor = visitor
        self._idleness.pressed()
        try:
            visitor.serve(typed.strip())
        except VisitOver:
            self._clear()
        except (LetIn, Left):
            self._clear()
            raise
        else:
            return False
        finally:
            visitor.fall_silent()
            self._visitor = None
            self._talk.forget()
            self._idleness.pressed()
        return True

    def _ask_for_pin(self) -> None:
        """Let the staff in.

        Raises:
            LetIn: If they have the PIN; the visit is over then.
        """
        assert self._visitor
        office, speak = self._clinic.office(), self._visitor.speak
        PinForm(self._talk, self._lines.hidden, office, self._beside, speak).fill_in()

    def _beside(self, act: Callable[[], T]) -> T:
        """Do what may take a moment, alive all the while."""
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(act)
            try:
                while not wait((future,), self._clinic.heartbeat).done:
                    self._clinic.lives()
                return future.result()
            finally:
                self._idleness.pressed()

    def _clear(self) -> None:
        """Move all that the visitor saw out of sight, as it cannot be taken from the screen."""
        self._lines.forget()
        if self._lines.isatty():
            print("\n" * size_of(self._out, self._lines).lines, file=self._out, flush=True)

    def _look(self) -> None:
        """Ask a visitor who has not typed a line whether they are there; forget who is not.

        Raises:
            VisitOver: If they are not there.
        """
        self._clinic.lives()
        visitor = self._visitor
        if visitor is None:
            return
        if visitor.is_speaking and not self._idleness.is_asking:
            self._idleness.pressed()
        settings = self._clinic.settings
        limit = settings.idle_on_study if visitor.is_on_study else settings.idle_elsewhere
        was_asked = self._idleness.is_asking
        match self._idleness.presence(limit):
            case Presence.ASKED if not was_asked:
                self._talk.interrupt(_WARNING, wording.LINE_GOES_ON)
                visitor.speak((*_WARNING, wording.LINE_GOES_ON))
            case Presence.GONE:
                raise VisitOver
            case _:
                pass


class _Asking(Talk):
    """Asks once more where Enter alone has only answered whether somebody is there."""

    def __init__(
        self, lines: Lines, out: TextIO, room: Callable[[], Measure], idleness: Idleness
    ) -> None:
        super().__init__(lines, out, room)
        self._idleness = idleness

    def ask(self, prompt: str) -> str | None:
        """What is typed after a prompt, or None at the end of input."""
        while True:
            typed = super().ask(prompt)
            was_asked = self._idleness.is_asking
            self._idleness.pressed()
            if typed or typed is None or not was_asked:
                return typed

    def interrupt(self, sentences: tuple[str, ...], prompt: str) -> None:
        """Say something while a line is waited for, which is then typed after another prompt."""
        print(file=self._out)
        for sentence in sentences:
            self.say(sentence)
        print(prompt, end=" ", file=self._out, flush=True)

    def forget(self) -> None:
        """Have nothing to say again."""
        self.turn()
        self.hold(())


def _poster(site: KioskSite, turn: int) -> tuple[str, ...]:
    """What a waiting kiosk says: what it is, and one study."""
    try:
        posters = site.posters()
    except SciTuiError:
        # A library that is damaged there still has pages that can be read.
        posters = ()
    of_study = posters[turn % len(posters)] if posters else ()
    return (wording.ABOUT, *of_study, said.NOT_ADVICE[0])
