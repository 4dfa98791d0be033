"""Where one goes: pages opened, links followed, and what is done on the way."""

from typing import Final

from sci_tui.domain.errors import SciTuiError, UnknownRoute
from sci_tui.domain.feedback import Helpful
from sci_tui.layout.finding import spot_of
from sci_tui.plain.comment import CommentForm
from sci_tui.plain.reading import Reading
from sci_tui.plain.talk import Talk
from sci_tui.plain.typed import page_named
from sci_tui.site import wording
from sci_tui.site.actions import (
    Answer,
    AskComment,
    AskWords,
    Back,
    Choose,
    Done,
    Forget,
    ForgetMe,
    ForStaff,
    Mark,
    Print,
    SayOfMe,
    Target,
)
from sci_tui.site.pages import Page, Quote, numbered, study_of
from sci_tui.site.routes import HOME, Route, parse
from sci_tui.site.routes import study as study_route
from sci_tui.site.session import Session, Spot
from sci_tui.site.site import Site, neighbour

_ANSWERS: Final = {
    "answer-yes": Helpful.YES,
    "answer-partly": Helpful.PARTLY,
    "answer-no": Helpful.NO,
}
_ROUTES: Final = {
    "home": HOME,
    "categories": Route("categories"),
    "latest": Route("latest"),
    "help": Route("help"),
}


class Going:
    """The way of one reader through the site, and the page it has led to.

    Args:
        site: What there is to read.
        talk: Where it is said, and where forms ask.
    """

    def __init__(self, site: Site, talk: Talk) -> None:
        self._site = site
        self._talk = talk
        self._session = Session()
        self.reading = Reading(talk)

    def begin(self, route: Route, before: tuple[str, ...]) -> None:
        """Open the first page, after some sentences."""
        self._session = Session(route)
        self.reading.open(self._page(), before=before)

    def run(self, command: str, rest: str) -> None:
        """Do a command: one that leads elsewhere here, any other on the page."""
        match command:
            case "back":
                self.back()
            case "home" | "categories" | "latest" | "help":
                self._visit(_ROUTES[command])
            case "search":
                self._search(AskWords(), rest)
            case "narrow":
                self._visit(self.reading.page.route.to_narrow)
            case "clear":
                self._visit(self.reading.page.route.cleared)
            case "feedback":
                self._visit(study_route(self._slug, "feedback"))
            case "take-home":
                self._visit(study_route(self._slug, "take-home"))
            case "category":
                self._category(rest)
            case "next-study" | "previous-study":
                self._neighbour(following=command == "next-study")
            case "answer-yes" | "answer-partly" | "answer-no":
                self._follow(Answer(self._slug, _ANSWERS[command]))
            case "forget":
                self._follow(ForgetMe())
            case "open":
                self._open(rest)
            case _:
                self.reading.run(command, rest)

    def went_to_page_named(self, typed: str) -> bool:
        """Open the page whose name was typed; whether there is one."""
        route = page_named(typed)
        if route:
            self._visit(route)
        return route is not None

    def _visit(self, route: Route, quote: Quote | None = None) -> None:
        """Open a page, at what was quoted of it where that led there."""
        self._leave()
        self._session.visit(route)
        page = self._page()
        spot = spot_of(page, quote.sentence, self._talk.measure.look) if quote else None
        self.reading.open(page, spot)

    def back(self) -> None:
        """Go back to where one was."""
        if self._session.at_start:
            self._talk.remark("There is nothing to go back to. This is the first page.")
            return
        self._session.back()
        self._show(self._session.here.spot)

    def _leave(self) -> None:
        self._session.leave_at(self.reading.place.spot)

    def _show(self, spot: Spot | None) -> None:
        self.reading.open(self._page(), spot)

    def _page(self) -> Page:
        here = self._session.here
        return self._site.page_or_trouble(here.route, here.within, here.asked_on)

    def _neighbour(self, *, following: bool) -> None:
        route = neighbour(self.reading.page, following=following)
        if route is None:
            self._talk.remark(wording.end_of_list(following=following))
            return
        self._session.replace(route, self.reading.page.within)
        self._show(None)

    def _open(self, typed: str) -> None:
        """Open a link by number, a page by its route, or the first link of what was said last."""
        numbers = self.reading.place.link_numbers
        if not typed and not numbers:
            self._talk.remark(wording.NOTHING_IN_SIGHT)
        elif not typed or typed.isdecimal():
            self.follow_number(int(typed[:9]) if typed else numbers[0])
        else:
            self._open_route(typed)

    def _open_route(self, typed: str) -> None:
        try:
            route = parse(typed)
        except UnknownRoute as error:
            self._talk.remark(str(error))
        else:
            self._visit(route)

    def follow_number(self, number: int) -> None:
        """Follow the link with a number."""
        links = {of_it: link for link, of_it in numbered(self.reading.page.links)}
        if number in links:
            self._follow(links[number].to, links[number].quote)
        else:
            self._talk.remark(self.no_such_number(number, max(links, default=0)))

    def no_such_number(self, number: int, most: int) -> str:
        """What to say to a number that names nothing."""
        return wording.no_such_number(number, most)

    def _category(self, typed: str) -> None:
        """Open the category of a study: of the one with a number, or of the one that is open."""
        links, page = self.reading.page.links, self.reading.page
        number = int(typed[:9]) if typed.isdecimal() else 0
        if typed and not 1 <= number <= len(links):
            self._talk.remark(wording.no_such_number(number, len(links)))
            return
        slug = study_of(links[number - 1]) if typed else page.route.slug if page.facts else ""
        if not slug:
            self._talk.remark(wording.WHICH_CATEGORY)
            return
        try:
            self._visit(self._site.category_of(slug))
        except SciTuiError as error:
            self._talk.remark(str(error))

    def _follow(self, target: Target, quote: Quote | None = None) -> None:
        match target:
            case Route():
                self._visit(target, quote)
            case AskWords():
                self._search(target, "")
            case AskComment():
                done = CommentForm(self._talk, self._site, target).filled_in()
                if done:
                    self._done(done)
            case Back():
                self.back()
            case ForStaff():
                # Only the staff of a kiosk are shown such links, and theirs is a way of its own.
                pass
            case Answer() | Mark() | Forget() | Choose() | SayOfMe() | ForgetMe() | Print():
                self._done(self._site.do(target))

    def _done(self, done: Done) -> None:
        """Say what came of it, then the page one is on now, or what is new on it."""
        if done.said:
            self._talk.remark(done.said)
        before = self._session.here.route
        self._leave()
        here = self._session.settle(done.to)
        if here.route == before:
            self.reading.renew(self._page())
        else:
            self._show(here.spot)

    def _search(self, asked: AskWords, words: str) -> None:
        now = f" (now {asked.words[:20]})" if asked.words else ""
        label = wording.SEARCH_FOR.replace(":", f"{now}:")
        typed = words or (self._talk.ask(label) or "").strip()
        if not typed:
            self._talk.remark("No words were typed, so you are where you were.")
            return
        self._leave()
        self._session.settle(self._site.told(asked, typed).to)
        self._show(None)

    @property
    def _slug(self) -> str:
        return self.reading.page.route.slug
