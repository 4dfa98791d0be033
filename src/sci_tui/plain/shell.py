"""Reads a line and acts: a number, a letter, or a word such as ``search pain``."""

from collections.abc import Iterator
from typing import Final, TextIO

from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import SciTuiError
from sci_tui.domain.feedback import Helpful
from sci_tui.layout.characters import ascii_text
from sci_tui.layout.flow import lay_out
from sci_tui.layout.spoken import WIDTH, said, spoken_look
from sci_tui.layout.wrapping import wrapped
from sci_tui.site import wording
from sci_tui.site.actions import (
    Answer,
    Ask,
    AskComment,
    AskWords,
    Choose,
    Done,
    Forget,
    Mark,
    Target,
)
from sci_tui.site.commands import available
from sci_tui.site.pages import Page
from sci_tui.site.routes import HOME, Route, parse, search
from sci_tui.site.routes import study as study_route
from sci_tui.site.session import Session
from sci_tui.site.site import Site, neighbour

_PROMPT: Final = "Number, word or letter (? for help): "
_ANSWERS: Final = {
    "answer-yes": Helpful.YES,
    "answer-partly": Helpful.PARTLY,
    "answer-no": Helpful.NO,
}
_ROUTES: Final = {
    "home": HOME,
    "categories": Route("categories"),
    "latest": Route("latest"),
}


class Shell:
    """One reader at a line-oriented terminal or a pipe.

    Args:
        site: What there is to read.
        lines: Where what is typed comes from, a line at a time; its end is an ordinary goodbye.
        out: Where pages go.
        ascii_only: Whether to keep to ASCII.
    """

    def __init__(self, site: Site, lines: TextIO, out: TextIO, *, ascii_only: bool = False) -> None:
        self._site = site
        self._lines = lines
        self._out = out
        self._look = spoken_look(ascii_only=ascii_only)
        self._session = Session()
        self._asked_on: Page | None = None
        self._page: Page | None = None

    def run(self, route: Route, greeting: str = "") -> None:
        """Read until the reader leaves or the input ends."""
        self._session = Session(route)
        if greeting:
            self._say(greeting)
        self._show()
        while True:
            typed = self._asked(_PROMPT)
            if typed is None or not self._obey(typed.strip()):
                break
        self._say("Goodbye.")

    def _obey(self, typed: str) -> bool:
        """Do what was typed; False means to leave."""
        word, _, rest = typed.partition(" ")
        rest = rest.strip()
        command = self._command(word)
        if not typed:
            self._say("Type a number, or h for home, b for back, ? for help, q to quit.")
        elif typed.isdecimal():
            self._follow_number(int(typed[:9]))
        elif command == "quit":
            return False
        elif command is None:
            self._say(f"“{word[:40]}” is not known here. Type ? for help.")
        else:
            self._run(command, rest)
        return True

    def _command(self, word: str) -> str | None:
        """The id of the command that a word or a letter names on this page."""
        page = self._here
        for command in self._site.commands:
            named = word in command.words or (len(word) == 1 and word in command.keys)
            if named and available(command, page):
                return command.id
        if word == "open":
            return "open"
        return None

    def _run(self, command: str, rest: str) -> None:
        match command:
            case "back":
                self._session.back()
                self._show()
            case "home" | "categories" | "latest":
                self._visit(_ROUTES[command])
            case "again":
                self._show()
            case "help":
                self._asked_on = self._here
                self._visit(Route("help"))
            case "search":
                self._search(rest)
            case "find":
                self._find(rest)
            case "sections":
                self._sections(rest)
            case "page-words":
                self._section_named(wording.PAGE_WORDS)
            case "feedback":
                self._visit(study_route(self._here.route.slug, "feedback"))
            case "next-study" | "previous-study":
                self._neighbour(following=command == "next-study")
            case "answer-yes" | "answer-partly" | "answer-no":
                self._follow(Answer(self._here.route.slug, _ANSWERS[command]))
            case "open":
                self._open(rest)
            case _:
                self._say("That needs the Textual reader. Here, type a number or a word.")

    @property
    def _here(self) -> Page:
        if self._page is None:
            self._page = self._site.page_or_trouble(
                self._session.here.route, self._session.here.within, self._asked_on
            )
        return self._page

    def _visit(self, route: Route) -> None:
        self._session.visit(route)
        self._show()

    def _show(self) -> None:
        """Say the page from its title on: then how many things follow, then the things."""
        self._page = None
        self._say("")
        for line in said(self._here, self._look):
            self._say(line)

    def _follow_number(self, number: int) -> None:
        links = self._here.links
        if 1 <= number <= len(links):
            self._follow(links[number - 1].to)
        elif links:
            self._say(f"There is no {number} here. The numbers go from 1 to {len(links)}.")
        else:
            self._say("There is nothing to choose here. Type b to go back.")

    def _follow(self, target: Target) -> None:
        match target:
            case Route():
                self._visit(target)
            case AskWords():
                self._search("")
            case AskComment():
                self._comment(target)
            case Answer() | Mark() | Forget() | Choose():
                self._done(self._site.do(target))

    def _done(self, done: Done) -> None:
        if done.said:
            self._say(done.said)
        self._session.settle(done.to)
        self._show()

    def _search(self, words: str) -> None:
        typed = words or self._asked("Search for: ")
        if typed and typed.strip():
            self._visit(search(typed.strip()))
        else:
            self._say("Nothing to search for. Type search and your words.")

    def _comment(self, ask: Ask) -> None:
        typed = self._asked("Your comment, one line (empty to leave it as it is): ")
        if not typed or not typed.strip():
            self._say("The comment is left as it is.")
            return
        try:
            self._done(self._site.told(ask, typed))
        except SciTuiError as error:
            self._say(str(error))
            self._say(f"What you typed: {typed.strip()}")

    def _open(self, typed: str) -> None:
        try:
            self._visit(parse(typed))
        except SciTuiError as error:
            self._say(str(error))

    def _neighbour(self, *, following: bool) -> None:
        route = neighbour(self._here, following=following)
        if route is None:
            end = "last" if following else "first"
            self._say(f"This is the {end} study of its list.")
            return
        self._session.replace(route)
        self._show()

    def _find(self, words: str) -> None:
        typed = (words or self._asked("Find in this page: ") or "").strip()
        sought = typed.casefold()
        lines = lay_out(self._here, self._look).lines
        found = [line.text for line in lines if sought and sought in line.text.casefold()]
        if not found:
            self._say(f"No match for “{typed}” in this page.")
        for index, text in enumerate(found, start=1):
            self._say(f"Match {index} of {len(found)}: {text}")

    def _sections(self, chosen: str) -> None:
        names = [name for name, _ in lay_out(self._here, self._look).sections]
        if not names:
            self._say("This page has no sections.")
        elif not chosen:
            for index, name in enumerate(names, start=1):
                self._say(f"section {index}: {name}")
            self._say("Type section and its number.")
        elif chosen.isdecimal() and 1 <= int(chosen[:9]) <= len(names):
            self._section(int(chosen))
        else:
            self._say(f"There is no section {chosen[:20]}. They go from 1 to {len(names)}.")

    def _section_named(self, name: str) -> None:
        names = [name for name, _ in lay_out(self._here, self._look).sections]
        if name in names:
            self._section(names.index(name) + 1)
        else:
            self._say("This page explains no words.")

    def _section(self, number: int) -> None:
        """Say the page from the beginning of a section to the beginning of the next."""
        laid = lay_out(self._here, self._look)
        starts = [line for _, line in laid.sections] + [len(laid.lines)]
        for line in laid.lines[starts[number - 1] : starts[number]]:
            self._say(line.text)

    def _say(self, text: str) -> None:
        for row in self._rows(text):
            print(row, file=self._out, flush=True)

    def _rows(self, text: str) -> Iterator[str]:
        shown = ascii_text(text) if self._look.ascii_only else text
        yield from wrapped(shown, WIDTH)

    def _asked(self, prompt: str) -> str | None:
        """What is typed after a prompt, or None at the end of input."""
        print(prompt, end="", file=self._out, flush=True)
        line = self._lines.readline()
        if not line:
            print(file=self._out, flush=True)
            return None
        if not self._lines.isatty():
            print(file=self._out, flush=True)
        return clean(line)
