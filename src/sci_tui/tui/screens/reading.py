"""What every screen with a page has: the cursor on the reading line, numbers, the row below."""

from collections.abc import Callable
from typing import Final, TypeVar

from textual import events, on
from textual.geometry import Offset
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from sci_tui.layout.characters import ascii_text
from sci_tui.layout.flow import ended
from sci_tui.site import wording
from sci_tui.site.commands import Command, Scope, first_key
from sci_tui.site.pages import Page
from sci_tui.tui.manner import Manner
from sci_tui.tui.terminal import ByEar, key_name, move_cursor
from sci_tui.tui.widgets.bars import Status
from sci_tui.tui.widgets.ear_view import EarView
from sci_tui.tui.widgets.page_view import PageView

_Result = TypeVar("_Result")
_APART: Final = 0.2
"""Seconds between the cursor's move and what is shown about it."""
AT_ONCE = 9
"""Up to so many links, a digit acts at once; with more of them Enter ends the number."""


class ReadingScreen(Screen[_Result], inherit_bindings=False):
    """A screen with one page view and a row below it.

    Args:
        commands: Every command, with the reader's own keys.
        manner: How pages are shown.
    """

    _page: Page

    class Leaving(Message):
        """The reader wants to leave the program."""

    def __init__(self, commands: tuple[Command, ...], manner: Manner) -> None:
        super().__init__()
        self.commands = commands
        self.manner = manner
        self.set_class(manner.by_ear, "by-ear")
        self._digits = ""
        self._last_said = ""
        self._is_on_message = False
        self._was_shown = False
        self._pending: Timer | None = None

    def new_view(self) -> PageView:
        """The view for the way this reader reads."""
        kind = EarView if self.manner.by_ear else PageView
        return kind(self.manner, id="page")

    @property
    def view(self) -> PageView:
        """The page that is read."""
        return self.query_one(PageView)

    @property
    def status(self) -> Status:
        """The row below the page."""
        return self.query_one(Status)

    @property
    def hinted(self) -> tuple[Command, ...]:
        """The commands that the row below may name."""
        return self.commands

    def hint(self) -> None:
        """Show in the row below what can be done here; by ear nothing, as help tells it."""
        self._is_on_message = False
        if self.manner.by_ear:
            self.in_a_moment(self.fall_silent)
        else:
            self.status.show_hints(self.hinted, self._page)

    def fall_silent(self) -> None:
        """By ear, take away what the row below says."""
        if self.manner.by_ear:
            self._cancel()
            self.status.show("")
            self.call_after_refresh(self.place_cursor)

    def say(self, text: str) -> None:
        """Show a message in the row below, until the next key. By ear the cursor goes there."""
        self._is_on_message = self.manner.by_ear
        self._show_message(text)

    def tell(self, text: str) -> None:
        """Show where the reader is, until the next key. The cursor stays there."""
        self._is_on_message = False
        if self.manner.by_ear:
            self.in_a_moment(lambda: self._show_message(text))
        else:
            self._show_message(text)

    def in_a_moment(self, act: Callable[[], None], after: float = _APART) -> None:
        """Change the row below once readers have said where the cursor is.

        Some say a line that the cursor comes to only if nothing else changes with it.
        """
        self._cancel()
        self._pending = self.set_timer(after, act)

    def _cancel(self) -> None:
        if self._pending:
            self._pending.stop()
            self._pending = None

    def _show_message(self, text: str) -> None:
        self._cancel()
        is_repeated, self._last_said = text == self._last_said, text
        if self.manner.by_ear and is_repeated:
            # Readers that compare screens do not say what stood there before.
            text = f"Again: {text}"
            self._last_said = ""
        self.status.say(ascii_text(text) if self.manner.ascii_only else text)
        if isinstance(self.app, ByEar):
            self.app.say_row(self.status.region.y)
        # The row may have grown, so the cursor is placed once the page has its new size.
        self.call_after_refresh(self.place_cursor)

    def leave(self) -> None:
        """Leave the program."""
        self.post_message(self.Leaving())

    @property
    def cursor_cell(self) -> Offset:
        """The cell that the real cursor belongs on."""
        return self.status.region.offset if self._is_on_message else self.reading_cell

    @property
    def reading_cell(self) -> Offset:
        """The cell at which the reader reads or types."""
        return self.view.cursor_cell

    def place_cursor(self) -> None:
        """Put the real cursor where the reader is."""
        if self.is_in_front:
            move_cursor(self.app, self.cursor_cell)

    @property
    def is_in_front(self) -> bool:
        """Whether this is what is read. What Textual calls current may be behind another screen."""
        return self.app.screen_stack[-1:] == [self]

    @on(EarView.Turned)
    def _turned(self) -> None:
        # What the same key has to say of where it led comes in a moment and takes its place.
        if self._pending is None:
            self.fall_silent()

    @on(EarView.Placed)
    def _placed(self) -> None:
        self.tell(self.view.place)

    @on(PageView.Moved)
    def _moved(self) -> None:
        # A repaint ends with the cursor where it belongs; without one it is moved on its own.
        if self.is_in_front:
            self.app.cursor_position = self.cursor_cell
            self.call_after_refresh(self.place_cursor)

    def come_back(self) -> None:
        """Be on the page again, where one was; by ear it is said where that is."""
        if isinstance(self.view, EarView):
            self.fall_silent()
            self.view.tell_place()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Coming back to this screen, the cursor comes back too."""
        # When it is shown first, all on it has just been styled, and is not styled again.
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True
        if isinstance(self.view, EarView) and self.view.is_laid_out:
            self.view.say_anew()
        self.call_after_refresh(self.place_cursor)

    def on_key(self, event: events.Key) -> None:
        """Digits name a link; any other key ends a number and a message."""
        self._cancel()
        if event.character and event.character.isdecimal() and event.character.isascii():
            event.stop()
            self._digit(event.character)
        elif self._digits and event.key in ("enter", "backspace"):
            event.stop()
            event.prevent_default()
            self._end_number(event.key)
        elif event.is_printable and not self.means_something(event.key):
            self._digits = ""
            self.tell_that_it_means_nothing(event.character or event.key)
        elif self._digits or self.status.has_class("says"):
            self._digits = ""
            self.hint()

    def tell_that_it_means_nothing(self, key: str) -> None:
        """Say that a key does nothing here."""
        self.say(wording.means_nothing(key, first_key(self.commands, "help")))

    def move_at_once(self, key: str) -> bool:
        """Move at a key that means nothing else just now; whether that was so.

        By ear every key goes its whole way, as it is there that what is said is put together.
        """
        view = self.focused
        if self.manner.by_ear or not isinstance(view, PageView):
            return False
        # A view that comes back has a place on the screen only after the next refresh.
        if not (view.is_laid_out and view.region and self.is_at_rest):
            return False
        pressed = (c for c in self.commands if key in map(key_name, c.keys))
        command = next((c for c in pressed if self.check_action("command", (c.id,))), None)
        if command is None or command.scope is not Scope.MOVING:
            return False
        view.move(command.id)
        return True

    @property
    def is_at_rest(self) -> bool:
        """Whether the next key ends nothing, such as a number that is typed or a message."""
        return not (self._digits or self.status.has_class("says"))

    def means_something(self, key: str) -> bool:
        """Whether a key does anything here."""
        pressed = (c for c in self.commands if key in map(key_name, c.keys))
        return any(self.check_action("command", (command.id,)) for command in pressed)

    def _digit(self, digit: str) -> None:
        if len(self.view.links) <= AT_ONCE:
            self._open(int(digit))
            return
        self._digits = (self._digits + digit)[:6]
        self._say_number()

    def _end_number(self, key: str) -> None:
        if key == "enter":
            number, self._digits = int(self._digits), ""
            self._open(number)
            return
        self._digits = self._digits[:-1]
        self._say_number()

    def _say_number(self) -> None:
        if self._digits:
            key = first_key(self.commands, "open")
            if self.manner.by_ear:
                self.say(self._named(key))
            else:
                self.say(f"Number {self._digits}: {key} opens it, Backspace takes a digit back.")
        else:
            self.hint()

    def _named(self, key: str) -> str:
        """What the number that is being typed would open."""
        links, number = self.view.links, int(self._digits)
        if not 1 <= number <= len(links):
            return f"Number {number}: there is none. Backspace takes a digit back."
        return f"Number {number}: {ended(links[number - 1].text)} {key} opens it."

    def _open(self, number: int) -> None:
        links = len(self.view.links)
        if 1 <= number <= links:
            self.hint()
            self.view.follow_number(number)
        else:
            self.say(wording.no_such_number(number, links))
