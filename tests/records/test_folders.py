"""Whole or not at all."""

import re
import shutil
from pathlib import Path

import pytest

from xaiviewer.errors import UsageError
from xaiviewer.records.folders import folder_name, replacing, write_whole


def test_a_folder_appears_only_when_it_is_complete(tmp_path):
    target = tmp_path / "deep" / "case"
    with replacing(target) as folder:
        (folder / "one").write_text("1")
        assert not target.exists()
    assert (target / "one").read_text() == "1"
    assert [each.name for each in target.parent.iterdir()] == ["case"]


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_nothing(tmp_path, failure):
    def fail():
        with replacing(tmp_path / "case") as folder:
            (folder / "one").write_text("1")
            raise failure

    with pytest.raises(failure):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_what_exists_is_refused_with_the_remedy(tmp_path):
    (tmp_path / "case").mkdir()
    with pytest.raises(UsageError, match="--overwrite"), replacing(tmp_path / "case"):
        pytest.fail("the block must not run")


def test_overwriting_replaces_the_whole_folder(tmp_path):
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "manifest.json").write_text("old")
    with replacing(tmp_path / "case", overwrite=True) as folder:
        (folder / "new").write_text("new")
    assert [each.name for each in (tmp_path / "case").iterdir()] == ["new"]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_failed_overwrite_keeps_what_was_there(tmp_path):
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "manifest.json").write_text("old")
    with pytest.raises(RuntimeError), replacing(tmp_path / "case", overwrite=True):
        raise RuntimeError
    assert (tmp_path / "case" / "manifest.json").read_text() == "old"


def test_what_was_there_comes_back_where_the_new_cannot_be_put_in_its_place(tmp_path, monkeypatch):
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "manifest.json").write_text("old")
    rename = Path.rename

    def locked(self, target):
        if self.name == "new":
            raise PermissionError(13, "in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", locked)
    with pytest.raises(UsageError, match="cannot be written"), replacing(tmp_path / "case", overwrite=True):
        pass
    assert (tmp_path / "case" / "manifest.json").read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["case"]


def test_a_folder_that_this_program_did_not_write_is_never_replaced(tmp_path):
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "slice_1.tif").write_text("the only copy")
    with (
        pytest.raises(UsageError, match="case was not written by this program"),
        replacing(tmp_path / "case", overwrite=True),
    ):
        pytest.fail("the block must not run")
    assert (tmp_path / "case" / "slice_1.tif").exists()


def test_a_file_is_never_replaced_by_a_folder(tmp_path):
    (tmp_path / "case").write_text("mine")
    with pytest.raises(UsageError, match="is a file"), replacing(tmp_path / "case", overwrite=True):
        pytest.fail("the block must not run")
    assert (tmp_path / "case").read_text() == "mine"


def test_a_file_is_replaced_whole(tmp_path):
    file = tmp_path / "report.json"
    write_whole(file, b"one")
    write_whole(file, b"two")
    assert file.read_bytes() == b"two"
    assert [each.name for each in tmp_path.iterdir()] == ["report.json"]
    with pytest.raises(UsageError, match="is a folder"):
        write_whole(tmp_path, b"three")


@pytest.mark.parametrize(
    ("name", "folder"),
    [("TCGA_1", "TCGA_1"), ("../up", "_up"), ("a/b\\c", "a_b_c"), ("...", "case"), ("x: y?", "x_ y_")],
)
def test_names_become_folders_that_stay_where_they_are_put(name, folder):
    assert folder_name(name) == folder


def test_a_name_that_is_too_long_is_told(tmp_path):
    with (
        pytest.raises(UsageError, match=r"cannot be written \(File name too long\)"),
        replacing(tmp_path / ("y" * 300)),
    ):
        pass


@pytest.mark.parametrize("below", ["case", "more/case"])
def test_a_file_on_the_way_is_named(tmp_path, below):
    file = tmp_path / "results.csv"
    file.write_text("kept")
    why = re.escape(f"{file} is a file, not a folder; name another place.")
    with pytest.raises(UsageError, match=f"^{why}$"), replacing(file / below):
        pass
    with pytest.raises(UsageError, match=f"^{why}$"):
        write_whole(file / below, b"")
    assert file.read_text() == "kept"


def test_of_two_that_write_to_one_place_the_second_replaces_nothing(tmp_path):
    target = tmp_path / "case"

    def second():
        with replacing(target) as folder:
            (folder / "manifest.json").write_text("second")
            with replacing(target) as first:
                (first / "manifest.json").write_text("first")

    with pytest.raises(UsageError, match="exists already"):
        second()
    assert (target / "manifest.json").read_text() == "first"
    assert [each.name for each in tmp_path.iterdir()] == ["case"]


def test_a_folder_that_is_deleted_and_made_again_meanwhile_is_not_taken_for_whole(tmp_path):
    def written():
        with replacing(tmp_path / "disk" / "out") as folder:
            shutil.rmtree(tmp_path / "disk")
            folder.mkdir(parents=True)
            (folder / "second").write_text("all that is left")

    with pytest.raises(UsageError, match=r"written for .*out was taken away meanwhile; see whether the place"):
        written()
    assert not (tmp_path / "disk" / "out").exists()
