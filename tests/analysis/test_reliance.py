"""The decision once more without the outlined region."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from xaiviewer.analysis import Analyser
from xaiviewer.analysis.prepared import prepare
from xaiviewer.case import Case, Mask
from xaiviewer.errors import Cancelled
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.inputs.filling import filled, seen_region
from xaiviewer.nets.models import Model
from xaiviewer.requests import AnalysisSettings, SliceResult

_QUICK = AnalysisSettings(methods=())


@pytest.fixture(scope="module")
def masked(small_case: Case) -> Case:
    """A mask on the second slice, an empty one on the others."""
    voxels = np.zeros((len(small_case), *small_case.shape), dtype=bool)
    voxels[1, 10:20, 8:18] = True
    return replace(small_case, mask=Mask(voxels, np.ones(len(voxels), dtype=bool)))


def _results(analyser: Analyser, case: Case) -> dict[int, SliceResult]:
    return {each.index: each for each in analyser.slices(case, _QUICK)}


def test_the_network_is_asked_again_with_the_region_filled_in(
    classifier: Model, segmenter: Model, masked: Case
) -> None:
    analyser = Analyser(classifier, segmenter)
    results = {index: replace(each, segmentation=None) for index, each in _results(analyser, masked).items()}
    found = analyser.reliance(masked, results)
    assert list(found) == [1]
    prepared = prepare(masked, classifier, segmenter)
    image = prepared.inputs([1], prepared.seen)[0]
    assert masked.mask is not None
    wanted = classifier.logits(filled(image, seen_region(masked.mask.voxels[1], prepared.seen.frame))[None])[0]
    np.testing.assert_array_equal(found[1].logits, wanted)
    np.testing.assert_array_equal(found[1].probabilities, classifier.calibration.of_slice(wanted))
    assert found[1].region == "clinician"
    assert found[1].control is None


def test_where_there_is_no_mask_the_programs_own_outline_is_filled_in(
    classifier: Model, segmenter: Model, masked: Case
) -> None:
    analyser = Analyser(classifier, segmenter)
    outline = np.zeros(masked.shape, dtype=bool)
    outline[4:9, 4:9] = True
    results = {index: replace(each, segmentation=outline) for index, each in _results(analyser, masked).items()}
    found = analyser.reliance(masked, results)
    assert {index: each.region for index, each in found.items()} == {
        index: "clinician" if index == 1 else "model" for index in masked.indices
    }


def test_neighbours_speak_without_their_lesion_too(classifier: Model, segmenter: Model, masked: Case) -> None:
    heeding = replace(classifier, calibration=Calibration(neighbours=0.2))
    analyser = Analyser(heeding, segmenter)
    outline = np.zeros(masked.shape, dtype=bool)
    outline[4:9, 4:9] = True
    results = _results(analyser, masked)
    results = {index: replace(each, segmentation=outline if index == 2 else None) for index, each in results.items()}
    found = analyser.reliance(masked, results)
    beside = [results[0].logits, found[2].logits]
    np.testing.assert_array_equal(found[1].probabilities, heeding.calibration.of_slice(found[1].logits, beside))


def test_the_mirror_image_is_filled_in_where_it_is_asked_for(classifier: Model, segmenter: Model, masked: Case) -> None:
    analyser = Analyser(classifier, segmenter)
    results = {index: replace(each, segmentation=None) for index, each in _results(analyser, masked).items()}
    found = analyser.reliance(masked, results, control=True)
    assert found[1].control is not None
    assert not np.array_equal(found[1].control, found[1].probabilities)


def test_progress_counts_pictures_and_a_cancelled_run_ends(classifier: Model, segmenter: Model, masked: Case) -> None:
    analyser = Analyser(classifier, segmenter)
    results = {index: replace(each, segmentation=None) for index, each in _results(analyser, masked).items()}
    told: list[tuple[int, int]] = []
    analyser.reliance(masked, results, control=True, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
    with pytest.raises(Cancelled):
        analyser.reliance(masked, results, cancelled=lambda: True)


def test_a_slice_is_called_tumour_above_the_packages_threshold(
    classifier: Model, segmenter: Model, small_case: Case
) -> None:
    probability = float(_results(Analyser(classifier, segmenter), small_case)[0].probabilities[1])
    for threshold, called in ((probability - 0.01, True), (probability + 0.01, False)):
        result = _results(
            Analyser(replace(classifier, description=replace(classifier.description, threshold=threshold)), segmenter),
            small_case,
        )[0]
        assert (result.predicted == 1) is called
        assert (result.segmentation is not None) is called


def test_an_extracted_brain_has_a_calibration_of_its_own(
    classifier: Model, segmenter: Model, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = replace(classifier, calibration_of_extracted_brains=Calibration(bias=3.0))
    for removed, calibration, name in (
        (False, both.calibration, "whole heads"),
        (True, Calibration(bias=3.0), "extracted brains"),
    ):
        monkeypatch.setattr("xaiviewer.analysis.prepared.skull_removed", lambda *_, answer=removed: answer)
        analyser = Analyser(both, segmenter)
        result = _results(analyser, small_case)[0]
        np.testing.assert_array_equal(result.probabilities, calibration.of_slice(result.logits))
        assert analyser.start(small_case, _QUICK).description.calibrated_for == name
