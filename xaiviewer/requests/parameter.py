"""One thing that can be set of a method or a measure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from xaiviewer.errors import UsageError

Value = int | float | str | bool
"""What a parameter can be."""

INPUT = "input"
"""In place of a layer's name: the pixels of the network's input."""

_WHOLE = re.compile(r"[+-]?[0-9]+")
_WORDS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


@dataclass(frozen=True)
class Parameter:
    """A parameter: what it may be, and what it is where nothing is said.

    Attributes:
        name: as it is typed and written into manifests.
        kind: whole numbers ("int"), numbers ("float"), one of `choices`, yes and no ("flag"), or the name of a layer.
        default: where nothing is said.
        help: what it does, a few words.
        least, most: bounds of a number, both allowed.
        choices: of a "choice".
        unit: of a number; "" where it has none.
        only_with: another parameter of the same method and the values of which it must have one for this one to matter.
        input_too: of a "layer": whether `INPUT` may stand in place of a layer.
        zero: what 0 stands for in words, where that is no number of anything: "all sequences".
    """

    name: str
    kind: Literal["int", "float", "choice", "flag", "layer"]
    default: Value
    help: str
    least: float = -math.inf
    most: float = math.inf
    choices: tuple[str, ...] = ()
    unit: str = ""
    only_with: tuple[str, *tuple[Value, ...]] | None = None
    input_too: bool = False
    zero: str = ""

    def matters(self, values: Mapping[str, object]) -> bool:
        """Whether it does anything beside these values of its method's parameters."""
        if self.only_with is None:
            return True
        name, *needed = self.only_with
        return values[name] in needed

    def told(self, value: Value) -> str:
        """A value as captions say it: "steps 50", or "all sequences"."""
        named = bool(self.zero) and not isinstance(value, bool) and value == 0
        return self.zero if named else f"{self.name.replace('_', ' ')} {in_words(value)}"

    @property
    def allowed(self) -> str:
        """What it may be, in words."""
        if self.kind == "choice":
            return f"one of {', '.join(self.choices)}"
        if self.kind == "flag":
            return "yes or no"
        if self.kind == "layer":
            return f"the name of a layer, or {INPUT}" if self.input_too else "the name of a layer"
        unit = f" ({self.unit})" if self.unit else ""
        number = "a whole number" if self.kind == "int" else "a number"
        if math.isinf(self.most):
            return number + ("" if math.isinf(self.least) else f" from {bound(self.least)} on") + unit
        return f"{number} from {bound(self.least)} to {bound(self.most)}{unit}"

    def parse(self, given: object, owner: str) -> Value:
        """What was given, typed or as a value, in the one form in which equal values are equal.

        Args:
            given: such as 16, 16.0 or "16".
            owner: key of the method it belongs to, for the sentence.

        Raises:
            UsageError: where it is not allowed.
        """
        found = self._converted(given)
        if found is None:
            raise UsageError(f"The parameter {owner}.{self.name} must be {self.allowed}, not “{given}”.")
        return found

    def _converted(self, given: object) -> Value | None:
        text = str(given).strip()
        match self.kind:
            case "choice":
                return text if text in self.choices else None
            case "flag":
                return given if isinstance(given, bool) else _WORDS.get(text.lower())
            case "layer":
                return text if self.input_too or text != INPUT else None
            case _:
                return None if isinstance(given, bool) else self._number(text)

    def _number(self, text: str) -> int | float | None:
        """The number, if it is one within the bounds. What has no fraction is a whole number however it is typed."""
        if self.kind == "int" and _WHOLE.fullmatch(text):
            whole = int(text) if len(text) < 20 else None  # exact beyond the 53 bits of a float
            return whole if whole is not None and self.least <= whole <= self.most else None
        try:
            number = float(text) if "_" not in text else math.nan
        except ValueError:
            return None
        if not math.isfinite(number) or not self.least <= number <= self.most:
            return None
        if self.kind == "int":
            return int(number) if number.is_integer() else None
        return number + 0.0  # -0.0 becomes 0.0


def bound(value: float) -> str:
    """A bound as it is typed: a whole number with all its digits."""
    return f"{value:.0f}" if float(value).is_integer() else f"{value:g}"


def in_words(value: Value) -> str:
    """A value as it is typed and shown."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


SEED = Parameter("seed", "int", 0, "of the random numbers: the same seed repeats bit for bit", least=0, most=2**32 - 1)
"""What a random method is repeated by; a `Request` holds it in a place of its own."""
