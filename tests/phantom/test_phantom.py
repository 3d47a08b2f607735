"""The synthetic head: repeatable, labelled, and shaped like a patient's slices."""

import json
from pathlib import Path

import numpy as np
import pytest

from xaiviewer import paths
from xaiviewer.errors import UsageError
from xaiviewer.phantom import SHIPPED_SEED, make_phantom, write_phantom
from xaiviewer.phantom import write as writing
from xaiviewer.phantom.head import SIZE, SLICES, Phantom
from xaiviewer.phantom.shapes import Field, Points, ScanPlane, cover, ellipsoid
from xaiviewer.readers import load_case


@pytest.fixture(scope="module")
def middle():
    """Two slices of another seed than the one shipped: one through the eyes, one through the lesion."""
    return make_phantom(3, (6, 14))


@pytest.fixture(scope="module")
def shipped():
    return load_case(paths.phantom())


def images(case):
    return np.stack([volume.voxels for volume in case.volumes], axis=-1)


def test_the_same_seed_gives_the_same_bits(middle):
    again = make_phantom(3, (6, 14))
    np.testing.assert_array_equal(again.images, middle.images)
    np.testing.assert_array_equal(again.mask, middle.mask)


def test_a_slice_does_not_depend_on_which_others_are_made(middle):
    alone = make_phantom(3, [14])
    np.testing.assert_array_equal(alone.images[0], middle.images[1])
    np.testing.assert_array_equal(alone.mask[0], middle.mask[1])


def test_another_seed_gives_another_head(middle):
    other = make_phantom(4, [14])
    brain = middle.images[1].max(axis=-1) > 30
    difference = np.abs(other.images[0].astype(int) - middle.images[1])[brain]
    assert difference.mean() > 5  # noise alone would give about 2


@pytest.mark.slow
def test_the_shipped_files_are_what_the_command_writes(shipped):
    marker = json.loads((paths.phantom() / "synthetic.json").read_text(encoding="utf-8"))
    assert marker["seed"] == SHIPPED_SEED
    assert marker["generator_version"] == writing.VERSION
    some = [0, 5, 9, 14, 19, 23]  # each slice is made on its own, so these stand for all
    made = make_phantom(SHIPPED_SEED, some)
    np.testing.assert_array_equal(images(shipped)[some], made.images)
    np.testing.assert_array_equal(shipped.mask.voxels[some], made.mask)


def test_it_opens_as_a_synthetic_case_of_24_slices(shipped):
    assert shipped.synthetic
    assert shipped.name == "Phantom (synthetic)"
    assert (len(shipped), shipped.shape, shipped.notices) == (SLICES, (SIZE, SIZE), ())
    assert shipped.mask.drawn.all()
    assert shipped.slice_names[0] == "phantom_1"


def test_it_is_small():
    assert sum(file.stat().st_size for file in paths.phantom().iterdir()) < 4 * 2**20


def test_the_lesion_spans_part_of_the_slices_in_one_run(shipped):
    seen = np.flatnonzero(shipped.mask.areas_px)
    assert 9 <= len(seen) <= 12
    np.testing.assert_array_equal(np.diff(seen), 1)
    assert seen[0] >= 5
    assert seen[-1] <= SLICES - 3
    assert shipped.mask.areas_px.max() > 800


def test_the_mask_lies_in_the_head_away_from_its_edge(shipped):
    from xaiviewer.nets.inputs.preprocessing import head_mask

    head = head_mask(images(shipped).transpose(3, 0, 1, 2))
    assert head[shipped.mask.voxels].mean() > 0.99
    rows, columns = np.nonzero(shipped.mask.voxels.any(axis=0))
    seen = np.nonzero(head.mean(axis=0) > 0.5)
    assert rows.min() > seen[0].min() + 8
    assert rows.max() < seen[0].max() - 8
    assert columns.min() > seen[1].min() + 8
    assert columns.max() < seen[1].max() - 8


def test_contrasts_are_those_of_a_glioma(shipped):
    t1, flair, t1c = (volume.voxels for volume in shipped.volumes)
    lesion = shipped.mask.voxels
    mirrored = lesion[..., ::-1] & ~lesion  # about the same tissue of the other side
    assert np.median(flair[lesion]) > 1.4 * np.median(flair[mirrored])
    assert np.median(t1[lesion]) < 0.95 * np.median(t1[mirrored])
    enhanced = (t1c.astype(int) - t1 > 40) & lesion
    assert 10 < enhanced.sum() < 0.2 * lesion.sum()


def test_noise_is_rician_and_air_is_dark(shipped):
    corner = images(shipped)[:, :12, :12].astype(float)
    assert 0 < corner.mean() < 6
    assert corner.std() > 0.5


@pytest.fixture
def quick(monkeypatch):
    """A phantom of three slices in no time."""
    random = np.random.default_rng(0)
    made = Phantom(random.integers(0, 255, (3, 8, 6, 3)).astype(np.uint8), random.random((3, 8, 6)) > 0.5)
    monkeypatch.setattr(writing, "make_phantom", lambda _: made)
    return made


def test_what_is_written_reads_back(tmp_path, quick):
    write_phantom(tmp_path / "deep" / "case", 11)
    case = load_case(tmp_path / "deep" / "case")
    np.testing.assert_array_equal(images(case), quick.images)
    np.testing.assert_array_equal(case.mask.voxels, quick.mask)
    assert case.synthetic
    assert json.loads((tmp_path / "deep" / "case" / "synthetic.json").read_text())["seed"] == 11


def test_nothing_is_overwritten_unasked(tmp_path, quick):
    target = tmp_path / "case"
    target.mkdir()
    with pytest.raises(UsageError, match="exists already"):
        write_phantom(target, 1)
    write_phantom(target, 1, overwrite=True)
    assert len(load_case(target)) == 3


def test_a_negative_seed_is_refused(tmp_path):
    with pytest.raises(UsageError, match="seed -1 is negative"):
        write_phantom(tmp_path / "case", -1)


def test_a_disk_that_fails_leaves_nothing(tmp_path, quick, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UsageError, match="No space left"):
        write_phantom(tmp_path / "case", 1)
    assert list(tmp_path.iterdir()) == []


def test_a_field_on_a_plane_equals_the_field_at_its_points():
    field = Field(np.random.default_rng(1), 20, waves=5)
    plane = ScanPlane(np.linspace(-40, 30, 7), np.linspace(-20, 50, 6), 0.3, 12.0)
    at = plane.points
    alone = [
        field.on(ScanPlane(np.array([x]), np.array([y]), 0.0, z)).item()
        for x, y, z in zip(at.x.flat, at.y.flat, at.z.flat, strict=True)
    ]
    np.testing.assert_allclose(field.on(plane).ravel(), alone, atol=1e-12)
    far = field.on(ScanPlane(np.linspace(-4000, 4000, 400), np.linspace(-4000, 4000, 400), 0.0, 0.0))
    assert far.mean() == pytest.approx(0, abs=0.02)
    assert far.std() == pytest.approx(1, abs=0.02)


def test_a_sheets_distance_is_zero_on_it_and_grows_away_from_it():
    field = Field(np.random.default_rng(1), 40, waves=1)
    line = np.linspace(-30, 30, 601)
    at = Points(line, np.zeros_like(line), np.zeros_like(line))
    distance = field.sheet(at)
    assert distance.min() < 0.1
    assert (distance >= 0).all()


def test_an_ellipsoids_distance_is_exact_for_a_sphere_near_its_surface():
    line = np.linspace(9, 11, 21)
    at = Points(line + 3, np.full_like(line, -2.0), np.full_like(line, 5.0))
    np.testing.assert_allclose(ellipsoid(at, (3, -2, 5), (10, 10, 10)), 10 - line, atol=0.15)
    assert ellipsoid(Points(*(np.array([value]) for value in (3.0, -2.0, 5.0))), (3, -2, 5), (4, 5, 6))[0] > 3


def test_an_ellipsoid_turns_its_back_end_to_the_left():
    at = Points(np.array([3.0, -3.0]), np.array([8.0, 8.0]), np.zeros(2))
    left, right = ellipsoid(at, (0, 0, 0), (3, 10, 3), turn=0.35)
    assert left > 0 > right


def test_cover_is_partial_volume():
    np.testing.assert_allclose(cover(np.array([-2, -0.5, 0, 0.25, 3])), [0, 0, 0.5, 0.75, 1])
