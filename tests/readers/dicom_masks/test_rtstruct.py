"""Contours come back to the voxels that they were drawn around, wherever the image lies."""

from __future__ import annotations

import numpy as np
import pydicom
import pytest
from pydicom.uid import DeflatedExplicitVRLittleEndian, ImplicitVRLittleEndian

from xaiviewer.case import Geometry, Segment
from xaiviewer.errors import ReadError
from xaiviewer.readers.dicom.segmentation.rtstruct import mask_source
from xaiviewer.readers.grids.reslice import Axes

pytestmark = pytest.mark.slow

PLAIN = np.diag([1.0, 1, 2, 1])


def read(source, series, segments=()):
    return source.reader.read(segments, series.geometry, series.shape)


def points(series, loop, at):
    """``[point, (column, row)]`` on slice `at` (any fraction) in LPS mm."""
    affine = series.geometry.affine
    full = np.column_stack([loop, np.full(len(loop), at), np.ones(len(loop))])
    return full @ affine.T[:, :3]


def box(low, high):
    return np.array([(low, low), (high, low), (high, high), (low, high)], dtype=float) - 0.5


def changed(path, change):
    data = pydicom.dcmread(path)
    change(data)
    data.save_as(path)
    return path


@pytest.fixture
def structures(scan, writing, tmp_path):
    """Writes contours given as (slice, loop, kind) and gives the series and what was read."""

    def made(contours, affine=PLAIN, **more):
        files, series = scan(affine, **more)
        drawn = [writing.Contour(points(series, loop, at), *rest) for at, loop, *rest in contours]
        path = writing.save_rtstruct(tmp_path / "rs.dcm", [writing.Structure(1, "GTV", drawn)], writing.headers(files))
        return series, mask_source(path, [series])

    return made


def test_contours_along_pixels_come_back_exactly(scan, writing, tmp_path, affine, mask):
    files, series = scan(affine)
    source = mask_source(writing.write_rtstruct(tmp_path / "rs.dcm", mask, files), [series])
    assert (source.key, source.name, source.format) == ("rtstruct-8", "Contours", "RTSTRUCT")
    assert source.segments == (Segment(1, "GTV"),)
    assert source.series == (series.key,)
    found = read(source, series)
    assert np.array_equal(found.voxels, mask)
    assert found.drawn.all()
    assert found.notices == source.notices == ()


@pytest.mark.parametrize("seed", range(8))
def test_any_mask_comes_back_exactly(scan, writing, tmp_path, seed):
    draw = np.random.default_rng(seed)
    mask = draw.random((6, 11, 13)) < draw.uniform(0.1, 0.9)
    mask[draw.random(6) < 0.4] = False
    mask[3, 5, 5] = True
    turn, _ = np.linalg.qr(draw.normal(size=(3, 3)))
    affine = np.eye(4)
    affine[:3, :3] = turn * np.linalg.det(turn) * draw.uniform(0.4, 4, 3)
    affine[:3, 3] = draw.uniform(-300, 300, 3)
    files, series = scan(affine)
    found = read(mask_source(writing.write_rtstruct(tmp_path / "rs.dcm", mask, files), [series]), series)
    assert np.array_equal(found.voxels, mask)


def test_structures_are_read_apart_and_united(scan, writing, tmp_path, affine, labels):
    files, series = scan(affine)
    names = {1: "GTV", 2: "CTV", 3: "Oedema"}
    source = mask_source(writing.write_rtstruct(tmp_path / "rs.dcm", labels, files, labels=names), [series])
    assert source.segments == tuple(Segment(number, name) for number, name in names.items())
    for number in names:
        assert np.array_equal(read(source, series, (number,)).voxels, labels == number)
    assert np.array_equal(read(source, series).voxels, labels > 0)
    with pytest.raises(ReadError, match=r"has no segment 4; choose among 1 \(GTV\)"):
        read(source, series, (4,))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_on_a_grid_with_other_axes_it_is_exact_too(scan, writing, tmp_path, affine, mask, order):
    files, series = scan(affine)
    source = mask_source(writing.write_rtstruct(tmp_path / "rs.dcm", mask, files), [series])
    axes = Axes(order, (True, False, True))
    found = source.reader.read((), axes.geometry(series.geometry, series.shape), axes.shape(series.shape))
    assert np.array_equal(found.voxels, axes.apply(mask))
    assert found.notices == ()


def test_open_contours_and_points_are_left_out_and_told(structures):
    series, source = structures(
        [(1, box(2, 6)), (2, box(2, 6), "OPEN_PLANAR"), (2, box(2, 6)[:1], "POINT"), (3, box(2, 6), "OPEN_NONPLANAR")]
    )
    found = read(source, series)
    assert found.voxels.sum() == found.voxels[1].sum() == 16
    assert found.notices == ("rs.dcm has open contours or points (3) that enclose no area; they were left out.",)


def test_a_structure_of_points_is_no_segment(scan, writing, tmp_path, mask):
    files, series = scan(PLAIN)
    path = writing.write_rtstruct(tmp_path / "rs.dcm", mask, files)

    def mark(data):
        data.StructureSetROISequence.append(writing.dataset(ROINumber=2, ROIName="Isocentre"))
        contour = writing.dataset(ContourGeometricType="POINT", ContourData=[1, 2, 3])
        data.ROIContourSequence.append(writing.dataset(ReferencedROINumber=2, ContourSequence=[contour]))
        data.StructureSetROISequence.append(writing.dataset(ROINumber=3, ROIName="Nothing"))

    source = mask_source(changed(path, mark), [series])
    assert [segment.number for segment in source.segments] == [1]
    assert source.notices == ("Isocentre, Nothing of rs.dcm have no closed contour and cannot be shown as a mask.",)


def test_contours_between_slices_show_on_the_nearest_one(structures):
    series, source = structures([(at + 0.3, box(2, 6)) for at in (1, 2, 3)])
    found = read(source, series)
    assert np.flatnonzero(found.voxels.any(axis=(1, 2))).tolist() == [1, 2, 3]
    assert found.notices == ("3 contours of rs.dcm lie between the image's slices; each slice shows the nearest one.",)


def test_contours_drawn_across_the_slices_are_told_so(scan, writing, tmp_path):
    """Contours on a sagittal series, shown on an axial one whose columns lie between its slices."""
    sagittal = np.array([[0, 0, 1.2, -3.1], [1, 0, 0, 0], [0, -1, 0, 20], [0, 0, 0, 1]], dtype=float)
    files, side = scan(sagittal, shape=(9, 24, 13))
    mask = np.zeros((9, 24, 13), dtype=bool)
    mask[3:6, 4:14, 3:9] = True
    _, axial = scan(np.diag([1.0, 1, 4, 1]), shape=(6, 13, 12), name="axial", SeriesNumber=2)
    source = mask_source(writing.write_rtstruct(tmp_path / "rs.dcm", mask, files), [side, axial])
    found = source.reader.read((), axial.geometry, axial.shape)
    assert found.voxels.any()
    (notice,) = found.notices
    assert notice.startswith("The contours of rs.dcm were drawn in other planes than the image's slices and were ")


def test_slices_between_contours_show_the_nearest_one(scan, writing, tmp_path):
    """Contours drawn on thick slices, shown on thin ones."""
    files, thick = scan(np.diag([1.0, 1, 6, 1]), shape=(4, 11, 13))
    mask = np.zeros((4, 11, 13), dtype=bool)
    mask[1, 2:6, 2:6] = mask[2, 3:8, 3:8] = True
    _, thin = scan(np.diag([1.0, 1, 2, 1]), shape=(12, 11, 13), name="thin", SeriesNumber=2)
    source = mask_source(writing.write_rtstruct(tmp_path / "rs.dcm", mask, files), [thick, thin])
    found = source.reader.read((), thin.geometry, thin.shape)
    shown = [0] * 2 + [1] * 3 + [2] * 3 + [0] * 4  # slices 6 mm thick around 6 and 12 mm, slices each 2 mm
    assert found.voxels.any(axis=(1, 2)).tolist() == [bool(each) for each in shown]
    for index, own in enumerate(shown):
        if own:
            assert np.array_equal(found.voxels[index], mask[own])


def test_contours_outside_the_image_are_counted(structures):
    series, source = structures([(1, box(2, 6)), (8, box(2, 6)), (9, box(2, 6))])
    found = read(source, series)
    assert found.voxels.sum() == 16
    assert found.notices == ("2 contours of rs.dcm lie outside the image and cannot be shown.",)


def test_contours_elsewhere_are_refused_with_the_distance(structures):
    series, source = structures([(40, box(2, 6))])
    with pytest.raises(ReadError, match=r"rs.dcm does not overlap the image at all, which it misses by 69 mm"):
        read(source, series)


def test_contours_on_another_series_planes_are_drawn_there_and_mapped(scan, writing, tmp_path):
    """Sagittal contours, shown on axial slices that are oblique to them."""
    sagittal = np.array([[0, 0, 2.0, -8], [1, 0, 0, -8], [0, -1, 0, 8], [0, 0, 0, 1]])
    files, drawn_on = scan(sagittal, shape=(9, 17, 17))
    ball = (np.indices((9, 17, 17)) - np.array([4, 8, 8])[:, None, None, None]) * np.array([2, 1, 1])[
        :, None, None, None
    ]
    mask = (ball**2).sum(axis=0) < 49
    turn = np.eye(4)
    turn[:3, :3] = [[np.cos(0.3), -np.sin(0.3), 0], [np.sin(0.3), np.cos(0.3), 0], [0, 0, 1]]
    turn[:3, 3] = turn[:3, :3] @ (-10, -10, -10)
    source = mask_source(writing.write_rtstruct(tmp_path / "rs.dcm", mask, files), [drawn_on])
    target, shape = Geometry(turn, known=True), (21, 21, 21)
    found = source.reader.read((), target, shape)
    assert found.voxels.sum() == pytest.approx(mask.sum() * 2, rel=0.02)  # the same volume
    place = np.argwhere(found.voxels)[:, ::-1].mean(axis=0)
    assert np.allclose(target.affine[:3, :3] @ place + target.affine[:3, 3], 0, atol=0.2)
    assert "rs.dcm lies on another grid and was mapped to the image's by nearest neighbour." in found.notices


def test_contours_oblique_to_every_series_make_planes_of_their_own(scan, writing, tmp_path):
    files, series = scan(np.diag([1.0, 1, 1, 1]), shape=(25, 25, 25))
    turn, _ = np.linalg.qr(np.random.default_rng(8).normal(size=(3, 3)))
    around = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    contours = []
    for height in np.arange(-8, 8.1, 1.0):
        radius = np.sqrt(max(8.25**2 - height**2, 0))
        circle = np.column_stack([radius * np.cos(around), radius * np.sin(around), np.full(60, height)])
        contours.append(writing.Contour(circle @ turn.T + 12))
    path = writing.save_rtstruct(tmp_path / "rs.dcm", [writing.Structure(1, "Ball", contours)], writing.headers(files))
    found = read(mask_source(path, [series]), series)
    ball = ((np.indices((25, 25, 25)) - 12) ** 2).sum(axis=0) < 8.25**2
    dice = 2 * (found.voxels & ball).sum() / (found.voxels.sum() + ball.sum())
    assert dice > 0.96


def test_a_contour_in_no_plane_is_left_out(structures):
    series, source = structures([(1, box(2, 6)), (2, box(2, 6))])

    def bend(data):
        contour = data.ROIContourSequence[0].ContourSequence[1]
        values = np.array(contour.ContourData, float).reshape(-1, 3)
        values[::2, 2] += 5
        contour.ContourData = [str(value) for value in values.ravel()]

    changed(source.files[0], bend)
    found = read(mask_source(source.files[0], [series]), series)
    assert found.voxels.sum() == found.voxels[1].sum() == 16
    assert any("no plane" in notice for notice in found.notices)


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, DeflatedExplicitVRLittleEndian])
def test_stored_in_other_ways(scan, writing, tmp_path, mask, syntax):
    files, series = scan(PLAIN)
    path = writing.write_rtstruct(tmp_path / "rs.dcm", mask, files)
    data = pydicom.dcmread(path)
    data.decode()
    data.file_meta.TransferSyntaxUID = syntax
    data.save_as(path, implicit_vr=syntax == ImplicitVRLittleEndian, little_endian=True)
    assert np.array_equal(read(mask_source(path, [series]), series).voxels, mask)


def test_without_named_images_the_frame_of_reference_decides(scan, writing, tmp_path, mask):
    files, series = scan(PLAIN)
    path = writing.write_rtstruct(tmp_path / "rs.dcm", mask, files)

    def forget(data):
        del data.ReferencedFrameOfReferenceSequence
        for contour in data.ROIContourSequence[0].ContourSequence:
            del contour.ContourImageSequence

    source = mask_source(changed(path, forget), [series])
    assert source.series == (series.key,)
    assert np.array_equal(read(source, series).voxels[1:3], mask[1:3])
    data = pydicom.dcmread(path)
    data.StructureSetROISequence[0].ReferencedFrameOfReferenceUID = writing.uid("elsewhere")
    data.save_as(path)
    with pytest.raises(ReadError, match="lies in another frame of reference than every series here"):
        mask_source(path, [series])


def test_structures_of_another_frame_of_reference_are_left_out_and_told(scan, writing, tmp_path, labels):
    files, series = scan(PLAIN)
    path = writing.write_rtstruct(tmp_path / "rs.dcm", labels, files, labels={1: "a", 2: "b", 3: "c"})
    away = writing.uid("elsewhere")
    changed(path, lambda data: setattr(data.StructureSetROISequence[1], "ReferencedFrameOfReferenceUID", away))
    source = mask_source(path, [series])
    assert [segment.name for segment in source.segments] == ["a", "c"]
    assert source.notices == ("b of rs.dcm lie in another frame of reference and are left out.",)
    assert np.array_equal(read(source, series).voxels, np.isin(labels, (1, 3)))


@pytest.mark.parametrize("data", ["1\\2", "1\\2\\3\\4\\x\\6\\7\\8\\9", "1\\2\\3\\4\\nan\\6\\7\\8\\9", ""])
def test_a_damaged_contour_is_left_out_and_told(structures, data):
    _, source = structures([(1, box(2, 6)), (2, box(2, 6))])
    path = source.files[0]
    changed(path, lambda each: each.ROIContourSequence[0].ContourSequence[1].add_new("ContourData", "LT", data))
    series = source.reader.found.series[0]
    found = read(mask_source(path, [series]), series)
    assert found.voxels.sum() == found.voxels[1].sum() == 16
    assert found.notices == ("rs.dcm has contours whose points cannot be read (1); they were left out.",)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda data: data.pop("ROIContourSequence"), "holds no closed contour"),
        (lambda data: data.pop("StructureSetROISequence"), "holds no closed contour"),
        (lambda data: setattr(data, "SOPClassUID", "1.2.3"), "is no DICOM structure set"),
    ],
)
def test_damage_is_told_in_one_sentence(scan, writing, tmp_path, mask, change, sentence):
    files, series = scan(PLAIN)
    path = changed(writing.write_rtstruct(tmp_path / "rs.dcm", mask, files), change)
    with pytest.raises(ReadError, match=sentence) as error:
        mask_source(path, [series])
    assert "rs.dcm" in str(error.value)


def test_a_file_cut_short_is_refused(scan, writing, tmp_path, mask):
    files, series = scan(PLAIN)
    path = writing.write_rtstruct(tmp_path / "rs.dcm", mask, files)
    content = path.read_bytes()
    for share in (0.3, 0.6, 0.9):
        path.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(ReadError, match=r"rs.dcm"):
            read(mask_source(path, [series]), series)
