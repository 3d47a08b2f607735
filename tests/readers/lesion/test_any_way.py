"""However a mask is written, the same voxels come back: exactly where nothing is lost, else to a voxel of its edge."""

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xaiviewer.readers import load_case

pytestmark = pytest.mark.slow

SLICES, ROWS, COLUMNS = 4, 32, 36
AFFINE = np.diag([-1.0, -1.0, 3.0, 1.0])
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
PROPERTY = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def lesions(draw, least=1):
    """A few boxes and ellipses off the border, less than half of a slice, on some of the slices; two labels."""
    labels = np.zeros((SLICES, ROWS, COLUMNS), np.uint8)
    for label in draw(st.lists(st.sampled_from([1, 2]), min_size=1, max_size=3)):
        height, width = draw(st.integers(least, 9)), draw(st.integers(least, 9))
        top, left = draw(st.integers(2, ROWS - 12)), draw(st.integers(2, COLUMNS - 12))
        first = draw(st.integers(0, SLICES - 1))
        last = draw(st.integers(first, SLICES - 1))
        shape = np.ones((height, width), np.uint8)
        if draw(st.booleans()):
            shape = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, height))
        part = labels[first : last + 1, top : top + height, left : left + width]
        part[:, shape > 0] = label
    return labels


def shares(labels):
    """Background, core and oedema, none of which is sure where there is lesion."""
    table = np.array([[0.9, 0.05, 0.05], [0.3, 0.4, 0.3], [0.4, 0.15, 0.45]], "f4")
    return np.moveaxis(table[labels], -1, 0).copy()


def one_hot(labels, top, kind, *, background=None):
    volumes = [(labels == each) * top for each in (1, 2)]
    if background is not None:
        volumes.insert(background, (labels == 0) * top)
    return np.stack(volumes).astype(kind)


NIFTI = {
    "0 and 1": lambda labels: (labels > 0).astype("u1"),
    "0 and 255": lambda labels: (labels > 0).astype("u1") * 255,
    "bits": lambda labels: (labels > 0).astype("i1"),
    "labels": lambda labels: labels.astype("u1"),
    "labels in fractions": lambda labels: labels.astype("f4"),
    "BraTS's labels": lambda labels: np.array([0, 1, 4], "i2")[labels],
    "large labels": lambda labels: np.array([0, 7, 100_000], "i4")[labels],
    "a label and marks below 0": lambda labels: np.where(labels > 0, labels, -1).astype("i2"),
    "probabilities of 0 and 1": lambda labels: (labels > 0).astype("f8"),
    "probabilities that are less sure": lambda labels: np.where(labels > 0, 0.8, 0.1).astype("f4"),
    "per cent": lambda labels: (labels > 0).astype("u1") * 100,
    "of 255 in fractions": lambda labels: (labels > 0).astype("f4") * 255,
    "of 65535": lambda labels: (labels > 0).astype("u2") * 65535,
    "lesion 2, the rest 1": lambda labels: np.where(labels > 0, 2, 1).astype("u1"),
    "a volume for each label": lambda labels: one_hot(labels, 1, "u1"),
    "a volume for each label of 255": lambda labels: one_hot(labels, 255, "u1"),
    "a volume for each label after the background's": lambda labels: one_hot(labels, 1, "u1", background=0),
    "a volume for each label before the background's": lambda labels: one_hot(labels, 1, "f4", background=2),
    "shares of one whole": shares,
    "independent probabilities": lambda labels: np.where(one_hot(labels, 1, "f4") > 0, 0.7, 0.2).astype("f4"),
    "colours": lambda labels: np.array([[0, 0, 0], [255, 0, 0], [0, 0, 255]], "u1")[labels],
    "opacity": lambda labels: np.array([[255, 255, 255, 0], [255, 255, 255, 255]], "u1")[np.minimum(labels, 1)],
}


def palette(order):
    """The colours of (nothing, lesion one, lesion two) at the places `order`, the others filled."""
    colours = np.full((4, 3), 77, np.uint8)
    colours[list(order)] = [[0, 0, 0], [255, 255, 255], [200, 30, 30]]
    return colours


def with_palette(writing, order):
    def make(labels):
        places = np.array(order, np.uint8)[labels]
        return writing.png(places, PALETTE, 2, palette=palette(order).tobytes())

    return make


def tiff_palette(writing, order):
    def make(labels):
        colours = np.zeros((256, 3), np.uint16)
        colours[:4] = palette(order).astype(np.uint16) * 257
        return writing.tiff([np.array(order, np.uint8)[labels]], photometric=3, palette=colours.T.copy())

    return make


def pictured(table):
    """Labels to pixels by a table of one value, or of the values of several channels."""
    return lambda labels: np.asarray(table)[np.minimum(labels, len(table) - 1)]


def png(writing, table, kind, colour, bits=8, extra=b""):
    return lambda labels: writing.png(pictured(table)(labels).astype(kind), colour, bits, extra=extra)


def tiff(writing, table, kind, **tags):
    return lambda labels: writing.tiff([pictured(table)(labels).astype(kind)], **tags)


def pictures(writing):
    """Ways to write one slice of labels as a file, by name."""
    seen_through = b"\xff\0\xff\xff"
    return {
        "png bit": png(writing, [0, 1], "u1", GREY, 1),
        "png 0 and 1": png(writing, [0, 1], "u1", GREY),
        "png 0 and 255": png(writing, [0, 255], "u1", GREY),
        "png labels": png(writing, [0, 1, 2], "u1", GREY),
        "png labels as shades": png(writing, [0, 127, 255], "u1", GREY),
        "png per cent": png(writing, [0, 100], "u1", GREY),
        "png 65535": png(writing, [0, 65535], "u2", GREY, 16),
        "png colour": png(writing, [[0, 0, 0], [255, 0, 0], [0, 128, 0]], "u1", RGB),
        "png colour on white": png(writing, [[255] * 3, [255, 0, 0], [0, 0, 255]], "u1", RGB),
        "png colour map": png(writing, [[68, 1, 84], [253, 231, 37]], "u1", RGB),
        "png grey in colour": png(writing, [[0] * 3, [255] * 3], "u1", RGB),
        "png opacity": png(writing, [[255, 255, 255, 0], [255] * 4], "u1", RGBA),
        "png opacity of black": png(writing, [[0, 0, 0, 0], [0, 0, 0, 255]], "u1", RGBA),
        "png grey opacity": png(writing, [[255, 0], [255, 255]], "u1", GREY_ALPHA),
        "png opaque colour": png(writing, [[0, 0, 0, 255], [255, 0, 0, 255]], "u1", RGBA),
        "png half opaque colour": png(writing, [[0, 0, 0, 0], [255, 0, 0, 128]], "u1", RGBA),
        "png transparent white around colours": png(
            writing, [[255, 255, 255, 0], [255, 0, 0, 255], [0, 255, 0, 255]], "u1", RGBA
        ),
        "png palette": with_palette(writing, (0, 1, 2)),
        "png palette, white first": with_palette(writing, (1, 0, 2)),
        "png palette, last first": with_palette(writing, (3, 1, 0)),
        "png palette with opacity": lambda labels: writing.png(
            np.minimum(labels, 1) ^ 1, PALETTE, 1, palette=b"\xff" * 6, extra=writing.chunk(b"tRNS", seen_through[:2])
        ),
        "tiff bit": tiff(writing, [0, 1], "u1", bits=1),
        "tiff white as 0": tiff(writing, [1, 0], "u1", bits=1, photometric=0),
        "tiff 0 and 1": tiff(writing, [0, 1], "u1"),
        "tiff 0 and 255": tiff(writing, [0, 255], "u1"),
        "tiff labels": tiff(writing, [0, 1, 4], "u2"),
        "tiff fractions": tiff(writing, [0, 1], "f4"),
        "tiff probabilities": tiff(writing, [0.1, 0.8], "f4"),
        "tiff of 65535": tiff(writing, [0, 65535], "u2"),
        "tiff colour": tiff(writing, [[0, 0, 0], [0, 255, 255]], "u1"),
        "tiff opacity": tiff(writing, [[255, 255, 255, 0], [255] * 4], "u1", extra=(2,)),
        "tiff opacity that no tag states": tiff(
            writing, [[255, 255, 255, 0], [255] * 4], "u1", extra=(0,), photometric=2
        ),
        "tiff palette, white first": tiff_palette(writing, (1, 0, 2)),
        "tiff palette": tiff_palette(writing, (0, 2, 3)),
    }


PICTURES = (
    "png bit", "png 0 and 1", "png 0 and 255", "png labels", "png labels as shades", "png per cent", "png 65535",
    "png colour", "png colour on white", "png colour map", "png grey in colour", "png opacity", "png opacity of black",
    "png grey opacity", "png opaque colour", "png half opaque colour", "png transparent white around colours",
    "png palette", "png palette, white first", "png palette, last first", "png palette with opacity", "tiff bit",
    "tiff white as 0", "tiff 0 and 1", "tiff 0 and 255", "tiff labels", "tiff fractions", "tiff probabilities",
    "tiff of 65535", "tiff colour", "tiff opacity", "tiff opacity that no tag states", "tiff palette, white first",
    "tiff palette",
)  # fmt: skip


@pytest.fixture
def as_nifti(tmp_path_factory, writing):
    """Writes a mask of any values beside an image; gives the mask that is read."""

    def read(values, *, colour=False, **fields):
        folder = tmp_path_factory.mktemp("nifti")
        writing.nifti(folder / "p_flair.nii", image(), AFFINE)
        writing.nifti(folder / "p_seg.nii", values, AFFINE, colour=colour, **fields)
        return load_case(folder)

    return read


@pytest.fixture
def as_files(tmp_path_factory, writing):
    """Writes each slice of a mask by `make`, bytes of one slice's values; gives the case that is read."""

    def read(values, make, suffix):
        folder = tmp_path_factory.mktemp("slices")
        for number, (picture, plane) in enumerate(zip(image(), values, strict=True), 1):
            (folder / f"p_{number}.tif").write_bytes(writing.tiff([picture]))
            (folder / f"p_{number}_mask.{suffix}").write_bytes(make(plane))
        return load_case(folder)

    return read


def image():
    """A bright head on black."""
    found = np.zeros((SLICES, ROWS, COLUMNS), np.uint8)
    found[:, 1:-1, 1:-1] = np.random.default_rng(5).integers(80, 250, (SLICES, ROWS - 2, COLUMNS - 2))
    return found


def same(case, labels):
    assert case.mask is not None, case.notices
    np.testing.assert_array_equal(case.mask.voxels, labels > 0)
    assert case.mask.drawn.all()


def to_a_voxel(case, labels):
    """What is read reaches no farther than the voxels around the mask, and holds all whose neighbours are mask."""
    wide, around = (labels > 0).astype(np.uint8), np.ones((3, 3), np.uint8)
    assert case.mask is not None, case.notices
    for found, plane in zip(case.mask.voxels, wide, strict=True):
        assert not (found & ~(cv2.dilate(plane, around) > 0)).any()
        assert not (~found & (cv2.erode(plane, around) > 0)).any()


@pytest.mark.parametrize("way", NIFTI)
@PROPERTY
@given(labels=lesions())
def test_a_nifti_mask_comes_back(as_nifti, way, labels):
    same(as_nifti(NIFTI[way](labels), colour=way in ("colours", "opacity")), labels)


@pytest.mark.parametrize("way", PICTURES)
@PROPERTY
@given(labels=lesions())
def test_a_mask_of_pictures_comes_back(as_files, writing, way, labels):
    same(as_files(labels, pictures(writing)[way], way[:4].strip()), labels)


@pytest.mark.parametrize("way", ["tiff bit", "tiff labels", "tiff probabilities", "tiff palette, white first"])
def test_every_way_of_pictures_is_tried(writing, way):
    assert set(PICTURES) == set(pictures(writing))
    assert way in PICTURES


@pytest.mark.parametrize("top", [100, 240, 255, 65535])
@pytest.mark.parametrize("sigma", [0.6, 1.0])
@PROPERTY
@given(labels=lesions(least=6))
def test_a_blurred_mask_comes_back_to_a_voxel(as_nifti, as_files, writing, top, sigma, labels):
    sharp = (labels > 0).astype(np.float32)
    soft = np.stack([cv2.GaussianBlur(plane, (0, 0), sigma) for plane in sharp])
    kind = np.uint16 if top > 255 else np.uint8
    stored = np.rint(soft * top).astype(kind)
    to_a_voxel(as_nifti(stored), labels)
    to_a_voxel(as_nifti(soft), labels)
    to_a_voxel(as_files(stored, lambda plane: writing.tiff([plane]), "tif"), labels)
    to_a_voxel(as_files(stored, lambda plane: writing.png(plane, GREY, kind().itemsize * 8), "png"), labels)


@pytest.mark.parametrize("quality", [75, 90, 95])
@pytest.mark.parametrize("colours", [[0, 255], [0, 100], [[0] * 3, [0, 0, 255]], [[255] * 3, [0, 0, 255]]])
@PROPERTY
@given(labels=lesions(least=6))
def test_a_mask_saved_as_jpeg_comes_back_to_a_voxel(as_files, quality, colours, labels):
    to_a_voxel(as_files(labels, jpeg(colours, quality), "jpg"), labels)


@pytest.mark.parametrize("quality", [75, 90, 95])
@PROPERTY
@given(labels=lesions(least=7))
def test_labels_as_shades_saved_as_jpeg_come_back_to_a_voxel(as_files, quality, labels):
    """The lower of the two lies below half of the scale."""
    labels = np.where(labels > 0, 1 + np.arange(SLICES)[:, None, None] % 2, 0)
    to_a_voxel(as_files(labels, jpeg([0, 85, 170], quality), "jpg"), labels)


def jpeg(table, quality):
    """One slice of labels to the bytes of a JPEG."""

    def make(plane):
        pixels = pictured(table)(plane).astype(np.uint8)
        return cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()

    return make
