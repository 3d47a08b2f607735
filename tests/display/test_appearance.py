"""One type says how a slice is drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xaiviewer.case import Case, Placement
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.picture import grey_slice, heat_on_slice, under_heat
from xaiviewer.display.window_level import WindowLevel, automatic_window


def test_a_sequence_that_is_not_chosen_or_lacking_is_the_cases_first_choice(small_case: Case) -> None:
    assert Appearance().volume(small_case).sequence == "flair"
    assert Appearance(sequence="t1").volume(small_case).sequence == "t1"
    case = replace(small_case, volumes=small_case.volumes[:2])
    assert Appearance(sequence="t1c").volume(case).sequence == "flair"
    assert Appearance(sequence="flair").volume(replace(case, volumes=case.volumes[:1])).sequence == "t1"


def test_settling_names_the_sequence_and_its_window_and_draws_the_same(small_case: Case) -> None:
    settled = Appearance().settled(small_case)
    volume = small_case.volume("flair")
    assert settled.sequence == "flair"
    assert settled.windows == {"flair": automatic_window(volume.pictures)}
    np.testing.assert_array_equal(grey_slice(volume, 1, settled), grey_slice(volume, 1, Appearance()))
    chosen = WindowLevel(10, 20)
    assert Appearance(windows={"flair": chosen}).settled(small_case).windows["flair"] == chosen


def test_what_colours_heat_does_not_shape_it() -> None:
    """What is kept while a slider moves is kept by these two."""
    plain = Appearance()
    for changes in ({"opacity": 0.1}, {"fade": False}, {"colour_map": "jet"}):
        changed = replace(plain, **changes)
        assert changed.shaping == plain.shaping
        assert changed.colouring != plain.colouring
    for changes in (
        {"draw_above": 0.1},
        {"smooth": False},
        {"contrast": "clahe"},
        {"normalise": "slice"},
        {"scale": "maximum"},
        {"soften": False},
        {"style": "contours"},
    ):
        assert replace(plain, **changes).shaping != plain.shaping
    signed = replace(plain, polarity="signed")
    assert signed.shaping != plain.shaping
    assert signed.colouring != plain.colouring


def test_denied_heat_is_pale_and_all_other_heat_is_not() -> None:
    plain = Appearance()
    assert plain.muted(denied=True).opacity < plain.opacity
    assert plain.muted(denied=False) is plain
    assert replace(plain, mute=False).muted(denied=True).opacity == plain.opacity


def test_heat_that_is_switched_off_leaves_the_slice_bare(small_case: Case) -> None:
    grey = grey_slice(small_case.volume("flair"), 1, Appearance())
    bare = np.repeat(grey[..., None], 3, axis=2)
    place = Placement(0.0, 0.0, max(small_case.shape) / 2)
    hot = heat_on_slice([np.ones((2, 2), np.float32)], [place], small_case.shape, Appearance())
    np.testing.assert_array_equal(under_heat(grey, hot, Appearance(heat=False)), bare)
    np.testing.assert_array_equal(under_heat(grey, None, Appearance()), bare)
    assert np.any(under_heat(grey, hot, Appearance()) != bare)
