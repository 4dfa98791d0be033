"""A reading screen that can ask for a line of text, in one row with its label."""

from typing import Final, NamedTuple

from textual import events, on
from textual.geometry import Offset

from sci_tui.site.actions import MOST_TYPED, Ask, AskWords
from sci_tui.tui.screens.reading import ReadingScreen
from sci_tui.tui.widgets.prompt import Field, Prompt


class FieldHelp(NamedTuple):
    """What can be done in a field; by ear the short of it comes after the field itself."""

    whole: str
    short: str


_HELP: Final = FieldHelp(
    "Type, then press Enter. F2, Esc, Tab or Down leaves the field; what you typed stays in it.",
    "Enter sends it, Tab leaves it.",
)
_UNSENT: Final = "What you typed is not sent. Enter sends it, Tab once more leaves it."


class AskingScreen(ReadingScreen[None]):
    """Asks for one line at a time and says what became of it."""

    _asked: Ask | str = ""

    @property
    def prompt(self) -> Prompt:
        """The row that is typed into."""
        return self.query_one(Prompt)

    @property
    def is_typing(self) -> bool:
        """Whether keys go to the field."""
        return self.prompt.is_open

    @property
    def field_help(self) -> FieldHelp:
        """What can be done in the field that is open."""
        return _HELP

    @property
    def reading_cell(self) -> Offset:
        """The caret while something is typed, else the reading line."""
        return self.prompt.cursor_cell if self.is_typing else super().reading_cell

    # ------------------------------------------------------------ for each screen to say

    def told(self, asked: Ask | str, text: str) -> None:
        """Go on with what was typed; the prompt stays open until it is closed."""
        raise NotImplementedError

    def dropped(self, asked: Ask | str, text: str) -> None:
        """Take note of what was typed and not sent."""
        raise NotImplementedError

    # ------------------------------------------------------------ asking

    def ask(self, ask: Ask | str, label: str, text: str = "", most: int = MOST_TYPED) -> None:
        """Ask for a line of at most so many characters, beginning with a text."""
        self._asked = ask
        self.prompt.ask(label, text, most, leads_on=isinstance(ask, AskWords))
        self.fall_silent()
        self.help_with_field()

    def refuse(self, why: str) -> None:
        """Keep asking, with what was typed, and say why it could not be taken."""
        self.prompt.tell_that_it_failed()
        self.say(why)

    def close_prompt(self) -> None:
        """Ask nothing any more, and be on the page again."""
        self.prompt.close()
        self.view.focus()
        self.call_after_refresh(self.place_cursor)

    def asks_before_leaving(self) -> bool:
        """Whether something is typed that leaving would lose; it is then said, the first time."""
        if not (self.prompt.is_open and self.prompt.asks_first()):
            return False
        self._say_unsent()
        return True

    def pressed_in_field(self) -> None:
        """A message stays until the next key, and help that comes into what is typed is noise."""
        self._cancel()
        if self.status.has_class("says"):
            self.help_with_field()

    def help_with_field(self) -> None:
        """Show in the row below what can be done in the field."""
        self._is_on_message = False
        if self.manner.by_ear:
            # The field comes before what can be done in it.
            self.in_a_moment(lambda: self.status.show(self.field_help.short))
        else:
            self.status.show(self.field_help.whole)
        self.call_after_refresh(self.place_cursor)

    @on(Prompt.Told)
    def _told(self, message: Prompt.Told) -> None:
        self.told(self._asked, message.text)

    @on(Prompt.Dropped)
    def _dropped(self, message: Prompt.Dropped) -> None:
        self.dropped(self._asked, message.text)
        self.close_prompt()
        self.hint()
        self.come_back()

    @on(Prompt.Unsent)
    def _say_unsent(self) -> None:
        self.prompt.take_focus()
        self.say(_UNSENT)

    @on(Field.Pressed)
    def _pressed(self) -> None:
        self.pressed_in_field()

    @on(Field.AskedForHelp)
    def _help(self) -> None:
        self.say(self.field_help.whole)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click on the page leaves the field, as the keys for it do."""
        if event.widget is self.view and self.is_typing:
            self.prompt.leave()
