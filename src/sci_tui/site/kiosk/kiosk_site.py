"""The site of one visit to a kiosk: its pages in sheets, its choices in memory alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sci_tui.domain.errors import NotThere, UnknownRoute
from sci_tui.domain.evidence import certainty
from sci_tui.domain.prose import sentences
from sci_tui.kiosk_settings import KioskSettings
from sci_tui.settings import Settings
from sci_tui.site import wording as said
from sci_tui.site.actions import Action, Back, Choose, Done
from sci_tui.site.commands import KIOSK_COMMANDS
from sci_tui.site.kiosk import pages, sheets, wording
from sci_tui.site.own_pages import setting_page
from sci_tui.site.pages import Crumb, Link, Page
from sci_tui.site.routes import HOME, SEARCH, Route
from sci_tui.site.routes import study as study_route
from sci_tui.site.site import Answers, Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from sci_tui.services.library import Library

ON: Final = "on"
OFF: Final = "off"
_NOT_HERE: Final = ("my-feedback", "following", "contact")
"""Pages about what is one's own, and those that ask for something a kiosk does not have."""
_MOST_POSTERS: Final = 60


class Poster(NamedTuple):
    """What a waiting kiosk shows of a study: its title, one sentence, and how sure one can be."""

    title: str
    sentence: str
    sure: str


class KioskSite(Site):
    """The site of one visit.

    Args:
        library: What there is to read.
        answers: Where the answers of this visit are kept.
        clinic: What the clinic has chosen.
        has_voice: Whether anything here can read aloud.
        printer: Prints a page and says so; without one nothing prints.
    """

    finish = wording.FINISH
    """What going back from the first page says."""

    def __init__(
        self,
        library: Library,
        answers: Answers,
        clinic: KioskSettings,
        *,
        has_voice: bool = True,
        printer: Callable[[Page], str] | None = None,
    ) -> None:
        settings = Settings(
            theme=clinic.theme,
            reader=clinic.reader,
            characters=clinic.characters,
            rate=clinic.rate,
            volume=clinic.volume,
        )
        super().__init__(library, answers, settings, KIOSK_COMMANDS, printer)
        self.clinic = clinic
        self.offers_speech = has_voice and clinic.speech != "never"
        """Whether pages can be read aloud."""
        self.speech = self.offers_speech and clinic.speech == "always"
        """Whether each page is read aloud."""
        self.scanning = clinic.scanning
        """Seconds for which each choice is marked in turn, or off."""

    # ------------------------------------------------------------ pages

    def page(
        self, route: Route, within: Route | None = None, asked_on: Route | None = None
    ) -> Page:
        """A sheet of the page at a route.

        Raises:
            NotThere: If there is no such page, or not in a kiosk.
            UnknownRoute: If the query of the route asks for something that does not exist.
            UnreadableLibrary: If the library is damaged there.
        """
        base = sheets.whole(route)
        if base.name in _NOT_HERE:
            raise NotThere(wording.NOT_HERE)
        page = self._whole(base, sheets.whole(within) if within else None, asked_on)
        page = page._replace(blocks=tuple(b for b in page.blocks if not _leads_nowhere(b)))
        back = Link(self.finish if base == HOME else wording.BACK, Back())
        return sheets.sheet_of(page, sheets.number_in(route), self._standing(page), back)

    def page_or_trouble(
        self, route: Route, within: Route | None = None, asked_on: Route | None = None
    ) -> Page:
        """The page, or one that says why it cannot be shown, from which 0 goes back too."""
        page = super().page_or_trouble(route, within, asked_on)
        if any(isinstance(link.to, Back) for link in page.links):
            return page
        return page._replace(blocks=(*page.blocks, Link(wording.BACK, Back())))

    def posters(self) -> tuple[Poster, ...]:
        """What a waiting kiosk shows in turn: the clinic's own choice, else the newest studies.

        Raises:
            UnreadableLibrary: If the library is damaged there.
        """
        shown = self._on_shelf() or [card.slug for card in self._library.cards(limit=_MOST_POSTERS)]
        return tuple(self._poster(slug) for slug in shown)

    def _poster(self, slug: str) -> Poster:
        study = self._library.study(slug)
        message = next(sentences(study.key_message)).text
        sure = said.SURE_IN_LIST[certainty(study)]
        return Poster(study.list_title, message, wording.sure(sure))

    def _whole(self, route: Route, within: Route | None, asked_on: Route | None) -> Page:
        """The page that sheets are cut from."""
        if route == pages.SHELF:
            cards = (self._library.card(slug) for slug in self._on_shelf())
            return pages.shelf_page(cards, _trail())
        if route.name == "search" and not route.part and pages.SPELL in dict(route.query):
            return self._spelling(route.asked(pages.SPELL), route.asked(pages.LETTERS))
        if route == SEARCH:
            return pages.search_page(_trail())
        return super().page(route, within, asked_on)

    def _home(self) -> Page:
        speech = Link(wording.SPEECH, Choose("speech", OFF if self.speech else ON))
        state = ON if self.speech else OFF
        return pages.home_page(
            self.clinic.note,
            len(self._on_shelf()),
            self._library.study_count(),
            speech._replace(note=f"now: {state}") if self.offers_speech else None,
        )

    def _standing(self, page: Page) -> tuple[Link, ...]:
        """What can be chosen on every sheet of a page."""
        route = page.route
        links: list[Link] = []
        if page.facts:
            links += (
                Link(wording.HELPFUL, study_route(route.slug, "feedback")),
                Link(wording.TAKE_HOME, study_route(route.slug, "take-home")),
            )
        needs_room = route in (HOME, pages.TOOLS) or pages.SPELL in dict(route.query)
        if not needs_room and route.part != "feedback":
            links.append(Link(wording.TOOLS, pages.TOOLS))
        return tuple(links)

    def _on_shelf(self) -> list[str]:
        """The studies that the clinic has chosen, but for those that this edition does not have."""
        there = []
        for slug in self.clinic.shelf:
            try:
                there.append(self._library.card(slug).slug)
            except NotThere:
                continue
        return there

    def _spelling(self, word: str, letters: str) -> Page:
        trail = _trail(Crumb(wording.SEARCH, SEARCH))
        if letters in pages.GROUPS:
            return pages.letters_page(word, letters, trail)
        found = self._library.search(word, limit=1) if word.strip() else None
        told = said.at_most_counted(found.total) if found else ""
        return pages.spelling_page(word, told, trail)

    def _settings(self, route: Route) -> Page:
        change = route.asked("change")
        settings = pages.offered(speech=self.offers_speech)
        if not change:
            present = ((setting, self._chosen(setting.key)) for setting in settings)
            return pages.tools_page(present, _trail())
        for setting in settings:
            if setting.key == change:
                trail = _trail(Crumb(wording.TOOLS, pages.TOOLS))
                return setting_page(setting, self._chosen(change), trail)
        raise UnknownRoute(f"{change!r} cannot be set here.")

    def _chosen(self, key: str) -> str:
        match key:
            case "speech":
                return ON if self.speech else OFF
            case "scanning":
                return self.scanning
            case _:
                return self.settings.chosen(key)

    def _help(self, asked_on: Route) -> Page:  # noqa: ARG002 - the same on every page
        return pages.help_page(_trail(), speech=self.offers_speech, by_line=self.by_line)

    # ------------------------------------------------------------ doing

    def do(self, action: Action) -> Done:
        """Do what a visitor chose. What is set is forgotten with the visit and never saved."""
        if isinstance(action, Choose):
            return self._choose(action)
        return super().do(action)

    def _choose(self, action: Choose) -> Done:
        match action:
            case Choose("speech", value):
                self.speech = value == ON
                return Done(wording.SPEECH_IS_ON if self.speech else wording.SPEECH_IS_OFF, HOME)
            case Choose("scanning", value):
                self.scanning = value
                return Done(wording.STEPPING if value != OFF else wording.STEPPING_IS_OFF, HOME)
            case Choose(key, value):
                self.settings = self.settings.choosing(key, value)
                titles = {one.key: one.title for one in pages.offered(speech=True)}
                return Done(f"{titles[key]}: {value}.", pages.TOOLS)


def _leads_nowhere(block: object) -> bool:
    """Whether a block is a link to a page that a kiosk does not have."""
    return isinstance(block, Link) and isinstance(block.to, Route) and block.to.name in _NOT_HERE


def _trail(*crumbs: Crumb) -> tuple[Crumb, ...]:
    return (Crumb("Home", HOME), *crumbs)
