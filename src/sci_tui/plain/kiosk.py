"""The kiosk at a terminal that only prints: it waits, lets somebody read, and forgets them."""

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Final, Protocol, TextIO

from sci_tui.domain.errors import NoVoice, SciTuiError
from sci_tui.domain.idle import Idleness, Presence
from sci_tui.kiosk_settings import KioskSettings
from sci_tui.plain.going import Going
from sci_tui.plain.listening import Listening
from sci_tui.plain.place import Place
from sci_tui.plain.shell import Shell
from sci_tui.plain.talk import Lines, Talk
from sci_tui.plain.window import Measure, measure, size_of
from sci_tui.site import wording as said
from sci_tui.site.kiosk import wording
from sci_tui.site.kiosk.kiosk_site import KioskSite
from sci_tui.site.kiosk.sheets import reads_on
from sci_tui.site.routes import HOME
from sci_tui.site.site import Site

_SPEECH: Final = "5"
_WARNING: Final = (wording.STILL_THERE, *wording.ELSE_FORGOTTEN)


class Clinic(Protocol):
    """The clinic that the kiosk stands in."""

    @property
    def settings(self) -> KioskSettings:
        """What it has chosen, as of the last visit."""

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


class VisitOver(Exception):
    """The visitor is done, or has gone."""


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

    def run(self) -> None:
        """Serve one visitor after the other, until what is typed comes to its end."""
        self._lines.let_any_key_go_on()
        while (typed := self._wait()) is not None and self._serve(typed):
            pass

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
        self._visitor = KioskShell(site, self._talk)
        self._idleness.pressed()
        try:
            self._visitor.serve()
        except VisitOver:
            self._clear()
        else:
            return False
        finally:
            self._visitor.fall_silent()
            self._visitor = None
            self._talk.forget()
            self._idleness.pressed()
        return True

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


class KioskShell(Shell):
    """One visitor: 0 goes back, Enter reads on, and nothing leaves the program."""

    _site: KioskSite

    @staticmethod
    def way_through(site: Site, talk: Talk) -> Going:
        """The way of one visitor."""
        return _KioskGoing(site, talk)

    @property
    def is_speaking(self) -> bool:
        """Whether a voice is speaking, so that somebody may be listening without typing."""
        return self._voice.is_speaking

    @property
    def is_on_study(self) -> bool:
        """Whether a study is open, which takes longer to read than a list."""
        return self._reading.page.route.name == "study"

    def serve(self) -> None:
        """Let the visitor read until the input ends.

        Raises:
            VisitOver: If the visitor is done.
        """
        self._going.begin(HOME, ())
        if self._site.offers_speech and not self._site.speech:
            self._attempt(wording.GREETING)
        self._tell(has_begun=True)
        while (typed := self._talk.ask(self._prompt)) is not None:
            was_spoken = self._site.speech
            self._obey(typed)
            self._tell(has_begun=not was_spoken)

    def fall_silent(self) -> None:
        """Be silent for good."""
        self._voice.close()

    def speak(self, told: tuple[str, ...]) -> None:
        """Say something now, where speech is on."""
        if self._site.speech:
            self._attempt(told)

    def _tell(self, *, has_begun: bool) -> None:
        """Where speech is on, say what a line led to, unless the voice is still busy.

        Where it has only begun, what is shown is said too.
        """
        if not self._site.speech or self._voice.is_on:
            return
        if self._talk.gave or has_begun:
            self._attempt(self._talk.remarks, self._reading.place)
        elif self._talk.remarks:
            self._attempt(self._talk.remarks)

    def _attempt(self, told: tuple[str, ...], place: Place | None = None) -> None:
        try:
            self._voice.say(told, place)
        except NoVoice:
            self._give_up_speech()

    def _told_trouble(self) -> bool:
        trouble = self._voice.trouble()
        if trouble:
            self._give_up_speech()
        return bool(trouble)

    def _give_up_speech(self) -> None:
        """Tell of it only whoever asked for speech; nobody can mend it here."""
        if self._site.speech:
            self._site.speech = False
            self._talk.remark(wording.NO_SPEECH)

    @property
    def _prompt(self) -> str:
        page, place = self._reading.page, self._reading.place
        enter = ""
        if self._voice.is_on:
            enter = wording.ENTER_SILENCES
        elif not place.is_at_end or reads_on(page):
            enter = wording.ENTER_READS_ON
        return wording.line_prompt(enter, is_first=page.route == HOME)

    def _stopped(self) -> None:
        """Tell of silence without breaking it."""
        self._talk.say("Stopped.")

    def _run(self, command: str, rest: str) -> None:
        if command == "finish":
            raise VisitOver
        super()._run(command, rest)

    def _enter(self) -> None:
        """Enter alone reads on, over the end of a sheet too."""
        if not self._reading.place.is_at_end:
            self._reading.run("more", "")
        elif reads_on(self._reading.page):
            self._going.follow_number(reads_on(self._reading.page))
        else:
            self._talk.remark(wording.END_OF_PART)


class _KioskGoing(Going):
    def back(self) -> None:
        """Go back; from the first page that is to be done."""
        if self.reading.page.route == HOME:
            raise VisitOver
        super().back()

    def no_such_number(self, number: int, most: int) -> str:
        """What to say to a number that names nothing here."""
        return wording.no_such_number(str(number), most)


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
