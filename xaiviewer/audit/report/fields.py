"""Frozen values to JSON and back, and the JSON schema of both: the types' own fields say it all."""

from __future__ import annotations

import math
import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

DIGITS = 6
"""Significant digits of a number in a file: more than any figure over patients holds."""

_Value = TypeVar("_Value")


def plain(value: Any) -> Any:
    """A frozen value as JSON has it: NaN and infinities become null, numbers keep `DIGITS` digits."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None
    return value


def built(kind: type[_Value], found: Any) -> _Value:
    """The frozen value that `plain` wrote; null becomes NaN where a number stands.

    Raises:
        ValueError: where a field is missing, unknown or of another type.
    """
    made: _Value = _built(kind, found, kind.__name__)
    return made


def schema(kind: type, title: str, words: str) -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of what `plain` writes for a frozen type."""
    known: dict[str, Any] = {}
    _described(kind, known)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": words,
        "$ref": f"#/$defs/{kind.__name__}",
        "$defs": known,
    }


@cache
def _fields(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, found: Any, where: str) -> Any:
    """A value of any type that a field may have."""
    if is_dataclass(kind):
        return _made(kind, found, where)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        wanted = next(each for each in inner if each is not type(None))
        return None if found is None else _built(wanted, found, where)
    if origin in {tuple, Sequence}:
        values = _checked(found, list, where)
        return tuple(_built(inner[0], each, f"{where}[{place}]") for place, each in enumerate(values))
    if origin is Mapping:
        values = _checked(found, dict, where)
        return {key: _built(inner[1], each, f"{where}.{key}") for key, each in values.items()}
    if origin is Literal and found not in inner:
        raise ValueError(f"{where} is {found!r}, not one of {inner}")
    if origin is Literal:
        return found
    return _number(found, where) if kind is float else _checked(found, kind, where)


def _checked(found: Any, kind: type, where: str) -> Any:
    """The value, if it is of the type; a truth value is no number."""
    if isinstance(found, bool) is not (kind is bool) or not isinstance(found, kind):
        message = f"{where} is {found!r}, no {kind.__name__}"
        raise ValueError(message)
    return found


def _number(found: Any, where: str) -> float:
    if found is None:
        return math.nan
    return float(found) if isinstance(found, int) and not isinstance(found, bool) else _checked(found, float, where)


def _made(kind: Any, found: Any, where: str) -> Any:
    hints = _fields(kind)
    if not isinstance(found, dict) or set(found) != set(hints):
        known = set(found) if isinstance(found, dict) else set()
        raise ValueError(f"{where} has other fields than {kind.__name__}: {sorted(known ^ set(hints))}")
    return kind(**{name: _built(hint, found[name], f"{where}.{name}") for name, hint in hints.items()})


def _described(kind: Any, known: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; frozen types are described once, in `known`."""
    whole: Any = kind
    if is_dataclass(kind):
        name = str(getattr(kind, "__name__", ""))
        if name not in known:
            known[name] = {}
            hints = _fields(whole)
            known[name] = {
                "type": "object",
                "description": _words(kind),
                "properties": {each: _described(hint, known) for each, hint in hints.items()},
                "required": list(hints),
                "additionalProperties": False,
            }
        return {"$ref": f"#/$defs/{name}"}
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        wanted = next(each for each in inner if each is not type(None))
        return {"anyOf": [_described(wanted, known), {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in {tuple, Sequence}:
        return {"type": "array", "items": _described(inner[0], known)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _described(inner[1], known)}
    return {"type": {float: ["number", "null"], int: "integer", bool: "boolean", str: "string"}[kind]}


def _words(kind: Any) -> str:
    """The docstring without its indentation."""
    lines = (kind.__doc__ or "").strip().splitlines()
    return "\n".join(line.removeprefix("    ").rstrip() for line in lines)
