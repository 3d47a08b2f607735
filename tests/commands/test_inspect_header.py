"""`xaiviewer inspect --header` through the real main."""

import json

import nibabel as nib
import numpy as np
import pytest


@pytest.fixture
def file(tmp_path):
    image = nib.Nifti1Image(np.zeros((4, 5, 6), np.int16), np.diag([-1.0, -1.0, 2.0, 1.0]))
    image.header["descrip"] = b"Erika"
    nib.save(image, tmp_path / "x.nii.gz")
    return tmp_path / "x.nii.gz"


def test_every_field_is_printed(program, file, no_torch):
    status, out, err = program("inspect", "--header", file)
    assert (status, err) == (0, "")
    assert ["148", "80", "characters", "descrip", "Erika"] in [line.split() for line in out.splitlines()]


def test_names_can_be_left_out_and_json_be_asked_for(program, file):
    status, out, _ = program("inspect", "--header", "--hide-names", "--json", file)
    (header,) = json.loads(out)["headers"]
    told = {each["keyword"]: each["value"] for each in header["elements"]}
    assert (status, told["descrip"], told["bitpix"]) == (0, "hidden", "16")


def test_a_file_without_a_header_is_named_and_the_others_are_told_of(program, file, tmp_path):
    status, out, _ = program("inspect", "--header", tmp_path, file)
    assert status == 2
    assert "srow_x" in out
    assert "is a folder; name one of its files" in out


def test_options_of_a_search_do_not_go_with_a_header(program, file, tmp_path):
    told = [
        program("inspect", "--header", file, "--skipped", tmp_path / "x.csv"),
        program("inspect", "--hide-names", file),
    ]
    assert [status for status, *_ in told] == [2, 2]
    assert all("--header" in error for *_, error in told)
    assert not (tmp_path / "x.csv").exists()
