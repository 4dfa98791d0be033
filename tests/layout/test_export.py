"""Pages as Markdown, HTML and JSON: everything on them, in order, and nothing that acts."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs

import pytest

from sci_tui.domain.study import Change, Marks, Moves
from sci_tui.layout import export
from sci_tui.layout.spoken import said, spoken_look
from sci_tui.site.actions import AskWords
from sci_tui.site.pages import (
    Aside,
    Bars,
    Code,
    Crumb,
    Fields,
    Heading,
    Items,
    KeyText,
    Link,
    Page,
    Picture,
    Table,
    Text,
)
from sci_tui.site.routes import HOME, Route, parse, study
from sci_tui.site.site import Site

HONMOU = "honmou-2021-iv-msc-13-cases"
ROUTES = (
    "home",
    "latest",
    "categories",
    "category/pain?sort=people",
    "search?q=walk",
    f"study/{HONMOU}",
    f"study/{HONMOU}/news",
    f"study/{HONMOU}/sources",
    f"study/{HONMOU}/feedback",
    "study/wj-msc-chronic-complete-case-2023",
    "topic/cells",
    "words",
    "reference/ais-grades",
    "how-to-read",
    "like-me",
    "like-me/studies",
    "like-me?change=completeness",
    "settings",
    "my-feedback",
    "help",
    "about",
)
NASTY = "<script>alert(1)</script> & [a](b) *c* `d` _e_ | # 1. \\"
PAGE = Page(
    Route("study", "a", "sources"),
    NASTY,
    (
        Heading(NASTY, rank=2, note=NASTY),
        Text((NASTY, "1. not a list", "Second sentence.")),
        KeyText((NASTY,)),
        Aside(f" {NASTY}"),
        Items((Text((NASTY,)), Text(("- two",))), numbered=True),
        Items((Text((NASTY,)),), numbered=False),
        Fields(((NASTY, NASTY),)),
        Table(("One", NASTY), (("1", NASTY), ("2", "b"))),
        Heading("Onward"),
        Link(NASTY, study("a"), note=NASTY, detail=f"{NASTY}\nsecond"),
        Link("Type words", AskWords("x")),
    ),
    trail=(Crumb("Home", HOME), Crumb(NASTY, study("a"))),
)


@pytest.fixture(params=ROUTES)
def page(request: pytest.FixtureRequest, site: Site) -> Page:
    """Each kind of page in turn."""
    return site.page(parse(request.param))


class Outline(HTMLParser):
    """What a document holds: its tags, its headings, its addresses, its text."""

    EMPTY = ("meta", "br")

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(document)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._open[-1] if self._open else "", data))

    def of(self, *tags: str) -> list[tuple[str, dict[str, str | None]]]:
        """The tags of some kinds, in order."""
        return [each for each in self.tags if each[0] in tags]

    @property
    def words(self) -> str:
        """All the text, its white space evened out."""
        return " ".join(" ".join(text for _, text in self.texts).split())


def test_html_is_one_whole_document_that_a_screen_reader_can_find_its_way_in(page: Page) -> None:
    document = export.html(page)
    outline = Outline(document)
    assert document.startswith("<!DOCTYPE html>\n")
    assert outline.of("html") == [("html", {"lang": "en"})]
    assert len(outline.of("h1")) == len(outline.of("main")) == len(outline.of("title")) == 1
    levels = [int(tag[1]) for tag, _ in outline.of("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_html_runs_nothing_and_fetches_nothing(page: Page) -> None:
    outline = Outline(export.html(page))
    assert not outline.of("script", "img", "link", "iframe", "object", "form", "base")
    assert not [name for _, attributes in outline.tags for name in attributes if name[:2] == "on"]


def test_every_address_in_html_is_the_route_of_its_link(page: Page) -> None:
    followed = [a["href"] or "" for tag, a in Outline(export.html(page)).of("a")]
    routes = [crumb.to for crumb in page.trail]
    routes += [link.to for link in page.links if isinstance(link.to, Route)]
    assert [parse(parse_qs(href[1:])["route"][0]) for href in followed] == routes


def test_html_numbers_links_as_every_reader_does(page: Page) -> None:
    document = export.html(page).partition("<main>")[2]
    number, numbers = 0, []
    for tag, attributes in Outline(f"<main>{document.partition('</body>')[0]}").tags:
        if tag == "ol":
            number = int(attributes.get("start") or 1)
        elif tag == "li":
            numbers.append(number)
            number += 1
    assert set(range(1, len(page.links) + 1)) <= set(numbers)


def _sentences(page: Page) -> Iterator[str]:
    yield page.title
    for block in page.blocks:
        match block:
            case Heading(text) | Aside(text) | Link(text):
                yield text
            case Text(sentences) | KeyText(sentences) | Picture(_, sentences) | Code(_, sentences):
                yield " ".join(sentences)
            case Items(items):
                yield from (" ".join(item.sentences) for item in items)
            case Fields(rows) | Table(_, rows):
                yield from (cell for row in rows for cell in row)


def test_nothing_of_a_page_is_left_out_of_html(page: Page) -> None:
    words = Outline(export.html(page)).words
    for sentence in _sentences(page):
        assert " ".join(sentence.split()) in words


def test_what_is_content_is_never_markup() -> None:
    outline = Outline(export.html(PAGE))
    assert not outline.of("script")
    assert outline.words.count(NASTY) == 17
    assert [tag for tag, _ in outline.of("h1", "h2", "h3")] == ["h1", "h2", "h2"]


def test_figures_have_their_sentence_beside_them_for_everyone(site: Site) -> None:
    page = site.page(study(HONMOU))
    pictures = [block for block in page.blocks if isinstance(block, Picture)]
    outline = Outline(export.html(page))
    assert pictures
    assert len(outline.of("figure")) == len(outline.of("figcaption")) == len(pictures)
    assert outline.of("pre") == [("pre", {"aria-hidden": "true"})] * len(pictures)
    markdown = export.markdown(page)
    assert markdown.count("```text\n") == len(pictures)


def test_markdown_has_one_title_and_headings_in_order(page: Page) -> None:
    prose = export.markdown(page).split("```")[::2]
    levels = [
        len(line.partition(" ")[0])
        for part in prose
        for line in part.splitlines()
        if line.startswith("#")
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_markdown_says_the_number_of_a_link_and_tells_it_from_a_finding(site: Site) -> None:
    listed = export.markdown(site.page(HOME))
    assert "\n2. [Latest research](?route=latest)" in listed
    assert "\n1. Search the library" in listed
    read = export.markdown(site.page(study(HONMOU)))
    assert "\n- Link 1: [" in read


def test_markdown_in_content_means_itself() -> None:
    markdown = export.markdown(PAGE)
    assert "<script>" not in markdown.replace("\\<", "")
    assert "[a](b)" not in markdown
    assert "\n1\\. not" not in markdown
    assert "\n1. \\- two" not in markdown
    assert "\n2. \\- two" in markdown
    rows = [line for line in markdown.splitlines() if line.startswith("| ")]
    assert [line.replace("\\|", "").count("|") for line in rows] == [3, 3, 3, 3]


def test_json_holds_the_page_with_its_numbers_and_routes(page: Page) -> None:
    told: dict[str, Any] = json.loads(export.as_json(page))
    links = [block for block in told["blocks"] if block["type"] == "link"]
    assert parse(told["route"]) == page.route
    assert told["title"] == page.title
    assert len(told["blocks"]) == len(page.blocks)
    assert [link["number"] for link in links] == list(range(1, len(page.links) + 1))
    for given, link in zip(links, page.links, strict=True):
        assert given["text"] == link.text
        assert (given["route"] is None) == (given["action"] is not None)
        assert given["route"] is None or parse(given["route"]) == link.to
    assert [crumb["route"] for crumb in told["trail"]] == [str(c.to) for c in page.trail]


def test_json_says_where_a_study_stands(site: Site) -> None:
    told = json.loads(export.as_json(site.page(study(HONMOU), Route("latest"))))
    assert told["within"] == "latest"
    assert told["place"]["total"] >= told["place"]["position"] >= 1


def test_json_names_its_blocks_and_actions() -> None:
    told = export.as_dict(PAGE)
    assert [block["type"] for block in told["blocks"]] == (
        "heading text key-text aside items items fields table heading link link".split()
    )
    assert told["blocks"][-1]["action"] == {
        "type": "ask-words",
        "words": "x",
        "search": "search",
    }


@pytest.mark.parametrize("slug", [HONMOU, "wj-msc-chronic-complete-case-2023"])
def test_json_keeps_the_numbers_of_a_figure(site: Site, slug: str) -> None:
    page = site.page(study(slug))
    told = [block for block in export.as_dict(page)["blocks"] if block["type"] == "picture"]
    figures = [block.figure for block in page.blocks if isinstance(block, Picture)]
    for given, figure in zip(told, figures, strict=True):
        assert given["figure"]["kind"] == figure.kind
        match figure:
            case Change():
                assert given["figure"]["after"] == figure.after
            case Moves():
                people = [move["people"] for move in given["figure"]["moves"]]
                assert people == [move.people for move in figure.moves]
            case Marks():
                people = [row["number"] for row in given["figure"]["rows"]]
                assert people == [row.number for row in figure.rows]
            case Bars():
                pytest.fail("A study has no bars.")


def test_in_ascii_every_format_is_ascii_and_html_and_json_lose_nothing(page: Page) -> None:
    assert export.markdown(page, ascii_only=True).isascii()
    document = export.html(page, ascii_only=True)
    assert document.isascii()
    assert Outline(document).words == Outline(export.html(page)).words
    data = export.as_json(page, ascii_only=True)
    assert data.isascii()
    assert json.loads(data) == json.loads(export.as_json(page))
    assert "".join(said(page, spoken_look(ascii_only=True))).isascii()


def test_a_page_is_said_title_first_in_lines_below_80_columns(page: Page) -> None:
    lines = list(said(page, spoken_look(ascii_only=False)))
    assert " ".join(page.title.split()).startswith(lines[0])
    assert max(map(len, lines)) < 80


def test_a_title_of_several_lines_is_said_whole_before_anything_else() -> None:
    title = "A very long title of a paper " * 6
    lines = list(said(Page(HOME, title.strip(), (Text(("Body.",)),)), spoken_look(ascii_only=True)))
    assert " ".join(lines[:-1]) == title.strip()
    assert lines[-1] == "Body."
