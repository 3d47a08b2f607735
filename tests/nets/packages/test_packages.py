"""Packages: what is made opens as it was, and whatever differs is refused in one sentence that says what."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from tests.nets.small_network import CLASSES, FACTORY, described
from xaiviewer import paths
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.packages.description import as_json, read_described
from xaiviewer.nets.packages.description import described as from_json
from xaiviewer.nets.packages.factories import built, outline
from xaiviewer.nets.packages.files import CARD, GOLDEN, MODEL, WEIGHTS, opened
from xaiviewer.nets.packages.making import make_package, trained_on
from xaiviewer.nets.packages.opening import NO_GOLDEN, open_package
from xaiviewer.nets.packages.schema import complaint, published


@pytest.fixture
def package(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "mine"))


def changed(package: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """The package with another model.json."""
    given = json.loads((package / MODEL).read_text())
    change(given)
    (package / MODEL).write_text(json.dumps(given))
    return package


def with_weights(package: Path, change: Callable[[dict[str, torch.Tensor]], object]) -> Path:
    """The package with other weights, which its model.json names."""
    import hashlib

    tensors = load_file(package / WEIGHTS)
    change(tensors)
    save_file(tensors, package / WEIGHTS)
    digest = hashlib.sha256((package / WEIGHTS).read_bytes()).hexdigest()
    return changed(package, lambda given: given["weights"].update(sha256=digest))


def zipped(package: Path, target: Path, within: str = "") -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for file in package.iterdir():
            archive.write(file, within + file.name)
    return target


def test_what_is_made_opens_as_it_was(package: Path) -> None:
    torch.manual_seed(1)
    network, inputs = built(FACTORY), np.load(package / GOLDEN)["input"]
    model = open_package(package)
    np.testing.assert_allclose(model.logits(inputs), network(torch.from_numpy(inputs)).numpy(), atol=1e-5)
    assert (model.description.classes, model.description.finding) == (CLASSES, 0)
    assert model.identity.architecture == "torchvision/squeezenet1_1"
    assert not any(each.requires_grad for each in model.network.parameters())
    assert not any(getattr(each, "inplace", False) for each in model.network.modules())
    assert NO_GOLDEN not in model.notices


@pytest.mark.parametrize("within", ["", "mine/"])
def test_a_zip_opens_like_its_folder(package: Path, tmp_path: Path, within: str) -> None:
    assert open_package(zipped(package, tmp_path / "mine.zip", within)).identity == open_package(package).identity


def test_a_package_of_the_programs_own_training_opens_by_the_same_door() -> None:
    assert open_package(paths.models() / "classifier").description.classes == ("no tumour", "tumour")


def test_a_description_comes_back_and_is_what_the_schema_says() -> None:
    full = replace(described(trained=trained_on(["A", "B"], "ours")), sha256="0" * 64)
    given = json.loads(json.dumps(as_json(full)))
    assert complaint(given, published("model")) == ""
    assert from_json(given) == full


def test_how_slices_lie_and_what_shape_they_have_comes_back() -> None:
    inputs = replace(described().inputs, size=96, sides=(64, 96), fit="stretch", orientation="clockwise")
    full = replace(described(inputs=inputs), sha256="0" * 64)
    given = json.loads(json.dumps(as_json(full)))
    assert complaint(given, published("model")) == ""
    assert given["inputs"]["size"] == [64, 96]
    assert from_json(given) == full
    given["inputs"]["size"] = [96, 96]
    assert from_json(given).inputs.sides is None


def test_a_patient_of_the_training_is_known_without_being_named() -> None:
    trained = trained_on(["TCGA_1", "TCGA_2"])
    assert trained.holds("TCGA_1")
    assert not trained.holds("TCGA_3")
    assert "TCGA" not in json.dumps(as_json(described(trained=trained)))
    assert trained_on(["TCGA_1"]).patients.isdisjoint(trained.patients)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda given: given.update(colour="red"), "“colour” is not known"),
        (lambda given: given["inputs"].update(breadth=3), "“breadth” is not known in inputs"),
        (lambda given: given.pop("licence"), "“licence” is missing"),
        (lambda given: given.update(schema=2), "schema is 2"),
        (lambda given: given["inputs"].update(size=4), "inputs.size is 4; it must be at least 16"),
        (lambda given: given["inputs"].update(size=True), "inputs.size is true; it must be of type integer"),
        (lambda given: given["inputs"].update(orientation="neurological"), "it must look like radiological"),
        (lambda given: given["inputs"].update(orientation="SAR"), "the orientation SAR is none of slices"),
        (lambda given: given["inputs"].update(size=[64]), "inputs.size has 1 entries; it must have from 2 to 2"),
        (lambda given: given["inputs"].update(size=[64, 8]), "inputs.size[1] is 8; it must be at least 16"),
        (lambda given: given["inputs"].update(fit="squeeze"), 'inputs.fit is "squeeze"; it must be one of pad, crop'),
        (lambda given: given["inputs"].update(fit="crop", spacing=1), "there is nothing to crop or to stretch"),
        (lambda given: given.update(finding="cyst"), "finding “cyst” is none of the classes"),
        (lambda given: given.update(classes=["a", "a", "b"]), "two classes have the same name"),
        (lambda given: given["inputs"]["normalisation"].update(mean=[1, 2]), "has 2 numbers for 1 channels"),
        (lambda given: given["inputs"]["normalisation"].update(low=90, high=10), "is not below"),
        (lambda given: given.update(classes=["a", "b"], finding=None), "gives 3 outputs, and model.json names 2"),
        (lambda given: given["factory"].update(library="os"), 'factory.library is "os"'),
        (lambda given: given["factory"].update(name="system"), "no network “system” on the list"),
        (lambda given: given["factory"]["arguments"].update(weights="DEFAULT"), "“weights” may not be given"),
        (lambda given: given["factory"]["arguments"].update(num_classes=10**9), "no plain, small value"),
        (
            lambda given: given["factory"]["arguments"].update(num_classes=4),
            "is 3 x 512 x 1 x 1 in the weights and 4 x",
        ),
        (
            lambda given: given["factory"].update(name="squeezenet1_0"),
            "do not fit the architecture torchvision/squeezenet1_0",
        ),
    ],
)
def test_a_description_that_does_not_hold_is_refused(
    package: Path, change: Callable[[dict[str, Any]], object], says: str
) -> None:
    with pytest.raises(ModelError) as told:
        open_package(changed(package, change))
    assert says in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda tensors: tensors.pop("classifier.1.bias"), "the weights lack classifier.1.bias"),
        (lambda tensors: tensors.update(extra=torch.zeros(2)), "the weights hold extra, which the network lacks"),
        (lambda tensors: tensors["features.0.bias"].fill_(float("nan")), "not finite, in features.0.bias"),
        (lambda tensors: tensors["features.0.bias"].add_(1), "where its author got"),
    ],
)
def test_weights_that_do_not_fit_are_refused(
    package: Path, change: Callable[[dict[str, torch.Tensor]], object], says: str
) -> None:
    with pytest.raises(ModelError, match=says):
        open_package(with_weights(package, change))


def test_other_weights_than_are_named_are_refused(package: Path) -> None:
    data = bytearray((package / WEIGHTS).read_bytes())
    data[-1] ^= 1
    (package / WEIGHTS).write_bytes(bytes(data))
    with pytest.raises(ModelError, match="not the weights that"):
        open_package(package)


def test_weights_that_claim_ten_gigabytes_are_refused(package: Path) -> None:
    import hashlib

    header = json.dumps({"a": {"dtype": "F32", "shape": [2684354560], "data_offsets": [0, 10 * 2**30]}}).encode()
    data = len(header).to_bytes(8, "little") + header
    (package / WEIGHTS).write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    with pytest.raises(ModelError, match="claims other tensors than it holds"):
        open_package(changed(package, lambda given: given["weights"].update(sha256=digest)))


def test_a_golden_output_that_is_missing_is_said_and_one_that_pickles_is_refused(package: Path) -> None:
    (package / GOLDEN).unlink()
    assert NO_GOLDEN in open_package(package).notices
    held = io.BytesIO()
    np.savez(held, input=np.array([{"a": 1}], dtype=object), logits=np.zeros((1, 3), np.float32))
    (package / GOLDEN).write_bytes(held.getvalue())
    with pytest.raises(ModelError, match="no golden output"):
        open_package(package)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../model.json", "points out of the package"),
        ("/model.json", "points out of the package"),
        ("a\\..\\model.json", "points out of the package"),
        ("a/b/model.json", "a package holds"),
        ("run.py", "a package holds"),
        ("other/model.json", "more than one package"),
    ],
)
def test_a_zip_that_holds_anything_else_is_refused(package: Path, tmp_path: Path, name: str, says: str) -> None:
    made = zipped(package, tmp_path / "mine.zip")
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, "{}")
    with pytest.raises(ModelError, match=says):
        opened(made)


def test_what_file_managers_pack_unasked_is_passed_over(package: Path, tmp_path: Path) -> None:
    made = zipped(package, tmp_path / "mine.zip", "mine/")
    with zipfile.ZipFile(made, "a") as archive:
        for name in ("__MACOSX/mine/._model.json", "mine/.DS_Store", "mine/Thumbs.db", ".DS_Store"):
            archive.writestr(name, b"\0\5\26\7")
    assert open_package(made).description.identity.name == open_package(package).description.identity.name


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("there", [True, False])
def test_a_link_in_a_folder_is_refused(tmp_path: Path, *, there: bool) -> None:
    (tmp_path / "mine").mkdir()
    elsewhere = tmp_path / "elsewhere.txt"
    if there:
        elsewhere.write_text("another's")
    (tmp_path / "mine" / CARD).symlink_to(elsewhere)
    files = opened(tmp_path / "mine")
    for ask in (files.has, files.read):
        with pytest.raises(ModelError, match="is a link"):
            ask(CARD)


def test_a_zip_with_a_link_or_a_bomb_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo(MODEL)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ModelError, match="the link"):
        opened(tmp_path / "link.zip")
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MODEL, b" " * 20_000_000)
    with pytest.raises(ModelError, match="in a few bytes"):
        opened(tmp_path / "bomb.zip")


def test_what_does_not_open_is_not_left_behind(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="names 2 classes"):
        make_package(tmp_path / "mine", built(FACTORY), described(classes=("a", "b"), finding=None))
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "mine").mkdir()
    with pytest.raises(UsageError, match="exists already"):
        make_package(tmp_path / "mine", built(FACTORY), described())


def test_an_outline_takes_no_memory_and_has_every_name() -> None:
    found = outline(FACTORY)
    assert all(each.is_meta for each in found.parameters())
    assert found.state_dict().keys() == built(FACTORY).state_dict().keys()


def test_the_lines_of_the_manual_make_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (paths.resources() / "manual" / "training.md").read_text(encoding="utf-8")
    code = page.split("```python\n")[1].split("```")[0].replace("resnet18", "squeezenet1_1").replace("224", "64")
    monkeypatch.chdir(tmp_path)
    exec(code, {})
    assert open_package(tmp_path / "mine").description.main_name == "glioma"


def test_a_folder_without_a_description_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no model\.json"):
        read_described(opened(tmp_path))
