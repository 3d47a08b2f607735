"""The values of NIfTI files: types, byte orders, scaling, what is no number."""

import gzip
from itertools import product

import nibabel
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xaiviewer.case import Choices
from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers import load_case, nifti

SHAPE = (3, 4, 5)
AFFINE = np.diag([-1.5, 2.0, 3.0, 1.0])
QUADRUPLE = np.finfo(np.longdouble).nmant == 112
KINDS = ("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8")


def noise(kind: str, shape=SHAPE):
    rng = np.random.default_rng(3)
    kind = np.dtype(kind)
    if kind.kind in "ui":
        limits = np.iinfo(kind)
        return rng.integers(limits.min, limits.max, shape, dtype=kind, endpoint=True)
    return rng.normal(0, 100, shape).astype(kind)


def only(path):
    (series,) = nifti.contents(path).series
    return series


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize(
    ("kind", "version"), [*product(KINDS, (1, 2)), *((kind, 0) for kind in ("u1", "i2", "i4", "f4", "f8"))]
)
def test_every_type_in_both_byte_orders(tmp_path, write, kind, order, version):
    values = noise(kind)
    path = write(tmp_path / ("a.nii" if version else "a.img"), values, AFFINE, version=version, order=order)
    series = only(path)
    read = series.source.read()
    assert series.dtype == str(values.dtype) == str(read.values.dtype)
    assert read.values.dtype.isnative
    np.testing.assert_array_equal(read.values, values)
    assert read.read.all()
    assert read.notices == ()
    for index in range(len(values)):
        np.testing.assert_array_equal(series.source.slice(index), values[index])


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz", "a.img", "a.img.gz"])
@pytest.mark.parametrize("version", [1, 2])
def test_files_and_pairs_plain_and_compressed(tmp_path, write, name, version):
    values = noise("i2")
    path = write(tmp_path / name, values, AFFINE, version=version)
    series = only(path)
    np.testing.assert_array_equal(series.source.read().values, values)
    assert len(series.files) == (2 if "img" in name else 1)
    assert all(each.is_file() for each in series.files)


def test_a_pair_may_be_half_compressed_and_named_by_either_file(tmp_path, write):
    path = write(tmp_path / "a.img", noise("i2"), AFFINE)
    path.with_name("a.img.gz").write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    for name in ("a.hdr", "a.img.gz"):
        np.testing.assert_array_equal(only(tmp_path / name).source.read().values, noise("i2"))


def test_compression_is_told_from_the_bytes_not_from_the_name(tmp_path, write):
    packed = write(tmp_path / "a.nii.gz", noise("i2"), AFFINE).rename(tmp_path / "a.nii")
    np.testing.assert_array_equal(only(packed).source.read().values, noise("i2"))
    plain = write(tmp_path / "b.nii", noise("i2"), AFFINE).rename(tmp_path / "b.nii.gz")
    np.testing.assert_array_equal(only(plain).source.read().values, noise("i2"))


@pytest.mark.skipif(not QUADRUPLE, reason="this machine does not compute with IEEE 128-bit floating point")
@pytest.mark.parametrize("order", "<>")
def test_long_doubles_become_doubles(tmp_path, write, order):
    values = noise("f8").astype(np.longdouble)
    series = only(write(tmp_path / "a.nii", values, AFFINE, order=order))
    assert series.dtype == "float64"
    np.testing.assert_array_equal(series.source.read().values, values.astype(np.float64))


def quadruples(values):
    """Doubles as IEEE 754 binary128, the low half first: the same sign and digits, a wider exponent."""
    bits = values.astype("<f8").view("<u8")
    exponent = (bits >> np.uint64(52)) & np.uint64(0x7FF)
    high = bits >> np.uint64(63) << np.uint64(63)
    high |= (exponent + np.uint64(16383 - 1023)) << np.uint64(48)
    high |= (bits >> np.uint64(4)) & np.uint64((1 << 48) - 1)
    return np.stack([bits << np.uint64(60), high], axis=-1).astype("<u8").view("V16")[..., 0]


@pytest.mark.parametrize(("code", "type_"), [(1536, "128-bit floating point"), (2048, "256-bit complex")])
def test_what_the_machine_has_no_numbers_for_is_refused_or_right_but_never_something_else(tmp_path, code, type_):
    values = noise("f8")
    head = nibabel.Nifti1Header()
    head.set_data_shape(values.shape[::-1])
    stored = quadruples(values).tobytes()
    if code == 2048:
        stored = b"".join(stored[at : at + 16] + bytes(16) for at in range(0, len(stored), 16))
    block = bytearray(head.binaryblock)
    block[70:74] = code.to_bytes(2, "little") + (128 if code == 1536 else 256).to_bytes(2, "little")
    block[108:112] = np.float32(352).tobytes()
    block[344:348] = b"n+1\0"
    path = tmp_path / "a.nii"
    path.write_bytes(bytes(block) + bytes(4) + stored)
    if QUADRUPLE:
        wanted = values if code == 1536 else np.abs(values)
        np.testing.assert_array_equal(only(path).source.read().values, wanted)
    else:
        with pytest.raises(ReadError, match=type_):
            only(path)


def test_colours_become_their_brightness(tmp_path, write):
    values = np.random.default_rng(0).integers(0, 256, (*SHAPE, 3), dtype=np.uint8)
    values[0] = values[0, ..., :1]
    series = only(write(tmp_path / "a.nii", values, AFFINE, colour=True))
    read = series.source.read().values
    np.testing.assert_array_equal(read[0], values[0, ..., 0])
    np.testing.assert_allclose(read, values @ [0.299, 0.587, 0.114], atol=0.5001)
    assert "holds colours" in series.notices[0]
    assert not series.whole
    opaque = np.concatenate([values, np.full((*SHAPE, 1), 9, np.uint8)], axis=-1)
    series = only(write(tmp_path / "b.nii", opaque, AFFINE, colour=True))
    np.testing.assert_array_equal(series.source.read().values, read)


@pytest.mark.parametrize(("kind", "dtype"), [("c8", "float32"), ("c16", "float64")])
def test_complex_numbers_become_their_magnitude(tmp_path, write, kind, dtype):
    values = (noise("f8") + 1j * noise("f8")[::-1]).astype(kind)
    series = only(write(tmp_path / "a.nii", values, AFFINE, order=">"))
    assert series.dtype == dtype
    np.testing.assert_allclose(series.source.read().values, np.abs(values), rtol=1e-6)
    assert "complex numbers" in series.notices[0]


@settings(max_examples=50)
@given(
    kind=st.sampled_from(KINDS),
    slope=st.floats(1e-6, 1e6).flatmap(lambda size: st.sampled_from([size, -size])),
    inter=st.floats(-1e9, 1e9),
    order=st.sampled_from("<>"),
)
def test_scaling_equals_nibabels(tmp_path_factory, write, kind, slope, inter, order):
    path = tmp_path_factory.mktemp("scaled") / "a.nii"
    write(path, noise(kind), AFFINE, order=order, scl_slope=slope, scl_inter=inter)
    series = only(path)
    values = series.source.read().values
    expected = np.asanyarray(nibabel.load(path).dataobj, dtype=np.float64).T
    assert series.dtype == str(values.dtype)
    spread = np.abs(expected).max()
    # Neighbouring numbers of the file stay apart: to a hundredth of one step, or as near as the type can say.
    step = max(abs(slope) / 100, spread * 2e-7 if values.dtype == np.float32 else spread * 1e-14)
    assert np.abs(values - expected).max() <= step
    np.testing.assert_array_equal(series.source.slice(1), values[1])


@pytest.mark.parametrize("slope", [0.0, np.nan])
def test_no_slope_means_the_numbers_as_they_are(tmp_path, write, slope):
    inter = np.nan if np.isnan(slope) else 5.0
    series = only(write(tmp_path / "a.nii", noise("i2"), AFFINE, scl_slope=slope, scl_inter=inter))
    assert series.dtype == "int16"
    assert series.notices == ()
    np.testing.assert_array_equal(series.source.read().values, noise("i2"))


def test_an_unusable_slope_is_left_out_and_said(tmp_path, write):
    series = only(write(tmp_path / "a.nii", noise("i2"), AFFINE, scl_slope=np.inf))
    np.testing.assert_array_equal(series.source.read().values, noise("i2"))
    assert "its scaling (inf x value + 0) is not usable; 1 and 0 were taken" in series.notices[0]
    series = only(write(tmp_path / "b.nii", noise("i2"), AFFINE, scl_slope=2, scl_inter=np.nan))
    np.testing.assert_array_equal(series.source.read().values, noise("i2").astype(np.float32) * 2)
    assert "2 and 0 were taken" in series.notices[0]


@pytest.mark.parametrize("kind", ["f4", "f8"])
def test_what_is_not_finite_becomes_zero_and_is_counted(tmp_path, write, kind):
    values = noise(kind)
    values[0, 0, 0], values[1, 2, 3], values[2, 1, 1] = np.nan, np.inf, -np.inf if kind == "f4" else -1e200
    series = only(write(tmp_path / "a.nii", values, AFFINE))
    read = series.source.read()
    np.testing.assert_array_equal(read.values, np.where(np.abs(values) < 1e30, values, 0))
    assert read.notices == ("a.nii: 3 values that are not finite, or beyond 1e30, became 0.",)
    assert np.isfinite(series.source.slice(1)).all()


def test_a_picture_of_two_dimensions(tmp_path, write):
    values = noise("u1", (4, 5))
    series = only(write(tmp_path / "a.nii", values))
    assert series.shape == (1, 4, 5)
    assert series.whole
    np.testing.assert_array_equal(series.source.read().values[0], values)


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz"])
def test_each_volume_of_four_dimensions_is_a_series(tmp_path, write, name):
    values = noise("i2", (3, *SHAPE))
    series = nifti.contents(write(tmp_path / name, values, AFFINE)).series
    assert [each.key for each in series] == ["a[0]", "a[1]", "a[2]"]
    assert all(each.whole for each in series)
    for each, expected in reversed(list(zip(series, values, strict=True))):
        np.testing.assert_array_equal(each.source.read().values, expected)
        np.testing.assert_array_equal(each.source.slice(2), expected[2])


def test_volumes_of_five_dimensions_are_counted_through(tmp_path, write):
    values = noise("i2", (2, 3, *SHAPE))
    series = nifti.contents(write(tmp_path / "a.nii", values, AFFINE)).series
    assert len(series) == 6
    np.testing.assert_array_equal(series[4].source.read().values, values[1, 1])


def test_which_of_several_volumes_is_taken_is_said_when_it_is(tmp_path, write):
    (tmp_path / "p").mkdir()
    write(tmp_path / "p" / "scan.nii", noise("i2", (3, *SHAPE)), AFFINE)
    told = "scan.nii holds 3 volumes: number {number} (scan[{index}]) is taken; choose another under"
    assert any(each.startswith(told.format(number=1, index=0)) for each in load_case(tmp_path / "p").notices)
    chosen = load_case(tmp_path / "p", Choices(sequences=(("flair", "scan[2]"),))).notices
    assert [each for each in chosen if "is taken" in each and "number" in each] == [
        f"{told.format(number=3, index=2)} “Sequences and masks” (--sequences)."
    ]


def test_volumes_that_are_named_are_told_by_their_names(tmp_path, write):
    (tmp_path / "p").mkdir()
    write(tmp_path / "p" / "scan.nii", noise("i2", (2, *SHAPE)), AFFINE)
    (tmp_path / "p" / "dataset.json").write_text('{"modality": {"0": "T1w", "1": "FLAIR"}}')
    assert not [each for each in load_case(tmp_path / "p").notices if "is taken" in each]


def test_of_a_time_series_the_first_volume_stands_for_it(tmp_path, write):
    values = noise("i2", (70, 2, 3, 4))
    pixdim = (1, 1, 1, 1, 2.5, 0, 0, 0)
    series = nifti.contents(write(tmp_path / "a.nii", values, AFFINE, xyzt_units=2 | 8, pixdim=pixdim)).series
    assert [each.whole for each in series] == [True] + [False] * 63
    assert "is a series of 70 volumes, 2.5 s apart" in series[0].notices[0]
    assert "the first 64 can be chosen" in series[0].notices[1]


def test_values_cannot_be_written_to(tmp_path, write):
    series = only(write(tmp_path / "a.nii", noise("i2"), AFFINE))
    assert not series.source.read().values.flags.writeable
    assert not series.source.slice(0).flags.writeable


@pytest.mark.parametrize("name", ["a.nii", "a.nii.gz"])
def test_reading_tells_its_progress_and_can_be_cancelled(tmp_path, write, name):
    values = noise("i2", (40, 128, 256))
    series = only(write(tmp_path / name, values, AFFINE))
    seen = []
    series.source.read(progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (40, 40)
    assert len(seen) > 1
    with pytest.raises(Cancelled):
        series.source.read(cancelled=lambda: True)


def test_there_is_no_slice_beyond_the_last(tmp_path, write):
    series = only(write(tmp_path / "a.nii", noise("i2"), AFFINE))
    for index in (-1, 3):
        with pytest.raises((IndexError, ReadError)):
            series.source.slice(index)
