"""The site: every route answered with a page, every action done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from sci_tui.domain.browse import CHOICES, MOST_FOUND, Filters, Place, Shelf, place_among
from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import NotThere, SciTuiError, UnknownRoute, UnreadableLibrary, Unsaved
from sci_tui.domain.fitting import Criterion, Trait
from sci_tui.services.library import Library
from sci_tui.settings import TABLE, Settings, save
from sci_tui.site import list_pages, wording
from sci_tui.site.actions import (
    MOST_TYPED,
    Action,
    Answer,
    Ask,
    AskComment,
    AskWords,
    Choose,
    Done,
    Forget,
    ForgetMe,
    InMemory,
    Kept,
    Mark,
    Print,
    SayOfMe,
)
from sci_tui.site.codes import IN_ANY_WINDOW
from sci_tui.site.commands import COMMANDS, Command, first_key
from sci_tui.site.pages import Crumb, Link, Page, Text
from sci_tui.site.routes import HOME, LIKE_ME, Route
from sci_tui.site.routes import study as study_route

if TYPE_CHECKING:
    from sci_tui.domain.feedback import Feedback, Helpful, Reason, Where
    from sci_tui.domain.library import StandingPage, Word
    from sci_tui.domain.study import Study
    from sci_tui.services.fitting import Fittings


class Answers(Protocol):
    """Where answers are kept; each is saved when the method returns, or Unsaved is raised."""

    @property
    def where(self) -> Where:
        """Where the answers are given, which decides who reads them."""

    @property
    def takes_comments(self) -> bool:
        """Whether comments are taken."""

    def current(self, study: str) -> Feedback | None:
        """The answer given about a study."""

    def answer(self, study: str, edition: int, helpful: Helpful) -> Feedback:
        """Give an answer about a study as an edition told it, or change it."""

    def toggle(self, study: str, reason: Reason) -> Feedback:
        """Add a reason, or take it back."""

    def comment(self, study: str, text: str) -> Feedback:
        """Give a comment."""

    def delete(self, feedback_id: str) -> None:
        """Forget an answer."""

    def all(self) -> tuple[Feedback, ...]:
        """Every answer, in the order given."""


class Site:
    """A small website without the web.

    Args:
        library: What there is to read.
        answers: Where answers to "Was this summary helpful?" are kept.
        settings: What the reader has chosen.
        commands: Every command with the reader's own keys.
        printer: Prints a page and says so, or raises ``Unprinted``; without one nothing prints.
    """

    def __init__(
        self,
        library: Library,
        answers: Answers,
        settings: Settings,
        commands: tuple[Command, ...] = COMMANDS,
        printer: Callable[[Page], str] | None = None,
    ) -> None:
        self.settings = settings
        self.commands = commands
        self.by_line = False
        """Whether it is read a line at a time, so that help begins with what can be typed."""
        self.code_side = IN_ANY_WINDOW
        """Modules that the side of a code may have; a window says how many it shows whole."""
        self._library = library
        self._answers = answers
        self._printer = printer
        self._me: dict[Criterion, Trait] = {}
        """What is chosen under Studies like me: here and nowhere else, until the reader leaves."""

    def page(
        self, route: Route, within: Route | None = None, asked_on: Route | None = None
    ) -> Page:
        """The page at a route.

        Args:
            route: Where to go.
            within: The list a study is opened from; without it, its first category.
            asked_on: For the page of help, the page it was asked on.

        Raises:
            NotThere: If there is no such study, category, word or page.
            UnknownRoute: If the query of the route asks for something that does not exist.
            UnreadableLibrary: If the library is damaged there.
        """
        match route.name:
            case "home":
                return self._home()
            case "categories":
                shelves, topics = self._library.shelves(), self._library.topics()
                return list_pages.categories_page(shelves, topics, _trail())
            case "latest" | "category" | "search" if route.is_narrowing:
                return self._narrow(route)
            case "latest" | "category":
                return self._studies(route)
            case "like-me":
                return self._like_me(route)
            case "search":
                return self._search(route)
            case "study":
                return self._study_or_part(route, within)
            case "topic":
                return self._topic(route)
            case "words":
                return self._words()
            case "word":
                return self._word(route.slug)
            case "settings":
                return self._settings(route)
            case "my-feedback":
                return self._my_feedback(route)
            case "help":
                return self._help(asked_on or HOME)
            case "reference":
                return self._reference(route)
            case _:
                return self._text(self._library.page(route.name), route)

    def page_or_trouble(
        self, route: Route, within: Route | None = None, asked_on: Route | None = None
    ) -> Page:
        """The page at a route, or a page that says in one sentence why it cannot be shown."""
        try:
            return self.page(route, within, asked_on)
        except SciTuiError as error:
            return trouble_page(route, error)

    def found_so_far(self, route: Route, library: Library | None = None) -> Page:
        """The best of what a search finds, for whoever is still typing its words.

        Args:
            route: The search.
            library: The library on another connection, for another thread.

        Raises:
            Stopped: If the search was stopped.
        """
        library = library or self._library
        try:
            best = library.search(route.asked("q"), route.filters, list_pages.BEST_SO_FAR)
        except UnreadableLibrary as error:
            return trouble_page(route, error)
        return list_pages.found_so_far_page(route, best)

    def library_again(self) -> Library:
        """The library on a connection of its own, for the thread that asks for it.

        Raises:
            UnreadableLibrary: If it cannot be read any more.
        """
        return self._library.again()

    def category_of(self, study: str) -> Route:
        """The first category of a study.

        Raises:
            NotThere: If there is no such study.
            UnreadableLibrary: If the library is damaged there.
        """
        return Route("category", self._library.study(study).categories[0])

    def glossary(self) -> tuple[Word, ...]:
        """Every word that is explained, with how a voice says it."""
        return self._library.words()

    def do(self, action: Action) -> Done:
        """Do what a person chose. What could not be saved is said, never raised."""
        if isinstance(action, InMemory):
            return self._do_in_memory(action)
        if isinstance(action, Print):
            return self._print(action.study)
        try:
            return self._do(action)
        except (Unsaved, NotThere) as error:
            match action:
                case Answer() | Mark():
                    return Done(str(error), study_route(action.study, "feedback"))
                case Forget():
                    return Done(str(error), Route("my-feedback"))
                case Choose():
                    self.settings = self.settings.choosing(action.setting, action.value)
                    return Done(str(error), Route("settings"))

    def told(self, ask: Ask, text: str) -> Done:
        """Go on with what a person typed.

        Raises:
            Unsaved: If a comment cannot be saved; the reader keeps what was typed.
        """
        match ask:
            case AskWords():
                words = clean(text)[:MOST_TYPED]
                route = ask.search.for_words(words)
                return Done(self._nothing_with(words, route.filters), route)
            case AskComment():
                self._answers.comment(ask.study, text)
                said = wording.commented(before=ask.comment, now=text.strip())
                return Done(said, study_route(ask.study, "feedback"))

    def _nothing_with(self, words: str, filters: Filters) -> str:
        """That no study has the words, which the page that comes says too, but not at its focus."""
        found = not words.strip() or self._library.search(words, filters, limit=1).found
        return "" if found else wording.nothing_with(words.strip())

    def _do_in_memory(self, action: InMemory) -> Done:
        match action:
            case SayOfMe(criterion, trait):
                if trait is None:
                    self._me.pop(criterion, None)
                else:
                    self._me[criterion] = trait
                return Done(wording.chosen(criterion, trait), LIKE_ME)
            case ForgetMe():
                said = wording.forgotten(anything=bool(self._me))
                self._me.clear()
                return Done(said, LIKE_ME)

    def _print(self, study: str) -> Done:
        from sci_tui.site.take_home import paper_page

        to = study_route(study, "take-home")
        if self._printer is None:
            return Done(wording.NO_PRINTER, to)
        try:
            page = paper_page(self._library.study(study), self._library.edition())
            return Done(self._printer(page), to)
        except SciTuiError as error:
            return Done(str(error), to)

    def _do(self, action: Kept) -> Done:
        match action:
            case Answer():
                edition = self._library.edition().number
                self._answers.answer(action.study, edition, action.helpful)
                said = wording.thanked(action.helpful, self._answers.where)
                return Done(said, study_route(action.study, "feedback"))
            case Mark():
                given = self._answers.toggle(action.study, action.reason)
                state = "chosen" if action.reason in given.reasons else "not chosen any more"
                said = f"Saved: “{wording.REASON[action.reason]}” is {state}."
                return Done(said, study_route(action.study, "feedback"))
            case Forget():
                self._answers.delete(action.feedback)
                return Done("The answer is deleted.", Route("my-feedback"))
            case Choose():
                self.settings = save(self.settings, action.setting, action.value)
                title = next(s.title for s in TABLE if s.key == action.setting)
                return Done(f"Saved: {title} is now {action.value}.", Route("settings"))

    def _home(self) -> Page:
        library = self._library
        newest = library.cards(limit=list_pages.NEWEST_ON_HOME)
        return list_pages.home_page(
            library.edition(),
            library.study_count(),
            len(library.shelves()),
            library.word_count(),
            newest,
        )

    def _studies(self, route: Route) -> Page:
        shelf = self._shelf_of(route)
        part = self._library.stretch(route.filters, route.after)
        if shelf is None or route.name == "latest":
            title = shelf.title if shelf else ""
            return list_pages.studies_page(
                route, "Latest research", "", part, _trail(), shelf=title
            )
        trail = _trail(Crumb("Categories", Route("categories")))
        return list_pages.studies_page(route, shelf.title, shelf.about, part, trail)

    def _like_me(self, route: Route) -> Page:
        from sci_tui.site import like_me_pages

        change, key = route.asked("change"), first_key(self.commands, "forget")
        trail = _trail(Crumb(wording.LIKE_ME, LIKE_ME))
        if route.part:
            return like_me_pages.fitting_page(self._me, self._fitting(), key, trail)
        if not change:
            return like_me_pages.like_me_page(self._me, self._fitting(), key, _trail())
        if change in tuple(Criterion):
            return like_me_pages.criterion_page(Criterion(change), self._me, trail)
        allowed = ", ".join(Criterion)
        raise UnknownRoute(f"{change!r} is not to be chosen here. Choose one of: {allowed}.")

    def _fitting(self) -> tuple[Fittings, ...]:
        """The studies that fit what is chosen; nothing while nothing is."""
        from sci_tui.services.fitting import fitting

        return fitting(self._me, self._library) if self._me else ()

    def _search(self, route: Route) -> Page:
        shelf = self._shelf_of(route)
        typed = route.asked("q")
        found = self._library.search(typed, route.filters, MOST_FOUND, route.after)
        words = (
            Link(word.term, Route("word", word.slug), detail=word.definition)
            for word in self._library.words_like(typed)
        )
        title = shelf.title if shelf else ""
        return list_pages.search_page(route, found, words, _trail(), shelf=title)

    def _narrow(self, route: Route) -> Page:
        from sci_tui.site.narrow_page import Offer, narrow_page

        filters, of_list = route.filters, route.of_list
        self._shelf_of(route)
        typed = route.asked("q") if route.name == "search" else None
        shelves = {shelf.slug: shelf.title for shelf in self._library.shelves()}
        editions = tuple(range(self._library.edition().number, 0, -1))
        choices = CHOICES | {"edition": editions if len(editions) > 1 else ()}
        if route.name != "category":
            choices = {"category": tuple(shelves), **choices}
        offers = (
            Offer(name, value, studies, shelves[str(value)] if name == "category" else "")
            for name, values in choices.items()
            for value, studies in zip(
                values, self._library.counts(name, values, filters, typed), strict=True
            )
        )
        title = self._list_title(of_list, shelves)
        trail = _trail(Crumb(title, of_list))
        return narrow_page(route, title, self._library.count(filters, typed), offers, trail)

    def _reference(self, route: Route) -> Page:
        page = self._library.page(route.slug)
        if not page.reference:
            raise NotThere(f"{route.slug!r} is not a reference page. Open it as: {route.slug}")
        return self._text(page, route)

    def _topic(self, route: Route) -> Page:
        from sci_tui.site import text_pages

        topic = self._library.topic(route.slug)
        if route.part:
            return text_pages.page_sources(topic, route, _trail(Crumb(topic.title, _whole(route))))
        return text_pages.topic_page(topic, self._library.studies_on(route.slug), _trail())

    def _text(self, page: StandingPage, route: Route) -> Page:
        from sci_tui.site import text_pages

        if route.part:
            return text_pages.page_sources(page, route, _trail(Crumb(page.title, _whole(route))))
        return text_pages.standing_page(page, route, _trail())

    def _shelf_of(self, route: Route) -> Shelf | None:
        """The category a list is about or narrowed to.

        Raises:
            NotThere: If there is no such category, rather than show an empty list.
        """
        slug = route.filters.category
        return self._library.shelf(slug) if slug else None

    def _study_or_part(self, route: Route, within: Route | None) -> Page:
        from sci_tui.site import study_pages

        study = self._library.study(route.slug)
        trail = _trail(Crumb(study.list_title, study_route(study.slug)))
        match route.part:
            case "sources":
                return study_pages.sources_page(study, trail)
            case "news":
                return study_pages.news_page(study, trail)
            case "feedback":
                return self._feedback(study, trail)
            case "take-home":
                return self._take_home(study, trail)
            case _:
                return self._study(study, within)

    def _study(self, study: Study, within: Route | None) -> Page:
        from sci_tui.site import study_pages

        within, place = self._placed(study, within)
        shelves = {shelf.slug: shelf.title for shelf in self._library.shelves()}
        first = next(iter(shelves))
        return study_pages.study_page(
            study,
            place=place,
            within=within,
            trail=_trail(Crumb(self._list_title(within, shelves), within)),
            shelf_titles={slug: shelves[slug] for slug in (first, *study.categories)},
            terms=self._library.terms(study.words),
            topics=tuple(self._library.topic(slug) for slug in study.topics),
            titles=self._library.list_titles([one.slug for one in study.related]),
        )

    def _placed(self, study: Study, within: Route | None) -> tuple[Route, Place | None]:
        """The list a study is shown in, and its place there.

        A list that does not hold it (a related study was followed) gives way to its own category.
        """
        if within is not None and within.is_list:
            place = self._place(study.slug, within)
            if place:
                return within, place
        own = Route("category", study.categories[0])
        return own, self._place(study.slug, own)

    def _place(self, slug: str, within: Route) -> Place | None:
        if within.name == "search":
            return self._library.place_in_search(slug, within.asked("q"), within.filters)
        if within.name == "like-me":
            shown = [study.card.slug for group in self._fitting() for study in group.shown]
            return place_among(slug, shown)
        return self._library.place(slug, within.filters)

    def _list_title(self, within: Route, shelves: dict[str, str]) -> str:
        if within.name == "search":
            return f"Search: {within.asked('q')}"
        if within.name == "like-me":
            return wording.FITTING
        return shelves[within.slug] if within.name == "category" else "Latest research"

    def _help(self, asked_on: Route) -> Page:
        from sci_tui.site import text_pages

        page = self.page_or_trouble(asked_on)
        return text_pages.help_page(self.commands, page, _trail(), by_line=self.by_line)

    def _words(self) -> Page:
        from sci_tui.site import text_pages

        return text_pages.words_page(self._library.words(), _trail())

    def _word(self, slug: str) -> Page:
        from sci_tui.site import text_pages

        word = self._library.word(slug)
        terms = self._library.terms(word.related)
        related = (Link(terms[other], Route("word", other)) for other in word.related)
        studies = self._library.studies_with_word(slug)
        trail = _trail(Crumb("Words explained", Route("words")))
        return text_pages.word_page(word, related, studies, trail)

    def _feedback(self, study: Study, trail: tuple[Crumb, ...]) -> Page:
        from sci_tui.site import own_pages

        try:
            given, trouble = self._answers.current(study.slug), ""
        except Unsaved as error:
            given, trouble = None, str(error)
        asked = own_pages.Asked(study, given, self._answers.where, self._answers.takes_comments)
        return own_pages.feedback_page(asked, trouble, trail)

    def _take_home(self, study: Study, trail: tuple[Crumb, ...]) -> Page:
        from sci_tui.site.take_home import take_home_page

        can_print = self._printer is not None
        edition = self._library.edition()
        return take_home_page(study, edition, self.code_side, trail, can_print=can_print)

    def _my_feedback(self, route: Route) -> Page:
        from sci_tui.site import own_pages

        try:
            answers, trouble = self._answers.all(), ""
        except Unsaved as error:
            answers, trouble = (), str(error)
        titled = tuple((given, self._title(given.study)) for given in answers)
        doomed = route.asked("delete")
        if not doomed:
            return own_pages.my_feedback_page(titled, trouble, _trail())
        trail = _trail(Crumb("Your answers", Route("my-feedback")))
        for given, title in titled:
            if given.id == doomed:
                return own_pages.delete_page(given, title, trail)
        raise NotThere("That answer is not there any more. Look at: my-feedback")

    def _title(self, study: str) -> str:
        try:
            return self._library.card(study).list_title
        except NotThere:
            return f"{study} (not in this library)"

    def _settings(self, route: Route) -> Page:
        from sci_tui.site import own_pages

        change = route.asked("change")
        if not change:
            return own_pages.settings_page(self.settings, _trail())
        for setting in TABLE:
            if setting.key == change:
                trail = _trail(Crumb("Settings", Route("settings")))
                return own_pages.setting_page(setting, self.settings.chosen(change), trail)
        allowed = ", ".join(setting.key for setting in TABLE)
        raise UnknownRoute(f"{change!r} is not a setting. Choose one of: {allowed}.")


def neighbour(page: Page, *, following: bool) -> Route | None:
    """The next or the previous study of the list a study was opened from."""
    if page.place is None:
        return None
    slug = page.place.following if following else page.place.previous
    return study_route(slug) if slug else None


def trouble_page(route: Route, error: SciTuiError) -> Page:
    """A page that says why another cannot be shown."""
    damaged = isinstance(error, UnreadableLibrary)
    title = "This page cannot be read" if damaged else "Not there"
    links = (Link("Home", HOME), Link("Search the library", AskWords()))
    return Page(route, title, (Text((str(error),)), *links), _trail())


def _whole(route: Route) -> Route:
    """The page that a route is a part of."""
    return route._replace(part="")


def _trail(*crumbs: Crumb) -> tuple[Crumb, ...]:
    return (Crumb("Home", HOME), *crumbs)
