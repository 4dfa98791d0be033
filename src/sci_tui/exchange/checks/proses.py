"""Every field of prose in a content file, with the path by which a person finds it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sci_tui.domain.library import Content
from sci_tui.domain.prose import Prose, Sentence
from sci_tui.domain.study import Study


class Field(NamedTuple):
    """A field of prose: the file it stands in, its path there, and what it says."""

    file: str
    path: str
    prose: Prose


def study_file(study: Study) -> str:
    """The file a study is written in."""
    return f"studies/{study.slug}.toml"


def proses(file: str, value: Any, path: str = "") -> Iterator[Field]:
    """Every prose field below a value."""
    if isinstance(value, tuple) and value and _is_paragraph(value[0]):
        yield Field(file, path, value)
    elif isinstance(value, tuple) and hasattr(value, "_asdict"):
        for name, inner in value._asdict().items():
            yield from proses(file, inner, f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value, start=1):
            yield from proses(file, inner, f"{path}[{index}]")


def _is_paragraph(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Sentence)


def every_field(content: Content) -> Iterator[Field]:
    """Every prose field of every file."""
    for study in content.studies:
        yield from proses(study_file(study), study)
    for page in content.pages:
        yield from proses(f"pages/{page.slug}.toml", page)
    for topic in content.topics:
        yield from proses(f"topics/{topic.slug}.toml", topic)
