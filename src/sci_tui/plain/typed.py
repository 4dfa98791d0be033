"""What a typed word or letter means on a page."""

from typing import Final

from sci_tui.domain.errors import UnknownRoute
from sci_tui.site.commands import Command, Scope, available, first_key
from sci_tui.site.pages import Page
from sci_tui.site.routes import Route, parse

ELSEWHERE: Final = "elsewhere"
"""Stands for a command that is there on other pages."""


def understood(word: str, commands: tuple[Command, ...], page: Page) -> str:
    """The id of the command that a word or a letter names on a page; empty if none does.

    A letter in the other case counts too, where it is nothing by itself.
    """
    # What has no word is for a screen.
    ours = [command for command in commands if command.words]
    known = [
        command
        for name in (word, word.casefold())
        for command in ours
        # Keys such as space and f5 are pressed, not typed.
        if name in command.words or (len(name) == 1 and name in command.keys)
    ]
    for command in known:
        # Only this reader knows whether it reads aloud, and says so if it does not.
        if command.scope is Scope.ALOUD or available(command, page):
            return command.id
    return ELSEWHERE if known else ""


def parted(typed: str, commands: tuple[Command, ...]) -> tuple[str, str]:
    """A line as its word and what follows; ``next study`` is one word too, as it is said."""
    joined = "-".join(typed.casefold().split())
    if any(joined in command.words for command in commands):
        return joined, ""
    word, _, rest = typed.partition(" ")
    return word, rest.strip()


def shortest(commands: tuple[Command, ...], name: str) -> str:
    """The shortest thing to type for a command: its letter, else its word."""
    key = first_key(commands, name)
    return key if len(key) == 1 else name


def page_named(typed: str) -> Route | None:
    """The page whose name was typed, such as ``settings`` or ``my feedback``, if it is one."""
    try:
        return parse("-".join(typed.casefold().split()))
    except UnknownRoute:
        return None
