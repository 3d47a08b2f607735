"""What readers came to, as tables: the same ones for the page, the workbook and the window.

Titles, headings and sentences are English; the window translates them (`ui.language.elsewhere.readers`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Cell = str | int | float | Mapping[str, float | None] | None
"""Words, a number, or a figure with its interval: ``{"value", "low", "high"}``, and "digits" where it has not three."""


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes:
        title, told: its heading, and a sentence on what it holds.
        head: of its columns.
        rows: one cell for each column.
    """

    title: str
    told: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Remark:
    """A sentence on what is missing, cut short or left out.

    Attributes:
        text: with the names of `values` in braces.
        values: what stands in their place.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.values)


MISSING = "{reader} has {steps} steps to do."

ACCURACY = "Readers and arms"
COMPARISON = "The arms compared"
STEPS = "What each step changed"
ADVICE = "Advice followed and rejected"
CONCORDANCE = "Agreement between readers"
TRIANGLE = "Reader, map and mask"
ANSWERS = "Answers"
TITLES = (ACCURACY, COMPARISON, STEPS, ADVICE, CONCORDANCE, TRIANGLE, ANSWERS)

SENTENCES = {
    ACCURACY: "Area under the ROC curve, sensitivity and specificity, of all readers their mean; with 95 % intervals "
    "over readers and cases.",
    COMPARISON: "Differences of the areas by Obuchowski and Rockette, readers and cases random.",
    STEPS: "Shares of right answers, and of answers that the step turned to right or to wrong; the median time.",
    ADVICE: "How often readers took over what the network said wrongly, and turned down what it said rightly.",
    CONCORDANCE: "Kappas of what is said, alpha of how sure it is said; 1 is full agreement, 0 is chance.",
    TRIANGLE: "Mean Dice over the cases that hold the finding; above 0 in the last column the map is nearer to the "
    "mask than two readers are to each other.",
    ANSWERS: "How often each reader gave which answer.",
}

MEASURED = "How this was measured"
ALL = "all readers"
NOT_COMPARED = "They are not compared"
HEADINGS = (
    *("Arm", "Reader", "AUROC", "Sensitivity", "Specificity", "First", "Second", "Difference", "p"),
    *("Step", "Shown", "Answers", "Right", "Mended", "Spoilt", "Seconds"),
    *("Followed wrong advice", "Of", "Made wrong", "Wrong by itself", "Rejected right advice"),
    *("Cohen's kappa", "Fleiss' kappa", "Krippendorff's alpha", "Same answer", "Dice of marks", "Question", "Answer"),
    *("Reader and reader", "Reader and mask", "Reader and map", "Map and mask", "Map less readers", "Cases", "Why"),
    *("Right beside its own map", "Right beside another map", "Compared"),
)
"""All that stands above columns, but for readers' names."""

NAMED = ("Arm", "Reader", "First", "Second")
"""Above columns that hold names of arms and readers, which are nobody's to translate; `ALL` is none."""

_IMAGES = "the images alone"
_DIGITS, _LEAST, _SMALL = 3, 0.0005, "< 0.001"


def tables_of(fields: Mapping[str, Any]) -> tuple[Table, ...]:
    """The tables of a study's figures (`studies.figures`) or a project's (`ledger.concordance`); no empty ones."""
    made = _of_study(fields) if "study" in fields else _of_project(fields)
    return tuple(each for each in made if each.rows)


def heading_of(fields: Mapping[str, Any]) -> tuple[str, str]:
    """Name, and how many readers, cases and answers there are."""
    name = fields["design"]["name"] if "study" in fields else fields["project"]["name"]
    return str(name), "{} readers · {} cases · {} answers".format(*counts_of(fields))


def counts_of(fields: Mapping[str, Any]) -> tuple[int, int, int]:
    """How many readers, cases and answers there are."""
    study = "study" in fields
    readers = fields["readers"] if study else len(fields["readers"])
    answers = fields["answers"] if study else sum(each["answers"] for each in fields["questions"])
    return int(readers), int(fields["cases"]), int(answers)


def remarks_of(fields: Mapping[str, Any]) -> list[Remark]:
    """What is missing, cut short or left out."""
    missing = [Remark(MISSING, {"reader": who, "steps": n}) for who, n in fields.get("missing", {}).items() if n]
    return [*missing, *(Remark(each["text"], each["values"]) for each in fields.get("remarks", ()))]


def facts_of(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the figures are about: by which the project can be checked, or how the study was made."""
    if "study" not in fields:
        heads = ", ".join(fields["heads"])
        return [("project", fields["project"]["id"]), ("heads, for review verify --head", heads)]
    design = fields["design"]
    wrong = ", ".join(f"{case} ({how})" for case, how in fields["wrong_outputs"].items())
    left_out = "; ".join(f"{case}: {reason}" for case, reason in left_out_of(fields))
    kind = "crossed" if design["crossed"] else "each case once"
    pause = f"wash-out of {design['wash_out_days']:g} days{'' if design['enforced'] else ', not enforced'}"
    return [
        ("study", fields["study"]),
        ("design", f"{kind}, {pause}, seed {design['seed']}"),
        ("map", " · ".join(filter(None, (design["method"], design["layer"]))) or "none"),
        ("outputs made wrong on purpose", wrong or "none"),
        ("reference standard", reference_of(fields) or "not told"),
        ("cases left out", left_out or "none told"),
    ]


def reference_of(fields: Mapping[str, Any]) -> str:
    """Who drew a study's reference standard, and with what, in its owner's words; "" where nobody says."""
    return " · ".join(filter(None, fields["design"]["reference"].values()))


def left_out_of(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The cases that a study left out: what each is called, and why."""
    return [(each["case"], each["reason"]) for each in fields["design"]["excluded"]]


def facts_table(fields: Mapping[str, Any]) -> Table:
    """The same as a table, for the workbook."""
    return Table(MEASURED, "", ("what", "value"), tuple(facts_of(fields)))


def _of_study(fields: Mapping[str, Any]) -> Iterable[Table]:
    shows = {each["key"]: [", ".join(step) or _IMAGES for step in each["steps"]] for each in fields["design"]["arms"]}
    yield _accuracy(fields["accuracy"])
    yield _comparison(fields["comparison"])
    yield _made(
        STEPS,
        ("Arm", "Step", "Shown", "Answers", "Right", "Mended", "Spoilt", "Seconds"),
        (
            (
                *(arm, each["step"] + 1, _at(shows.get(arm, ()), each["step"]), each["answers"]),
                *(each[name] for name in ("right", "mended", "spoilt")),
                {**each["seconds"], "digits": 1},
            )
            for arm, steps in fields["steps"].items()
            for each in steps
        ),
    )
    yield _advice(fields["advice"])
    yield _made(
        CONCORDANCE,
        ("Arm", "Cohen's kappa", "Fleiss' kappa", "Krippendorff's alpha"),
        ((arm, each["cohen"], each["fleiss"], each["krippendorff"]) for arm, each in fields["concordance"].items()),
    )
    sides = ("reader_reader", "reader_mask", "reader_map", "map_mask", "excess")
    yield _made(
        TRIANGLE,
        ("Arm", "Cases", "Reader and reader", "Reader and mask", "Reader and map", "Map and mask", "Map less readers"),
        ((arm, each["cases"], *(each[side] for side in sides)) for arm, each in fields["triangle"].items()),
    )


def _accuracy(fields: Mapping[str, Any]) -> Table:
    names = ("auroc", "sensitivity", "specificity")
    rows = [
        (arm, reader, *(figures[name] for name in names))
        for arm, each in fields.items()
        for reader, figures in ((ALL, each["mean"]), *each["readers"].items())
    ]
    return _made(ACCURACY, ("Arm", "Reader", "AUROC", "Sensitivity", "Specificity"), rows)


def _comparison(fields: Mapping[str, Any]) -> Table:
    if "why_not" in fields:
        return Table(COMPARISON, NOT_COMPARED, ("Why",), ((str(fields["why_not"]),),))
    rows = [
        (each["first"], each["second"], {name: each[name] for name in ("value", "low", "high")}, each["p"])
        for each in fields["differences"]
    ]
    return _made(COMPARISON, ("First", "Second", "Difference", "p"), rows)


def _advice(fields: Mapping[str, Any]) -> Table:
    head = (
        *("Arm", "Followed wrong advice", "Of", "Made wrong", "Wrong by itself", "Rejected right advice", "Of"),
        *("Right beside its own map", "Right beside another map"),
    )
    rows = [
        (
            arm,
            each["followed_wrong"],
            each["wrong"],
            each["followed_seeded"],
            each["followed_own"],
            each["rejected_right"],
            each["right"],
            each["right_by_own_map"],
            each["right_by_wrong_map"],
        )
        for arm, each in fields.items()
    ]
    return _made(ADVICE, head, rows)


def _of_project(fields: Mapping[str, Any]) -> Iterable[Table]:
    names = ("same", "cohen", "fleiss", "krippendorff", "dice")
    yield _made(
        CONCORDANCE,
        (
            *("Question", "Compared", "Same answer", "Cohen's kappa", "Fleiss' kappa", "Krippendorff's alpha"),
            "Dice of marks",
        ),
        (
            (each["text"], each["compared"], *(each["agreement"].get(name) for name in names))
            for each in fields["questions"]
            if each["agreement"]
        ),
    )
    readers = list(fields["readers"])
    rows: list[tuple[Cell, ...]] = []
    for each in fields["questions"]:
        words = dict.fromkeys(word for given in each["given"].values() for word in given)
        rows += [(each["text"], word, *(each["given"][name].get(word, 0) for name in readers)) for word in words]
    yield _made(ANSWERS, ("Question", "Answer", *readers), rows)


def _made(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Table:
    return Table(title, SENTENCES[title], tuple(head), tuple(tuple(row) for row in rows))


def _at(shown: Sequence[str], step: int) -> str:
    return shown[step] if step < len(shown) else ""


def words_of(cell: Cell) -> str:
    """A cell as it is read: a figure with its interval in brackets, a dash for what is not defined."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Mapping):
        value, low, high = (cell.get(name) for name in ("value", "low", "high"))
        digits = int(cell.get("digits") or _DIGITS)
        if value is None or math.isnan(value):
            return "–"
        within = low is not None and high is not None and not math.isnan(low) and not math.isnan(high)
        told = [_number(each, digits) for each in (value, low, high)]
        return f"{told[0]} ({told[1]} to {told[2]})" if within else told[0]
    if isinstance(cell, int):
        return str(cell)
    return _SMALL if 0 < cell < _LEAST else _number(cell)  # p is never told as 0


def _number(value: float | None, digits: int = _DIGITS) -> str:
    told = "–" if value is None else f"{value:.{digits}f}" if abs(value) < 100 else f"{value:.0f}"
    return told.replace("-", "−")
