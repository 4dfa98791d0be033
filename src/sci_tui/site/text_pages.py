"""Pages of text: about, reference pages, topics, the glossary and help."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sci_tui.domain.browse import Card
from sci_tui.domain.kinds import UNKNOWN
from sci_tui.domain.library import Section, StandingPage, Topic, Word
from sci_tui.domain.prose import Prose, sentences
from sci_tui.site import wording
from sci_tui.site.commands import Command, Scope, available, shown_key
from sci_tui.site.list_pages import card_links
from sci_tui.site.pages import (
    Aside,
    Block,
    Crumb,
    Fields,
    Heading,
    KeyText,
    Link,
    Page,
    Table,
    Text,
)
from sci_tui.site.routes import LIKE_ME, Route, parse
from sci_tui.site.study_pages import grounds, items, sources_link, texts

_NUMBERS = (
    "A number opens the link with that number: at once where there are at most nine links, "
    "else after Enter; Backspace takes a digit back."
)

_HOW_TO_TYPE = (
    "Type a number to open the link with that number, or a word or letter, then press Enter.",
    "Enter alone goes on with the page; more 3 goes to its page 3.",
    "What to look for follows at once: search bone marrow, find walk, section 2.",
    "On a list g and a letter, such as g p, goes to the first item that begins with it.",
    "The name of a page opens it: like me, settings, my feedback, words, about, contact.",
    "A comment is one line, and whatever you type there is the comment.",
    "You are asked before it is saved, and Enter alone leaves it as it was.",
)


def standing_page(page: StandingPage, route: Route, trail: tuple[Crumb, ...]) -> Page:
    """A page of text with its sources."""
    blocks = (Aside(page.about), *_body(page), *_sources(page, route), _checked(page))
    return Page(route, page.title, blocks, trail)


def page_sources(page: StandingPage | Topic, route: Route, trail: tuple[Crumb, ...]) -> Page:
    """What the figures of a page of text rest on, fact by fact."""
    blocks = (
        Text(wording.WHAT_FACTS_ARE if page.facts else (wording.NO_FACTS,)),
        *grounds(page.facts, page.sources, _proses(page)),
        Heading(wording.ONWARD),
        Link(f"Back to: {page.title}", route._replace(part="")),
    )
    return Page(route, "Sources", blocks, trail)


def topic_page(topic: Topic, studies: Iterable[Card], trail: tuple[Crumb, ...]) -> Page:
    """What the studies on one question say together, and which they are."""
    route = Route("topic", topic.slug)
    note: tuple[Block, ...] = ()
    if topic.standing_note:
        note = (Heading(topic.standing_note_heading), *texts(topic.standing_note))
    blocks = (
        Aside(topic.about),
        *_body(topic),
        *note,
        Heading("The studies"),
        *card_links(studies),
        *_sources(topic, route),
        _checked(topic),
    )
    return Page(route, topic.title, blocks, trail)


def words_page(words: tuple[Word, ...], trail: tuple[Crumb, ...]) -> Page:
    """The glossary, by term, under the letters that terms begin with."""
    blocks: list[Block] = [Aside(f"{wording.counted(len(words), 'word')}, by letter.")]
    for letter, begun in groupby(words, key=lambda word: word.term[0].upper()):
        blocks.append(Heading(letter))
        blocks += (Link(w.term, Route("word", w.slug), note=", ".join(w.also)) for w in begun)
    return Page(Route("words"), "Words explained", tuple(blocks), trail, is_list=True)


def word_page(
    word: Word, terms: Iterable[Link], studies: tuple[Card, ...], trail: tuple[Crumb, ...]
) -> Page:
    """One word: what it means, an example, and where it is used."""
    blocks: list[Block] = [KeyText((word.definition,))]
    if word.also:
        blocks.append(Aside(f"Also looked up as: {', '.join(word.also)}"))
    if word.example:
        blocks.append(Text((f"Example: {word.example}",)))
    checked = (
        "Meaning not yet checked: there is no source to name for it."
        if word.source is UNKNOWN
        else f"Meaning checked at: {word.source} -"
    )
    blocks.append(Aside(f"{checked} {wording.NOT_REVIEWED}"))
    related = tuple(terms)
    if related:
        blocks += (Heading("Related words"), *related)
    if studies:
        blocks += (Heading("Studies that use it"), *card_links(studies))
    return Page(Route("word", word.slug), word.term, tuple(blocks), trail)


def help_page(
    commands: tuple[Command, ...], asked_on: Page, trail: tuple[Crumb, ...], *, by_line: bool
) -> Page:
    """What can be pressed or typed: first what is for the page that help was asked on.

    Args:
        commands: Every command, with the reader's own keys.
        asked_on: The page one comes from.
        trail: The way to this page.
        by_line: Whether it is read a line at a time: words are typed there, elsewhere keys.
    """
    told = _typed_help if by_line else _pressed_help
    blocks: tuple[Block, ...] = (
        *told(commands, asked_on),
        Heading(wording.ONWARD),
        Link("How to read a study", Route("how-to-read")),
        Link(wording.LIKE_ME, LIKE_ME),
        Link("Settings, with your own keys", Route("settings")),
        Link("About this library", Route("about")),
    )
    return Page(Route("help"), "Help", blocks, trail)


def _typed_help(commands: tuple[Command, ...], asked_on: Page) -> tuple[Block, ...]:
    """What the plain reader takes: a number, a letter or a word, then Enter."""
    typed = [c for c in commands if c.words]
    reading = [c for c in typed if c.scope is Scope.BY_LINE]
    aloud = [c for c in typed if c.scope is Scope.ALOUD]
    there = [c for c in typed if c not in (*reading, *aloud) and available(c, asked_on)]
    elsewhere = [c for c in typed if c not in (*reading, *aloud, *there)]
    return (
        Heading("What to type"),
        Text(_HOW_TO_TYPE),
        Heading("Reading on"),
        _words(reading),
        Heading("Everything else"),
        _words(there),
        *((Heading("On other pages"), _words(elsewhere)) if elsewhere else ()),
        Heading("Searching"),
        Text(wording.HOW_TO_SEARCH),
        Heading("While a page is read aloud"),
        Text(("Enter, or anything else that is typed, stops it.", "Space, then Enter, pauses it.")),
        _words(aloud),
    )


def _pressed_help(commands: tuple[Command, ...], asked_on: Page) -> tuple[Block, ...]:
    """The keys of the Textual reader."""
    commands = tuple(c for c in commands if c.scope is not Scope.BY_LINE)
    wide = (Scope.EVERYWHERE, Scope.MOVING)
    here = tuple(c for c in commands if available(c, asked_on) and c.scope not in wide)
    everywhere = tuple(c for c in commands if c.scope is Scope.EVERYWHERE)
    moving = tuple(c for c in commands if c.scope is Scope.MOVING)
    elsewhere = tuple(c for c in commands if c not in (*here, *everywhere, *moving))
    return (
        *((Heading("On the page you come from"), _keys(here)) if here else ()),
        Heading("Moving"),
        _keys(moving),
        Text((_NUMBERS,)),
        Heading("On every page"),
        _keys(everywhere),
        *((Heading("On other pages"), _keys(elsewhere)) if elsewhere else ()),
        Heading("In a field"),
        Text(
            (
                "Where you type, every letter and digit types, the question mark too.",
                "F1 gives help, F2 goes back, Tab or Down leaves the field.",
            )
        ),
        Heading("Searching"),
        Text((*wording.HOW_TO_SEARCH, *wording.AS_YOU_TYPE)),
    )


def _words(commands: list[Command]) -> Fields:
    rows = []
    for command in commands:
        letters = (shown_key(key) for key in command.keys if len(key) == 1)
        typed = (*command.words, *letters)
        rows.append((", ".join(dict.fromkeys(typed)), command.help))
    return Fields(tuple(rows))


def _keys(commands: tuple[Command, ...]) -> Fields:
    rows = []
    for command in commands:
        keys = ", ".join(shown_key(key) for key in command.keys)
        if keys:
            rows.append((keys, command.help))
    return Fields(tuple(rows))


def _body(page: StandingPage | Topic) -> Iterator[Block]:
    for section in page.sections:
        yield Heading(section.heading)
        yield from _section(section)


def _section(section: Section) -> Iterator[Block]:
    yield from texts(section.text)
    if section.items:
        yield items(section.items, numbered=section.numbered)
    if section.table:
        yield Table(section.table.columns, section.table.rows)
    for link in section.links:
        yield Link(link.text, parse(link.route))


def _sources(page: StandingPage | Topic, route: Route) -> Iterator[Block]:
    if page.facts:
        yield Heading(wording.SOURCES)
        yield sources_link(route._replace(part="sources"), page.facts)


def _proses(page: StandingPage | Topic) -> Iterator[Prose]:
    for section in page.sections:
        yield section.text
        yield from section.items


def _checked(page: StandingPage | Topic) -> Aside:
    facts = sum(1 for section in page.sections for _ in sentences(section.text))
    checked = f"Checked on {page.checked_on.in_words}. " if facts else ""
    return Aside(f"{checked}{wording.NOT_REVIEWED}")
