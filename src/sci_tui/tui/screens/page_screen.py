"""The screen that shows pages, one after the other, and asks for a line where one is needed."""

from collections.abc import Callable
from functools import partial
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.widgets import Static

from sci_tui.domain.errors import SciTuiError
from sci_tui.domain.feedback import COMMENT_LIMIT, Helpful
from sci_tui.layout.finding import spot_of
from sci_tui.layout.flow import ended
from sci_tui.layout.window import LEAST_HEIGHT, LEAST_WIDTH, code_side, too_small
from sci_tui.site import wording
from sci_tui.site.actions import (
    Answer,
    Ask,
    AskComment,
    AskWords,
    Back,
    Choose,
    Done,
    Forget,
    ForgetMe,
    Mark,
    Print,
    SayOfMe,
    Target,
)
from sci_tui.site.commands import Scope, available, first_key
from sci_tui.site.pages import Code, Link, Quote, study_of
from sci_tui.site.routes import HOME, Route
from sci_tui.site.routes import study as study_route
from sci_tui.site.session import Session, Spot
from sci_tui.site.site import Site, neighbour
from sci_tui.tui.manner import Manner
from sci_tui.tui.narrator import STEPS, Narrator
from sci_tui.tui.screens.choice_screen import ChoiceScreen, is_there, letters_for
from sci_tui.tui.screens.searching import SearchingScreen
from sci_tui.tui.widgets.bars import Status, Where
from sci_tui.tui.widgets.facts import Facts
from sci_tui.tui.widgets.page_view import PageView

_TOO_SMALL: Final = (
    f"The window is too small: make it at least {LEAST_WIDTH} columns wide and {LEAST_HEIGHT} "
    "rows high."
)


class PageScreen(SearchingScreen):
    """Shows the pages of a site.

    Args:
        site: What there is to read.
        route: The page to begin with.
        manner: How pages are shown.
        notices: Sentences to show at the start.
        restyle: What to do when the reader may have chosen other colours, with their name.
    """

    def __init__(
        self,
        site: Site,
        route: Route,
        manner: Manner,
        *,
        notices: tuple[str, ...],
        restyle: Callable[[str], None],
    ) -> None:
        super().__init__(site, manner)
        self._session = Session(route)
        self._notices = notices
        self._restyle = restyle
        self._page = site.page_or_trouble(route)
        self._wants_letter = False
        self._unsent: dict[str, str] = {}
        self._narrator = Narrator(site, self, self.say)
        self._heard = Spot()
        self._acts = self._actions()

    def compose(self) -> ComposeResult:
        """The row on top, the page with its facts beside it, the prompt, the row below."""
        yield Where("", id="where", markup=False)
        with Horizontal(id="body"):
            yield self.new_view()
            yield Facts("", id="facts", markup=False)
        yield from self.field_and_results()
        yield Status("", id="status", markup=False)
        yield Static(_TOO_SMALL, id="too-small", markup=False)

    def on_mount(self) -> None:
        """Show the first page, and what there is to say before it."""
        by_ear = self.manner.by_ear
        self._show((self.manner.announced, *self._notices) if by_ear else ())
        self.view.focus()
        if self._notices and not by_ear:
            self.say(" ".join(self._notices))

    # ------------------------------------------------------------ pages

    def _visit(self, route: Route, quote: Quote | None = None) -> None:
        self._session.leave_at(self.view.spot)
        self._go_on_to(route, quote)

    def _go_on_to(self, route: Route, quote: Quote | None = None) -> None:
        self._session.visit(route)
        self._open_page(quote)

    def _open_page(self, quote: Quote | None = None) -> None:
        """Open the page where one is now, at what was quoted of it where that led here."""
        here = self._session.here
        self._page = self._site.page_or_trouble(here.route, here.within, here.asked_on)
        # Below results the page has no size yet; they are as wide.
        seen = self.view if self.view.size.width else self.results
        spot = spot_of(self._page, quote.sentence, seen.look) if quote else None
        if spot:
            self._session.leave_at(spot)
        self._show()

    def _show(self, before: tuple[str, ...] = ()) -> None:
        self._digits = ""
        self._fit()
        self.view.show(self._page, self._session.here.spot, before)
        self.hint()
        self.fall_silent()

    def _fit(self) -> None:
        """Show beside, above and below the page what there is room for."""
        if self.manner.by_ear:
            return
        self.query_one(Where).show(self._page, ascii_only=self.manner.ascii_only)
        facts = self.query_one(Facts)
        facts.show(self._page, ascii_only=self.manner.ascii_only)
        self.view.set_class(facts.has_class("beside"), "narrowed")

    def on_resize(self, event: events.Resize) -> None:
        """Say so if the window is too small to read in."""
        self.set_class(too_small(*event.size), "too-small")
        self._fit_codes(event.size)
        self._fit()
        if not self.status.has_class("says") and not self.prompt.is_open:
            self.hint()
        self.call_after_refresh(self._take_up_again)

    def _fit_codes(self, size: Size) -> None:
        """Have codes that are seen whole: a page of codes is cut into others in another window."""
        side = code_side(*size)
        if self.manner.by_ear or side == self._site.code_side:
            return
        self._site.code_side = side
        if any(isinstance(block, Code) for block in self._page.blocks):
            self._session.leave_at(self.view.spot)
            self._open_page()

    def _take_up_again(self) -> None:
        """What was hidden while the window was too small has lost the focus."""
        if self.focused is None:
            self.prompt.take_focus() if self.is_typing else self.view.focus()
        self.place_cursor()

    # ------------------------------------------------------------ choosing

    @on(PageView.Followed)
    def _followed(self, message: PageView.Followed) -> None:
        link = message.link
        if self.is_among_results and isinstance(link.to, Route):
            self._leave_results(link)
            self._go_on_to(link.to, link.quote)
        else:
            self._follow(link.to, link.quote)

    def _leave_results(self, link: Link) -> None:
        """Go on as from the page of all that was found, at one result, to come back to that."""
        self.close_prompt()
        self._session.leave_at(self.view.spot)
        self._session.settle(self.sought)
        blocks = enumerate(self._site.page_or_trouble(self.sought).blocks)
        of_link = (at for at, one in blocks if isinstance(one, Link) and one.to == link.to)
        self._session.leave_at(Spot(next(of_link, -1)))

    def _follow(self, target: Target, quote: Quote | None = None) -> None:
        match target:
            case Route():
                self._visit(target, quote)
            case AskWords():
                self.ask(target, wording.SEARCH_FOR, target.words)
            case AskComment():
                unsent = self._unsent.get(target.study)
                self.ask(target, wording.YOUR_COMMENT, unsent or target.comment, COMMENT_LIMIT)
            case Back():
                self._back()
            case Answer() | Mark() | Forget() | Choose() | SayOfMe() | ForgetMe() | Print():
                self._done(self._site.do(target))

    def _done(self, done: Done) -> None:
        self._restyle(self._site.settings.theme)
        self._session.leave_at(self.view.spot)
        self._session.settle(done.to)
        self._open_page()
        if done.said:
            self.say(done.said)

    def on_key(self, event: events.Key) -> None:
        """Any key stops the voice. After the one that asks for a letter, the next is that."""
        if self._hush(event.key) and not self.means_something(event.key):
            event.stop()
            event.prevent_default()
        elif self._wants_letter:
            self._wants_letter = False
            event.stop()
            event.prevent_default()
            self.hint()
            if event.is_printable and not self.view.go_to_letter(event.character or ""):
                self.say(f"Nothing here begins with {event.character}.")

    @property
    def is_at_rest(self) -> bool:
        """Whether the next key ends nothing, the voice neither."""
        return super().is_at_rest and not (self._wants_letter or self._narrator.is_reading)

    def told(self, asked: Ask | str, text: str) -> None:
        """Go on with what was typed."""
        match asked:
            case "find":
                self.close_prompt()
                self.hint()
                self._found(*self.view.find(text.strip()), text.strip())
            case AskWords() | AskComment():
                self._tell(asked, text)
            case _:
                self.close_prompt()

    def _tell(self, ask: Ask, text: str) -> None:
        try:
            done = self._site.told(ask, text)
        except SciTuiError as error:
            self.refuse(str(error))
            return
        if isinstance(ask, AskComment):
            self._unsent.pop(ask.study, None)
        self.close_prompt()
        self._done(done)

    def dropped(self, asked: Ask | str, text: str) -> None:
        """Keep a comment that was not sent, for when one comes back to it."""
        if isinstance(asked, AskComment):
            self._unsent[asked.study] = text

    def _found(self, at: int, among: int, text: str) -> None:
        if among:
            onward, backward = self._key("find-next"), self._key("find-previous")
            self.tell(f"Match {at} of {among}. {onward} next, {backward} previous.")
        elif text:
            self.say(f"No match for “{text}” in this page.")

    # ------------------------------------------------------------ reading aloud

    def _aloud(self) -> None:
        self._heard = self.view.spot
        self._narrator.read(self._page, self._heard)

    def pressed_in_field(self) -> None:
        """A key in a field stops the voice too."""
        super().pressed_in_field()
        self._hush("")

    def _hush(self, key: str) -> bool:
        """Stop the voice at a key and be where it was; whether that was so."""
        has_stopped = self._narrator.hush(key) and not self._narrator.is_reading
        if has_stopped:
            self.view.take_up(self._heard)
        return has_stopped

    @on(Narrator.Reached)
    def _reached(self, message: Narrator.Reached) -> None:
        self._heard = message.spot
        # A screen reader would say the line that the cursor comes to, and speak into the voice.
        if self._narrator.is_reading and not self.manner.by_ear:
            self.view.take_up(message.spot)

    @on(Narrator.Ended)
    def _ended(self, message: Narrator.Ended) -> None:
        if message.trouble:
            self.say(message.trouble)

    def on_unmount(self) -> None:
        """Leave no voice behind."""
        self._narrator.close()

    # ------------------------------------------------------------ commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A command is there only on the pages it is for."""
        if action != "command":
            return super().check_action(action, parameters)
        if self.is_typing:
            return parameters[0] in ("quit", "suspend")
        if self.is_among_results:
            return self.is_there_among_results(str(parameters[0]))
        if parameters[0] in ("find-next", "find-previous"):
            return bool(self.view.sought)
        if parameters[0] == "pause":
            return self._narrator.is_reading
        return any(c.id == parameters[0] and available(c, self._page) for c in self.commands)

    def action_command(self, name: str) -> None:
        """Do what a command of the table says; whatever moves is the view's."""
        if self.is_among_results and self.acted_among_results(name):
            return
        act = self._acts.get(name)
        if act is not None:
            act()
        else:
            self.view.move(name)

    def _actions(self) -> dict[str, Callable[[], None]]:
        """What each command does that is more than moving."""
        return {
            "open": self._follow_line,
            "back": self._back,
            "home": lambda: self._visit(HOME),
            "categories": lambda: self._visit(Route("categories")),
            "latest": lambda: self._visit(Route("latest")),
            "search": lambda: self._follow(AskWords()),
            "find": lambda: self.ask("find", wording.FIND_IN_PAGE, self.view.sought),
            "find-next": lambda: self._find_again(1),
            "find-previous": lambda: self._find_again(-1),
            "sections": self._sections,
            "narrow": lambda: self._visit(self._page.route.to_narrow),
            "clear": lambda: self._visit(self._page.route.cleared),
            "page-words": lambda: self._go_to_section(wording.PAGE_WORDS),
            "category": self._category,
            "feedback": lambda: self._visit(study_route(self._page.route.slug, "feedback")),
            "take-home": lambda: self._visit(study_route(self._page.route.slug, "take-home")),
            "previous-study": lambda: self._neighbour(following=False),
            "next-study": lambda: self._neighbour(following=True),
            "answer-yes": lambda: self._answer(Helpful.YES),
            "answer-partly": lambda: self._answer(Helpful.PARTLY),
            "answer-no": lambda: self._answer(Helpful.NO),
            "forget": lambda: self._follow(ForgetMe()),
            "help": lambda: self._visit(Route("help")),
            "palette": self._palette,
            "again": lambda: self.say(self.view.whole),
            "where": self._where,
            "aloud": self._aloud,
            "pause": self._narrator.pause_or_go_on,
            "say-last": self._narrator.repeat,
            **{step: partial(self._narrator.step, step) for step in STEPS},
            "suspend": self.app.action_suspend_process,
            "quit": self._quit,
        }

    def _follow_line(self) -> None:
        if not self.view.follow():
            self.say(wording.NOTHING_IN_SIGHT)

    def _category(self) -> None:
        """Open the category of the study on the line, else of the study that is open."""
        at = self.view.reading_line.link
        link = self.view.links[at] if at >= 0 else None
        slug = study_of(link) if link else ""
        slug = slug or (self._page.route.slug if self._page.facts else "")
        if not slug:
            self.say(wording.NO_STUDY_HERE)
            return
        try:
            category = self._site.category_of(slug)
        except SciTuiError as error:
            self.say(str(error))
            return
        if link and self.is_among_results:
            self._leave_results(link)
            self._go_on_to(category)
        else:
            self._visit(category)

    def _quit(self) -> None:
        if not self.asks_before_leaving():
            self.leave()

    def _where(self) -> None:
        way = "".join(f"{crumb.text}, " for crumb in self._page.trail)
        self.say(f"{way}{ended(self._page.title)} {self.view.place}")

    def _answer(self, helpful: Helpful) -> None:
        self._follow(Answer(self._page.route.slug, helpful))

    def _find_again(self, by: int) -> None:
        self._found(*self.view.find_again(by), self.view.sought)

    def _key(self, command: str) -> str:
        """The key of a command, as the reader may have mapped it."""
        return first_key(self.commands, command)

    def _back(self) -> None:
        if self._session.at_start:
            self.say(f"This is the first page. {self._key('quit')} leaves.")
            return
        self._session.back()
        self._open_page()
        if self.manner.by_ear:
            # Else one would take oneself to be where a page begins.
            self.tell(self.view.place)

    def _neighbour(self, *, following: bool) -> None:
        route = neighbour(self._page, following=following)
        if route is None:
            self.say(wording.end_of_list(following=following))
            return
        self._session.replace(route, self._page.within)
        self._open_page()

    def _sections(self) -> None:
        if self._page.is_list:
            self._wants_letter = True
            self.say("Jump to the first item that begins with: type a letter.")
        elif self.view.sections:
            names = tuple(name for name, _ in self.view.sections)
            letters = letters_for(names, self._taken_keys())
            self._choose("Sections of this page", names, letters, self._section_chosen)
        else:
            self.say(wording.NO_SECTIONS)

    def _section_chosen(self, index: int) -> None:
        self.view.go_to_line(self.view.sections[index][1])

    def _go_to_section(self, title: str) -> None:
        for name, line in self.view.sections:
            if name == title:
                self.view.go_to_line(line)
                return
        self.say(wording.NO_PAGE_WORDS)

    def _palette(self) -> None:
        known = tuple(
            command
            for command in self.commands
            if command.keys
            and command.scope is not Scope.MOVING
            and command.id != "palette"
            and self.check_action("command", (command.id,))
        )
        taken = self._taken_keys()
        letters = (next((k for k in c.keys if len(k) == 1), "") for c in known)
        self._choose(
            "All commands",
            tuple(command.title for command in known),
            tuple("" if letter in taken else letter for letter in letters),
            lambda index: self.action_command(known[index].id),
        )

    def _taken_keys(self) -> frozenset[str]:
        """The keys that mean something while choosing, and so choose nothing."""
        there = (command for command in self.commands if is_there(command))
        return frozenset(key for command in there for key in command.keys)

    def _choose(
        self,
        title: str,
        names: tuple[str, ...],
        letters: tuple[str, ...],
        then: Callable[[int], None],
    ) -> None:
        """Ask for one of several names, and go on with its index once one is chosen."""
        screen = ChoiceScreen(title, names, letters, self.commands, self.manner)
        self.app.push_screen(screen, lambda index: None if index is None else then(index))
