"""One visit to a kiosk at a terminal that only prints."""

from collections.abc import Callable

from sci_tui.domain.errors import NoVoice
from sci_tui.plain.going import Going
from sci_tui.plain.place import Place
from sci_tui.plain.shell import Shell
from sci_tui.plain.talk import Talk
from sci_tui.site.kiosk import wording
from sci_tui.site.kiosk.kiosk_site import KioskSite
from sci_tui.site.kiosk.sheets import reads_on
from sci_tui.site.routes import HOME
from sci_tui.site.site import Site


class VisitOver(Exception):
    """The visitor is done, or has gone."""


class KioskShell(Shell):
    """One visitor: 0 goes back, Enter reads on, and nothing leaves the program.

    Args:
        site: What there is to read.
        talk: Where it is said and asked.
        staff_keys: The line that asks for the staff's PIN, where any does.
        door: Asks for it, and does not come back from it with the right one.
    """

    _site: KioskSite

    def __init__(
        self, site: KioskSite, talk: Talk, staff_keys: str | None, door: Callable[[], None]
    ) -> None:
        super().__init__(site, talk)
        self._staff_keys = staff_keys
        self._door = door
        self._is_reading = False

    def way_through(self, site: Site, talk: Talk) -> Going:
        """The way of one visitor."""
        return KioskGoing(site, talk)

    @property
    def is_speaking(self) -> bool:
        """Whether a voice is speaking, so that somebody may be listening without typing."""
        return self._voice.is_speaking

    @property
    def is_on_study(self) -> bool:
        """Whether a study is open, which takes longer to read than a list."""
        return self._is_reading and self._reading.page.route.name == "study"

    def serve(self, first: str) -> None:
        """Let the visitor read until the input ends.

        Args:
            first: The line that began the visit.

        Raises:
            VisitOver: If the visitor is done.
        """
        if first == self._staff_keys:
            self._door()
        self._going.begin(HOME, ())
        self._is_reading = True
        self._greet()
        self._tell(has_begun=True)
        while (typed := self._talk.ask(self._prompt)) is not None:
            was_spoken = self._site.speech
            self._obey(typed)
            self._tell(has_begun=not was_spoken)

    def _greet(self) -> None:
        """Tell whoever cannot see it that there is speech."""
        if self._site.offers_speech and not self._site.speech:
            self._attempt(wording.GREETING)

    def _obey(self, typed: str) -> bool:
        if typed != self._staff_keys:
            return super()._obey(typed)
        self._silence()
        self._talk.turn()
        self._door()
        return True

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


class KioskGoing(Going):
    """The way of one visitor, back from whose first page nothing is left to do."""

    def back(self) -> None:
        """Go back; from the first page that is to be done."""
        if self.reading.page.route == HOME:
            raise VisitOver
        super().back()

    def no_such_number(self, number: int, most: int) -> str:
        """What to say to a number that names nothing here."""
        return wording.no_such_number(str(number), most)
