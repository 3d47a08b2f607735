"""Windows of Hounsfield units by the names that radiologists give them. Free of torch."""

from __future__ import annotations

from collections.abc import Mapping

from xaiviewer.case import Case
from xaiviewer.errors import UsageError

WINDOWS: Mapping[str, tuple[float, float]] = {
    "brain": (0, 80),
    "subdural": (-50, 200),
    "bone": (-500, 1500),
    "lung": (-1350, 150),
    "abdomen": (-160, 240),
}
"""What becomes black and white."""

_AIR = -200.0
"""Air has -1000: where no value is as low, the values are others, or air was cut away."""

NO_AIR = (
    "The network takes windows of CT, and no value is as low as that of air: look whether these are Hounsfield units."
)
UNSAID = "The network takes windows of CT, and the files do not say that these are Hounsfield units."


def refuse_others(case: Case) -> None:
    """Refuse a case whose values are no Hounsfield units.

    Raises:
        UsageError: where its files say that it is no CT.
    """
    if case.modality not in ("", "CT"):
        raise UsageError(
            f"The network takes windows of CT, and the pictures of {case.name} are {case.modality}; open a CT, or use "
            "another network."
        )


def about_units(case: Case) -> tuple[str, ...]:
    """A sentence where it is to be doubted that values are Hounsfield units."""
    if not case.indices:
        return ()
    if float(case.main_volume.voxels.min()) > _AIR:
        return (NO_AIR,)
    if not case.modality:
        return (UNSAID,)
    return ()
