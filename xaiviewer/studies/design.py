"""What a reader study is: arms, steps, readers, sessions, outputs that are made wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from xaiviewer.errors import UsageError
from xaiviewer.ledger.forms import CHOICE, CONFIDENCE, SCALE, Form, Question

ITEMS = ("prediction", "outline", "map", "mask")
"""What a step can show beside the images: the network's decision, its outline, a map, the clinician's mask."""

FLIPPED, OTHER_MAP, RANDOM_MAP = WRONGS = ("prediction flipped", "map of another case", "map of random weights")
"""How an output can be made wrong on purpose."""

FINDING = "finding"
"""Key of the question that every step asks beside the confidence: the figures are made from both."""

FORM = Form(
    "study",
    (
        Question(FINDING, "Is the finding present?", CHOICE, ("yes", "no"), places=("case",)),
        Question(CONFIDENCE, "How confident are you?", SCALE, low=1, high=5, places=("case",)),
    ),
)
"""What is asked at every step, where a design names no form."""


@dataclass(frozen=True)
class Arm:
    """One way of reading.

    Attributes:
        key: its name.
        steps: of each step, what is shown beside the images: `ITEMS`; none for the image alone.

    Raises:
        UsageError: where it has no step, a step names something else, or takes away what was shown before.
    """

    key: str
    steps: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.key or not self.steps:
            raise UsageError("An arm needs a name and at least one step.")
        for step in self.steps:
            unknown = [each for each in step if each not in ITEMS]
            if unknown:
                raise UsageError(f"Arm “{self.key}” shows “{unknown[0]}”; a step shows {', '.join(ITEMS)}, or nothing.")
        for before, after in zip(self.steps, self.steps[1:], strict=False):
            if not set(before) < set(after):
                raise UsageError(f"Each step of arm “{self.key}” shows something more than the one before it.")

    @property
    def shows(self) -> tuple[str, ...]:
        """What its last step shows."""
        return self.steps[-1]


@dataclass(frozen=True)
class Reference:
    """The reference standard, for the record: readers do not see it, as its words may tell what is true.

    Attributes:
        text: who drew it, and how; "" where nobody says.
        tool: with which.
    """

    text: str = ""
    tool: str = ""


@dataclass(frozen=True)
class Excluded:
    """A case that was left out, for the record.

    Attributes:
        case: what it is to be called where the study is published: no patient's name.
        reason: why.

    Raises:
        UsageError: where one of them is missing.
    """

    case: str
    reason: str

    def __post_init__(self) -> None:
        if not self.case.strip() or not self.reason.strip():
            raise UsageError("A case that was left out needs its name and the reason: {“case”: …, “reason”: …}.")


@dataclass(frozen=True)
class Design:
    """A study.

    Attributes:
        name: shown.
        arms: at least one.
        readers: pseudonyms.
        crossed: whether every reader reads every case in every arm, in as many sessions; else each once.
        wash_out_days: between two sessions.
        enforced: whether a session that begins too early is refused; else it is entered in the audit trail.
        feedback: whether training cases say at once what is true.
        by_owner: whether each step is released by the study's owner; else by the program, once the passphrase of the
            session was given.
        wrong: share of the cases whose outputs are made wrong.
        wrongs: how; dealt evenly.
        method, layer: whose map is shown.
        seed: of every draw.
        form: what is asked at each step.
        reference: who drew the clinicians' masks, and with what.
        excluded: cases that were left out; those without a truth are added when the study is made.

    Raises:
        UsageError: where these do not go together.
    """

    name: str
    arms: tuple[Arm, ...]
    readers: tuple[str, ...]
    crossed: bool = True
    wash_out_days: float = 28.0
    enforced: bool = True
    feedback: bool = True
    by_owner: bool = False
    wrong: float = 0.0
    wrongs: tuple[str, ...] = (FLIPPED,)
    method: str = ""
    layer: str = ""
    seed: int = 0
    form: Form = FORM
    reference: Reference = Reference()
    excluded: tuple[Excluded, ...] = ()

    def __post_init__(self) -> None:
        for what, names in (("arm", [each.key for each in self.arms]), ("reader", list(self.readers))):
            if not names or len(set(names)) < len(names) or not all(each.strip() for each in names):
                raise UsageError(f"The study “{self.name}” needs {what}s, each with a name of its own.")
        if not 0 <= self.wrong <= 0.9 or self.wash_out_days < 0:
            raise UsageError("The share of wrong outputs is from 0 to 0.9, and the wash-out is no less than 0 days.")
        if not self.wrongs or not set(self.wrongs) <= set(WRONGS):
            raise UsageError(f"Outputs are made wrong as {', '.join(WRONGS)}.")
        self._check_form()

    def _check_form(self) -> None:
        finding, confidence = (self.form.question(key) for key in (FINDING, CONFIDENCE))
        if finding.choices != ("yes", "no") or confidence.kind != SCALE or (confidence.high or 0) < 5:
            raise UsageError("A study's form asks “finding” (yes, no) and “confidence” (a scale of at least 5 steps).")

    @property
    def sessions(self) -> int:
        """How often each reader sits."""
        return len(self.arms) if self.crossed else 1

    def arm(self, key: str) -> Arm:
        """The arm of this name; UsageError where there is none."""
        for each in self.arms:
            if each.key == key:
                return each
        raise UsageError(f"The study “{self.name}” has no arm “{key}”.")

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        arms = [{"key": each.key, "steps": [list(step) for step in each.steps]} for each in self.arms]
        return {
            **told,
            "arms": arms,
            "readers": list(self.readers),
            "wrongs": list(self.wrongs),
            "form": self.form.fields(),
            "reference": asdict(self.reference),
            "excluded": [asdict(each) for each in self.excluded],
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Design:
        """The design that JSON holds; UsageError where it is none."""
        try:
            told = dict(plain)
            told["arms"] = tuple(
                Arm(str(each["key"]), tuple(tuple(map(str, step)) for step in each["steps"])) for each in told["arms"]
            )
            told["readers"] = tuple(map(str, told["readers"]))
            told["wrongs"] = tuple(map(str, told.get("wrongs", (FLIPPED,))))
            told["form"] = Form.of(told["form"]) if "form" in told else FORM
            told["reference"] = Reference(**{key: str(text) for key, text in dict(told.get("reference", {})).items()})
            told["excluded"] = tuple(
                Excluded(**{key: str(text) for key, text in dict(each).items()}) for each in told.get("excluded", ())
            )
            return cls(**told)
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError(
                f"This is no design of a study ({error}); `xaiviewer review study design` prints one."
            ) from error


EXAMPLE = Design(
    "study",
    (
        Arm("unaided", ((),)),
        Arm("prediction", ((), ("prediction",))),
        Arm("prediction and map", ((), ("prediction",), ("prediction", "map"))),
    ),
    ("r1", "r2"),
    wrong=0.3,
    wrongs=WRONGS,
)
"""Three arms as a published study had them: unaided, with the prediction, with the prediction and its map."""


def read_design(file: Path) -> Design:
    """The design in a JSON file.

    Raises:
        UsageError: where it cannot be read or is none.
    """
    try:
        plain = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} cannot be read as JSON ({error}); correct it, or print one anew.") from error
    if not isinstance(plain, dict):
        raise UsageError(f"{file} holds no design of a study; `xaiviewer review study design` prints one.")
    return Design.of(plain)
