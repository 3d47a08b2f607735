"""Archives and DICOMDIR: unpacked once, never outside their folder, never without end."""

import json
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MediaStorageDirectoryStorage

from xaiviewer.case import AUTOMATIC
from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers import contents, load_case
from xaiviewer.readers.build.report import case_report
from xaiviewer.readers.dicom import dicomdir_files, is_dicomdir, is_zip, open_zip, studies
from xaiviewer.readers.dicom.files import archive

VOXELS = np.arange(3 * 4 * 4, dtype=np.int16).reshape(3, 4, 4)


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return path


@pytest.fixture
def study(dcm, tmp_path):
    folder = tmp_path / "study"
    dcm.write_mr_series(folder, VOXELS, np.eye(4))
    return folder


def test_a_zipped_study_opens_as_the_folder_does(study, tmp_path):
    path = Path(shutil.make_archive(str(tmp_path / "z"), "zip", study.parent, study.name))
    assert is_zip(path)
    assert not is_zip(study)
    folder = open_zip(path)
    assert open_zip(path) == folder
    found, skipped = studies([file for file in folder.rglob("*") if file.is_file()], root=path)
    assert skipped == []
    assert (found[0].path, found[0].name) == (path, "z.zip")
    np.testing.assert_array_equal(found[0].series[0].source.read().values, VOXELS)


def test_files_out_of_an_archive_are_called_by_the_archive(study, tmp_path):
    path = Path(shutil.make_archive(str(tmp_path / "z"), "zip", study.parent, study.name))
    folder = str(open_zip(path))
    report = json.dumps(case_report(contents(path), AUTOMATIC))
    assert str(path / "study") in report
    assert folder not in report
    with pytest.raises(ReadError) as refused:
        load_case(zipped(tmp_path / "empty.zip", **{"a/b.nii": b""}))
    assert str(refused.value).startswith(f"{tmp_path / 'empty.zip' / 'a' / 'b.nii'} is empty")


def test_a_changed_archive_is_unpacked_again(tmp_path):
    path = zipped(tmp_path / "a.zip", one=b"1")
    first = open_zip(path)
    zipped(path, one=b"1", two=b"22")
    assert {file.name for file in open_zip(path).iterdir()} == {"one", "two"}
    assert open_zip(path) != first


def test_an_archive_whose_folder_was_cleaned_away_is_unpacked_again(tmp_path):
    path = zipped(tmp_path / "a.zip", one=b"1")
    shutil.rmtree(open_zip(path))
    assert (open_zip(path) / "one").read_bytes() == b"1"


@pytest.mark.slow
def test_what_was_unpacked_goes_with_the_program(tmp_path):
    path = zipped(tmp_path / "a.zip", one=b"1")
    code = (
        f"from xaiviewer.readers.dicom import open_zip; from pathlib import Path; print(open_zip(Path({str(path)!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip()
    assert not Path(done.stdout.strip()).exists()


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "C:\\x", "..\\x", "\\\\server\\x"])
def test_names_that_lead_out_are_refused(tmp_path, name):
    path = zipped(tmp_path / "a.zip", **{"good": b"1", name: b"2"})
    with pytest.raises(ReadError, match="leads out of its folder"):
        open_zip(path)
    assert not (tmp_path / "x").exists()


def test_links_and_what_systems_leave_behind_are_left_out(tmp_path):
    path = zipped(tmp_path / "a.zip", **{"good": b"1", "__MACOSX/._good": b"2", ".DS_Store": b"3"})
    with zipfile.ZipFile(path, "a") as made:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    assert [file.name for file in open_zip(path).rglob("*")] == ["good"]


def test_bombs_are_refused_before_they_are_unpacked(tmp_path, monkeypatch):
    path = zipped(tmp_path / "a.zip", big=b"\0" * (4 << 20))
    monkeypatch.setattr(archive, "SMALL_BYTES", 1 << 20)
    with pytest.raises(ReadError, match="times its size, as traps do"):
        open_zip(path)
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 1 << 20)
    with pytest.raises(ReadError, match="GiB that are opened"):
        open_zip(path)
    monkeypatch.setattr(archive, "MAX_FILES", 0)
    with pytest.raises(ReadError, match="holds 1 files"):
        open_zip(path)


def test_an_archive_in_an_archive_is_refused(tmp_path):
    inner = zipped(tmp_path / "inner.zip", one=b"1").read_bytes()
    with pytest.raises(ReadError, match=r"holds another archive, inner\.dat; unpack it first"):
        open_zip(zipped(tmp_path / "a.zip", **{"inner.dat": inner}))


def test_documents_that_are_archives_themselves_do_not_keep_images_from_opening(tmp_path):
    inner = zipped(tmp_path / "inner.zip", one=b"1").read_bytes()
    folder = open_zip(zipped(tmp_path / "a.zip", **{"letter.docx": inner, "viewer/VIEWER.JAR": inner, "good": b"1"}))
    assert sorted(file.name for file in folder.rglob("*.*")) == ["VIEWER.JAR", "letter.docx"]
    assert (folder / "good").read_bytes() == b"1"


def test_names_that_become_alike_do_not_replace_one_another(tmp_path):
    """Names that not every system takes are changed: two of them may become one."""
    path = zipped(tmp_path / "a.zip", **{"im?1.dcm": b"1", "im:1.dcm": b"2", "im*1.dcm": b"3"})
    assert sorted(file.read_bytes() for file in open_zip(path).iterdir()) == [b"1", b"2", b"3"]
    with zipfile.ZipFile(path, "a") as made, pytest.warns(UserWarning, match="Duplicate name"):
        made.writestr("im:1.dcm", b"newer")
    assert sorted(file.read_bytes() for file in open_zip(path).iterdir()) == [b"1", b"3", b"newer"]


def test_an_encrypted_archive_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", one=b"1")
    data = bytearray(path.read_bytes())
    data[6] |= 1  # of the file's own header and of the one in the directory
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(ReadError, match="is encrypted"):
        open_zip(path)


def test_damaged_archives_give_a_sentence(tmp_path):
    whole = zipped(tmp_path / "a.zip", one=bytes(range(256)) * 20).read_bytes()
    for length in range(0, len(whole), 7):
        path = tmp_path / "cut.zip"
        path.write_bytes(whole[:length])
        with pytest.raises(ReadError, match=r"cut\.zip .*[.;]"):
            open_zip(path)
    flipped = bytearray(whole)
    flipped[60] ^= 0xFF
    path.write_bytes(flipped)
    with pytest.raises(ReadError):
        open_zip(path)


def test_cancel_leaves_nothing_behind(tmp_path):
    path = zipped(tmp_path / "a.zip", one=b"1")
    with pytest.raises(Cancelled):
        open_zip(path, cancelled=lambda: True)
    assert open_zip(path).is_dir()


def test_a_dicomdir_gives_its_files(dcm, study, tmp_path):
    medium = tmp_path / "medium"
    shutil.copytree(study, medium / "DICOM")
    made = Dataset()
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made.SOPClassUID = MediaStorageDirectoryStorage
    made.DirectoryRecordSequence = [Dataset()]  # the patient's record refers to no file
    for file in sorted(study.iterdir()):
        record = Dataset()
        record.ReferencedFileID = ["DICOM", file.name.upper()]
        made.DirectoryRecordSequence.append(record)
    path = dcm.save(made, medium / "DICOMDIR")
    assert is_dicomdir(path)
    assert not is_dicomdir(next(study.iterdir()))
    found, notices = dicomdir_files(path)
    assert notices == []
    (contents,), skipped = studies(found, root=path.parent)
    assert skipped == []
    np.testing.assert_array_equal(contents.series[0].source.read().values, VOXELS)
    found[0].unlink()
    left, notices = dicomdir_files(path)
    assert len(left) == 2
    assert "lists 1 files that are not there" in notices[0]
    for file in left:
        file.unlink()
    with pytest.raises(ReadError, match="open the folder with the images instead"):
        dicomdir_files(path)


def test_a_dicomdir_cannot_lead_out_of_its_folder(packaged, tmp_path):
    data = (packaged / "dicomdirtests" / "DICOMDIR").read_bytes()
    name = b"77654033\\CR1\\6154 "
    assert name in data
    (tmp_path / "medium").mkdir()
    path = tmp_path / "medium" / "DICOMDIR"
    (tmp_path / "secret").write_bytes(b"1")
    for trick in (b"..\\secret", b"..\\..\\secret", b"/etc\\passwd", b"C:\\secret", b".\\..\\secret"):
        path.write_bytes(data.replace(name, trick.ljust(len(name))))
        with pytest.raises(ReadError):
            dicomdir_files(path)
        with pytest.raises(ReadError, match="not there"):
            dicomdir_files(path)


def test_packaged_dicomdirs_all_list_their_files(packaged):
    for path in sorted((packaged / "dicomdirtests").glob("DICOMDIR*")):
        if path.name == "DICOMDIR-empty.dcm":
            with pytest.raises(ReadError, match="lists no files"):
                dicomdir_files(path)
        else:
            found, notices = dicomdir_files(path)
            assert (len(found), notices) == (31, [])
