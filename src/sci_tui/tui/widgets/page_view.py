"""The view everything is read in: draws laid-out lines and keeps a reading line among them."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import chain, groupby
from operator import attrgetter
from typing import ClassVar, Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from sci_tui.layout.finding import Stretch, matches
from sci_tui.layout.flow import lay_out
from sci_tui.layout.lines import WIDEST_TEXT, Laid, Line, Look, Role
from sci_tui.layout.spoken import place_on, sentences, whole_at
from sci_tui.layout.window import MARGIN, RIGHT, Window, marker
from sci_tui.site.pages import Link, Page
from sci_tui.site.session import Spot
from sci_tui.tui.manner import Manner
from sci_tui.tui.terminal import is_to_roll, roll_at_once, show_at_once

_EMPTY_PAGE = Laid((Line(()),), (), ())
_LEAD = 2
"""Rows kept in view beyond the reading line where the page goes on."""


class Sought(NamedTuple):
    """What was looked for, the lines on which it begins, and where it stands on which lines."""

    text: str
    lines: tuple[int, ...]
    stretches: Mapping[int, tuple[Stretch, ...]]


_NOTHING_SOUGHT: Final = Sought("", (), {})


class _Place(NamedTuple):
    """The line on top, and the reading line."""

    top: int
    line: int


_NOWHERE: Final = _Place(-1, -1)


class PageView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one page. On a list the reading line goes from link to link, elsewhere line by line.

    Args:
        manner: How pages are shown.
        id: The widget's id.
    """

    LEFT: ClassVar[int] = MARGIN
    """Columns on the left of the text."""

    COMPONENT_CLASSES = {f"page--{role.value}" for role in Role} | {"page--marker", "page--match"}

    class Moved(Message):
        """The reading line is somewhere else."""

    class Followed(Message):
        """A link was chosen."""

        def __init__(self, index: int, link: Link) -> None:
            super().__init__()
            self.index = index
            self.link = link

    def __init__(self, manner: Manner, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._manner = manner
        self._page: Page | None = None
        self._before: tuple[str, ...] = ()
        self._laid = _EMPTY_PAGE
        self._line = 0
        self._wanted = Spot()
        self._kept_line = -1
        self._sought = _NOTHING_SOUGHT
        self._strips: dict[int, Strip] = {}
        self._left: _Place | None = None

    # ------------------------------------------------------------ what is shown

    def show(self, page: Page, spot: Spot | None = None, before: tuple[str, ...] = ()) -> None:
        """Show a page, from its beginning or at a spot one was at before.

        ``before`` are sentences for a reader by ear to hear first.
        """
        self._page = page
        self._before = before
        self._sought = _NOTHING_SOUGHT
        self._wanted = spot or Spot()
        if self.size.width:
            self._lay_out_again()
        else:
            # While it is hidden it has no size, and comes back with the one it had.
            self._laid, self._line = _EMPTY_PAGE, 0

    @property
    def spot(self) -> Spot:
        """Where the reader is, to come back to."""
        line = self._laid.lines[self._line]
        return Spot(line.block, line.signs, self._line - self._top)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the page."""
        self._be_laid_out()
        return self._laid.links

    @property
    def sections(self) -> tuple[tuple[str, int], ...]:
        """The headings of the page and the lines they stand on."""
        return self._laid.sections

    @property
    def cursor_cell(self) -> Offset:
        """The cell of the screen that the real cursor belongs on."""
        row = min(max(self._line - self._top, 0), max(self.size.height - 1, 0))
        return Offset(self.region.x + self.LEFT, self.region.y + row)

    @property
    def reading_line(self) -> Line:
        """The line the reader is on."""
        return self._laid.lines[self._line]

    @property
    def place(self) -> str:
        """Where on the page the reader is, as a sentence."""
        self._be_laid_out()
        return place_on(self._laid, self._line, is_list=self._is_list)

    @property
    def whole(self) -> str:
        """The sentence, or the link with all that belongs to it, that the reader is on."""
        page = self._page
        if page is None:
            return ""
        look = Look(WIDEST_TEXT, ascii_only=self._manner.ascii_only)
        return whole_at(sentences(page, look), self.reading_line)

    @property
    def shows_end(self) -> bool:
        """Whether nothing of the page comes below what is shown."""
        self._be_laid_out()
        return self._window.end >= len(self._laid.lines)

    @property
    def links_in_sight(self) -> tuple[int, ...]:
        """The positions of the links that begin on a row that is shown."""
        self._be_laid_out()
        shown = (at for at, line in enumerate(self._laid.first_lines) if self._window.shows(line))
        return tuple(shown)

    def go_to_link(self, position: int) -> None:
        """Put the reading line on a link, given by its position."""
        self._go_to(self._laid.first_lines[position])

    @property
    def _top(self) -> int:
        return int(self.scroll_offset.y)

    @property
    def _window(self) -> Window:
        rows = max(self.size.height, 1)
        return Window(self._laid, self._top, rows, self._is_list, rolls=is_to_roll(self))

    @property
    def _is_list(self) -> bool:
        return self._page is not None and self._page.is_list and bool(self._laid.links)

    def _lay_out_again(self) -> None:
        if self._page is None:
            return
        self._laid = self._laid_out(self._page)
        self._strips.clear()
        self.virtual_size = Size(self.size.width, self._rows_in_all)
        self._seek(self._sought.text)
        line = self._line_of(self._wanted)
        above = min(self._wanted.rows_above, max(self.size.height - 1, 0))
        self._scroll(line - above)
        self._line = self._kept_line = line
        self._keep_in_view()
        self._left = None
        self.refresh()
        self._tell_where()

    @property
    def look(self) -> Look:
        """How pages are laid out here."""
        width = min(self.size.width - self.LEFT - RIGHT, WIDEST_TEXT)
        return Look(max(width, 10), ascii_only=self._manner.ascii_only)

    def _laid_out(self, page: Page) -> Laid:
        return lay_out(page, self.look)

    @property
    def _rows_in_all(self) -> int:
        return len(self._laid.lines)

    def _line_of(self, spot: Spot) -> int:
        line = self._laid.line_at(spot.block, spot.signs)
        return self._window.item_near(line) if self._is_list else line

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Lay out before the next frame, so that none shows a page that is empty or too wide."""
        is_other = super()._size_updated(size, virtual_size, container_size, layout)
        if size and (is_other or not self.is_laid_out):
            self._follow_size()
        return is_other

    def on_show(self) -> None:
        """What comes back has had no place on the screen, nor its reading line."""
        if self.is_laid_out:
            self._tell_where()

    def _follow_size(self) -> None:
        """Lay out for the new size, staying at the same words."""
        # Whoever has not moved since is still at the words from before, however often it changes.
        if self.is_laid_out and self._line != self._kept_line:
            self._wanted = self.spot
        self._lay_out_again()

    @property
    def is_laid_out(self) -> bool:
        """Whether the page has been laid out for a size yet."""
        return self._laid is not _EMPTY_PAGE

    def _be_laid_out(self) -> None:
        """A key may come before the event that tells the size; it has to count all the same."""
        if not self.is_laid_out and self.size.width:
            self._lay_out_again()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Look the same with and without the focus: the cursor tells where it is."""

    def notify_style_update(self) -> None:
        """Draw with the new colours."""
        super().notify_style_update()
        self._strips.clear()

    # ------------------------------------------------------------ moving

    def move(self, command: str) -> None:
        """Move the reading line as a command of the table says."""
        self._be_laid_out()
        steps = {"line-up": -1, "line-down": 1, "page-up": -1, "page-down": 1}
        match command:
            case "line-up" | "line-down":
                self._step(steps[command])
            case "page-up" | "page-down":
                self._page_on(steps[command])
            case "top":
                self._go_to(0)
            case "bottom":
                self._go_to(len(self._laid.lines) - 1)
            case "link-next":
                self._next_link(1)
            case "link-previous":
                self._next_link(-1)
            case _:
                raise LookupError(command)

    def take_up(self, spot: Spot) -> None:
        """Put the reading line where a voice has come to."""
        self._be_laid_out()
        line = self._laid.line_at(spot.block, spot.signs)
        if line != self._line:
            self._go_to(line)

    def go_to_line(self, line: int) -> None:
        """Put the reading line on a line, near the top of the view."""
        self._go_to(line, at_top=True)

    def go_to_letter(self, letter: str) -> bool:
        """On a list, go to the first link that begins with a letter, if there is one."""
        for index, link in enumerate(self._laid.links if letter else ()):
            if link.text.casefold().lstrip("\"“'‘").startswith(letter.casefold()):
                self._go_to(self._laid.first_lines[index])
                return True
        return False

    def _step(self, by: int) -> None:
        if self._is_list:
            self._step_to_item(by)
            return
        line = self._line + by
        while 0 <= line < len(self._laid.lines) and self._is_passed_over(line):
            line += by
        if 0 <= line < len(self._laid.lines):
            self._go_to(line)

    def _is_passed_over(self, line: int) -> bool:
        """Whether no step ends on a line: it is empty, or a code goes on there."""
        here, above = self._laid.lines[line], self._laid.lines[line - 1]
        return not here.text or (here.is_of_code and above.is_of_code)

    def _step_to_item(self, by: int) -> None:
        """Go to the next item, through what stands before it if that is more than can be seen."""
        self._leave()
        beyond = self._window.item_beyond(self._line, by)
        edge = 0 if by < 0 else len(self._laid.lines) - 1
        target = edge if beyond is None else beyond
        reach = max(self.size.height - _LEAD, 1)
        is_far = abs(target - self._line) >= self._window.height
        if is_far or beyond is not None:
            line = self._line + by * reach if is_far else target
            top = self._window.top_to_step_to(line)
            self._scroll(top)
            self._go_to(line, keep_view=True, on_item=not is_far)
        else:
            # At the first or last item, what stands before or after it comes into view.
            self._go_to(self._line, on_item=False)
            self._scroll(edge)
            self._keep_in_view()

    def _page_on(self, by: int) -> None:
        self._leave()
        top, line = self._top, self._line
        rows = max(self.size.height - _LEAD, 1) * by
        self._scroll(top + rows)
        moved = self._top - top
        if moved:
            self._go_to(self._window.seen_near(line + moved), keep_view=True, on_item=False)
        else:
            # Where the page cannot scroll any further, the reading line goes to its very end.
            self._go_to(0 if by < 0 else len(self._laid.lines) - 1, keep_view=True)

    def _next_link(self, by: int) -> None:
        firsts = self._laid.first_lines
        at = bisect_right(firsts, self._line) if by > 0 else bisect_left(firsts, self._line) - 1
        if 0 <= at < len(firsts):
            self._go_to(firsts[at])

    def _go_to(
        self,
        line: int,
        *,
        at_top: bool = False,
        keep_view: bool = False,
        on_item: bool = True,
    ) -> None:
        self._leave()
        line = min(max(line, 0), len(self._laid.lines) - 1)
        if self._is_list and on_item:
            line = self._window.item_near(line)
        past_blank = 1 if keep_view else -1
        while 0 < line < len(self._laid.lines) - 1 and not self._laid.lines[line].text:
            line += past_blank
        self._line = line
        if at_top:
            self._scroll(line - 1)
        if not (keep_view and self._window.shows(line)):
            self._keep_in_view()

    def _keep_in_view(self) -> None:
        """Scroll so that the reading line, and the whole link on it, can be seen."""
        self._scroll(self._window.top_to_show(self._line))

    def _scroll(self, top: int) -> None:
        """Have another line on top; Textual's own way would lay out the whole screen."""
        self.set_reactive(PageView.scroll_y, self.validate_scroll_y(top))
        self.set_reactive(PageView.scroll_target_y, self.scroll_y)

    def _leave(self) -> None:
        """Before anything moves: keep in mind what is shown, and show soon where that led.

        Of keys that come all at once, only where the last one leads is shown.
        """
        if self._left is None:
            self._left = _Place(self._top, self._line)
            self.call_next(self._show_place)

    def _show_anew(self) -> None:
        """Show soon all of the view."""
        self._leave()
        self._left = _NOWHERE

    def _show_place(self) -> None:
        """Show where the reading line is now: two cells, or the whole view if it has scrolled."""
        left, self._left = self._left, None
        here = _Place(self._top, self._line)
        if left is None or left == here:
            return
        self._take_cursor()
        rows = self.size.height
        if left.top == here.top:
            regions = self._margins(here.line, left.line)
        elif self._rolled(left, here):
            regions = self._margins(here.line) if left.top <= here.line < left.top + rows else ()
        else:
            regions = (self.size.region,)
        if regions and not show_at_once(self, *regions):
            self.refresh(*regions)
            self.post_message(self.Moved())

    def _rolled(self, left: _Place, here: _Place) -> bool:
        """Whether the terminal has moved the rows that stay; the old marker is gone with it."""
        old = Region(0, left.line - here.top, 1, 1)
        return roll_at_once(self, here.top - left.top, old)

    # ------------------------------------------------------------ choosing

    def follow(self) -> bool:
        """Choose the link on the reading line, else the next in sight; False if there is none."""
        self._be_laid_out()
        for line in self._laid.lines[self._line : self._window.end]:
            if line.link >= 0:
                self.follow_number(line.link + 1)
                return True
        return False

    def follow_number(self, number: int) -> None:
        """Choose the link with a number, counted from 1."""
        if 1 <= number <= len(self._laid.links):
            self.post_message(self.Followed(number - 1, self._laid.links[number - 1]))

    def on_click(self, event: events.Click) -> None:
        """A click on a link chooses it; elsewhere it moves the reading line there."""
        line = min(self._top + event.y, len(self._laid.lines) - 1)
        link = self._laid.lines[line].link
        if link >= 0:
            self.follow_number(link + 1)
        elif not self._is_list:
            self._go_to(line, keep_view=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolled by the wheel, the reading line stays in what can be seen."""
        super().watch_scroll_y(old_value, new_value)
        if not self._is_list and self.size.height:
            lowest = self._top + self.size.height - 1
            line = min(max(self._line, self._top), lowest, len(self._laid.lines) - 1)
            if line != self._line:
                self._line = line
                self._tell_where()

    # ------------------------------------------------------------ finding

    def find(self, text: str) -> tuple[int, int]:
        """Look for words in the page and go to the first match from the reading line on.

        Returns:
            Which match the reading line is on, counted from 1, and how many there are; 0 and 0
            where there is none.
        """
        self._seek(text)
        self._show_anew()
        for line in self._sought.lines:
            if line >= self._line:
                return self._at_match(line)
        return self._at_match(self._sought.lines[0]) if self._sought.lines else (0, 0)

    def find_again(self, by: int) -> tuple[int, int]:
        """Go to the next match, or to the one before; after the last comes the first."""
        lines = self._sought.lines
        if not lines:
            return (0, 0)
        onward = [line for line in lines if (line > self._line if by > 0 else line < self._line)]
        if by > 0:
            return self._at_match(onward[0] if onward else lines[0])
        return self._at_match(onward[-1] if onward else lines[-1])

    @property
    def sought(self) -> str:
        """What was looked for last on this page."""
        return self._sought.text

    def _seek(self, text: str) -> None:
        found = matches(self._laid, text)
        lines = dict.fromkeys(match[0].line for match in found)
        stretches = groupby(chain.from_iterable(found), key=attrgetter("line"))
        self._sought = Sought(text, tuple(lines), {line: tuple(on) for line, on in stretches})
        self._strips.clear()

    def _at_match(self, line: int) -> tuple[int, int]:
        if self._is_list:
            self._leave()
            self._line = line
            self._keep_in_view()
        else:
            self._go_to(line)
        return self._sought.lines.index(line) + 1, len(self._sought.lines)

    # ------------------------------------------------------------ drawing

    def render_line(self, y: int) -> Strip:
        """One row of the screen: the margin with or without the marker, then the line."""
        index = self._top + y
        if index >= min(self._window.end, len(self._laid.lines)):
            return Strip.blank(self.size.width, self.rich_style)
        strip = self._strips.get(index)
        if strip is None:
            strip = self._strips[index] = self._drawn(index)
        return strip if index != self._line else self._marked(strip)

    def _marked(self, strip: Strip) -> Strip:
        """The row with the marker in its margin."""
        sign = marker(ascii_only=self._manner.ascii_only)
        marked = Segment(sign, self.get_component_rich_style("page--marker"))
        return Strip([marked, *strip.crop(1, self.size.width)], self.size.width)

    def _drawn(self, index: int) -> Strip:
        """The row with an empty margin.

        Blanks take the look of the text beside them, so that a row of prose is one run of
        characters for the terminal.
        """
        segments = [
            Segment(span.text, self.get_component_rich_style(f"page--{span.role.value}"))
            for span in self._laid.lines[index].spans
        ] or [Segment("", self.rich_style)]
        segments[0] = Segment(" " * self.LEFT + segments[0].text, segments[0].style)
        blanks = self.size.width - sum(segment.cell_length for segment in segments)
        segments[-1] = Segment(segments[-1].text + " " * max(blanks, 0), segments[-1].style)
        strip = Strip(segments).adjust_cell_length(self.size.width, self.rich_style).simplify()
        for stretch in self._sought.stretches.get(index, ()):
            strip = self._with_match(strip, stretch)
        return strip

    def _with_match(self, strip: Strip, stretch: Stretch) -> Strip:
        """The same row with the stretch in the look of a match."""
        style = self.get_component_rich_style("page--match")
        text = self._laid.lines[stretch.line].text
        start = self.LEFT + cell_len(text[: stretch.start])
        end = self.LEFT + cell_len(text[: stretch.end])
        # In a window that is too narrow for a row, what matches may be beyond its edge.
        match = strip.crop(start, end)
        marked = [Segment(segment.text, (segment.style or style) + style) for segment in match]
        return Strip.join([strip.crop(0, start), Strip(marked), strip.crop(end)])

    def _take_cursor(self) -> None:
        """Have the next repaint end with the cursor on the reading line, if this is read."""
        if self.has_focus and self.app.screen_stack[-1:] == [self.screen]:
            self.app.cursor_position = self.cursor_cell

    def _tell_where(self) -> None:
        """Say that the reading line is elsewhere; the next repaint ends with the cursor on it."""
        self._take_cursor()
        self.post_message(self.Moved())

    def _margins(self, *lines: int) -> tuple[Region, ...]:
        rows = (line - self._top for line in lines)
        return tuple(Region(0, row, 1, 1) for row in rows if 0 <= row < self.size.height)
