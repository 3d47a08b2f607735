"""The methods as lists and tables, all from their declarations: for people, for programs, for the manual."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from xaiviewer.commands.options.method_seconds import Seconds, in_seconds
from xaiviewer.commands.options.methods import PRESETS, preset_of
from xaiviewer.requests import METHODS, InputShape, Method, Need, Parameter, Task, Value
from xaiviewer.requests.parameter import in_words

Shapes = Mapping[Task, InputShape]
"""What the network of each task takes: costs depend on it."""


def takes(method: Method) -> str:
    """Which networks a method can be asked about."""
    network = "segmenter" if method.task == "segmentation" else "classifier"
    if Need.ACTIVATIONS in method.needs:
        return f"any {network} whose layers can be traced"
    return f"any {network} that gradients pass" if Need.GRADIENTS in method.needs else f"any {network}"


def method_fields(method: Method, shapes: Shapes, seconds: Seconds) -> dict[str, Any]:
    """A declaration as plain values; costs are those of the defaults, seconds those of `method_seconds`."""
    cost = method.cost(shapes[method.task])
    return {
        "key": method.key,
        "title": method.title,
        "family": method.family,
        "task": method.task,
        "answers": method.answers.value,
        "question": method.question,
        "parameters": [_parameter_fields(each) for each in method.parameters],
        "presets": {name: dict(preset_of(method, name)) for name in PRESETS if preset_of(method, name)},
        "cost": {"forward": cost.forward, "backward": cost.backward, "shared_by_the_family": cost.shared},
        "seconds": seconds.get(method.key),
        "needs": [each.value for each in method.needs],
        "takes": takes(method),
        "signed": method.signed,
        "random": method.random,
        "source": method.source,
        "notes": list(method.notes),
        "warning": method.warning or None,
    }


def method_words(method: Method, shapes: Shapes, seconds: Seconds) -> str:
    """A declaration to read, several lines."""
    costs = f"{method.cost(shapes[method.task])}, {in_seconds(method.key, seconds)}"
    lines = [
        f"{method.key}: {method.title}",
        f"    {method.question}",
        f"    gives {method.answers.value} · {costs} · takes {takes(method)} · {method.source}",
        *(
            f"    {method.key}.{each.name}={in_words(each.default)}: {each.help}; {each.allowed}"
            for each in method.parameters
        ),
        *(f"    {name}: {_set(preset_of(method, name))}" for name in PRESETS if preset_of(method, name)),
        *(f"    note: {each}" for each in method.notes),
        *([f"    warning: {method.warning}"] if method.warning else []),
    ]
    return "\n".join(lines)


def methods_table(shapes: Shapes, seconds: Seconds) -> list[str]:
    """Every method as a row of Markdown."""
    head = "| method | on the command line | what it answers | gives | passes | time | takes | source |"
    return [
        *_head(head),
        *(
            _row(
                each.title,
                f"`{each.key}`",
                each.question,
                each.answers.value,
                str(each.cost(shapes[each.task])),
                in_seconds(each.key, seconds),
                takes(each),
                each.source,
            )
            for each in METHODS.values()
        ),
    ]


def parameters_table() -> list[str]:
    """Every parameter as a row of Markdown, and what the presets make of it."""
    rows = [
        _row(f"`{method.key}.{each.name}`", _in_presets(method, each), each.allowed, each.help)
        for method in METHODS.values()
        for each in method.parameters
    ]
    return [*_head("| parameter | default (quick, thorough) | may be | what it is |"), *rows]


def families_table(seconds: Seconds) -> list[str]:
    """Every family as a row of Markdown, with its methods and how long each takes."""
    families = groupby(METHODS.values(), key=lambda method: method.family)
    rows = [
        _row(name, ", ".join(f"{each.title} `{each.key}` {in_seconds(each.key, seconds)}" for each in methods))
        for name, methods in families
    ]
    return [*_head("| family | methods, and the time of a slice |"), *rows]


def _in_presets(method: Method, parameter: Parameter) -> str:
    default = in_words(parameter.default) or "(none)"
    presets = [preset_of(method, name).get(parameter.name, parameter.default) for name in PRESETS]
    if all(value == parameter.default for value in presets):
        return default
    return f"{default} ({', '.join(in_words(value) for value in presets)})"


def _head(titles: str) -> list[str]:
    return [titles, "|" + "---|" * (titles.count("|") - 1)]


def _row(*cells: str) -> str:
    return f"| {' | '.join(each.replace('|', '∣') for each in cells)} |"


def _set(values: Mapping[str, Value]) -> str:
    return ", ".join(f"{name}={in_words(value)}" for name, value in values.items())


def _parameter_fields(parameter: Parameter) -> dict[str, Any]:
    numbers = parameter.kind in {"int", "float"}
    return {
        "name": parameter.name,
        "kind": parameter.kind,
        "default": parameter.default,
        "least": parameter.least if numbers else None,
        "most": parameter.most if numbers else None,
        "choices": list(parameter.choices),
        "unit": parameter.unit,
        "only_with": list(parameter.only_with) if parameter.only_with else None,
        "input_too": parameter.input_too,
        "help": parameter.help,
    }
