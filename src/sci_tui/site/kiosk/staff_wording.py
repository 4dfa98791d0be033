"""Every sentence that only the staff of a kiosk read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from sci_tui.domain.cleaning import clean
from sci_tui.domain.dates import MONTHS
from sci_tui.site.wording import counted, studies

if TYPE_CHECKING:
    from pathlib import Path

    from sci_tui.domain.edition import Edition
    from sci_tui.domain.tally import DayTally, StudyTally
    from sci_tui.kiosk_settings import Value
    from sci_tui.services.editions import Installed, Offered
    from sci_tui.services.office import Finding
    from sci_tui.services.sticks import Exported, Stick

_GIGA: Final = 10**9
_MEGA: Final = 10**6
_ANSWERS: Final = ("yes", "partly", "no")

# ------------------------------------------------------------ the PIN

PIN_TITLE: Final = "For staff: enter the PIN"
PIN_HOW: Final = (
    "Type its digits, then press Enter.",
    "Enter without a digit, or F2, leads back.",
)
PIN_BY_LINE: Final = (
    "Type its digits, then press Enter. They are not shown.",
    "Enter without a digit leads back.",
)
PIN_CLOSED: Final = "Staff page: no PIN is taken"
PIN_LEAVE: Final = "Press Enter or F2 to go back."
PIN_SIGN: Final = "*"
PIN_CHECKED: Final = "The PIN is being checked. This takes a moment."
PIN_DIGITS_ONLY: Final = "Only digits, then Enter. Enter alone or F2 leads back."
PIN_LOCKED: Final = "Too many wrong PINs were entered."


def pin_so_far(digits: int) -> str:
    """How many digits are typed, and none of them."""
    return f"PIN: {PIN_SIGN * digits}" if digits else "PIN:"


def pin_so_far_said(digits: int) -> str:
    """The same for the ear."""
    return counted(digits, "digit") if digits else "No digit."


def pin_wrong(wait: int) -> str:
    """That a PIN is not the right one."""
    again = f"Wait {seconds(wait)}, then try again." if wait else "Try again, or press Enter."
    return f"That is not the PIN. {again}"


def pin_too_soon(wait: int) -> str:
    """That a PIN was not even looked at."""
    return f"{PIN_LOCKED} Wait {seconds(wait)}, then try again. The PIN was not looked at."


def seconds(number: int) -> str:
    """Some time in words, minutes where it is long."""
    if number < 120:
        return counted(number, "second")
    return counted(-(-number // 60), "minute")


# ------------------------------------------------------------ every page

STAFF: Final = "Staff"
TITLE: Final = "For the staff of this clinic"
FINISH: Final = "Finish: leave the staff page"
A_MOMENT: Final = "This takes a moment. Please wait."
NO: Final = "No, go back"
NEXT_VISIT: Final = "It holds from the next visit on."
NO_STICK: Final = "No stick is put in. Put one in, wait a moment, and look again."
LOOK_AGAIN: Final = "Look again"
NOTHING_HERE: Final = "There is no such page. Press 0 to go back."

ANSWERS: Final = "Answers of visitors"
EDITIONS: Final = "Editions of the library"
SHELF: Final = "Clinic shelf and note"
SETTINGS: Final = "Settings"
HEALTH: Final = "Health of this kiosk"
LEAVE: Final = "Leave to a login prompt"
SHUT_DOWN: Final = "Shut the computer down"
LIBRARY: Final = "Library"
STATE: Final = "Health"
NO_ANSWERS: Final = "None is kept here yet."


def named(edition: Edition) -> str:
    """An edition by its number and date."""
    return f"edition {edition.number}, {edition.published.in_words}"


def edition_and_age(edition: Edition, today: date) -> str:
    """An edition and how old it is."""
    published = edition.published
    if (published.year, published.month) > (today.year, today.month):
        age = f"but the clock of this computer says {day_and_year(today)}"
    elif published.month:
        months = (today.year - published.year) * 12 + today.month - published.month
        age = f"{counted(months, 'month')} old" if months else "of this month"
    else:
        age = f"{counted(today.year - published.year, 'year')} old"
    return f"Edition {edition.number}, {published.in_words}, {age}."


def kept(answers: int) -> str:
    """How many answers there are."""
    if not answers:
        return NO_ANSWERS
    return f"{counted(answers, 'answer')} {'is' if answers == 1 else 'are'} kept here."


def not_counted(why: str) -> str:
    """That the answers cannot be read."""
    return f"The answers cannot be counted. {why}"


def health_line(findings: tuple[Finding, ...]) -> str:
    """Whether all is well, in one line."""
    ill = [finding.name for finding in findings if not finding.is_well]
    if not ill:
        return "All is well."
    things = "One thing needs" if len(ill) == 1 else f"{len(ill)} things need"
    return f"{things} somebody: {', '.join(ill)}."


def day_and_year(day: date) -> str:
    """A day: ``3 November 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_month(day: date) -> str:
    """A day of the last month: ``3 November``."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """The same beside a bar: ``3 Nov``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


# ------------------------------------------------------------ answers

EXPORT_TITLE: Final = "Take the answers away on a stick"
EXPORT_ABOUT: Final = "A copy is written to the stick. No answer is deleted here."
BY_DAY: Final = "By day"
BY_STUDY: Final = "By study"


def last_days(days: tuple[DayTally, ...]) -> tuple[str, ...]:
    """What the plot of some days shows, in sentences."""
    total = sum(each.answers for each in days)
    if not total:
        return (f"No answer was given in the last {len(days)} days.",)
    most = max(days, key=lambda each: each.answers)
    yes, partly, no = (sum(getattr(each, name) for each in days) for name in _ANSWERS)
    by_day = ", ".join(f"{in_month(each.day)} {each.answers}" for each in days if each.answers)
    spread = f"{yes} yes, {partly} partly, {no} no"
    return (
        f"{counted(total, 'answer')} in the last {len(days)} days: {spread}.",
        f"The most on one day: {most.answers}, on {in_month(most.day)}.",
        f"Day by day: {by_day}; none on the other days.",
    )


def of_study(title: str, told: StudyTally) -> tuple[str, ...]:
    """The answers about one study."""
    comments = f", {counted(told.comments, 'comment')}" if told.comments else ""
    spread = f"{told.yes} yes, {told.partly} partly, {told.no} no{comments}"
    return (f"{title}:", f"{counted(told.answers, 'answer')}, {spread}.")


def more_studies(number: int, answers: int) -> str:
    """What of the counts by study is not listed."""
    return (
        f"And {counted(answers, 'answer')} about {studies(number)} more."
        " What is taken away on a stick holds all."
    )


def on_stick(stick: Stick) -> str:
    """A stick by its name."""
    return clean(stick.path.name) or clean(str(stick.path))


def free_on(stick: Stick) -> str:
    """How much room a stick has."""
    if stick.is_read_only:
        return "can only be read"
    if stick.free >= _GIGA:
        return f"{stick.free / _GIGA:.1f} GB free"
    return f"{stick.free // _MEGA} MB free"


def export_to(stick: Stick) -> str:
    """The choice of a stick for the answers."""
    return f"Write the answers to the stick {on_stick(stick)}"


def exported(done: Exported) -> str:
    """What became of the answers."""
    return (
        f"{counted(done.answers, 'answer')} written to {clean(done.folder.name)} on the stick."
        " You can pull it out. Nothing is deleted here."
    )


# ------------------------------------------------------------ editions

INSTALL: Final = "Install an edition from a stick"
INSTALL_TITLE: Final = "Install this edition?"
INSTALL_YES: Final = "Yes, install it"
OLDER: Final = "This is older than the edition that is read now."
SAME: Final = "This is the edition that is read now."
BACK_TITLE: Final = "Go back to the edition before?"
BACK_YES: Final = "Yes, go back"
GO_BACK: Final = "Go back to the edition before"
BUNDLED: Final = "the one that came with the program"
NO_EDITION: Final = "There is no library on that stick."
INSTALL_ABOUT: Final = (
    "The edition is copied and looked through first; this takes a moment.",
    "The one that is read now is kept, so that you can go back.",
)


def read_now(told: str) -> str:
    """The edition that visitors read."""
    return f"Read now: {told}"


def read_next(installed: Edition | None) -> str:
    """The edition that visitors read soon."""
    told = named(installed) if installed else BUNDLED
    return f"From the next visit on: {told}."


def read_now_instead(before: str) -> str:
    """What going back leads to."""
    return f"From the next visit on the library is then {before}."


def look_at(stick: Stick) -> str:
    """The choice of a stick for editions."""
    return f"Look for editions on the stick {on_stick(stick)}"


def found(files: int) -> str:
    """How many library files are on a stick."""
    return f"{counted(files, 'library file')} on that stick." if files else NO_EDITION


def install_it(offered: Offered) -> str:
    """The choice of an edition of a stick."""
    assert offered.edition
    return f"Install {named(offered.edition)}"


def in_file(offered: Offered) -> str:
    """What is beside that choice."""
    return f"{studies(offered.studies)}, {file_name(offered.file)}"


def described(edition: Edition, offered: Offered) -> str:
    """An edition that may be installed."""
    return f"Edition {edition.number}, {edition.published.in_words}: {in_file(offered)}."


def cannot_be_used(offered: Offered) -> tuple[str, ...]:
    """Why a file of a stick is not offered."""
    return (f"{file_name(offered.file)} cannot be used.", offered.why_not)


def file_name(file: Path) -> str:
    """A file as a person knows it."""
    return clean(file.name)


def installed(done: Installed) -> str:
    """What became of it."""
    told = named(done.edition)
    return f"Installed: {told}, with {studies(done.studies)}. It is read from the next visit on."


def rolled_back(done: Installed | None) -> str:
    """What became of going back."""
    told = named(done.edition) if done else BUNDLED
    return f"From the next visit on the library is {told}."


# ------------------------------------------------------------ shelf and note

PUT_ON: Final = "Put this study on the clinic shelf"
TAKE_OFF: Final = "Take this study off the clinic shelf"
ADD_TO_SHELF: Final = "Put a study on the shelf: choose from the categories"
SHELF_FULL: Final = "The shelf is full: nine studies. Take one off to put another on."
SHELF_EMPTY: Final = "No study is on the shelf. Visitors then see the newest ones."
SHELF_ABOUT: Final = "Visitors see these studies first. Choose one to take it off."
NOTE: Final = "The note"
NO_NOTE: Final = "There is no note on the first page."
WRITE_NOTE: Final = "Write the note"
WRITE_NOTE_ABOUT: Final = "for this a keyboard is needed"
TAKE_NOTE_AWAY: Final = "Take the note away"
YOUR_NOTE: Final = "Note:"
NOTE_SAVED: Final = f"The note is saved. {NEXT_VISIT}"
NOTE_TAKEN_AWAY: Final = f"The note is taken away. {NEXT_VISIT}"
NOTE_ALONE: Final = "Enter alone leaves the note as it is."
NOTE_LEFT: Final = "The note is left as it is."
TAKE_OFF_NOTE: Final = "take it off"
NOT_IN_EDITION: Final = "not in this edition; take it off"


def put_on(title: str, among: int) -> str:
    """That a study is on the shelf."""
    return f"On the shelf: “{title}”, {among} of 9. {NEXT_VISIT}"


def taken_off(title: str) -> str:
    """That it is there no more."""
    return f"Off the shelf: “{title}”. {NEXT_VISIT}"


# ------------------------------------------------------------ settings

SETTINGS_ABOUT: Final = "What you choose is saved, and holds from the next visit on."
LANGUAGE: Final = "Language: this edition has English alone."


def shown_value(key: str, value: Value) -> str:
    """A value of a setting, as it is chosen."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return seconds(value)
    if key == "scanning" and value != "off":
        return f"{value} seconds each"
    return str(value)


def saved(title: str, told: str) -> str:
    """That a setting is changed."""
    return f"Saved: {title} is now {told}. {NEXT_VISIT}"


# ------------------------------------------------------------ health

ILL: Final = "What needs somebody"
WELL: Final = "What is well"
ALL_WELL: Final = "All is well."
LOG: Final = "What happened lately"
NO_LOG: Final = "Nothing is written down."


def looked_around(findings: tuple[Finding, ...]) -> str:
    """What was found when all was looked at anew."""
    return f"Looked at anew. {health_line(findings)}"


# ------------------------------------------------------------ leaving

LEAVE_TITLE: Final = "Leave the kiosk?"
LEAVE_ABOUT: Final = (
    "The kiosk ends, and this screen shows a login prompt for a technician.",
    "The kiosk comes back when the computer is started again.",
)
LEAVE_YES: Final = "Yes, leave the kiosk"
SHUT_DOWN_TITLE: Final = "Shut the computer down?"
SHUT_DOWN_ABOUT: Final = ("The kiosk ends and the computer switches itself off.",)
SHUT_DOWN_YES: Final = "Yes, shut it down"
