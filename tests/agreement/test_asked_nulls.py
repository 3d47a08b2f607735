"""What a worker asks for after the maps: nulls of a slice and of a case, and the heat of slices without a lesion."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.agreement.scenes import FRAME, disc, fields, layers, lesion
from xaiviewer.agreement import Marked, assessments
from xaiviewer.agreement.nulls import NullSettings, Others, Scene, case_heat, nulls_of_case, nulls_of_slice
from xaiviewer.agreement.nulls.asked import OTHER_SLICES, maps_of, masks_of_other_slices
from xaiviewer.case import Case, Geometry, Mask, Volume
from xaiviewer.errors import Cancelled
from xaiviewer.requests import (
    MEASURES,
    Analysis,
    Curve,
    Favourite,
    LayerMaps,
    ModelDescription,
    ModelIdentity,
    Request,
    SliceResult,
)

HEAD = disc(31.5, 31.5, 28)
LAYERS = layers(2, 4, 8)
FEW = NullSettings(placements=100)
ASKED = tuple(Request.of(method, network="w", class_index=1) for method in ("grad-cam", "hires-cam"))
HEADS = np.repeat(HEAD[None], 4, axis=0)


def masks() -> list[NDArray[np.bool_]]:
    """Three slices with a lesion and one without."""
    return [lesion(), np.roll(lesion(), (6, -10), (0, 1)), np.roll(lesion(), -6, 0), np.zeros_like(HEAD)]


@pytest.fixture
def case() -> Case:
    images = np.stack([(HEAD * (80 + 60 * mask)).astype(np.uint8) for mask in masks()])
    geometry = Geometry(np.diag([0.9, 0.9, 5, 1.0]), known=True)
    volumes = tuple(Volume(name, images, geometry) for name in ("t1", "flair"))
    mask = Mask(np.stack(masks()), np.ones(4, bool))
    return Case("p", Path("p"), volumes, ("a", "b", "c", "d"), mask, main_sequence="flair")


@pytest.fixture
def analysis() -> Analysis:
    described = ModelDescription(ModelIdentity("", "", ""), classes=("no", "yes"), finding=1, layers=tuple(LAYERS))
    chosen = ("hires-cam", "grad-cam", "hires-cam")
    favourites = tuple(Favourite(method, 0.5, 0.1, 8) for method in chosen)
    empty = Analysis(described, 1, ASKED, favourites, FRAME, {})
    evidence, sure = np.array([-1, 1], np.float32), np.array([0.1, 0.9], np.float32)
    for index, mask in enumerate(masks()):
        maps = {asked: LayerMaps(asked, index, tuple(fields(LAYERS, index + 7 * n))) for n, asked in enumerate(ASKED)}
        scored = assessments(maps.values(), LAYERS, FRAME, Marked(mask, HEAD)) if mask.any() else {}
        empty = empty.with_slice(SliceResult(index, evidence, sure, mask if mask.any() else None, maps, scored))
    return empty


def test_favourites_are_judged_unless_a_method_is_named(case: Case, analysis: Analysis):
    found = nulls_of_slice(case, analysis, 0, HEADS, settings=FEW)
    named = nulls_of_slice(case, analysis, 0, HEADS, method="grad-cam", settings=FEW)
    assert found is not None
    assert named is not None
    result = analysis.slices[0]
    for key in MEASURES:
        shown = [result.assessment(each.method, key) for each in analysis.favourites]
        curves = [each.outcome.values for each in shown if each is not None and isinstance(each.outcome, Curve)]
        wanted = [curve[layer] for layer, curve in enumerate(curves)]
        assert found[key].observed == pytest.approx(wanted, abs=2e-4), key  # what stands beside the map already
        assert named[key].observed == pytest.approx(result.curve("grad-cam", key), abs=2e-4)
    assert maps_of(analysis, 0, "layer-cam") is None
    assert nulls_of_slice(case, analysis, 0, HEADS, method="layer-cam") is None


def test_the_masks_of_other_slices_are_nulls(case: Case, analysis: Analysis):
    found = nulls_of_slice(case, analysis, 0, HEADS, settings=FEW)
    assert found is not None
    curve = found["mass"].curve(OTHER_SLICES)
    assert curve is not None
    assert curve.draws == 2
    others = masks_of_other_slices(case, 0)
    assert [np.argwhere(each).tolist() for each in others] == [np.argwhere(each).tolist() for each in masks()[1:3]]
    assert len(masks_of_other_slices(case, 0, most=1)) == 1
    assert masks_of_other_slices(replace(case, mask=None), 0) == []


def test_slices_without_a_mask_have_none(case: Case, analysis: Analysis):
    assert nulls_of_slice(case, analysis, 3, HEADS) is None
    assert nulls_of_case(replace(case, mask=None), analysis, HEADS) is None
    assert nulls_of_case(case, replace(analysis, slices={}), HEADS) is None


def test_a_case_is_judged_over_its_slices_with_a_mask(case: Case, analysis: Analysis):
    seen: list[tuple[int, int]] = []
    found = nulls_of_case(case, analysis, HEADS, settings=FEW, progress=lambda done, total: seen.append((done, total)))
    assert found is not None
    assert found.indices == (0, 1, 2)
    assert seen[-1] == (3, 3)
    assert found["mass"].curve(OTHER_SLICES) is not None
    assert found["pointing_within_mm"].curve("blob") is not None
    assert not np.isnan(found["pointing_within_mm"].observed).any()
    given = {index: Others(networks={"random weights": [fields(LAYERS, 50 + index)]}) for index in range(3)}
    more = nulls_of_case(case, analysis, HEADS, settings=FEW, others=given)
    assert more is not None
    assert more["mass"].curve("random weights") is not None
    assert np.array_equal(more["mass"].p, found["mass"].p)


def test_it_can_be_called_off_between_slices(case: Case, analysis: Analysis):
    asked: list[int] = []

    def enough() -> bool:
        asked.append(1)
        return len(asked) > 5

    with pytest.raises(Cancelled):
        nulls_of_case(case, analysis, HEADS, settings=FEW, cancelled=enough)


def test_heat_of_the_slice_without_a_lesion(case: Case, analysis: Analysis):
    found = case_heat(case, analysis, HEADS, method="grad-cam")
    assert list(found) == [3]
    own = [values.max() for values in analysis.slices[3].explanations[ASKED[0]].maps]
    highest = np.max(
        [[values.max() for values in analysis.slices[i].explanations[ASKED[0]].maps] for i in range(3)],
        axis=0,
    )
    assert (found[3].peak <= np.array(own) / highest + 1e-6).all()
    assert (found[3].peak > 0.1).all()
    assert ((found[3].marked >= 0) & (found[3].marked <= 1)).all()


def test_a_scene_keeps_the_sequences_that_were_acquired(case: Case, analysis: Analysis):
    found = Scene.of(case, analysis, 0, HEAD)
    assert found is not None
    assert found.spacing == pytest.approx((0.9, 0.9))
    assert set(found.images) == {"t1", "flair"}
    assert found.outline is not None
