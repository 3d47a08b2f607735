"""On which slices maps are examined, and that it is the network of the analyser that is asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from xaiviewer.analysis import Analyser
from xaiviewer.analysis.examining import Examiner, examined, reference_set, spread
from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.nets.models import Model
from xaiviewer.requests.badges import CHECKS


@pytest.fixture(scope="module")
def examiner(classifier: Model, segmenter: Model) -> Examiner:
    return Examiner(classifier, segmenter)


def test_slices_are_spread_over_the_head_and_the_vertex_is_left_out(small_case: Case) -> None:
    heads = np.zeros((len(small_case), 8, 8), bool)
    for index in range(len(small_case)):
        heads[index, :, : 8 if index else 2] = True
    assert 0 not in spread(small_case, heads, 10)
    assert spread(small_case, heads, 2) == [1, len(small_case) - 1]


def test_a_single_case_gives_slices_for_pairs_besides(examiner: Analyser, small_case: Case) -> None:
    reference = reference_set(examiner, [small_case], slices=2)
    assert len(reference.tested) == 2
    assert len(reference.slices.indices) > 2
    assert set(reference.cases) == {0}
    assert reference.patients == int(not small_case.synthetic)


def test_of_several_cases_every_slice_is_tested(examiner: Analyser, small_case: Case) -> None:
    other = replace(small_case, name="other")
    reference = reference_set(examiner, [small_case, other], slices=2)
    assert reference.cases == (0, 0, 1, 1)
    assert reference.tested == (0, 1, 2, 3)
    assert reference.slices.inputs.shape[0] == 4


def test_the_same_case_and_request_have_the_same_bits(examiner: Examiner, small_case: Case) -> None:
    request = examiner.request("hires-cam")
    one, again = (examiner.examine(small_case, request) for _ in range(2))
    assert one.fields() == again.fields()
    assert one.layers == tuple(layer.name for layer in examiner.description.layers)
    assert set(one.values) == set(CHECKS)
    assert (one.values["repeatability"] == 0).all()


def test_the_segmenters_maps_and_no_case_at_all_are_refused(examiner: Examiner, small_case: Case) -> None:
    with pytest.raises(UsageError, match="asks the segmenter"):
        examiner.examine(small_case, examiner.request("seg-grad-cam"))
    with pytest.raises(UsageError, match="No case holds a picture"):
        reference_set(examiner, [])
    reference = reference_set(examiner, [small_case])
    shares = examiner.request("sequence-shapley")
    assert "no map" in str(examined(examiner, reference, [shares])[shares])
