"""The site of the staff of a kiosk, who came in with their PIN."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from sci_tui.domain.edition import is_older
from sci_tui.domain.errors import NotThere, SciTuiError, UnknownRoute, Unsaved
from sci_tui.kiosk_settings import TABLE
from sci_tui.site.actions import Action, Done, ForStaff
from sci_tui.site.kiosk import staff_pages as pages
from sci_tui.site.kiosk import staff_wording as wording
from sci_tui.site.kiosk.kiosk_site import KioskSite
from sci_tui.site.pages import Link, Page
from sci_tui.site.routes import Route
from sci_tui.site.routes import study as study_route
from sci_tui.site.staff_actions import (
    Change,
    Export,
    Install,
    LookAround,
    LookAt,
    PutOnShelf,
    RollBack,
    StaffAction,
    TakeOffShelf,
    Way,
)

if TYPE_CHECKING:
    from sci_tui.services.editions import Installed, Offered
    from sci_tui.services.library import Library
    from sci_tui.services.office import Finding, Office
    from sci_tui.site.site import Answers

MOST_ON_SHELF: Final = 9
_LOG_LINES: Final = 20
_OF_STAFF: Final = (
    *(LookAround, Export, LookAt, Install, RollBack),
    *(PutOnShelf, TakeOffShelf, Change),
)


class StaffSite(KioskSite):
    """The pages of a kiosk with those of the staff before them; nobody else has such a site.

    Args:
        library: What there is to read.
        answers: Where a visitor's answers would be kept; staff give none.
        office: What the staff can look at and change.
        findings: What was found when all was looked at.
        has_voice: Whether anything here can read aloud.
    """

    finish = wording.FINISH

    def __init__(
        self,
        library: Library,
        answers: Answers,
        office: Office,
        findings: tuple[Finding, ...],
        *,
        has_voice: bool = True,
    ) -> None:
        super().__init__(library, answers, office.settings, has_voice=has_voice)
        self._office = office
        self._findings = findings
        self._offered: tuple[Offered, ...] | None = None
        self._changed: tuple[Installed | None, ...] = ()

    # ------------------------------------------------------------ pages

    def _whole(self, route: Route, within: Route | None, asked_on: Route | None) -> Page:
        if route.name == pages.NAME:
            return self._for_staff(route)
        if (route.name, route.part) == ("study", "feedback"):
            raise NotThere(wording.NOTHING_HERE)
        return super()._whole(route, within, asked_on)

    def _standing(self, page: Page) -> tuple[Link, ...]:
        if not page.facts:
            return tuple(link for link in super()._standing(page) if page.route.name != pages.NAME)
        slug = page.route.slug
        if slug in self._office.settings.shelf:
            return (
                Link(wording.TAKE_OFF, ForStaff(TakeOffShelf(slug))),
                Link(wording.SHELF, pages.SHELF),
            )
        return (Link(wording.PUT_ON, ForStaff(PutOnShelf(slug))), Link(wording.SHELF, pages.SHELF))

    def _home(self) -> Page:
        try:
            answers = wording.kept(self._office.tally().total)
        except Unsaved as error:
            answers = wording.not_counted(str(error))
        edition = wording.edition_and_age(self._library.edition(), self._today())
        health = wording.health_line(self._findings)
        shuts_down = self._office.settings.shut_down
        return pages.home_page(edition, answers, health, may_shut_down=shuts_down)

    def _for_staff(self, route: Route) -> Page:
        """A page of the staff's own.

        Raises:
            NotThere: If there is none.
            UnknownRoute: If it asks for something that there is not.
        """
        change = route.asked("change")
        match route.slug:
            case "answers":
                return self._answers_page()
            case "editions":
                return self._editions_page(change)
            case "shelf":
                shelf = tuple((slug, self._title_here(slug)) for slug in self._shelf)
                return pages.shelf_page(shelf, self._office.settings.note, MOST_ON_SHELF)
            case "settings":
                return self._settings_page(change)
            case "health":
                return pages.health_page(self._findings, self._office.last_lines(_LOG_LINES))
            case "leave":
                return pages.leave_page()
            case "shut-down" if self._office.settings.shut_down:
                return pages.shut_down_page()
            case _:
                raise NotThere(wording.NOTHING_HERE)

    def _answers_page(self) -> Page:
        try:
            tally = self._office.tally()
        except Unsaved as error:
            return pages.unread_answers_page(str(error))
        return pages.answers_page(tally, self._office.sticks(), self._title)

    def _editions_page(self, change: str) -> Page:
        if not change:
            known = pages.Library(self._library.edition(), self._changed, self._before())
            sticks = self._office.sticks()
            return pages.editions_page(known, self._today(), sticks, self._offered)
        if change == "before" and self._before():
            return pages.roll_back_page(self._before())
        offered = self._offered or ()
        number = int(change) if change.isdecimal() and len(change) < 3 else 0
        chosen = offered[number - 1] if 1 <= number <= len(offered) else None
        if chosen is None or chosen.edition is None:
            raise UnknownRoute(wording.NOTHING_HERE)
        return pages.install_page(number, chosen, chosen.edition, self._warning(chosen))

    def _warning(self, chosen: Offered) -> str:
        """That an edition is not newer than the one there is, or nothing."""
        present = pages.Library(self._library.edition(), self._changed, "").present
        assert chosen.edition
        if chosen.edition == present:
            return wording.SAME
        return wording.OLDER if is_older(chosen.edition, present) else ""

    def _before(self) -> str:
        """What going back leads to, in words; empty if there is no going back."""
        if not self._office.can_roll_back():
            return ""
        before = self._office.edition_before()
        return wording.named(before.edition) if before and before.edition else wording.BUNDLED

    def _settings_page(self, change: str) -> Page:
        settings = self._office.settings
        if not change:
            return pages.settings_page(settings)
        for setting in pages.offered_settings():
            if setting.key == change:
                return pages.setting_page(setting, settings.chosen(change))
        raise UnknownRoute(wording.NOTHING_HERE)

    @property
    def _shelf(self) -> tuple[str, ...]:
        return self._office.settings.shelf

    def _title_here(self, slug: str) -> str:
        """The title of a study, empty if this edition does not have it."""
        try:
            return self._library.card(slug).list_title
        except NotThere:
            return ""

    def _today(self) -> date:
        return self._office.now().date()

    # ------------------------------------------------------------ doing

    def do(self, action: Action | StaffAction) -> Done:
        """Do what the staff chose. What went wrong is said, never raised.

        What takes a moment may be done on another thread.
        """
        if not isinstance(action, _OF_STAFF):
            return super().do(action)
        try:
            return self._do_for_staff(action)
        except SciTuiError as error:
            return Done(str(error), _place_of(action))

    def _do_for_staff(self, action: StaffAction) -> Done:
        match action:
            case LookAround():
                self._findings = self._office.look_around()
                return Done(wording.looked_around(self._findings), pages.HEALTH)
            case Export(stick):
                return Done(wording.exported(self._office.export(stick)), pages.ANSWERS)
            case LookAt(stick):
                self._offered = self._office.editions_on(stick)
                return Done(wording.found(len(self._offered)), pages.EDITIONS)
            case Install(file):
                installed = self._office.install(file)
                self._changed = (installed,)
                return Done(wording.installed(installed), pages.EDITIONS)
            case RollBack():
                before = self._office.roll_back()
                self._changed = (before,)
                return Done(wording.rolled_back(before), pages.EDITIONS)
            case PutOnShelf(study):
                return self._put_on_shelf(study)
            case TakeOffShelf(study):
                self._office.save("shelf", tuple(slug for slug in self._shelf if slug != study))
                return Done(wording.taken_off(self._title(study)), pages.SHELF)
            case Change():
                return self._change(action)

    def _put_on_shelf(self, study: str) -> Done:
        page = study_route(study)
        if len(self._shelf) >= MOST_ON_SHELF and study not in self._shelf:
            return Done(wording.SHELF_FULL, page)
        if study not in self._shelf:
            self._office.save("shelf", (*self._shelf, study))
        return Done(wording.put_on(self._title(study), len(self._shelf)), page)

    def _change(self, change: Change) -> Done:
        self._office.save(change.key, change.value)
        if change.key == "note":
            told = wording.NOTE_SAVED if change.value else wording.NOTE_TAKEN_AWAY
            return Done(told, pages.SHELF)
        title = next(setting.title for setting in TABLE if setting.key == change.key)
        told = wording.saved(title, wording.shown_value(change.key, change.value))
        return Done(told, pages.SETTINGS)

    def leave(self, way: Way) -> None:
        """Write down that the staff end the kiosk."""
        self._office.has_left(shuts_down=way is Way.SHUT_DOWN)

    def write_note(self, text: str) -> Done:
        """Put a note on the first page.

        Raises:
            BadSettings: If it is too long.
            Unsaved: If it cannot be saved; the reader keeps what was typed.
        """
        return self._change(Change("note", text.strip()))


def _place_of(action: StaffAction) -> Route:
    """The page to be on when an action failed."""
    match action:
        case LookAround():
            return pages.HEALTH
        case Export():
            return pages.ANSWERS
        case LookAt() | Install() | RollBack():
            return pages.EDITIONS
        case PutOnShelf(study):
            return study_route(study)
        case TakeOffShelf():
            return pages.SHELF
        case Change(key):
            return pages.SHELF if key == "note" else pages.SETTINGS
