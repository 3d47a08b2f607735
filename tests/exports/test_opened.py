"""What the manual and the README say opens a form of export opens it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.dicom_objects import opened
from tests.exports.dicom_source import write_series
from tests.exports.made import case_of, context_of
from tests.exports.opening import LIMITS, READERS
from xaiviewer import paths
from xaiviewer.exports.kinds.registry import KINDS, kinds_named
from xaiviewer.exports.run import write
from xaiviewer.readers import load_case

ROOT = Path(__file__).parents[2]
PAGES = (paths.resources() / "manual" / "command-line.md", ROOT / "README.md")
_BESIDE = {"nifti": ".json", "figure": ".txt"}
"""Suffixes of what is written beside a form's own files."""


def claims(page: Path) -> dict[str, list[str]]:
    """By form the readers in the last column of the table that says “tried with”; forms stand as code in the first."""
    found: dict[str, list[str]] = {}
    within = False
    for line in page.read_text(encoding="utf-8").splitlines():
        cells = [each.strip() for each in line.strip("|").split("|")]
        if not line.startswith("|"):
            within = False
        elif cells[-1] == "tried with":
            within = True
        elif within:
            for form in re.findall(r"`([a-z]+)`", cells[0]):
                found[form] = [each for each in re.split(r"[,;]\s*", cells[-1]) if each]
    return found


CLAIMED = [
    (page, form, told) for page in PAGES if page.exists() for form, all_ in claims(page).items() for told in all_
]


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    """A case from DICOM with every kind of answer."""
    plain = case_of()
    folder = tmp_path_factory.mktemp("series") / "images"
    write_series(folder, plain.volumes[1].voxels.astype(np.uint16))
    return context_of(replace(load_case(folder), mask=plain.mask), answered=True)


@pytest.fixture(scope="module")
def files(context, tmp_path_factory) -> dict[str, list[Path]]:
    """All that is written of it, by form; the source images of the same with its patient taken out."""
    folder = tmp_path_factory.mktemp("written")
    hidden = context_of(context.original, salt=b"of a test")
    found: dict[str, list[Path]] = {}
    for name, made, kinds in (
        ("named", context, [each for each in KINDS if each.key != "source"]),
        ("hidden", hidden, kinds_named(["source"])),
    ):
        out = write(folder / name, [made], kinds).folder
        for each in json.loads((out / "manifest.json").read_text())["files"]:
            if not each["path"].endswith(_BESIDE.get(each["kind"], "\0")):
                found.setdefault(each["kind"], []).append(out / each["path"])
    return found


def test_the_manual_says_of_every_form_what_it_was_tried_with():
    assert sorted(claims(PAGES[0])) == sorted(each.key for each in KINDS)


@pytest.mark.parametrize(
    ("page", "form", "told"), CLAIMED, ids=[f"{page.stem}-{form}-{told}" for page, form, told in CLAIMED]
)
def test_what_is_said_to_open_a_form_opens_it(page, form, told, files, context):
    reader, _, limit = told.partition(" where ")
    if not opened.available(reader):
        pytest.skip(f"{reader} is not installed")
    tried = [each for each in files[form] if LIMITS[limit](each)]
    assert tried
    for file in tried:
        READERS[form][reader](file, context)
