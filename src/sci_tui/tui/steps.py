"""Where a key leads on a page that is divided into pieces: reckoned without any widget."""

from typing import NamedTuple

from sci_tui.layout.lines import Laid, Piece


class Steps(NamedTuple):
    """The lines of a divided page one can be on. On a list they are its items, piece by piece."""

    laid: Laid
    is_list: bool

    def beyond(self, line: int, by: int) -> int:
        """The next line in a direction, the line itself beyond both ends.

        From item to item on a list; what stands before, between pieces and after the last item is
        read line by line. The last line of a piece leads to the next piece.
        """
        piece = self.laid.piece_of(line)
        if by > 0 and line == piece.more:
            return self.landing(self._beside(piece, 1))
        if by < 0 and line == piece.first:
            return self._last_before(piece)
        if self.is_list and line in self.laid.first_lines:
            further = [item for item in self._items(piece) if (item - line) * by > 0]
            if further:
                return min(further, key=lambda item: abs(item - line))
        return self._below(line, piece) if by > 0 else self._above(line, piece)

    def turned(self, line: int, by: int) -> int:
        """Where turning to the next piece or the one before leads; at both ends to that end."""
        piece = self.laid.piece_of(line)
        beside = self._beside(piece, by)
        if beside != piece:
            return self.landing(beside)
        return self.first if by < 0 else max(self.landing(piece), self._last_of(piece))

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
        items = self._items(piece)
        if self.is_list and items:
            return items[0]
        return piece.first if piece == self.laid.pieces[0] else piece.begins

    def _items(self, piece: Piece) -> list[int]:
        return [line for line in self.laid.first_lines if piece.first <= line < piece.end]

    def _below(self, line: int, piece: Piece) -> int:
        """The line below; from an item of a list what stands below all that belongs to it."""
        link = self.laid.lines[line].link if self.is_list else -1
        for below in range(line + 1, piece.end):
            if link < 0 or self.laid.lines[below].link != link:
                return below
        return line

    def _above(self, line: int, piece: Piece) -> int:
        """The line above; on a list the first line here of the item it belongs to."""
        link = self.laid.lines[line - 1].link if self.is_list else -1
        return max(self.laid.first_lines[link], piece.begins) if link >= 0 else line - 1

    def _last_of(self, piece: Piece) -> int:
        """The last item of a piece of a list, else its last line but the one that more comes."""
        items = self._items(piece)
        if self.is_list and items:
            return items[-1]
        return piece.end - 2 if piece.has_more else piece.end - 1

    def _last_before(self, piece: Piece) -> int:
        before = self._beside(piece, -1)
        return piece.first if before == piece else self._last_of(before)

    def _beside(self, piece: Piece, by: int) -> Piece:
        pieces = self.laid.pieces
        return pieces[min(max(pieces.index(piece) + by, 0), len(pieces) - 1)]
