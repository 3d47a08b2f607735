"""From slices to the report."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from xaiviewer.case import Case, Geometry, Mask, Volume
from xaiviewer.evaluation.overlap import dice
from xaiviewer.evaluation.patients import score_patient
from xaiviewer.evaluation.report import evaluation_report
from xaiviewer.requests import MEASURES, Assessment, Curve, Layer, LayerMaps, Reliance, Request, SliceResult

METHODS = ("grad-cam", "layer-cam")
ASKED = {method: Request.of(method, network="w", class_index=1) for method in METHODS}
LAYERS = (
    Layer("conv1", "convolution", (4, 4), 2, ("Stem",)),
    Layer("layer4.2.relu_2", "relu", (2, 2), 4, ("Stage 4", "Block 3")),
)


def case_with(mask, drawn=None):
    mask = np.asarray(mask, dtype=bool)
    volume = Volume("flair", np.zeros(mask.shape, np.uint8), Geometry())
    names = tuple(f"s{index}" for index in range(len(mask)))
    drawn = np.ones(len(mask), bool) if drawn is None else np.asarray(drawn)
    return Case("patient", Path("patient"), (volume,), names, Mask(mask, drawn))


def result(index, probability, segmentation=None, mass=None):
    assessments = {}
    if mass is not None:
        for asked, value in zip(ASKED.values(), mass, strict=True):
            curve = Curve(np.full(len(LAYERS), value, np.float32))
            assessments[asked] = {key: Assessment(asked, key, curve, 0.1) for key in MEASURES}
    probabilities = np.array([1 - probability, probability], np.float32)
    return SliceResult(index, probabilities, probabilities, segmentation, {}, assessments)


def unrelied(results):
    return {}


def relied(results):
    """The missed slice falls, too; the called one flips, its mirror image takes next to nothing away."""

    def without(index, probability, control=None):
        values = [np.array([1 - each, each], np.float32) for each in (probability, control) if each is not None]
        return Reliance(index, "clinician", values[0], values[0], values[1] if control is not None else None)

    assert not any(each.explanations for each in results.values())
    return {1: without(1, 0.2, 0.8), 2: without(2, 0.1)}


@pytest.fixture
def patient():
    mask = np.zeros((4, 2, 2), bool)
    mask[1] = [[1, 1], [0, 0]]
    mask[2] = [[1, 0], [0, 0]]
    results = [
        result(2, 0.4, None, (0.2, float("nan"))),  # missed by the classifier: the segmenter did not run
        result(0, 0.1),
        result(1, 0.9, np.array([[1, 0], [1, 0]], bool), (0.4, 0.8)),
        result(3, 0.7, np.array([[0, 0], [0, 1]], bool)),
    ]
    return score_patient("p", case_with(mask), results, METHODS, len(LAYERS), relied, finding=1)


def test_truth_comes_from_the_mask_in_the_order_of_the_slices(patient):
    np.testing.assert_array_equal(patient.truth, [False, True, True, False])
    np.testing.assert_allclose(patient.probability, [0.1, 0.9, 0.4, 0.7])


def test_dice_is_over_the_whole_volume_with_missed_slices_empty(patient):
    # Overlap 1, the model marks 2 + 1, the clinician 2 + 1.
    assert patient.dice == pytest.approx(2 * 1 / (3 + 3))


def test_two_empty_masks_agree():
    assert dice(np.zeros((2, 2), bool), np.zeros((2, 2), bool)) == 1


def test_slices_without_a_drawn_mask_are_not_judged():
    case = case_with(np.ones((2, 2, 2)), drawn=[True, False])
    scored = score_patient("p", case, [result(0, 0.9), result(1, 0.9)], METHODS, len(LAYERS), unrelied, finding=1)
    assert len(scored.truth) == 1


def test_agreement_is_summed_where_it_is_defined(patient):
    assert patient.agreement.slices == 2
    np.testing.assert_allclose(patient.agreement.total[0], 0.6, rtol=1e-6)
    np.testing.assert_allclose(patient.agreement.total[1], 0.8, rtol=1e-6)
    assert np.all(patient.agreement.defined[0] == 2)
    assert np.all(patient.agreement.defined[1] == 1)


def test_the_report_holds_the_promised_keys_and_nothing_json_lacks(patient):
    report = evaluation_report([patient, patient], METHODS, LAYERS, ["layer-cam", "grad-cam"], number=50)
    assert json.loads(json.dumps(report, allow_nan=False)) == report
    assert set(report["classifier"]) == {
        "n", "accuracy", "balanced_accuracy", "precision", "recall", "f1", "auroc", "log_loss", "fve_multinomial",
        "ece", "confusion", "accuracy_at_half", "precision_at_half", "recall_at_half",
    }  # fmt: skip
    assert set(report["segmenter"]) == {"dice_per_patient", "dice_mean", "dice_median"}
    assert set(report["classifier"]["auroc"]) == {"value", "low", "high"}
    assert set(report["agreement"]) == {layer.name for layer in LAYERS}
    assert set(report["agreement"]["conv1"]) == set(MEASURES)
    assert report["classifier"]["n"] == 8
    assert report["classifier"]["confusion"]["true_positive"] == 2


def test_agreement_is_by_the_method_chosen_for_each_layer(patient):
    report = evaluation_report([patient], METHODS, LAYERS, ["layer-cam", "grad-cam"], number=50)
    assert report["agreement"]["conv1"]["mass"]["value"] == pytest.approx(0.8)
    assert report["agreement"]["layer4.2.relu_2"]["mass"]["value"] == pytest.approx(0.3)
    assert report["agreement_by_method"]["grad-cam"]["conv1"]["mass"]["value"] == pytest.approx(0.3)
    assert report["agreement_method"] == {"conv1": "layer-cam", "layer4.2.relu_2": "grad-cam"}
    assert report["agreement_defined"]["conv1"]["mass"] == 0.5


def test_one_patient_has_figures_without_intervals(patient):
    report = evaluation_report([patient], METHODS, LAYERS, ["grad-cam", "grad-cam"], number=50)
    assert report["segmenter"]["dice_mean"] == {"value": pytest.approx(1 / 3), "low": None, "high": None}


def test_the_same_seed_gives_the_same_report(patient):
    scored = [
        patient,
        patient,
        score_patient("q", case_with(np.zeros((1, 2, 2))), [result(0, 0.3)], METHODS, 2, unrelied, finding=1),
    ]
    first, again = (evaluation_report(scored, METHODS, LAYERS, ["grad-cam"] * 2, seed=9, number=99) for _ in range(2))
    assert first == again


def test_reliance_is_of_slices_that_are_called_tumour(patient):
    found = evaluation_report([patient, patient], METHODS, LAYERS, ["grad-cam", "grad-cam"], number=20)["reliance"]
    assert (found["n"], found["n_control"]) == (2, 2)
    assert found["flip_rate"]["value"] == 1
    assert found["mean_drop"]["value"] == pytest.approx(0.7)
    assert found["control_flip_rate"]["value"] == 0
    assert found["control_mean_drop"]["value"] == pytest.approx(0.1)


def test_reliance_of_nobody_is_undefined():
    nobody = score_patient("q", case_with(np.zeros((1, 2, 2))), [result(0, 0.3)], METHODS, 2, unrelied, finding=1)
    found = evaluation_report([nobody], METHODS, LAYERS, ["grad-cam"] * 2, number=20)["reliance"]
    assert (found["n"], found["flip_rate"]["value"]) == (0, None)


def test_a_maps_maximum_tells_slices_with_a_mask_from_others():
    def explained(index, probability, peak):
        weak, strong = np.full((4, 4), -1, np.float32), np.zeros((2, 2), np.float32)
        strong[0, 1] = peak
        maps = {asked: LayerMaps(asked, index, (weak, strong)) for asked in ASKED.values()}
        return replace(result(index, probability, mass=(0.1, 0.2)), explanations=maps)

    mask = np.zeros((3, 2, 2), bool)
    mask[1:] = True
    results = [explained(0, 0.1, 0.2), explained(1, 0.9, 0.1), explained(2, 0.9, 0.3)]
    scored = score_patient("p", case_with(mask), results, METHODS, len(LAYERS), unrelied, finding=1)
    found = evaluation_report([scored], METHODS, LAYERS, ["grad-cam"] * 2, number=20)["peak_auroc"]
    assert found["grad-cam"] == {"conv1": 0.5, "layer4.2.relu_2": 0.5}
    swapped = [explained(0, 0.1, 0.05), *results[1:]]
    scored = score_patient("p", case_with(mask), swapped, METHODS, len(LAYERS), unrelied, finding=1)
    assert evaluation_report([scored], METHODS, LAYERS, ["grad-cam"] * 2, number=20)["peak_auroc"]["layer-cam"] == {
        "conv1": 0.5,
        "layer4.2.relu_2": 1,
    }
