"""A header that leaves open how its values are to be read, or that contradicts what the file holds, is never believed
in silence: each case here was read without a word, as another picture.
"""

from __future__ import annotations

import numpy as np
import pytest
from pydicom.dataelem import RawDataElement
from pydicom.tag import Tag

NOISE = np.random.default_rng(7)
GREY = NOISE.integers(0, 1 << 12, (20, 16)).astype(np.uint16)
COLOURS = NOISE.integers(0, 256, (20, 16, 3)).astype(np.uint8)


def about(only, dcm, path, change, pixels=GREY, **tags):
    """The series in a file of `pixels` whose header was then changed."""
    header = dcm.mr_header(**tags)
    dcm.set_pixels(header, pixels)
    change(header)
    return only(dcm.save(header, path / "a.dcm"))


def test_a_sound_file_raises_no_doubt(dcm, only, tmp_path):
    def change(header):
        header.RescaleSlope, header.RescaleIntercept = "1", "0"

    series = about(only, dcm, tmp_path, change)
    assert not [each for each in series.notices if "compare with another program" in each]


@pytest.mark.parametrize(
    ("keyword", "value", "said"),
    [
        ("Columns", 15, "holds 640 bytes of pixels where its rows, columns, bits and frames make 600"),
        ("Rows", 10, "holds 640 bytes of pixels where its rows, columns, bits and frames make 320"),
        ("PixelRepresentation", 2, "does not say whether its values have a sign"),
        ("PixelRepresentation", None, "does not say whether its values have a sign"),
        ("PhotometricInterpretation", None, "does not say whether high values are bright"),
        ("BitsStored", 0, "states 0 stored bits of 16, which cannot be"),
        ("BitsStored", 17, "states 17 stored bits of 16, which cannot be"),
    ],
)
def test_what_is_open_or_contradicted_is_said(dcm, only, tmp_path, keyword, value, said):
    def change(header):
        if value is None:
            delattr(header, keyword)
        else:
            setattr(header, keyword, value)

    assert any(said in each for each in about(only, dcm, tmp_path, change).notices)


def test_more_pixels_than_the_bits_make_are_said(dcm, only, tmp_path):
    def change(header):
        header.BitsAllocated, header.BitsStored, header.HighBit = 8, 8, 7

    said = "a.dcm holds 640 bytes of pixels where its rows, columns, bits and frames make 320"
    assert any(each.startswith(said) for each in about(only, dcm, tmp_path, change).notices)


@pytest.mark.parametrize(("slope", "intercept"), [("2", None), (None, "-1024"), ("1,5", "0"), ("2", "abc")])
def test_a_scale_that_cannot_be_used_is_said(dcm, only, tmp_path, slope, intercept):
    def change(header):
        for keyword, value in (("RescaleSlope", slope), ("RescaleIntercept", intercept)):
            if value is not None:
                tag = Tag(keyword)
                header[tag] = RawDataElement(tag, "DS", len(value), value.encode(), 0, False, True)

    series = about(only, dcm, tmp_path, change)
    np.testing.assert_array_equal(series.source.read().values[0], GREY)
    assert any("no usable pair of RescaleSlope and RescaleIntercept" in each for each in series.notices)


def test_an_unstated_order_of_colours_is_said(dcm, only, tmp_path):
    series = about(
        only,
        dcm,
        tmp_path,
        lambda header: delattr(header, "PlanarConfiguration"),
        COLOURS,
        SamplesPerPixel=3,
        PhotometricInterpretation="RGB",
    )
    assert any("does not say how its colours are stored" in each for each in series.notices)


def test_full_colour_that_is_stated_to_be_halved_is_refused(dcm, refused, tmp_path):
    header = dcm.mr_header(SamplesPerPixel=3, PhotometricInterpretation="RGB")
    dcm.set_pixels(header, COLOURS)
    header.PhotometricInterpretation = "YBR_FULL_422"
    sentence = refused(dcm.save(header, tmp_path / "a.dcm"))
    assert "states that it stores colours at every second pixel (YBR_FULL_422) and stores them at every one" in sentence


def test_each_doubt_is_said_once_for_a_series(dcm, only, tmp_path):
    for number in range(4):
        header = dcm.mr_header(
            InstanceNumber=number,
            SOPInstanceUID=dcm.uid("doubt", number),
            ImagePositionPatient=[0, 0, 3 * number],
            ImageOrientationPatient=[1, 0, 0, 0, 1, 0],
            PixelSpacing=[1, 1],
        )
        dcm.set_pixels(header, GREY)
        del header.PixelRepresentation
        header.Columns = 15
        dcm.save(header, tmp_path / f"{number}.dcm")
    said = [each for each in only(tmp_path).notices if "compare with another program" in each]
    assert len(said) == 2
    assert said[0].startswith("0.dcm")
