"""`xaiviewer methods`, and `xaiviewer explain` by a method that is asked for slice by slice."""

import json
import os
import subprocess
import sys

import cv2
import numpy as np
import pytest

from xaiviewer import paths
from xaiviewer.codes import UNKNOWN, code_of
from xaiviewer.errors import UsageError
from xaiviewer.nets.input_shape import input_shape
from xaiviewer.requests import METHODS, Request
from xaiviewer.requests.parameter import in_words

QUICK = ("--method", "occlusion", "--set", "occlusion.patch=32", "--set", "occlusion.stride=16")


def manifest_of(folder):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("no_torch")
def test_the_list_names_every_method_with_all_that_is_declared(program):
    status, out, _ = program("methods")
    assert status == 0
    for key, method in METHODS.items():
        for text in (f"{key}: ", method.title, method.question, method.source, method.answers.value):
            assert text in out
        assert all(f"{key}.{each.name}={in_words(each.default)}" in out for each in method.parameters)
    shape = input_shape(paths.models() / "classifier")
    assert f"{shape.channels} sequences through the bundled classifier, {shape.size} x {shape.size} px" in out
    assert f"{METHODS['occlusion'].cost(shape)}" in out


def test_the_list_for_programs_holds_the_same(program):
    status, out, _ = program("methods", "--json")
    found = {each["key"]: each for each in json.loads(out)["methods"]}
    assert status == 0
    assert list(found) == list(METHODS)
    shape = input_shape(paths.models() / "classifier")
    forward = METHODS["occlusion"].cost(shape).forward
    assert found["occlusion"]["cost"] == {"forward": forward, "backward": 0, "shared_by_the_family": False}
    assert (found["occlusion"]["takes"], found["occlusion"]["task"]) == ("any classifier", "classification")
    assert [each["name"] for each in found["occlusion"]["parameters"]] == [
        "patch",
        "stride",
        "filling",
        "blur",
        "head_only",
    ]
    assert found["grad-cam"]["needs"] == ["activations", "gradients"]


def test_help_lists_every_method(capsys):
    from xaiviewer.__main__ import main

    with pytest.raises(SystemExit):
        main(["explain", "--help"])
    out, _ = capsys.readouterr()
    assert all(f"{key} " in out and method.question in out for key, method in METHODS.items())


def test_occlusion_is_written_with_its_whole_request(program, analyser, small_case_folder, tmp_path):
    words = ("explain", small_case_folder, "--output", tmp_path, *QUICK, "--slices", "2-3", "--class", "no tumour")
    status, _, err = program(*words)
    assert (status, "Traceback" in err) == (0, False)
    manifest = manifest_of(tmp_path / "small")
    (entry,) = manifest["requests"]
    request = analyser.request("occlusion", 0, patch=32, stride=16)
    assert Request.from_fields(entry) == request
    assert (entry["key"], entry["file"], entry["slices"]) == (request.key, "occlusion.npz", [1, 2])
    assert manifest["explained_class"] == "no tumour"
    assert manifest["layers"] == []
    assert len(manifest["slices"]) == 4
    with np.load(tmp_path / "small" / "occlusion.npz", allow_pickle=False) as arrays:
        assert arrays["slices"].tolist() == [1, 2]
        assert arrays["map"].shape == (2, 64, 64)
        assert arrays["map"].dtype == np.float32
        assert arrays["map"].any(axis=(1, 2)).all()
    pictures = sorted((tmp_path / "small" / "overlays").iterdir())
    assert [each.name for each in pictures] == ["002_occlusion.png", "003_occlusion.png"]
    assert all(cv2.imread(str(each)) is not None for each in pictures)


def test_shares_of_the_sequences_are_written_as_numbers_and_bars(program, small_case_folder, tmp_path):
    words = ("--method", "sequence-shapley", "--set", "sequence-shapley.filling=zero")
    assert program("explain", small_case_folder, "--output", tmp_path, *words)[0] == 0
    (entry,) = manifest_of(tmp_path / "small")["requests"]
    assert entry["parameters"] == {"filling": "zero", "head_only": True}
    with np.load(tmp_path / "small" / "sequence-shapley.npz", allow_pickle=False) as arrays:
        np.testing.assert_allclose(arrays["base"] + arrays["shares"].sum(axis=1), arrays["logit"], atol=1e-4)
        np.testing.assert_allclose(np.array(list(entry["shares"].values())).T, arrays["shares"], rtol=1e-5)
    assert list(entry["shares"]) == ["t1", "flair", "t1c"]
    assert entry["another_stands_in_for"] == []
    assert len(list((tmp_path / "small" / "overlays").iterdir())) == 4


def test_the_maps_of_all_layers_name_their_requests(program, small_case_folder, tmp_path):
    words = ("--layers", "conv1", "--method", "layer-cam")
    assert program("explain", small_case_folder, "--output", tmp_path, *words)[0] == 0
    manifest = manifest_of(tmp_path / "small")
    (entry,) = manifest["requests"]
    assert (entry["method"], entry["file"]) == ("layer-cam", "maps.npz")
    assert entry["network"] == manifest["models"]["classifier"]["sha256"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--method", "magic"), "occlusion"),
        (("--method", "occlusion,magic"), "no method “magic”; choose from auto, grad-cam"),
        (("--set", "occlusion.patch=16"), "but the method is auto; add occlusion to --method"),
        (("--method", "occlusion", "--set", "magic.patch=16"), "no method “magic”; choose from grad-cam"),
        (("--method", "occlusion", "--set", "patch=16"), "is not like occlusion.patch=16"),
        (("--method", "occlusion", "--set", "occlusion.size=16"), "it has patch, stride, filling, blur"),
        (("--method", "occlusion", "--set", "occlusion.patch=0"), "must be a whole number from 1 to 1024"),
        (("--method", "occlusion", "--set", "occlusion.filling=noise"), "one of mean, blur, zero"),
        (("--method", "grad-cam", "--set", "grad-cam.patch=1"), "it has none"),
        (("--method", "occlusion", "--layers", "conv1"), "leave --layers out"),
        (("--method", "occlusion", "--seed", "one"), "“one” is not a whole number from 0 to 4294967295"),
        (("--method", "rise", "--seed", "-1"), "“-1” is not a whole number from 0 to 4294967295"),
        (("--method", "occlusion", "--slices", "0"), "is not a list of slices"),
        (("--method", "occlusion", "--slices", "3-2"), "names no slice"),
        (("--slices", "1"), "--slices is for methods"),
        (("--method", "occlusion", "--fuse", "max"), "leave --fuse out"),
        (("--method", "occlusion", "--threads", "0"), "not a whole number from 1 on"),
    ],
)
@pytest.mark.usefixtures("no_torch")
def test_wrong_questions_are_one_sentence_before_anything_is_loaded(
    program, small_case_folder, tmp_path, words, sentence
):
    status, out, err = program("explain", small_case_folder, "--output", tmp_path / "out", *words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert sentence in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((*QUICK, "--slices", "9"), "no picture of slice 9"),
        (("--method", "occlusion", "--set", "occlusion.patch=65"), "must not exceed the network's input of 64 pixels"),
    ],
)
def test_what_the_case_or_the_network_does_not_allow_is_one_sentence(
    program, small_case_folder, tmp_path, words, sentence
):
    status, _, err = program("explain", small_case_folder, "--output", tmp_path / "out", *words)
    assert status == 2
    assert sentence in err
    assert not (tmp_path / "out").exists()


def test_what_a_parameter_does_not_allow_has_a_code():
    with pytest.raises(UsageError) as refused:
        Request.of("occlusion", network="w", class_index=1, patch=0)
    assert code_of(str(refused.value)) != UNKNOWN


@pytest.mark.slow
def test_output_that_nobody_reads_to_its_end_is_no_fault():
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "xaiviewer", "methods"], stdout=writing, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_device_that_is_not_here_is_told_before_anything_is_loaded(program, small_case_folder, tmp_path, monkeypatch):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    status, out, err = program("explain", small_case_folder, "--output", tmp_path / "out", "--device", "cuda")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "There is no cuda on this machine" in err
    assert not (tmp_path / "out").exists()
