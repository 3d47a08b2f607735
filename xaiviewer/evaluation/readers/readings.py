"""One reader's answer at one step of a study, and what was shown then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xaiviewer.evaluation.readers.ratings import Rating


@dataclass(frozen=True)
class Reading:
    """What a reader said of a case at one step of an arm.

    Attributes:
        reader, arm, case: as the study names them.
        step: of the arm, from 0.
        truth: whether the case holds what is looked for, by the reference standard.
        rating: how sure the reader is that it does; higher is surer.
        called: whether the reader says that it does.
        seconds: that the step took; None where it was not timed.
        advice: what the network's output that was on the screen says; None where none was shown.
        seeded: whether that output was made wrong on purpose.
        wrong_map: whether the map that was on the screen was another's; None where none was shown.
        training: whether the case served to practise; it counts in no figure.
    """

    reader: str
    arm: str
    case: str
    step: int
    truth: bool
    rating: float
    called: bool
    seconds: float | None = None
    advice: bool | None = None
    seeded: bool = False
    wrong_map: bool | None = None
    training: bool = False

    @property
    def right(self) -> bool:
        """Whether the reader is right."""
        return self.called == self.truth


def counted(readings: Iterable[Reading]) -> list[Reading]:
    """Those that figures are made of: all but the ones of training cases."""
    return [each for each in readings if not each.training]


def last_steps(readings: Iterable[Reading]) -> list[Reading]:
    """Of every reader, arm and case the answer at the last step that he reached."""
    found: dict[tuple[str, str, str], Reading] = {}
    for each in readings:
        key = each.reader, each.arm, each.case
        if key not in found or found[key].step < each.step:
            found[key] = each
    return list(found.values())


def ratings(readings: Iterable[Reading]) -> list[Rating]:
    """The final ratings, as the analysis of variance and other programs take them."""
    return [Rating(each.reader, each.arm, each.case, each.truth, each.rating) for each in last_steps(counted(readings))]
