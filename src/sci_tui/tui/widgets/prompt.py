"""One row to type in: the label and the field beside each other."""

from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input, Static

from sci_tui.domain.cleaning import typed

LEAVING: Final = ("escape", "f2", "tab", "shift+tab", "down")
"""Keys that leave a field; every printable key types."""
_ONWARD: Final = ("tab", "down")
"""Those of them that lead to what is shown for the words, where anything is."""


class Field(Input):
    """An input whose real cursor stands on the caret."""

    class Left(Message):
        """The reader left the field with a key, without sending it."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Pressed(Message):
        """Something else was pressed in the field."""

    class AskedForHelp(Message):
        """The reader wants to know what can be done in a field."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """The caret's cell. Textual's own answer is a cell too far right at the end."""
        region = self.content_region
        if not region:
            # Not laid out yet, so the cursor has nowhere to go.
            return self.app.cursor_position
        column = self._position_to_cell(self.cursor_position) - self.scroll_offset.x
        return Offset(region.x + column, region.y)

    def validate_value(self, value: str) -> str:
        """What is typed or pasted, without anything that would act on the terminal."""
        return typed(value)

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """A text that is longer than its field scrolls after the caret has moved."""
        super().watch_scroll_x(old_value, new_value)
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    def on_key(self, event: events.Key) -> None:
        """Keep every key but the few that leave the field or the program."""
        if event.key in LEAVING:
            event.stop()
            event.prevent_default()
            self.post_message(self.Left(event.key))
        elif event.key == "f1":
            event.stop()
            self.post_message(self.AskedForHelp())
        else:
            self.post_message(self.Pressed())


class Prompt(Horizontal):
    """Asks for a line of text. Hidden until something is asked."""

    class Told(Message):
        """What was typed, sent with Enter."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Dropped(Message):
        """The reader left without sending what was typed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Typed(Message):
        """What stands in the field has changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Onward(Message):
        """The reader wants to go on to what is shown for the words."""

    class Unsent(Message):
        """The reader would leave with something typed, and may not mean to."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.display = False
        self._label = ""
        self._text = ""
        self._is_warned = False
        self._leads_on = False

    def compose(self) -> ComposeResult:
        """The label, then the field in the same row."""
        yield Static("", id="prompt-label", markup=False)
        yield Field(id="prompt-field", select_on_focus=False)

    @property
    def is_open(self) -> bool:
        """Whether something is asked now."""
        return self.display

    def ask(self, label: str, text: str, most: int, *, leads_on: bool = False) -> None:
        """Ask for a line of at most so many characters, beginning with a text.

        If it ``leads_on``, something is shown for the words as they are typed: Down and Tab lead
        there, and whoever leaves loses nothing.
        """
        self._label, self._text, self._is_warned = label, text, False
        self._leads_on = leads_on
        self.query_one("#prompt-label", Static).update(f"{label} ")
        field = self.query_one(Field)
        field.max_length = most
        field.cursor_blink = False
        field.value = text
        field.cursor_position = len(text)
        self.display = True
        field.focus()

    def tell_that_it_failed(self) -> None:
        """Say so where the reader comes back to: in the label."""
        self.query_one("#prompt-label", Static).update(f"Not sent. {self._label} ")

    def take_focus(self) -> None:
        """Go on typing where one was."""
        self.query_one(Field).focus()

    def close(self) -> None:
        """Ask nothing any more."""
        self.display = False

    @property
    def cursor_cell(self) -> Offset:
        """The caret's cell on the screen."""
        return self.query_one(Field).cursor_screen_offset

    @on(Input.Submitted)
    def _sent(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Told(event.value))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._is_warned = False
        self.post_message(self.Typed(event.value))

    @on(Field.Left)
    def _left(self, event: Field.Left) -> None:
        event.stop()
        if self._leads_on and event.key in _ONWARD and self.query_one(Field).value.strip():
            self.post_message(self.Onward())
        else:
            self.leave()

    def leave(self) -> None:
        """Go without sending what was typed; if something was, only when asked twice."""
        if self.asks_first():
            self.post_message(self.Unsent())
        else:
            self.post_message(self.Dropped(self.query_one(Field).value))

    def asks_first(self) -> bool:
        """Whether something was typed that leaving would lose; the second time it may be lost."""
        is_new = self.query_one(Field).value != self._text and not self._is_warned
        self._is_warned = True
        return is_new and not self._leads_on
