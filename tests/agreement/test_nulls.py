"""p keeps its word where a map means nothing, is small where one is planted, and every null is what it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from scipy.stats import false_discovery_control

from tests.agreement.scenes import FRAME, SIDE, disc, fields, layers, lesion, scene
from xaiviewer.agreement.nulls import NullSettings, Others, Scene, case_nulls, false_heat, slice_nulls
from xaiviewer.agreement.nulls.comparing import compared, false_discoveries
from xaiviewer.agreement.nulls.gathered import OUTLINE
from xaiviewer.agreement.nulls.moves import drawn_moves, pixels
from xaiviewer.case import Case, Frame, Geometry, Mask, Volume
from xaiviewer.errors import Cancelled
from xaiviewer.requests import FURTHER_MEASURES, MEASURES, Analysis, ModelDescription, ModelIdentity
from xaiviewer.requests.nulls import MOVED, UNIFORM

HEAD = disc(31.5, 31.5, 28)
FEW = NullSettings(placements=200)


def placed_anywhere(seed: int) -> NDArray[np.bool_]:
    """A lesion at one of the places where it might as well lie."""
    moves = drawn_moves([(pixels(lesion()), HEAD)], spacing=(1.0, 1.0), seed=(seed,), number=1)
    mask = np.zeros((SIDE, SIDE), bool)
    mask[tuple(np.rint(moves.moved(pixels(lesion()))[1]).astype(int))] = True
    return mask & HEAD


def test_p_is_no_smaller_than_it_says_on_maps_that_know_nothing():
    of = layers(4, repeat=200)
    p: dict[str, list[float]] = {key: [] for key in (*MEASURES, *FURTHER_MEASURES)}
    for seed in range(6):
        here = scene(placed_anywhere(seed), of=of, index=seed)
        found = slice_nulls(fields(of, seed), here, NullSettings(placements=199))
        for key in p:
            p[key] += found[key].p.tolist()
    for key, values in p.items():
        told = np.array(values)
        assert not np.isnan(told).any()
        for level in (0.01, 0.05, 0.1):
            error = np.sqrt(level * (1 - level) / len(told))
            assert (told <= level + 1e-6).mean() <= level + 3 * error, (key, level)
    assert np.mean(np.array(p["mass"]) <= 0.1) > 0.05  # and it is not shy either


def test_p_is_small_where_a_map_is_planted():
    of = layers(1, 2)
    maps = [
        each + 12 * lesion()[:: layer.stride, :: layer.stride] for each, layer in zip(fields(of, 1), of, strict=True)
    ]
    found = slice_nulls([each.astype(np.float32) for each in maps], scene(of=of), NullSettings(placements=999))
    for key in ("mass", "rank_accuracy", "average_precision", "iou", "dice", "iou_otsu", "auroc"):
        assert (found[key].p <= 0.01).all(), key
        assert (found[key].effect > (1.5 if key == "auroc" else 2)).all(), key
    assert found["mass"].n == 999
    assert (found["mass"].q <= 0.01).all()


def test_the_same_seed_gives_the_same_bits_and_another_one_others():
    of = layers(4, 8)
    once, again, other = (slice_nulls(fields(of, 2), scene(of=of), replace(FEW, seed=seed)) for seed in (0, 0, 1))
    assert np.array_equal(once["mass"].p, again["mass"].p)
    assert np.array_equal(once["average_precision"].effect, again["average_precision"].effect)
    assert not np.array_equal(once["mass"].effect, other["mass"].effect)
    assert np.array_equal(once["mass"].observed, other["mass"].observed)


def test_a_map_that_is_the_same_all_over_the_head_gets_what_chance_gives():
    of = layers(1)
    mask = lesion()
    found = slice_nulls([HEAD.astype(np.float32)], scene(mask, of=of), FEW)
    for key, comparison in found.comparisons.items():
        curve = comparison.curve(UNIFORM)
        assert curve is not None
        assert comparison.observed == pytest.approx(curve.values, abs=2e-3), key
    assert found["mass"].observed[0] == pytest.approx(mask.sum() / HEAD.sum(), rel=1e-4)
    assert found["mass"].explained.all()


def test_every_null_stands_beside_the_score():
    of = layers(2, 8)
    other = np.roll(lesion(), (4, -14), (0, 1))
    others = Others(
        {"another slice": [other, np.zeros_like(other)], "another patient": [disc(40, 40, 6)]},
        {"random weights": [fields(of, seed) for seed in range(10)]},
    )
    maps = fields(of, 3)
    found = slice_nulls(maps, scene(of=of), FEW, others)
    kinds = {each.key: each.kind for each in found["mass"].curves}
    assert kinds.pop(MOVED) == "placements"
    assert kinds.pop(UNIFORM) == "chance"
    assert kinds.pop(OUTLINE) == "outline"
    assert kinds.pop("random weights") == "networks"
    assert {kinds.pop("another slice"), kinds.pop("another patient")} == {"masks"}
    assert set(kinds) == {
        "brightness: t1", "brightness: flair", "asymmetry: t1", "asymmetry: flair", "edges", "blob"
    }  # fmt: skip
    band = found["mass"].curve("random weights")
    assert band is not None
    assert band.low is not None
    assert band.high is not None
    assert band.draws == 10
    assert (band.low <= band.values).all()
    assert (band.values <= band.high).all()
    alone = slice_nulls(fields(of, 4), scene(of=of), FEW)
    assert (alone["mass"].observed >= band.low).all()  # a member of the band
    elsewhere = slice_nulls(maps, scene(other, of=of), FEW)
    beside = found["mass"].curve("another slice")
    assert beside is not None
    assert beside.draws == 1
    assert beside.values == pytest.approx(elsewhere["mass"].observed, abs=1e-5)


def test_a_lesion_that_is_bright_explains_a_map_of_brightness():
    of = layers(2, 4)
    here = scene(of=of)
    bright = here.images["flair"].astype(np.float32)
    found = slice_nulls([bright[::2, ::2] - 100, bright[::4, ::4] - 100], here, FEW)["mass"]
    assert (found.p < 0.01).all()  # far more than chance
    assert found.explained.all()  # yet no more than the picture tells
    assert set(found.explained_by) <= {"brightness: flair", "asymmetry: flair"}
    flair, plain = found.curve("brightness: flair"), found.curve("brightness: t1")
    assert flair is not None
    assert plain is not None
    assert (flair.values > 3 * plain.values).all()
    assert not slice_nulls([lesion()[::2, ::2].astype(np.float32), bright[::4, ::4]], here, FEW)["mass"].explained[0]


def test_the_models_outline_is_no_null():
    of = layers(2)
    found = slice_nulls([lesion()[::2, ::2].astype(np.float32)], scene(of=of), FEW)["iou"]
    outline = found.curve(OUTLINE)
    assert outline is not None
    assert outline.values[0] > found.strongest[0]
    assert outline.values[0] <= found.ceiling[0] + 1e-5


def test_a_case_moves_its_masks_together_and_its_score_is_the_mean():
    of = layers(4, 8)
    slices = [(fields(of, seed), scene(placed_anywhere(seed), of=of, index=seed)) for seed in range(3)]
    seen: list[tuple[int, int]] = []
    found = case_nulls(slices, FEW, progress=lambda done, total: seen.append((done, total)))
    alone = [slice_nulls(maps, here, FEW) for maps, here in slices]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert found.indices == (0, 1, 2)
    for key in ("mass", "average_precision", "pointing", "iou_otsu"):
        assert found[key].observed == pytest.approx(np.mean([each[key].observed for each in alone], axis=0), abs=1e-5)
    single = case_nulls(slices[:1], FEW)
    assert np.array_equal(single["mass"].p, alone[0]["mass"].p)


def test_a_slice_on_which_a_map_says_nothing_scores_nothing_there():
    of = layers(4, 8)
    silent = [-np.ones(layer.grid, np.float32) for layer in of]
    maps = fields(of, 5)
    one = [maps[0], silent[1]]
    found = case_nulls([(one, scene(of=of, index=0)), (silent, scene(of=of, index=1))], FEW)["mass"]
    whole = slice_nulls(one, scene(of=of), FEW)["mass"]
    assert found.observed[0] == pytest.approx(whole.observed[0] / 2)
    for values in (found.observed, found.p, found.q, found.effect):
        assert np.isnan(values[1])
    assert found.explained[1]


def test_a_null_that_is_missing_on_a_slice_is_left_out_of_the_case():
    of = layers(8)
    slices = [(fields(of, seed), scene(of=of, index=seed)) for seed in range(2)]
    given = Others(networks={"random weights": [fields(of, 8)]})
    assert case_nulls(slices, FEW, {0: given, 1: given})["mass"].curve("random weights") is not None
    assert case_nulls(slices, FEW, {0: given})["mass"].curve("random weights") is None


def test_a_mask_that_fills_the_head_has_no_p_worth_the_name():
    of = layers(4, 64)
    found = slice_nulls(fields(layers(4, 64), 6), scene(HEAD, HEAD, of), FEW)
    assert found["mass"].n >= 0
    assert found["mass"].p[0] > 0.3 or np.isnan(found["mass"].p[0])  # wherever it goes, it stays where it is
    assert np.isnan(found["auroc"].observed).all()  # nothing to tell it from


def test_nowhere_to_go_means_no_p():
    corner = np.zeros((SIDE, SIDE), bool)
    corner[0, :] = True
    found = slice_nulls(fields(layers(4), 6), scene(corner, corner, layers(4)), NullSettings(placements=50))
    assert found["mass"].n == 0 or found["mass"].n <= 50
    none = compared(np.array([[0.4]], np.float32))
    assert np.isnan(none.p[0])
    assert none.observed[0] == np.float32(0.4)


def test_a_search_can_be_called_off():
    of = layers(4, 8)
    with pytest.raises(Cancelled):
        slice_nulls(fields(of, 0), scene(of=of), FEW, cancelled=lambda: True)


def test_p_counts_draws_that_are_as_high():
    found = compared(np.array([[3, 1, 2, 3, 4], [5, 1, 2, 3, 4], [2, 2, 2, 2, 2], [np.nan] * 5], np.float32))
    assert found.p == pytest.approx([3 / 5, 1 / 5, 1, np.nan], nan_ok=True)
    assert found.difference == pytest.approx([0.5, 2.5, 0, np.nan], nan_ok=True)
    assert found.effect == pytest.approx([0.5 / np.sqrt(1.25), 2.5 / np.sqrt(1.25), np.nan, np.nan], nan_ok=True)
    assert found.mean == pytest.approx([2.5, 2.5, 2, np.nan], nan_ok=True)


@given(p=hnp.arrays(np.float64, st.integers(1, 30), elements=st.floats(1e-4, 1)))
def test_false_discoveries_are_those_of_scipy(p: NDArray[np.float64]):
    assert false_discoveries(p) == pytest.approx(false_discovery_control(p), rel=1e-5)
    gaps = np.concatenate([[np.nan], p, [np.nan]])
    assert false_discoveries(gaps)[1:-1] == pytest.approx(false_discovery_control(p), rel=1e-5)
    assert np.isnan(false_discoveries(gaps)[[0, -1]]).all()


def test_heat_without_a_lesion_is_told_on_the_cases_own_scale():
    of = layers(4, 8)
    hot, cold = [np.zeros(layer.grid, np.float32) for layer in of], [np.zeros(layer.grid, np.float32) for layer in of]
    hot[0][8, 8] = 4
    cold[0][8, 8], cold[0][8, 9], cold[1][4, 4] = 1, 3, 7
    found = false_heat([hot], {5: (cold, HEAD)}, of, FRAME)[5]
    assert found.peak == pytest.approx([0.75, np.nan], nan_ok=True)
    assert found.marked[0] == pytest.approx(16 / HEAD.sum(), rel=0.01)
    assert np.isnan(found.marked[1])
    assert false_heat([hot], {}, of, FRAME) == {}
    assert np.isnan(false_heat([], {5: (cold, HEAD)}, of, FRAME)[5].peak).all()


def test_a_scene_is_what_the_case_holds():
    of = layers(4)
    described = ModelDescription(ModelIdentity("", "", ""), classes=("no", "yes"), finding=1, layers=tuple(of))
    analysis = Analysis(described, 1, (), (), FRAME, {})
    voxels = np.stack([lesion(), np.zeros_like(lesion())])
    images = (100 + voxels).astype(np.uint8)
    geometry = Geometry(np.diag([0.5, 0.7, 5, 1.0]), known=True)
    volumes = tuple(Volume(name, images, geometry) for name in ("t1", "flair"))
    case = Case("p", Path("p"), volumes, ("a", "b"), Mask(voxels, np.ones(2, bool)), main_sequence="flair")
    found = Scene.of(case, analysis, 0, HEAD)
    assert found is not None
    assert found.spacing == pytest.approx((0.7, 0.5))
    assert set(found.images) == {"t1", "flair"}
    assert found.main == "flair"
    assert found.chance == pytest.approx(lesion().sum() / HEAD.sum())
    assert Scene.of(case, analysis, 1, HEAD) is None  # nothing is drawn there
    plain = replace(case, volumes=tuple(replace(each, geometry=Geometry()) for each in volumes))
    unknown = Scene.of(plain, analysis, 0, HEAD)
    assert unknown is not None
    assert unknown.spacing is None


def test_a_lesion_beyond_what_the_network_sees_is_found_by_nothing() -> None:
    of = layers(4, 8)
    corner = np.zeros((SIDE, SIDE), bool)
    corner[58:63, 58:63] = True
    here = replace(scene(corner, np.ones_like(corner), of), frame=Frame(-0.5, -0.5, 40.0, SIDE))
    found = slice_nulls([np.abs(each) for each in fields(of, 7)], here, FEW)
    for key in ("mass", "rank_accuracy", "pointing", "average_precision", "iou"):
        assert (found[key].observed == 0).all(), key
        assert (found[key].p == 1).all(), key
        assert (found[key].ceiling == 0).all(), key


def test_without_a_head_nothing_is_chance() -> None:
    of = layers(4)
    found = slice_nulls(fields(of, 7), scene(lesion(), np.zeros((SIDE, SIDE), bool), of), FEW)
    assert np.isnan(found["mass_over_chance"].observed).all()
    chance = found["mass"].curve(UNIFORM)
    assert chance is not None
    assert np.isnan(chance.values).all()
    assert not np.isnan(found["mass"].observed).any()
