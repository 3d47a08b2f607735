"""`xaiviewer compare`: what sets one network apart from another on the same cases."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
import torch

from tests.nets.small_network import FACTORY, described
from xaiviewer.analysis.other_networks.side_by_side import at_places, corresponding, places_on
from xaiviewer.case import Frame
from xaiviewer.evaluation.compared import ComparedMaps, ComparedPatient, changes, compared_report
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package, trained_on
from xaiviewer.requests import Layer


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """A network, one whose last convolution alone was taught further, and one of other classes."""
    folder = tmp_path_factory.mktemp("made")
    torch.manual_seed(6)
    network = built(FACTORY)
    with torch.no_grad():
        network.classifier[1].bias += 1  # a logit that its last ReLU lets through has a gradient
    made = [make_package(folder / "before", network, described(name="before", trained=trained_on(["Anna"])))]
    with torch.no_grad():
        network.classifier[1].weight += 0.05 * torch.randn_like(network.classifier[1].weight)
    made.append(make_package(folder / "after", network, described(name="after")))
    classes = {"classes": ("x", "y", "z"), "finding": "x"}
    made.append(make_package(folder / "other", built(FACTORY), described(name="other", **classes)))
    return made


def test_what_fine_tuning_changed_is_reported(run, packages, cohort, tmp_path):
    files = ("--html", tmp_path / "r.html", "--csv", tmp_path / "r.csv", "--output", tmp_path / "r.json")
    status, out, err = run("compare", *packages[:2], cohort, *files)
    assert status == 0, err
    assert "Weights moved most in classifier.1" in out
    assert "2 patients: intervals are wide" in out
    assert "Network a was trained on 1 of these patients" in out
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert [each["trained_on"] for each in report["patients"]] == [["a"], []]
    moved = {each["part"]: each["change"] for each in report["weights"]}
    assert moved["features.0"] == 0
    assert moved["classifier.1"] > 0.1
    known = [each["rank_correlation"]["value"] for each in report["layers"] if each["rank_correlation"]["value"]]
    assert known
    assert all(-1 <= each <= 1 for each in known)
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "before and after" in page
    with (tmp_path / "r.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {"decisions", "maps", "weights"} == {each["of"] for each in rows}


def test_networks_that_share_no_question_are_refused(run, packages, cohort, tmp_path):
    words = (cohort, "--output", tmp_path / "r.json")
    assert "knows no class “glioma”" in run("compare", packages[0], packages[2], *words)[2]
    assert "the very same weights" in run("compare", packages[0], packages[0], *words)[2]
    assert not (tmp_path / "r.json").exists()


def patient(seed, shift, *, slices=30):
    """Of whom the second network knows as much more as `shift` says."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 2, slices)
    a = rng.normal(0, 1, slices)
    b = a + shift * truth
    odds = [1 / (1 + np.exp(-each)) for each in (a, b)]
    called = [tuple("yes" if each > 0.5 else "no" for each in every) for every in odds]
    right = [
        np.array([(each == "yes") == bool(known) for each, known in zip(names, truth, strict=True)]) for names in called
    ]
    masses = rng.uniform(0, 0.1, (slices, 1))
    alike = np.full((slices, 1), 0.5)
    maps = ComparedMaps(alike, alike, alike, masses, masses + 0.2)
    return ComparedPatient(str(seed), truth, *odds, *called, *right, maps)


def test_a_planted_difference_is_beyond_chance_and_none_is_not():
    better = compared_report([patient(each, 3.0) for each in range(12)], [{"a": "x", "b": "x"}])
    assert better["decisions"]["auroc_difference"]["low"] > 0
    assert better["layers"][0]["mass_difference"]["value"] == pytest.approx(0.2)
    said = " ".join(changes(better))
    assert "AUROC changes by +" in said
    assert "Of 1 layers 1 hold more of their heat" in said
    same = compared_report([patient(each, 0.0) for each in range(12)], [{"a": "x", "b": "x"}])
    assert same["decisions"]["same_call"]["value"] == 1
    assert "no more than chance" in " ".join(changes(same))


def test_one_patient_has_no_interval():
    (found,) = [compared_report([patient(0, 1.0)], [{"a": "x", "b": "x"}])]
    assert np.isnan(found["decisions"]["auroc_difference"]["low"])
    assert "one patient gives no interval" in " ".join(changes(found))


def test_layers_of_other_architectures_correspond_by_their_grid():
    one = [Layer("a", "relu", (8, 8), 4), Layer("b", "relu", (8, 8), 4), Layer("c", "relu", (4, 4), 8)]
    other = [Layer("x", "relu", (8, 8), 4), Layer("y", "relu", (2, 2), 16)]
    assert corresponding(one, other) == ((1, 0),)
    assert corresponding(one, one) == ((0, 0), (1, 1), (2, 2))


def test_maps_on_unlike_grids_and_frames_are_looked_at_in_the_same_places():
    head = np.zeros((64, 64), dtype=bool)
    head[10:50, 20:60] = True
    places = places_on(head)
    assert head[tuple(places.round().astype(int).T)].all()
    ramps = []
    for cells, frame in ((8, Frame(-0.5, -0.5, 64, 64)), (16, Frame(-8.5, -8.5, 80, 64))):
        layer = Layer("a", "relu", (cells, cells), 64 // cells, centre=((64 // cells - 1) / 2,) * 2)
        lies = frame.placement(layer.stride, centre=layer.centre)
        values = np.repeat((lies.row + lies.step * np.arange(cells))[:, None], cells, axis=1).astype(np.float32)
        ramps.append(at_places(values, layer, frame, places))
    np.testing.assert_allclose(ramps[0], places[:, 0], atol=1.2)
    np.testing.assert_allclose(ramps[0], ramps[1], atol=1.2)
