"""The worklist: what is to do, and in which order cases are worth reading. Pure functions, for window and command line.

An order is a number for each case: the larger, the sooner it is read. Cases of which it is not known come last, as they
are listed.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from xaiviewer.ledger.forms import FLAG, TAGS, TEXT, Form

Status = Literal["to do", "in work", "done", "flagged"]
STATUSES: tuple[Status, ...] = ("to do", "in work", "done", "flagged")


@dataclass(frozen=True)
class Facts:
    """What the networks found about a case; None: not known.

    Attributes:
        prediction: name of the class that the case is called; "" while that is not known.
        probability: of the finding, the highest of all slices.
        called: whether the case is called the finding: any of its slices is.
        marked: whether the clinician marked anything.
        dice: overlap of the clinician's mask and the outline over all slices that were outlined.
        attention: share of the opening map's evidence that lies in the mask, on average over the slices with one.
    """

    prediction: str = ""
    probability: float | None = None
    called: bool | None = None
    marked: bool | None = None
    dice: float | None = None
    attention: float | None = None

    def plain(self) -> dict[str, Any]:
        """What is known, as plain values."""
        return {name: value for name, value in asdict(self).items() if value not in (None, "")}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Facts:
        """The facts of plain values; names that this version does not know are left out."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in plain.items() if name in known})


NOTHING_KNOWN = Facts()


@dataclass(frozen=True)
class Order:
    """An order of the worklist.

    Attributes:
        key: on the command line.
        title: what the reader is told.
        worth: how soon a case is read; NaN where that is not known.
    """

    key: str
    title: str
    worth: Callable[[Facts], float]


def uncertainty(facts: Facts) -> float:
    """1 where the decision could go either way, 0 where it is certain."""
    return math.nan if facts.probability is None else 1 - abs(2 * facts.probability - 1)


def outline_against_mask(facts: Facts) -> float:
    """1 where outline and mask have nothing in common, 0 where they are the same."""
    return math.nan if facts.dice is None else 1 - facts.dice


def map_against_mask(facts: Facts) -> float:
    """1 where all of the map's evidence lies outside of the mask."""
    return math.nan if facts.attention is None else 1 - facts.attention


def prediction_against_mask(facts: Facts) -> float:
    """How sure the network is of the contrary of what the clinician marked."""
    if facts.probability is None or facts.marked is None:
        return math.nan
    return abs(facts.probability - float(facts.marked))


LISTED, SHUFFLED = "listed", "shuffled"
ORDERS = {
    each.key: each
    for each in (
        Order(LISTED, "As listed", lambda _: math.nan),
        Order("uncertainty", "Uncertain decisions first", uncertainty),
        Order("outline", "Outline against mask", outline_against_mask),
        Order("map", "Map against mask", map_against_mask),
        Order("prediction", "Prediction against mask", prediction_against_mask),
        Order(SHUFFLED, "Shuffled", lambda _: math.nan),
    )
}


def sequence(order: str, cases: Sequence[tuple[str, Facts]], seed: int = 0) -> list[int]:
    """The places in `cases` in the order in which they are to be read.

    Args:
        order: a key of `ORDERS`.
        cases: what tells each case from the others, whatever list it stands in; and what is known of it.
        seed: of the shuffled order: with the same one the same cases come in the same order wherever they lie.
    """
    if order == SHUFFLED:
        drawn = [hashlib.sha256(f"{seed}:{name}".encode("utf-8", "surrogatepass")).digest() for name, _ in cases]
        return sorted(range(len(cases)), key=drawn.__getitem__)
    worth = [ORDERS[order].worth(facts) for _, facts in cases]
    return sorted(range(len(cases)), key=lambda at: math.inf if math.isnan(worth[at]) else -worth[at])


def status(form: Form, values: Mapping[str, Any]) -> Status:
    """Where a reader stands with a case.

    Done is a case all of whose questions about the case as a whole are answered, but for texts and tags; where only
    those are asked, one that anything was said about.

    Args:
        form: what is asked.
        values: the reader's answers about the case as a whole, by question.
    """
    given = {name: value for name, value in values.items() if value is not None}
    if given.get(FLAG.key) == "yes":
        return "flagged"
    answered = {name for name in given if name != FLAG.key}
    asked = [each for each in form.questions if "case" in each.places]
    due = {each.key for each in asked if each.kind not in (TEXT, TAGS)} or answered & {each.key for each in asked}
    if due and due <= answered:
        return "done"
    return "in work" if answered else "to do"
