"""Reads a line and acts: a number, a letter, or a word such as ``search pain``."""

from collections.abc import Iterator
from typing import Final, TextIO

from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import SciTuiError
from sci_tui.domain.feedback import Helpful
from sci_tui.layout.characters import ascii_text
from sci_tui.layout.finding import matches
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
from sci_tui.site.commands import Command, available, first_key
from sci_tui.site.pages import Page
from sci_tui.site.routes import HOME, Route, parse, search
from sci_tui.site.routes import study as study_route
from sci_tui.site.session import Session
from sci_tui.site.site import Site, neighbour

_ELSEWHERE: Final = "elsewhere"
"""Stands for a command that is there on other pages."""
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
        site.by_line = True
        self._lines = lines
        self._out = out
        self._look = spoken_look(ascii_only=ascii_only)
        self._session = Session()
        self._page: Page | None = None

    def run(self, route: Route, greeting: str = "") -> None:
        """Read until the reader leaves or the input ends."""
        self._session = Session(route)
        if greeting:
            self._say(greeting)
        self._show()
        while True:
            typed = self._asked(f"Number, word or letter ({self._word('help')} for help): ")
            if typed is None or not self._obey(typed):
                break
        self._say("Goodbye.")

    def _obey(self, typed: str) -> bool:
        """Do what was typed; False means to leave."""
        word, _, rest = typed.partition(" ")
        rest = rest.strip()
        command = self._command(word)
        if not typed:
            words = {name: self._word(name) for name in ("home", "back", "help", "quit")}
            said = ", ".join(f"{word} for {name}" for name, word in words.items())
            self._say(f"Type a number, or {said}.")
        elif typed.isdecimal():
            self._follow_number(int(typed[:9]))
        elif command == "quit":
            return False
        elif command is None:
            self._say(f"“{word[:40]}” is not known here. Type {self._word('help')} for help.")
        elif command == _ELSEWHERE:
            self._say(f"That means nothing on this page. Type {self._word('help')} for help.")
        else:
            self._run(command, rest)
        return True

    def _command(self, word: str) -> str | None:
        """The id of the command that a word or a letter names on this page."""
        known = [command.id for command in self._site.commands if _names(word, command)]
        there = [
            command.id
            for command in self._site.commands
            if command.id in known and available(command, self._here)
        ]
        return there[0] if there else (_ELSEWHERE if known else None)

    def _word(self, name: str) -> str:
        """The shortest thing to type for a command: its letter, else its word."""
        key = first_key(self._site.commands, name)
        return key if len(key) == 1 else name

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
            here = self._session.here
            self._page = self._site.page_or_trouble(here.route, here.within, here.asked_on)
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
        else:
            self._say(wording.no_such_number(number, len(links)))

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
        typed = words or self._asked(f"{wording.SEARCH_FOR} ")
        if typed and typed.strip():
            self._visit(search(typed.strip()))
        else:
            self._say("Nothing to search for. Type search and your words.")

    def _comment(self, ask: Ask) -> None:
        typed = self._asked("Your comment, one line (empty leaves it, a single - removes it): ")
        if not typed:
            self._say("The comment is left as it is.")
            return
        try:
            self._done(self._site.told(ask, "" if typed == "-" else typed))
        except SciTuiError as error:
            self._say(str(error))
            self._say(f"What you typed: {typed}")

    def _open(self, typed: str) -> None:
        try:
            self._visit(parse(typed))
        except SciTuiError as error:
            self._say(str(error))

    def _neighbour(self, *, following: bool) -> None:
        route = neighbour(self._here, following=following)
        if route is None:
            self._say(wording.end_of_list(following=following))
            return
        self._session.replace(route, self._here.within)
        self._show()

    def _find(self, words: str) -> None:
        typed = (words or self._asked(f"{wording.FIND_IN_PAGE} ") or "").strip()
        laid = lay_out(self._here, self._look)
        lines = tuple(dict.fromkeys(match[0].line for match in matches(laid, typed)))
        if not lines:
            self._say(wording.no_match(typed))
        for index, line in enumerate(lines, start=1):
            self._say(f"Match {index} of {len(lines)}: {laid.lines[line].text}")

    def _sections(self, chosen: str) -> None:
        names = [name for name, _ in lay_out(self._here, self._look).sections]
        if not names:
            self._say(wording.NO_SECTIONS)
        elif not chosen:
            for index, name in enumerate(names, start=1):
                self._say(f"section {index}: {name}")
            self._say("Type section and its number.")
        elif chosen.isdecimal() and 1 <= int(chosen[:9]) <= len(names):
            self._section(int(chosen[:9]))
        else:
            self._say(f"There is no section {chosen[:20]}. They go from 1 to {len(names)}.")

    def _section_named(self, name: str) -> None:
        names = [name for name, _ in lay_out(self._here, self._look).sections]
        if name in names:
            self._section(names.index(name) + 1)
        else:
            self._say(wording.NO_PAGE_WORDS)

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


def _names(typed: str, command: Command) -> bool:
    """Whether a word or a letter is one of a command's, in capitals or not."""
    if len(typed) == 1 and (typed in command.keys or typed.lower() in command.keys):
        return True
    return typed.lower() in command.words
