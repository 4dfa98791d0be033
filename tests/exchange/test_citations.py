"""References that reference managers take in, and people can read."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import sci_tui
from sci_tui.domain.dates import PartialDate
from sci_tui.domain.kinds import UNKNOWN, Blinding, Design, Outcome, Question, Species
from sci_tui.domain.study import Check, People, Study, StudyDesign
from sci_tui.exchange.citations import MORE_AUTHORS, Author, CitationFormat, author, cite, csl_item

HONMOU = Study(
    slug="honmou-2021-iv-msc-13-cases",
    title="Intravenous infusion of auto serum-expanded cells: 13 case series",
    list_title="Own bone marrow cells by drip: 13 people",
    edition=1,
    journal="Clinical Neurology and Neurosurgery",
    published=PartialDate(2021, 2, 18),
    doi="10.1016/j.clineuro.2021.106565",
    authors=("Honmou O", "Ditunno JF Jr", "Álvarez Z"),
    more_authors=True,
    categories=("neurology",),
    topics=(),
    design=StudyDesign(Design.CASE_SERIES, "Case series", Question.OTHER, Blinding.NOBODY, ()),
    people=People(Species.HUMAN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, in_words=()),
    outcome=Outcome.UNCLEAR,
    key_message=(),
    simple_words=(),
    duration=UNKNOWN,
    findings=(),
    summary=(),
    implications=(),
    limitations=(),
    harms=UNKNOWN,
    words=(),
    facts=(),
    sources=(),
    written_from="Nothing.",
    checked_against_facts=Check(PartialDate(2026), "Nothing."),
)
BARE = HONMOU._replace(
    journal=UNKNOWN, published=UNKNOWN, doi=UNKNOWN, authors=UNKNOWN, more_authors=False
)

RIS_TAGS = ("TY", "ID", "AU", "TI", "T2", "PY", "DA", "DO", "N1", "ER")
ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1)

CSL_ITEM = {"id", "type", "title", "author", "container-title", "issued", "DOI", "note"}
CSL_NAME = {"family", "given", "suffix", "literal"}
CSL_DATE = {"date-parts", "season"}
"""Those of the names that the CSL schema allows which we use; it refuses all others."""


def test_csl_json_says_what_is_known() -> None:
    assert json.loads(cite(HONMOU, CitationFormat.CSL_JSON)) == [
        {
            "id": "honmou-2021-iv-msc-13-cases",
            "type": "article-journal",
            "title": "Intravenous infusion of auto serum-expanded cells: 13 case series",
            "author": [
                {"family": "Honmou", "given": "O."},
                {"family": "Ditunno", "given": "J. F.", "suffix": "Jr"},
                {"family": "Álvarez", "given": "Z."},
            ],
            "container-title": "Clinical Neurology and Neurosurgery",
            "issued": {"date-parts": [[2021, 2, 18]]},
            "DOI": "10.1016/j.clineuro.2021.106565",
            "note": MORE_AUTHORS,
        }
    ]


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2021", {"date-parts": [[2021]]}),
        ("2021-02", {"date-parts": [[2021, 2]]}),
        ("2021-02-18", {"date-parts": [[2021, 2, 18]]}),
        ("2021-spring", {"date-parts": [[2021]], "season": 1}),
        ("2021-winter", {"date-parts": [[2021]], "season": 4}),
    ],
)
def test_a_csl_date_is_as_precise_as_the_source(published: str, issued: dict[str, Any]) -> None:
    assert csl_item(HONMOU._replace(published=PartialDate.parse(published)))["issued"] == issued


@pytest.mark.parametrize("study", [HONMOU, BARE])
def test_csl_json_holds_only_what_its_schema_allows(study: Study) -> None:
    item = csl_item(study)
    assert {"id", "type"} <= set(item) <= CSL_ITEM
    assert all(set(name) <= CSL_NAME for name in item.get("author", []))
    assert set(item.get("issued", {})) <= CSL_DATE


def test_what_the_source_does_not_say_is_left_out_for_programs() -> None:
    assert csl_item(BARE) == {
        "id": "honmou-2021-iv-msc-13-cases",
        "type": "article-journal",
        "title": "Intravenous infusion of auto serum-expanded cells: 13 case series",
    }
    assert cite(BARE, CitationFormat.BIBTEX).count(" = ") == 1
    assert cite(BARE, CitationFormat.RIS).split("\r\n")[2:] == [f"TI  - {BARE.title}", "ER  - ", ""]
    for form in CitationFormat:
        assert "unknown" not in cite(BARE, form)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Honmou O", Author("Honmou", "O.")),
        ("Kolberg-Edelbrock AN", Author("Kolberg-Edelbrock", "A. N.")),
        ("van Middendorp JJ", Author("van Middendorp", "J. J.")),
        ("Martin Ginis KA", Author("Martin Ginis", "K. A.")),
        ("Kim J-H", Author("Kim", "J.-H.")),
        ("Øberg Ø", Author("Øberg", "Ø.")),
        ("Ditunno JF Jr", Author("Ditunno", "J. F.", "Jr")),
        ("Wagner", Author("Wagner")),
        ("Li Xu", Author("Li Xu", is_group=True)),
        ("the Sygen Study Group", Author("the Sygen Study Group", is_group=True)),
        ("WHO", Author("WHO", is_group=True)),
    ],
)
def test_a_name_is_a_persons_or_a_groups(name: str, parts: Author) -> None:
    assert author(name) == parts


def test_a_group_is_cited_by_its_whole_name() -> None:
    study = HONMOU._replace(authors=("Geisler FH", "the Heart and Cord Group"))
    assert csl_item(study)["author"][1] == {"literal": "the Heart and Cord Group"}
    assert "Geisler, F. H. and {the Heart and Cord Group} and" in cite(study, CitationFormat.BIBTEX)


def test_bibtex_reads_like_this() -> None:
    assert cite(HONMOU, CitationFormat.BIBTEX) == (
        "@article{honmou-2021-iv-msc-13-cases,\n"
        "  author = {Honmou, O. and Ditunno, Jr, J. F. and Álvarez, Z. and others},\n"
        "  title = {{Intravenous infusion of auto serum-expanded cells: 13 case series}},\n"
        "  journal = {Clinical Neurology and Neurosurgery},\n"
        "  year = {2021},\n"
        "  month = feb,\n"
        "  day = {18},\n"
        "  doi = {10.1016/j.clineuro.2021.106565},\n"
        "}\n"
    )


def test_bibtex_names_a_season_in_a_note() -> None:
    study = HONMOU._replace(published=PartialDate(2021, season="spring"))
    assert "  year = {2021},\n  note = {Published in spring 2021},\n" in cite(
        study, CitationFormat.BIBTEX
    )


def test_bibtex_escapes_what_tex_would_act_upon() -> None:
    study = HONMOU._replace(title=r"5 % of $ & #1_a {b} ~c^ \d é", doi="10.1000/a_b{c}")
    text = cite(study, CitationFormat.BIBTEX)
    assert (
        r"{{5 \% of \$ \& \#1\_a \textbraceleft{}b\textbraceright{} \textasciitilde{}c"
        r"\textasciicircum{} \textbackslash{}d é}}" in text
    )
    assert "doi = {10.1000/a_b%7Bc%7D}" in text


def test_ris_reads_like_this() -> None:
    assert cite(HONMOU, CitationFormat.RIS).split("\r\n") == [
        "TY  - JOUR",
        "ID  - honmou-2021-iv-msc-13-cases",
        "AU  - Honmou, O.",
        "AU  - Ditunno, J. F., Jr",
        "AU  - Álvarez, Z.",
        "TI  - Intravenous infusion of auto serum-expanded cells: 13 case series",
        "T2  - Clinical Neurology and Neurosurgery",
        "PY  - 2021",
        "DA  - 2021/02/18/",
        "DO  - 10.1016/j.clineuro.2021.106565",
        f"N1  - {MORE_AUTHORS}",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize(
    ("published", "line"),
    [
        ("2021", "DA  - 2021///"),
        ("2021-02", "DA  - 2021/02//"),
        ("2021-spring", "DA  - 2021///spring"),
    ],
)
def test_a_ris_date_is_as_precise_as_the_source(published: str, line: str) -> None:
    study = HONMOU._replace(published=PartialDate.parse(published))
    assert line in cite(study, CitationFormat.RIS).split("\r\n")


def test_text_reads_like_this() -> None:
    assert cite(HONMOU, CitationFormat.TEXT) == (
        "Honmou O, Ditunno JF Jr, Álvarez Z, et al. Intravenous infusion of auto serum-expanded"
        " cells: 13 case series. Clinical Neurology and Neurosurgery. 18 February 2021. doi:"
        " 10.1016/j.clineuro.2021.106565\n"
    )


def test_text_says_what_is_not_known() -> None:
    assert cite(BARE._replace(title="Does it help?"), CitationFormat.TEXT) == (
        "Authors not known. Does it help? Journal not known. Date not known. Doi not known\n"
    )


@given(title=ANY_TEXT, name=ANY_TEXT)
@example(title="A title\r\nER  - \r\nTY  - BOOK", name="Honmou\nO")
@example(title="} , note = {", name="}")
@example(title="half \udc80", name="Half\udc80 O")
def test_no_title_or_name_breaks_a_format(title: str, name: str) -> None:
    study = HONMOU._replace(title=title, authors=(name,), journal=name)
    assert json.loads(cite(study, CitationFormat.CSL_JSON))[0]["id"] == HONMOU.slug
    *ris, end = cite(study, CitationFormat.RIS).split("\r\n")
    assert [line[:6] for line in ris] == [f"{tag}  - " for tag in RIS_TAGS]
    assert end == ""
    bibtex = cite(study, CitationFormat.BIBTEX)
    assert bibtex.count("{") == bibtex.count("}")
    assert len(bibtex.split("\n")) == 10
    assert len(cite(study, CitationFormat.TEXT).splitlines()) == 1
    for form in CitationFormat:
        cite(study, form).encode("utf-8")


def test_citing_loads_no_other_format_and_no_pydantic() -> None:
    loaded = subprocess.check_output(
        [sys.executable, "-c", "import sys, sci_tui.exchange.citations; print(*sys.modules)"],
        env={"PYTHONPATH": str(Path(sci_tui.__file__).parent.parent)},
        text=True,
    ).split()
    ours = {name for name in loaded if name.startswith("sci_tui.exchange.")}
    assert ours == {"sci_tui.exchange.citations"}
    assert not {"pydantic", "sqlite3", "sqlite_utils"} & set(loaded)
