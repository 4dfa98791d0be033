"""Commands of the site as Textual bindings, and as hints."""

from typing import Any, Final

from textual.app import App

from sci_tui.site.commands import Command, available, first_key
from sci_tui.site.pages import Page
from sci_tui.tui.terminal import key_name

_FIRST: Final = (
    "open",
    "back",
    "help",
    "quit",
    "answer-yes",
    "answer-partly",
    "answer-no",
    "sections",
    "next-study",
    "feedback",
)
"""What somebody who has never used a terminal needs to see however narrow the window is."""


def bind(app: App[Any], commands: tuple[Command, ...]) -> None:
    """Bind the keys of every command to the action ``command`` of the screen that is shown."""
    for command in commands:
        keys = ",".join(key_name(key) for key in command.keys)
        if keys:
            action = f"screen.command('{command.id}')"
            app.bind(keys, action, description=command.title, show=False)


def hints(commands: tuple[Command, ...], page: Page, width: int) -> str:
    """As many whole hints as fit into a row, the important ones first."""
    row = ""
    for command in sorted(commands, key=_importance):
        if command.hint and command.keys and available(command, page):
            hint = f"{first_key((command,), command.id)} {command.hint}"
            longer = f"{row}  {hint}" if row else hint
            row = longer if len(longer) <= width else row
    return row


def _importance(command: Command) -> int:
    return _FIRST.index(command.id) if command.id in _FIRST else len(_FIRST)
