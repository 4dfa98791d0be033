"""The pages that only a kiosk has: its first page, how to search with digits, what can be set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sci_tui.domain.browse import Card
from sci_tui.settings import TABLE, Setting
from sci_tui.site import wording as said
from sci_tui.site.actions import AskWords
from sci_tui.site.kiosk import wording
from sci_tui.site.list_pages import card_links
from sci_tui.site.pages import Aside, Block, Crumb, Heading, KeyText, Link, Page, Text
from sci_tui.site.routes import HOME, LIKE_ME, SEARCH, Route, search

TOOLS: Final = Route("settings")
SHELF: Final = Route("shelf")
SPELL: Final = "spell"
"""What of a word is spelled so far; it is empty before the first letter."""
LETTERS: Final = "letters"
"""The letters that one is chosen from."""
GROUPS: Final = ("abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz")
"""The letters of a telephone's digits, from 2 to 9."""
SPEECH: Final = Setting("speech", "Speech", ("off", "on"), "Whether each page is read aloud.")
SCANNING: Final = Setting(
    "scanning",
    "One switch",
    ("off", "1", "1.5", "2", "3", "4", "6"),
    "Choices are marked one after the other, each for so many seconds; Space or Enter chooses.",
)
_OF_A_READER: Final = ("theme", "rate", "volume")


def offered(*, speech: bool) -> tuple[Setting, ...]:
    """What a visitor may choose for the visit."""
    own = tuple(setting for setting in TABLE if setting.key in _OF_A_READER)
    if not speech:
        own = tuple(setting for setting in own if setting.key == "theme")
    return (*((SPEECH,) if speech else ()), SCANNING, *own)


def home_page(note: str, shelf: int, studies: int, speech: Link | None) -> Page:
    """The first page: at most nine choices; the fifth is speech, where it is offered.

    Args:
        note: What the clinic has to say, or empty.
        shelf: How many studies the clinic has chosen.
        studies: How many there are.
        speech: The choice that turns speech on or off.
    """
    latest = Link("Latest research", Route("latest"), note=said.studies(studies))
    chosen = Link(wording.CHOSEN_HERE, SHELF, note=said.studies(shelf))
    links = [
        *((chosen,) if shelf else ()),
        latest,
        Link("Browse by category", Route("categories")),
        Link(wording.SEARCH, SEARCH),
        Link(said.LIKE_ME, LIKE_ME),
        Link("Words explained", Route("words")),
        Link("How to read a study", Route("how-to-read")),
        Link(wording.TOOLS, TOOLS),
    ]
    if speech:
        links.insert(4, speech)
    blocks: tuple[Block, ...] = (
        Aside(said.NOT_ADVICE[0]),
        *((KeyText((note,)),) if note else ()),
        *links,
    )
    return Page(HOME, said.LIBRARY, blocks, is_list=True)


def shelf_page(cards: Iterable[Card], trail: tuple[Crumb, ...]) -> Page:
    """The studies that the clinic has chosen."""
    links = tuple(card_links(cards))
    blocks: tuple[Block, ...] = (Aside(f"{said.studies(len(links))}."), *links)
    return Page(SHELF, wording.CHOSEN_HERE, blocks, trail, is_list=True)


def search_page(trail: tuple[Crumb, ...]) -> Page:
    """How to search with nothing but digits, or with a keyboard."""
    blocks: tuple[Block, ...] = (
        Aside(wording.SEARCH_ABOUT),
        Link(wording.BY_TOPIC, Route("categories")),
        Link(wording.BY_SPELLING, spelling("")),
        Link(wording.BY_KEYBOARD, AskWords()),
    )
    return Page(SEARCH, wording.SEARCH, blocks, trail, is_list=True)


def spelling(word: str, letters: str = "") -> Route:
    """The page on which a word is spelled, or one of some letters is added to it."""
    query = ((SPELL, word), *(((LETTERS, letters),) if letters else ()))
    return SEARCH._replace(query=query)


def spelling_page(word: str, found: str, trail: tuple[Crumb, ...]) -> Page:
    """A word as far as it is spelled, what it would find, and the letters by their digits.

    Args:
        word: What was spelled so far.
        found: How much that finds, in words.
        trail: The way to this page.
    """
    first = (
        Link(wording.search_for(word, found), search(word))
        if word.strip()
        else Link(wording.BY_TOPIC, Route("categories"))
    )
    groups = (Link(wording.letters(group), spelling(word, group)) for group in GROUPS)
    blocks: tuple[Block, ...] = (Aside(wording.SPELL_ABOUT), first, *groups)
    # What one hears first is what the last letter led to.
    return Page(spelling(word), wording.spelled(word), blocks, trail, is_list=True)


def letters_page(word: str, letters: str, trail: tuple[Crumb, ...]) -> Page:
    """The letters of one digit, to add one of them to a word."""
    links = [Link(letter, spelling(word + letter)) for letter in letters]
    if word.strip() and not word.endswith(" "):
        links.append(Link(wording.A_SPACE, spelling(f"{word} ")))
    route = spelling(word, letters)
    title = f"{wording.SPELL}: {wording.letters(letters)}"
    blocks: tuple[Block, ...] = (Aside(wording.spelled(word)),) if word else ()
    return Page(route, title, (*blocks, *links), trail, is_list=True)


def tools_page(settings: Iterable[tuple[Setting, str]], trail: tuple[Crumb, ...]) -> Page:
    """What a visitor can set, each with its present value, and help."""
    links = (
        Link(setting.title, TOOLS._replace(query=(("change", setting.key),)), note=f"now: {now}")
        for setting, now in settings
    )
    blocks: tuple[Block, ...] = (
        Aside(wording.TOOLS_ABOUT),
        *links,
        Link("Help", Route("help")),
        Link("About this library", Route("about")),
    )
    return Page(TOOLS, wording.TOOLS, blocks, trail, is_list=True)


def help_page(trail: tuple[Crumb, ...], *, speech: bool, by_line: bool) -> Page:
    """How a kiosk is used, with keys or with lines that are typed."""
    return Page(Route("help"), "Help", tuple(_help(speech=speech, by_line=by_line)), trail)


def _help(*, speech: bool, by_line: bool) -> Iterator[Block]:
    yield Text(wording.HELP_BY_LINE if by_line else wording.HELP)
    if speech:
        yield Heading("Speech")
        yield Text(wording.HELP_SPEECH_BY_LINE if by_line else wording.HELP_SPEECH)
    if not by_line:
        yield Heading(SCANNING.title)
        yield Text(wording.HELP_STEPPING)
    yield Heading("What is kept")
    yield Text(wording.HELP_PRIVATE)
    yield Aside(" ".join(said.NOT_ADVICE))
