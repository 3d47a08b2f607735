"""A method that is asked for: through the analyser, about any slices, refused in sentences."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from xaiviewer.analysis import Analyser
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.nets.models import Model
from xaiviewer.requests import AnalysisSettings, AttributionMap, LayerMaps, Partial, Regions, SequenceShares


@pytest.fixture(scope="module")
def analyser(classifier: Model, segmenter: Model) -> Analyser:
    return Analyser(classifier, segmenter)


def test_a_map_at_the_input_is_refined_slice_by_slice(analyser: Analyser, small_case: Case) -> None:
    told: list[tuple[int, int]] = []
    request = analyser.request("occlusion", patch=32, stride=16)
    answers = list(
        analyser.explain(small_case, request, [2, 1], progress=lambda done, total: told.append((done, total)))
    )
    whole = [each for each in answers if isinstance(each, AttributionMap)]
    assert [each.index for each in whole] == [2, 1]
    assert all(each.values.shape == (64, 64) and each.values.any() for each in whole)
    assert all(each.request == request for each in whole)
    assert told[-1] == (2 * analyser.passes(request).forward,) * 2
    assert all(one < other for one, other in pairwise(told))
    assert not any(isinstance(each, Partial) for each in answers)  # nine places are one batch


def test_shares_add_up_to_the_slices_own_logit(analyser: Analyser, small_case: Case) -> None:
    logits = {each.index: each.logits for each in analyser.slices(small_case, AnalysisSettings(methods=()))}
    found = list(analyser.explain(small_case, analyser.request("sequence-shapley", 0)))
    assert [each.index for each in found if isinstance(each, SequenceShares)] == list(small_case.indices)
    for each in found:
        assert isinstance(each, SequenceShares)
        assert each.channels == ("t1", "flair", "t1c")
        assert each.total == pytest.approx(float(logits[each.index][0]), abs=1e-4)
        assert each.base + each.shares.sum() == pytest.approx(each.total, abs=1e-4)


def test_a_one_pass_method_that_is_asked_for_gives_the_bits_that_come_with_the_slice(
    analyser: Analyser, small_case: Case
) -> None:
    settings = AnalysisSettings(methods=("grad-cam", "layer-cam"))
    beside = {each.index: each for each in analyser.slices(small_case, settings)}
    (found,) = analyser.explain(small_case, analyser.request("layer-cam"), [1])
    assert isinstance(found, LayerMaps)
    expected = beside[1].explanations[found.request]
    assert isinstance(expected, LayerMaps)
    assert all(map(np.array_equal, found.maps, expected.maps))


def test_what_cannot_be_asked_is_refused_before_anything_runs(
    analyser: Analyser, small_case: Case, classifier: Model, segmenter: Model
) -> None:
    with pytest.raises(UsageError, match="no picture of slice 8"):
        analyser.explain(small_case, analyser.request("occlusion"), [7])
    with pytest.raises(UsageError, match="no class 5; choose from 0"):
        analyser.request("occlusion", 5)
    stranger = replace(classifier.description.identity, sha256="0" * 64)
    other = replace(classifier, description=replace(classifier.description, identity=stranger))
    with pytest.raises(UsageError, match="other weights"):
        analyser.explain(small_case, Analyser(other, segmenter).request("occlusion"))


def test_an_answer_can_be_cancelled(analyser: Analyser, small_case: Case) -> None:
    with pytest.raises(Cancelled):
        next(analyser.explain(small_case, analyser.request("occlusion"), cancelled=lambda: True))


def test_one_pass_settings_take_no_method_that_is_asked_for(analyser: Analyser, small_case: Case) -> None:
    with pytest.raises(UsageError, match="One pass over all layers gives no method “occlusion”"):
        analyser.start(small_case, AnalysisSettings(methods=("occlusion",)))


def test_another_slice_is_the_one_with_the_lowest_logit_and_enough_head(
    analyser: Analyser, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from xaiviewer.analysis.another import AnotherSlice

    prepared = analyser._prepare(small_case)  # noqa: SLF001 - what the analyser keeps for itself
    passes: list[int] = []
    outputs = analyser.network.outputs
    monkeypatch.setattr(analyser.network, "outputs", lambda inputs: passes.append(len(inputs)) or outputs(inputs))
    logits = [float(outputs(prepared.inputs([each], prepared.seen))[0, 1]) for each in small_case.indices]
    another = AnotherSlice(analyser.network, small_case, prepared, lambda: False)
    lowest = int(np.argmin(logits))
    for index in small_case.indices:
        found = another(index, 1)
        assert found is not None
        others = [each for each in small_case.indices if each != index]
        expected = lowest if index != lowest else min(others, key=logits.__getitem__)
        areas = prepared.head.sum(axis=(1, 2))
        if areas[expected] >= areas[index] / 2:
            assert np.array_equal(found, prepared.inputs([expected], prepared.seen)[0])
    assert sum(passes) <= len(small_case.indices)  # once for the case
    small = replace(prepared, head=prepared.head & (np.arange(len(small_case)) == 1)[:, None, None])
    assert AnotherSlice(analyser.network, small_case, small, lambda: False)(1, 1) is None
    with pytest.raises(Cancelled):
        AnotherSlice(analyser.network, small_case, replace(prepared), lambda: True)(1, 1)


def test_an_anchor_is_told_in_the_words_of_the_network(analyser: Analyser, small_case: Case) -> None:
    request = analyser.request("anchors", samples=100, superpixels=8)
    found = list(analyser.explain(small_case, request, [1]))[-1]
    assert isinstance(found, Regions)
    assert f"called {analyser.description.main_name}; 90 % interval" in found.sentence
