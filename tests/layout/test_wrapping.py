"""Words in rows: nothing too wide, nothing lost, no blank where a row ends."""

from hypothesis import example, given
from hypothesis import strategies as st

from sci_tui.layout.wrapping import wrapped


@given(st.text("ab -/", max_size=60), st.integers(1, 12))
@example("eleven chars https://far.too.long.example", 13)
def test_rows_hold_the_text_within_the_width_without_blanks_at_the_end(
    text: str, width: int
) -> None:
    rows = wrapped(text, width)
    assert all(len(row) <= width for row in rows)
    assert all(row == row.rstrip() for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())
