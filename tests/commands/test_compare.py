"""`xaiviewer compare`: what sets one network apart from another on the same cases."""

from __future__ import annotations

import csv
import json
from shutil import copytree

import numpy as np
import pytest
import tifffile
import torch

from tests.exports.schema import misfits
from tests.nets.small_network import FACTORY, described
from xaiviewer.analysis.other_networks.side_by_side import SideBySide, at_places, places_on
from xaiviewer.case import Frame
from xaiviewer.commands.verbs import compare
from xaiviewer.errors import ReadError
from xaiviewer.evaluation.compared import ComparedMaps, ComparedPatient, changes, compared_report
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.packages.description import Factory, Inputs
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.files import MODEL
from xaiviewer.nets.packages.making import make_package, trained_on
from xaiviewer.records.pages.compared_page import schema_file
from xaiviewer.requests import Channel, Layer


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """A network, one whose last convolution was taught further, one of other classes, one of another architecture.

    The last takes other channels in another size, too, and tells other classes apart.
    """
    folder = tmp_path_factory.mktemp("made")
    torch.manual_seed(6)
    network = built(FACTORY)
    with torch.no_grad():
        network.classifier[1].bias += 1  # a logit that its last ReLU lets through has a gradient
    made = [make_package(folder / "before", network, described(name="before", trained=trained_on(["Anna"])))]
    with torch.no_grad():
        network.classifier[1].weight += 0.05 * torch.randn_like(network.classifier[1].weight)
    made.append(make_package(folder / "after", network, described(name="after")))
    classes = {"classes": ("x", "y", "z"), "finding": None}
    made.append(make_package(folder / "other", built(FACTORY), described(name="other", **classes)))
    given = Factory("torchvision", "resnet18", {"num_classes": 2})
    channels = tuple(Channel(each) for each in ("red", "green", "blue"))
    unlike = {"classes": ("healthy", "tumour"), "finding": "tumour", "factory": given, "name": "unlike"}
    inputs = Inputs(channels, 48, normalisation=Normalisation("slice", 0, 100))
    made.append(make_package(folder / "unlike", built(given), described(**unlike, inputs=inputs)))
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
    assert "has no class “glioma” and no finding" in run("compare", packages[0], packages[2], *words)[2]
    assert "knows no class “w”" in run("compare", packages[0], packages[2], *words, "--class-b", "w")[2]
    assert "the very same weights" in run("compare", packages[0], packages[0], *words)[2]
    assert not (tmp_path / "r.json").exists()


def test_other_architectures_inputs_and_classes_are_compared_and_it_is_said_how(run, packages, cohort, tmp_path):
    status, out, err = run(
        "compare", packages[0], packages[3], cohort, "--output", tmp_path / "r.json", "--csv", tmp_path / "r.csv"
    )
    assert status == 0, err
    assert "Compared is “glioma” of a with “tumour” of b: the names differ." in out
    assert "The networks tell other classes apart (a: glioma, meningioma, pituitary; b: healthy, tumour)" in out
    assert "Other architectures: " in out
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert not list(misfits(report, json.loads(schema_file().read_text("utf-8"))))
    assert report["weights"] == []
    assert {each["by"] for each in report["layers"]} <= {"grid", "depth"}
    assert [each["a"] != each["b"] for each in report["layers"]]
    assert any(each["mass_b"]["value"] is not None for each in report["layers"])
    assert report["classes"]["b"] == {"compared": "tumour", "classes": ["healthy", "tumour"]}
    with (tmp_path / "r.csv").open(newline="") as stream:
        assert {"grid"} <= {each["by"] for each in csv.DictReader(stream)}


def test_what_is_left_out_is_asked_again_the_next_time(run, packages, cohort, tmp_path, monkeypatch):
    def unread(path, choices):
        if broken and path.name in broken:
            raise ReadError(f"{path.name} is damaged.")
        return load(path, choices)

    load, broken = compare.load_case, ["Anna", "Bert"]
    monkeypatch.setattr(compare, "load_case", unread)
    words = ("compare", *packages[:2], cohort, "--without-maps", "--output", tmp_path / "r.json")
    assert "No case could be compared" in run(*words)[2]
    assert not (tmp_path / "r.json.kept").exists()
    broken.remove("Anna")
    assert run(*words)[0] == 2
    assert [each["name"] for each in json.loads((tmp_path / "r.json").read_text("utf-8"))["skipped"]] == ["Bert"]
    assert (tmp_path / "r.json.kept").is_dir()
    broken.clear()
    upended = copytree(packages[1], tmp_path / "upended")  # the same weights, which see something else
    told = json.loads((upended / MODEL).read_text("utf-8"))
    told["inputs"]["orientation"] = "upside-down"
    (upended / MODEL).write_text(json.dumps(told), "utf-8")
    assert "of other packages had finished" in run(*words[:2], upended, *words[3:])[2]
    status, _, err = run(*words)
    assert status == 0
    assert "1 of 2 cases were compared before" in err
    assert not (tmp_path / "r.json.kept").exists()


def test_the_same_weights_are_compared_where_their_packages_differ_in_what_decides(run, packages, cohort, tmp_path):
    def changed(name, change):
        folder = copytree(packages[0], tmp_path / name)
        told = json.loads((folder / MODEL).read_text("utf-8"))
        change(told)
        (folder / MODEL).write_text(json.dumps(told), "utf-8")
        return folder

    words = (cohort, "--output", tmp_path / "r.json", "--method", "grad-cam")
    renamed = changed("renamed", lambda told: told.update(name="renamed", licence="another"))
    assert "the very same weights and say the same" in run("compare", packages[0], renamed, *words)[2]
    shifted = changed("shifted", lambda told: told["inputs"]["normalisation"].update(mean=[0.5]))
    status, out, err = run("compare", packages[0], shifted, *words)
    assert status == 0, err
    assert "very same weights; they differ in inputs.normalisation.mean (a: not said; b: [0.5])." in out
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert not list(misfits(report, json.loads(schema_file().read_text("utf-8"))))
    assert report["decisions"]["probability_distance"]["value"] > 0


def test_a_class_can_be_named_for_either_network(run, packages, cohort, tmp_path):
    named = ("--class", "meningioma", "--class-b", "y", "--without-maps", "--output", tmp_path / "r.json")
    status, out, err = run("compare", packages[0], packages[2], cohort, *named)
    assert status == 0, err
    assert "“meningioma” of a with “y” of b" in out
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["layers"] == []


def test_whoever_was_interrupted_goes_on_where_they_were(run, packages, cohort, tmp_path, monkeypatch):
    asked, whole = [], SideBySide.compare

    def once(self, case, *words, **given):
        asked.append(case.name)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return whole(self, case, *words, **given)

    words = ("compare", *packages[:2], cohort, "--without-maps", "--output")
    assert run(*words, tmp_path / "whole.json")[0] == 0
    monkeypatch.setattr(SideBySide, "compare", once)
    status, _, err = run(*words, tmp_path / "r.json")
    assert status != 0
    assert f"1 of 2 cases are finished and kept in {tmp_path / 'r.json.kept'}; the same command goes on" in err
    assert not (tmp_path / "r.json").exists()
    assert "other classes" in run(*words, tmp_path / "r.json", "--class", "pituitary")[2]
    status, _, err = run(*words, tmp_path / "r.json")
    assert status == 0, err
    assert "1 of 2 cases were compared before" in err
    assert asked == ["Anna", "Bert", "Bert"]
    assert not (tmp_path / "r.json.kept").exists()
    assert (tmp_path / "r.json").read_bytes() == (tmp_path / "whole.json").read_bytes()


@pytest.mark.parametrize("changed", ["image", "mask"])
def test_whose_images_or_mask_changed_since_is_compared_anew(run, packages, cohort, tmp_path, monkeypatch, changed):
    asked, whole = [], SideBySide.compare

    def once(self, case, *words, **given):
        asked.append(case.name)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return whole(self, case, *words, **given)

    monkeypatch.setattr(SideBySide, "compare", once)
    words = ("compare", *packages[:2], cohort, "--without-maps", "--output")
    assert run(*words, tmp_path / "r.json")[0] != 0
    files = sorted((cohort / "Anna").rglob("*.tif"))
    of_kind = [each for each in files if each.stem.endswith("_mask") == (changed == "mask")]
    file, pixels = next((each, found) for each in of_kind if (found := tifffile.imread(each)).any())
    tifffile.imwrite(file, np.roll(pixels, 5, axis=0))
    status, _, err = run(*words, tmp_path / "r.json")
    assert status == 0, err
    assert "Anna changed since it was compared before; it is compared anew" in err
    assert "were compared before" not in err
    assert asked == ["Anna", "Bert", "Anna", "Bert"]
    assert run(*words, tmp_path / "whole.json")[0] == 0
    assert (tmp_path / "r.json").read_bytes() == (tmp_path / "whole.json").read_bytes()


def test_whoever_interrupts_before_anything_is_finished_leaves_nothing(run, packages, cohort, tmp_path, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(SideBySide, "compare", stopped)
    status, _, err = run("compare", *packages[:2], cohort, "--without-maps", "--output", tmp_path / "r.json")
    assert status != 0
    assert "none of 2 cases was finished; the same command begins anew." in err
    assert not list(tmp_path.glob("r.json*"))


PAIRS = [{"a": "x", "b": "x", "by": "name"}]


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
    better = compared_report([patient(each, 3.0) for each in range(12)], PAIRS)
    assert better["decisions"]["auroc_difference"]["low"] > 0
    assert better["layers"][0]["mass_difference"]["value"] == pytest.approx(0.2)
    said = " ".join(changes(better))
    assert "AUROC changes by +" in said
    assert "Of 1 layers 1 of b hold more of their heat" in said
    same = compared_report([patient(each, 0.0) for each in range(12)], PAIRS)
    assert same["decisions"]["same_call"]["value"] == 1
    assert "no more than chance" in " ".join(changes(same))


def test_one_patient_has_no_interval():
    (found,) = [compared_report([patient(0, 1.0)], PAIRS)]
    assert np.isnan(found["decisions"]["auroc_difference"]["low"])
    assert "one patient gives no interval" in " ".join(changes(found))


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
