"""Commands of the site as Textual bindings."""

from typing import Any

from textual.app import App

from sci_tui.site.commands import Command
from sci_tui.tui.terminal import key_name


def bind(app: App[Any], commands: tuple[Command, ...]) -> None:
    """Bind the keys of every command to the action ``command`` of the screen that is shown."""
    for command in commands:
        keys = ",".join(key_name(key) for key in command.keys)
        if keys:
            action = f"screen.command('{command.id}')"
            app.bind(keys, action, description=command.title, show=False)
