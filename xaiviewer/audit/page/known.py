"""An audit's report looked up by key: how things are called, and which rows belong together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from xaiviewer.audit.report import STRONGEST, BestRow, CaseEntry, Figure, Report, SurvivalRow
from xaiviewer.records.pages.making import UNDEFINED, between, number
from xaiviewer.summary.null_names import null_title

_MAIN = "mass"
_LEAST = 0.001


@dataclass(frozen=True, eq=False)
class Known:
    """A report, and what its keys mean.

    Attributes:
        report: it.
        folder: of the audit, as a shell takes it.
        pictures: ``data:`` addresses by the names of pictures in the report; those that are there.
    """

    report: Report
    folder: str = "DIR"
    pictures: Mapping[str, str] = field(default_factory=dict)

    def opens(self, place: int | None = None) -> str:
        """The command that opens the audit in the window; with a place, at that disagreement, counted from 1."""
        return f"xaiviewer --audit {self.folder}" + ("" if place is None else f" --disagreement {place}")

    @cached_property
    def layers(self) -> list[dict[str, Any]]:
        """The layers as charts take them, see `manifest.layer_fields`."""
        return [
            {
                "name": each.name,
                "groups": list(each.groups),
                "other_names": {
                    library: name.strip() for library, _, name in (other.partition(":") for other in each.other_names)
                },
            }
            for each in self.report.layers
        ]

    @cached_property
    def main(self) -> str:
        """Key of the measure that stands first: relevance mass, which needs no threshold, where it was measured."""
        keys = [each.key for each in self.report.measures]
        return _MAIN if _MAIN in keys or not keys else keys[0]

    @cached_property
    def measures(self) -> list[str]:
        """Keys of the measures, the main one first."""
        keys = [each.key for each in self.report.measures]
        return sorted(keys, key=lambda key: key != self.main)

    def method(self, key: str) -> str:
        """How a method is called."""
        return self._titles.get(key, key or UNDEFINED)

    def measure(self, key: str) -> str:
        """How a measure is called."""
        return self._measures.get(key, key)

    def null(self, key: str) -> str:
        """How a null is called."""
        if key == STRONGEST:
            return "the strongest null"
        title = self._nulls.get(key, key)
        return null_title(key) if title == key else title

    def case(self, number_: int) -> CaseEntry | None:
        """A patient by number."""
        return self._cases.get(number_)

    def label(self, number_: int) -> str:
        """What a patient is called."""
        found = self.case(number_)
        return f"Case {number_}" if found is None else found.label

    def best(self, measure: str) -> list[BestRow]:
        """A measure's row of every layer that has one, from the input to the output."""
        rows = {each.layer: each for each in self.report.best if each.measure == measure}
        return [rows[layer.name] for layer in self.report.layers if layer.name in rows]

    def survival(self, measure: str, null: str = STRONGEST) -> dict[tuple[str, str], SurvivalRow]:
        """A measure's rows against one null, by method and layer."""
        return self._survival.get((measure, null), {})

    def nearest(self, layer: str) -> str:
        """The method of a layer that stands in the ranking by the main measure; "" where none does."""
        return self._nearest.get(layer, "")

    def nulls_of(self, measure: str) -> Iterator[tuple[str, str]]:
        """Key and kind of every null that a measure was held against, the strongest aside."""
        for (of, null), rows in self._survival.items():
            if of == measure and null != STRONGEST:
                yield null, next(iter(rows.values())).kind

    @cached_property
    def _survival(self) -> dict[tuple[str, str], dict[tuple[str, str], SurvivalRow]]:
        found: dict[tuple[str, str], dict[tuple[str, str], SurvivalRow]] = {}
        for row in self.report.survival:
            found.setdefault((row.measure, row.null), {})[row.method, row.layer] = row
        return found

    @cached_property
    def _nearest(self) -> dict[str, str]:
        return {each.layer: each.nearest for each in self.best(self.main)}

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {each.key: each.title for each in self.report.methods}

    @cached_property
    def _measures(self) -> dict[str, str]:
        return {each.key: each.title for each in self.report.measures}

    @cached_property
    def _nulls(self) -> dict[str, str]:
        return {each.key: each.title for each in self.report.nulls}

    @cached_property
    def _cases(self) -> dict[int, CaseEntry]:
        return {each.number: each for each in self.report.cases}


def with_interval(figure: Figure, form: str = "{:.3f}") -> str:
    """A figure with its interval."""
    if math.isnan(figure.value):
        return UNDEFINED
    return f"{number(figure.value, form)} ({between(figure.low, figure.high, form)})"


def chance(name: str, value: float) -> str:
    """A p or q in words; "not measured" where there is none."""
    if math.isnan(value):
        return f"{name} not measured"
    return f"{name} < {_LEAST}" if value < _LEAST else f"{name} {value:.3f}"


def percent(share: float) -> str:
    """A share; a dash where it is undefined."""
    return number(100 * share, "{:.0f} %")


def capital(words: str) -> str:
    """The same with a capital at its beginning."""
    return words[:1].upper() + words[1:]
