"""Values: what pydicom's own pipeline gives, for every kind of pixels and every compression that is decoded."""

import warnings

import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, generate_frames
from pydicom.pixels import apply_color_lut, apply_modality_lut, pixel_array
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
)

from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom import is_dicom, studies

RANDOM = np.random.default_rng(5)
NOISE = np.random.default_rng(6)
LUMINANCE = [0.299, 0.587, 0.114]


def pipeline(path):
    """pydicom's own: decoded, colours to grey as we document it, modality LUT or rescale."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        header = pydicom.dcmread(path, force=True)
        array = header.pixel_array if header.file_meta.TransferSyntaxUID.is_deflated else pixel_array(path)
        if header.PhotometricInterpretation == "PALETTE COLOR":
            array = apply_color_lut(array, header)
        if header.SamplesPerPixel == 3 or header.PhotometricInterpretation == "PALETTE COLOR":
            array = np.rint(array @ LUMINANCE)
        array = apply_modality_lut(array, header)
    return array.reshape(-1, *array.shape[-2:]), header


def everything(packaged):
    names = ("*.dcm", "dicomdirtests/77654033/**/*", "dicomdirtests/98892001/**/*")
    return sorted(path for name in names for path in packaged.glob(name) if path.is_file() and is_dicom(path))


REFUSED = {
    "MR_truncated.dcm": "ends before its image does",
    "JPEG2000-embedded-sequence-delimiter.dcm": "by its compressed image",
    "meta_missing_tsyntax.dcm": "states no size",
    "nested_priv_SQ.dcm": "states no size",
}
"""Files with pixels that pydicom's pipeline cannot decode either."""

BEYOND = {"JPEG-lossy.dcm", "JPGExtended.dcm", "SC_rgb_jpeg.dcm", "badVR.dcm"}
"""Files that open here although pydicom's pipeline refuses them."""


@pytest.mark.slow
def test_every_file_of_pydicoms_gives_its_values_or_a_sentence(packaged):
    compared = refused = 0
    for path in everything(packaged):
        found, skipped = studies([path], root=path)
        if not found:
            assert all(sentence.startswith(str(path)) and sentence.endswith(".") for _, sentence in skipped), path
            assert not skipped or path.name not in REFUSED or REFUSED[path.name] in skipped[0][1]
            continue
        if path.name in REFUSED:
            with pytest.raises(ReadError, match=REFUSED[path.name]):
                found[0].series[0].source.read()
            refused += 1
            continue
        parts = [series.source.read() for series in found[0].series]
        assert all(part.read.all() for part in parts), path
        if path.name in BEYOND:
            continue
        expected, header = pipeline(path)
        values = np.concatenate([part.values for part in parts])
        if header.PhotometricInterpretation == "MONOCHROME1":
            np.testing.assert_allclose(
                values + expected, np.full(values.shape, (values + expected)[0, 0, 0]), rtol=1e-6
            )
        else:
            np.testing.assert_allclose(values, expected, rtol=1e-7, err_msg=path.name)
        compared += 1
    assert compared > 60
    assert refused == 1


@pytest.mark.slow
def test_jpeg_with_12_bits_is_decoded_as_others_do(packaged, only):
    peer = pytest.importorskip("SimpleITK")
    peer.ProcessObject.SetGlobalWarningDisplay(False)
    for name in ("JPGExtended.dcm", "JPEG-lossy.dcm"):
        values = only(packaged / name).source.read().values
        assert values.dtype == np.uint16
        assert (int(values.min()), int(values.max())) == (0, 264)


def write(dcm, file, pixels, *, bits_stored=None, syntax=ExplicitVRLittleEndian, **tags):
    header = dcm.mr_header(**tags)
    header.file_meta.TransferSyntaxUID = syntax
    dcm.set_pixels(header, pixels, bits_stored=bits_stored)
    return dcm.save(header, file)


@pytest.mark.parametrize("dtype", ["uint8", "int8", "uint16", "int16", "uint32", "int32"])
@pytest.mark.parametrize(
    "syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian]
)
def test_every_integer_and_byte_order_comes_as_stored(dcm, only, tmp_path, dtype, syntax):
    limits = np.iinfo(dtype)
    pixels = RANDOM.integers(limits.min, limits.max, (7, 5), endpoint=True).astype(dtype)
    series = only(write(dcm, tmp_path / "a.dcm", pixels, syntax=syntax))
    assert series.dtype == dtype
    values = series.source.read().values
    assert values.dtype == dtype
    np.testing.assert_array_equal(values[0], pixels)
    np.testing.assert_array_equal(series.source.slice(0), pixels)


def test_unused_bits_are_no_part_of_the_values(dcm, only, tmp_path):
    pixels = RANDOM.integers(0, 1 << 12, (6, 6)).astype(np.uint16)
    file = write(dcm, tmp_path / "a.dcm", pixels | 0xA000, bits_stored=12)
    np.testing.assert_array_equal(only(file).source.read().values, pipeline(file)[0])
    np.testing.assert_array_equal(only(file).source.read().values[0], pixels)
    signed = np.array([[-2048, -1], [0, 2047]], dtype=np.int16)
    file = write(dcm, tmp_path / "b.dcm", signed & 0x0FFF, bits_stored=12)
    np.testing.assert_array_equal(only(file).source.read().values[0], signed)


def shifted(dcm, pixels, bits, high, syntax):
    """A header whose values lie in the `bits` bits below and with bit `high`, with noise in all the others."""
    header = dcm.mr_header()
    native = (ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian)
    header.file_meta.TransferSyntaxUID = syntax if syntax in native else ExplicitVRLittleEndian
    width = pixels.dtype.itemsize * 8
    unsigned = np.dtype(f"u{pixels.dtype.itemsize}")
    field = np.array(((1 << bits) - 1) << (high + 1 - bits), unsigned)
    cells = (pixels.astype(unsigned) << unsigned.type(high + 1 - bits)) & field
    cells |= NOISE.integers(0, 1 << width, cells.shape, dtype=unsigned) & ~field
    dcm.set_pixels(header, cells.astype(pixels.dtype), bits_stored=bits)
    header.HighBit = high
    header.PixelRepresentation = int(pixels.dtype.kind == "i")
    return header


@pytest.mark.parametrize(
    "syntax",
    [
        ExplicitVRLittleEndian,
        ImplicitVRLittleEndian,
        ExplicitVRBigEndian,
        DeflatedExplicitVRLittleEndian,
        RLELossless,
        JPEGLSLossless,
        JPEG2000Lossless,
    ],
)
@pytest.mark.parametrize(
    ("dtype", "bits", "high"),
    [("uint16", 12, 15), ("int16", 12, 15), ("uint16", 10, 12), ("int16", 10, 12), ("uint8", 6, 7), ("int32", 20, 27)],
)
def test_high_bit_says_where_values_lie(dcm, only, tmp_path, syntax, dtype, bits, high):
    if syntax.is_encapsulated and dtype == "int32":
        pytest.skip("no encoder of 32 bits")
    low = -(1 << (bits - 1)) if dtype.startswith("int") else 0
    pixels = NOISE.integers(low, low + (1 << bits), (2, 40, 36)).astype(dtype)
    header = shifted(dcm, pixels, bits, high, syntax)
    if syntax.is_encapsulated:  # pydicom encodes BitsStored bits: the whole cell is encoded here
        header.BitsStored, header.HighBit = pixels.dtype.itemsize * 8, pixels.dtype.itemsize * 8 - 1
        header.SOPInstanceUID = dcm.uid("high bit")
        dcm.compress(header, syntax)
        header.BitsStored, header.HighBit = bits, high
    series = only(dcm.save(header, tmp_path / "a.dcm"))
    np.testing.assert_array_equal(series.source.read().values, pixels)
    np.testing.assert_array_equal(series.source.slice(1), pixels[1])
    (notice,) = [each for each in series.notices if "HighBit" in each]
    assert notice.startswith(f"The values of a.dcm frame 1 lie in bits {high + 1 - bits} to {high}")


@pytest.mark.parametrize("syntax", [JPEGLSLossless, JPEG2000Lossless])
def test_a_code_of_the_values_alone_is_not_moved_by_high_bit(dcm, only, tmp_path, syntax):
    pixels = NOISE.integers(0, 1 << 12, (40, 36)).astype(np.uint16)
    header = dcm.mr_header()
    dcm.set_pixels(header, pixels, bits_stored=12)
    header.SOPInstanceUID = dcm.uid("values alone")
    dcm.compress(header, syntax)
    header.HighBit = 15
    np.testing.assert_array_equal(only(dcm.save(header, tmp_path / "a.dcm")).source.read().values[0], pixels)
    header.BitsStored = 10  # 12 bits of code are neither the 10 of the values nor the 16 of the cell
    with pytest.raises(ReadError, match=r"states 10 bits up to bit 15 by its header but holds 12"):
        only(dcm.save(header, tmp_path / "b.dcm")).source.read()


@pytest.mark.parametrize(("stored", "high"), [(12, 7), (16, 7), (12, 16)])
def test_an_impossible_high_bit_is_said(dcm, only, tmp_path, stored, high):
    pixels = NOISE.integers(0, 1 << 12, (6, 6)).astype(np.uint16)
    header = dcm.mr_header()
    dcm.set_pixels(header, pixels, bits_stored=stored)
    header.HighBit = high
    series = only(dcm.save(header, tmp_path / "a.dcm"))
    np.testing.assert_array_equal(series.source.read().values[0], pixels)
    assert any(f"states HighBit {high} for {stored} stored bits" in each for each in series.notices)


@pytest.mark.parametrize(
    ("slope", "intercept", "dtype"),
    [
        ("1", "0", "int16"),
        ("1", "-1024", "int32"),
        ("2", "0", "int32"),
        ("0.25", "0", "float32"),
        ("1e-3", "7", "float32"),
    ],
)
def test_rescaled_values_are_pydicoms(dcm, only, tmp_path, slope, intercept, dtype):
    pixels = RANDOM.integers(-3000, 3000, (6, 6)).astype(np.int16)
    file = write(dcm, tmp_path / "a.dcm", pixels, RescaleSlope=slope, RescaleIntercept=intercept)
    series = only(file)
    assert series.dtype == dtype
    np.testing.assert_allclose(series.source.read().values, pipeline(file)[0], rtol=6e-8)


def test_whole_rescaled_values_stay_small(dcm, only, tmp_path):
    pixels = RANDOM.integers(0, 4096, (6, 6)).astype(np.uint16)
    file = write(dcm, tmp_path / "a.dcm", pixels, bits_stored=12, RescaleSlope="1", RescaleIntercept="-1024")
    assert only(file).dtype == "int16"
    np.testing.assert_array_equal(only(file).source.read().values, pipeline(file)[0])


def test_slices_with_slopes_of_their_own_share_a_type(dcm, only, tmp_path):
    pixels = RANDOM.integers(0, 4096, (3, 4, 4)).astype(np.uint16)
    dcm.write_mr_series(
        tmp_path, pixels, np.eye(4), RescaleSlope=lambda index: (1, 0.5, 3)[index], RescaleIntercept="0"
    )
    series = only(tmp_path)
    np.testing.assert_allclose(series.source.read().values, pixels * np.array([1, 0.5, 3])[:, None, None], rtol=6e-8)
    assert series.source.slice(0).dtype == series.source.read().values.dtype == series.dtype


@pytest.mark.parametrize("bits", [8, 16])
def test_a_modality_table_is_looked_up(dcm, only, tmp_path, bits):
    table = Dataset()
    table.LUTDescriptor = [5, 2, bits]
    table.LUTData = [7, 0, 255, 13, 100]
    table["LUTData"].VR = "US"
    pixels = np.array([[0, 2, 3], [4, 6, 200]], dtype=np.uint16)
    file = write(dcm, tmp_path / "a.dcm", pixels, ModalityLUTSequence=[table])
    series = only(file)
    np.testing.assert_array_equal(series.source.read().values, pipeline(file)[0])
    np.testing.assert_array_equal(series.source.read().values[0], [[7, 7, 0], [255, 100, 100]])
    assert series.dtype == f"uint{bits}"


def test_monochrome1_is_turned_so_that_bright_is_bright(dcm, only, tmp_path):
    pixels = RANDOM.integers(0, 4096, (3, 4, 4)).astype(np.uint16)
    tags = {"PhotometricInterpretation": "MONOCHROME1", "WindowCenter": "1000", "WindowWidth": "400"}
    dcm.write_mr_series(tmp_path, pixels, np.eye(4), bits_stored=12, **tags)
    series = only(tmp_path)
    values = series.source.read().values
    np.testing.assert_array_equal(values, 4095 - pixels)
    assert values.dtype == np.uint16
    assert series.attributes["WindowCenter"] == 3095
    dcm.write_mr_series(
        tmp_path / "r", pixels, np.eye(4), bits_stored=12, RescaleSlope="2", RescaleIntercept="-5", **tags
    )
    np.testing.assert_array_equal(only(tmp_path / "r").source.read().values, (4095 - pixels.astype(int)) * 2 - 5)


@pytest.mark.parametrize("keyword", ["FloatPixelData", "DoubleFloatPixelData"])
def test_floating_point_pixels_open_and_what_no_number_is_becomes_zero(dcm, only, tmp_path, keyword):
    dtype = "float32" if keyword == "FloatPixelData" else "float64"
    pixels = RANDOM.normal(size=(5, 4)).astype(dtype)
    header = dcm.mr_header()
    dcm.set_pixels(header, np.zeros((5, 4), np.int16))
    del header.PixelData
    header.BitsAllocated = 32 if dtype == "float32" else 64
    stored = pixels.copy()
    stored[0, 0] = np.nan
    setattr(header, keyword, stored.tobytes())
    series = only(dcm.save(header, tmp_path / "a.dcm"))
    assert series.dtype == dtype
    pixels[0, 0] = 0
    voxels = series.source.read()
    np.testing.assert_array_equal(voxels.values[0], pixels)
    assert any("no numbers" in notice for notice in voxels.notices)


@pytest.mark.parametrize("planar", [0, 1])
def test_colours_become_luminance_and_it_is_said(dcm, only, tmp_path, planar):
    colours = RANDOM.integers(0, 255, (6, 5, 3)).astype(np.uint8)
    header = dcm.mr_header(SamplesPerPixel=3, PhotometricInterpretation="RGB", PlanarConfiguration=planar)
    dcm.set_pixels(header, colours)
    if planar:
        header.PixelData = np.moveaxis(colours, -1, 0).tobytes()
    series = only(dcm.save(header, tmp_path / "a.dcm"))
    np.testing.assert_array_equal(series.source.read().values[0], np.rint(colours @ LUMINANCE))
    assert series.dtype == "uint8"
    assert any("colour" in notice for notice in series.notices)


def test_a_palette_is_looked_up(dcm, only, tmp_path):
    indices = RANDOM.integers(0, 4, (6, 5)).astype(np.uint8)
    tables = RANDOM.integers(0, 65535, (3, 4)).astype("<u2")
    tags = {}
    for colour, table in zip(("Red", "Green", "Blue"), tables, strict=True):
        tags[f"{colour}PaletteColorLookupTableDescriptor"] = [4, 0, 16]
        tags[f"{colour}PaletteColorLookupTableData"] = table.tobytes()
    file = write(dcm, tmp_path / "a.dcm", indices, PhotometricInterpretation="PALETTE COLOR", **tags)
    series = only(file)
    np.testing.assert_array_equal(series.source.read().values[0], np.rint(tables.T @ LUMINANCE)[indices])
    assert series.dtype == "uint16"


@pytest.mark.parametrize("syntax", [RLELossless, JPEGLosslessSV1, JPEGLSLossless, JPEG2000Lossless, HTJ2KLossless])
@pytest.mark.parametrize(("dtype", "bits"), [("uint8", 8), ("uint16", 12), ("int16", 12), ("int16", 16)])
def test_lossless_compression_gives_the_values_back(dcm, only, tmp_path, syntax, dtype, bits):
    low, high = (-(1 << (bits - 1)), 1 << (bits - 1)) if dtype == "int16" else (0, 1 << bits)
    pixels = RANDOM.integers(low, high, (3, 40, 36)).astype(dtype)
    header = dcm.mr_header()
    dcm.set_pixels(header, pixels, bits_stored=bits)
    header.SOPInstanceUID = dcm.uid("compressed")
    dcm.compress(header, syntax)
    series = only(dcm.save(header, tmp_path / "a.dcm"))
    assert series.shape == (3, 40, 36)
    np.testing.assert_array_equal(series.source.read().values, pixels)
    np.testing.assert_array_equal(series.source.slice(1), pixels[1])


def test_jpeg_ls_that_is_filled_up_before_its_end_is_decoded(dcm, only, tmp_path):
    pixels = RANDOM.integers(0, 4096, (40, 36)).astype(np.uint16)
    header = dcm.mr_header()
    dcm.set_pixels(header, pixels[None], bits_stored=12)
    header.SOPInstanceUID = dcm.uid("filled up")
    dcm.compress(header, JPEGLSLossless)
    frame = next(generate_frames(header.PixelData, number_of_frames=1)).rstrip(b"\0")
    assert frame.endswith(b"\xff\xd9")
    header.PixelData = encapsulate([frame[:-2] + b"\0\xff\xd9"])
    series = only(dcm.save(header, tmp_path / "a.dcm"))
    np.testing.assert_array_equal(series.source.read().values[0], pixels)


def test_frames_in_several_fragments_are_found_one_by_one(dcm, only, tmp_path):
    pixels = RANDOM.integers(0, 255, (4, 36, 40)).astype(np.uint8)
    header = dcm.mr_header()
    dcm.set_pixels(header, pixels)
    header.SOPInstanceUID = dcm.uid("fragments")
    dcm.compress(header, JPEG2000Lossless)
    frames = list(generate_frames(header.PixelData, number_of_frames=4))
    for has_bot in (True, False):
        header.PixelData = encapsulate(frames, fragments_per_frame=3, has_bot=has_bot)
        series = only(dcm.save(header, tmp_path / f"{has_bot}.dcm"))
        np.testing.assert_array_equal(series.source.slice(2), pixels[2])
        np.testing.assert_array_equal(series.source.read().values, pixels)


def test_a_damaged_frame_is_left_black_and_named(dcm, only, tmp_path):
    pixels = RANDOM.integers(0, 255, (3, 10, 8)).astype(np.uint8)
    files = dcm.write_mr_series(tmp_path, pixels, np.eye(4))
    series = only(tmp_path)
    files[1].write_bytes(files[1].read_bytes()[:-30])
    voxels = series.source.read()
    np.testing.assert_array_equal(voxels.read, [True, False, True])
    assert not voxels.values[1].any()
    assert "slice-0002.dcm ends before its image does" in voxels.notices[0]
    with pytest.raises(ReadError, match=r"slice-0002\.dcm"):
        series.source.slice(1)
    for file in files:
        file.unlink()
    with pytest.raises(ReadError, match="None of the 2 other slices"):
        series.source.read()


@pytest.mark.parametrize(
    ("syntax", "said"),
    [
        ("1.2.840.10008.1.2.4.102", "holds a video"),
        ("1.2.840.10008.1.2.4.95", "cannot be decoded"),
        ("1.2.3", "unknown"),
    ],
)
def test_what_cannot_be_decoded_is_said_in_one_sentence(dcm, refused, tmp_path, syntax, said):
    header = dcm.mr_header()
    dcm.set_pixels(header, np.zeros((4, 4), np.uint8))
    header.PixelData = encapsulate([b"1234"])
    header.file_meta.TransferSyntaxUID = syntax
    header.SOPInstanceUID = "1.2"
    header["PixelData"].is_undefined_length = True
    header.save_as(tmp_path / "a.dcm", implicit_vr=False, little_endian=True)
    sentence = refused(tmp_path / "a.dcm")
    assert said in sentence
    assert sentence.count(". ") == 0
