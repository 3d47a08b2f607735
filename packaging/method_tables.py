"""The tables of methods: ``python packaging/method_tables.py`` after a declaration in `requests/methods/` was changed,
or the times were measured anew.

Writes the tables that ``xaiviewer methods --markdown`` prints into README and manual, each in the place of the one
with the same head, and what their costs and times are of.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from xaiviewer.commands.options.method_seconds import kept
from xaiviewer.commands.options.method_tables import families_table, methods_table, parameters_table
from xaiviewer.commands.verbs.methods import costs_sentence, shapes_in

ROOT = Path(__file__).resolve().parent.parent
README, MANUAL = "README.md", "resources/manual/methods.md"
RESOURCES = ROOT / "resources"


def tables() -> dict[str, list[list[str]]]:
    """By file, the lines of each table."""
    shapes, seconds = shapes_in(RESOURCES / "models"), kept(RESOURCES).seconds
    return {README: [families_table(seconds)], MANUAL: [methods_table(shapes, seconds), parameters_table()]}


def sentences() -> tuple[str, str]:
    """What the costs are costs of, and the times times of; each begins with a word of its own and a colon."""
    return costs_sentence(shapes_in(RESOURCES / "models")), kept(RESOURCES).sentence


def renewed(text: str, wanted: Sequence[Sequence[str]], said: Sequence[str]) -> str:
    """A file's text with its tables, and its lines that begin like the sentences, as they are wanted.

    Raises:
        ValueError: where it has no table with such a head.
    """
    lines = text.split("\n")
    for table in wanted:
        start = lines.index(table[0])
        end = next(at for at in range(start, len(lines) + 1) if at == len(lines) or not lines[at].startswith("|"))
        lines[start:end] = table
    text = "\n".join(lines)
    for sentence in said:
        first = sentence.partition(":")[0]
        text = re.sub(rf"^{first}: .*$", lambda _, sentence=sentence: sentence, text, flags=re.MULTILINE)
    return text


def write(root: Path, wanted: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Write every file anew."""
    for name, some in wanted.items():
        file = root / name
        file.write_text(renewed(file.read_text(encoding="utf-8"), some, sentences()), encoding="utf-8")


if __name__ == "__main__":
    write(ROOT, tables())
