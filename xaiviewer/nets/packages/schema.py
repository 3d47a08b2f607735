"""What a JSON value breaks of a JSON schema, in words; of the schema's words those that the published ones use."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from xaiviewer import paths

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}

_NO_LETTERS = ("Cc", "Cs")
"""Categories of what can be in no name: control characters, halves of pairs that stand for one letter."""

_LARGEST = 1e300
"""Of any number: JSON's integers have no end, and what is no number is not below it either."""


@cache
def published(name: str) -> dict[str, Any]:
    """One of `resources/schemas`."""
    found: dict[str, Any] = json.loads((paths.resources() / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, for `json.loads`. Of what it says twice other readers may take the other: it is refused.

    Raises:
        ValueError: where that is so.
    """
    told: dict[str, Any] = {}
    for name, value in pairs:
        if name in told:
            raise ValueError(f"it says “{name[:80]}” twice")
        told[name] = value
    return told


def complaint(value: Any, rule: Mapping[str, Any]) -> str:
    """The first thing that is not as the schema says: "inputs.size is 4; it must be at least 16"; "" for none."""
    return next(_complaints(value, rule, ""), "")


def _complaints(value: Any, rule: Mapping[str, Any], where: str) -> Iterator[str]:
    name = where or "the file"
    if "const" in rule and value != rule["const"]:
        yield f"{name} is {_told(value)}; this version knows {_told(rule['const'])}"
    elif "enum" in rule and (value not in rule["enum"] or isinstance(value, bool)):
        yield f"{name} is {_told(value)}; it must be one of {', '.join(map(str, rule['enum']))}"
    elif not _is(value, rule.get("type")):
        yield f"{name} is {_told(value)}; it must be of type {_types(rule['type'])}"
    elif isinstance(value, dict):
        yield from _of_object(value, rule, where)
    elif isinstance(value, list):
        yield from _of_array(value, rule, where)
    elif isinstance(value, str):
        yield from _of_string(value, rule, name)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _of_number(value, rule, name)


def _of_object(value: Mapping[str, Any], rule: Mapping[str, Any], where: str) -> Iterator[str]:
    known = rule.get("properties", {})
    within = f" in {where}" if where else ""
    for name in rule.get("required", ()):
        if name not in value:
            yield f"“{name}” is missing{within}"
    for name, each in value.items():
        if name in known:
            yield from _complaints(each, known[name], f"{where}.{name}" if where else name)
        elif rule.get("additionalProperties") is False:
            yield f"“{name[:80]}” is not known{within}; known are {', '.join(known)}"


def _of_array(value: list[Any], rule: Mapping[str, Any], where: str) -> Iterator[str]:
    least, most = rule.get("minItems", 0), rule.get("maxItems", math.inf)
    if not least <= len(value) <= most:
        yield f"{where} has {len(value)} entries; it must have from {least} to {most}"
        return
    for number, each in enumerate(value):
        yield from _complaints(each, rule.get("items", {}), f"{where}[{number}]")


def _of_string(value: str, rule: Mapping[str, Any], name: str) -> Iterator[str]:
    if any(unicodedata.category(each) in _NO_LETTERS and each not in "\n\t" for each in value):
        yield f"{name} holds characters that are no text"
    elif not rule.get("minLength", 0) <= len(value) <= rule.get("maxLength", math.inf):
        yield f"{name} has {len(value)} letters; it must have from {rule.get('minLength', 0)} to {rule['maxLength']}"
    elif "pattern" in rule and re.fullmatch(rule["pattern"], value) is None:
        yield f"{name} is {_told(value)}; it must look like {rule['pattern']}"


def _of_number(value: float, rule: Mapping[str, Any], name: str) -> Iterator[str]:
    if not -_LARGEST <= value <= _LARGEST:
        yield f"{name} is {_told(value)}; it must be a finite number"
    elif value < rule.get("minimum", -math.inf):
        yield f"{name} is {value}; it must be at least {rule['minimum']}"
    elif value > rule.get("maximum", math.inf):
        yield f"{name} is {value}; it must be at most {rule['maximum']}"


def _is(value: Any, types: str | list[str] | None) -> bool:
    """Whether a value is of a type; true and false are no numbers."""
    if types is None:
        return True
    named = [types] if isinstance(types, str) else types
    if isinstance(value, bool):
        return "boolean" in named
    return any(isinstance(value, _TYPES[each]) for each in named)


def _types(types: str | list[str]) -> str:
    return types if isinstance(types, str) else " or ".join(types)


def _told(value: Any) -> str:
    """A value, shortened."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."
