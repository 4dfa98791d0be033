"""Where a reader has been, and the way back."""

from sci_tui.site.routes import HOME, Route, search, study
from sci_tui.site.session import Session, Spot, Visit

LATEST = Route("latest")
PAIN = Route("category", "pain")


def test_it_begins_at_home_from_where_back_leads_nowhere() -> None:
    session = Session()
    assert session.here.route == HOME
    assert session.at_start
    assert session.back().route == HOME


def test_back_undoes_each_visit_and_returns_to_the_spot() -> None:
    session = Session()
    session.leave_at(Spot(3, 7, 2))
    session.visit(LATEST)
    session.leave_at(Spot(9, 0, 4))
    session.visit(study("a"))
    assert session.back() == Visit(LATEST, spot=Spot(9, 0, 4))
    assert session.back() == Visit(HOME, spot=Spot(3, 7, 2))
    assert session.at_start


def test_back_from_a_page_that_was_opened_first_leads_home() -> None:
    session = Session(study("a"))
    assert not session.at_start
    assert session.back().route == HOME
    assert session.at_start


def test_the_page_that_is_open_is_not_visited_again() -> None:
    session = Session()
    session.visit(LATEST)
    session.leave_at(Spot(5))
    assert session.visit(LATEST).spot == Spot(5)
    assert session.back().route == HOME


def test_a_study_knows_the_list_it_was_opened_from_and_so_do_those_behind_it() -> None:
    for origin in (LATEST, PAIN, search("pain")):
        session = Session()
        session.visit(origin)
        assert session.visit(study("a")).within == origin
        assert session.replace(study("b"), origin).within == origin
        assert session.visit(study("b", "news")).within == origin
        assert session.visit(study("b")).within == origin


def test_a_study_opened_from_elsewhere_has_no_list() -> None:
    session = Session()
    assert session.visit(study("a")).within is None


def test_the_next_study_takes_the_place_of_this_one() -> None:
    session = Session()
    session.visit(PAIN)
    session.visit(study("a"))
    session.replace(study("b"))
    assert session.back().route == PAIN


def test_once_something_is_done_one_is_back_where_one_was_or_there_anew() -> None:
    session = Session()
    form = study("a", "feedback")
    session.visit(study("a"))
    session.settle(form)
    assert session.here.route == form
    assert session.settle(study("a")).route == study("a")
    assert session.back().route == HOME


def test_a_question_is_no_step_of_the_way_back() -> None:
    session = Session()
    answers = Route("my-feedback")
    session.visit(answers)
    session.visit(Route("my-feedback", query=(("delete", "x"),)))
    session.visit(answers)
    assert session.here.route == answers
    assert session.back().route == HOME
    session.visit(Route("settings"))
    session.visit(Route("settings", query=(("change", "theme"),)))
    session.visit(Route("help"))
    assert session.back().route == Route("settings")
