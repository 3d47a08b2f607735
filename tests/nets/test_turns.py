"""Turns of a plane: what each is called, there and back without a changed bit, and where cells come to lie."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from xaiviewer.nets.entering import cropped, turned, turned_back, uncropped
from xaiviewer.nets.inputs.turns import OF_NIFTI, TURNS, Turn, Way, turn_named

PICTURE = np.arange(12, dtype=np.float32).reshape(3, 4)


def test_the_eight_turns_are_eight() -> None:
    seen = {TURNS[name].to_network(PICTURE).tobytes() + bytes(TURNS[name].sides((3, 4))) for name in TURNS}
    assert len(seen) == len(TURNS) == 8


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("radiological", PICTURE),
        ("transposed", PICTURE.T),
        ("anti-transposed", PICTURE[::-1, ::-1].T),
        ("clockwise", np.rot90(PICTURE, -1)),
        ("counterclockwise", np.rot90(PICTURE)),
        ("half-turn", np.rot90(PICTURE, 2)),
        ("mirrored", np.fliplr(PICTURE)),
        ("upside-down", np.flipud(PICTURE)),
    ],
)
def test_a_turn_does_what_its_name_says(name: str, wanted: np.ndarray) -> None:
    turn = TURNS[name]
    np.testing.assert_array_equal(turn.to_network(PICTURE), wanted)
    np.testing.assert_array_equal(turn.to_picture(wanted), PICTURE)
    assert turn.sides((3, 4)) == wanted.shape
    there = turned(torch.from_numpy(PICTURE.copy()), *turn.flags)
    np.testing.assert_array_equal(there.numpy(), wanted)
    np.testing.assert_array_equal(turned_back(there, *turn.flags).numpy(), PICTURE)


@pytest.mark.parametrize("axes", OF_NIFTI)
def test_the_axes_of_a_nifti_array_name_the_turn_that_makes_its_slices(axes: str) -> None:
    array = np.zeros((4, 3), int)  # [first axis of the file, second]
    for row in range(3):  # shown from the front to the back
        for column in range(4):  # from the patient's right to the left
            along = column if axes[0] == "L" else 3 - column
            up = row if axes[1] == "P" else 2 - row
            array[along, up] = PICTURE[row, column]
    np.testing.assert_array_equal(TURNS[turn_named(axes)].to_network(PICTURE), array)
    assert turn_named(axes[:2] + "I") == turn_named(axes)


def test_other_words_name_no_turn_of_a_nifti_array() -> None:
    assert [turn_named(each) for each in ("mirrored", "SAL", "")] == ["mirrored", "SAL", ""]


@pytest.mark.parametrize("sides", [(5, 8), (8, 5), (6, 6)])
def test_a_part_of_a_square_comes_back_to_its_place(sides: tuple[int, int]) -> None:
    for name in TURNS:
        _comes_back(Way(TURNS[name], sides), sides)


def _comes_back(way: Way, sides: tuple[int, int]) -> None:
    square = np.arange(way.size**2, dtype=np.float32).reshape(way.size, way.size) + 1
    given = way.to_network(square)
    assert given.shape == sides
    back = way.to_picture(given)
    assert set(back[back != square]) <= {0}
    assert np.count_nonzero(back) == sides[0] * sides[1]
    part = cropped(torch.from_numpy(square), way.size, *way.part)
    np.testing.assert_array_equal(turned(part, *way.turn.flags).numpy(), given)
    spread = uncropped(part, way.size, *way.part, way.size).numpy()
    np.testing.assert_array_equal(np.where(spread == -100, 0, spread), back)


@pytest.mark.parametrize("name", TURNS)
def test_cells_lie_on_the_picture_where_their_pixels_lie(name: str) -> None:
    way = Way(TURNS[name], (12, 20))
    square = np.zeros((20, 20), np.float32)
    rows, columns = np.mgrid[:20, :20]
    seen = way.to_network(np.stack([rows, columns]))  # of each of the network's pixels, its place on the square
    grid, stride, centre = way.placed((3, 4), (4, 5), (1.0, 2.0))
    first = [centre[axis] + stride[axis] * np.arange(grid[axis]) for axis in (0, 1)]
    cells = np.stack(np.meshgrid(*first, indexing="ij"))
    np.testing.assert_array_equal(cells, way.turn.to_picture(seen[:, 1::4, 2::5]))
    assert cells.max() < len(square)


def test_only_the_square_as_it_is_shown_is_plain() -> None:
    assert Way(Turn(), (8, 8)).plain
    assert not Way(Turn(), (8, 9)).plain
    assert not Way(TURNS["mirrored"], (8, 8)).plain
