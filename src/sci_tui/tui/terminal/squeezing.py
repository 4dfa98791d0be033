"""The same picture in fewer bytes: what Textual writes, without what changes nothing.

Textual states each colour anew, says both colours where one differs, and writes every blank. Over a
slow line that is half of what is sent.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from rich.cells import cell_len

_PART: Final = re.compile(
    r"\x1b\[(?P<look>[\d;]*)m"
    r"|\x1b\[(?P<row>\d+);(?P<column>\d+)H"
    r"|\n(?P<break>)(?=\x1b\[\d+;\d+H)"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|(?P<other>\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x00-\x1f\x7f-\x9f])"
)
_ANY_MOVE: Final = re.compile(r"\x1b\[\d+;\d+H")
_WORTH: Final = 5
"""So many blanks are as long as what passes over them."""
_BLANKS: Final = re.compile(f"( {{{_WORTH + 1},}})")
_DEFAULT_INK: Final = "39"
_DEFAULT_GROUND: Final = "49"
_ON_BLANKS: Final = frozenset(("4", "7", "9", "21", "51", "52", "53"))
"""Reversed, or with a line through, over, under or around it: seen where nothing stands."""


class Look(NamedTuple):
    """How signs look: the codes of their attributes, of their colour and of what is behind them."""

    attributes: frozenset[str]
    ink: str
    ground: str

    @property
    def is_plain_on_blanks(self) -> bool:
        """Whether a blank shows nothing but what is behind it."""
        return self.attributes.isdisjoint(_ON_BLANKS)


_PLAIN: Final = Look(frozenset(), _DEFAULT_INK, _DEFAULT_GROUND)


class _Run(NamedTuple):
    look: Look
    text: str


def squeezed(written: str, columns: int, *, keeps_ground: bool, is_erased: bool = False) -> str:
    """What shows the same, with the cursor at the same place and no look left over.

    Of all that acts on a terminal only looks and places get through where rows are placed.

    Args:
        written: What Textual writes; it begins in the plain look and places each row.
        columns: How wide the screen is.
        keeps_ground: Whether the terminal erases in the colour that signs stand on at that moment,
            which is called ``bce`` in terminfo.
        is_erased: Whether nothing stands in those rows, on the terminal's own ground.
    """
    if not _ANY_MOVE.search(written):
        return written
    squeezing = _Squeezing(columns, keeps_ground=keeps_ground, is_erased=is_erased)
    return "".join(squeezing.of(written))


class _Squeezing:
    """Goes through what is written once, a row at a time."""

    def __init__(self, columns: int, *, keeps_ground: bool, is_erased: bool) -> None:
        self._columns = columns
        self._keeps_ground = keeps_ground
        self._is_erased = is_erased
        self._shown = _PLAIN
        self._runs: list[_Run] = []
        self._cells = 0

    def of(self, written: str) -> Iterator[str]:
        look = _PLAIN
        for part in _PART.finditer(written):
            match part.lastgroup:
                case "text":
                    self._runs.append(_Run(look, part["text"]))
                case "look":
                    look = _look(part["look"])
                case "column":
                    yield from self._row()
                    self._cells = int(part["column"]) - 1
                    yield part[0]
                case _:
                    # Nothing else belongs into a row. It may have come with the text of one.
                    pass
        yield from self._row()
        yield self._to(look)

    def _row(self) -> Iterator[str]:
        """The runs since the cursor was placed."""
        runs, self._runs = self._runs, []
        if not runs:
            return
        look = runs[-1].look
        is_to_edge = self._ends_at_edge(runs)
        if is_to_edge and self._is_erased_like(look):
            yield from self._words(runs, look.ground)
        elif is_to_edge and self._can_erase(look) and _pays(runs, look):
            yield self._to(Look(self._shown.attributes - _ON_BLANKS, self._shown.ink, look.ground))
            yield "\x1b[K"
            yield from self._words(runs, look.ground)
        else:
            for run in runs:
                yield self._for(run)

    def _words(self, runs: list[_Run], ground: str) -> Iterator[str]:
        """What stands in an erased row; long blanks are passed over."""
        passed = 0
        last = runs[-1]
        for look, text in (*runs[:-1], last._replace(text=last.text.rstrip(" "))):
            is_blank = look.ground == ground and look.is_plain_on_blanks
            for stretch in _BLANKS.split(text) if is_blank else (text,):
                if is_blank and len(stretch) > _WORTH and not stretch.strip(" "):
                    passed += len(stretch)
                elif stretch:
                    if passed:
                        yield f"\x1b[{passed}C"
                        passed = 0
                    yield self._for(_Run(look, stretch))

    def _for(self, run: _Run) -> str:
        """A run, with what changes the look to its own; a blank takes only what is behind it."""
        look, text = run
        if look.is_plain_on_blanks and not text.strip(" "):
            plain = self._shown.attributes - _ON_BLANKS
            look = Look(plain, self._shown.ink, look.ground)
        return self._to(look) + text

    def _to(self, look: Look) -> str:
        shown, self._shown = self._shown, look
        return _change(shown, look)

    def _ends_at_edge(self, runs: list[_Run]) -> bool:
        return self._cells + sum(cell_len(run.text) for run in runs) == self._columns

    def _is_erased_like(self, look: Look) -> bool:
        return self._is_erased and look.is_plain_on_blanks and look.ground == _DEFAULT_GROUND

    def _can_erase(self, look: Look) -> bool:
        # A terminal that does not keep what is behind erases in its own colours.
        is_own = look.ground == _DEFAULT_GROUND
        return look.is_plain_on_blanks and (self._keeps_ground or is_own)


def _pays(runs: list[_Run], look: Look) -> bool:
    """Whether there are blanks enough that are worth erasing the row."""
    return any(
        _BLANKS.search(run.text)
        for run in runs
        if run.look.ground == look.ground and run.look.is_plain_on_blanks
    )


@lru_cache(256)
def _look(codes: str) -> Look:
    """The look that codes give to what was plain before."""
    attributes: set[str] = set()
    ink, ground = _DEFAULT_INK, _DEFAULT_GROUND
    rest = [code or "0" for code in codes.split(";")]
    while rest:
        code = rest.pop(0)
        if code in ("38", "48"):
            count = {"5": 2, "2": 4}.get(rest[0] if rest else "", 0)
            colour = ";".join((code, *rest[:count]))
            del rest[:count]
            ink, ground = (colour, ground) if code == "38" else (ink, colour)
        elif code == "0":
            attributes.clear()
            ink, ground = _DEFAULT_INK, _DEFAULT_GROUND
        elif code[0] in "39" and len(code) > 1:
            ink = code
        elif code[0] in "41" and len(code) > 1:
            ground = code
        else:
            attributes.add(code)
    return Look(frozenset(attributes), ink, ground)


@lru_cache(1024)
def _change(shown: Look, look: Look) -> str:
    """The shortest that changes a look to another."""
    if shown == look:
        return ""
    anew = _codes(_PLAIN, look)
    if not shown.attributes <= look.attributes:
        return f"\x1b[0;{anew}m" if anew else "\x1b[m"
    return min(f"\x1b[{_codes(shown, look)}m", f"\x1b[0;{anew}m" if anew else "\x1b[m", key=len)


def _codes(shown: Look, look: Look) -> str:
    codes = sorted(look.attributes - shown.attributes)
    codes += [look.ink] if look.ink != shown.ink else []
    codes += [look.ground] if look.ground != shown.ground else []
    return ";".join(codes)
