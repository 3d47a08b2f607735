"""A series in FLAIR's place keeps its own name, and the case says why its decisions are to be doubted."""

import nibabel as nib
import numpy as np
import pytest

from xaiviewer.case import AUTOMATIC, Choices, Volume
from xaiviewer.readers import contents, load_case
from xaiviewer.readers.build.report import case_report

IMAGE = np.random.default_rng(0).integers(1, 900, (12, 10, 4)).astype(np.int16)


@pytest.fixture
def patient(tmp_path):
    """Writes volumes by their names; gives the folder."""

    def make(*names):
        for number, name in enumerate(names):
            values = IMAGE + np.int16(number)
            nib.save(nib.Nifti1Image(values, np.diag([-1.0, -1.0, 5.0, 1.0])), tmp_path / f"{name}.nii.gz")
        return tmp_path

    return make


def titles(case):
    return {volume.sequence: volume.title for volume in case.volumes}


def test_what_is_recognised_is_called_by_its_sequence(patient):
    case = load_case(patient("p_t1", "p_flair", "p_t1ce"))
    assert titles(case) == {"t1": "T1", "flair": "FLAIR", "t1c": "T1 + contrast"}
    assert case.stand_in == ""


@pytest.mark.parametrize(
    ("names", "own", "what"),
    [
        (("p_t2", "p_t1"), "p_t2", "A series recognised as T2 stands in the place of FLAIR"),
        (("p_0000", "p_0001"), "p_0000", "A series of which nothing says what it shows stands in the place of FLAIR"),
        (("scan",), "scan", "A series of which nothing says what it shows stands in the place of FLAIR"),
    ],
)
def test_what_stands_in_keeps_its_own_name_and_says_what_it_is(patient, names, own, what):
    case = load_case(patient(*names))
    assert titles(case)["flair"] == f"{own}, taken for FLAIR"
    assert case.volume("flair").kind == ("T2" if "T2" in what else "")
    assert case.stand_in == f"{what}. The networks were not trained on that."
    assert own not in case.stand_in  # the window shows it where names are off


def test_what_the_user_names_is_what_he_says_unless_it_was_recognised_as_something_else(patient):
    place = patient("p_xyz", "p_t2")
    said = load_case(place, Choices((("flair", "p_xyz"),)))
    assert (titles(said)["flair"], said.stand_in) == ("FLAIR", "")
    against = load_case(place, Choices((("flair", "p_t2"),)))
    assert titles(against)["flair"] == "p_t2, taken for FLAIR"
    assert "recognised as T2" in against.stand_in


def test_a_report_tells_what_stands_in_for_what(patient):
    report = case_report(contents(patient("p_t2", "p_t1")), AUTOMATIC)
    assert {each["key"]: each["stands_in_for"] for each in report["series"]} == {"p_t2": ["flair"], "p_t1": []}
    assert "recognised as T2" in report["stand_in"]


def test_a_volume_without_a_name_of_its_own_is_called_by_its_sequence(small_case):
    assert [volume.title for volume in small_case.volumes] == ["T1", "FLAIR", "T1 + contrast"]
    first = small_case.volumes[0]
    assert Volume("flair", first.voxels, first.geometry, name="p_t2").title == "p_t2, taken for FLAIR"


def test_a_sequence_that_is_seen_because_flair_is_empty_is_said_to_stand_in(patient):
    place = patient("p_flair", "p_t1")
    nib.save(nib.Nifti1Image(np.zeros_like(IMAGE), np.diag([-1.0, -1.0, 5.0, 1.0])), place / "p_flair.nii.gz")
    told = "T1 stands in the place of FLAIR, which holds no picture. The networks were not trained on that."
    assert load_case(place).stand_in == told
    (place / "p_t1.nii.gz").unlink()
    assert load_case(place).stand_in == ""  # nothing is analysed
