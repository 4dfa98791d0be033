"""Where a key leads on a page that is divided into pieces: reckoned without any widget."""

from typing import NamedTuple

from sci_tui.layout.lines import Laid, Piece


class Steps(NamedTuple):
    """The lines of a divided page one can be on. On a list they are its items, piece by piece."""

    laid: Laid
    is_list: bool

    def beyond(self, line: int, by: int) -> int:
        """The next line in a direction, the line itself beyond both ends.

        From item to item on a list; what stands before the first item of a piece is read line by
        line. The last line of a piece leads to the next piece.
        """
        piece = self.laid.piece_of(line)
        if by > 0 and line == piece.more:
            return self.landing(self._beside(piece, 1))
        if self.is_list and (self._is_item(line) or line == piece.more):
            further = self._beyond(self._items(piece), line, by)
            if further is not None:
                return further
        if by > 0:
            return line if self._is_last_stop(line, piece) else line + 1
        return line - 1 if line > piece.first else self._last_before(piece)

    def turned(self, line: int, by: int) -> int:
        """Where turning to the next piece or the one before leads; at both ends to that end."""
        piece = self.laid.piece_of(line)
        beside = self._beside(piece, by)
        if beside == piece:
            return self.first if by < 0 else self.last
        return self.landing(beside)

    @property
    def first(self) -> int:
        """Where reading begins: the title, on a list the first item."""
        return self.landing(self.laid.pieces[0])

    @property
    def last(self) -> int:
        """Where a page ends: its last line, on a list the last item."""
        if self.is_list and self.laid.first_lines:
            return self.laid.first_lines[-1]
        return len(self.laid.lines) - 1

    def landing(self, piece: Piece) -> int:
        """Where one is in a piece that was turned to."""
        items = [item for item in self._items(piece) if item != piece.more]
        if self.is_list and items:
            return items[0]
        return piece.begins if piece.first else 0

    def _items(self, piece: Piece) -> list[int]:
        lines = [line for line in self.laid.first_lines if piece.first <= line < piece.end]
        return [*lines, piece.more] if piece.has_more else lines

    def _is_item(self, line: int) -> bool:
        return line in self.laid.first_lines

    def _beyond(self, stops: list[int], line: int, by: int) -> int | None:
        onward = [stop for stop in stops if (stop - line) * by > 0]
        return min(onward, key=lambda stop: abs(stop - line), default=None)

    def _is_last_stop(self, line: int, piece: Piece) -> bool:
        return line == piece.end - 1 or (self.is_list and line == self.last)

    def _last_before(self, piece: Piece) -> int:
        """The last line of the piece before, not counting that more comes."""
        before = self._beside(piece, -1)
        if before == piece:
            return piece.first
        items = [item for item in self._items(before) if item != before.more]
        return items[-1] if self.is_list and items else before.more - 1

    def _beside(self, piece: Piece, by: int) -> Piece:
        pieces = self.laid.pieces
        return pieces[min(max(pieces.index(piece) + by, 0), len(pieces) - 1)]
