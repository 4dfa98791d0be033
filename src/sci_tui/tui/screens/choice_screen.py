"""A list to choose one thing from, by arrows, number or letter: sections, commands."""

from typing import Final

from textual import events, on
from textual.app import ComposeResult

from sci_tui.site.commands import Command, Scope
from sci_tui.site.pages import Aside, Link, Page
from sci_tui.site.routes import HOME
from sci_tui.tui.manner import Manner
from sci_tui.tui.screens.reading import ReadingScreen
from sci_tui.tui.widgets.bars import Status
from sci_tui.tui.widgets.page_view import PageView

_HINT: Final = "A number, or the letter beside it, chooses."
_HERE: Final = ("open", "back", "quit")
"""Besides moving, what can be done while choosing."""


class ChoiceScreen(ReadingScreen[int | None]):
    """Asks for one of several things and gives its index, or None.

    Args:
        title: What is asked.
        choices: What there is to choose from.
        letters: The letter that chooses each; empty for none.
        commands: Every command, with the reader's own keys.
        manner: How pages are shown.
    """

    def __init__(
        self,
        title: str,
        choices: tuple[str, ...],
        letters: tuple[str, ...],
        commands: tuple[Command, ...],
        manner: Manner,
    ) -> None:
        super().__init__(commands, manner)
        self._letters = letters
        self._chosen = False
        links = (
            Link(_with_letter(choice, letter, manner), HOME)
            for choice, letter in zip(choices, letters, strict=True)
        )
        self._page = Page(HOME, title, (Aside(_HINT), *links), is_list=True)

    def compose(self) -> ComposeResult:
        """The list and a row below it."""
        yield self.new_view()
        yield Status("", id="status", markup=False)

    def on_mount(self) -> None:
        """Show the choices."""
        self.view.show(self._page)
        self.view.focus()
        self.hint()

    @property
    def hinted(self) -> tuple[Command, ...]:
        """How to choose and how to go back."""
        return tuple(command for command in self.commands if command.id in _HERE)

    @on(PageView.Followed)
    def _followed(self, message: PageView.Followed) -> None:
        self._choose(message.index)

    def on_key(self, event: events.Key) -> None:
        """A letter chooses; the rest is as on any page."""
        if event.character and event.character in self._letters:
            event.stop()
            event.prevent_default()
            self._choose(self._letters.index(event.character))

    def _choose(self, index: int | None) -> None:
        """Answer, once: a second key may come before this screen is gone."""
        if not self._chosen:
            self._chosen = True
            self.dismiss(index)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While choosing one can move, choose, and go back."""
        if action != "command":
            return super().check_action(action, parameters)
        return any(c.id == parameters[0] and is_there(c) for c in self.commands)

    def action_command(self, name: str) -> None:
        """Do what a command of the table says."""
        match name:
            case "open":
                self.view.follow()
            case "back":
                self._choose(None)
            case "quit":
                self.leave()
            case _:
                self.view.move(name)


def _with_letter(choice: str, letter: str, manner: Manner) -> str:
    """A choice with the letter that chooses it; screen readers say brackets as words."""
    if not letter:
        return choice
    return f"{choice}, {letter}" if manner.by_ear else f"{choice} ({letter})"


def is_there(command: Command) -> bool:
    """Whether a command means something while choosing."""
    return command.scope is Scope.MOVING or command.id in _HERE


def letters_for(names: tuple[str, ...], taken: frozenset[str]) -> tuple[str, ...]:
    """A letter of its own for each name, from the name where there is one left."""
    used = set(taken)
    letters = []
    for name in names:
        wanted = (*name.lower(), *"abcdefghijklmnopqrstuvwxyz")
        letter = next((c for c in wanted if c.isascii() and c.isalpha() and c not in used), "")
        used.add(letter)
        letters.append(letter)
    return tuple(letters)
