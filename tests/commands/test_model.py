"""`xaiviewer model`, and the imported network at work in other commands."""

from __future__ import annotations

import json

import pytest
import torch
from safetensors.torch import save_file

from tests.nets.small_network import CLASSES, FACTORY, described
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package
from xaiviewer.nets.packages.named import named
from xaiviewer.readers import load_case


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    torch.manual_seed(3)
    return make_package(tmp_path_factory.mktemp("made") / "tumours", built(FACTORY), described(name="tumours"))


def test_a_package_is_imported_listed_shown_tried_and_removed(run, package):
    assert "No network was imported yet" in run("model", "list")[1]
    status, out, _ = run("model", "import", package)
    assert status == 0
    assert "xaiviewer CASES --model tumours\n" in out
    assert "torchvision/squeezenet1_1, glioma, meningioma, pituitary" in run("model", "list")[1]
    assert "finding: glioma" in run("model", "show", "tumours")[1]
    assert "golden output is reproduced" in run("model", "test", "tumours")[1]
    assert "already" in run("model", "import", package)[2]
    assert run("model", "import", package, "--name", "again")[0] == 0
    assert run("model", "remove", "tumours")[0] == 0
    assert run("model", "list")[1].startswith("again")
    assert "no network “tumours”" in run("model", "remove", "tumours")[2]


def test_a_segmenter_that_is_not_there_or_is_none_is_refused_before_weights_are_read(run, package, tmp_path):
    assert run("model", "import", package)[0] == 0
    no_weights = tmp_path / "weights.safetensors"
    no_weights.write_bytes(b"nothing")
    words = ("model", "import", no_weights, "--name", "own", "--classes", "a,b,c", "--segmenter")
    assert "no imported network “outliner” (tumours)" in run(*words, "outliner")[2]
    assert "tumours is a network for classification; name a segmenter" in run(*words, "tumours")[2]
    status, _, told = run("explain", tmp_path, "--output", tmp_path / "out", "--segmenter", "tumours")
    assert status == 2
    assert "name a segmenter" in told


@pytest.mark.parametrize("name", ["bundled", "Bundled-Segmenter", "none"])
def test_a_name_that_means_something_else_is_refused(run, package, name):
    assert (
        "stands for one of the program's own networks, or for none"
        in run("model", "import", package, "--name", name)[2]
    )
    assert run("model", "list")[1].startswith("No network was imported yet")


def test_a_folder_that_is_no_package_hides_no_network_of_its_name(run, package, tmp_path, monkeypatch):
    assert run("model", "import", package)[0] == 0
    (tmp_path / "here" / "tumours").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    assert "finding: glioma" in run("model", "show", "tumours")[1]
    assert "golden output is reproduced" in run("model", "test", "tumours")[1]


def test_a_damaged_network_does_not_keep_the_others_from_being_listed(run, package, tmp_path):
    for name in ("good", "bad"):
        run("model", "import", package, "--name", name)
    (tmp_path / "data" / "models" / "bad" / "model.json").write_text("[")
    status, out, _ = run("model", "list")
    assert status == 0
    assert [line.split(",")[0][:30] for line in out.splitlines()] == [
        "bad  cannot be opened: model.j",
        "good  torchvision/squeezenet1_",
    ]


def test_a_name_that_no_file_can_have_is_told(run, tmp_path):
    status, _, told = run("model", "show", tmp_path / ("y" * 300))
    assert status == 2
    assert "is a longer name than any file has" in told


def test_weights_become_a_network_once_their_classes_are_named(run, tmp_path):
    save_file(built(FACTORY).state_dict(), tmp_path / "weights.safetensors")
    words = ("model", "import", tmp_path / "weights.safetensors", "--name", "own", "--size", 64)
    status, _, told = run(*words)
    assert status == 2
    assert "squeezenet1_1, 3 classes, 1 input channel; their names cannot be known" in told
    status, out, _ = run(*words, "--classes", "a,b,c", "--finding", "b", "--channels", "t1c", "--mean", "0.5")
    assert status == 0
    assert "assumed as above: --scale. Compare" in out  # size and mean were said
    out = run("model", "show", "own")[1]
    assert "T1 + contrast" in out
    assert "finding: b" in out
    assert "golden output  of its import here" in out
    assert "the golden output of its import is reproduced" in run("model", "test", "own")[1]


def test_names_of_classes_may_stand_in_a_file(run, tmp_path):
    save_file(built(FACTORY).state_dict(), tmp_path / "weights.safetensors")
    words = ("model", "import", tmp_path / "weights.safetensors", "--name", "own", "--classes", tmp_path / "names.txt")
    assert "names of the classes cannot be read from" in run(*words)[2]
    (tmp_path / "names.txt").write_text("tench, Tinca tinca\nb\n\nc\n", encoding="utf-8")
    assert run(*words)[0] == 0
    assert "tench, Tinca tinca" in run("model", "show", "own")[1]


def test_how_slices_lie_and_what_shape_they_have_is_said_and_told(run, tmp_path, small_case_folder):
    save_file(built(FACTORY).state_dict(), tmp_path / "weights.safetensors")
    words = ("model", "import", tmp_path / "weights.safetensors", "--name", "turned", "--classes", "a,b,c")
    assert "invalid size value: '64x'" in run(*words, "--size", "64x")[2]
    assert "none of slices" in run(*words, "--orientation", "SAR")[2]
    assert run(*words, "--size", "64x96", "--fit", "stretch", "--orientation", "RAS", "--channels", "t1c")[0] == 0
    out = run("model", "show", "turned")[1]
    assert "64 rows of 96 pixels; stretched to the size" in out
    assert "NIfTI [:, :, k] in RAS" in out
    explained = run("explain", small_case_folder, "--output", tmp_path / "maps", "--model", "turned")
    assert explained[0] == 0, explained[2]


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ("--size 0", "inputs.size is 0; it must be at least 16"),
        ("--size -5", "inputs.size is -5; it must be at least 16"),
        ("--size nan", "invalid size value: 'nan'"),
        ("--size 64x0", "inputs.size[1] is 0; it must be at least 16"),
        ("--size 999999999", "it must be at most 2048"),
        ("--depth 0", "inputs.depth is 0; it must be at least 16"),
        ("--spacing 0", "inputs.spacing is 0.0; it must be at least 0.001"),
        ("--spacing nan", "inputs.spacing is NaN; it must be a finite number"),
        ("--slice-spacing -1", "inputs.slice_spacing is -1.0; it must be at least 0.001"),
        ("--low nan", "normalisation.low is NaN"),
        ("--scale values --low -1e30", "a number beyond 1000000000"),
        ("--scale head --low 3", "--low and --high are of the scales volume, slice, values; leave them out"),
        ("--scale window --windows brain --high 3", "leave them out for --scale window"),
        ("--mean -0.5,0.5", "normalisation.mean has 2 numbers for 1 channels"),
        ("--mean ,", "--mean is a list of numbers"),
        ("--mean 1e30", "a number beyond 1000000000"),
        ("--std 0", "normalisation.std holds a number that is not above 0.000001"),
        ("--std 1e-320", "normalisation.std holds a number that is not above 0.000001"),
        ("--preprocessing tf --mean 0.5", "--preprocessing takes the place of --mean and --std"),
        ('--arguments {"num_classes":3}', "--arguments are what a network of --factory is told"),
        ("--golden nowhere.npz", "nowhere.npz does not exist"),
    ],
)
def test_options_that_say_nothing_or_nonsense_are_refused(run, tmp_path, option, says):
    save_file(built(FACTORY).state_dict(), tmp_path / "weights.safetensors")
    words = ("model", "package", tmp_path / "weights.safetensors", "--classes", "a,b,c", "--to", tmp_path / "out")
    status, _, told = run(*words, *option.split())
    assert status == 2
    assert says in told
    assert not (tmp_path / "out").exists()


def test_what_a_package_says_is_not_changed_by_options(run, package, tmp_path):
    for words in (("--finding", "meningioma"), ("--size", 64), ("--factory", "torchvision/resnet18")):
        assert "is a package already" in run("model", "import", package, *words)[2]
        assert "is a package already" in run("model", "package", package, *words, "--to", tmp_path / "out")[2]
    assert run("model", "list")[1].startswith("No network was imported yet")


def test_a_package_for_others_is_made_of_weights(run, tmp_path):
    save_file(built(FACTORY).state_dict(), tmp_path / "weights.safetensors")
    words = ("--classes", "a,b,c", "--size", 64, "--to", tmp_path / "out")
    assert run("model", "package", tmp_path / "weights.safetensors", *words)[0] == 0
    assert run("model", "test", tmp_path / "out")[0] == 0


def test_training_patients_are_kept_as_hashes_that_mark_their_cases(run, tmp_path):
    save_file(built(FACTORY).state_dict(), tmp_path / "weights.safetensors")
    (tmp_path / "names.txt").write_text("Anna_1960\n\nBert_1970\n")
    words = ("--classes", "a,b,c", "--size", 64, "--to", tmp_path / "out", "--trained-on", "a study")
    words += ("--training-patients", tmp_path / "names.txt")
    assert run("model", "package", tmp_path / "weights.safetensors", *words)[0] == 0
    assert "a study; 2 patients as hashes" in run("model", "show", tmp_path / "out")[1]
    assert "Anna" not in (tmp_path / "out" / "model.json").read_text("utf-8")
    trained_on = named(tmp_path / "out").trained_on
    assert [trained_on(each) for each in ("Anna_1960", "Carl_1980")] == [True, False]
    (tmp_path / "names.txt").write_text("\n")
    assert "names no patient" in run("model", "package", tmp_path / "weights.safetensors", *words)[2]


def test_weights_that_are_no_package_yet_are_told_to_be_imported_first(run, tmp_path):
    (tmp_path / "weights.pth").write_bytes(b"PK")
    for words in (("model", "show"), ("model", "test")):
        assert "is no package, which is a folder or a zip; import it first" in run(*words, tmp_path / "weights.pth")[2]


def test_training_patients_of_a_folder_are_those_that_its_cases_are_called(run, small_case_folder, tmp_path):
    save_file(built(FACTORY).state_dict(), tmp_path / "weights.safetensors")
    words = ("model", "package", tmp_path / "weights.safetensors", "--classes", "a,b,c", "--size", 64)
    assert run(*words, "--to", tmp_path / "of_folder", "--training-patients", small_case_folder)[0] == 0
    assert named(tmp_path / "of_folder").trained_on(load_case(small_case_folder).name)
    (tmp_path / "names.txt").write_bytes(b"\xef\xbb\xbfAnna_1960\r\nBert_1970\r\n")  # as Windows writes it
    assert run(*words, "--to", tmp_path / "of_list", "--training-patients", tmp_path / "names.txt")[0] == 0
    assert named(tmp_path / "of_list").trained_on("Anna_1960")
    (tmp_path / "empty").mkdir()
    told = run(*words, "--to", tmp_path / "none", "--training-patients", tmp_path / "empty")[2]
    assert "hold no DICOM" in told
    assert not (tmp_path / "none").exists()


def test_cases_are_explained_by_an_imported_network(run, package, small_case_folder, tmp_path):
    run("model", "import", package)
    words = ("--output", tmp_path / "out", "--model", "tumours", "--layers", "features.0", "--method", "grad-cam")
    status, _, told = run("explain", small_case_folder, *words)
    assert status == 0, told
    manifest = json.loads((tmp_path / "out" / "small" / "manifest.json").read_text("utf-8"))
    assert set(manifest["models"]) == {"classifier"}
    assert manifest["models"]["classifier"]["name"] == "tumours"
    assert manifest["classes"] == list(CLASSES)


def test_an_imported_network_is_evaluated(run, package, small_case_folder, tmp_path):
    words = ("--output", tmp_path / "r.json", "--html", tmp_path / "r.html", "--model", package, "--without-maps")
    status, _, told = run("evaluate", small_case_folder, *words)
    assert status == 0, told
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert report["classifier"]["n"] > 0


@pytest.mark.parametrize("command", [("explain", "--output", "x"), ("evaluate", "--output", "x.json")])
def test_a_network_that_is_not_there_is_told_before_anything_is_read(run, small_case_folder, command):
    status, _, told = run(command[0], small_case_folder, *command[1:], "--model", "nothing")
    assert status == 2
    assert "There is no network “nothing” (none was imported yet)" in told
