"""As much of JSON Schema as our schemas use, so that what is written can be held against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "null": type(None)}
_TYPES["boolean"] = bool
KNOWN = {"$schema", "title", "description", "type", "required", "additionalProperties"}
KNOWN |= {"properties", "items", "const", "minimum", "maximum", "anyOf", "enum", "pattern", "$ref", "$defs"}


def misfits(value: Any, schema: dict[str, Any], at: str = "", root: dict[str, Any] | None = None) -> Iterator[str]:
    """Where a value does not fit; `root` is the whole schema, where `schema` is a part of it."""
    root = schema if root is None else root
    assert set(schema) <= KNOWN, f"the checker does not know {set(schema) - KNOWN}"
    if "$ref" in schema:
        yield from misfits(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], at, root)
    if "anyOf" in schema:
        yield from min((list(misfits(value, each, at, root)) for each in schema["anyOf"]), key=len)
    allowed = schema.get("type", [])
    types = [allowed] if isinstance(allowed, str) else allowed
    if types and not any(_is(value, each) for each in types):
        yield f"{at}: {value!r} is no {types}"
        return
    yield from _of_word(value, schema, at)
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from misfits(each, schema.get("items", {}), f"{at}[{number}]", root)
    if isinstance(value, dict):
        yield from _of_object(value, schema, at, root)


def _is(value: Any, name: str) -> bool:
    return isinstance(value, _TYPES[name]) and isinstance(value, bool) == (name == "boolean")


def _of_word(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    """Of words and numbers."""
    if ("const" in schema and value != schema["const"]) or value not in schema.get("enum", (value,)):
        yield f"{at}: {value!r}"
    if not re.search(schema.get("pattern", ""), str(value)):
        yield f"{at}: {value!r} is not like {schema['pattern']}"
    if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: {value!r} is out of range"


def _of_object(value: dict[str, Any], schema: dict[str, Any], at: str, root: dict[str, Any]) -> Iterator[str]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    yield from (f"{at}: {name} is missing" for name in set(schema.get("required", ())) - set(value))
    for name, each in value.items():
        if name not in known and others is False:
            yield f"{at}: {name} is unknown"
        rule = known.get(name, others if isinstance(others, dict) else {})
        yield from misfits(each, rule, f"{at}.{name}", root)
