"""A screen that shows what is found while words are typed, and lets the reader go there."""

from typing import Final

from textual import events, on
from textual.app import ComposeResult

from sci_tui.domain.cleaning import clean
from sci_tui.layout.flow import ended
from sci_tui.site import wording
from sci_tui.site.actions import MOST_TYPED, Ask, AskWords
from sci_tui.site.commands import Scope, first_key
from sci_tui.site.pages import Page
from sci_tui.site.routes import SEARCH, Route
from sci_tui.site.site import Site
from sci_tui.tui.finder import Finder
from sci_tui.tui.manner import Manner
from sci_tui.tui.screens.asking import AskingScreen, FieldHelp
from sci_tui.tui.terminal import ByEar
from sci_tui.tui.widgets.ear_view import EarView
from sci_tui.tui.widgets.page_view import PageView
from sci_tui.tui.widgets.prompt import Prompt
from sci_tui.tui.widgets.results import Results

_RESTS: Final = 1.0
"""Seconds without a key after which whoever hears letters wants to hear how much was found."""
_THERE: Final = ("open", "back", "search", "category", "again", "help", "quit", "suspend")
"""Besides moving, what can be done among the results."""


class SearchingScreen(AskingScreen):
    """Searches as words are typed.

    By eye the results stand below the field all the time. By ear they come when asked for, and
    letters stay what is heard; once the reader rests it is said how many there are.

    Args:
        site: What is searched.
        manner: How pages are shown.
    """

    def __init__(self, site: Site, manner: Manner) -> None:
        super().__init__(site.commands, manner)
        self._site = site
        self._finder = Finder(site, self)
        self._sought = SEARCH
        self._best: Page | None = None
        self._shown: Page | None = None
        self._drawn: Page | None = None
        self._is_among_results = False

    def field_and_results(self) -> ComposeResult:
        """The row that is typed into, and the results: by ear above it, where pages stand."""
        kind = EarView if self.manner.by_ear else Results
        results = kind(self.manner, id="results")
        results.display = False
        prompt = Prompt(id="prompt")
        yield from (results, prompt) if self.manner.by_ear else (prompt, results)

    @property
    def results(self) -> PageView:
        """Where the results are read."""
        return self.query_one("#results", PageView)

    @property
    def view(self) -> PageView:
        """What is read: the page, or the results while the reader is among them."""
        return self.results if self._is_among_results else self.query_one("#page", PageView)

    @property
    def is_among_results(self) -> bool:
        """Whether the reader has gone from the field to the results."""
        return self._is_among_results

    @property
    def sought(self) -> Route:
        """The search whose results are shown."""
        return self._shown.route if self._shown else self._sought

    @property
    def is_typing(self) -> bool:
        """Whether keys go to the field."""
        return super().is_typing and not self._is_among_results

    @property
    def _is_searching(self) -> bool:
        return self.prompt.is_open and isinstance(self._asked, AskWords)

    # ------------------------------------------------------------ typing

    def ask(self, ask: Ask | str, label: str, text: str = "", most: int = MOST_TYPED) -> None:
        """Ask for a line; what words to search for would find is shown from the first letter."""
        super().ask(ask, label, text, most)
        if isinstance(ask, AskWords):
            self._best = self._shown = self._drawn = None
            if not self.manner.by_ear:
                self._show_results(is_shown=True)
            self._look_for(text)

    def close_prompt(self) -> None:
        """Ask nothing any more, and be on the page again."""
        self._finder.give_up()
        were_shown, self._is_among_results = self.results.display, False
        if were_shown:
            self._show_results(is_shown=False)
        super().close_prompt()
        if were_shown and isinstance(self.view, EarView):
            self.view.say_anew()

    def _show_results(self, *, is_shown: bool) -> None:
        """Show the results in place of the page, or the page."""
        self.results.display = is_shown
        self.query_one("#body").display = not is_shown

    @on(Prompt.Typed)
    def _typed(self, message: Prompt.Typed) -> None:
        if self._is_searching:
            self._look_for(message.text)

    def _look_for(self, text: str) -> None:
        """Have the best results found, beside the keys; what is shown stays until they are."""
        asked = self._asked
        assert isinstance(asked, AskWords)
        route = asked.search.for_words(clean(text)[:MOST_TYPED])
        if self._best and route == self._sought:
            return
        self._sought = route
        if route.asked("q"):
            self._finder.find(route)
        else:
            self._finder.give_up()
            self._take(self._site.found_so_far(route))

    @on(Finder.Found)
    def _found_so_far(self, message: Finder.Found) -> None:
        is_wanted = self._is_searching and message.page.route == self._sought
        if is_wanted and not self._has_newest:
            self._take(message.page)

    @property
    def _has_newest(self) -> bool:
        return self._best is not None and self._best.route == self._sought

    def _take(self, page: Page) -> None:
        self._best = page
        if not self.manner.by_ear:
            self._show_found(page)
        elif page.route.asked("q"):
            told = ended(page.title) + (f" {wording.DOWN_TO_RESULTS}" if page.links else "")
            self.in_a_moment(lambda: self.status.show(told), after=_RESTS)

    def _show_found(self, page: Page) -> None:
        """Show what was found; where it is nothing, what was found before stays."""
        words, before = page.route.asked("q"), self._shown
        if words and before and before.links and not page.links:
            title = wording.nothing_yet(words, before.route.asked("q"))
            self._draw(before._replace(title=title))
        else:
            self._shown = page
            self._draw(page)

    def _draw(self, page: Page) -> None:
        """Draw results, unless the same stand there already: most letters change nothing."""
        before, self._drawn = self._drawn, page
        if before is None or (before.title, before.blocks) != (page.title, page.blocks):
            self.results.show(page)

    # ------------------------------------------------------------ among the results

    @on(Prompt.Onward)
    def _go_among_results(self) -> None:
        """Go from the field to the results of what stands in it now."""
        if not self._has_newest:
            self._finder.give_up()
            self._take(self._site.found_so_far(self._sought))
        assert self._best
        if not self._best.links:
            self.say(ended(self._best.title))
            return
        self._is_among_results = True
        self._show_results(is_shown=True)
        self.results.focus()
        self.hint()
        self._say_results(self._best)
        self.call_after_refresh(self.place_cursor)

    def _say_results(self, page: Page) -> None:
        """By ear, say the results, or where among them one is if they were said before."""
        if not isinstance(self.results, EarView):
            return
        self._shown = page
        if self.results.shows(page):
            self.results.tell_place()
        else:
            self.results.show(page)

    def _go_to_field(self) -> None:
        self._is_among_results = False
        self.prompt.take_focus()
        self.help_with_field()
        if isinstance(self.app, ByEar):
            self.app.say_row(self.prompt.region.y)

    def is_there_among_results(self, name: str) -> bool:
        """Whether a command means something among the results."""
        return any(
            c.id == name and (c.id in _THERE or c.scope is Scope.MOVING) for c in self.commands
        )

    def move_at_once(self, key: str) -> bool:
        """Among the results a key goes its whole way: from the first of them Up leads out."""
        return not self._is_among_results and super().move_at_once(key)

    def acted_among_results(self, name: str) -> bool:
        """Do a command that means something else among the results; whether it was one."""
        is_first = self.view.reading_line.link <= 0
        match name:
            case "search":
                self._go_to_field()
            case "line-up" | "link-previous" if is_first:
                self._go_to_field()
            case "back":
                self.close_prompt()
                self.hint()
                self.come_back()
            case "help":
                self.say(self._results_help)
            case _:
                return False
        return True

    # ------------------------------------------------------------ the row below

    @property
    def field_help(self) -> FieldHelp:
        """What can be done in the field that is open."""
        if isinstance(self._asked, AskWords):
            return FieldHelp(wording.TYPING_WORDS, wording.TYPING_WORDS_SHORT)
        return super().field_help

    @property
    def _results_help(self) -> str:
        return wording.among_results(first_key(self.commands, "category"))

    def hint(self) -> None:
        """Show what can be done here; among the results that is little."""
        if not self._is_among_results:
            super().hint()
            return
        self._is_on_message = False
        self.fall_silent()
        if not self.manner.by_ear:
            self.status.show(self._results_help)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click on the results leads among them."""
        if event.widget is self.results and self._is_searching:
            self._is_among_results = True

    def leave(self) -> None:
        """Leave the program, which would wait for a search to end."""
        self._finder.give_up()
        super().leave()

    def on_unmount(self) -> None:
        """Look for nothing any more."""
        self._finder.give_up()
