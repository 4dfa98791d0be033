"""Whatever is pressed, the reader goes on and the cursor stays on the screen."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sci_tui.site.commands import COMMANDS
from sci_tui.site.site import Site
from tests.tui.reader import opened

LEAVING = ("q", "ctrl+q", "ctrl+c", "ctrl+z")
KEYS = sorted(
    {key for command in COMMANDS for key in command.keys}
    | set("0123456789xyzpnE[]é日\u202e")
    | {"left", "right", "delete", "ctrl+a", "ctrl+w", "f12", "shift+f3", "insert", "ctrl+home"}
)
SIZES = ((80, 24), (40, 12), (40, 10), (120, 40), (30, 6), (1, 1), (200, 60))
steps = st.lists(
    st.one_of(
        st.sampled_from([key for key in KEYS if key not in LEAVING]),
        st.sampled_from(SIZES),
    ),
    max_size=25,
)
routes = st.sampled_from(
    (
        "home",
        "study/walking-trial-2020",
        "study/walking-trial-2020/feedback",
        "search?q=nobody",
        "latest/narrow?species=human",
        "settings",
        "words",
        "study/nowhere",
    )
)


@settings(
    max_examples=25,
    deadline=None,
    # What fails is short enough as it is, and making it shorter takes minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(route=routes, keys=steps)
async def test_no_keys_end_the_reader_or_move_the_cursor_off_the_screen(
    small: Site, route: str, keys: list[str | tuple[int, int]]
) -> None:
    async with opened(small, route) as reader:
        size = (80, 24)
        for key in keys:
            if isinstance(key, str):
                await reader.press(key)
            else:
                size = key
                await reader.resize(*key)
            assert reader.app.return_value is None
            assert reader.app.is_running
            if size >= (40, 10) and size[1] >= 10:
                cursor = reader.cursor
                assert 0 <= cursor.x < size[0], (key, reader.text)
                assert 0 <= cursor.y < size[1], (key, reader.text)
                assert reader.view._line < len(reader.view._laid.lines)
                assert len(reader.rows) == size[1]
