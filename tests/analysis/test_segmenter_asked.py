"""The segmenter is asked through the analyser: its own weights, layers, frame and scores."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from xaiviewer.agreement import Marked, assessments
from xaiviewer.analysis import Analyser
from xaiviewer.case import Case
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.inputs.preprocessing import head_mask, stack_sequences
from xaiviewer.nets.models import Model
from xaiviewer.requests import MEASURES, AnalysisSettings, Curve, LayerMaps


def _with_threshold(segmenter: Model, threshold: float, size: int = 96) -> Model:
    """A segmenter that sees more finely than the classifier does, and outlines what is above a threshold."""
    changed = replace(segmenter.description, threshold=threshold)
    return replace(segmenter, description=changed, preprocessing=replace(segmenter.preprocessing, size=size))


@pytest.fixture(scope="module")
def analyser(classifier: Model, segmenter: Model) -> Analyser:
    return Analyser(classifier, _with_threshold(segmenter, 0.4))


def test_a_region_is_explained_in_every_layer_of_the_segmenter(
    analyser: Analyser, small_case: Case, segmenter: Model
) -> None:
    analysis = analyser.start(small_case, AnalysisSettings())
    request = analyser.request("seg-grad-cam", 1, rule="hires-cam")
    assert (request.network, request.class_index) == (segmenter.identity.sha256, 0)
    (found,) = analyser.explain(small_case, request, [1])
    assert isinstance(found, LayerMaps)
    assert analysis.segmenter is not None
    assert analysis.description_of(request) == analysis.segmenter
    assert [each.shape for each in found.maps] == [layer.grid for layer in analysis.segmenter.layers]
    assert found.maps[-1].any()
    assert found.maps[-1].shape == (96, 96)
    frame = analysis.frame_of(request)
    assert (frame, frame.size) == (analysis.segmenter_frame, 96)
    assert analysis.frame_of(analyser.request("occlusion")) == analysis.frame != frame
    assert analysis.placement_of(request, 0).step == pytest.approx(2 * frame.scale)


def test_what_is_explained_is_the_outline_that_is_shown(analyser: Analyser, small_case: Case) -> None:
    """One pixel's map of the last layer is not zero there alone; all that is outlined is its sum."""
    settings = AnalysisSettings(methods=(), segment_all=True)
    outline = next(analyser.slices(small_case, settings)).segmentation
    assert outline is not None
    request = analyser.request("seg-grad-cam", rule="hires-cam")
    found = next(analyser.explain(small_case, request, [0]))
    assert isinstance(found, LayerMaps)
    inside = found.maps[-1] != 0  # the last layer's maps are the logits themselves, of the region alone
    frame = analyser.start(small_case, settings).frame_of(request)
    assert inside.sum() * frame.scale**2 == pytest.approx(outline.sum(), rel=0.35)  # much of the frame is off the slice


def test_its_maps_are_scored_where_they_lie(analyser: Analyser, small_case: Case) -> None:
    analysis = analyser.start(small_case, AnalysisSettings())
    request = analyser.request("seg-grad-cam", rule="layer-cam")
    (maps,) = (each for each in analyser.explain(small_case, request, [2]) if isinstance(each, LayerMaps))
    found = analyser.assess(small_case, 2, [maps], 0.5)
    mask = small_case.mask_of(2)
    assert mask is not None
    assert analysis.segmenter is not None
    head = head_mask(stack_sequences(small_case))[2]
    expected = assessments([maps], analysis.segmenter.layers, analysis.frame_of(request), Marked(mask, head))
    assert list(found) == list(expected) == [request]
    for key in MEASURES:
        one, other = found[request][key].outcome, expected[request][key].outcome
        assert isinstance(one, Curve)
        assert isinstance(other, Curve)
        assert len(one.values) == len(analysis.segmenter.layers)
        np.testing.assert_array_equal(one.values, other.values)


def test_slices_without_an_outline_are_passed_over_and_none_at_all_is_told(
    classifier: Model, segmenter: Model, small_case: Case
) -> None:
    cautious = Analyser(classifier, _with_threshold(segmenter, 1.0))
    with pytest.raises(UsageError, match="outlines nothing on slice 1"):
        list(cautious.explain(small_case, cautious.request("seg-grad-cam")))
    pixel = cautious.request("seg-grad-cam", region="pixel", row=40, column=50)
    assert len(list(cautious.explain(small_case, pixel))) == len(small_case.indices)


def test_a_slice_that_is_passed_over_stops_no_other(
    analyser: Analyser, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from xaiviewer.analysis import answers

    empty = iter([True, False, True, False])
    monkeypatch.setattr(answers, "probability", lambda *_: np.full((96, 96), 0.0 if next(empty) else 1.0, np.float32))
    found = list(analyser.explain(small_case, analyser.request("seg-grad-cam")))
    assert [each.index for each in found if isinstance(each, LayerMaps)] == [1, 3]


def test_asking_leaves_the_outlines_as_they_are_to_the_bit(
    classifier: Model, segmenter: Model, small_case: Case
) -> None:
    analyser, settings = Analyser(classifier, segmenter), AnalysisSettings(methods=(), segment_all=True)
    before = [each.segmentation for each in analyser.slices(small_case, settings)]
    list(analyser.explain(small_case, analyser.request("seg-grad-cam", region="pixel", row=40, column=50)))
    for one, other in zip(before, analyser.slices(small_case, settings), strict=True):
        assert one is not None
        assert other.segmentation is not None
        assert np.array_equal(one, other.segmentation)


def test_a_segmenter_whose_layers_cannot_be_listed_still_outlines(
    classifier: Model, segmenter: Model, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyser = Analyser(classifier, segmenter)

    def wilful(*_: object, **__: object) -> object:
        raise ModelError("no layer")

    monkeypatch.setattr("xaiviewer.explain.network.AllLayers", wilful)
    assert analyser.start(small_case, AnalysisSettings()).segmenter is None
    with pytest.raises(UsageError, match="Seg-Grad-CAM cannot be asked"):
        analyser.request("seg-grad-cam")


def test_what_was_asked_of_another_segmenter_is_refused(
    analyser: Analyser, small_case: Case, classifier: Model, segmenter: Model
) -> None:
    request = replace(analyser.request("seg-grad-cam"), network=classifier.identity.sha256)
    with pytest.raises(UsageError, match="other weights"):
        analyser.explain(small_case, request)
    assert analyser.passes(analyser.request("seg-grad-cam")).backward == 1
