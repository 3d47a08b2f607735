"""`xaiviewer explain` by several methods in one call."""

import json

import numpy as np
import pytest
import torch

from xaiviewer.commands.verbs.methods_measured import Took
from xaiviewer.explain import EXPLAINERS, EmptyRegionError
from xaiviewer.requests import Regions, Request
from xaiviewer.requests.method import Cost

pytestmark = pytest.mark.slow

QUICK = ("--set", "occlusion.patch=32", "--set", "occlusion.stride=16")


def manifest_of(folder):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def several(models, small_case_folder, tmp_path_factory):
    """A case by four methods, made once."""
    from xaiviewer import paths
    from xaiviewer.__main__ import main

    output = tmp_path_factory.mktemp("several")
    words = [
        "--method",
        "occlusion,layer-cam,sequence-shapley,grad-cam",
        "--layers",
        "conv1",
        "--slices",
        "2,3",
        *QUICK,
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "models", lambda: models)
        assert main(["explain", str(small_case_folder), "--output", str(output), *words]) == 0
    return output / "small"


def test_every_method_has_a_file_of_its_own_and_its_whole_request(several):
    manifest = manifest_of(several)
    files = {entry["method"]: entry["file"] for entry in manifest["requests"]}
    assert files == {
        "layer-cam": "maps.npz",
        "grad-cam": "grad-cam.npz",
        "occlusion": "occlusion.npz",
        "sequence-shapley": "sequence-shapley.npz",
    }
    assert all((several / name).is_file() for name in files.values())
    assert all(Request.from_fields(entry).key == entry["key"] for entry in manifest["requests"])
    assert manifest["settings"]["method"] == "layer-cam,grad-cam,occlusion,sequence-shapley"


def test_slices_are_those_of_the_methods_that_are_asked_alone(several):
    entries = {entry["method"]: entry for entry in manifest_of(several)["requests"]}
    assert (entries["grad-cam"]["slices"], entries["occlusion"]["slices"]) == ([0, 1, 2, 3], [1, 2])
    with np.load(several / "maps.npz") as maps, np.load(several / "grad-cam.npz") as further:
        assert maps.files == ["conv1"]
        assert maps["conv1"].shape == further["conv1"].shape == (4, 32, 32)
        assert not np.array_equal(maps["conv1"], further["conv1"])
    assert (several / "contact-sheet.png").is_file()
    pictures = {each.name for each in (several / "overlays").iterdir()}
    assert {"001_conv1.png", "001_grad-cam_conv1.png", "002_occlusion.png", "003_sequence-shapley.png"} <= pictures
    assert not {"001_occlusion.png", "004_sequence-shapley.png"} & pictures


def test_a_methods_maps_are_the_same_whoever_is_asked_beside_it(several, program, small_case_folder, tmp_path):
    words = ("--method", "grad-cam", "--layers", "conv1")
    assert program("explain", small_case_folder, "--output", tmp_path, *words)[0] == 0
    with np.load(tmp_path / "small" / "maps.npz") as alone, np.load(several / "grad-cam.npz") as beside:
        np.testing.assert_array_equal(alone["conv1"], beside["conv1"])


def test_the_manifest_says_on_what_it_was_computed(several):
    computation = manifest_of(several)["computation"]
    assert computation["device"] == "cpu"
    assert computation["threads"] >= 1
    assert computation["processor"]
    assert [2, 3, 64, 64] in computation["batches"], "two slices go through the classifier together"
    assert all(batch[1:] == [3, 64, 64] for batch in computation["batches"])


def test_the_sequences_of_a_case_are_summed_up_beside_its_manifest(several):
    summary = json.loads((several / "sequence-shapley.json").read_text(encoding="utf-8"))
    (entry,) = (each for each in manifest_of(several)["requests"] if each["method"] == "sequence-shapley")
    assert [each["index"] for each in summary["slices"]] == [1, 2]
    shares = np.abs([entry["shares"][name] for name in summary["channels"]])
    means = [summary["mean_absolute"][name]["value"] for name in summary["channels"]]
    np.testing.assert_allclose(means, shares.mean(axis=1), rtol=1e-5)
    assert (several / "sequence-shapley.svg").read_bytes().startswith(b"<svg ")
    assert (several / "sequence-shapley.csv").read_text().count("\n") == 3


def test_maps_that_tell_for_from_against_are_drawn_signed_unless_another_is_asked_for(
    several, program, small_case_folder, tmp_path
):
    entries = {entry["method"]: entry for entry in manifest_of(several)["requests"]}
    assert entries["occlusion"]["polarity"] == "signed"
    words = ("--method", "occlusion", "--slices", "2", "--polarity", "absolute", *QUICK)
    assert program("explain", small_case_folder, "--output", tmp_path, *words)[0] == 0
    assert manifest_of(tmp_path / "small")["requests"][0]["polarity"] == "absolute"


def test_the_sequences_of_several_cases_are_summed_up_together(program, patients, tmp_path):
    words = ("explain", patients, "--output", tmp_path, "--method", "sequence-shapley", "--slices", "2")
    assert program(*words)[0] == 0
    summary = json.loads((tmp_path / "sequence-shapley.json").read_text(encoding="utf-8"))
    assert [each["case"] for each in summary["slices"]] == ["one", "two", "unmasked"]
    status, _, err = program(*words)
    assert (status, "--overwrite" in err) == (2, True)
    assert program(*words, "--overwrite")[0] == 0


@pytest.fixture
def _threads():
    """As many threads afterwards as before."""
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.mark.usefixtures("_threads")
def test_other_threads_give_the_same_numbers(program, small_case_folder, tmp_path):
    for threads in ("1", "2"):
        words = ("--method", "layer-cam", "--layers", "conv1,layer4.2.relu_2", "--threads", threads)
        assert program("explain", small_case_folder, "--output", tmp_path / threads, *words)[0] == 0
        assert manifest_of(tmp_path / threads / "small")["computation"]["threads"] == int(threads)
    with np.load(tmp_path / "1/small/maps.npz") as one, np.load(tmp_path / "2/small/maps.npz") as two:
        for name in one.files:
            np.testing.assert_allclose(two[name], one[name], atol=1e-5 * np.abs(one[name]).max())


class _Silent:
    """A method that asks about a region which no slice has."""

    def __init__(self, network):
        self._network = network

    def explain(self, request, slices, progress, cancelled):
        raise EmptyRegionError("Nothing is outlined there.")
        yield


def test_a_method_without_its_region_leaves_the_other_methods_alone(program, small_case_folder, tmp_path, monkeypatch):
    monkeypatch.setattr("xaiviewer.analysis.answers.EXPLAINERS", {**EXPLAINERS, "occlusion": _Silent})
    words = ("explain", small_case_folder, "--slices", "2", "--method")
    status, _, err = program(*words, "occlusion,sequence-shapley", "--output", tmp_path / "both")
    assert (status, "note: Nothing is outlined there." in err) == (0, True)
    assert [each["method"] for each in manifest_of(tmp_path / "both" / "small")["requests"]] == ["sequence-shapley"]
    status, _, err = program(*words, "occlusion", "--output", tmp_path / "alone")
    assert (status, "Nothing is outlined there." in err) == (2, True)
    assert not (tmp_path / "alone").exists()


class _Parted:
    """Answers with regions, as methods over superpixels do."""

    def __init__(self, network):
        self._network = network

    def explain(self, request, slices, progress, cancelled):
        labels = np.tile(np.repeat([1, 2], 32), (64, 1))
        for index in slices.indices:
            yield Regions(request, index, labels, np.array([1.0, -0.5]), "The left half matters.")


def test_regions_are_written_with_what_they_say(program, small_case_folder, tmp_path, monkeypatch):
    monkeypatch.setattr("xaiviewer.analysis.answers.EXPLAINERS", {**EXPLAINERS, "occlusion": _Parted})
    words = ("--method", "occlusion", "--slices", "2-3")
    assert program("explain", small_case_folder, "--output", tmp_path, *words)[0] == 0
    (entry,) = manifest_of(tmp_path / "small")["requests"]
    assert entry["sentences"] == ["The left half matters."] * 2
    with np.load(tmp_path / "small" / "occlusion.npz") as arrays:
        assert arrays["labels"].shape == (2, 64, 64)
        assert arrays["scores"].tolist() == [[1.0, -0.5]] * 2


@pytest.mark.usefixtures("_threads")
def test_what_was_measured_is_told_at_once_so_that_an_interruption_loses_no_method(
    program, small_case_folder, monkeypatch
):
    def interrupted(analyser, case, index, method):
        if method == "cam":
            raise KeyboardInterrupt
        return Took(method, Cost(1, 0, shared=False), 1.25)

    monkeypatch.setattr("xaiviewer.commands.verbs.methods_measured._took", interrupted)
    status, _, err = program("methods", "--measure", small_case_folder)
    assert status == 130
    assert "layer-cam: 1.2" in err


@pytest.mark.usefixtures("_threads")
def test_methods_are_measured_on_one_slice_of_a_case(program, small_case_folder):
    status, out, _ = program("methods", "--measure", small_case_folder, "--json", "--threads", "1")
    told = json.loads(out)
    assert status == 0
    assert (told["slice"], told["computation"]["threads"]) == (1, 1)
    assert all((each["seconds"] is None) != (each["refused"] is None) for each in told["methods"])
    assert next(each for each in told["methods"] if each["key"] == "grad-cam")["seconds"] > 0
