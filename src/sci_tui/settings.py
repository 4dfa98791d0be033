"""The user's settings file, read into one frozen value.

Read at every start, so without pydantic: the table below knows each key, its allowed values and
what it does, and the settings page and its documentation come from the same table.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from sci_tui.domain.errors import BadSettings, Unsaved
from sci_tui.settings_files import Written, change, place_in, read


class Setting(NamedTuple):
    """One key of the file: what it may be, and what it does.

    If nothing is said it is ``default``, or the first of ``choices`` where that is empty.
    """

    key: str
    title: str
    choices: tuple[str, ...]
    about: str
    default: str = ""

    @property
    def usual(self) -> str:
        """What it is if nothing is said."""
        return self.default or self.choices[0]


TABLE: Final = (
    Setting(
        "theme",
        "Colours",
        ("dark", "light", "high-contrast", "terminal"),
        "terminal uses the colours your terminal is set to.",
    ),
    Setting(
        "reader",
        "Reader",
        ("visual", "screen-reader", "plain"),
        "screen-reader says each thing once, on one row; plain prints numbered lines.",
    ),
    Setting(
        "characters",
        "Characters",
        ("auto", "unicode", "ascii"),
        "ascii uses only letters and signs that every terminal has; auto asks the locale.",
    ),
    Setting(
        "rate",
        "Speed of the voice",
        ("100", "125", "150", "175", "200", "225", "250", "300", "350", "400", "450"),
        "Words a minute, when a page is read aloud.",
        "175",
    ),
    Setting(
        "volume",
        "Loudness of the voice",
        ("20", "40", "60", "80", "100"),
        "In percent, when a page is read aloud.",
        "100",
    ),
)
"""Every setting with a fixed set of values. The table ``[keys]`` gives commands other keys."""

_BY_KEY: Final = {setting.key: setting for setting in TABLE}


class Settings(NamedTuple):
    """What a person has chosen, and where it is kept; None if there is nowhere to keep it."""

    theme: str = _BY_KEY["theme"].usual
    reader: str = _BY_KEY["reader"].usual
    characters: str = _BY_KEY["characters"].usual
    rate: str = _BY_KEY["rate"].usual
    volume: str = _BY_KEY["volume"].usual
    keys: Mapping[str, str] = {}
    file: Path | None = None

    def chosen(self, key: str) -> str:
        """The value of one setting of the table."""
        return str(getattr(self, key))

    def place_of(self, key: str) -> str:
        """The file and the line that a key stands on, for telling what is wrong with it."""
        text = self.file.read_text(encoding="utf-8") if self.file else ""
        return place_in(self.file, text, key)

    def choosing(self, key: str, value: str) -> "Settings":
        """The same with another value for one setting of the table."""
        changed: dict[str, Any] = {key: value}
        return self._replace(**changed)

    def beside(self, key: str, by: int) -> str:
        """The value that stands so many steps beside the present one, or the last on that side."""
        choices = _BY_KEY[key].choices
        step = choices.index(self.chosen(key)) + by
        return choices[min(max(step, 0), len(choices) - 1)]


def load(file: Path | None) -> Settings:
    """Read the settings, or the defaults where there is no file.

    Raises:
        BadSettings: If the file cannot be read or holds something not allowed.
    """
    if file is None:
        return Settings()
    written = read(file)
    return Settings(file=file) if written is None else _checked(written)


def save(settings: Settings, key: str, value: str) -> Settings:
    """Change one setting in its file, leaving the rest of the file and its comments as they are.

    Raises:
        Unsaved: If the file cannot be written, or was damaged since it was read. It then stays as
            it is.
    """
    if settings.file is None:
        raise Unsaved(
            "The setting holds until you leave: there is no place to keep it. "
            "Set HOME or SCI_TUI_CONFIG and start again."
        )
    number_or_word = int(value) if value.isdecimal() else value
    change(settings.file, key, number_or_word, "The setting holds until you leave")
    return settings.choosing(key, value)


def _checked(written: Written) -> Settings:
    for key, value in written.raw.items():
        if key == "keys":
            _check_keys(value, written)
        elif key not in _BY_KEY:
            allowed = ", ".join((*_BY_KEY, "[keys]"))
            raise BadSettings(
                f"{written.place_of(key)}: {key!r} is not a setting. Allowed: {allowed}."
            )
        elif isinstance(value, bool) or str(value) not in _BY_KEY[key].choices:
            allowed = ", ".join(_BY_KEY[key].choices)
            raise BadSettings(f"{written.place_of(key)}: {key} is {value!r}. Allowed: {allowed}.")
    chosen: dict[str, Any] = {
        key: value if key == "keys" else str(value) for key, value in written.raw.items()
    }
    return Settings(**chosen, file=written.file)


def _check_keys(value: object, written: Written) -> None:
    if not isinstance(value, dict):
        raise BadSettings(
            f"{written.place_of('keys')}: keys is {value!r}. "
            'Allowed: a table such as [keys] with lines like back = "b,f2".'
        )
    for name, keys in value.items():
        if not isinstance(keys, str) or not keys.strip():
            raise BadSettings(
                f"{written.place_of(name)}: keys.{name} is {keys!r}. "
                'Allowed: one key or several with commas, such as "b,f2".'
            )
