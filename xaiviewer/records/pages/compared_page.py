"""Two networks compared, as one page to read, and as rows of a table: no script, nothing loaded from outside."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from xaiviewer import paths
from xaiviewer.evaluation.compared import counted
from xaiviewer.records import NOTICE
from xaiviewer.records.pages.html_style import STYLE
from xaiviewer.records.pages.making import engine, interval, number

_PAGE = """\
<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{{ a }} and {{ b }} · xaiviewer</title>
<meta name="viewport" content="width=device-width"><style>{{ style | safe }}</style></head><body>
<p class="notice">{{ notice }}</p><main><header><h1>{{ a }} and {{ b }}</h1><p>{{ told }}</p></header>
<section><h2>What sets b apart from a</h2>
{% for each in said %}
<p class="lead">{{ each }}</p>
{% endfor %}
</section>
{% for title, head, rows in tables %}
<section><h2>{{ title }}</h2><table><thead>
<tr>{% for each in head %}<th>{{ each }}</th>{% endfor %}</tr></thead><tbody>
{%- for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</tbody></table>
</section>
{% endfor %}
<section><h2>How this was measured</h2><dl>
{% for name, text in conventions.items() %}
<dt>{{ name }}</dt><dd>{{ text }}</dd>
{% endfor %}
</dl></section></main><footer>xaiviewer · {{ notice }}</footer></body></html>
"""

_DECISIONS = {
    "same_call": "the same class is called",
    "probability_difference": "probability, b less a",
    "probability_distance": "distance of the probabilities",
    "accuracy_a": "accuracy of a",
    "accuracy_b": "accuracy of b",
    "accuracy_difference": "accuracy, b less a",
    "auroc_a": "AUROC of a",
    "auroc_b": "AUROC of b",
    "auroc_difference": "AUROC, b less a",
}
_LAYERS = {
    "rank_correlation": "rank correlation",
    "overlap": "overlap",
    "overlap_by_chance": "by chance",
    "mass_a": "mass in the mask, a",
    "mass_b": "b",
    "mass_difference": "b less a",
}


def compared_page(report: Mapping[str, Any]) -> str:
    """The page for what `evaluation.compared.compared_report` and the command put together; everything is escaped."""
    decisions, models, classes = report["decisions"], report["models"], report["classes"]
    volumes = report["settings"]["volumes"]
    tables = [
        (
            "Decisions",
            ("", "value", "95 % interval"),
            [(_DECISIONS[key], *_cells(decisions[key])) for key in _DECISIONS],
        ),
        (
            "Maps of corresponding layers",
            ("a", "b", "corresponding by", *_LAYERS.values()),
            [(each["a"], each["b"], each["by"], *(_cell(each[key]) for key in _LAYERS)) for each in report["layers"]],
        ),
        ("Weights", ("part", "changed by"), [(each["part"], number(each["change"])) for each in report["weights"]]),
        (
            "Patients",
            ("patient", "volumes" if volumes else "slices", "the same class is called", "trained"),
            [
                (each["name"], each["slices"], number(each["same_call"]), ", ".join(each["trained_on"]))
                for each in report["patients"]
            ],
        ),
        ("Networks", ("", "name", "architecture", "SHA-256"), [(key, *each.values()) for key, each in models.items()]),
        (
            "Classes",
            ("", "compared", "all"),
            [(key, classes[key]["compared"], ", ".join(classes[key]["classes"])) for key in "ab"],
        ),
        ("Left out", ("case", "why"), [(each["name"], each["reason"]) for each in report["skipped"]]),
    ]
    compared = " and ".join(dict.fromkeys(classes[each]["compared"] for each in "ab"))
    return (
        engine()
        .from_string(_PAGE)
        .render(
            style=STYLE,
            notice=NOTICE,
            a=models["a"]["name"],
            b=models["b"]["name"],
            told=f"{len(report['patients'])} patients · {counted(decisions['slices'], volumes=volumes)} · {compared}",
            said=report["changes"],
            tables=[each for each in tables if each[2]],
            conventions=report["conventions"],
        )
    )


def schema_file() -> Path:
    """The JSON schema of the report."""
    return paths.resources() / "schemas" / "compared.json"


def compared_csv(report: Mapping[str, Any]) -> bytes:
    """A row for every figure: what it is of, its name, its value and its interval."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("of", "layer_a", "layer_b", "by", "figure", "value", "low", "high"))
    writer.writerows(["" if cell is None else cell for cell in row] for row in _rows(report))
    return stream.getvalue().encode("utf-8", "replace")


def _rows(report: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    for key in _DECISIONS:
        each = report["decisions"][key]
        yield "decisions", "", "", "", key, each["value"], each["low"], each["high"]
    for layer in report["layers"]:
        for key in _LAYERS:
            each = layer[key]
            yield "maps", layer["a"], layer["b"], layer["by"], key, each["value"], each["low"], each["high"]
    for part in report["weights"]:
        yield "weights", part["part"], part["part"], "name", "change", part["change"], None, None


def _cells(figure: Mapping[str, float | None]) -> tuple[str, str]:
    return number(figure["value"]), interval(figure)


def _cell(figure: Mapping[str, float | None]) -> str:
    return f"{number(figure['value'])} ({interval(figure)})"
