"""What the manifest says of one slice."""

from dataclasses import replace

import numpy as np
import pytest

from xaiviewer.case import Frame, Mask
from xaiviewer.records.manifest import case_manifest, number, slice_record
from xaiviewer.requests import Analysis, ModelDescription, ModelIdentity, Reliance, SliceResult

DESCRIBED = ModelDescription(ModelIdentity("", "", ""), classes=("no tumour", "tumour"), finding=1)
ANALYSIS = Analysis(DESCRIBED, 1, (), (), Frame(-0.5, -0.5, 96, 64), {})


def fields(case, index, segmentation):
    result = SliceResult(
        index, np.array([-1.0, 1.0], np.float32), np.array([0.25, 0.75], np.float32), segmentation, {}, {}
    )
    return slice_record(case, ANALYSIS, result).fields


def test_a_slice_that_was_not_segmented_counts_as_empty(small_case):
    drawn = small_case.mask.voxels[1]
    assert fields(small_case, 1, drawn)["dice"] == 1
    missed = fields(small_case, 1, None)  # the mask is there, and the classifier saw no tumour
    assert (missed["dice"], missed["model_px"], missed["mask_px"]) == (0, None, int(drawn.sum()))
    assert fields(small_case, 0, None)["dice"] == 1  # nothing is there, and nothing was outlined
    assert fields(small_case, 0, drawn)["dice"] == 0


def test_a_slice_without_a_mask_has_no_dice(small_case):
    bare = replace(small_case, mask=Mask(small_case.mask.voxels, np.array([False, True, True, True])))
    found = fields(bare, 0, small_case.mask.voxels[1])
    assert (found["dice"], found["mask_px"]) == (None, None)
    assert found["model_px"] == int(small_case.mask.voxels[1].sum())


def test_the_probability_is_that_of_tumour(small_case):
    found = fields(small_case, 0, None)
    assert found["probability"] == pytest.approx(0.75)
    assert found["class"] == "tumour"
    assert found["probabilities"] == {"no tumour": 0.25, "tumour": 0.75}


def test_why_a_decision_is_to_be_doubted_stands_beside_its_probability(small_case):
    assert fields(small_case, 0, None)["stand_in"] is None
    doubted = replace(small_case, stand_in="A series recognised as T2 stands in the place of FLAIR.")
    assert fields(doubted, 0, None)["stand_in"] == doubted.stand_in


def test_the_manifest_calls_what_stands_in_by_its_own_name(small_case):
    t1, flair, t1c = small_case.volumes
    case = replace(small_case, volumes=(t1, replace(flair, name="p_t2"), t1c), stand_in="doubted")
    manifest = case_manifest(case, ANALYSIS, {}, [], {}, [])
    assert manifest["shown_as"] == {"t1": "T1", "flair": "p_t2, taken for FLAIR", "t1c": "T1 + contrast"}
    assert manifest["stand_in"] == "doubted"


def test_the_decision_without_the_region_stands_beside_the_slice(small_case):
    logits, probabilities = np.array([1.0, -1.0], np.float32), np.array([0.9, 0.1], np.float32)
    analysis = ANALYSIS.with_reliance({1: Reliance(1, "model", logits, probabilities)})
    result = SliceResult(1, -logits, probabilities[::-1].copy(), None, {}, {})
    found = slice_record(small_case, analysis, result).fields["without_region"]
    assert found == {"region": "model", "probability": pytest.approx(0.1), "logits": {"no tumour": 1, "tumour": -1}}
    assert slice_record(small_case, ANALYSIS, result).fields["without_region"] is None


def test_a_figure_has_the_digits_of_single_precision_and_what_is_none_is_null():
    assert number(np.float32(0.123456789)) == 0.1234568
    assert number(1234567.4) == 1234567
    assert [number(each) for each in (np.nan, np.inf, -np.inf)] == [None] * 3
