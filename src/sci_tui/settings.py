"""The user's settings file, read into one frozen value.

Read at every start, so without pydantic: the table below knows each key, its allowed values and
what it does, and the settings page and its documentation come from the same table.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from sci_tui.domain.errors import BadSettings, Unsaved
from sci_tui.whole_files import write_whole


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
        return f"{self.file}, line {_line(key, text)}"

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
    try:
        text = file.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Settings(file=file)
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(
            f"The settings in {file} cannot be read ({error}). Mend or remove the file."
        ) from error
    return _checked(_parsed(text, file), text, file)


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
    try:
        before = settings.file.read_text(encoding="utf-8") if settings.file.exists() else ""
        changed = _with(before, key, value)
        settings.file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(settings.file, changed)
    except OSError as error:
        raise Unsaved(
            f"The setting holds until you leave: {settings.file} cannot be written "
            f"({error.strerror}). Free some space or mend its permissions."
        ) from error
    except ValueError as error:
        raise Unsaved(
            f"The setting holds until you leave: {settings.file} was damaged meanwhile ({error}) "
            "and is left as it is. Mend or remove the file."
        ) from error
    return settings.choosing(key, value)


def _with(text: str, key: str, value: str) -> str:
    """The text of a settings file with one setting changed.

    Raises:
        ValueError: If it is not TOML.
    """
    # Only a change of settings needs these, so that no start pays for them.
    import tomlkit  # noqa: PLC0415
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        document = tomlkit.parse(text)
        document[key] = int(value) if value.isdecimal() else value
    except TOMLKitError as error:
        raise ValueError(str(error)) from error
    return tomlkit.dumps(document)


def _parsed(text: str, file: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - most readers have no settings file, and start without it

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(
            f"The settings in {file} are not TOML: {error}. Mend that line or remove the file."
        ) from error


def _checked(raw: dict[str, Any], text: str, file: Path) -> Settings:
    for key, value in raw.items():
        if key == "keys":
            _check_keys(value, text, file)
        elif key not in _BY_KEY:
            allowed = ", ".join((*_BY_KEY, "[keys]"))
            raise BadSettings(
                f"{file}, line {_line(key, text)}: {key!r} is not a setting. Allowed: {allowed}."
            )
        elif isinstance(value, bool) or str(value) not in _BY_KEY[key].choices:
            allowed = ", ".join(_BY_KEY[key].choices)
            raise BadSettings(
                f"{file}, line {_line(key, text)}: {key} is {value!r}. Allowed: {allowed}."
            )
    chosen: dict[str, Any] = {
        key: value if key == "keys" else str(value) for key, value in raw.items()
    }
    return Settings(**chosen, file=file)


def _check_keys(value: object, text: str, file: Path) -> None:
    if not isinstance(value, dict):
        raise BadSettings(
            f"{file}, line {_line('keys', text)}: keys is {value!r}. "
            'Allowed: a table such as [keys] with lines like back = "b,f2".'
        )
    for name, keys in value.items():
        if not isinstance(keys, str) or not keys.strip():
            raise BadSettings(
                f"{file}, line {_line(name, text)}: keys.{name} is {keys!r}. "
                'Allowed: one key or several with commas, such as "b,f2".'
            )


def _line(key: str, text: str) -> int:
    """The line a key stands on, counted from 1."""
    pattern = re.compile(rf"""\s*\[?\s*(?:keys\.)?["']?{re.escape(key)}["']?\s*[=\].]""")
    numbered = enumerate(text.splitlines(), start=1)
    return next((number for number, line in numbered if pattern.match(line)), 1)
