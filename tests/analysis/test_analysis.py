"""The one path, with the tiny models: what it gives, in whichever order, and how it is refused and cancelled."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from xaiviewer import paths
from xaiviewer.agreement import Marked, assessments
from xaiviewer.analysis import Analyser, analyse, load_analyser
from xaiviewer.case import Case, Mask
from xaiviewer.errors import Cancelled, ModelError, UsageError
from xaiviewer.explain import AllLayers
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.inputs.preprocessing import Standardisation, head_mask, stack_sequences, standardise
from xaiviewer.nets.models import Model
from xaiviewer.requests import (
    MEASURES,
    ONE_PASS_METHODS,
    Analysis,
    AnalysisSettings,
    Assessment,
    Curve,
    LayerMaps,
    Request,
    SliceResult,
)

_QUICK = AnalysisSettings(methods=("grad-cam", "layer-cam"))


@pytest.fixture(scope="module")
def analyser(classifier: Model, segmenter: Model) -> Analyser:
    return Analyser(classifier, segmenter)


@pytest.fixture(scope="module")
def analysis(analyser: Analyser, small_case: Case) -> Analysis:
    return analyse(analyser, small_case, replace(_QUICK, segment_all=True))


def _leaning(model: Model, bias: float) -> Model:
    """The same classifier, sure of one class."""
    return replace(model, calibration=Calibration(bias=bias))


def _assert_same(one: SliceResult, other: SliceResult) -> None:
    assert one.index == other.index
    assert np.array_equal(one.logits, other.logits)
    assert np.array_equal(one.probabilities, other.probabilities)
    assert (one.segmentation is None) == (other.segmentation is None)
    if one.segmentation is not None and other.segmentation is not None:
        assert np.array_equal(one.segmentation, other.segmentation)
    assert list(one.explanations) == list(other.explanations)
    for asked, explanation in one.explanations.items():
        again = other.explanations[asked]
        assert isinstance(explanation, LayerMaps)
        assert isinstance(again, LayerMaps)
        assert all(np.array_equal(a, b) for a, b in zip(explanation.maps, again.maps, strict=True))
    _assert_same_curves(one.assessments, other.assessments)


def _assert_same_curves(
    one: Mapping[Request, Mapping[str, Assessment]], other: Mapping[Request, Mapping[str, Assessment]]
) -> None:
    assert list(one) == list(other)
    for asked, found in one.items():
        assert list(found) == list(other[asked]) == list(MEASURES)
        for measure, assessment in found.items():
            curve, again = assessment.outcome, other[asked][measure].outcome
            assert isinstance(curve, Curve)
            assert isinstance(again, Curve)
            assert len(curve.values) == 102
            np.testing.assert_array_equal(curve.values, again.values)
            np.testing.assert_array_equal(assessment.chance, other[asked][measure].chance)


def _maps(result: SliceResult, method: str) -> LayerMaps:
    found = result.layer_maps(method)
    assert found is not None
    return found


def test_every_slice_is_explained_in_every_layer(analysis: Analysis, small_case: Case) -> None:
    assert sorted(analysis.slices) == list(range(len(small_case)))
    assert len(analysis.layers) == 102
    assert analysis.classes == ("no tumour", "tumour")
    for result in analysis.slices.values():
        assert [asked.method for asked in result.explanations] == list(_QUICK.methods)
        for explanation in result.explanations.values():
            assert isinstance(explanation, LayerMaps)
            assert [each.shape for each in explanation.maps] == [layer.grid for layer in analysis.layers]
        assert result.probabilities.sum() == pytest.approx(1)
        assert result.segmentation is not None
        assert result.segmentation.shape == small_case.shape


def test_results_name_the_weights_that_made_them(analysis: Analysis, classifier: Model, segmenter: Model) -> None:
    assert analysis.models == {"classifier": classifier.identity, "segmenter": segmenter.identity}


def test_slices_with_a_mask_are_scored_and_the_others_are_not(analysis: Analysis, small_case: Case) -> None:
    head = head_mask(stack_sequences(small_case))
    for index, result in analysis.slices.items():
        mask = small_case.mask_of(index)
        if mask is None or not mask.any():
            assert not result.assessments
            continue
        maps = [_maps(result, method) for method in analysis.methods]
        expected = assessments(maps, analysis.layers, analysis.frame, Marked(mask, head[index]))
        _assert_same_curves(result.assessments, expected)
        assert all(0 < found["mass"].chance < 1 for found in result.assessments.values())


def test_a_slice_whose_mask_was_never_drawn_is_not_scored(analyser: Analyser, small_case: Case) -> None:
    assert small_case.mask is not None
    undrawn = replace(small_case, mask=Mask(small_case.mask.voxels, np.array([True, False, True, True])))
    results = {result.index: result for result in analyser.slices(undrawn, _QUICK)}
    assert not results[1].assessments
    assert results[2].assessments


def test_a_case_without_a_mask_is_analysed_as_well(analyser: Analyser, small_case: Case) -> None:
    found = analyse(analyser, replace(small_case, mask=None), _QUICK)
    assert len(found.slices) == len(small_case)
    assert not any(result.assessments for result in found.slices.values())


def test_neither_order_nor_history_changes_a_bit(
    analysis: Analysis, classifier: Model, segmenter: Model, small_case: Case
) -> None:
    fresh = Analyser(classifier, segmenter)
    for result in fresh.slices(small_case, replace(_QUICK, segment_all=True), wanted=max):
        _assert_same(result, analysis.slices[result.index])


def test_neighbours_count_in_the_probability_whatever_the_order_and_cost_no_pass(
    classifier: Model, segmenter: Model, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    heeding = replace(classifier, calibration=Calibration(neighbours=0.2))
    analyser = Analyser(heeding, segmenter)
    passes: list[int] = []
    explain = AllLayers.__call__

    def counted(self: AllLayers, images: NDArray[np.float32], *others: Any, **named: Any) -> Any:
        passes.append(len(images))
        return explain(self, images, *others, **named)

    monkeypatch.setattr(AllLayers, "__call__", counted)
    forwards = {each.index: each for each in analyser.slices(small_case, _QUICK)}
    assert passes == [4] * (len(small_case) // 4)  # four slices go together
    backwards = {each.index: each for each in analyser.slices(small_case, _QUICK, wanted=max)}
    alone = {each.index: each for each in Analyser(classifier, segmenter).slices(small_case, _QUICK)}
    assert analyser.start(small_case, _QUICK).neighbours == 0.2
    for index, result in forwards.items():
        _assert_same(result, backwards[index])
        assert np.array_equal(result.logits, alone[index].logits)
        beside = [alone[each].logits for each in (index - 1, index + 1) if each in alone]
        assert np.array_equal(result.probabilities, heeding.calibration.of_slice(result.logits, beside))
    assert any(not np.array_equal(forwards[i].probabilities, alone[i].probabilities) for i in forwards)


def test_the_slice_that_is_wanted_comes_next(analyser: Analyser, small_case: Case) -> None:
    asked: list[frozenset[int]] = []

    def wanted(remaining: frozenset[int]) -> int:
        asked.append(remaining)
        return 2 if 2 in remaining else min(remaining)

    assert [result.index for result in analyser.slices(small_case, _QUICK, wanted=wanted)] == [2, 0, 1, 3]
    assert asked == [frozenset(left) for left in ({0, 1, 2, 3}, {0, 1, 3}, {1, 3}, {3})]


def test_cancel_takes_effect_before_the_next_slice(analyser: Analyser, small_case: Case) -> None:
    seen: list[int] = []
    results = analyser.slices(small_case, _QUICK, cancelled=lambda: len(seen) == 2)
    seen.extend((next(results).index, next(results).index))
    with pytest.raises(Cancelled):
        next(results)
    assert seen == [0, 1]


def test_progress_counts_from_none_to_all(analyser: Analyser, small_case: Case) -> None:
    seen: list[tuple[int, int]] = []
    analyse(analyser, small_case, _QUICK, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(done, 4) for done in range(5)]


@pytest.mark.parametrize(
    ("bias", "segment_all", "segmented"), [(50, False, True), (-50, False, False), (-50, True, True)]
)
def test_only_what_is_called_tumour_is_outlined(
    classifier: Model, segmenter: Model, small_case: Case, bias: float, segment_all: bool, segmented: bool
) -> None:
    request = replace(_QUICK, segment_all=segment_all)
    result = next(Analyser(_leaning(classifier, bias), segmenter).slices(small_case, request))
    assert result.predicted == int(bias > 0)
    assert (result.segmentation is not None) == segmented


def test_the_segmenters_own_frame_and_threshold_are_used(classifier: Model, segmenter: Model, small_case: Case) -> None:
    request = replace(_QUICK, segment_all=True)

    def area(model: Model) -> int:
        result = next(Analyser(classifier, model).slices(small_case, request))
        assert result.segmentation is not None
        assert result.segmentation.shape == small_case.shape
        return int(np.count_nonzero(result.segmentation))

    none, every = (
        replace(segmenter, description=replace(segmenter.description, threshold=each)) for each in (1.0, -1.0)
    )
    assert area(none) == 0
    assert area(every) == small_case.shape[0] * small_case.shape[1]
    for preprocessing in (replace(segmenter.preprocessing, size=96), replace(segmenter.preprocessing, margin=0.2)):
        assert area(replace(segmenter, preprocessing=preprocessing)) > 0


def test_flips_average_a_slice_with_its_mirror_image(classifier: Model, segmenter: Model, small_case: Case) -> None:
    class Right(torch.nn.Module):
        """Says tumour, for certain, in the right half of whatever it sees."""

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            said = torch.full_like(images[:, :1], -100.0)
            said[..., said.shape[-1] // 2 :] = 100
            return said

    def columns(*, flips: bool, threshold: float) -> int:
        manifest = {**segmenter.manifest, "flips": flips}
        model = replace(
            segmenter,
            network=Right(),
            description=replace(segmenter.description, threshold=threshold),
            manifest=manifest,
        )
        result = next(Analyser(classifier, model).slices(small_case, replace(_QUICK, segment_all=True)))
        assert result.segmentation is not None
        return int(result.segmentation.any(axis=0).sum())

    assert columns(flips=True, threshold=0.75) == 0
    assert columns(flips=True, threshold=0.25) > columns(flips=False, threshold=0.25) > 0


def test_a_case_unlike_those_in_training_is_said_to_be_so(
    classifier: Model, segmenter: Model, small_case: Case
) -> None:
    before = Analyser(classifier, segmenter).start(small_case, _QUICK).notices  # that nothing was measured of them
    assert not any("trained on" in told for told in before)
    larger = {"side": {"low": 1e4, "median": 1e4, "high": 1e4}}
    strict = replace(classifier, manifest={**classifier.manifest, "distribution": larger})
    after = Analyser(strict, segmenter).start(small_case, _QUICK).notices
    (sentence,) = [told for told in after if told not in before]
    assert "trained on at least 10000" in sentence


def test_classes_differ_in_their_maps(analyser: Analyser, small_case: Case, analysis: Analysis) -> None:
    result = next(analyser.slices(small_case, replace(_QUICK, class_index=0)))
    one, other = _maps(result, "grad-cam").maps, _maps(analysis.slices[0], "grad-cam").maps
    assert all(np.abs(a - b).max() > 0 for a, b in zip(one, other, strict=True))


def test_favourites_are_what_the_manifest_measured(classifier: Model, segmenter: Model, small_case: Case) -> None:
    entry = {"layer": "layer2.3.relu_2", "method": "layer-cam", "mass": 0.3, "grad_cam_mass": 0.05, "patients": 11}
    measured = replace(classifier, manifest={**classifier.manifest, "favourites": [entry]})
    found = Analyser(measured, segmenter).start(small_case, _QUICK)
    favourite = found.favourites[found.description.layer_index("layer2.3.relu_2")]
    assert (favourite.method, favourite.mass, favourite.grad_cam_mass, favourite.patients) == (
        "layer-cam",
        0.3,
        0.05,
        11,
    )
    assert found.favourites[0].method == "grad-cam"
    assert np.isnan(found.favourites[0].mass)
    assert len(found.favourites) == len(found.layers)


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (AnalysisSettings(class_index=2), r"no class 2; choose from 0 \(no tumour\), 1 \(tumour\)\.$"),
        (AnalysisSettings(class_index=-1), "no class -1"),
        (AnalysisSettings(methods=("eigen-cam",)), "no method “eigen-cam”; choose from grad-cam, "),
        (AnalysisSettings(threshold=0.0), "threshold of 0.0"),
        (AnalysisSettings(gate=1.5), r"gate of 1\.5 is not a probability"),
        (AnalysisSettings(gate=float("nan")), "gate of nan"),
        (AnalysisSettings(outline="best"), "no outline 'best'; choose quick or thorough"),
        (AnalysisSettings(threshold=float("nan")), "threshold of nan"),
    ],
)
def test_what_does_not_exist_is_refused_in_a_sentence(
    analyser: Analyser, small_case: Case, request_: AnalysisSettings, sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence):
        analyser.start(small_case, request_)
    with pytest.raises(UsageError, match=sentence):
        next(analyser.slices(small_case, request_))


def test_slices_that_were_judged_before_get_maps_of_another_class_and_nothing_else(
    classifier: Model, segmenter: Model, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    everywhere = replace(classifier, calibration=Calibration(bias=50.0, neighbours=0.2))  # outlined on every slice
    analyser = Analyser(everywhere, segmenter)
    tumour = {each.index: each for each in analyser.slices(small_case, AnalysisSettings())}
    fresh = {each.index: each for each in analyser.slices(small_case, AnalysisSettings(class_index=0))}

    def refuse(*_: object) -> None:
        raise AssertionError("outlined again")

    monkeypatch.setattr("xaiviewer.analysis.analyser.outlined", refuse)
    known = {index: each.without_maps() for index, each in tumour.items()}
    for made in analyser.slices(small_case, AnalysisSettings(class_index=0), judged=known):
        before, wanted = tumour[made.index], fresh[made.index]
        assert np.array_equal(made.probabilities, before.probabilities)
        assert (made.segmentation is None) == (before.segmentation is None)
        assert {asked.class_index for asked in made.explanations} == {0}
        for method in ONE_PASS_METHODS:
            assert all(map(np.array_equal, _maps(made, method).maps, _maps(wanted, method).maps))


def test_without_methods_the_networks_say_the_same_and_no_map_is_made(
    analyser: Analyser, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_maps = {each.index: each for each in analyser.slices(small_case, _QUICK)}

    def refuse(*_: object) -> None:
        raise AssertionError("a pass backward")

    monkeypatch.setattr(AllLayers, "__call__", refuse)
    for result in analyser.slices(small_case, replace(_QUICK, methods=())):
        wanted = with_maps[result.index]
        assert not result.explained
        assert result.probabilities == pytest.approx(wanted.probabilities, abs=1e-5)
        assert (result.segmentation is None) == (wanted.segmentation is None)


def test_results_cannot_be_written_to(analysis: Analysis) -> None:
    result = analysis.slices[1]
    arrays = [result.logits, result.probabilities, result.segmentation, result.curve("grad-cam", "mass")]
    for method in analysis.methods:
        arrays.extend(_maps(result, method).maps)
    assert not any(array is None or array.flags.writeable for array in arrays)


def test_a_case_is_prepared_once_and_let_go_with_it(
    classifier: Model, segmenter: Model, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def counted(images: NDArray[Any], *, size: int, **others: Any) -> Standardisation:
        calls.append(size)
        return standardise(images, size=size, **others)

    monkeypatch.setattr("xaiviewer.nets.inputs.fields.standardise", counted)
    fresh, case = Analyser(classifier, segmenter), replace(small_case)
    for request in (_QUICK, replace(_QUICK, class_index=0)):
        next(fresh.slices(case, request))
    assert len(calls) == 1
    gone = weakref.ref(case)
    del case
    gc.collect()
    assert gone() is None


def test_the_bundled_networks_are_loaded_from_the_programs_own_folder(
    models: Path, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "models", lambda: models)
    result = next(load_analyser().slices(small_case, AnalysisSettings()))
    assert [asked.method for asked in result.explanations] == list(ONE_PASS_METHODS)


def test_missing_networks_are_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "models", lambda: tmp_path)
    with pytest.raises(ModelError, match="install the program again"):
        load_analyser()
