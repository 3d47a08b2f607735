"""`xaiviewer model measure`: what is measured stands in the package, and opens with it."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import torch

from tests.nets.small_network import FACTORY, described
from xaiviewer.audit.measuring.calibrating import FEWEST, Judged, calibrated, probabilities
from xaiviewer.audit.measuring.decided import UNKNOWN, Decided
from xaiviewer.commands.verbs import model_measure
from xaiviewer.errors import ModelError
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package, trained_on
from xaiviewer.nets.packages.measured import MEASURED, read_measured
from xaiviewer.nets.packages.opening import open_package


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    torch.manual_seed(5)
    folder = tmp_path_factory.mktemp("made") / "mine"
    return make_package(folder, built(FACTORY), described(trained=trained_on(["Anna"])))


@pytest.fixture
def package(made, tmp_path):
    return shutil.copytree(made, tmp_path / "mine")


def patients(count, *, steepness, classes=3, slices=40, seed=0):
    """Whose truth is drawn from the logits as they are, and whose logits are then made so many times as steep."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        logits = rng.normal(0, 2, (slices, classes)).astype(np.float32)
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = odds / odds.sum(axis=1, keepdims=True)
        truth = np.array([rng.choice(classes, p=each / each.sum()) for each in shares.astype(np.float64)])
        found.append(Decided(logits * steepness, truth))
    return found


@pytest.mark.parametrize(("classes", "output"), [(2, "softmax"), (3, "softmax")])
def test_logits_that_are_too_steep_are_cooled(classes, output):
    judged = Judged(None, 0.5, Calibration(output=output))
    found = calibrated(patients(12, steepness=3.0, classes=classes), judged)
    assert found.calibration is not None
    assert found.calibration.temperature == pytest.approx(3, rel=0.25)
    assert found.figures["ece, calibrated"]["value"] < found.figures["ece"]["value"]
    low, high = (found.figures["temperature"][each] for each in ("low", "high"))
    assert low <= found.calibration.temperature <= high


@pytest.mark.parametrize(("classes", "output"), [(2, "softmax"), (3, "softmax"), (3, "sigmoid")])
def test_many_slices_have_the_probabilities_that_each_has_alone(classes, output):
    (patient,) = patients(1, steepness=2.0, classes=classes, slices=6)
    each = Calibration(1.7, 0.3, output=output)
    alone = [each.of_slice(row) for row in patient.logits]
    np.testing.assert_allclose(probabilities(patient.logits.astype(float), each), alone, rtol=1e-5)


def test_few_patients_get_figures_with_wide_intervals_and_no_calibration():
    judged = Judged(None, 0.5, Calibration())
    few = calibrated(patients(FEWEST - 1, steepness=3.0), judged)
    many = calibrated(patients(30, steepness=3.0), judged)
    assert few.calibration is None
    assert "too few" in few.why

    def width(found):
        return found.figures["accuracy"]["high"] - found.figures["accuracy"]["low"]

    assert width(few) > width(many)


def test_slices_of_which_nothing_is_known_are_left_out():
    judged = Judged(0, 0.5, Calibration())
    (patient,) = patients(1, steepness=1.0, slices=5)
    none = calibrated([Decided(patient.logits, np.full(5, UNKNOWN))], judged)
    assert (none.calibration, none.figures) == (None, {})


def test_what_is_measured_opens_with_the_package(run, package, cohort):
    assert "not measured" in run("model", "show", package)[1]
    status, out, err = run("model", "measure", package, cohort, "--without-maps")
    assert status == 0, err
    assert "2 patients of cohort" in out
    model = open_package(package)
    assert any("measured on 2 patients" in each for each in model.notices)
    assert "mean of the input: grey" in model.manifest["distribution"]
    card = (package / "MODEL_CARD.md").read_text("utf-8")
    assert "1 of them trained the network" in card
    assert "1 patients are too few" in card
    assert card.count("## Measured") == 1
    for file in (package / MEASURED, package / "MODEL_CARD.md"):
        assert "Anna" not in file.read_text("utf-8")
    assert run("model", "measure", package, cohort, "--without-maps")[0] == 0
    assert (package / "MODEL_CARD.md").read_text("utf-8") == card
    assert "xaiviewer model measure mine CASES" in run("model", "show", package)[1]


def test_an_interrupted_measurement_goes_on_with_the_next_case(run, package, cohort, monkeypatch):
    kept, done = model_measure.write_decided, []

    def interrupted(file, found):
        if done:
            raise KeyboardInterrupt
        done.append(file)
        kept(file, found)

    monkeypatch.setattr(model_measure, "write_decided", interrupted)
    assert run("model", "measure", package, cohort, "--without-maps")[0] == 130
    assert not (package / MEASURED).exists()
    again = []
    monkeypatch.setattr(model_measure, "write_decided", lambda file, found: (again.append(file), kept(file, found)))
    assert run("model", "measure", package, cohort, "--without-maps")[0] == 0
    assert len(again) == 1


def test_what_the_training_saw_stays_known_when_others_are_measured(run, package, cohort):
    assert run("model", "measure", package, cohort / "Anna", "--inputs-of-training")[0] == 0
    assert run("model", "measure", package, cohort / "Bert", "--without-maps")[0] == 0
    assert open_package(package).manifest["distribution_of"] == "training"


def test_labels_say_which_class_holds(run, package, cohort, tmp_path):
    (tmp_path / "labels.csv").write_text("Anna,meningioma\nBert,glioma\n")
    words = ("model", "measure", package, cohort, "--without-maps", "--labels")
    assert run(*words, tmp_path / "labels.csv")[0] == 0
    assert "auroc, mean of the classes" in json.loads((package / MEASURED).read_text())["figures"]
    assert "has no label in folders" in run(*words, "folders")[2]


def test_what_belongs_to_other_weights_or_is_damaged_is_not_taken(run, package, cohort):
    run("model", "measure", package, cohort, "--without-maps")
    held = json.loads((package / MEASURED).read_text("utf-8"))
    assert read_measured(package / MEASURED, "0" * 64) is None
    held["inputs"]["ranges"]["side"] = {"low": "x", "median": 1, "high": 2}
    (package / MEASURED).write_text(json.dumps(held))
    with pytest.raises(ModelError, match="measure it anew"):
        open_package(package)


@pytest.mark.slow
def test_agreement_and_sanity_are_measured_by_the_commands_of_the_bundled_network(run, package, cohort):
    words = ("--layers", "features.0", "--methods", "grad-cam", "--placements", 20, "--random-networks", 1)
    words += ("--sanity-methods", "grad-cam")
    status, out, err = run("model", "measure", package, cohort, *words, "--threads", 1)
    assert status == 0, err
    model = open_package(package)
    assert model.agreement is not None
    assert (model.agreement.reference.name, model.agreement.reference.patients) == ("cohort", 2)
    assert model.description.sanity is not None
    assert "of 1 layers" in out
    assert "| features.0 | Grad-CAM |" in (package / "MODEL_CARD.md").read_text("utf-8")
    for file in package.iterdir():
        assert b"Anna" not in file.read_bytes()
