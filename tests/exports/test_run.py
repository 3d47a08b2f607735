"""An export is written whole or not at all, and says what it is."""

import errno
import hashlib
import json
import shutil

import pytest

from tests.exports.made import case_of, context_of
from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.exports.kind import Kind, Made
from xaiviewer.exports.kinds.registry import KINDS, kinds_named
from xaiviewer.exports.plan import plan_case, together_entries, warnings_of
from xaiviewer.exports.run import Unread, write
from xaiviewer.exports.told import told_of


def saying(data=b"x", path="a.txt"):
    return Kind("said", "a word", lambda context: iter([Made(path, lambda: data)]))


def failing(error):
    def data():
        raise error

    return Kind("fails", "nothing", lambda context: iter([Made("b.txt", data)]))


def test_the_manifest_holds_the_digest_of_every_file_and_no_file_is_missing(named):
    told = json.loads((named / "manifest.json").read_text())
    assert {each["path"]: each["sha256"] for each in told["files"]} == {
        file.relative_to(named).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in named.rglob("*")
        if file.is_file() and file.name != "manifest.json"
    }
    assert told["notice"] == "Research use, not for diagnosis."


def test_what_was_planned_is_what_is_written(context, named):
    planned = [each.path for each in plan_case(context, KINDS).entries]
    planned += [each.path for each in together_entries(KINDS, [told_of(context)])]
    told = json.loads((named / "manifest.json").read_text())
    assert sorted(planned) == sorted(each["path"] for each in told["files"])


def test_planning_makes_nothing(context):
    assert plan_case(context, [failing(AssertionError("it was made"))]).entries


def test_equal_cases_give_equal_bytes(named, tmp_path):
    again = write(tmp_path / "out", [context_of(case_of(), answered=True)], KINDS).folder
    assert (again / "manifest.json").read_bytes() == (named / "manifest.json").read_bytes()


def test_a_full_disk_ends_in_a_sentence_and_leaves_nothing(context, tmp_path):
    with pytest.raises(UsageError, match=r"out cannot be written \(No space left on device\); name another place"):
        write(tmp_path / "out", [context], [saying(), failing(OSError(errno.ENOSPC, "full"))])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(context, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UsageError, match="file is a file, not a folder; name another place"):
        write(tmp_path / "file" / "out", [context], [saying()])


def test_a_folder_that_is_deleted_meanwhile_is_no_export(context, tmp_path):
    def tell(path):
        if path.endswith("c.txt"):
            shutil.rmtree(tmp_path / "disk")

    with pytest.raises(UsageError, match=r"1 of the 2 files for .*out were taken away"):
        write(tmp_path / "disk" / "out", [context], [saying(), saying(path="c.txt")], tell=tell)
    assert not (tmp_path / "disk" / "out").exists()


def test_cancelling_leaves_nothing(context, tmp_path):
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        write(tmp_path / "out", [context], [saying(), saying(path="c.txt")], cancelled=lambda: next(asked))
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_already_is_replaced_only_where_that_was_asked(context, tmp_path):
    write(tmp_path / "out", [context], [saying()])
    with pytest.raises(UsageError, match="exists already"):
        write(tmp_path / "out", [context], [saying(b"new")])
    write(tmp_path / "out", [context], [saying(b"new")], overwrite=True)
    assert next((tmp_path / "out").rglob("a.txt")).read_bytes() == b"new"


def test_two_cases_of_one_name_get_folders_of_their_own(tmp_path):
    written = write(tmp_path / "out", [context_of(case_of("one")), context_of(case_of("one"))], [saying()])
    assert sorted(each.name for each in written.folder.iterdir() if each.is_dir()) == ["one", "one (2)"]


def test_one_case_that_cannot_be_read_does_not_keep_the_others_from_being_written(context, tmp_path):
    written = write(tmp_path / "out", [Unread("two", "two is damaged."), context], [saying()])
    assert (written.cases, [each.why for each in written.unread]) == (1, ["two is damaged."])
    assert json.loads((written.folder / "manifest.json").read_text())["unread"] == [
        {"case": "two", "why": "two is damaged."}
    ]


def test_a_form_that_has_nothing_to_say_is_left_out_with_its_reason(tmp_path):
    context = context_of(case_of(placed=False))
    written = write(tmp_path / "out", [context], kinds_named(["nifti", "svg"]))
    assert [(each.kind, "where its voxels lie" in each.why) for _, each in written.left_out] == [("nifti", True)]
    with pytest.raises(UsageError, match="where its voxels lie"):
        write(tmp_path / "other", [context], kinds_named(["nifti"]))
    assert not (tmp_path / "other").exists()


def test_an_unknown_form_is_refused_with_those_that_there_are():
    with pytest.raises(UsageError, match="no export “docx”; choose from seg, pm"):
        kinds_named(["pdf", "docx"])


def test_burned_in_text_is_warned_of_where_pixels_are_handed_on():
    assert any("burned" in told for told in warnings_of(hidden=True, project=True, kinds=kinds_named(["png"])))
    assert not warnings_of(hidden=False, project=False, kinds=KINDS)


def test_files_are_about_as_large_as_was_told(context, named):
    told = json.loads((named / "manifest.json").read_text())["files"]
    plan = plan_case(context, KINDS)
    about = {each.path: each.about for each in (*plan.entries, *together_entries(KINDS, (), [plan]))}
    assert all(about[each["path"]] for each in told if not each["path"].endswith(".dcm"))
    ratio = sum(about[each["path"]] for each in told) / sum(each["bytes"] for each in told)
    assert 1 / 4 < ratio < 4  # tiny pictures pack otherwise than those of heads
