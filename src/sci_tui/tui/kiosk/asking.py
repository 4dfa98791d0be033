"""Asks whether a visitor is still there."""

from textual import events
from textual.app import ComposeResult

from sci_tui.site.commands import Command
from sci_tui.site.kiosk import wording
from sci_tui.site.pages import KeyText, Page, Text
from sci_tui.site.routes import HOME
from sci_tui.tui.kiosk.attract import is_small
from sci_tui.tui.manner import Manner
from sci_tui.tui.screens.reading import ReadingScreen
from sci_tui.tui.widgets.bars import Status

WARNING = (wording.STILL_THERE, wording.ANY_KEY_GOES_ON, *wording.ELSE_FORGOTTEN)
"""What is shown, and said where speech is on."""


class StillThereScreen(ReadingScreen[None]):
    """Stands in front of what is read until a key is pressed, which the app takes."""

    def __init__(self, commands: tuple[Command, ...], manner: Manner) -> None:
        super().__init__(commands, manner)
        blocks = (KeyText((wording.ANY_KEY_GOES_ON,)), Text(wording.ELSE_FORGOTTEN))
        self._page = Page(HOME, wording.STILL_THERE, blocks)

    def compose(self) -> ComposeResult:
        """The question, and an empty row below it."""
        yield self.new_view()
        yield Status("", id="status", markup=False)

    def on_mount(self) -> None:
        """Show the question."""
        self.view.show(self._page)
        self.view.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Leave less room around the question where there is little."""
        self.set_class(is_small(event.size), "small")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No command is there: any key goes on."""
        return False if action == "command" else super().check_action(action, parameters)
