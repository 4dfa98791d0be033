"""The page view for ears and fingers: a piece at a time, only text, the cursor as the marker."""

from typing import Final

from textual.message import Message
from textual.strip import Strip

from sci_tui.layout.lines import WIDEST_TEXT, Laid, Look
from sci_tui.layout.pieces import in_pieces, without_opening
from sci_tui.site.pages import Page
from sci_tui.site.session import Spot
from sci_tui.tui.steps import Steps
from sci_tui.tui.terminal import ByEar
from sci_tui.tui.widgets.page_view import PageView

ROWS_BELOW: Final = 3
"""Rows below the page that belong to messages and to what is typed."""
_SAID_BY_READERS: Final = ("line-up", "line-down")
"""After these, if they lead anywhere, readers say the line with the cursor of their own accord."""
_TURNING: Final = ("page-up", "page-down")
"""After these, the page that was turned to says which it is."""


class EarView(PageView, inherit_bindings=False):
    """Shows one page, a piece at a time."""

    LEFT = 0
    _has_opened = False

    class Placed(Message):
        """A key that draws nothing has led somewhere, and it should be said where that is."""

    class Turned(Message):
        """Another piece of the page is shown."""

    def show(self, page: Page, spot: Spot | None = None, before: tuple[str, ...] = ()) -> None:
        """Show a page. Another page is said whole; of the same one, what has changed."""
        is_another = self._page is None or self._page.route != page.route
        if is_another:
            self._has_opened = False
            self._say_all()
        super().show(page, spot, before if is_another else self._before)

    def move(self, command: str) -> None:
        """Move as a command of the table says; say where that led if readers would not."""
        self._be_laid_out()
        line, before = self._line, self._laid.piece_of(self._line)
        if command.startswith("link-"):
            super().move(command)
        else:
            self._go_to(self._led_to(command))
        is_same = self._laid.piece_of(self._line) == before
        if command in _SAID_BY_READERS and is_same and abs(self._line - line) > 1:
            self._jump()
        has_turned = command in _TURNING and not is_same
        is_said = command in _SAID_BY_READERS and self._line != line
        if not is_said and not has_turned:
            self.tell_place()

    def follow(self) -> bool:
        """Choose the link on the line, or turn to what comes where the line says that more does."""
        self._be_laid_out()
        if self._line == self._laid.piece_of(self._line).more:
            self.move("page-down")
            return True
        return super().follow()

    def go_to_line(self, line: int) -> None:
        """Put the reading line on a line."""
        super().go_to_line(line)
        self.tell_place()

    def go_to_link(self, position: int) -> None:
        """Put the reading line on a link, given by its position."""
        super().go_to_link(position)
        self.tell_place()

    def go_to_letter(self, letter: str) -> bool:
        """On a list, go to the first link that begins with a letter, if there is one."""
        found = super().go_to_letter(letter)
        if found:
            self.tell_place()
        return found

    def _led_to(self, command: str) -> int:
        steps = Steps(self._laid, self._is_list)
        match command:
            case "line-up" | "line-down":
                return steps.beyond(self._line, 1 if command == "line-down" else -1)
            case "page-up" | "page-down":
                return steps.turned(self._line, 1 if command == "page-down" else -1)
            case "top":
                return steps.first
            case "bottom":
                return steps.last
            case _:
                raise LookupError(command)

    def _go_to(
        self,
        line: int,
        *,
        at_top: bool = False,  # noqa: ARG002 - a piece is always shown from its top
        keep_view: bool = False,  # noqa: ARG002
        on_item: bool = True,  # noqa: ARG002
    ) -> None:
        before = self._laid.piece_of(self._line)
        self._line = line
        if self._laid.piece_of(line) != before:
            self.say_anew()
        self._keep_in_view()
        self._tell_where()

    def _scroll(self, top: int) -> None:
        self.scroll_to(y=top, animate=False, immediate=True)

    def _show_anew(self) -> None:
        self.refresh()

    def say_anew(self) -> None:
        """Say all that is shown, but not again what is said only once."""
        if self._before and not self._has_opened:
            self._has_opened = True
            self._laid = without_opening(self._laid)
            self._line = max(self._line, self._laid.pieces[0].first)
            self._keep_in_view()
        self.refresh()
        self.post_message(self.Turned())
        self._say_all()

    def _at_match(self, line: int) -> tuple[int, int]:
        self._go_to(line)
        self._say_row()
        return self._sought.lines.index(line) + 1, len(self._sought.lines)

    @property
    def look(self) -> Look:
        """How pages are laid out here."""
        width = min(self.size.width, WIDEST_TEXT)
        return Look(width, spoken=True, ascii_only=self._manner.ascii_only)

    def shows(self, page: Page) -> bool:
        """Whether this is the page that is shown."""
        return self._page == page

    def _laid_out(self, page: Page) -> Laid:
        laid = in_pieces(page, self.look, self.app.size.height - ROWS_BELOW, self._before)
        return without_opening(laid) if self._has_opened else laid

    @property
    def _rows_in_all(self) -> int:
        # The last piece too is shown from the top, however short it is.
        return len(self._laid.lines) + self.app.size.height

    def _line_of(self, spot: Spot) -> int:
        if spot == Spot():
            return Steps(self._laid, self._is_list).first
        line = self._laid.line_at(spot.block, spot.signs)
        link = self._laid.lines[line].link
        return self._laid.first_lines[link] if self._is_list and link >= 0 else line

    def _marked(self, strip: Strip) -> Strip:
        """The row as it is: readers take a changed row for news, and the cursor is the marker."""
        return strip

    def tell_place(self) -> None:
        """Say the line one is on, and where that is."""
        self._say_row()
        self.post_message(self.Placed())

    def _jump(self) -> None:
        if isinstance(self.app, ByEar):
            self.app.move_to_row(self.cursor_cell.y, self.cursor_cell)

    def _say_row(self) -> None:
        if isinstance(self.app, ByEar):
            self.app.say_row(self.cursor_cell.y)

    def _say_all(self) -> None:
        if isinstance(self.app, ByEar):
            self.app.say_all()
