"""The report as a file: it comes back as it was, and is what its published schema says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.audit.patients import report
from xaiviewer import paths
from xaiviewer.audit.report import FILE, Report, SkippedEntry, as_json, read_report
from xaiviewer.audit.report.fields import plain, schema
from xaiviewer.errors import ReadError

PUBLISHED = paths.resources() / "schemas" / "audit.json"
SKIPPED = SkippedEntry(9, "P9", "it has no mask", "XV-00000")


def described() -> dict[str, Any]:
    return schema(Report, "An audit of xaiviewer", "report.json as `xaiviewer audit` writes it; null: not measured.")


def complaints(value: Any, rule: dict[str, Any], known: dict[str, Any], where: str = "") -> list[str]:
    """What of a value is not as a schema says: of its words those that ours uses."""
    if "$ref" in rule:
        return complaints(value, known[rule["$ref"].rsplit("/", 1)[1]], known, where)
    if "anyOf" in rule:
        found = [complaints(value, each, known, where) for each in rule["anyOf"]]
        return [] if not all(found) else found[0]
    if "enum" in rule:
        return [] if value in rule["enum"] else [f"{where}: {value!r}"]
    kinds = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
    types = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
    types |= {"integer": int, "number": (int, float)}
    if not any(isinstance(value, types[each]) and (each == "boolean") >= isinstance(value, bool) for each in kinds):
        return [f"{where}: {value!r} is no {kinds}"]
    if isinstance(value, dict) and "properties" in rule:
        found = (
            [f"{where}: {sorted(set(value) ^ set(rule['required']))}"] if set(value) != set(rule["required"]) else []
        )
        return found + [
            each
            for name, inner in rule["properties"].items()
            if name in value
            for each in complaints(value[name], inner, known, f"{where}.{name}")
        ]
    if isinstance(value, dict):
        inner = rule["additionalProperties"]
        return [each for name in value for each in complaints(value[name], inner, known, f"{where}.{name}")]
    if isinstance(value, list):
        return [each for n, one in enumerate(value) for each in complaints(one, rule["items"], known, f"{where}[{n}]")]
    return []


def test_the_published_schema_is_that_of_the_types(request):
    if request.config.getoption("--update-snapshots"):
        PUBLISHED.parent.mkdir(exist_ok=True)
        PUBLISHED.write_text(json.dumps(described(), indent=1) + "\n", encoding="utf-8")
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == described()


def test_a_report_is_as_the_published_schema_says_and_one_that_is_not_is_told():
    rule = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    found = json.loads(as_json(report(skipped=[SKIPPED])))
    assert complaints(found, rule, rule["$defs"]) == []
    found["survival"][0]["p"] = "small"
    del found["reliance"][0]["q"]
    assert len(complaints(found, rule, rule["$defs"])) == 2


def test_a_report_comes_back_as_it_was_written(tmp_path):
    made = report(skipped=[SKIPPED])
    (tmp_path / FILE).write_bytes(as_json(made))
    again = read_report(tmp_path)
    assert plain(again) == plain(made)
    assert again.skipped == (SKIPPED,)
    assert as_json(again) == as_json(made)


def test_a_folder_without_a_report_and_one_of_another_version_are_refused(tmp_path):
    with pytest.raises(ReadError, match="holds no finished audit"):
        read_report(tmp_path)
    (tmp_path / FILE).write_text(json.dumps({"schema": 99}), encoding="utf-8")
    with pytest.raises(ReadError, match="no report of this version"):
        read_report(tmp_path)
    found = json.loads(as_json(report()))
    found["best"][0]["patients"] = "many"
    (tmp_path / FILE).write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(ReadError, match=r"Report.best\[0\].patients"):
        read_report(tmp_path)
