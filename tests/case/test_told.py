"""What is told of a case beside a network that takes other sequences than the bundled ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from xaiviewer.case import Case, Geometry, Volume, as_told
from xaiviewer.requests import Channel

LACKING = "There is no T1; the networks see FLAIR in its place."
CASE = Case(
    "a",
    Path("a"),
    tuple(Volume(key, np.zeros((2, 4, 5), np.uint8), Geometry()) for key in ("flair", "t1c")),
    ("x", "y"),
    None,
    notices=("Read so.", LACKING),
    of_sequences=(LACKING,),
)
FLAIR, T1 = Channel("FLAIR", "flair"), Channel("T1", "t1")
T1C = Channel("T1 + contrast", "t1c", stands_in=True)
DOUBT = "A series of which nothing says what it shows stands in the place of {}. The networks were not trained on that."


def test_nothing_is_said_of_sequences_that_the_network_does_not_take() -> None:
    told = as_told(CASE, (FLAIR,))
    assert told.notices == ("Read so.",)
    assert as_told(CASE, (FLAIR,)) is as_told(told, (FLAIR,)) is told
    assert all(not each.itself for each in told.volumes)


@pytest.mark.parametrize(
    ("case", "channels"),
    [
        (CASE, (FLAIR, T1)),
        (
            replace(CASE, stand_in="A series of which nothing says what it shows stands in the place of FLAIR."),
            (FLAIR,),
        ),
        (replace(CASE, volumes=(replace(CASE.volumes[0], absent=frozenset({1})), CASE.volumes[1])), (FLAIR,)),
    ],
)
def test_it_is_said_where_it_takes_one_that_another_stands_in_for(case: Case, channels: tuple[Channel, ...]) -> None:
    assert as_told(case, channels) is case


def nameless(*others: str) -> Case:
    """A case whose FLAIR is a series that has no name, with genuine ones."""
    pixels = np.random.default_rng(0).integers(0, 99, (2, 16, 16)).astype(np.uint8)
    volumes = (Volume("flair", pixels, Geometry(), name="scan"), *(Volume(key, pixels, Geometry()) for key in others))
    stand_in = DOUBT.format("FLAIR")
    return Case("a", Path("a"), volumes, ("x", "y"), None, main_sequence="flair", stand_in=stand_in)


def test_a_series_without_a_name_stands_in_for_what_the_network_takes() -> None:
    case = nameless()
    told = as_told(case, (T1C,))
    assert told.stand_in == DOUBT.format("T1 + contrast")
    assert told.main_volume.title == "scan, taken for T1 + contrast"
    assert as_told(case, (T1C,)) is as_told(told, (T1C,)) is told
    assert as_told(case, (T1, T1C)).main_volume.taken_for == "T1, T1 + contrast"
    assert as_told(case, (T1C, FLAIR)).stand_in == case.stand_in


def test_what_the_network_does_not_see_is_no_reason_to_doubt_it() -> None:
    told = as_told(nameless("t1c"), (T1C,))
    assert (told.stand_in, told.main_volume.title) == ("", "scan")
