"""Commands of the site as Textual bindings."""

from typing import Any

from textual.app import App

from sci_tui.site.commands import Command, available
from sci_tui.site.pages import Page


def bind(app: App[Any], commands: tuple[Command, ...]) -> None:
    """Bind the keys of every command to the action ``command`` of the screen that is shown."""
    for command in commands:
        # A comma parts keys in Textual, so the key "," goes by its name.
        keys = ",".join("comma" if key == "," else key for key in command.keys)
        if keys:
            action = f"screen.command('{command.id}')"
            app.bind(keys, action, description=command.title, show=False)


def hints(commands: tuple[Command, ...], page: Page, width: int) -> str:
    """As many whole hints as fit into a row, the important ones first."""
    row = ""
    for command in commands:
        if command.hint and available(command, page):
            longer = f"{row}   {command.hint}" if row else command.hint
            if len(longer) > width:
                continue
            row = longer
    return row
