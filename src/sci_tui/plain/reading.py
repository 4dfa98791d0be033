"""The page that is being read, and all that can be done on it without leaving it."""

from collections.abc import Callable
from typing import Final

from sci_tui.domain.errors import NotThere
from sci_tui.plain.found import Found, found
from sci_tui.plain.jumping import at_part, at_words, jumped, sections
from sci_tui.plain.place import Place, opened
from sci_tui.plain.talk import Talk
from sci_tui.plain.units import Unit
from sci_tui.plain.whereabouts import whereabouts
from sci_tui.site import wording
from sci_tui.site.pages import Heading, Link, Page
from sci_tui.site.session import Spot

_END: Final = "That was the end of the page."
_BEGINNING: Final = "That was the beginning of the page."
_BY_SENTENCE: Final = "By sentence. Enter says the next one."
_NOT_BY_SENTENCE: Final = "No longer by sentence."


class Reading:
    """Says one page after the other, and knows where on the present one the reader is.

    Args:
        talk: Where it is said.
    """

    place: Place
    """Where on the page the reader is, once one was opened."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._found = Found()
        self._greeting: tuple[str, ...] = ()

    @property
    def page(self) -> Page:
        """The page that is being read."""
        return self.place.page

    def open(self, page: Page, spot: Spot | None = None, before: tuple[str, ...] = ()) -> None:
        """Say a page: the piece that holds a spot, or its first, after some sentences."""
        self._found, self._greeting = Found(), before
        self._go(opened(page, self._talk.measure, spot, before=before))

    def renew(self, page: Page) -> None:
        """Go on with the page as something done on it made it; only what is new there is said."""
        self._found = Found()
        known = {block.text for block in self.page.blocks if isinstance(block, Heading | Link)}
        fresh = self._opened(page, self.place.unit)
        for index, block in enumerate(page.blocks):
            if isinstance(block, Heading | Link) and block.text not in known:
                self._go(fresh.block(index))
                return
        self.place = fresh
        self._talk.hold(fresh.text)

    def move_to(self, sentence: int) -> None:
        """Be at a sentence that was heard already."""
        self.place = self.place.sentence(sentence)
        self._talk.hold(self.place.text)

    def run(self, command: str, rest: str) -> None:
        """Do one of the commands that stay on the page."""
        match command:
            case "more":
                self._more(rest)
            case "before":
                self._before()
            case "whole":
                self._go(opened(self.page, self._talk.measure, unit=Unit.WHOLE))
            case "sentence":
                self._by_sentence()
            case "again":
                self._talk.again()
            case "where":
                self._talk.remark(whereabouts(self.place))
            case "sections":
                self._jump(rest)
            case "page-words":
                self._attempt(lambda: at_words(self.place))
            case "find":
                self._find(rest)
            case "find-next" | "find-previous":
                self._find_on(1 if command == "find-next" else -1)
            case _:
                self._talk.remark("That needs the Textual reader. Here, type a number or a word.")

    # ------------------------------------------------------------ going on

    def _more(self, number: str) -> None:
        if number:
            self._attempt(lambda: at_part(self._opened(self.page), number))
        elif self.place.is_at_end:
            self._talk.remark(f"{_END}{_onward(self.page)}")
        else:
            self._go(self.place.following())

    def _before(self) -> None:
        if self.place.is_at_start:
            self._talk.remark(_BEGINNING)
        else:
            self._go(self.place.preceding())

    def _by_sentence(self) -> None:
        """Read by sentence from here on, or as before if that is how it is read."""
        is_over = self.place.unit is Unit.SENTENCE
        self._talk.remark(_NOT_BY_SENTENCE if is_over else _BY_SENTENCE)
        self._go(self._opened(self.page, None if is_over else Unit.SENTENCE))

    # ------------------------------------------------------------ jumping

    def _jump(self, typed: str) -> None:
        """To a section by number or name; on a list to the first item that begins so."""
        if not typed and self.page.is_list:
            typed = (self._talk.ask("First letter of an item:") or "").strip()
            if not typed:
                self._talk.remark("No letter was typed, so you are where you were.")
                return
        if typed:
            self._attempt(lambda: jumped(self.place, typed))
        else:
            self._list_sections()

    def _list_sections(self) -> None:
        try:
            self._talk.give(sections(self.place))
        except NotThere as error:
            self._talk.remark(str(error))

    def _attempt(self, leads: Callable[[], Place]) -> None:
        """Go where something leads, or say that it leads nowhere."""
        try:
            there = leads()
        except NotThere as error:
            self._talk.remark(str(error))
        else:
            self._go(there)

    # ------------------------------------------------------------ finding

    def _find(self, words: str) -> None:
        sought = words or (self._talk.ask(wording.FIND_IN_PAGE) or "").strip()
        self._found = found(self.place, sought)
        if self._found.sentences:
            self._say_match()
        else:
            self._talk.remark(wording.no_match(sought))

    def _find_on(self, by: int) -> None:
        if not self._found.sentences:
            self._talk.remark("Nothing was looked for yet. Type find and the words.")
        elif self._found.moved(by) == self._found:
            self._talk.remark(f"That was the {'last' if by > 0 else 'first'} match.")
        else:
            self._found = self._found.moved(by)
            self._say_match()

    def _say_match(self) -> None:
        self.place = self.place.sentence(self._found.sentences[self._found.at])
        self._talk.give((self._found.said(self.place),))

    def _opened(self, page: Page, unit: Unit | None = None) -> Place:
        """The page where one is, divided as it was when it was opened, or in another unit."""
        measure = self._talk.measure
        before = self._greeting if measure.rows else ()
        return opened(page, measure, self.place.spot, unit, before)

    def _go(self, place: Place) -> None:
        self.place = place
        self._talk.give(place.text)


def _onward(page: Page) -> str:
    """How to go on at the end of one study of a list."""
    if page.place is None or not page.place.following:
        return ""
    return " Type next-study for the next one of the list."
