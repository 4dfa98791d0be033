"""The screen of one visit to a kiosk: digits choose, Enter reads on, 0 goes back."""

from collections.abc import Callable
from typing import Final

from textual import events, on
from textual.message import Message

from sci_tui.site.actions import MOST_TYPED, Ask
from sci_tui.site.commands import Scope
from sci_tui.site.kiosk import wording
from sci_tui.site.kiosk.kiosk_site import OFF, KioskSite
from sci_tui.site.kiosk.sheets import reads_on
from sci_tui.site.pages import numbered
from sci_tui.site.routes import HOME, Route
from sci_tui.site.session import Spot
from sci_tui.tui.kiosk.stepping import Stepping
from sci_tui.tui.manner import Manner
from sci_tui.tui.narrator import Narrator
from sci_tui.tui.screens.page_screen import PageScreen
from sci_tui.tui.terminal import ByEar
from sci_tui.tui.widgets.bars import Where

_SWITCH: Final = ("space", "enter")
"""What a switch is wired to: either chooses while the choices step by themselves."""


class VisitScreen(PageScreen):
    """Shows the pages of one visit, and reads them aloud where that was asked for.

    Args:
        site: What there is to read.
        manner: How pages are shown.
        restyle: What to do when the visitor may have chosen other colours, with their name.
        greeting: Sentences to say at the start to whoever cannot see the screen.
    """

    class Finished(Message):
        """The visitor is done."""

    def __init__(
        self,
        site: KioskSite,
        manner: Manner,
        *,
        restyle: Callable[[str], None],
        greeting: tuple[str, ...] = (),
    ) -> None:
        super().__init__(site, HOME, manner, notices=(), restyle=restyle)
        self._visit_to = site
        self._unsaid = list(greeting)
        self._is_page_unsaid = self._is_line_unsaid = False
        self._is_to_speak = self._was_paused = False
        self._shown_route: Route | None = None
        self._stepping = Stepping(self, lambda: float(site.scanning))
        self._acts |= {"finish": self._finish}

    @property
    def is_read_aloud(self) -> bool:
        """Whether a voice is speaking, so that somebody may be listening without a key."""
        return self._narrator.is_speaking

    @property
    def is_busy(self) -> bool:
        """Whether something goes on that somebody may be waiting for without a key."""
        return self.is_read_aloud

    @property
    def is_spoken(self) -> bool:
        """Whether speech is on."""
        return self._visit_to.speech

    @property
    def is_on_study(self) -> bool:
        """Whether a study is open, which takes longer to read than a list."""
        return self._page.route.name == "study"

    @property
    def is_on_list(self) -> bool:
        """Whether what is open is there to choose from."""
        return self._page.is_list

    def hush(self) -> None:
        """Be silent."""
        self._narrator.stop()

    def go_on(self) -> None:
        """Go on after a question: be silent, or read on where there was a pause."""
        self._narrator.stop()
        if self._was_paused:
            self._was_paused = False
            self._narrator.begin(self._page, self._heard)

    # ------------------------------------------------------------ pages

    def _show(self, before: tuple[str, ...] = ()) -> None:
        is_same = self._page.route == self._shown_route
        self._shown_route = self._page.route
        super()._show(before)
        if is_same and isinstance(self.app, ByEar):
            # Some readers take a digit that begins what is written for the echo of the key, so it
            # begins with the title.
            self.app.say_row(self.view.region.y)
        self._is_page_unsaid = self._visit_to.speech
        self._speak_soon()
        self._stepping.begin_again(is_on=self._steps)

    def _fit(self) -> None:
        super()._fit()
        if self._page.route == HOME and not self.manner.by_ear:
            self.query_one(Where).update(wording.NOTHING_IS_KEPT)

    def hint(self) -> None:
        """Show how to choose, or how to choose with one switch."""
        if self.manner.by_ear or self.is_typing or self.is_among_results:
            super().hint()
            return
        self._is_on_message = False
        if self._steps:
            self.status.show(wording.STEPPING)
        else:
            self.status.show(wording.HOW_IN_A_LIST if self._page.is_list else wording.HOW)

    def _back(self) -> None:
        if self._page.route == HOME:
            self._finish()
        else:
            super()._back()

    def _finish(self) -> None:
        self.post_message(self.Finished())

    # ------------------------------------------------------------ choosing

    def _digit(self, digit: str) -> None:
        """A digit chooses at once; 0 is the way back."""
        if self.is_among_results:
            super()._digit(digit)
            return
        # A page that is only just open may have no lines yet, but it has its links.
        links = {number: link for link, number in numbered(self._page.links)}
        if int(digit) in links:
            self.hint()
            self._follow(links[int(digit)].to, links[int(digit)].quote)
        else:
            self.say(wording.no_such_number(digit, max(links)))

    def _follow_line(self) -> None:
        """On a list open what is marked; elsewhere a marked link, else read on."""
        if self._page.is_list or self.view.reading_line.link >= 0:
            super()._follow_line()
        elif not self.view.shows_end:
            self.view.move("page-down")
        elif reads_on(self._page):
            self.view.follow_number(reads_on(self._page))
        else:
            self.say(wording.END_OF_PART)

    def read_on(self) -> None:
        """Show what comes below."""
        self.view.move("page-down")

    def tell_that_it_means_nothing(self, key: str) -> None:  # noqa: ARG002 - a visitor knows it
        """Say what to press instead; once, however many keys are pressed that do nothing."""
        if not self.status.has_class("says"):
            self.say(wording.OTHER_KEY)

    def means_something(self, key: str) -> bool:
        """Digits mean something as well: they choose also while a voice reads."""
        return key.isdecimal() or super().means_something(key)

    def move_at_once(self, key: str) -> bool:
        """What is moved to is said where speech is on, and steps end, so the key goes round."""
        return not (self._visit_to.speech or self._steps) and super().move_at_once(key)

    def action_command(self, name: str) -> None:
        """Do what a command says; where speech is on, say what was moved to."""
        super().action_command(name)
        if self._is_moving(name):
            self._is_line_unsaid = self._visit_to.speech
            self._speak_soon()

    def _is_moving(self, name: str) -> bool:
        return any(c.id == name and c.scope is Scope.MOVING for c in self.commands)

    # ------------------------------------------------------------ one switch

    @property
    def _steps(self) -> bool:
        return self._visit_to.scanning != OFF

    def on_key(self, event: events.Key) -> None:
        """While choices step, one key chooses; any other ends the stepping."""
        if not self._steps or self.is_typing:
            return
        if event.key not in _SWITCH:
            self._visit_to.scanning = OFF
            self._stepping.end()
            self.hint()
            return
        event.stop()
        event.prevent_default()
        is_reading_page = self._narrator.is_reading and not self._stepping.is_on_a_choice
        self._narrator.stop()
        if not is_reading_page:
            self._stepping.choose()

    @on(Narrator.Ended)
    def _said(self, message: Narrator.Ended) -> None:
        self._stepping.wait_again()
        if message.trouble:
            # What a visitor cannot mend is not told to them, and nothing to whoever did not ask.
            message.prevent_default()
            if self._visit_to.speech:
                self._visit_to.speech = False
                self._session.leave_at(self.view.spot)
                self._open_page()
                self.say(wording.NO_SPEECH)

    # ------------------------------------------------------------ speech

    def say(self, text: str) -> None:
        """Show a message; where speech is on, say it before what comes with it.

        What is told of a voice that goes on, such as how loud it is, can be heard by itself.
        """
        super().say(text)
        if self._visit_to.speech and not self._narrator.is_reading:
            self._unsaid.append(text)
            self._speak_soon()

    def on_mount(self) -> None:
        """Greet, once."""
        self._speak_soon()

    def ask(self, ask: Ask | str, label: str, text: str = "", most: int = MOST_TYPED) -> None:
        """Ask for a line; where speech is on, say what for."""
        super().ask(ask, label, text, most)
        self.speak((label,))

    def speak(self, told: tuple[str, ...]) -> None:
        """Say something now, where speech is on."""
        if self._visit_to.speech:
            self._was_paused = self._narrator.is_paused
            self._narrator.speak(told)

    def _speak_soon(self) -> None:
        """Speak once all is known that one key led to: messages first, then the page."""
        if not self._is_to_speak:
            self._is_to_speak = True
            self.call_after_refresh(self._speak)

    def _speak(self) -> None:
        before, self._unsaid = tuple(self._unsaid), []
        page, line = self._is_page_unsaid, self._is_line_unsaid
        self._is_to_speak = self._is_page_unsaid = self._is_line_unsaid = False
        if page:
            self._heard = self.view.spot
            self._narrator.begin(self._page, Spot(), before)
        elif line:
            self._narrator.speak((*before, self.view.whole))
        elif before:
            self._narrator.speak(before)
        elif not self._visit_to.speech:
            self._narrator.stop()
