"""Headers that lie, and files that are not what they are called."""

import gzip
import struct
import zlib

import nibabel
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xaiviewer.errors import ReadError
from xaiviewer.readers import nifti

VALUES = np.arange(3 * 4 * 5, dtype=np.int16).reshape(3, 4, 5)
AFFINE = np.diag([-1.0, 1.0, 2.0, 1.0])


def refused(path, match):
    with pytest.raises(ReadError, match=match) as caught:
        nifti.contents(path).series[0].source.read()
    assert path.name in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(
    ("dim", "said"),
    [
        ((0, 5, 4, 3, 1, 1, 1, 1), "0 dimensions|not a NIfTI"),
        ((-1, 5, 4, 3, 1, 1, 1, 1), "-1 dimensions"),
        ((8, 5, 4, 3, 1, 1, 1, 1), "8 dimensions"),
        ((3, -5, 4, 3, 1, 1, 1, 1), "size of -5 x 4 x 3"),
        ((3, 0, 4, 3, 1, 1, 1, 1), "size of 0 x 4 x 3"),
        ((4, 5, 4, 3, -2, 1, 1, 1), "size of 5 x 4 x 3 x -2"),
        ((3, 5, 4, 30, 1, 1, 1, 1), "cut short"),
        ((3, 32767, 32767, 32767, 1, 1, 1, 1), "more than the 2 GiB"),
        ((7, 5, 4, 3, 32767, 32767, 32767, 32767), "more than this program opens|cut short"),
        ((1, 60, 1, 1, 1, 1, 1, 1), "list of values"),
    ],
)
def test_impossible_sizes(tmp_path, write, version, dim, said):
    refused(write(tmp_path / "a.nii", VALUES, AFFINE, version=version, dim=dim), said)
    refused(write(tmp_path / "a.nii.gz", VALUES, AFFINE, version=version, dim=dim), said)


def test_sizes_that_only_nifti_2_can_state(tmp_path, write):
    for dim in ((3, 2**62, 2**62, 2**62), (7, 5, 4, 3, 2**40, 2**40, 2**40, 2**40), (3, 1 << 33, 1, 1)):
        refused(write(tmp_path / "a.nii", VALUES, AFFINE, version=2, dim=(*dim, *(1,) * (8 - len(dim)))), "a.nii")


@pytest.mark.parametrize("order", "<>")
def test_a_header_that_states_another_length_is_known_by_its_magic(tmp_path, write, order):
    series = nifti.contents(write(tmp_path / "a.nii", VALUES, AFFINE, sizeof_hdr=0, order=order)).series[0]
    np.testing.assert_array_equal(series.source.read().values, VALUES)


@pytest.mark.parametrize("code", [0, 1, 3, 255, 999, -4])
def test_unknown_types(tmp_path, write, code):
    refused(write(tmp_path / "a.nii", VALUES, AFFINE, datatype=code), "type that cannot be read here")


@pytest.mark.parametrize("offset", [-352.0, np.nan, np.inf, 1e30, 500.0])
def test_offsets_outside_the_file(tmp_path, write, offset):
    refused(write(tmp_path / "a.nii", VALUES, AFFINE, vox_offset=offset), "damaged|cut short")


def test_an_offset_inside_the_header_is_put_right_and_said(tmp_path, write):
    series = nifti.contents(write(tmp_path / "a.nii", VALUES, AFFINE, vox_offset=0)).series[0]
    np.testing.assert_array_equal(series.source.read().values, VALUES)
    assert "start at byte 0, inside its header" in series.notices[0]


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz"])
@pytest.mark.parametrize("dim", [(3, 4, 4, 3), (3, 5, 4, 2), (2, 5, 4, 1)])
def test_a_size_smaller_than_the_file_is_said(tmp_path, write, name, dim):
    series = nifti.contents(write(tmp_path / name, VALUES, AFFINE, dim=(*dim, *(1,) * (8 - len(dim))))).series[0]
    notices = [*series.notices, *series.source.read().notices]
    (said,) = [each for each in notices if "more bytes than its header describes" in each]
    assert said.startswith(name)


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz"])
def test_a_type_that_contradicts_its_bits_is_said(tmp_path, write, name):
    series = nifti.contents(write(tmp_path / name, VALUES, AFFINE, datatype=2)).series[0]
    assert any("values of 16 bits and a type of 8" in each for each in series.notices)
    sound = nifti.contents(write(tmp_path / f"b{name[1:]}", VALUES, AFFINE)).series[0]
    assert not [*sound.notices, *sound.source.read().notices]


def test_extensions_are_stepped_over_whatever_they_state(tmp_path, write):
    hostile = struct.pack("<ii", 2**31 - 16, 44) + bytes(1000)
    for version in (1, 2):
        series = nifti.contents(write(tmp_path / "a.nii", VALUES, AFFINE, version=version, extension=hostile)).series
        np.testing.assert_array_equal(series[0].source.read().values, VALUES)


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz", "a.img", "a.img.gz"])
@pytest.mark.parametrize("share", [0, 0.01, 0.1, 0.3, 0.6, 0.9, 0.99, 1])
def test_files_cut_short(tmp_path, write, name, share):
    path = write(tmp_path / name, VALUES, AFFINE)
    data = path.read_bytes()
    path.write_bytes(data[: min(int(share * len(data)), len(data) - 1)])
    with pytest.raises(ReadError, match=r"a\.(nii|img)") as caught:
        nifti.contents(path).series[0].source.read()
    assert str(caught.value).endswith("copy it again from its source.")


def test_other_files_under_these_names(tmp_path, writing):
    for number, data in enumerate([b"ENVI\nsamples = 3\n" * 40, bytes(600), b"\xff" * 600, b"II*\0" + bytes(600)]):
        path = tmp_path / f"a{number}.nii"
        path.write_bytes(data)
        refused(path, "not a NIfTI file")


def test_a_missing_partner(tmp_path, write):
    path = write(tmp_path / "a.img", VALUES, AFFINE)
    path.unlink()
    with pytest.raises(ReadError, match=r"a\.img cannot be read"):
        nifti.contents(tmp_path / "a.hdr")
    write(path, VALUES, AFFINE).with_name("a.hdr").unlink()
    with pytest.raises(ReadError, match=r"a\.hdr cannot be read"):
        nifti.contents(path)


def test_surfaces_are_named(tmp_path, write):
    refused(write(tmp_path / "a.dconn.nii", VALUES, AFFINE, version=2, intent_code=3001), "CIFTI")
    refused(write(tmp_path / "lh.nii", np.zeros((6, 1, 27307), np.uint8), AFFINE), "FreeSurfer")


def test_a_bomb_is_not_blown_up(tmp_path, writing, write):
    """A header of 2 GiB less a byte over a stream of zeros that would fill it is possible; one over less is not."""
    head = write(tmp_path / "h.nii", VALUES, AFFINE, dim=(3, 1000, 1000, 1000, 1, 1, 1, 1)).read_bytes()[:352]
    engine = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = engine.compress(head) + engine.compress(bytes(1 << 20)) + engine.flush()
    path = tmp_path / "bomb.nii.gz"
    path.write_bytes(data)
    refused(path, "cut short")
    contents, skipped = nifti.cases([path], root=tmp_path)
    assert contents == []
    assert "cut short" in skipped[0][1]


def test_volumes_far_into_a_compressed_file_are_not_listed(tmp_path, write, monkeypatch):
    from xaiviewer.readers.nifti import subject

    values = np.zeros((10, 3, 40, 50), np.uint8)
    monkeypatch.setattr(subject, "MAX_CASE_BYTES", 352 + 4 * 6000)
    series = nifti.contents(write(tmp_path / "a.nii.gz", values, AFFINE)).series
    assert len(series) == 4
    assert "holds 10 volumes, of which the first 4 can be chosen" in series[0].notices[-1]
    assert len(nifti.contents(write(tmp_path / "a.nii", values, AFFINE)).series) == 10


@settings(max_examples=100)
@given(data=st.data())
def test_whatever_bytes_change_it_reads_or_says_why(tmp_path_factory, writing, data):
    folder = tmp_path_factory.mktemp("fuzz")
    version = data.draw(st.sampled_from([1, 2]))
    path = writing.write_nifti(folder / "a.nii", VALUES, AFFINE, version=version, qform_code=1)
    raw = bytearray(path.read_bytes())
    changes = st.lists(st.tuples(st.integers(0, 543), st.integers(0, 255)), min_size=1, max_size=12)
    for place, value in data.draw(changes):
        raw[min(place, len(raw) - 1)] = value
    path.write_bytes(gzip.compress(raw) if data.draw(st.booleans()) else raw)
    try:
        found = nifti.contents(path)
        read = [series.source.read().values for series in found.series]  # of gzip alone this tells what is cut short
    except ReadError:
        return
    for series, values in zip(found.series, read, strict=True):
        assert values.shape == series.shape
        assert str(values.dtype) == series.dtype
        assert np.isfinite(values).all()
        assert np.isfinite(series.geometry.affine).all()
        assert abs(np.linalg.det(series.geometry.affine)) > 0


def test_nibabels_own_reader_is_never_asked(tmp_path, write, monkeypatch):
    monkeypatch.setattr(nibabel, "load", None)
    assert nifti.contents(write(tmp_path / "a.nii", VALUES, AFFINE)).series[0].shape == VALUES.shape


def test_a_signalling_nan_in_the_header_is_read_in_silence(write, tmp_path):
    path = write(tmp_path / "a.nii", VALUES, AFFINE)
    data = bytearray(path.read_bytes())
    for place in (*range(76, 108, 4), *range(256, 328, 4)):  # pixdim, quatern, qoffset, srow
        data[place : place + 4] = struct.pack("<I", 0x7FA00001)
    path.write_bytes(data)
    assert nifti.contents(path).series[0].shape == VALUES.shape
