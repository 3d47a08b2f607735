"""The readers' races run on small files; how fast anyone is, is never asserted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.probes import reading
from xaiviewer.benchmarks.targets import TARGETS

SMALL = reading.Sizes(side=32, slices=5, long=7, volume=(12, 14, 5, 4))


def test_every_target_of_the_readers_is_measured():
    found = reading.measure(Material(Path(), Path()), repetitions=1, sizes=SMALL)
    assert set(found) == {key for key, target in TARGETS.items() if target.probe == "reading"}
    for measured in found.values():
        assert measured.value is not None
        assert 0 < measured.value < 1e5
    assert "5 slices of 32 x 32" in found["dicom_over_fastest"].note
    assert "12 x 14 x 5 x 4" in found["nifti_over_fastest"].note


@pytest.mark.slow
def test_all_who_race_read_the_same_voxels(tmp_path: Path):
    reading.write_series(tmp_path / "series", 5, 32)
    ours = reading.our_series(tmp_path / "series")
    for name, read in reading.DICOM.items():
        pytest.importorskip({"simpleitk": "SimpleITK"}.get(name, name))
        np.testing.assert_array_equal(read(tmp_path / "series"), ours)
    volume = reading.write_volume(tmp_path / "volume_flair.nii.gz", (12, 14, 5, 4))
    found = np.stack(reading.our_volumes(volume))
    assert found.shape == (4, 5, 14, 12)
    for name, read in reading.NIFTI.items():
        pytest.importorskip({"simpleitk": "SimpleITK"}.get(name, name))
        values = read(volume)
        np.testing.assert_array_equal(values.T if name == "nibabel" else values, found)


def test_who_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(reading.DISTRIBUTIONS, "simpleitk", "no such package")
    found = reading.measure(Material(Path(), Path()), repetitions=1, sizes=SMALL)
    assert "simpleitk is not installed" in found["dicom_over_fastest"].note
    assert "pydicom" in found["dicom_over_fastest"].note
