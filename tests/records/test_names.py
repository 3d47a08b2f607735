"""Names that people give their files become folders that every system takes, each case's its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.exports.made import case_of, context_of
from xaiviewer.exports.kinds.registry import kinds_named
from xaiviewer.exports.run import write
from xaiviewer.records.folders import Names, folder_name, replacing

ODD = {
    "umlauts and spaces": ("Müller, Jörg  2", "Müller, Jörg  2"),
    "accents of their own": ("Mu\u0308ller", "Mu\u0308ller"),
    "emoji": ("Fall 😀", "Fall 😀"),
    "another script": ("日本語", "日本語"),
    "no valid Unicode": ("M\udcfcller", "M_ller"),
    "dots at the end": ("name. . .", "name"),
    "dots alone": ("..", "case"),
    "hidden": (".git", "git"),
    "a device": ("CON", "_CON"),
    "a device with a suffix": ("nul.nii", "_nul.nii"),
    "a device with a space": ("aux .gz", "_aux .gz"),
    "a device with a number": ("com1", "_com1"),
    "a device with a raised number": ("LPT²", "_LPT²"),
    "no device": ("CONSTANTIN", "CONSTANTIN"),
    "no device either": ("com10", "com10"),
    "a pipe": ("a|b>c", "a_b_c"),
    "lines": ("a\nb\x7f", "a_b_"),
    "turned": ("ab\u202egpj", "ab_gpj"),
    "long": ("a" * 300, "a" * 100),
    "long in bytes": ("ü" * 300, "ü" * 90),
    "long in emoji": ("😀" * 80, "😀" * 45),
    "long with a dot where it is cut": ("a" * 99 + ". b", "a" * 99),
}


@pytest.mark.parametrize(("name", "folder"), ODD.values(), ids=ODD)
def test_every_system_takes_the_folder(name, folder, tmp_path):
    assert folder_name(name) == folder
    assert folder_name(folder) == folder
    with replacing(tmp_path / folder) as made:
        (made / "one").write_text("1")
    assert [each.name for each in tmp_path.iterdir()] == [folder]


def test_names_that_file_systems_take_for_one_get_folders_of_their_own():
    names, given = (
        Names(),
        ("Müller", "müller", "Mu\u0308ller", "STRASSE", "straße", "a" * 300, "a" * 301, "a:b", "a?b"),
    )
    found = [names.distinct(folder_name(each)) for each in given]
    assert found[:3] == ["Müller", "müller (2)", "Mu\u0308ller (3)"]
    assert len({each.casefold() for each in found}) == len(given)
    assert max(map(len, found)) < 110


def test_a_target_as_long_as_a_name_may_be_is_written(tmp_path):
    with replacing(tmp_path / ("n" * 250)) as folder:
        (folder / "one").write_text("1")
    assert (tmp_path / ("n" * 250) / "one").exists()


def test_every_form_takes_every_name(tmp_path):
    """No case has the layer's, the method's or any other name than its own in its way."""
    given = ["CON", "Müller 😀 x\ny", "ü" * 200, "con"]
    kinds = kinds_named(["nifti", "pdf", "html", "csv", "xlsx", "svg"])
    written = write(tmp_path / "out", [context_of(case_of(each)) for each in given], kinds)
    folders = sorted(each.name for each in written.folder.iterdir() if each.is_dir())
    assert folders == sorted(["_CON", "Müller 😀 x_y", "ü" * 90, "_con (2)"])
    for folder in folders:
        assert {each.name for each in (written.folder / folder).iterdir()} >= {"report.pdf", "curves.svg"}


@pytest.mark.slow
def test_words_that_are_no_valid_unicode_are_drawn_and_crash_nothing():
    """In a process of its own: OpenCV ends the program where it is handed such words."""
    code = (
        "from xaiviewer.records.pictures.canvas import Canvas, width_of; "
        "Canvas(40, 200).text(2, 20, 'M\\udcfcller'); print(width_of('M\\udcfcller', 13) > 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "True")
