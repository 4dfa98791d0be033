"""Every command: its id, its keys, its word in the plain reader, and what help says of it.

The only place where keys live. Keys are written as Textual names them; a key of one character is
that character.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from sci_tui.domain.errors import BadSettings
from sci_tui.site.pages import Page


class Scope(StrEnum):
    """On which pages a command means something."""

    MOVING = "within any page"
    EVERYWHERE = "everywhere"
    LIST = "on a list of studies"
    NARROWED = "on a list that is narrowed, and where it is narrowed"
    STUDY = "on a study"
    STUDIES = "on a study, and on a list of studies"
    FEEDBACK = "on the feedback page"
    IN_A_LIST = "on a study that was opened from a list"
    ALOUD = "while a page is read aloud"
    BY_LINE = "in the plain reader"


MOVING: Final = Scope.MOVING


class Command(NamedTuple):
    """Something a person can ask for on any page.

    ``keys`` act at once in the Textual reader; ``words`` are typed in the plain reader, where the
    one-letter keys work too. ``hint`` is what the footer says after the key, empty if it never
    says it.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    words: tuple[str, ...]
    help: str
    scope: Scope = Scope.EVERYWHERE
    hint: str = ""
    in_kiosk: bool = True


COMMANDS: Final = (
    Command("pause", "Pause", ("space",), ("pause",), "Be silent, then go on.", Scope.ALOUD),
    Command("line-up", "Up", ("up",), (), "The line or the item above.", MOVING),
    Command("line-down", "Down", ("down",), (), "The line or the item below.", MOVING),
    Command("page-up", "Page up", ("pageup",), (), "A screen back.", MOVING),
    Command("page-down", "Page down", ("pagedown", "space"), (), "A screen on.", MOVING),
    Command("top", "Beginning", ("home",), (), "The beginning of the page.", MOVING),
    Command("bottom", "End", ("end",), (), "The end of the page.", MOVING),
    Command("link-next", "Next link", ("tab",), (), "The next link.", MOVING),
    Command("link-previous", "Previous link", ("shift+tab", "u"), (), "The link before.", MOVING),
    Command(
        "open",
        "Open",
        ("enter",),
        ("open",),
        "Open the link on the line, or the next one on the screen.",
        hint="open",
    ),
    Command(
        "answer-yes",
        "Yes, it helped",
        ("y",),
        ("yes",),
        "Answer that the summary helped.",
        Scope.FEEDBACK,
        hint="yes",
    ),
    Command(
        "answer-partly",
        "It helped partly",
        ("p",),
        ("partly",),
        "Answer that the summary helped in part.",
        Scope.FEEDBACK,
        hint="partly",
    ),
    Command(
        "answer-no",
        "No, it did not help",
        ("n",),
        ("no",),
        "Answer that the summary did not help.",
        Scope.FEEDBACK,
        hint="no",
    ),
    Command(
        "sections",
        "Go to a section",
        ("g",),
        ("sections", "section"),
        "On a page of text: choose a section. In a list: jump to the first item with a letter.",
        hint="go to",
    ),
    Command(
        "narrow",
        "Narrow this list",
        ("x",),
        ("narrow",),
        "Choose which studies of a list to show, and in which order.",
        Scope.LIST,
        hint="narrow",
    ),
    Command(
        "clear",
        "Clear all filters",
        ("z",),
        ("clear",),
        "Show all studies of a list again.",
        Scope.NARROWED,
        hint="clear",
    ),
    Command(
        "category",
        "Its category",
        ("o",),
        ("category",),
        "Open the first category of a study: of the one on the line, or of the one that is open.",
        Scope.STUDIES,
    ),
    Command(
        "page-words",
        "Words on this page",
        ("w",),
        ("words",),
        "Go to the words that this page explains.",
        Scope.STUDY,
        hint="words",
    ),
    Command(
        "feedback",
        "Was this summary helpful?",
        ("f",),
        ("feedback",),
        "Say whether the summary helped.",
        Scope.STUDY,
        hint="feedback",
    ),
    Command(
        "take-home",
        "Take this study home",
        ("t",),
        ("take-home",),
        "Its reference, and codes that put its address and its text on a phone.",
        Scope.STUDY,
        hint="take home",
    ),
    Command(
        "previous-study",
        "Previous study",
        (",", "["),
        ("previous-study",),
        "The study before this one in the list it was opened from.",
        Scope.IN_A_LIST,
        hint="previous",
    ),
    Command(
        "next-study",
        "Next study",
        (".", "]"),
        ("next-study",),
        "The study after this one in the list it was opened from.",
        Scope.IN_A_LIST,
        hint="next",
    ),
    Command(
        "search",
        "Search",
        ("/", "f6"),
        ("search",),
        "Search the whole library.",
        hint="search",
    ),
    Command(
        "find",
        "Find in this page",
        ("ctrl+f", "i"),
        ("find",),
        "Find words in this page.",
    ),
    Command(
        "find-next",
        "Next match",
        ("n", "f4"),
        ("next-match",),
        "Go to the next match of what was sought.",
    ),
    Command(
        "find-previous",
        "Previous match",
        ("N", "f3"),
        ("previous-match",),
        "Go to the match before.",
    ),
    Command(
        "back",
        "Back",
        ("b", "backspace", "escape", "f2"),
        ("back",),
        "Go back to where you were.",
        hint="back",
    ),
    Command("home", "Home", ("h",), ("home",), "Go to the first page.", hint="home"),
    Command("categories", "Categories", ("c",), ("categories",), "Browse by category."),
    Command("latest", "Latest research", ("l",), ("latest",), "The newest studies first."),
    Command(
        "forget",
        "Forget what I chose",
        ("d",),
        ("forget",),
        "Forget what was chosen under Studies like me.",
    ),
    Command(
        "help",
        "Help",
        ("?", "f1"),
        ("help",),
        "The keys of this screen, and how to find your way.",
        hint="help",
    ),
    Command(
        "palette",
        "All commands",
        ("ctrl+p", "a"),
        (),
        "Choose a command by name.",
        in_kiosk=False,
    ),
    Command("more", "More", (), ("more", "next", "page"), "Go on with the page.", Scope.BY_LINE),
    Command("before", "Before", (), ("previous",), "Say the part before.", Scope.BY_LINE),
    Command("whole", "Whole", (), ("whole",), "Say the whole page.", Scope.BY_LINE),
    Command(
        "sentence",
        "By sentence",
        (),
        ("sentence", "sentences"),
        "Say the page a sentence at a time; Enter goes on, sentence once more ends it.",
        Scope.BY_LINE,
    ),
    Command(
        "again",
        "Say again",
        ("r",),
        ("again",),
        "Say what one is on again, whole; in the plain reader what was said last.",
    ),
    Command("where", "Where am I", ("e",), ("where",), "Say which page this is, and where on it."),
    Command(
        "say-last",
        "Last sentence again",
        ("f5", "V"),
        ("last",),
        "Say the sentence that was read aloud last again.",
    ),
    Command(
        "aloud",
        "Read aloud",
        ("v",),
        ("aloud", "read"),
        "Read the page aloud from here on. Any key or line stops it, Space makes a pause.",
    ),
    Command("slower", "Slower voice", ("f7", "-"), ("slower",), "Read aloud more slowly."),
    Command("faster", "Faster voice", ("f8", "="), ("faster",), "Read aloud faster."),
    Command("softer", "Softer voice", ("f9",), ("softer",), "Read aloud more softly."),
    Command("louder", "Louder voice", ("f10",), ("louder",), "Read aloud more loudly."),
    Command(
        "suspend",
        "To the shell",
        ("ctrl+z",),
        (),
        "Leave sci_tui waiting in the background; fg brings it back.",
        in_kiosk=False,
    ),
    Command(
        "quit",
        "Quit",
        ("q", "ctrl+q", "ctrl+c"),
        ("quit", "exit"),
        "Leave.",
        hint="quit",
        in_kiosk=False,
    ),
)
"""In the order in which help and the footer show them."""


_KIOSK_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "pause": ("space", "/"),
    "search": ("f6",),
    "say-last": ("f5", "V", "*"),
    "louder": ("f10", "+"),
    "softer": ("f9", "-"),
    "slower": ("f7",),
}
"""A kiosk may have no more than a block of digits, so what speech needs is on its signs."""
KIOSK_COMMANDS: Final = (
    *(
        command._replace(keys=_KIOSK_KEYS.get(command.id, command.keys))
        for command in COMMANDS
        if command.in_kiosk and command.scope is not Scope.BY_LINE
    ),
    Command("finish", "Finish", ("q",), ("finish",), "Forget all that was done here."),
)
"""What can be asked for in a kiosk."""

_SHARED: Final = {
    (key, first.id, second.id)
    for first in COMMANDS
    for second in COMMANDS
    for key in first.keys
    if key in second.keys and first is not second
}
"""Keys that two commands of the table share because they are never there together."""

_KEY: Final = (
    r"[^\W\d_]|[!-/:-@\[-`{-~]"
    r"|(ctrl\+|shift\+|alt\+)*([a-z]|f\d{1,2}|enter|escape|tab|space|backspace|insert|delete"
    r"|up|down|left|right|home|end|pageup|pagedown)"
)
"""How a key is written; digits are left to the numbers of links."""

_KEY_NAMES: Final = {
    "escape": "Esc",
    "pageup": "Page Up",
    "pagedown": "Page Down",
    ",": "comma",
    ".": "full stop",
}


def shown_key(key: str) -> str:
    """A key as help names it."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    return key if len(key) == 1 else "+".join(part.capitalize() for part in key.split("+"))


def first_key(commands: tuple[Command, ...], name: str) -> str:
    """The first key of a command, as a person would press it; empty if it has none."""
    keys = next(command.keys for command in commands if command.id == name)
    return (keys[0] if len(keys[0]) == 1 else shown_key(keys[0])) if keys else ""


def remapped(keys: Mapping[str, str], place_of: Callable[[str], str] = str) -> tuple[Command, ...]:
    """The commands with a person's own keys, each given as ``"b,f2"`` under the command's id.

    Args:
        keys: Those keys.
        place_of: Where such a line of the settings stands: its file and line.

    Raises:
        BadSettings: If there is no such command, or a key is given to two of them.
    """
    known = {command.id for command in COMMANDS}
    for name in keys:
        if name not in known:
            raise BadSettings(
                f"{place_of(name)}: keys.{name} is not a command. "
                f"Allowed: {', '.join(sorted(known))}."
            )
    changed = tuple(_with_keys(command, keys.get(command.id), place_of) for command in COMMANDS)
    if keys:
        _refuse_shared_keys(changed, keys, place_of)
    return changed


def available(command: Command, page: Page) -> bool:
    """Whether the command means something on this page."""
    match command.scope:
        case Scope.EVERYWHERE | Scope.MOVING | Scope.BY_LINE:
            return True
        case Scope.ALOUD:
            # Only the reader that reads aloud knows whether it does.
            return False
        case Scope.LIST:
            return page.route.can_be_narrowed
        case Scope.NARROWED:
            return page.route.is_narrowed
        case Scope.STUDY:
            return bool(page.facts)
        case Scope.STUDIES:
            return bool(page.facts) or page.route.is_list
        case Scope.FEEDBACK:
            return page.route.part == "feedback"
        case Scope.IN_A_LIST:
            return page.place is not None and page.place.total > 1


def _with_keys(command: Command, keys: str | None, place_of: Callable[[str], str]) -> Command:
    if keys is None:
        return command
    own = tuple(key.strip() for key in keys.split(",") if key.strip())
    if keys.strip().startswith(","):
        own = (",", *own)
    for key in own:
        if not re.fullmatch(_KEY, key):
            raise BadSettings(
                f"{place_of(command.id)}: keys.{command.id} names {key!r}, which is no key here. "
                "Allowed: a letter or sign, or a name such as f5, ctrl+o, enter, pagedown."
            )
    return command._replace(keys=own)


def _refuse_shared_keys(
    commands: tuple[Command, ...], own: Mapping[str, str], place_of: Callable[[str], str]
) -> None:
    owners: dict[str, str] = {}
    for command in commands:
        for key in command.keys:
            other = owners.setdefault(key, command.id)
            if other != command.id and (key, other, command.id) not in _SHARED:
                mine = command.id if command.id in own else other
                raise BadSettings(
                    f"{place_of(mine)}: the key {key!r} belongs to both {other} and {command.id}. "
                    "Give each key to one command."
                )
