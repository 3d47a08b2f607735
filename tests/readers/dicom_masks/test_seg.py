"""Segmentations come back voxel for voxel, however they were stored and wherever the image lies."""

from __future__ import annotations

import dataclasses
import zlib

import numpy as np
import pydicom
import pytest
from pydicom.encaps import encapsulate
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from xaiviewer.case import Geometry, Segment
from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom.segmentation.seg import mask_source
from xaiviewer.readers.grids.reslice import Axes, nearest

pytestmark = pytest.mark.slow


def read(source, series, segments=()):
    return source.reader.read(segments, series.geometry, series.shape)


def changed(path, change):
    """The file again, after `change` was made to its data set."""
    data = pydicom.dcmread(path)
    change(data)
    data.save_as(path)
    return path


@pytest.mark.parametrize("omitted", [True, False])
def test_a_binary_mask_comes_back_exactly(scan, writing, tmp_path, affine, mask, omitted):
    files, series = scan(affine)
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files, omit_empty_frames=omitted)
    source = mask_source(path, [series])
    assert (source.key, source.name, source.format) == ("seg-7", "Tumour", "DICOM SEG")
    assert source.segments == (Segment(1, "Tumour"),)
    assert source.series == (series.key,)
    found = read(source, series)
    assert np.array_equal(found.voxels, mask)
    assert found.drawn.all()
    assert found.notices == ()


@pytest.mark.parametrize("kind", ["BINARY", "LABELMAP"])
def test_segments_are_read_apart_and_united(scan, writing, tmp_path, affine, labels, kind):
    files, series = scan(affine)
    names = {1: "Oedema", 2: "Necrosis", 3: "Enhancing"}
    path = writing.write_seg(tmp_path / "seg.dcm", labels, files, kind=kind, labels=names)
    source = mask_source(path, [series])
    assert source.segments == tuple(Segment(number, name) for number, name in names.items())
    for number in names:
        assert np.array_equal(read(source, series, (number,)).voxels, labels == number)
    assert np.array_equal(read(source, series, (1, 3)).voxels, np.isin(labels, (1, 3)))
    assert np.array_equal(read(source, series).voxels, labels > 0)
    with pytest.raises(ReadError, match=r"has no segment 9; choose among 1 \(Oedema\), 2"):
        read(source, series, (9,))


def test_overlapping_segments_are_united(scan, writing, tmp_path, mask):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    both = np.stack([mask, np.roll(mask, 2, axis=2)], axis=-1).astype(np.uint8)
    path = writing.write_seg(tmp_path / "seg.dcm", both, files, labels={1: "a", 2: "b"})
    source = mask_source(path, [series])
    assert np.array_equal(read(source, series, (2,)).voxels, both[..., 1])
    assert np.array_equal(read(source, series).voxels, both.any(axis=-1))


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, RLELossless, JPEG2000Lossless, JPEGLSLossless])
@pytest.mark.parametrize("kind", ["FRACTIONAL", "LABELMAP"])
def test_stored_in_every_lossless_way(scan, writing, tmp_path, labels, kind, syntax):
    labels = np.pad(labels, ((0, 0), (0, 24), (24, 0)))  # JPEG 2000 is not written for less than 32 pixels
    files, series = scan(np.diag([1.0, 1, 2, 1]), shape=labels.shape)
    given = labels if kind == "LABELMAP" else labels / 3
    path = writing.write_seg(tmp_path / "seg.dcm", given, files, kind=kind, transfer_syntax=syntax)
    found = read(mask_source(path, [series]), series)
    assert np.array_equal(found.voxels, labels > 0 if kind == "LABELMAP" else labels / 3 >= 0.5)


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, JPEG2000Lossless])
def test_a_binary_mask_stored_in_other_ways(scan, writing, tmp_path, mask, syntax):
    mask = np.pad(mask, ((0, 0), (0, 24), (24, 0)))
    files, series = scan(np.diag([1.0, 1, 2, 1]), shape=mask.shape)
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files, transfer_syntax=syntax)
    assert np.array_equal(read(mask_source(path, [series]), series).voxels, mask)


def test_a_deflated_file(scan, writing, tmp_path, mask):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files)

    def deflate(data):
        data.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian

    changed(path, deflate)
    assert np.array_equal(read(mask_source(path, [series]), series).voxels, mask)


def test_deflated_frames(scan, writing, tmp_path, mask):
    """Deflated Image Frame Compression: every frame packed into bits and deflated by itself."""
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files)

    def deflate(data):
        codes = []
        for frame in data.pixel_array:
            engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
            code = engine.compress(np.packbits(frame, bitorder="little").tobytes()) + engine.flush()
            codes.append(code + b"\0" * (len(code) % 2))
        data.PixelData = encapsulate(codes)
        data["PixelData"].VR = "OB"
        data["PixelData"].is_undefined_length = True

    changed(path, deflate)
    content = path.read_bytes().replace(b"1.2.840.10008.1.2.1\0", b"1.2.840.10008.1.2.8.1"[:20], 1)
    # One character longer than the syntax it replaces: the length of the element and of its group follow.
    at = content.index(b"1.2.840.10008.1.2.8.")
    grown = content[: at - 2] + (22).to_bytes(2, "little") + b"1.2.840.10008.1.2.8.1\0" + content[at + 20 :]
    group = int.from_bytes(grown[140:144], "little") + 2
    path.write_bytes(grown[:140] + group.to_bytes(4, "little") + grown[144:])
    assert np.array_equal(read(mask_source(path, [series]), series).voxels, mask)


def test_sixteen_bit_labels(scan, writing, tmp_path, labels):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    given = labels.astype(np.uint16)
    path = writing.write_seg(tmp_path / "seg.dcm", given, files, kind="LABELMAP")

    def widen(data):
        stored = data.pixel_array.astype(np.uint16) * 300
        data.BitsAllocated, data.BitsStored, data.HighBit = 16, 16, 15
        data.PixelData = stored.tobytes()
        data["PixelData"].VR = "OW"
        for segment in data.SegmentSequence:
            segment.SegmentNumber *= 300

    source = mask_source(changed(path, widen), [series])
    assert [segment.number for segment in source.segments] == [300, 600, 900]
    assert np.array_equal(read(source, series, (600,)).voxels, labels == 2)


def test_a_palette_colours_labels_and_does_not_change_them(scan, writing, tmp_path, labels):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    path = writing.write_seg(tmp_path / "seg.dcm", labels, files, kind="LABELMAP")

    def colour(data):
        data.PhotometricInterpretation = "PALETTE COLOR"
        for name in ("Red", "Green", "Blue"):
            data.add_new(f"{name}PaletteColorLookupTableDescriptor", "US", [4, 0, 8])
            data.add_new(f"{name}PaletteColorLookupTableData", "OW", bytes([0, 200, 100, 50]))

    source = mask_source(changed(path, colour), [series])
    assert np.array_equal(read(source, series, (3,)).voxels, labels == 3)


@pytest.mark.parametrize("background", [0, 255])
def test_the_background_of_a_label_map_is_no_segment(scan, writing, tmp_path, labels, background):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    path = writing.write_seg(tmp_path / "seg.dcm", labels, files, kind="LABELMAP")

    def describe(data):
        described = pydicom.Dataset()
        described.SegmentNumber, described.SegmentLabel = background, "Outside"
        data.SegmentSequence = [described, *(each for each in data.SegmentSequence if each.SegmentNumber)]
        stored = data.pixel_array
        data.PixelData = np.where(stored == 0, background, stored).astype(np.uint8).tobytes()
        data.PixelPaddingValue = background

    source = mask_source(changed(path, describe), [series])
    assert [segment.number for segment in source.segments] == [1, 2, 3]
    assert np.array_equal(read(source, series).voxels, labels > 0)


@pytest.mark.parametrize("most", [255, 100, 1])
def test_a_fractional_mask_is_cut_at_half_and_says_so(scan, writing, tmp_path, most):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    share = np.random.default_rng(3).random(series.shape)
    path = writing.write_seg(tmp_path / "seg.dcm", share, files, kind="FRACTIONAL", max_fractional_value=most)
    source = mask_source(path, [series])
    assert "seg.dcm is fractional: voxels with a probability of at least one half" in source.notices[0]
    assert np.array_equal(read(source, series).voxels, np.around(share * most) >= most / 2)


@pytest.mark.parametrize("where", ["once for all frames", "for every frame", "nowhere"])
def test_the_segment_of_the_frames_may_be_said(scan, writing, tmp_path, mask, where):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files)

    def say(data):
        shared = data.SharedFunctionalGroupsSequence[0]
        which = shared.SegmentIdentificationSequence
        assert which[0].ReferencedSegmentNumber == 1
        if where != "once for all frames":
            del shared.SegmentIdentificationSequence
        if where == "for every frame":
            for group in data.PerFrameFunctionalGroupsSequence:
                group.SegmentIdentificationSequence = which

    assert np.array_equal(read(mask_source(changed(path, say), [series]), series).voxels, mask)


def test_frames_of_several_segments_must_say_which(scan, writing, tmp_path, labels):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    path = writing.write_seg(tmp_path / "seg.dcm", labels, files)
    changed(path, lambda data: data.PerFrameFunctionalGroupsSequence[0].pop("SegmentIdentificationSequence"))
    with pytest.raises(ReadError, match="does not say which segment"):
        mask_source(path, [series])


def test_orientation_and_spacing_said_for_every_frame(scan, writing, tmp_path, affine, mask):
    files, series = scan(affine)
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files)

    def spread(data):
        shared = data.SharedFunctionalGroupsSequence[0]
        for group in data.PerFrameFunctionalGroupsSequence:
            group.PlaneOrientationSequence = shared.PlaneOrientationSequence
            group.PixelMeasuresSequence = shared.PixelMeasuresSequence
            del group.DerivationImageSequence
        del shared.PlaneOrientationSequence, shared.PixelMeasuresSequence

    assert np.array_equal(read(mask_source(changed(path, spread), [series]), series).voxels, mask)


def test_frames_in_any_order(scan, writing, tmp_path, affine, mask):
    files, series = scan(affine)
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files)

    def shuffle(data):
        order = [2, 0, 1]
        frames = data.pixel_array[order]
        data.PixelData = np.packbits(frames.ravel(), bitorder="little").tobytes() + b"\0"
        groups = list(data.PerFrameFunctionalGroupsSequence)
        data.PerFrameFunctionalGroupsSequence = [groups[index] for index in order]

    assert np.array_equal(read(mask_source(changed(path, shuffle), [series]), series).voxels, mask)


def without_positions(data):
    for group in data.PerFrameFunctionalGroupsSequence:
        del group.PlanePositionSequence


def test_without_positions_frames_lie_on_the_images_they_name(scan, writing, tmp_path, affine, mask):
    files, series = scan(affine)
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files)
    source = mask_source(changed(path, without_positions), [series])
    assert np.array_equal(read(source, series).voxels, mask)
    changed(
        path, lambda data: [group.pop("DerivationImageSequence") for group in data.PerFrameFunctionalGroupsSequence]
    )
    with pytest.raises(ReadError, match="does not say where its frames lie"):
        read(mask_source(path, [series]), series)


def test_without_positions_on_a_grid_turned_from_the_images(scan, writing, tmp_path, affine, mask):
    files, series = scan(affine)
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files)
    source = mask_source(changed(path, without_positions), [series])
    axes = Axes((2, 0, 1), (True, False, True))
    found = source.reader.read((), axes.geometry(series.geometry, series.shape), axes.shape(series.shape))
    assert np.array_equal(found.voxels, axes.apply(mask))


def test_a_mask_without_references_is_placed_by_its_planes(scan, writing, tmp_path, affine, mask):
    files, series = scan(affine)
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files)

    def forget(data):
        del data.ReferencedSeriesSequence
        for group in data.PerFrameFunctionalGroupsSequence:
            del group.DerivationImageSequence

    source = mask_source(changed(path, forget), [series])
    assert source.series == (series.key,)
    found = read(source, series)
    assert np.array_equal(found.voxels, mask)
    assert found.notices == ()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_on_a_grid_with_other_axes_it_is_exact_too(scan, writing, tmp_path, affine, mask, order):
    files, series = scan(affine)
    source = mask_source(writing.write_seg(tmp_path / "seg.dcm", mask, files), [series])
    axes = Axes(order, (True, False, True))
    found = source.reader.read((), axes.geometry(series.geometry, series.shape), axes.shape(series.shape))
    assert np.array_equal(found.voxels, axes.apply(mask))
    assert found.notices == ()


def test_on_another_grid_it_is_mapped_by_nearest_neighbour_and_says_so(scan, writing, tmp_path, affine, mask):
    files, series = scan(affine)
    source = mask_source(writing.write_seg(tmp_path / "seg.dcm", mask, files), [series])
    finer = affine.copy()
    finer[:3, :3] = affine[:3, :3] @ np.diag([0.6, 0.7, 0.4])
    target, shape = Geometry(finer, known=True), (14, 15, 20)
    found = source.reader.read((), target, shape)
    assert np.array_equal(found.voxels, nearest(mask, series.geometry, target, shape))
    assert "seg.dcm lies on another grid and was mapped to the image's by nearest neighbour." in found.notices


def test_what_lies_outside_the_image_is_counted(scan, writing, tmp_path, mask):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    source = mask_source(writing.write_seg(tmp_path / "seg.dcm", mask, files), [series])
    half = source.reader.read((), series.geometry, (3, *series.shape[1:]))
    assert np.array_equal(half.voxels, mask[:3])
    assert half.notices == (
        f"{mask[3:].sum()} of {mask.sum()} voxels of seg.dcm lie outside the image and are not shown.",
    )


def test_a_mask_elsewhere_is_refused_with_the_distance(scan, writing, tmp_path, mask):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    source = mask_source(writing.write_seg(tmp_path / "seg.dcm", mask, files), [series])
    away = np.eye(4)
    away[1, 3] = 1000
    with pytest.raises(ReadError, match=r"seg.dcm does not overlap the image at all, which it misses by 989 mm"):
        source.reader.read((), Geometry(away), series.shape)


def test_another_frame_of_reference_is_refused(scan, writing, tmp_path, mask):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files)
    _, other = scan(np.diag([1.0, 1, 2, 1]), name="other", FrameOfReferenceUID=writing.uid("elsewhere"), SeriesNumber=2)
    with pytest.raises(ReadError, match="lies in another frame of reference than every series here"):
        mask_source(path, [other])
    _, shifted = scan(
        np.diag([1.0, 1, 2.5, 1]), name="third", FrameOfReferenceUID=writing.uid("elsewhere"), SeriesNumber=3
    )
    source = mask_source(path, [series, shifted])
    assert source.series == (series.key,)
    assert np.array_equal(read(source, series).voxels, mask)
    with pytest.raises(ReadError, match="lies in another frame of reference than series 3"):
        read(source, shifted)


def test_another_frame_of_reference_is_read_where_the_images_are_named(scan, writing, tmp_path, mask):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files)
    changed(path, lambda data: setattr(data, "FrameOfReferenceUID", writing.uid("elsewhere")))
    assert np.array_equal(read(mask_source(path, [series]), series).voxels, mask)


def test_series_of_one_frame_of_reference_share_a_mask(scan, writing, tmp_path, mask):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    _, other = scan(np.diag([1.0, 1, 2, 1]), name="other", SeriesNumber=2)
    source = mask_source(writing.write_seg(tmp_path / "seg.dcm", mask, files), [other, series])
    assert source.series == (series.key,)  # the one that it was drawn on
    assert np.array_equal(read(source, other).voxels, mask)


def test_on_unevenly_spaced_slices_each_frame_stays_on_its_image(scan, writing, tmp_path, mask):
    places = [0.0, 3.0, 6.0, 10.0, 13.5, 16.0]
    files, series = scan(
        np.diag([1.0, 1, 3, 1]),
        ImagePositionPatient=lambda index: [0.0, 0.0, places[index]],
        SpacingBetweenSlices=None,
    )
    source = mask_source(writing.write_seg(tmp_path / "seg.dcm", mask[: series.shape[0]], files), [series])
    assert series.notices
    if series.shape[0] == len(files):
        assert np.array_equal(read(source, series).voxels, mask)


def test_a_part_of_the_image_lands_where_it_belongs(scan, writing, tmp_path, affine, mask):
    """A segmentation may be smaller than the image: its own planes say where it lies."""
    files, series = scan(affine)
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files)
    top, left = 2, 1

    def crop(data):
        frames = data.pixel_array[:, top:10, left:12]
        data.Rows, data.Columns = frames.shape[1:]
        bits = np.packbits(frames.ravel(), bitorder="little").tobytes()
        data.PixelData = bits + b"\0" * (len(bits) % 2)
        for group in data.PerFrameFunctionalGroupsSequence:
            position = group.PlanePositionSequence[0]
            corner = np.array(position.ImagePositionPatient, float) + affine[:3, :2] @ (left, top)
            position.ImagePositionPatient = [f"{value:.10g}" for value in corner]

    expected = np.zeros_like(mask)
    expected[:, top:10, left:12] = mask[:, top:10, left:12]
    found = read(mask_source(changed(path, crop), [series]), series)
    assert np.array_equal(found.voxels, expected)
    assert found.notices == ()


def test_an_empty_mask_is_empty_and_drawn(scan, writing, tmp_path, mask):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    path = writing.write_seg(tmp_path / "seg.dcm", np.zeros_like(mask), files, omit_empty_frames=False)
    found = read(mask_source(path, [series]), series)
    assert not found.voxels.any()
    assert found.drawn.all()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda data: data.pop("SegmentSequence"), "describes no segment"),
        (lambda data: data.pop("PixelData"), "holds no image"),
        (lambda data: setattr(data, "NumberOfFrames", 4000), "ends early"),
        (lambda data: setattr(data, "Rows", 60000), "ends"),
        (lambda data: data.PerFrameFunctionalGroupsSequence.pop(), "describes 2 of its 3 frames"),
        (lambda data: setattr(data, "SOPClassUID", "1.2.840.10008.5.1.4.1.1.4"), "is no DICOM segmentation"),
        (
            lambda data: setattr(
                data.SharedFunctionalGroupsSequence[0].PlaneOrientationSequence[0],
                "ImageOrientationPatient",
                [1, 0, 0, 1, 0, 0],
            ),
            "states an impossible orientation",
        ),
        (
            lambda data: setattr(
                data.PerFrameFunctionalGroupsSequence[0].PlanePositionSequence[0], "ImagePositionPatient", [0, 0, "1e9"]
            ),
            "planes of",
        ),
    ],
)
def test_damage_is_told_in_one_sentence(scan, writing, tmp_path, mask, change, sentence):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    path = changed(writing.write_seg(tmp_path / "seg.dcm", mask, files), change)
    with pytest.raises(ReadError, match=sentence) as error:
        read(mask_source(path, [series]), series)
    assert "seg.dcm" in str(error.value)


def test_names_of_segments_are_made_fit_to_show(scan, writing, tmp_path, mask):
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    path = writing.write_seg(tmp_path / "seg.dcm", mask, files, labels={1: "Tumour\ncore" + 40 * " x"})
    (segment,) = mask_source(path, [series]).segments
    assert segment.name.startswith("Tumour core x x")
    assert len(segment.name) == 64


def test_a_series_can_be_given_without_names_of_its_images(scan, writing, tmp_path, mask):
    """What other readers make of the images: only the frame of reference is left."""
    files, series = scan(np.diag([1.0, 1, 2, 1]))
    bare = dataclasses.replace(series, attributes={})
    source = mask_source(writing.write_seg(tmp_path / "seg.dcm", mask, files), [bare])
    assert np.array_equal(read(source, bare).voxels, mask)
