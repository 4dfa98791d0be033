"""The pages that only the staff of a kiosk see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from sci_tui.kiosk_settings import (
    TABLE,
    KioskSetting,
    KioskSettings,
    OneOf,
    Value,
    YesNo,
)
from sci_tui.site.actions import ForStaff
from sci_tui.site.kiosk import staff_wording as wording
from sci_tui.site.kiosk import wording as kiosk_wording
from sci_tui.site.kiosk.pages import TOOLS
from sci_tui.site.pages import (
    Aside,
    Bars,
    Block,
    Choice,
    Crumb,
    Fields,
    Heading,
    Items,
    KeyText,
    Link,
    Page,
    Picture,
    Text,
)
from sci_tui.site.routes import HOME, Route
from sci_tui.site.staff_actions import (
    AskNote,
    Change,
    Export,
    Install,
    Leave,
    LookAround,
    LookAt,
    RollBack,
    TakeOffShelf,
    Way,
)

if TYPE_CHECKING:
    from datetime import date

    from sci_tui.domain.edition import Edition
    from sci_tui.domain.tally import Tally
    from sci_tui.services.editions import Installed, Offered
    from sci_tui.services.office import Finding
    from sci_tui.services.sticks import Stick

NAME: Final = "staff"
"""The name of these routes. No other site knows it, and no address leads there."""
ANSWERS: Final = Route(NAME, "answers")
EDITIONS: Final = Route(NAME, "editions")
SHELF: Final = Route(NAME, "shelf")
SETTINGS: Final = Route(NAME, "settings")
HEALTH: Final = Route(NAME, "health")
LEAVE: Final = Route(NAME, "leave")
SHUT_DOWN: Final = Route(NAME, "shut-down")
TO_ROLL_BACK: Final = EDITIONS._replace(query=(("change", "before"),))
TO_LEAVE: Final = LEAVE._replace(query=(("change", "leave"),))
TO_SHUT_DOWN: Final = SHUT_DOWN._replace(query=(("change", "shut-down"),))

MOST_STUDIES: Final = 20
"""How many studies are listed with their answers."""
_SENSIBLE: Final[dict[str, tuple[int, ...]]] = {
    "idle-on-study": (60, 120, 180, 300, 600, 900),
    "idle-elsewhere": (30, 60, 90, 120, 180, 300),
    "attract": (10, 15, 20, 30, 60, 120, 300),
}
_FOR_STAFF: Final = (
    *("idle-on-study", "idle-elsewhere", "comments", "theme", "speech", "rate"),
    *("volume", "scanning", "attract"),
)


def offered_settings() -> tuple[KioskSetting, ...]:
    """The settings that staff may change."""
    by_key = {setting.key: setting for setting in TABLE}
    return tuple(by_key[key] for key in _FOR_STAFF)


def choices_of(setting: KioskSetting, now: Value) -> tuple[Value, ...]:
    """The values to choose from, the present one among them."""
    if isinstance(setting.kind, OneOf):
        return setting.kind.choices
    if isinstance(setting.kind, YesNo):
        return (False, True)
    numbers = set(_SENSIBLE[setting.key])
    return tuple(sorted(numbers | ({now} if isinstance(now, int) else set())))


def home_page(edition: str, answers: str, health: str, *, may_shut_down: bool) -> Page:
    """How things stand, each in a line, and what can be done."""
    shut_down = (Link(wording.SHUT_DOWN, TO_SHUT_DOWN),) if may_shut_down else ()
    blocks: tuple[Block, ...] = (
        Fields(((wording.LIBRARY, edition), (wording.ANSWERS, answers), (wording.STATE, health))),
        Link(wording.ANSWERS, ANSWERS),
        Link(wording.EDITIONS, EDITIONS),
        Link(wording.SHELF, SHELF),
        Link(wording.SETTINGS, SETTINGS),
        Link(wording.HEALTH, HEALTH),
        Link(kiosk_wording.TOOLS, TOOLS, note="for you, now"),
        Link(wording.LEAVE, TO_LEAVE),
        *shut_down,
    )
    return Page(HOME, wording.TITLE, blocks, is_list=True)


def answers_page(tally: Tally, sticks: tuple[Stick, ...], title_of: Callable[[str], str]) -> Page:
    """The answers in numbers, and the way to take them away."""
    blocks: tuple[Block, ...] = (
        Text((wording.kept(tally.total),)),
        Heading(wording.EXPORT_TITLE),
        *_exporting(sticks),
        Heading(wording.BY_DAY),
        _plot(tally),
        Heading(wording.BY_STUDY),
        *_by_study(tally, title_of),
    )
    return Page(ANSWERS, wording.ANSWERS, blocks, _trail())


def unread_answers_page(why: str) -> Page:
    """That the answers cannot be read."""
    blocks = (KeyText((wording.not_counted(why),)), Link(wording.LOOK_AGAIN, ANSWERS))
    return Page(ANSWERS, wording.ANSWERS, blocks, _trail())


def _exporting(sticks: tuple[Stick, ...]) -> Iterator[Block]:
    yield Text((wording.EXPORT_ABOUT,) if sticks else (wording.EXPORT_ABOUT, wording.NO_STICK))
    for stick in sticks:
        yield Link(
            wording.export_to(stick), ForStaff(Export(stick.path)), note=wording.free_on(stick)
        )
    if not sticks:
        yield Link(wording.LOOK_AGAIN, ANSWERS)


def _plot(tally: Tally) -> Block:
    told = wording.last_days(tally.days)
    if not any(day.answers for day in tally.days):
        return Text(told)
    bars = Bars(tuple((wording.short_day(day.day), day.answers) for day in tally.days))
    return Picture(bars, told)


def _by_study(tally: Tally, title_of: Callable[[str], str]) -> Iterator[Block]:
    listed, others = tally.studies[:MOST_STUDIES], tally.studies[MOST_STUDIES:]
    if not listed:
        yield Text((wording.NO_ANSWERS,))
        return
    items = (Text(wording.of_study(title_of(told.study), told)) for told in listed)
    yield Items(tuple(items), numbered=False)
    if others:
        answers = sum(told.answers for told in others)
        yield Aside(wording.more_studies(len(others), answers))


class Library(NamedTuple):
    """What is known of editions here: the one read now, the one read soon, what can be gone to."""

    now: Edition
    changed: tuple[Installed | None, ...]
    """The one that was installed since this was opened; empty if none was."""
    before: str
    """What going back leads to, empty if that is not possible."""

    @property
    def present(self) -> Edition:
        """The edition that another is measured by."""
        last = self.changed[-1] if self.changed else None
        return last.edition if last else self.now


def editions_page(
    library: Library, today: date, sticks: tuple[Stick, ...], found: tuple[Offered, ...] | None
) -> Page:
    """The edition that is read, and the ways to another.

    Args:
        library: What is known of editions here.
        today: The day, to say how old one is.
        sticks: The sticks that are put in.
        found: What was found on the stick that was looked at, if one was.
    """
    told = [wording.read_now(wording.edition_and_age(library.now, today))]
    if library.changed:
        last = library.changed[-1]
        told.append(wording.read_next(last.edition if last else None))
    back = (Link(wording.GO_BACK, TO_ROLL_BACK, note=library.before),) if library.before else ()
    blocks: tuple[Block, ...] = (
        Text(tuple(told)),
        *back,
        Heading(wording.INSTALL),
        *_looking(sticks),
        *(() if found is None else _found(found)),
    )
    return Page(EDITIONS, wording.EDITIONS, blocks, _trail(), is_list=True)


def _looking(sticks: tuple[Stick, ...]) -> Iterator[Block]:
    for stick in sticks:
        yield Link(wording.look_at(stick), ForStaff(LookAt(stick.path)))
    if not sticks:
        yield Text((wording.NO_STICK,))
        yield Link(wording.LOOK_AGAIN, EDITIONS)


def _found(found: tuple[Offered, ...]) -> Iterator[Block]:
    if not found:
        yield Text((wording.NO_EDITION,))
    for number, offered in enumerate(found, start=1):
        if offered.edition:
            note = wording.in_file(offered)
            yield Link(wording.install_it(offered), to_install(number), note=note)
        else:
            yield Text(wording.cannot_be_used(offered))


def to_install(number: int) -> Route:
    """The question whether to install what was found as this number."""
    return EDITIONS._replace(query=(("change", str(number)),))


def install_page(number: int, offered: Offered, edition: Edition, warning: str) -> Page:
    """Ask before an edition is installed; the warning may be empty."""
    told = (wording.described(edition, offered),)
    blocks: tuple[Block, ...] = (
        Text(told),
        *((KeyText((warning,)),) if warning else ()),
        Text(wording.INSTALL_ABOUT),
        Link(wording.NO, EDITIONS),
        Link(wording.INSTALL_YES, ForStaff(Install(offered.file))),
    )
    trail = _trail(Crumb(wording.EDITIONS, EDITIONS))
    return Page(to_install(number), wording.INSTALL_TITLE, blocks, trail, is_list=True)


def roll_back_page(before: str) -> Page:
    """Ask before the edition before is read again."""
    blocks = (
        Text((wording.read_now_instead(before),)),
        Link(wording.NO, EDITIONS),
        Link(wording.BACK_YES, ForStaff(RollBack())),
    )
    trail = _trail(Crumb(wording.EDITIONS, EDITIONS))
    return Page(TO_ROLL_BACK, wording.BACK_TITLE, blocks, trail, is_list=True)


def shelf_page(shelf: Iterable[tuple[str, str]], note: str, most: int) -> Page:
    """The studies that the clinic has chosen, and its note.

    Args:
        shelf: Each by its slug and its title; no title if this edition does not have it.
        note: The note, or empty.
        most: How many studies there may be.
    """
    links = [
        Link(
            title or slug,
            ForStaff(TakeOffShelf(slug)),
            note=wording.TAKE_OFF_NOTE if title else wording.NOT_IN_EDITION,
        )
        for slug, title in shelf
    ]
    room = len(links) < most
    more = Link(wording.ADD_TO_SHELF, Route("categories"))
    take_away = Link(wording.TAKE_NOTE_AWAY, ForStaff(Change("note", "")))
    blocks: tuple[Block, ...] = (
        Text((wording.SHELF_ABOUT if links else wording.SHELF_EMPTY,)),
        *links,
        more if room else Text((wording.SHELF_FULL,)),
        Heading(wording.NOTE),
        Text((note or wording.NO_NOTE,)),
        Link(wording.WRITE_NOTE, ForStaff(AskNote(note)), note=wording.WRITE_NOTE_ABOUT),
        *((take_away,) if note else ()),
    )
    return Page(SHELF, wording.SHELF, blocks, _trail(), is_list=True)


def settings_page(settings: KioskSettings) -> Page:
    """What staff may change, each with its present value."""
    links = (
        Link(
            setting.title,
            to_change(setting.key),
            note=f"now: {wording.shown_value(setting.key, settings.chosen(setting.key))}",
        )
        for setting in offered_settings()
    )
    blocks: tuple[Block, ...] = (
        Aside(wording.SETTINGS_ABOUT),
        *links,
        Text((wording.LANGUAGE,)),
    )
    return Page(SETTINGS, wording.SETTINGS, blocks, _trail(), is_list=True)


def to_change(key: str) -> Route:
    """The page to change a setting on."""
    return SETTINGS._replace(query=(("change", key),))


def setting_page(setting: KioskSetting, now: Value) -> Page:
    """The values of a setting to choose from."""
    values = choices_of(setting, now)
    links = (
        Link(
            wording.shown_value(setting.key, value),
            ForStaff(Change(setting.key, value)),
            note="chosen" if value == now else "",
            choice=Choice(value == now, position, len(values)),
        )
        for position, value in enumerate(values, start=1)
    )
    trail = _trail(Crumb(wording.SETTINGS, SETTINGS))
    blocks: tuple[Block, ...] = (Aside(setting.about), *links)
    return Page(to_change(setting.key), setting.title, blocks, trail, is_list=True)


def health_page(findings: tuple[Finding, ...], lines: tuple[str, ...]) -> Page:
    """What is well, what is not, and what happened lately."""
    ill: tuple[Block, ...] = tuple(_told(each) for each in findings if not each.is_well)
    well: tuple[Block, ...] = tuple(_told(each) for each in findings if each.is_well)
    blocks: tuple[Block, ...] = (
        *((Heading(wording.ILL), *ill) if ill else (Text((wording.ALL_WELL,)),)),
        Link(wording.LOOK_AGAIN, ForStaff(LookAround())),
        *((Heading(wording.WELL), *well) if well else ()),
        Heading(wording.LOG),
        _lines(lines),
    )
    return Page(HEALTH, wording.HEALTH, blocks, _trail())


def _told(finding: Finding) -> Text:
    return Text((f"{finding.name}: {finding.told}",))


def _lines(lines: tuple[str, ...]) -> Block:
    if not lines:
        return Text((wording.NO_LOG,))
    return Items(tuple(Text((line,)) for line in lines), numbered=False)


def leave_page() -> Page:
    """Ask before the kiosk gives way to a login prompt."""
    blocks = (
        Text(wording.LEAVE_ABOUT),
        Link(wording.NO, HOME),
        Link(wording.LEAVE_YES, ForStaff(Leave(Way.LOGIN_PROMPT))),
    )
    return Page(TO_LEAVE, wording.LEAVE_TITLE, blocks, _trail(), is_list=True)


def shut_down_page() -> Page:
    """Ask before the computer is shut down."""
    blocks = (
        Text(wording.SHUT_DOWN_ABOUT),
        Link(wording.NO, HOME),
        Link(wording.SHUT_DOWN_YES, ForStaff(Leave(Way.SHUT_DOWN))),
    )
    return Page(TO_SHUT_DOWN, wording.SHUT_DOWN_TITLE, blocks, _trail(), is_list=True)


def _trail(*crumbs: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(wording.STAFF, HOME), *crumbs)
