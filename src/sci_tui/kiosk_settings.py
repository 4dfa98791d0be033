"""The clinic's settings of a kiosk: ``kiosk.toml``, read into one frozen value.

The table below knows each key, what it may be and what it does; the commented file in ``deploy``
and the table in the guide are made from it. Without pydantic, like ``settings``.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from sci_tui import settings as reader_settings
from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import BadSettings, Unsaved
from sci_tui.domain.limits import SLUG
from sci_tui.settings_files import Written, change, place_in, read

Value = bool | int | str | tuple[str, ...]

_WIDTH: Final = 79


class KioskSettings(NamedTuple):
    """What the clinic has chosen; a key in the file is the same with hyphens.

    ``file`` is where it is kept; None if there is nowhere to keep it.
    """

    idle_on_study: int = 180
    idle_elsewhere: int = 60
    comments: bool = False
    reader: str = "visual"
    theme: str = "dark"
    characters: str = "auto"
    speech: str = "offered"
    rate: str = "175"
    volume: str = "80"
    scanning: str = "off"
    attract: int = 20
    shelf: tuple[str, ...] = ()
    note: str = ""
    staff_keys: str = "....."
    sticks: str = "/media/sci-tui"
    printer: str = ""
    shut_down: bool = False
    file: Path | None = None

    def chosen(self, key: str) -> Value:
        """The value of a key of the table."""
        value: Value = getattr(self, _field(key))
        return value

    def place_of(self, key: str) -> str:
        """The file and the line that a key stands on, for telling what is wrong with it."""
        text = self.file.read_text(encoding="utf-8") if self.file else ""
        return place_in(self.file, text, key)


class Whole(NamedTuple):
    """A whole number."""

    least: int
    most: int

    @property
    def allowed(self) -> str:
        """In words, what it may be."""
        return f"a whole number from {self.least} to {self.most}"

    def value(self, raw: object) -> int:
        """The number, if it is one.

        Raises:
            ValueError: If it is not allowed; so with all kinds.
        """
        if type(raw) is not int or not self.least <= raw <= self.most:
            raise ValueError
        return raw


class YesNo(NamedTuple):
    """A switch."""

    allowed: str = "true or false"

    def value(self, raw: object) -> bool:
        """The switch, if it is one."""
        if not isinstance(raw, bool):
            raise ValueError
        return raw


class OneOf(NamedTuple):
    """One of a few words; those that are numbers may be written as such."""

    choices: tuple[str, ...]

    @property
    def allowed(self) -> str:
        """In words, what it may be."""
        return ", ".join(self.choices)

    def value(self, raw: object) -> str:
        """The word, if it is one of them."""
        for choice in self.choices:
            if raw == choice or (type(raw) in (int, float) and raw == _number_or_word(choice)):
                return choice
        raise ValueError


class Note(NamedTuple):
    """A line for people to read. What must not reach a terminal is taken out of it."""

    most: int

    @property
    def allowed(self) -> str:
        """In words, what it may be."""
        return f"text in quotes, of at most {self.most} signs"

    def value(self, raw: object) -> str:
        """The line, cleaned."""
        if not isinstance(raw, str) or len(line := clean(raw)) > self.most:
            raise ValueError
        return line


class Shaped(NamedTuple):
    """Text of a fixed shape, without anything hidden in it."""

    pattern: str
    allowed: str

    def value(self, raw: object) -> str:
        """The text, if it has the shape."""
        if not isinstance(raw, str) or clean(raw) != raw or not re.fullmatch(self.pattern, raw):
            raise ValueError
        return raw


class Slugs(NamedTuple):
    """The names of a few studies, none of them twice."""

    most: int

    @property
    def allowed(self) -> str:
        """In words, what it may be."""
        return (
            f"a list in [ ] of at most {self.most} names of studies, each in quotes and once:"
            f" {SLUG.allowed}"
        )

    def value(self, raw: object) -> tuple[str, ...]:
        """The names in their order."""
        if not isinstance(raw, list | tuple) or len(raw) > self.most:
            raise ValueError
        if not all(isinstance(each, str) for each in raw) or len(set(raw)) < len(raw):
            raise ValueError
        return tuple(SLUG.matching(each) for each in raw)


Kind = Whole | YesNo | OneOf | Note | Shaped | Slugs


class KioskSetting(NamedTuple):
    """One key of the file: what it may be, and what it does."""

    key: str
    title: str
    kind: Kind
    about: str

    @property
    def default(self) -> Value:
        """What it is if nothing is said."""
        return KioskSettings().chosen(self.key)


def _as_of_a_reader(key: str) -> OneOf:
    """The values that a setting of the same name has for a reader at home."""
    (setting,) = (each for each in reader_settings.TABLE if each.key == key)
    return OneOf(setting.choices)


TABLE: Final = (
    KioskSetting(
        "idle-on-study",
        "Idle time on a study",
        Whole(30, 3600),
        "After so many seconds without a key on a study, the visit ends. It is said 20 seconds"
        " before, and any key goes on.",
    ),
    KioskSetting(
        "idle-elsewhere",
        "Idle time elsewhere",
        Whole(30, 3600),
        "The same on every other page.",
    ),
    KioskSetting(
        "comments",
        "Comments",
        YesNo(),
        "Whether visitors may write a comment beside their answer. It needs letters, and nobody"
        " reads it before it is exported.",
    ),
    KioskSetting(
        "reader",
        "Reader",
        _as_of_a_reader("reader"),
        "screen-reader shows each thing once, on one row, for a screen reader or a braille display"
        " on this machine; plain prints numbered lines.",
    ),
    KioskSetting(
        "theme",
        "Colours",
        _as_of_a_reader("theme"),
        "What each visit begins with. terminal uses the colours the console is set to.",
    ),
    KioskSetting(
        "characters",
        "Characters",
        _as_of_a_reader("characters"),
        "ascii uses only letters and signs that every terminal has; auto asks the locale.",
    ),
    KioskSetting(
        "speech",
        "Speech",
        OneOf(("offered", "always", "never")),
        "offered: it begins when a visitor presses 5 on the first page. always: every visit is"
        " spoken. never: there is no speech, for a room without headphones.",
    ),
    KioskSetting(
        "rate",
        "Speed of the voice",
        _as_of_a_reader("rate"),
        "Words a minute, at the beginning of each visit.",
    ),
    KioskSetting(
        "volume",
        "Loudness of the voice",
        _as_of_a_reader("volume"),
        "In percent, at the beginning of each visit.",
    ),
    KioskSetting(
        "scanning",
        "Scanning with one switch",
        OneOf(("off", "1", "1.5", "2", "3", "4", "6")),
        "For a single switch: the choices are marked one after the other, each for so many"
        " seconds, and the switch chooses.",
    ),
    KioskSetting(
        "attract",
        "Time for a title",
        Whole(10, 300),
        "So many seconds a title stands on the first page, before the next one takes its place.",
    ),
    KioskSetting(
        "shelf",
        "Chosen by this clinic",
        Slugs(9),
        "Studies that the first page names. A name is what stands after study/ in the address of"
        " a study.",
    ),
    KioskSetting(
        "note",
        "Note of this clinic",
        Note(300),
        "One line on the first page, such as whom to ask for help. Empty: none.",
    ),
    KioskSetting(
        "staff-keys",
        "Keys for staff",
        Shaped(r"[0-9.*+/-]{3,12}", "3 to 12 signs in quotes, out of 0-9 . * - + /"),
        "Typed within 5 seconds on any page, they ask for the PIN of the staff page. They are no"
        " secret; the PIN is.",
    ),
    KioskSetting(
        "sticks",
        "USB sticks",
        Shaped(r"/.{0,299}", "the whole path of a folder in quotes, beginning with /"),
        "Where USB sticks are mounted: the folder of a stick, or one with such folders in it.",
    ),
    KioskSetting(
        "printer",
        "Printer",
        Shaped(
            r"([A-Za-z0-9][A-Za-z0-9_.-]{0,126})?",
            "the name of a print queue in quotes, of letters, digits and _ . - only; empty: none",
        ),
        "The queue of CUPS in which a visitor can print a study. Empty: nothing is printed.",
    ),
    KioskSetting(
        "shut-down",
        "Shut down",
        YesNo(),
        "Whether the staff page offers to shut the machine down.",
    ),
)
"""Every setting, in the order of the file."""

_BY_KEY: Final = {setting.key: setting for setting in TABLE}


def load(file: Path | None) -> KioskSettings:
    """Read the settings, or the defaults where there is no file.

    Raises:
        BadSettings: If the file cannot be read or holds something not allowed. Everything that is
            wrong is told, a line for each.
    """
    settings, problems = looked_over(file)
    if problems:
        raise BadSettings("\n".join(problems))
    return settings


def looked_over(file: Path | None) -> tuple[KioskSettings, tuple[str, ...]]:
    """The settings, the default for each that is wrong, and a sentence for each of those.

    Raises:
        BadSettings: If the file cannot be read at all.
    """
    written = read(file) if file else None
    if written is None:
        return KioskSettings(file=file), ()
    good: dict[str, Any] = {}
    problems = []
    for key, raw in written.raw.items():
        try:
            good[_field(key)] = _allowed_value(key, raw)
        except ValueError:
            problems.append(_told(key, raw, written))
    return KioskSettings(**good, file=file), tuple(problems)


def save(settings: KioskSettings, key: str, value: Value) -> KioskSettings:
    """Change one setting in its file, leaving the rest of the file and its comments as they are.

    Args:
        settings: The settings as they are.
        key: The key as it stands in the file.
        value: What the setting is to be, as ``KioskSettings`` holds it.

    Raises:
        BadSettings: If the value is not allowed. Nothing is changed.
        Unsaved: If the file cannot be written, or was damaged since it was read. It then stays as
            it is.
    """
    try:
        checked = _allowed_value(key, value)
    except ValueError as error:
        allowed = _BY_KEY[key].kind.allowed
        raise BadSettings(f"{key} cannot be {_shown(value)}. Allowed: {allowed}.") from error
    if settings.file is None:
        raise Unsaved(
            "The setting is not saved: there is no place to keep it. "
            "Set SCI_TUI_DATA_DIR to the kiosk's directory and start again."
        )
    change(settings.file, key, _in_toml(key, checked), "The setting is not saved")
    changed: dict[str, Any] = {_field(key): checked}
    return settings._replace(**changed)


def documented() -> str:
    """A file with every setting as it comes, and what it may be and does said above it."""
    return "\n".join(_file_lines()) + "\n"


def markdown() -> str:
    """The same as a table for the guide, with a line end after each row."""
    rows = (
        (f"`{each.key}`", each.about, each.kind.allowed, f"`{_as_it_comes(each)}`")
        for each in TABLE
    )
    head = ("Setting", "What it does", "Allowed", "As it comes")
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def as_written(key: str, value: Value) -> str:
    """A value as the file has it."""
    import tomlkit  # noqa: PLC0415 - no start of a kiosk needs it

    return tomlkit.item(_in_toml(key, value)).as_string()


def _field(key: str) -> str:
    return key.replace("-", "_")


def _allowed_value(key: str, raw: object) -> Value:
    """The value that something in the file stands for.

    Raises:
        ValueError: If there is no such key, or it may not be that.
    """
    if key not in _BY_KEY:
        raise ValueError(key)
    return _BY_KEY[key].kind.value(raw)


def _told(key: str, raw: object, written: Written) -> str:
    if key not in _BY_KEY:
        allowed = ", ".join(_BY_KEY)
        return f"{written.place_of(key)}: {_clipped(key)} is not a setting. Allowed: {allowed}."
    allowed = _BY_KEY[key].kind.allowed
    return f"{written.place_of(key)}: {key} is {_shown(raw)}. Allowed: {allowed}."


def _shown(raw: object) -> str:
    """What somebody wrote, as TOML has it and not too long to read."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, int) and raw.bit_length() > 64:
        # Python refuses to write out numbers of thousands of digits.
        return "a number of very many digits"
    if isinstance(raw, dict | list | tuple):
        return "a table" if isinstance(raw, dict) else f"a list of {len(raw)}"
    return _clipped(raw)


def _clipped(raw: object) -> str:
    text = repr(raw)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _number_or_word(choice: str) -> int | float | str:
    """What is written into the file for a choice: a number as a number."""
    try:
        return int(choice) if choice.isdecimal() else float(choice)
    except ValueError:
        return choice


def _in_toml(key: str, value: Value) -> object:
    match value:
        case tuple():
            return list(value)
        case str() if isinstance(_BY_KEY[key].kind, OneOf):
            return _number_or_word(value)
        case _:
            return value


def _as_it_comes(setting: KioskSetting) -> str:
    return as_written(setting.key, setting.default)


def _file_lines() -> Iterator[str]:
    from textwrap import wrap  # noqa: PLC0415

    yield "# The settings of a sci-tui kiosk. This file stands in its data directory and"
    yield "# is read when the kiosk starts. What it does not say is as it comes, and that"
    yield "# is what stands here. After a change:  sci-tui kiosk check"
    for setting in TABLE:
        yield ""
        about = f"{setting.title}. {setting.about}"
        for text in (about, f"Allowed: {setting.kind.allowed}."):
            yield from wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ")
        yield f"{setting.key} = {_as_it_comes(setting)}"
