"""Real series, where the machine has them."""

import numpy as np
import pytest

pytestmark = pytest.mark.slow

GE, SIEMENS, PHILIPS = "20180918GE_mr_0004", "enhanced_Siemens", "enhanced_Philips"


@pytest.fixture(scope="module")
def real(shared_data, opened):
    return {name: opened(shared_data / "dicom" / name) for name in (GE, SIEMENS, PHILIPS)}


def test_ge_functional_volumes_are_told_apart(real):
    found = real[GE].series
    assert [series.key for series in found] == ["4", "4-2", "4-3", "4-4"]
    assert {series.shape for series in found} == {(15, 64, 64)}
    assert all(series.notices == () and series.geometry.known for series in found)
    np.testing.assert_allclose(found[0].geometry.spacing_mm, (5, 3.75, 3.75))
    assert found[0].slice_names[0].endswith("-00001")


def test_siemens_enhanced_files_are_volumes_in_time(real):
    found = real[SIEMENS].series
    assert [len(series.files) for series in found] == [1, 1, 1, 1]
    assert {series.shape for series in found} == {(6, 64, 64)}
    assert [series.attributes["EchoTime"] for series in found] == [30.0] * 4


def test_philips_enhanced_magnitude_and_field_map_have_their_own_slopes(real):
    magnitude, field = real[PHILIPS].series
    assert magnitude.shape == field.shape == (32, 64, 64)
    assert magnitude.whole
    assert not field.whole
    assert magnitude.source.read().values.min() == 0
    assert field.source.read().values.min() < 0


def test_values_and_positions_are_simpleitks(real):
    peer = pytest.importorskip("SimpleITK")
    reader = peer.ImageSeriesReader()
    for series in real[GE].series:
        reader.SetFileNames([str(path) for path in series.files])
        image = reader.Execute()
        np.testing.assert_array_equal(series.source.read().values, peer.GetArrayFromImage(image))
        for index in ((0, 0, 0), (63, 0, 0), (0, 63, 0), (63, 63, 14)):
            ours = series.geometry.affine @ (*index, 1)
            np.testing.assert_allclose(ours[:3], image.TransformIndexToPhysicalPoint(index), atol=1e-3)
