"""The tables of methods: ``python packaging/method_tables.py`` after a declaration in `requests/methods/` was changed.

Writes the tables that ``xaiviewer methods --markdown`` prints into README and manual, each in the place of the one
with the same head, and what their costs are costs of.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from xaiviewer.commands.options.method_tables import families_table, methods_table, parameters_table
from xaiviewer.commands.verbs.methods import costs_sentence, shapes_in

ROOT = Path(__file__).resolve().parent.parent
README, MANUAL = "README.md", "resources/manual/methods.md"
_COSTS = re.compile(r"^Costs: .*$", re.MULTILINE)


def tables() -> dict[str, list[list[str]]]:
    """By file, the lines of each table."""
    shapes = shapes_in(ROOT / "resources" / "models")
    return {README: [families_table()], MANUAL: [methods_table(shapes), parameters_table()]}


def costs() -> str:
    """The sentence on the costs."""
    return costs_sentence(shapes_in(ROOT / "resources" / "models"))


def renewed(text: str, wanted: Sequence[Sequence[str]], sentence: str) -> str:
    """A file's text with its tables as they are wanted.

    Raises:
        ValueError: where it has no table with such a head.
    """
    lines = text.split("\n")
    for table in wanted:
        start = lines.index(table[0])
        end = next(at for at in range(start, len(lines) + 1) if at == len(lines) or not lines[at].startswith("|"))
        lines[start:end] = table
    return _COSTS.sub(sentence, "\n".join(lines))


def write(root: Path, wanted: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Write every file anew."""
    for name, some in wanted.items():
        file = root / name
        file.write_text(renewed(file.read_text(encoding="utf-8"), some, costs()), encoding="utf-8")


if __name__ == "__main__":
    write(ROOT, tables())
