"""A single file that is no image is told when it is looked for, and never listed as a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from xaiviewer.readers.dispatch import NothingFoundError, search


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("report.pdf", b"%PDF-1.4", "is no image that this program reads; choose a DICOM, NIfTI"),
        ("IM0001", b"", r"is empty \(0 bytes\); copy it again"),
    ],
)
def test_a_file_that_is_no_image_is_no_case(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(content)
    told: list[Path] = []
    with pytest.raises(NothingFoundError, match=sentence):
        search(tmp_path / name, found=told.append)
    assert told == []


def test_a_damaged_image_is_still_a_case_whose_fault_is_told_when_it_is_opened(tmp_path: Path) -> None:
    (tmp_path / "slice.tif").write_bytes(b"II*\0")
    assert search(tmp_path / "slice.tif").cases == (tmp_path / "slice.tif",)
