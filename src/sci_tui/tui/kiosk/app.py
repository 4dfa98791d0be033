"""The app of a kiosk: it waits, lets somebody read, forgets them, and waits again."""

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from textual import events, on
from textual.screen import Screen

from sci_tui.domain.errors import SciTuiError
from sci_tui.domain.idle import Idleness, Presence
from sci_tui.domain.key_sequence import KeySequence
from sci_tui.kiosk_settings import KioskSettings
from sci_tui.services.office import Finding, Office
from sci_tui.site.commands import KIOSK_COMMANDS
from sci_tui.site.kiosk import wording
from sci_tui.site.kiosk.kiosk_site import KioskSite, Poster
from sci_tui.site.kiosk.staff_site import StaffSite
from sci_tui.site.routes import HOME
from sci_tui.tui.app import STYLES, EarApp, ReaderApp
from sci_tui.tui.kiosk.asking import WARNING, StillThereScreen
from sci_tui.tui.kiosk.attract import AttractScreen
from sci_tui.tui.kiosk.forgetting import forget_what_was_drawn
from sci_tui.tui.kiosk.pin_screen import PATIENCE, PinScreen
from sci_tui.tui.kiosk.staff import StaffScreen
from sci_tui.tui.kiosk.visit import VisitScreen
from sci_tui.tui.manner import BY_EYE, Manner

_STOPPING: Final = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
"""Signals that Textual's driver would be stopped by."""
_STAFF_KEYS_WITHIN: Final = 5.0
"""Seconds in which the keys for staff have to be typed."""


RENEWED_AFTER: Final = 20
"""Visits after which the program is started afresh, so that it cannot grow for months."""
RENEW: Final = -1
"""What it ends with then, for whoever started it."""


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
        """Take note that the interface is alive."""


class KioskApp(ReaderApp, inherit_bindings=False):
    """Lets one visitor after the other read, and keeps nothing of any.

    Args:
        clinic: Whose kiosk it is.
        styles: The folder of style sheets.
        manner: How pages are shown.
        clock: Seconds that never jump.
    """

    STYLE_SHEETS = (*STYLES, "kiosk.tcss")

    def __init__(
        self, clinic: Clinic, styles: Path, manner: Manner, clock: Callable[[], float]
    ) -> None:
        self._clinic = clinic
        self._idleness = Idleness(clock)
        self._visits = 0
        self._staff_keys = KeySequence(clock, _STAFF_KEYS_WITHIN)
        self._posters: tuple[Poster, ...] = ()
        super().__init__(self._next_site(), HOME, styles, manner)

    def get_default_screen(self) -> Screen[None]:
        """The screen that waits."""
        return AttractScreen(
            self._current_posters,
            lambda: self._clinic.settings,
            KIOSK_COMMANDS,
            self._manner,
        )

    def on_mount(self) -> None:
        """Watch whether somebody is there."""
        for number in _STOPPING:
            signal.signal(number, signal.SIG_IGN)
        self.set_interval(self._clinic.heartbeat, self.look_who_is_there)

    # ------------------------------------------------------------ visits

    @property
    def visit(self) -> VisitScreen | None:
        """The visit that is going on, if there is one."""
        return next((s for s in self.screen_stack if isinstance(s, VisitScreen)), None)

    @on(AttractScreen.Woken)
    def _begin(self, message: AttractScreen.Woken) -> None:
        if self.visit or isinstance(self.screen, PinScreen):
            # Two keys at once are one visitor, and keys for staff may come as fast.
            return
        site = self._next_site()
        greeting: tuple[str, ...] = ()
        if site.offers_speech and message.speech:
            site.speech = True
        elif site.offers_speech and not site.speech and not self._manner.by_ear:
            greeting = wording.GREETING
        self._idleness.pressed()
        self.push_screen(VisitScreen(site, self._manner, restyle=self.restyle, greeting=greeting))

    @on(VisitScreen.Finished)
    def _over(self) -> None:
        """Forget a visitor; after some of them, start afresh, but never while staff are let in."""
        self.end_visit()
        self._visits += 1
        if self._visits >= RENEWED_AFTER:
            self.exit(RENEW)

    def end_visit(self) -> None:
        """Forget everything of the visit: its screens, site, voice and answers go with it."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._idleness.pressed()
        self._site = self._next_site()
        self.clear_notifications()
        self.restyle(self._site.settings.theme)
        # The screens go by themselves, and what was kept for them after them.
        self.call_after_refresh(forget_what_was_drawn)

    # ------------------------------------------------------------ staff

    def _are_for_staff(self, event: events.Key) -> bool:
        """Whether a key completes those for staff. None is held that is typed into a field."""
        visit = self.visit
        is_staff = isinstance(self.screen, PinScreen) or isinstance(visit, StaffScreen)
        if is_staff or (visit and visit.is_typing):
            self._staff_keys.forget()
            return False
        awaited = self._clinic.settings.staff_keys
        return self._staff_keys.completes(event.character or "", awaited)

    def _ask_for_pin(self) -> None:
        visit = self.visit
        if visit:
            visit.hush()
        speak = visit.speak if visit else _say_nothing
        self.push_screen(PinScreen(self._clinic.office(), KIOSK_COMMANDS, self._manner, speak))

    @on(PinScreen.Left)
    def _go_on_reading(self) -> None:
        if isinstance(self.screen, PinScreen):
            self.pop_screen()

    @on(PinScreen.Passed)
    def _let_in(self, message: PinScreen.Passed) -> None:
        """Forget whoever was there before; from now on it is the staff."""
        if not isinstance(self.screen, PinScreen):
            return
        is_heard = self.visit is not None and self.visit.is_spoken
        self.end_visit()
        site = self._clinic.staff(message.office, message.findings)
        # Whoever needs a voice needs it here too.
        site.speech = site.speech or (is_heard and site.offers_speech)
        self.push_screen(StaffScreen(site, self._manner, restyle=self.restyle))

    @on(StaffScreen.Left)
    def _leave(self, message: StaffScreen.Left) -> None:
        self.go(message.way.value)

    def _next_site(self) -> KioskSite:
        site = self._clinic.visit()
        try:
            self._posters = site.posters()
        except SciTuiError:
            # A library that is damaged there still has pages that can be read.
            self._posters = ()
        return site

    def _current_posters(self) -> tuple[Poster, ...]:
        return self._posters

    # ------------------------------------------------------------ who is there

    def look_who_is_there(self) -> None:
        """Ask a visitor who has not pressed a key whether they are there; forget who is not."""
        self._clinic.lives()
        if isinstance(self.screen, PinScreen):
            if self._idleness.has_rested(PATIENCE) and not self.screen.is_checking:
                self._go_on_reading()
            return
        visit = self.visit
        if visit is None:
            self._idleness.pressed()
            return
        if visit.is_busy and not self._idleness.is_asking:
            self._idleness.pressed()
        settings = self._clinic.settings
        limit = settings.idle_on_study if visit.is_on_study else settings.idle_elsewhere
        match self._idleness.presence(limit):
            case Presence.ASKED if not isinstance(self.screen, StillThereScreen):
                self.push_screen(StillThereScreen(KIOSK_COMMANDS, self._manner))
                visit.speak(WARNING)
            case Presence.GONE:
                self._over()
            case _:
                pass

    async def on_event(self, event: events.Event) -> None:
        """Any key says that somebody is there; one that answers the question does no more."""
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if typed and self._takes_as_answer():
            return
        if typed and isinstance(event, events.Key) and self._are_for_staff(event):
            self._ask_for_pin()
            return
        await super().on_event(event)

    def take_at_once(self, key: str) -> bool:
        """Move at a key that means nothing else just now; whether that was so."""
        if self._idleness.is_asking:
            return False
        self._idleness.pressed()
        return super().take_at_once(key)

    def _takes_as_answer(self) -> bool:
        """Whether a key only answers whether somebody is there."""
        was_asked = self._idleness.is_asking
        self._idleness.pressed()
        if was_asked and isinstance(self.screen, StillThereScreen):
            self.pop_screen()
            if self.visit:
                self.visit.go_on()
        return was_asked

    def copy_to_clipboard(self, text: str) -> None:
        """Copy nothing: a visitor leaves nothing, and the terminal is told nothing."""


def _say_nothing(told: tuple[str, ...]) -> None:
    """In place of a voice."""


class KioskEarApp(KioskApp, EarApp, inherit_bindings=False):
    """The same for screen readers and braille displays."""


def run(clinic: Clinic, styles: Path, clock: Callable[[], float], manner: Manner = BY_EYE) -> int:
    """Open the kiosk and return the exit code.

    Raises:
        Exception: Whatever broke it, once the terminal is as it was.
    """
    kind = KioskEarApp if manner.by_ear else KioskApp
    app = kind(clinic, styles, manner, clock)
    code = app.run(mouse=False)
    if app.crash is not None:
        raise app.crash
    return code or 0
