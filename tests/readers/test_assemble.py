"""Series and masks on any grid become one case on FLAIR's axial grid; nothing leaves its place in the patient."""

from dataclasses import replace
from itertools import permutations, product
from pathlib import Path

import numpy as np
import pytest

from xaiviewer.case import Choices, Contents, Geometry, Grid, MaskSource, MaskVoxels, Segment, Series, Voxels
from xaiviewer.errors import Cancelled, ReadError, UsageError
from xaiviewer.readers import load_case
from xaiviewer.readers.build.assemble import assemble
from xaiviewer.readers.grids import reslice
from xaiviewer.readers.grids.orientation import MAX_ROWS, MAX_SLICES, axial_grid, plane_of

SPACING = (1.0, 1.0, 5.0)  # along left, posterior, superior
CODES = [(order, signs) for order in permutations(range(3)) for signs in product((1, -1), repeat=3)]


class Stored:
    """Voxels in memory that can be broken."""

    def __init__(self, values, read=None, fault=None):
        self.values, self.fault = values, fault
        self.flags = np.ones(len(values), bool) if read is None else np.array(read)
        self.decoded = []

    def slice(self, index):
        self.decoded.append(index)
        if self.fault:
            raise ReadError(self.fault)
        return self.values[index]

    def read(self, *, progress, cancelled):
        if self.fault:
            raise ReadError(self.fault)
        for index in range(len(self.values)):
            if cancelled():
                raise Cancelled
            progress(index + 1, len(self.values))
        return Voxels(self.values, self.flags, ("said while reading",) if not self.flags.all() else ())


class Drawn:
    """A mask in memory, put on any grid as the real readers do."""

    def __init__(self, values, geometry, fault=None):
        self.values, self.geometry, self.fault = values, geometry, fault
        self.asked = []

    def read(self, segments, geometry, shape):
        self.asked.append(segments)
        if self.fault:
            raise ReadError(self.fault)
        chosen = np.isin(self.values, segments) if segments else self.values > 0
        voxels = reslice.nearest(chosen, self.geometry, geometry, shape)
        return MaskVoxels(voxels, np.ones(shape[0], bool))


def affine(order=(0, 1, 2), signs=(1, 1, 1), spacing=SPACING, origin=(-20.0, 30.0, 7.0)):
    """Columns of the file run along axis ``order[0]`` of the patient, and so on."""
    made = np.eye(4)
    made[:3, :3] = 0
    for column, (axis, sign) in enumerate(zip(order, signs, strict=True)):
        made[axis, column] = sign * spacing[axis]
    made[:3, 3] = origin
    return made


def series(key, values, matrix=None, *, name=None, known=True, kind="NIfTI", frame="", source=None, **more):
    geometry = Geometry(affine() if matrix is None else matrix, known=known) if known else Geometry()
    return Series(
        key=key,
        name=name or key,
        format=kind,
        files=(Path(f"{key}.nii"),),
        shape=values.shape,
        dtype=str(values.dtype),
        geometry=geometry,
        source=source or Stored(values),
        frame_of_reference=frame,
        **more,
    )


def case_of(*found, masks=(), choices=Choices(), **options):  # noqa: B008 - frozen
    return assemble(Contents("case", Path("case"), found, tuple(masks)), choices, **options)


def mask(key, values, matrix=None, segments=((1, "lesion"),), **more):
    reader = Drawn(values, Geometry(affine() if matrix is None else matrix, known=True), more.pop("fault", None))
    return MaskSource(key, key, "NIfTI", (Path(key),), tuple(Segment(*each) for each in segments), reader, **more)


def marked(shape, at):
    values = np.zeros(shape, np.int16)
    values[at] = 100
    return values


def position(matrix, at):
    """Patient coordinates of an array index (slice, row, column)."""
    return (matrix @ [at[2], at[1], at[0], 1])[:3]


@pytest.mark.parametrize(("order", "signs"), CODES)
def test_a_marked_voxel_keeps_its_place_in_every_orientation(order, signs):
    matrix, at = affine(order, signs), (1, 3, 2)
    values = marked((4, 6, 5), at)
    case = case_of(series("flair", values, matrix))
    voxels = case.volume("flair").voxels
    found = np.unravel_index(np.argmax(voxels), voxels.shape)
    np.testing.assert_allclose(position(case.geometry.affine, found), position(matrix, at), atol=1e-9)
    np.testing.assert_array_equal(case.geometry.affine[:3, :3], np.diag(SPACING))
    assert case.acquired.shape == values.shape
    np.testing.assert_array_equal(case.acquired.geometry.affine, matrix)
    assert voxels.dtype == values.dtype  # nothing was interpolated
    assert any("was acquired in" in notice for notice in case.notices) == (order[2] != 2)


def rotated(degrees, axis):
    """An axial grid tilted about an axis of the patient."""
    angle = np.radians(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    turn = np.eye(4)
    first, second = [each for each in range(3) if each != axis]
    turn[first, first] = turn[second, second] = cos
    turn[first, second], turn[second, first] = -sin, sin
    return turn @ affine()


@pytest.mark.parametrize(("degrees", "axis"), [(12, 0), (-20, 1), (30, 2)])
def test_oblique_axial_series_keep_their_grid(degrees, axis):
    matrix = rotated(degrees, axis)
    values = np.arange(4 * 6 * 5, dtype=np.int16).reshape(4, 6, 5)
    case = case_of(series("flair", values, matrix))
    np.testing.assert_array_equal(case.volume("flair").voxels, values)
    np.testing.assert_allclose(case.geometry.affine, matrix, atol=1e-9)


def test_a_tilted_gantry_keeps_its_grid():
    matrix = affine()
    matrix[1, 2] = 1.5  # slices are shifted against each other
    values = marked((4, 6, 5), (2, 1, 3))
    case = case_of(series("flair", values, matrix))
    np.testing.assert_allclose(case.geometry.affine, matrix)
    assert plane_of(case.geometry).name == "axial"


def ball(shape, matrix, centre, radius):
    """1 inside a ball given in patient millimetres."""
    slices, rows, columns = np.indices(shape)
    points = np.stack([columns, rows, slices, np.ones(shape)], axis=-1) @ matrix.T
    return (np.linalg.norm(points[..., :3] - centre, axis=-1) < radius).astype(np.int16)


SAGITTAL = affine((1, 2, 0), (1, -1, 1), spacing=(4.0, 1.0, 1.0), origin=(-30.0, -25.0, 40.0))
CENTRE = np.array([2.0, 5.0, 10.0])


def test_a_sagittal_series_becomes_axial_slices_with_square_pixels_and_says_so():
    values = 100 * ball((16, 60, 50), SAGITTAL, CENTRE, 12)
    case = case_of(series("flair", values, SAGITTAL))
    slice_mm, row_mm, column_mm = case.geometry.spacing_mm
    assert (slice_mm, row_mm, column_mm) == (1, 1, 1)
    assert (len(case), *case.shape) == (60, 50, 64)
    assert any("acquired in sagittal slices and was resampled to 60 axial slices of 64 x 50" in n for n in case.notices)
    inside = np.argwhere(case.volume("flair").voxels > 50)
    middle = position(case.geometry.affine, inside.mean(axis=0))
    np.testing.assert_allclose(middle, CENTRE, atol=0.3)
    assert case.slice_names[0] == "slice 1"
    back = reslice.linear(case.volume("flair").voxels, case.geometry, case.acquired.geometry, case.acquired.shape)
    assert np.abs(back - values).mean() < 0.5


def test_pixels_that_are_not_square_are_made_so():
    matrix = affine(spacing=(0.8, 1.0, 4.0))
    case = case_of(series("flair", np.ones((3, 20, 25), np.uint8), matrix))
    np.testing.assert_allclose(case.geometry.spacing_mm, (4, 0.8, 0.8))
    assert case.shape == (25, 25)
    assert any("pixels of 0.8 x 1 mm" in notice for notice in case.notices)
    for finer, shape in ((0.995, (20, 25)), (0.95, (21, 25))):
        matrix = affine(spacing=(finer, 1.0, 4.0))
        assert case_of(series("flair", np.ones((3, 20, 25), np.uint8), matrix)).shape == shape


def test_a_new_grid_stays_within_its_bounds_and_says_so():
    matrix = affine((1, 2, 0), (1, -1, 1), spacing=(5.0, 0.4, 0.4))
    made = axial_grid(Grid(Geometry(matrix, known=True), (30, 700, 700)))
    slices, rows, columns = made.grid.shape
    assert slices <= MAX_SLICES
    assert max(rows, columns) <= MAX_ROWS
    assert "coarser than acquired" in made.notices[0]


def test_another_grid_is_mapped_to_flairs_and_lands_on_the_same_anatomy():
    flair = series(
        "flair", ball((12, 40, 40), affine(origin=(-20, -15, -20)), CENTRE, 9), affine(origin=(-20, -15, -20))
    )
    t1 = series("t1", 50 * ball((16, 60, 50), SAGITTAL, CENTRE, 9), SAGITTAL)
    drawn = mask("m", ball((16, 60, 50), SAGITTAL, CENTRE, 9), SAGITTAL)
    case = case_of(flair, t1, masks=[drawn])
    where = case.volume("flair").voxels > 0
    mapped = case.volume("t1").voxels > 25
    assert 2 * (where & mapped).sum() / (where.sum() + mapped.sum()) > 0.9
    assert 2 * (where & case.mask.voxels).sum() / (where.sum() + case.mask.voxels.sum()) > 0.85
    assert any(notice.startswith("t1 lies on another grid and was mapped to that of flair") for notice in case.notices)


def test_a_series_on_the_grid_of_a_resampled_flair_is_not_said_to_lie_on_another():
    """What was resampled is said once, of FLAIR: the others of the study lie where it lies."""
    values = 100 * ball((16, 60, 50), SAGITTAL, CENTRE, 12)
    case = case_of(series("flair", values, SAGITTAL), series("t1", values, SAGITTAL))
    assert sum("was resampled to" in each for each in case.notices) == 1
    assert not any("another grid" in each for each in case.notices)
    assert np.array_equal(case.volume("t1").voxels, case.volume("flair").voxels)


def test_the_same_grid_in_another_order_is_copied_exactly_without_a_word():
    values = np.arange(4 * 6 * 5, dtype=np.int16).reshape(4, 6, 5)
    turned = np.ascontiguousarray(values.transpose(2, 1, 0)[:, ::-1])
    matrix = affine()
    other = np.eye(4)
    other[:3, 0], other[:3, 1], other[:3, 2] = matrix[:3, 2], -matrix[:3, 1], matrix[:3, 0]
    other[:3, 3] = matrix[:3, 3] + 5 * matrix[:3, 1]
    case = case_of(series("flair", values, matrix), series("t1", turned, other), series("t1c", values + 1, matrix))
    np.testing.assert_array_equal(case.volume("t1").voxels, values)
    assert case.volume("t1").voxels.dtype == np.int16
    assert case.notices == ("T1 holds the same pictures as FLAIR: a sequence was missing when the files were made.",)


def test_a_series_of_another_body_part_is_left_out_and_said():
    far = affine(origin=(500.0, 0, 0))
    case = case_of(series("flair", marked((4, 6, 5), (0, 0, 0))), series("t1", marked((4, 6, 5), (0, 0, 0)), far))
    assert [volume.sequence for volume in case.volumes] == ["flair"]
    assert any("t1 shows another part of the body than flair" in notice for notice in case.notices)
    with pytest.raises(ReadError, match="case: t1 shows another part of the body than flair; choose another series"):
        case_of(*case.contents.series, choices=Choices((("t1", "t1"),)))


def test_another_frame_of_reference_is_said():
    flair = series("flair", np.arange(120, dtype=np.int16).reshape(4, 6, 5), frame="1.2")
    t1 = series("t1", np.ones((4, 6, 5), np.int16), frame="1.3")
    assert any("do not share a frame of reference" in notice for notice in case_of(flair, t1).notices)


def test_slices_run_towards_the_head_and_keep_their_files_names():
    values = np.arange(4, dtype=np.int16)[:, None, None] * np.ones((4, 6, 5), np.int16)
    down = affine((0, 1, 2), (1, 1, -1))
    case = case_of(series("flair", values, down, slice_names=("a", "b", "c", "d")))
    assert case.slice_names == ("d", "c", "b", "a")
    assert case.volume("flair").voxels[:, 0, 0].tolist() == [3, 2, 1, 0]


def test_without_positions_the_grid_stays_as_stored_and_undecodable_slices_go():
    values = np.arange(24, dtype=np.uint8).reshape(4, 2, 3)
    source = Stored(values, read=[True, False, True, True])
    flair = series("flair", values, known=False, kind="TIFF", source=source, slice_names=("a", "b", "c", "d"))
    case = case_of(flair, series("t1", values + 1, known=False, kind="TIFF"))
    assert case.slice_names == ("a", "c", "d")
    np.testing.assert_array_equal(case.volume("t1").voxels, values[[0, 2, 3]] + 1)
    assert case.acquired is None
    assert "said while reading" in case.notices


def test_with_positions_an_undecodable_slice_keeps_its_place():
    values = np.ones((4, 6, 5), np.int16)
    case = case_of(series("flair", values, source=Stored(values, read=[True, False, True, True])))
    assert len(case) == 4
    assert "said while reading" in case.notices


def test_the_first_slice_is_shown_before_the_others_are_read():
    values = np.arange(5, dtype=np.int16)[:, None, None] * np.ones((5, 6, 4), np.int16)
    flair = series("flair", values, affine((0, 1, 2), (-1, 1, -1)))
    heard = []
    case = case_of(flair, preview=heard.append)
    (preview,) = heard
    assert (preview.index, preview.count, preview.name) == (2, 5, "case")
    np.testing.assert_array_equal(preview.pixels, case.volume("flair").voxels[2])
    assert flair.source.decoded == [2]
    assert not preview.pixels.flags.writeable


def test_the_first_slice_is_resampled_as_the_whole_is():
    values = np.random.default_rng(0).integers(0, 99, (5, 20, 25)).astype(np.int16)
    heard = []
    case = case_of(series("flair", values, affine(spacing=(0.8, 1.0, 4.0))), preview=heard.append)
    np.testing.assert_allclose(heard[0].pixels, case.volume("flair").voxels[2], atol=1e-4)


@pytest.mark.parametrize("count", [4, 5])
def test_the_first_slice_of_slices_stored_from_the_head_is_resampled_too(count):
    values = np.random.default_rng(2).integers(1, 100, (count, 6, 5)).astype(np.float32)
    seen = []
    stored = affine(signs=(1, 1, -1), spacing=(1.0, 2.0, 5.0))
    case = case_of(series("flair", values, stored), preview=seen.append)
    np.testing.assert_allclose(seen[0].pixels, case.volume("flair").voxels[seen[0].index], atol=1e-4)


def test_a_sagittal_series_has_no_slice_to_show_first():
    heard = []
    case_of(series("flair", np.ones((16, 60, 50), np.int16), SAGITTAL), preview=heard.append)
    assert heard == []


def test_progress_counts_the_slices_of_all_series_and_cancel_ends_it():
    found = [series(key, np.full((3, 6, 5), index, np.int16)) for index, key in enumerate(("flair", "t1"))]
    heard = []
    case_of(*found, progress=lambda done, total: heard.append((done, total)))
    assert heard[-1] == (6, 6)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    with pytest.raises(Cancelled):
        case_of(*found, cancelled=lambda: True)


def test_a_series_that_cannot_be_read_is_left_out_unless_it_is_flair_or_was_asked_for():
    values = np.ones((4, 6, 5), np.int16)
    broken = series("t1", values, source=Stored(values, fault="t1.nii is damaged; copy it again."))
    case = case_of(series("flair", values), broken)
    assert any("t1 was left out: t1.nii is damaged" in notice for notice in case.notices)
    assert case.choices.sequences == (("flair", "flair"),)
    with pytest.raises(ReadError, match=r"t1\.nii is damaged"):
        case_of(series("flair", values), broken, choices=Choices((("t1", "t1"),)))
    with pytest.raises(ReadError, match="damaged"):
        case_of(replace(broken, key="flair", name="flair"))


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        (Choices((("flair", "9"),)), r"has no series “9”; it has flair, t1"),
        (Choices((("t2", "t1"),)), "no sequence “t2”; choose from t1, flair, t1c"),
        (Choices((("flair", ""),)), "FLAIR cannot be left out"),
        (Choices(mask="x"), r"has no mask “x”; it has m"),
        (Choices(segments=(7,)), r"no segment 7; it has 1 \(lesion\)"),
    ],
)
def test_wrong_choices_are_one_sentence_that_names_the_right_ones(choices, sentence):
    values = np.ones((4, 6, 5), np.int16)
    with pytest.raises(UsageError, match=sentence):
        case_of(series("flair", values), series("t1", values), masks=[mask("m", values)], choices=choices)


def test_choices_decide_and_are_remembered():
    values = np.ones((4, 6, 5), np.int16)
    found = [series("flair", values), series("t1", values * 2), series("x", values * 3)]
    case = case_of(*found, choices=Choices((("t1", ""), ("t1c", "x")), mask=""), masks=[mask("m", values)])
    assert case.choices == Choices((("flair", "flair"), ("t1c", "x")), mask="", segments=())
    assert case.mask is None
    assert case.volume("t1c").voxels.max() == 3


def test_the_mask_that_was_drawn_on_flair_is_taken_and_the_choice_is_said():
    values = np.ones((4, 6, 5), np.int16)
    one, two = mask("one", values, series=("t1",)), mask("two", values, series=("flair",))
    case = case_of(series("flair", values), series("t1", values * 2), masks=[one, two])
    assert case.choices.mask == "two"
    assert any("There are 2 masks; two is shown, not one" in notice for notice in case.notices)


def test_a_mask_of_images_that_are_not_here_comes_last():
    values = np.ones((4, 6, 5), np.int16)
    strange, silent = mask("strange", values, series=("elsewhere",)), mask("silent", values)
    assert case_of(series("flair", values), masks=[strange, silent]).choices.mask == "silent"


def test_a_mask_of_the_brain_comes_after_one_of_a_lesion():
    values = np.ones((4, 6, 5), np.int16)
    brain = mask("brain_mask", values, segments=((1, "brain_mask"),))
    lesion = mask("seg", values, segments=((1, "label 1"),))
    assert case_of(series("flair", values), masks=[brain, lesion]).choices.mask == "seg"


@pytest.mark.parametrize("segments", [((1, "label 1"),), ((1, "Brainstem"), (2, "Left eye"))])
def test_a_mask_of_anatomy_alone_is_not_taken_for_a_lesion_unless_it_is_asked_for(segments):
    values = np.ones((4, 6, 5), np.int16)
    brain = mask("p1_brain_mask", values, segments=segments)
    case = case_of(series("p1_flair", values), masks=[brain])
    assert case.mask is None
    assert case.choices.mask == ""
    assert any("p1_brain_mask is named as anatomy" in notice and "--mask" in notice for notice in case.notices)
    asked = case_of(series("p1_flair", values), masks=[brain], choices=Choices(mask="p1_brain_mask"))
    assert asked.mask.voxels.all()
    assert not any("anatomy" in notice for notice in asked.notices)


def test_a_case_called_after_anatomy_keeps_its_mask():
    values = np.ones((4, 6, 5), np.int16)
    drawn = mask("brain_7_mask", values, segments=((1, "label 1"),))
    assert case_of(series("brain_7", values), masks=[drawn]).choices.mask == "brain_7_mask"


def test_the_whole_lesion_is_every_segment_but_anatomy():
    values = np.zeros((4, 6, 5), np.int16)
    values[0], values[1], values[2] = 1, 2, 3
    drawn = mask("m", values, segments=((1, "GTV"), (2, "Brainstem"), (3, "oedema")))
    case = case_of(series("flair", values + 5), masks=[drawn])
    assert case.choices.segments == (1, 3)
    assert case.mask.areas_px.tolist() == [30, 0, 30, 0]
    assert any("GTV, oedema" in notice and "Brainstem" in notice for notice in case.notices)
    chosen = case_of(series("flair", values + 5), masks=[drawn], choices=Choices(segments=(2,)))
    assert chosen.mask.areas_px.tolist() == [0, 30, 0, 0]


def test_a_mask_that_cannot_be_read_gives_way_to_the_next_unless_it_was_asked_for():
    values = np.ones((4, 6, 5), np.int16)
    broken, good = mask("a", values, fault="a is damaged; copy it again."), mask("b", values)
    case = case_of(series("flair", values), masks=[broken, good])
    assert case.choices.mask == "b"
    assert any("Mask left out: a is damaged" in notice for notice in case.notices)
    with pytest.raises(ReadError, match="a is damaged"):
        case_of(series("flair", values), masks=[broken, good], choices=Choices(mask="a"))


def test_a_case_beyond_the_limit_is_refused_before_it_is_decoded():
    values = np.broadcast_to(np.int16(1), (4000, 512, 512))
    with pytest.raises(ReadError, match="GiB of memory"):
        case_of(series("flair", values, source=Stored(values, fault="it was decoded")))


def test_masks_without_images_are_said():
    with pytest.raises(ReadError, match="holds no images, only masks"):
        case_of(masks=[mask("m", np.ones((4, 6, 5), np.int16))])


def test_a_mask_without_a_name_of_its_own_is_called_by_its_files(tmp_path, tools):
    for number in (1, 2):
        tools.save(tmp_path / f"p_{number}.tif", tools.picture(number))
        tools.save(tmp_path / f"p_{number}_mask.tif", np.zeros((12, 10), np.uint8))
    doubt = load_case(tmp_path).mask.doubt
    assert doubt.startswith("The mask of 2 files (p_1_mask.tif, p_2_mask.tif) holds no voxel at all")


@pytest.mark.parametrize(
    ("lesions", "said"), [(["core"], "the segment core is taken"), (["core", "rim"], "the segments core, rim are")]
)
def test_one_segment_is_spoken_of_as_one(lesions, said):
    segments = [(1, "brain"), *enumerate(lesions, 2)]
    values = marked((4, 6, 5), (1, 2, 3))
    case = case_of(series("flair", values), masks=[mask("m", values > 0, segments=segments)])
    assert any(said in each and "as the lesion, not brain:" in each for each in case.notices)


@pytest.mark.parametrize(
    "name", ["p_GlistrBoost_ManuallyCorrected", "p_zz_consensus", "p_seg-manual", "p_Z_korrigiert"]
)
def test_of_several_masks_the_one_that_people_corrected_is_shown(name):
    values = marked((4, 6, 5), (1, 2, 3))
    case = case_of(series("flair", values), masks=[mask("p_GlistrBoost", values > 0), mask(name, values > 0)])
    assert case.choices.mask == name
    assert any(f"{name} is shown, not p_GlistrBoost" in each for each in case.notices)
