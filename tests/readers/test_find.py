"""Finding cases below a folder, whatever they are stored as; and what was left out."""

import gzip
import os
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import nibabel as nib
import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MRImageStorage, generate_uid

from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers import NothingFoundError, contents, dicom, find_cases, load_case, search


def names(cases):
    return [case.name for case in cases]


def dicom_series(folder, study="1.2.3", number=1, slices=4, description="FLAIR", step=5.0):
    """A small axial series, one file per slice."""
    folder.mkdir(parents=True, exist_ok=True)
    uid = generate_uid(entropy_srcs=[study, str(number)])
    for index in range(slices):
        data = Dataset()
        data.file_meta = FileMetaDataset()
        data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID = MRImageStorage
        data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID = f"{uid}.{index}"
        data.StudyInstanceUID, data.SeriesInstanceUID, data.FrameOfReferenceUID = study, uid, study + ".1"
        data.Modality, data.SeriesNumber, data.SeriesDescription, data.InstanceNumber = "MR", number, description, index
        data.PatientName, data.PatientID = "Secret^Name", "4711"
        data.ImageOrientationPatient, data.ImagePositionPatient = [1, 0, 0, 0, 1, 0], [-4, -4, step * index]
        data.PixelSpacing, data.SliceThickness = [1, 1], step
        data.Rows, data.Columns, data.SamplesPerPixel, data.PhotometricInterpretation = 8, 8, 1, "MONOCHROME2"
        data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 16, 15, 0
        data.PixelData = np.full((8, 8), 10 * number + index, np.uint16).tobytes()
        pydicom.dcmwrite(folder / f"IM{number}_{index}.dcm", data, enforce_file_format=True)
    return folder


def volume(file, shape=(8, 8, 4)):
    file.parent.mkdir(parents=True, exist_ok=True)
    nib.save(nib.Nifti1Image(np.ones(shape, np.int16), np.diag([-1.0, -1, 5, 1])), file)
    return file


def test_a_folder_of_patients_is_a_list_of_cases_in_natural_order(tmp_path, patient):
    for name in ("p10", "p2", "P1"):
        patient(name=name)
    assert names(find_cases(tmp_path)) == ["P1", "p2", "p10"]


def test_a_patient_is_one_case_and_so_is_a_slice(patient):
    folder = patient()
    assert find_cases(folder) == [folder]
    assert find_cases(folder / "patient_1.tif") == [folder / "patient_1.tif"]


def test_cases_are_found_at_any_depth(tmp_path, patient):
    patient(name="site/a/b/deep")
    patient(name="near")
    patient(name="near/inside")
    assert names(find_cases(tmp_path)) == ["near", "inside", "deep"]
    assert len(load_case(tmp_path / "near")) == 3


def test_hidden_folders_and_masks_alone_are_no_cases(tmp_path, patient):
    patient(name=".hidden")
    folder = patient((1,), name="masks")
    (folder / "masks_1.tif").unlink()
    patient(name="real")
    assert names(find_cases(tmp_path)) == ["real"]


def test_links_are_followed_but_never_in_circles(tmp_path, patient):
    folder = patient(name="all/one")
    (folder / "back").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "all" / "again").symlink_to(folder, target_is_directory=True)
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    assert len(find_cases(tmp_path)) == 1
    assert len(find_cases(tmp_path / "all" / "again")) == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may enter everything")
def test_folders_that_may_not_be_entered_are_left_out_and_said(tmp_path, patient):
    patient(name="open")
    closed = patient(name="closed")
    closed.chmod(0)
    try:
        found = search(tmp_path)
        assert names(found.cases) == ["open"]
        assert [each.path for each in found.skipped] == [closed]
        with pytest.raises(ReadError, match="permission denied"):
            find_cases(closed)
    finally:
        closed.chmod(0o700)


def test_nothing_there_and_nothing_found_are_said(tmp_path):
    with pytest.raises(ReadError, match="does not exist"):
        find_cases(tmp_path / "absent")
    with pytest.raises(ReadError, match=r"hold no DICOM, NIfTI, TIFF, PNG or JPEG images; choose a patient's folder"):
        find_cases(tmp_path)


def test_nothing_found_still_lists_what_was_left_out(tmp_path):
    (tmp_path / "a.csv").write_text("x")
    with pytest.raises(NothingFoundError, match=r"1 files were left out: no image \(\.csv\)") as caught:
        search(tmp_path)
    assert [each.path.name for each in caught.value.skipped] == ["a.csv"]


def test_every_format_is_found_and_what_is_left_out_has_a_reason_to_count(tmp_path, patient):
    patient(name="a_tiff")
    volume(tmp_path / "b_nifti" / "x_flair.nii.gz")
    dicom_series(tmp_path / "c_dicom")
    for name in ("notes.txt", "more.txt", "table.csv", "scan.nrrd", "study.tar.gz", "strange"):
        (tmp_path / name).write_text("not an image, whatever it is")
    (tmp_path / "fake.dcm").write_text("no DICOM here, although the name says so " * 5)
    (tmp_path / "Thumbs.db").write_text("system")
    (tmp_path / ".DS_Store").write_text("system")
    found = search(tmp_path)
    assert names(found.cases) == ["a_tiff", "b_nifti", "c_dicom"]
    assert Counter(each.reason for each in found.skipped) == {
        "no image (.txt)": 2,
        "no image (.csv)": 1,
        "a format that is not read (.nrrd); convert it to NIfTI or DICOM": 1,
        "an archive that is not opened (.gz); unpack it first": 1,
        "no image that this program knows": 1,
        "no DICOM file, whatever its name says": 1,
    }
    for case in found.cases:
        assert len(load_case(case)) in (3, 4)


def test_a_study_whose_series_lie_in_folders_of_their_own_is_one_case(tmp_path):
    for number, name in enumerate(("T1", "FLAIR", "T1 gd"), 1):
        dicom_series(tmp_path / "patients" / "one" / "study" / name, number=number, description=name)
    dicom_series(tmp_path / "patients" / "two", study="1.2.4")
    cases = find_cases(tmp_path / "patients")
    assert names(cases) == ["one", "two"]
    case = load_case(cases[0])
    assert case.name == "one"
    assert case.choices.sequences == (("t1", "1"), ("flair", "2"), ("t1c", "3"))
    assert load_case(tmp_path / "patients" / "one" / "study").choices.sequences == case.choices.sequences


def test_studies_that_share_a_folder_are_addressed_by_their_uid(tmp_path):
    folder = dicom_series(tmp_path / "both", study="1.2.3", number=1)
    dicom_series(folder, study="1.2.4", number=2)
    cases = find_cases(folder)
    assert cases == [folder / "1.2.3", folder / "1.2.4"]
    assert [load_case(case).volume("flair").voxels.max() for case in cases] == [13, 23]
    assert search(cases[1]).cases == (cases[1],)
    with pytest.raises(ReadError, match=r"1\.2\.5 does not exist"):
        search(folder / "1.2.5")
    with pytest.raises(ReadError, match="2 below it; open one of those, such as"):
        load_case(folder)
    with pytest.raises(ReadError, match=r"1\.2\.5 does not exist"):
        load_case(folder / "1.2.5")


def renamed(folder, number, name):
    for file in folder.rglob("*.dcm"):
        data = pydicom.dcmread(file)
        data.PatientID, data.PatientName = number, name
        data.save_as(file)
    return folder


def test_patients_that_share_a_study_uid_are_never_mixed(tmp_path):
    renamed(dicom_series(tmp_path / "a"), "1", "Doe^Jane")
    renamed(dicom_series(tmp_path / "b", number=2), "2", "Roe^Joe")
    assert find_cases(tmp_path) == [tmp_path / "a", tmp_path / "b"]
    assert [len(load_case(path)) for path in find_cases(tmp_path)] == [4, 4]
    assert load_case(tmp_path / "b").volume("flair").voxels.max() == 23
    shared = tmp_path / "shared"
    shutil.copytree(tmp_path / "a", shared)
    shutil.copytree(tmp_path / "b", shared, dirs_exist_ok=True)
    early = []
    cases = search(shared, found=early.append).cases
    assert len(cases) == 2
    assert set(early) == set(cases)
    assert all(case.parent == shared and case.name.startswith("1.2.3-") for case in cases)
    assert sorted(int(load_case(case).volume("flair").voxels.max()) for case in cases) == [13, 23]
    assert search(cases[1]).cases == (cases[1],)
    with pytest.raises(ReadError, match=r"1\.2\.3 does not exist"):
        load_case(shared / "1.2.3")
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        for file in shared.iterdir():
            archive.write(file, file.name)
    inside = find_cases(tmp_path / "both.zip")
    assert [case.name for case in inside] == [case.name for case in cases]
    assert [load_case(case).volume("flair").voxels.max() for case in inside] == [
        load_case(case).volume("flair").voxels.max() for case in cases
    ]


def test_a_study_uid_cannot_lead_out_of_the_folder(tmp_path):
    folder = dicom_series(tmp_path / "both")
    for file in dicom_series(tmp_path / "other", number=2).iterdir():
        data = pydicom.dcmread(file)
        data["StudyInstanceUID"] = pydicom.DataElement("StudyInstanceUID", "UI", "/etc/../x")
        data.save_as(folder / file.name)
    shutil.rmtree(tmp_path / "other")
    cases = find_cases(folder)
    assert [case.parent for case in cases] == [folder, folder]
    assert sorted(load_case(case).volume("flair").voxels.max() for case in cases) == [13, 23]


def test_files_without_a_study_uid_are_a_study_that_opens_by_its_address(tmp_path):
    folder = dicom_series(tmp_path / "both")
    for file in dicom_series(tmp_path / "other", number=2).iterdir():
        data = pydicom.dcmread(file)
        del data.StudyInstanceUID
        data.save_as(folder / file.name)
    shutil.rmtree(tmp_path / "other")
    cases = find_cases(folder)
    assert names(cases) == ["1.2.3", "unnamed study"]
    assert search(cases[1]).cases == (cases[1],)
    assert load_case(cases[1]).volume("flair").voxels.max() == 23


def label_map(file, step=5.0):
    """A lesion on the grid of `dicom_series` with slices so far apart."""
    drawn = np.zeros((8, 8, 4), np.uint8)
    drawn[2:5, 3:6, 1:3] = 1
    affine = np.diag([-1.0, -1, step, 1])
    affine[:3, 3] = 4, 4, 0
    nib.save(nib.Nifti1Image(drawn, affine), file)
    return file


def test_a_mask_in_a_folder_of_two_patients_goes_to_the_one_on_whose_grid_it_lies(tmp_path):
    folder = renamed(dicom_series(tmp_path / "both", step=5.0), "1", "Doe^Jane")
    shutil.copytree(
        renamed(dicom_series(tmp_path / "b", "1.2.4", 2, step=6.0), "2", "Roe^Joe"), folder, dirs_exist_ok=True
    )
    shutil.rmtree(tmp_path / "b")
    label_map(folder / "seg.nii", step=6.0)
    assert {case.name: len(contents(case).masks) for case in find_cases(folder)} == {"1.2.3": 0, "1.2.4": 1}
    label_map(folder / "seg.nii", step=5.5)
    found = search(folder)
    assert {case.name: len(contents(case).masks) for case in found.cases} == {"1.2.3": 0, "1.2.4": 0}
    assert [(each.path.name, "of several studies" in each.reason) for each in found.skipped] == [("seg.nii", True)]
    assert all(any("seg.nii was left out" in said for said in contents(case).notices) for case in found.cases)


def test_a_study_leaves_a_folder_that_holds_other_patients_to_them(tmp_path, patient):
    patient(name="tiff_patient")
    dicom_series(tmp_path / "dicom_patient" / "series")
    assert names(find_cases(tmp_path)) == ["dicom_patient", "tiff_patient"]


def test_dicom_comes_before_nifti_and_pictures_of_the_same_folder(tmp_path, tools):
    folder = dicom_series(tmp_path / "mixed")
    volume(folder / "converted.nii.gz")
    tools.save(folder / "screenshot_1.tif", tools.picture(1))
    found = search(folder)
    assert found.cases == (folder,)
    assert sorted(each.path.name for each in found.skipped) == ["converted.nii.gz", "screenshot_1.tif"]
    case = load_case(folder)
    assert case.contents.series[0].format == "DICOM"
    assert any("converted.nii.gz" in notice for notice in case.notices)
    assert load_case(folder / "converted.nii.gz").contents.series[0].format == "NIfTI"


def test_a_zip_opens_as_what_is_in_it(tmp_path):
    folder = dicom_series(tmp_path / "plain" / "study")
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"study/{file.name}")
    dicom_series(tmp_path / "plain" / "other", study="1.2.4", number=2)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        for file in (tmp_path / "plain").rglob("*.dcm"):
            archive.write(file, file.relative_to(tmp_path))
    assert find_cases(tmp_path / "one.zip") == [tmp_path / "one.zip"]
    case = load_case(tmp_path / "one.zip")
    assert (case.name, case.source, len(case)) == ("one", tmp_path / "one.zip", 4)
    assert find_cases(tmp_path / "two.zip") == [tmp_path / "two.zip" / "1.2.4", tmp_path / "two.zip" / "1.2.3"]
    assert load_case(tmp_path / "two.zip" / "1.2.3").volume("flair").voxels.max() == 13
    assert len(find_cases(tmp_path)) == 5


def test_a_zip_without_images_is_left_out(tmp_path, patient):
    patient()
    with zipfile.ZipFile(tmp_path / "text.zip", "w") as archive:
        archive.writestr("a.txt", "text")
    found = search(tmp_path)
    assert [(each.path.name, each.reason) for each in found.skipped] == [("text.zip", "an archive without images")]
    with pytest.raises(ReadError, match=r"text\.zip holds no DICOM"):
        load_case(tmp_path / "text.zip")


def test_one_dicom_file_opens_alone_and_says_so(tmp_path):
    folder = dicom_series(tmp_path / "study")
    case = load_case(folder / "IM1_2.dcm")
    assert len(case) == 1
    assert any("Only IM1_2.dcm is open" in notice for notice in case.notices)


def test_no_name_of_a_patient_comes_out(tmp_path):
    case = load_case(dicom_series(tmp_path / "study"))
    told = repr((case.name, case.notices, case.slice_names, case.contents.name, case.contents.notices))
    told += repr([(each.key, each.name, each.attributes, each.notices) for each in case.contents.series])
    assert "Secret" not in told
    assert "4711" not in told


@pytest.mark.parametrize("suffix", [".img", ".IMG", ".ima", ".MR", ".0001", ""])
def test_dicom_files_open_whatever_they_are_called(tmp_path, suffix):
    folder = dicom_series(tmp_path / "study")
    for file in folder.iterdir():
        file.rename(file.with_suffix(suffix))
    assert find_cases(tmp_path) == [tmp_path]
    case = load_case(folder)
    assert len(case) == 4
    assert case.contents.series[0].format == "DICOM"
    alone = load_case(folder / f"IM1_2{suffix}")
    assert alone.volume("flair").voxels.max() == 12
    assert any("open its folder" in notice for notice in alone.notices)


def test_an_analyze_pair_stays_a_pair_beside_dicom_files_called_alike(tmp_path):
    folder = dicom_series(tmp_path / "study")
    (folder / "IM1_0.dcm").rename(folder / "IM1_0.img")
    (tmp_path / "pair").mkdir()
    nib.save(nib.Nifti1Pair(np.ones((8, 8, 4), np.int16), np.diag([-1.0, -1, 5, 1])), tmp_path / "pair" / "a.img")
    found = search(tmp_path)
    assert [contents(case).series[0].format for case in found.cases] == ["NIfTI", "DICOM"]
    assert load_case(tmp_path / "pair" / "a.img").contents.series[0].format == "NIfTI"
    (tmp_path / "pair" / "a.hdr").unlink()
    with pytest.raises(ReadError, match=r"a\.hdr cannot be read"):
        load_case(tmp_path / "pair" / "a.img")


def test_a_file_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    folder = dicom_series(tmp_path / "study")
    denied = folder / "IM1_3.dcm"
    opens = Path.open

    def refusing(self, *words, **options):
        if self == denied:
            raise PermissionError(13, "Permission denied")
        return opens(self, *words, **options)

    monkeypatch.setattr(Path, "open", refusing)
    ((path, reason),) = search(folder).skipped
    assert (path, reason) == (denied, "it cannot be read (permission denied)")
    with pytest.raises(ReadError, match=r"IM1_3\.dcm cannot be read \(permission denied\)"):
        load_case(denied)


@pytest.mark.parametrize(("name", "data"), [("x.bin", b"nothing"), ("x.dcm", b""), ("x", b"\0" * 400)])
def test_a_file_that_is_no_image_is_said(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError, match=f"{name} (is|holds) "):
        load_case(tmp_path / name)


def test_headers_are_read_once_from_search_to_case(tmp_path, monkeypatch):
    folder = dicom_series(tmp_path / "study")
    read = []
    module = __import__("xaiviewer.readers.dicom.study", fromlist=["read_header"])
    monkeypatch.setattr(
        module, "read_header", lambda path, wanted, real=module.read_header: read.append(path) or real(path, wanted)
    )
    (path,) = search(tmp_path).cases
    contents(path)
    assert len(load_case(path)) == 4
    assert len(read) == 4
    dicom_series(folder, slices=5)
    assert len(load_case(path)) == 5
    assert len(read) == 9


def test_a_mask_that_lies_elsewhere_is_read_again_when_it_changes(tmp_path):
    image, mask = tmp_path / "images" / "a1_flair.nii", tmp_path / "labels" / "a1.nii"
    volume(image)
    volume(mask)
    assert [each.number for each in contents(image).masks[0].segments] == [1]
    nib.save(nib.Nifti1Image(np.full((8, 8, 4), 7, np.int16), np.diag([-1.0, -1, 5, 1])), mask)
    os.utime(mask, ns=(1, 1))
    assert [each.number for each in contents(image).masks[0].segments] == [7]


def test_progress_counts_files_and_cases_and_cancel_ends_it(tmp_path, patient):
    patient(name="a")
    dicom_series(tmp_path / "b")
    heard = []
    search(tmp_path, progress=lambda files, cases: heard.append((files, cases)))
    assert heard[-1] == (10, 2)
    assert [files for files, _ in heard] == sorted(files for files, _ in heard)
    with pytest.raises(Cancelled):
        search(tmp_path, cancelled=lambda: True)


def told_of(folder, **options):
    """What a search tells of while it goes on, and in the end."""
    early = []
    found = search(folder, found=early.append, **options)
    assert len(set(early)) == len(early)
    assert set(found.cases) == set(early)
    return early, found


def test_cases_are_told_of_while_the_search_goes_on(tmp_path, patient):
    patient(name="a")
    volume(tmp_path / "b" / "b_flair.nii.gz")
    dicom_series(tmp_path / "c" / "series 1")
    dicom_series(tmp_path / "c" / "series 2", number=2)
    dicom_series(tmp_path / "d", study="1.2.4")
    log = []
    search(
        tmp_path,
        found=lambda path: log.append(path.name),
        progress=lambda files, cases: log.append(files),
    )
    assert [each for each in log if isinstance(each, str)] == ["a", "b", "c", "d"]
    assert log.index("a") < log.index("b") < log.index("c") < log.index("d")
    seen = {name: max(each for each in [0, *log[: log.index(name)]] if isinstance(each, int)) for name in "abcd"}
    total = log[-1]
    assert seen["a"] <= seen["b"] <= seen["c"] < seen["d"] < total


def test_a_cancelled_search_has_told_of_what_it_found(tmp_path, patient):
    for number in range(4):
        dicom_series(tmp_path / f"p{number}", study=f"1.2.{number}")
    early = []
    with pytest.raises(Cancelled):
        search(tmp_path, found=early.append, cancelled=lambda: len(early) == 2)
    assert early == [tmp_path / "p0", tmp_path / "p1"]
    assert [len(load_case(path)) for path in early] == [4, 4]


def test_a_study_in_several_folders_waits_for_the_last_of_them(tmp_path):
    """Exported one folder per series, two studies in turn."""
    for number, study in enumerate(("1.2.3", "1.2.4", "1.2.3", "1.2.4"), 1):
        dicom_series(tmp_path / f"series {number}", study=study, number=number)
    early, found = told_of(tmp_path)
    assert early == [tmp_path / "1.2.3", tmp_path / "1.2.4"]
    assert len(contents(early[0]).series) == 2
    assert found.cases == tuple(early)


@pytest.mark.parametrize("between", ["picture", "volume", "mask", "report", "damaged"])
def test_what_is_told_early_is_how_it_is_opened(tmp_path, tools, between):
    study = tmp_path / "P1"
    dicom_series(study / "a")
    dicom_series(study / "c", number=2)
    dicom_series(tmp_path / "P2", study="1.2.4")
    (study / "b").mkdir()
    if between == "picture":
        tools.save(study / "b" / "shot_1.tif", tools.picture(1))
    elif between == "damaged":
        (study / "b" / "x.dcm").write_bytes(b"\0" * 128 + b"DICM" + b"\1" * 40)
    elif between == "report":
        data = pydicom.dcmread(study / "a" / "IM1_0.dcm")
        del data.Rows, data.Columns, data.PixelData
        data.StudyInstanceUID, data.SOPClassUID = "1.2.9", "1.2.840.10008.5.1.4.1.1.88.11"
        data.save_as(study / "b" / "report.dcm")
    else:
        volume(study / "b" / ("tumour_mask.nii" if between == "mask" else "b_flair.nii"))
    early, found = told_of(tmp_path)
    expected = tmp_path / "P1" / "1.2.3" if between in {"picture", "volume"} else study
    assert expected in early or study in early
    for path in found.cases:
        assert contents(path).path == path


def test_one_file_and_an_archive_are_told_of_too(tmp_path):
    folder = dicom_series(tmp_path / "study")
    assert told_of(folder / "IM1_1.dcm")[0] == [folder / "IM1_1.dcm"]
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, file.name)
    assert told_of(tmp_path / "one.zip")[0] == [tmp_path / "one.zip"]
    assert told_of(tmp_path)[0] == [tmp_path, tmp_path / "one.zip"]


def test_thousands_of_files_that_are_no_images_are_not_opened(tmp_path, monkeypatch):
    (tmp_path / "p").mkdir()
    for index in range(2000):
        (tmp_path / "p" / f"{index}.txt").touch()
    volume(tmp_path / "q_flair.nii.gz")
    monkeypatch.setattr(dicom, "is_dicom", lambda path: pytest.fail(f"{path} was opened"))
    found = search(tmp_path)
    assert len(found.cases) == 1
    assert len(found.skipped) == 2000


def test_a_damaged_file_beside_good_ones_is_told_with_its_reason(tmp_path):
    volume(tmp_path / "a" / "a_flair.nii.gz")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "b_flair.nii.gz").write_bytes(gzip.compress(b"no header"))
    found = search(tmp_path)
    assert names(found.cases) == ["a"]
    ((path, reason),) = found.skipped
    assert path.name == "b_flair.nii.gz"
    assert str(path) not in reason
    with pytest.raises(ReadError, match=r"b_flair\.nii\.gz"):
        load_case(tmp_path / "b")


def test_a_relative_path_opens_as_an_absolute_one_does(tmp_path, monkeypatch):
    dicom_series(tmp_path / "study" / "series")
    monkeypatch.chdir(tmp_path)
    assert find_cases(Path()) == [Path()]
    assert load_case(Path()).name == tmp_path.name
    assert load_case(Path("study")).name == "study"
