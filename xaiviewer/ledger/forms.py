"""What a project asks of its readers: a small form, and whether an answer fits it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xaiviewer.errors import UsageError
from xaiviewer.ledger.events import Place, canonical, digest
from xaiviewer.ledger.marked import is_mark

CHOICE, SCALE, NUMBER, TEXT, TAGS, MARK = KINDS = ("choice", "scale", "number", "text", "tags", "mark")
"""One of several words; a step of a scale; any number; free text; any of several words, or any words; a mark on the
image, see `marked`."""

PLACES = ("case", "slice", "lesion", "layer")
"""What a question may be asked about."""

CONFIDENCE = "confidence"
"""Key of the question how sure readers are, which each answers for himself alone."""

_LONGEST = 100_000


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes:
        key: what answers are kept under.
        text: what the reader is asked.
        kind: one of `KINDS`.
        choices: of a choice, the words; of tags, the words that may be given, any where there are none.
        low, high: the ends of a scale, whole numbers, or limits of a number; None: no limit.
        places: what it may be asked about.

    Raises:
        UsageError: where these do not go together.
    """

    key: str
    text: str
    kind: str
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    places: tuple[str, ...] = PLACES

    def __post_init__(self) -> None:
        if not self.key or not self.text or self.kind not in KINDS:
            raise UsageError(
                f"A question needs a key, a text and one of the kinds {', '.join(KINDS)}; “{self.key}” not."
            )
        if self.kind == CHOICE and len(set(self.choices)) < max(2, len(self.choices)):
            raise UsageError(f"The question “{self.key}” needs at least two choices, each named once.")
        ends = (self.low, self.high)
        if self.kind == SCALE and not (all(isinstance(each, int) for each in ends) and ends[0] < ends[1]):  # type: ignore[operator] # None is no int
            raise UsageError(f"The scale “{self.key}” needs a low and a high end, whole numbers.")
        if not self.places or not set(self.places) <= set(PLACES):
            raise UsageError(f"The question “{self.key}” is asked about one or more of {', '.join(PLACES)}.")

    def fields(self) -> dict[str, Any]:
        """As plain values."""
        limits = {"low": self.low, "high": self.high} if self.low is not None or self.high is not None else {}
        choices = {"choices": list(self.choices)} if self.choices else {}
        return {"key": self.key, "text": self.text, "kind": self.kind, "places": list(self.places), **choices, **limits}

    def fits(self, value: object) -> bool:
        """Whether it may be answered so; None withdraws an answer."""
        match self.kind:
            case _ if value is None:
                return True
            case "choice":
                return value in self.choices
            case "scale" | "number":
                return self._fits_number(value)
            case "text":
                return isinstance(value, str) and len(value) <= _LONGEST
            case "mark":
                return is_mark(value)
            case _:
                words = value if isinstance(value, list | tuple) else ()
                given = all(isinstance(each, str) and each for each in words) and len(set(words)) == len(words)
                return value is words and given and (not self.choices or set(words) <= set(self.choices))

    def _fits_number(self, value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        if self.kind == SCALE and not isinstance(value, int):
            return False
        low = float("-inf") if self.low is None else self.low
        high = float("inf") if self.high is None else self.high
        return low <= value <= high and abs(value) != float("inf")

    @property
    def expects(self) -> str:
        """What an answer must be, in words."""
        match self.kind:
            case "choice":
                return "one of " + ", ".join(self.choices)
            case "scale":
                return f"a whole number from {self.low} to {self.high}"
            case "number":
                ends = [f"at least {self.low}"] * (self.low is not None) + [f"at most {self.high}"] * (
                    self.high is not None
                )
                return " ".join(["a number", " and ".join(ends)]).strip()
            case "text":
                return f"text of at most {_LONGEST} letters"
            case "mark":
                return "points, boxes or an outline"
            case _:
                return "words, each once" + (", of " + ", ".join(self.choices) if self.choices else "")


@dataclass(frozen=True)
class Form:
    """The questions of a project.

    Raises:
        UsageError: where there are none, or two have one key.
    """

    name: str
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        keys = [each.key for each in self.questions]
        if not keys or len(set(keys)) < len(keys):
            raise UsageError(f"The form “{self.name}” needs questions, each with a key of its own.")

    def question(self, key: str) -> Question:
        """The question of this key; UsageError where there is none."""
        for each in (*self.questions, FLAG):
            if each.key == key:
                return each
        raise UsageError(f"The form “{self.name}” has no question “{key}”: {', '.join(q.key for q in self.questions)}.")

    def check(self, key: str, value: object, place: Place) -> None:
        """Raise UsageError where the question may not be answered so, or is not asked about this."""
        question = self.question(key)
        if place.about not in question.places:
            raise UsageError(f"“{key}” is asked about a {' or a '.join(question.places)}, not about a {place.about}.")
        if not question.fits(value):
            raise UsageError(f"“{value}” does not answer “{key}”, which takes {question.expects}.")

    def fields(self) -> dict[str, Any]:
        """As plain values."""
        return {"name": self.name, "questions": [each.fields() for each in self.questions]}

    @property
    def digest(self) -> str:
        """The same for the same questions."""
        return digest(canonical(self.fields()))

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Form:
        """The form of these plain values; UsageError where they are none."""
        try:
            listed = [dict(each) for each in fields["questions"]]
            for each in listed:
                for name in ("choices", "places"):
                    if name in each:
                        each[name] = tuple(str(word) for word in each[name])
            return cls(str(fields["name"]), tuple(Question(**each) for each in listed))
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError(
                f"This is no form: it needs a name and questions as `review new --help` says ({error})."
            ) from error


def answer_of(form: Form, text: str) -> tuple[str, Any]:
    """A question and its answer, written as ``question=value``; nothing after the sign withdraws an answer.

    Raises:
        UsageError: where there is no such question, or a number is none.
    """
    key, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f"“{text}” is no answer; write the question's key, = and the value.")
    question = form.question(key)
    if not value:
        return key, None
    try:
        match question.kind:
            case "scale" | "number":
                number = float(value)
                return key, int(number) if number.is_integer() else number
            case "tags":
                return key, list(dict.fromkeys(word for each in value.split(",") if (word := each.strip())))
            case "mark":
                return key, json.loads(value)
    except ValueError as error:
        raise UsageError(f"“{value}” does not answer “{key}”, which takes {question.expects}.") from error
    return key, value


def read_form(file: Path) -> Form:
    """The form that a JSON file holds.

    Raises:
        UsageError: where it cannot be read or is no form.
    """
    try:
        fields = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} cannot be read as JSON ({error}); write the form anew.") from error
    if not isinstance(fields, dict):
        raise UsageError(f"{file} holds no form; it begins with its name and its questions.")
    return Form.of(fields)


FLAG = Question("flag", "Flagged", CHOICE, ("yes", "no"), places=("case",))
"""What every project takes an answer to, asked or not: a case to come back to."""

DEFAULT = Form(
    "verdict",
    (
        # The three words are those of IHE's profile AIRAI.
        Question("prediction", "Is the prediction right?", CHOICE, ("accept", "reject", "supplement")),
        Question("attends", "Does the network attend to the lesion?", CHOICE, ("yes", "partly", "no", "cannot judge")),
        Question("mask", "Is the clinician's mask right?", CHOICE, ("yes", "partly", "no", "cannot judge")),
        # Five steps at least, so that an ROC curve can be drawn.
        Question(CONFIDENCE, "How confident are you?", SCALE, low=1, high=5),
        Question("difficulty", "How difficult is the case?", CHOICE, ("easy", "medium", "hard")),
        Question("tags", "Tags", TAGS),
        Question("comment", "Comment", TEXT),
    ),
)
"""What a project asks that names no form of its own."""
