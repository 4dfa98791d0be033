"""Pages, lists and references on standard output."""

import json
import shlex

import pytest

from sci_tui.exchange.citations import CitationFormat
from sci_tui.site.site import Site
from tests.cli.conftest import Ask

HONMOU = "honmou-2021-iv-msc-13-cases"


def test_a_page_begins_with_its_title_and_keeps_below_80_columns(ask: Ask) -> None:
    code, out, err = ask("page", f"study/{HONMOU}")
    assert (code, err) == (0, "")
    assert out.startswith("Intravenous infusion of auto serum-expanded autologous mesenchymal")
    assert max(map(len, out.splitlines())) < 80


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
@pytest.mark.parametrize("route", ["home", "categories", "settings", "my-feedback", "help"])
def test_every_format_prints_every_kind_of_page(ask: Ask, form: str, route: str) -> None:
    answer = ask("page", route, "--format", form)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.endswith("\n")


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_with_ascii_every_format_is_ascii(ask: Ask, form: str) -> None:
    assert ask("--ascii", "page", f"study/{HONMOU}", "--format", form).out.isascii()


def test_what_was_typed_in_a_route_does_not_act_on_the_terminal(ask: Ask) -> None:
    for form in ("text", "markdown", "html", "json"):
        answer = ask("page", "search?q=%1b[31mred\x1b]0;x\x07%e2%80%ae", "--format", form)
        assert answer.code == 0
        assert not {"\x1b", "\x07", "\u202e"} & set(answer.out)


def test_studies_are_listed_with_the_route_that_opens_them(ask: Ask, site: Site) -> None:
    code, out, _ = ask("studies", "--category", "pain")
    routes = [line for line in out.splitlines() if not line.startswith(" ")]
    assert code == 0
    assert "study/cardenas-2013-pregabalin-pain" in routes
    assert all(ask("page", route).code == 0 for route in routes)
    assert max(map(len, out.splitlines())) < 80


@pytest.mark.parametrize(
    ("filters", "passes"),
    [
        ("--design single-arm", lambda card: card["design"] == "single-arm"),
        ("--since 2021", lambda card: (card["published"] or "") >= "2021"),
        ("--until 2010", lambda card: "1900" <= (card["published"] or "") < "2011"),
        ("--evidence-level 2", lambda card: card["evidence_level"] == 2),
        ("--design rct", lambda card: card["design"] == "randomised-trial"),
        ("--people 50", lambda card: (card["people"] or 0) >= 50),
        (
            "--since 2015 --people 50",
            lambda card: (card["published"] or "") >= "2015" and (card["people"] or 0) >= 50,
        ),
    ],
)
def test_filters_narrow_the_list(ask: Ask, filters: str, passes: object) -> None:
    assert callable(passes)
    every = json.loads(ask("studies", "--json").out)
    some = json.loads(ask("studies", "--json", *filters.split()).out)
    assert [card for card in every if passes(card)] == some
    assert 0 < len(some) < len(every)


@pytest.mark.parametrize(
    "filters",
    [
        "--species human --time acute",
        "--completeness incomplete --injury-level cervical",
        "--compared no --outcome unclear --figures yes",
        "--category pain --until 2015 --evidence-level 2 --design rct --sort title",
    ],
)
def test_options_and_the_query_of_a_route_narrow_to_the_same(ask: Ask, filters: str) -> None:
    words = filters.split()
    query = "&".join(
        f"{key.removeprefix('--')}={value}"
        for key, value in zip(words[::2], words[1::2], strict=True)
    )
    page = json.loads(ask("page", f"latest?{query}", "--format", "json").out)
    routes = [block.get("route") or "" for block in page["blocks"]]
    listed = [route.removeprefix("study/") for route in routes if route.startswith("study/")]
    assert listed
    assert [card["slug"] for card in json.loads(ask("studies", "--json", *words).out)] == listed


def test_the_limit_and_the_order_hold(ask: Ask) -> None:
    cards = json.loads(ask("studies", "--sort", "people", "--limit", "3", "--json").out)
    people = [card["people"] for card in cards]
    assert len(people) == 3
    assert people == sorted(people, reverse=True)


def test_a_list_of_nothing_says_so(ask: Ask) -> None:
    nothing = ("--design", "laboratory", "--since", "2100")
    assert ask("studies", *nothing) == (0, "No study passes these filters.\n", "")
    assert json.loads(ask("studies", *nothing, "--json").out) == []


def test_search_shows_where_the_words_stand(ask: Ask) -> None:
    code, out, _ = ask("search", "walk", "low-oxyg")
    assert code == 0
    assert out.splitlines()[0] == "study/hayes-2014-intermittent-hypoxia-walking"
    assert "oxygen" in out


def test_search_takes_the_same_filters(ask: Ask) -> None:
    found = json.loads(ask("search", "walk", "--since", "2020", "--json").out)
    assert found
    assert all(one["published"] >= "2020" and one["sentence"] for one in found)


def test_a_search_without_a_match_says_what_was_sought(ask: Ask) -> None:
    code, out, err = ask("search", "zzz\x1b[31m", "\udcff")
    assert (code, err) == (0, "")
    assert "zzz" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("typed", ['"', "*", "NEAR(", "a OR b", "-", "' --", "%"])
def test_no_search_is_a_syntax_error(ask: Ask, typed: str) -> None:
    assert ask("search", "--", typed).code == 0


def test_every_citation_format_is_written(ask: Ask) -> None:
    for form in CitationFormat:
        answer = ask("cite", HONMOU, "--format", form.value)
        assert (answer.code, answer.err) == (0, "")
        assert "10.1016/j.clineuro.2021.106565" in answer.out


def test_a_citation_is_text_if_nothing_else_is_said(ask: Ask) -> None:
    assert ask("cite", HONMOU) == ask(*shlex.split(f"cite {HONMOU} --format text"))
