"""Commands of the site as Textual bindings."""

from typing import Any, Final

from textual.app import App
from textual.keys import _character_to_key

from sci_tui.site.commands import Command, available
from sci_tui.site.pages import Page

_FIRST: Final = ("open", "back", "help")
"""What somebody who has never used a terminal needs to see however narrow the window is."""


def bind(app: App[Any], commands: tuple[Command, ...]) -> None:
    """Bind the keys of every command to the action ``command`` of the screen that is shown."""
    for command in commands:
        keys = ",".join(_name(key) for key in command.keys)
        if keys:
            action = f"screen.command('{command.id}')"
            app.bind(keys, action, description=command.title, show=False)


def _name(key: str) -> str:
    """Textual's name of a key that is written as a character: ``?`` is ``question_mark``."""
    return _character_to_key(key) if len(key) == 1 else key


def hints(commands: tuple[Command, ...], page: Page, width: int) -> str:
    """As many whole hints as fit into a row, the important ones first."""
    row = ""
    for command in sorted(commands, key=_importance):
        if command.hint and available(command, page):
            longer = f"{row}   {command.hint}" if row else command.hint
            row = longer if len(longer) <= width else row
    return row


def _importance(command: Command) -> int:
    return _FIRST.index(command.id) if command.id in _FIRST else len(_FIRST)
