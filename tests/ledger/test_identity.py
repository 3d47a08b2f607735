"""A case is known by its pictures and where they lie, whatever it is called."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from xaiviewer.case import Geometry, Mask, Volume
from xaiviewer.ledger.identity import identify


def with_volume(case, **changes):
    first, *others = case.volumes
    return replace(case, volumes=(replace(first, **changes), *others))


def test_a_moved_and_renamed_case_is_the_same(small_case):
    moved = replace(small_case, name="other", source=Path("elsewhere"), slice_names=tuple("abcd"))
    assert identify(moved).content == identify(small_case).content
    assert identify(moved).mask == identify(small_case).mask


def test_the_order_of_the_series_and_of_the_bytes_does_not_matter(small_case):
    turned = replace(small_case, volumes=small_case.volumes[::-1])
    assert identify(turned).content == identify(small_case).content
    wide = with_volume(small_case, voxels=small_case.volumes[0].voxels.astype("<i2"))
    swapped = with_volume(small_case, voxels=np.asfortranarray(small_case.volumes[0].voxels.astype(">i2")))
    assert identify(wide).content == identify(swapped).content != identify(small_case).content


def test_one_voxel_is_another_case(small_case):
    voxels = small_case.volumes[0].voxels.copy()
    voxels[3, 95, 79] ^= 1
    changed = identify(with_volume(small_case, voxels=voxels))
    assert changed.content != identify(small_case).content
    assert changed.mask == identify(small_case).mask


@pytest.mark.parametrize("geometry", [Geometry(np.diag([1, 1, 5.0, 1]), known=True), Geometry(oriented=False)])
def test_another_geometry_is_another_case(small_case, geometry):
    assert identify(with_volume(small_case, geometry=geometry)).content != identify(small_case).content


def test_the_last_bits_of_an_affine_do_not_count(small_case):
    first, second = (np.diag([value, 1, 5.0, 1]) for value in (0.7, 0.7 + 1e-13))
    first[0, 3], second[0, 3] = 0.0, -1e-12
    found = {identify(with_volume(small_case, geometry=Geometry(each, known=True))).content for each in (first, second)}
    assert len(found) == 1


def test_a_slice_that_was_not_acquired_counts(small_case):
    assert identify(with_volume(small_case, absent=frozenset({0}))).content != identify(small_case).content


def test_the_mask_is_hashed_apart(small_case):
    assert identify(replace(small_case, mask=None)).mask == ""
    redrawn = small_case.mask.voxels.copy()
    redrawn[0, 0, 0] = True
    changed = identify(replace(small_case, mask=Mask(redrawn, small_case.mask.drawn)))
    assert changed.mask != identify(small_case).mask
    assert changed.content == identify(small_case).content
    undrawn = replace(small_case, mask=Mask(small_case.mask.voxels, np.zeros(4, dtype=bool)))
    assert identify(undrawn).mask != identify(small_case).mask


def test_a_volume_of_another_sequence_is_another_case(small_case):
    first, *others = small_case.volumes
    assert isinstance(first, Volume)
    fewer = replace(small_case, volumes=tuple(others))
    assert identify(fewer).content != identify(small_case).content
