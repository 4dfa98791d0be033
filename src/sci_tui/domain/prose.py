"""Prose whose sentences name the facts they rest on.

In a content file each sentence stands on a line of its own, a blank line begins a paragraph, and
the facts a sentence rests on follow it in braces::

    Twelve of 13 people moved up at least one grade. {moved-up}
    Nobody knows how many would have done so anyway.
"""

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any, NamedTuple

from sci_tui.domain.limits import read_before

_MARKED = re.compile(r"(?P<text>.*?)(?:\s*\{(?P<facts>[^{}]*)\})?\s*")


class Sentence(NamedTuple):
    """One sentence and the ids of the facts that stand behind it."""

    text: str
    facts: tuple[str, ...] = ()


Paragraph = tuple[Sentence, ...]


class _Marked:
    """Lets pydantic read marked text where a type asks for prose."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        return read_before(_parse_if_text, handler(source))


Prose = Annotated[tuple[Paragraph, ...], _Marked()]


def parse(marked: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a marked text.

    Raises:
        ValueError: If there is no sentence in it, or braces stand anywhere but at a line's end.
    """
    blocks = re.split(r"\n[ \t]*\n", marked.strip())
    paragraphs = tuple(
        tuple(_sentence(line) for line in block.splitlines() if line.strip()) for block in blocks
    )
    if not paragraphs[0]:
        raise ValueError("the text is empty. Allowed: at least one sentence")
    return paragraphs


def sentences(prose: tuple[Paragraph, ...]) -> Iterator[Sentence]:
    """Every sentence, in reading order."""
    for paragraph in prose:
        yield from paragraph


def plain(prose: tuple[Paragraph, ...]) -> str:
    """The words alone, paragraphs separated by a blank line."""
    return "\n\n".join(" ".join(s.text for s in paragraph) for paragraph in prose)


def _parse_if_text(value: Any) -> Any:
    # "unknown" stands for what a source does not say, wherever a type allows that.
    return parse(value) if isinstance(value, str) and value != "unknown" else value


def _sentence(line: str) -> Sentence:
    match = _MARKED.fullmatch(line.strip())
    text = match["text"].strip() if match else ""
    if not match or not text or "{" in text or "}" in text:
        raise ValueError(f"cannot read {line.strip()!r}. Allowed: one sentence, then {{fact ids}}")
    return Sentence(text, tuple((match["facts"] or "").replace(",", " ").split()))
