"""`xaiviewer sanity`: the table, what is kept beside a package, and where others find it again."""

from __future__ import annotations

import json
import shutil

import pytest

from xaiviewer import paths
from xaiviewer.requests.badges import FILE, read_sanity


@pytest.fixture
def package(models, tmp_path):
    """A copy of the tiny networks' classifier."""
    return shutil.copytree(models / "classifier", tmp_path / "package")


@pytest.fixture
def kept(program, package, small_case_folder):
    """The package with what was found about two methods."""
    words = ("--methods", "hires-cam,saliency", "--slices", "2", "--name", "ward", "--keep", package)
    status, out, err = program("sanity", small_case_folder, *words)
    assert status == 0, err
    return package, out


def test_numbers_are_shown_and_kept(kept, analyser):
    package, out = kept
    assert "hires-cam" in out
    assert f"{len(analyser.description.layers)} layers" in out
    assert "Measured on ward" in out
    found = read_sanity(package / FILE)
    assert found.weights == analyser.description.identity.sha256
    assert [each.method for each in found.measured] == ["hires-cam", "saliency"]
    assert found.reference.command.startswith("xaiviewer sanity CASES --methods hires-cam,saliency")
    assert "one" not in found.reference.command  # no patient's name


@pytest.mark.slow
def test_what_is_kept_is_found_by_whoever_loads_the_package(kept):
    from xaiviewer.nets.packages.opening import open_package

    package, _ = kept
    sanity = open_package(package).description.sanity
    assert sanity is not None
    assert sanity.reference.name == "ward"


@pytest.mark.slow
def test_another_method_is_added_to_what_is_kept(kept, program, small_case_folder):
    package, _ = kept
    words = ("--methods", "eigen-cam", "--slices", "2", "--name", "ward", "--keep", package)
    assert program("sanity", small_case_folder, *words)[0] == 0
    assert [each.method for each in read_sanity(package / FILE).measured] == ["hires-cam", "saliency", "eigen-cam"]


@pytest.mark.slow
def test_named_layers_are_shown_with_their_numbers(program, analyser, small_case_folder, tmp_path):
    layer = analyser.description.last_layer
    file = tmp_path / "found.json"
    words = ("--methods", "hires-cam,guided-grad-cam", "--slices", "2", "--layers", layer, "--json", file)
    status, out, err = program("sanity", small_case_folder, *words)
    assert status == 0, err
    assert any(line.startswith("hires-cam") and layer in line for line in out.splitlines())
    assert {each["method"] for each in json.loads(file.read_text())["methods"]} == {"hires-cam", "guided-grad-cam"}


@pytest.mark.slow
def test_a_method_that_cannot_be_asked_is_told_and_the_others_are_measured(program, small_case_folder, monkeypatch):
    from xaiviewer.errors import UsageError
    from xaiviewer.trust.sanity import examine

    def refuse(network):
        raise UsageError("It has no such end.")

    monkeypatch.setattr(examine, "EXPLAINERS", {**examine.EXPLAINERS, "cam": refuse})
    status, out, err = program("sanity", small_case_folder, "--methods", "cam,saliency", "--slices", "2")
    assert status == 2
    assert "cam: not measured. " in err
    assert "saliency" in out


def test_wrong_words_are_answered_in_a_sentence(program, small_case_folder, tmp_path):
    for words, told in (
        (("--methods", "seg-grad-cam"), "no method “seg-grad-cam” that gives maps of the classifier"),
        (("--methods", "nothing"), "no method “nothing”"),
        (("--slices", "0"), "is not a whole number from 1 on"),
        (("--keep", tmp_path), "is no model package"),
        (("--layers", "nowhere"), "has no layer “nowhere”"),
        (("--json", tmp_path), "is a folder"),
    ):
        status, _, err = program("sanity", small_case_folder, *words)
        assert status == 2
        assert told in err


@pytest.mark.slow
def test_a_damaged_file_is_not_written_over(program, package, small_case_folder):
    (package / FILE).write_text("{")
    words = ("--methods", "saliency", "--slices", "2", "--keep", package)
    status, _, err = program("sanity", small_case_folder, *words)
    assert status == 2
    assert "cannot be read" in err
    assert (package / FILE).read_text() == "{"


@pytest.mark.slow
def test_exports_carry_badges_or_say_that_nothing_was_measured(kept, program, analyser, small_case_folder, tmp_path):
    from dataclasses import replace

    package, _ = kept
    words = ("--method", "hires-cam,occlusion", "--preset", "quick", "--slices", "1", "--output")
    for name, sanity in (("without", None), ("with", read_sanity(package / FILE))):
        analyser.description = replace(analyser.description, sanity=sanity)
        try:
            assert program("explain", small_case_folder, *words, tmp_path / name)[0] == 0
        finally:
            analyser.description = replace(analyser.description, sanity=None)
    without, found = (
        json.loads(next((tmp_path / name).rglob("manifest.json")).read_text(encoding="utf-8"))
        for name in ("without", "with")
    )
    assert without["sanity_reference"] == "not measured"
    assert {each["sanity"] for each in without["layers"]} == {"not measured"}
    assert found["sanity_reference"]["name"] == "ward"
    for each in found["layers"]:
        assert each["sanity"]["checks"]["repeatability"] == {"value": 0.0, "bar": 0.0, "passed": True}
    asked = next(each for each in found["requests"] if each["method"] == "occlusion")
    assert asked["sanity"] == "not measured"


@pytest.mark.slow
def test_the_list_of_methods_names_them(kept, program, models, monkeypatch, tmp_path):
    package, _ = kept
    folder = tmp_path / "models"
    shutil.copytree(models, folder)
    shutil.copy(package / FILE, folder / "classifier" / FILE)
    monkeypatch.setattr(paths, "models", lambda: folder)
    _, out, _ = program("methods")
    assert "Measured on ward" in out
    assert out.count("sanity: not measured") > 10
    assert "sanity, layers that pass (" in out
    _, out, _ = program("methods", "--json")
    found = {each["key"]: each["sanity"] for each in json.loads(out)["methods"]}
    assert found["occlusion"] == "not measured"
    assert found["hires-cam"][0]["values"]["repeatability"][0] == 0
