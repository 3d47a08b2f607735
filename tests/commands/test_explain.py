"""`xaiviewer explain` through the real main."""

import csv
import json
import shutil
import signal

import cv2
import numpy as np
import pytest

from xaiviewer.records.export import export_case
from xaiviewer.requests import FURTHER_MEASURES, MEASURES, METHODS

pytestmark = pytest.mark.slow

LAYERS = "conv1,conv5_block3_out"  # by torchvision's name and by Keras's


def manifest_of(folder):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def exported(models, small_case_folder, tmp_path_factory):
    """The whole export of the small case, made once."""
    from xaiviewer import paths
    from xaiviewer.__main__ import main

    output = tmp_path_factory.mktemp("output")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "models", lambda: models)
        assert main(["explain", str(small_case_folder), "--output", str(output), "--segment-all", "--sheets"]) == 0
    return output / "small"


def test_contact_sheets_of_slices_and_the_difference_are_written(exported):
    opening = {each.stem.partition("_")[2] for each in (exported / "overlays").iterdir()}
    sheets = {each.stem.partition("_")[2] for each in exported.glob("slices_*.png")}
    assert sheets == opening
    assert (exported / "difference.png").is_file()


def test_every_layer_is_written_on_its_native_grid(exported):
    manifest = manifest_of(exported)
    assert len(manifest["layers"]) == 102
    with np.load(exported / "maps.npz", allow_pickle=False) as maps:
        assert maps.files == [layer["name"] for layer in manifest["layers"]]
        for layer in manifest["layers"]:
            assert maps[layer["name"]].shape == (4, *layer["grid"])
            assert maps[layer["name"]].dtype == np.float32
        assert min(maps[name].min() for name in maps.files) < 0  # signed
    assert manifest["layers"][-1]["other_names"] == {"Keras": "conv5_block3_out"}


def test_the_manifest_says_what_was_found_on_every_slice(exported, small_case):
    manifest = manifest_of(exported)
    assert manifest["schema"] == 1
    assert [each["index"] for each in manifest["slices"]] == [0, 1, 2, 3]
    assert [each["name"] for each in manifest["slices"]] == list(small_case.slice_names)
    assert [each["mask_px"] for each in manifest["slices"]] == small_case.mask.areas_px.tolist()
    for each in manifest["slices"]:
        assert 0 <= each["probability"] <= 1
        assert each["class"] == max(each["probabilities"], key=each["probabilities"].get)
        assert 0 <= each["dice"] <= 1
        assert each["model_px"] >= 0
    for layer in manifest["layers"]:
        assert set(layer["agreement"]) == set(MEASURES)
        for values in layer["agreement"].values():
            assert values[0] is None
            assert values[3] is None
            assert len(values) == 4
    assert any(layer["agreement"]["mass"][1] is not None for layer in manifest["layers"])


def test_the_manifest_says_what_made_it(exported, models):
    manifest = manifest_of(exported)
    assert {"xaiviewer", "torch", "torchvision", "numpy"} <= set(manifest["versions"])
    for task in ("classifier", "segmenter"):
        package = json.loads((models / task / "model.json").read_text())["weights"]
        assert manifest["models"][task]["sha256"] == package["sha256"]
    assert manifest["settings"]["method"] == "auto"
    assert all(layer["method"] in METHODS for layer in manifest["layers"])
    assert manifest["notice"] == "Research use, not for diagnosis."


def test_the_manifest_says_which_gate_and_outline_were_used(exported, program, small_case_folder, tmp_path):
    settings = manifest_of(exported)["settings"]
    assert (settings["gate"], settings["outline"]) == (0.5, "quick")
    words = ("--layers", "conv1", "--gate", "0", "--outline", "thorough")
    assert program("explain", small_case_folder, "--output", tmp_path, *words)[0] == 0
    manifest = manifest_of(tmp_path / "small")
    assert (manifest["settings"]["gate"], manifest["settings"]["outline"]) == (0, "thorough")
    assert all(each["model_px"] is not None for each in manifest["slices"])


def test_pictures_are_one_per_slice_and_a_sheet(exported):
    assert len(list((exported / "overlays").iterdir())) == 4
    for file in [*(exported / "overlays").iterdir(), exported / "contact-sheet.png"]:
        assert cv2.imread(str(file)) is not None


def test_the_same_command_gives_the_same_bytes(program, small_case_folder, tmp_path):
    for name in ("a", "b"):
        assert program("explain", small_case_folder, "--output", tmp_path / name, "--layers", LAYERS)[0] == 0
    first = {file.relative_to(tmp_path / "a"): file.read_bytes() for file in (tmp_path / "a").rglob("*.*")}
    again = {file.relative_to(tmp_path / "b"): file.read_bytes() for file in (tmp_path / "b").rglob("*.*")}
    assert len(first) == 2 * 4 + 5
    assert first == again


def test_one_method_and_named_layers(program, small_case_folder, tmp_path):
    words = (
        "--method",
        "layer-cam",
        "--layers",
        LAYERS,
        "--class",
        "no tumour",
        "--polarity",
        "signed",
        "--fuse",
        "mean",
    )
    assert program("explain", small_case_folder, "--output", tmp_path, *words)[0] == 0
    manifest = manifest_of(tmp_path / "small")
    assert [layer["name"] for layer in manifest["layers"]] == ["conv1", "layer4.2.relu_2"]
    assert {layer["method"] for layer in manifest["layers"]} == {"layer-cam"}
    assert manifest["explained_class"] == "no tumour"
    pictures = manifest["settings"]["pictures"]
    assert (pictures["polarity"], pictures["fuse"], pictures["fusion"]) == ("signed", "mean", "mean")
    assert pictures["sequence"] == "flair", "what was shown, though nobody chose it"
    assert set(pictures["windows"]["flair"]) == {"centre", "width"}
    names = {file.name for file in (tmp_path / "small" / "overlays").iterdir()}
    assert names == {f"00{n}_{layer}.png" for n in range(1, 5) for layer in ("conv1", "layer4.2.relu_2", "fused-mean")}


def test_a_folder_of_patients_is_written_one_by_one_and_a_broken_one_is_named(program, patients, tmp_path):
    (patients / "broken").mkdir()
    (patients / "broken" / "broken_1.tif").write_bytes(b"II*\0 not a picture")
    status, out, err = program("explain", patients, "--output", tmp_path / "out", "--layers", LAYERS)
    assert status == 2
    assert "broken" in err
    assert "Traceback" not in err
    assert {each.name for each in (tmp_path / "out").iterdir()} == {"one", "two", "unmasked"}
    assert "3 of 4 cases" in out
    assert manifest_of(tmp_path / "out" / "unmasked")["slices"][0]["mask_px"] is None


def test_what_exists_is_replaced_only_on_request(program, small_case_folder, tmp_path):
    words = ("explain", small_case_folder, "--output", tmp_path, "--layers", "conv1")
    assert program(*words)[0] == 0
    (tmp_path / "small" / "mine.txt").write_text("mine")
    status, _, err = program(*words)
    assert status == 2
    assert "--overwrite" in err
    assert (tmp_path / "small" / "mine.txt").exists()
    assert program(*words, "--overwrite")[0] == 0
    assert not (tmp_path / "small" / "mine.txt").exists()


def test_overwriting_never_replaces_the_images_themselves(program, small_case_folder, tmp_path):
    patients = tmp_path / "patients"
    for name, marker in (("one", "readme.txt"), ("two", "manifest.json")):
        shutil.copytree(small_case_folder, patients / name)
        (patients / name / marker).write_text("{}")
        words = ("explain", patients / name, "--output", patients, "--layers", "conv1", "--overwrite")
        status, _, err = program(*words)
        assert status == 2
        assert str(patients / name) in err
        assert len(list((patients / name).glob("*.tif"))) == 8
    assert {each.name for each in patients.iterdir()} == {"one", "two"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--layers", "layer9"), "no layer “layer9”"),
        (("--class", "fracture"), "no class “fracture”"),
        (("--method", "magic"), "magic"),
        (("--threshold", "7"), "from 0 to 1"),
        (("--gate", "1.2"), "from 0 to 1"),
        (("--outline", "best"), "quick"),
    ],
)
def test_wrong_use_is_one_sentence(program, small_case_folder, tmp_path, words, sentence):
    status, out, err = program("explain", small_case_folder, "--output", tmp_path / "out", *words)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_the_output_may_not_lie_among_the_images_of_a_case(program, small_case_folder, tmp_path):
    shutil.copytree(small_case_folder, tmp_path / "patients" / "one")
    for place in ("one", "one/maps"):
        output = tmp_path / "patients" / place
        status, _, err = program("explain", tmp_path / "patients", "--output", output, "--layers", "conv1")
        assert status == 2
        assert "among the images of one; name another folder" in err
    assert [each.name for each in tmp_path.rglob("*") if each.is_dir()] == ["patients", "one"]


def test_what_was_written_among_the_patients_is_no_patient(program, small_case_folder, tmp_path):
    shutil.copytree(small_case_folder, tmp_path / "patients" / "one")
    for output in ("maps", "again"):
        words = ("explain", tmp_path / "patients", "--output", tmp_path / "patients" / output, "--layers", "conv1")
        status, out, _ = program(*words)
        assert status == 0
        assert "1 of 1 cases" in out


def test_a_request_to_end_is_an_interruption(program, small_case_folder, tmp_path, monkeypatch):
    def ended(explained, folder, **options):
        export_case(explained, folder, **options)
        signal.raise_signal(signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr("xaiviewer.cohort.explaining.export_case", ended)
    status, _, err = program("explain", small_case_folder, "--output", tmp_path, "--layers", "conv1")
    assert (status, "interrupted" in err) == (130, True)
    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(signal.SIGTERM) is before


def test_an_interruption_leaves_nothing(program, small_case_folder, tmp_path, monkeypatch):
    def interrupted(explained, folder, **options):
        export_case(explained, folder, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr("xaiviewer.cohort.explaining.export_case", interrupted)
    status, _, err = program("explain", small_case_folder, "--output", tmp_path, "--layers", "conv1")
    assert status == 130
    assert "interrupted" in err
    assert list(tmp_path.iterdir()) == []


def test_cases_of_one_name_get_folders_of_their_own(program, small_case_folder, tmp_path):
    for place in ("left", "right"):
        shutil.copytree(small_case_folder, tmp_path / "in" / place / "small")
    assert program("explain", tmp_path / "in", "--output", tmp_path / "out", "--layers", "conv1")[0] == 0
    assert {each.name for each in (tmp_path / "out").iterdir()} == {"small", "small (2)"}


def test_a_wrong_path_is_told_without_loading_torch(program, tmp_path, no_torch):
    status, _, err = program("explain", tmp_path / "nowhere", "--output", tmp_path / "out")
    assert status == 2
    assert "does not exist" in err


@pytest.fixture(scope="module")
def sagittal(small_case, tmp_path_factory):
    """The small case as if it had been acquired sagittally: NIfTI whose last axis runs to the patient's left."""
    import nibabel as nib

    file = tmp_path_factory.mktemp("sagittal") / "head_flair.nii.gz"
    voxels = np.repeat(small_case.volume("flair").voxels, 8, axis=0).astype(np.int16)  # 32 axial slices
    stored = voxels.transpose(1, 0, 2)[
        :, ::-1, ::2
    ]  # columns to the back, rows to the feet, every other sagittal slice
    affine = np.array([[0, 0, -2.0, 0], [-1, 0, 0, 0], [0, -1, 0, 31], [0, 0, 0, 1]])
    nib.save(nib.Nifti1Image(np.ascontiguousarray(stored), affine), file)
    return file


def test_maps_and_segmentation_come_back_to_the_acquired_grid_as_nifti(program, sagittal, tmp_path):
    import nibabel as nib

    words = ("--layers", "conv1,layer2.3.relu_2", "--method", "layer-cam", "--nifti", "--segment-all")
    assert program("explain", sagittal, "--output", tmp_path, *words)[0] == 0
    (folder,) = tmp_path.iterdir()
    source = nib.load(sagittal)
    maps = folder / "maps" / "layer-cam"
    layers = ("conv1", "layer2.3.relu_2")
    assert {file.name for file in maps.iterdir()} == {f"{name}{end}" for name in layers for end in (".nii.gz", ".json")}
    for name in layers:  # beside each map p of every slice with a mask
        assert {each["p"] for each in json.loads((maps / f"{name}.json").read_text())["slices"]} <= {"p not measured"}
    for file in (*maps.glob("*.nii.gz"), folder / "segmentation.nii.gz"):
        image = nib.load(file)
        assert image.shape == source.shape
        np.testing.assert_allclose(image.affine, source.affine, atol=1e-4)
    assert np.asarray(nib.load(maps / "conv1.nii.gz").dataobj).std() > 0
    assert nib.load(folder / "segmentation.nii.gz").get_data_dtype() == np.uint8
    assert any("sagittal" in notice for notice in manifest_of(folder)["notices"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--nifti",), "--nifti writes the layers that --layers names"),
        (("--nifti", "--layers", "conv1"), "where its voxels"),
    ],
)
def test_nifti_needs_named_layers_and_positions(program, small_case_folder, tmp_path, words, sentence):
    status, _, err = program("explain", small_case_folder, "--output", tmp_path / "out", *words)
    assert status == 2
    assert sentence in err
    assert not (tmp_path / "out").exists()


def test_a_case_without_positions_does_not_keep_the_others_from_nifti(program, sagittal, small_case_folder, tmp_path):
    shutil.copytree(small_case_folder, tmp_path / "in" / "a")
    (tmp_path / "in" / "b").mkdir()
    shutil.copy(sagittal, tmp_path / "in" / "b")
    words = ("--output", tmp_path / "out", "--layers", "conv1", "--nifti")
    status, out, err = program("explain", tmp_path / "in", *words)
    assert status == 2
    assert "a does not say where its voxels lie" in err
    assert "1 of 2 cases" in out
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["head"]


def test_agreement_is_held_against_nulls_where_it_is_asked_for(
    exported, models, small_case_folder, tmp_path, monkeypatch
):
    from xaiviewer import paths
    from xaiviewer.__main__ import main

    monkeypatch.setattr(paths, "models", lambda: models)
    asked = ["explain", str(small_case_folder), "--output", str(tmp_path), "--layers", LAYERS, "--nulls"]
    assert main(asked) == 0
    manifest = manifest_of(tmp_path / "small")
    assert manifest["settings"]["nulls"] is True
    assert "p = (1 + b) / (1 + n)" in manifest["conventions"]["nulls"]
    for layer in manifest["layers"]:
        for score, agreement in layer["agreement"].items():
            found = layer["nulls"][score]
            assert {len(values) for values in found.values()} == {len(agreement)}
            for place, value in enumerate(agreement):
                assert (found["p"][place] is None) == (value is None)
                if value is not None:
                    assert 0 < found["p"][place] <= found["q"][place] <= 1
                    above = found["above_strongest"][place]
                    assert above == pytest.approx(value - found["strongest"][place], abs=1e-5)
                    assert found["strongest_null"][place]
        whole = layer["nulls_of_case"]
        assert set(MEASURES) | set(FURTHER_MEASURES) == set(whole)
        known = [value for value in layer["agreement"]["mass"] if value is not None]
        if known:
            marked = sum(1 for each in manifest["slices"] if each["mask_px"])
            assert whole["mass"]["score"] == pytest.approx(sum(known) / marked, abs=1e-3)
            assert 0 < whole["mass"]["p"] <= whole["mass"]["q"] <= 1
        without = [not each["mask_px"] for each in manifest["slices"]]
        peaks = zip(layer["false_heat"]["peak"], without, strict=True)
        assert all(value is None for value, empty in peaks if not empty)
    plain = manifest_of(exported)["layers"]
    for name in ("nulls", "nulls_of_case", "false_heat"):
        assert {each[name] for each in plain} == {None}


def rows_of(folder):
    with (folder / "agreement.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_of_the_table_carries_p_or_says_that_it_was_not_measured(
    exported, program, small_case_folder, tmp_path
):
    plain = rows_of(exported)
    assert {row["p"] for row in plain} == {"not measured"}
    assert {row["measure"] for row in plain} == set(MEASURES)
    assert {row["index"] for row in plain} == {"1", "2"}  # those with a mask
    words = ("--output", tmp_path, "--layers", LAYERS, "--nulls")
    assert program("explain", small_case_folder, *words)[0] == 0
    held = rows_of(tmp_path / "small")
    assert {row["index"] for row in held} == {"1", "2", "case"}
    assert {row["measure"] for row in held if row["index"] == "case"} == set(MEASURES) | set(FURTHER_MEASURES)
    for row in held:
        if row["score"] and row["measure"] != "pointing_within_mm":
            assert 0 < float(row["p"]) <= 1, row
            assert row["strongest_null"], row
        else:
            assert row["p"] == "not measured", row


def test_maps_that_were_asked_for_carry_p_without_being_asked_for_it(program, small_case_folder, tmp_path):
    words = ("--method", "saliency,guided-grad-cam", "--slices", "1-3")
    assert program("explain", small_case_folder, "--output", tmp_path, *words)[0] == 0
    folder = tmp_path / "small"
    rows = rows_of(folder)
    assert {(row["layer"], row["method"]) for row in rows} == {("input", "saliency"), ("input", "guided-grad-cam")}
    assert {row["index"] for row in rows} == {"1", "2"}  # those with a mask
    for row in rows:
        told = row["score"] and row["measure"] != "pointing_within_mm"
        assert 0 < float(row["p"]) <= 1 if told else row["p"] == "not measured", row
    for entry in manifest_of(folder)["requests"]:
        assert entry["slices"] == [0, 1, 2]
        masses, ps = entry["agreement"]["mass"], entry["nulls"]["mass"]["p"]
        assert [value is None for value in masses] == [value is None for value in ps] == [True, False, False]
        assert entry["nulls"]["mass"]["strongest_null"][1]
        assert entry["nulls_of_case"] is None


def test_layers_that_were_asked_for_beside_others_are_compared_where_nulls_are_asked_for(
    program, small_case_folder, tmp_path
):
    words = ("--method", "auto,eigen-cam,saliency", "--layers", "layer4.2.relu_2", "--slices", "2")
    for name, further in (("plain", ()), ("held", ("--nulls",))):
        assert program("explain", small_case_folder, "--output", tmp_path / name, *words, *further)[0] == 0
    plain, held = (manifest_of(tmp_path / name / "small")["requests"][-2:] for name in ("plain", "held"))
    assert plain[0]["nulls"]["layer4.2.relu_2"] == "not measured"
    assert plain[1]["nulls"]["mass"]["p"] == held[1]["nulls"]["mass"]["p"]  # one map costs next to nothing
    assert 0 < held[0]["nulls"]["layer4.2.relu_2"]["mass"]["p"][0] <= 1
    assert held[1]["nulls_of_case"]["auroc"]["n"] > 0
    told = [row for row in rows_of(tmp_path / "held" / "small") if row["method"] == "saliency"]
    assert {row["index"] for row in told} == {"1"}  # the one slice that was asked about is not the case


def test_what_is_deleted_while_it_is_written_is_told(program, patients, tmp_path, monkeypatch):
    def written(*given, **options):
        export_case(*given, **options)
        shutil.rmtree(tmp_path / "disk")
        folder = given[1]
        folder.mkdir(parents=True)  # as whoever writes a file below it does

    words = ("explain", patients / "one", "--output", tmp_path / "disk", "--method", "occlusion", "--slices", "2")
    monkeypatch.setattr("xaiviewer.cohort.explaining.export_case", written)
    status, _, err = program(*words)
    assert status == 2
    assert "was taken away meanwhile" in err
    assert not (tmp_path / "disk" / "one").exists()


def test_cases_that_are_deleted_while_others_are_written_are_told(program, patients, tmp_path, monkeypatch):
    def written(*given, **options):
        if (tmp_path / "disk" / "one").exists():
            shutil.rmtree(tmp_path / "disk" / "one")
        export_case(*given, **options)

    words = ("explain", patients, "--output", tmp_path / "disk", "--method", "occlusion", "--slices", "2")
    monkeypatch.setattr("xaiviewer.cohort.explaining.export_case", written)
    status, out, err = program(*words)
    assert status == 2
    assert "1 of the 3 cases written to" in err
    assert "3 of 3" not in out
