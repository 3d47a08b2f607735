"""As much of JSON Schema as our schemas use, so that what is written can be held against them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "null": type(None)}
KNOWN = {"$schema", "title", "description", "type", "required", "additionalProperties"}
KNOWN |= {"properties", "items", "const", "minimum", "maximum"}


def misfits(value: Any, schema: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where a value does not fit."""
    assert set(schema) <= KNOWN, f"the checker does not know {set(schema) - KNOWN}"
    allowed = schema.get("type", [])
    types = [allowed] if isinstance(allowed, str) else allowed
    if types and not any(isinstance(value, _TYPES[each]) and not isinstance(value, bool) for each in types):
        yield f"{at}: {value!r} is no {types}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r}"
    if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: {value!r} is out of range"
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from misfits(each, schema.get("items", {}), f"{at}[{number}]")
    if isinstance(value, dict):
        known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
        yield from (f"{at}: {name} is missing" for name in set(schema.get("required", ())) - set(value))
        for name, each in value.items():
            if name not in known and others is False:
                yield f"{at}: {name} is unknown"
            rule = known.get(name, others if isinstance(others, dict) else {})
            yield from misfits(each, rule, f"{at}.{name}")
