"""The codes of errors and notices: ``python packaging/codes.py`` after a sentence was added or worded anew.

Gathers the patterns of all sentences from the source into `resources/codes.txt`. A sentence that is there keeps its
code; one that resembles a sentence that went takes over its code; any other gets one made of its words. What is no
longer said stays in the list, marked, so that a code of an older version can be looked up.
"""

import ast
import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from xaiviewer.codes import GAP, RETIRED, weight

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "resources" / "codes.txt"
SILENT = ("benchmarks/", "display/", "requests/measure", "requests/methods/", "ui/")  # what says nothing of a case,
SPEAKING = ("ui/start/preflight.py",)  # but for this
HELP = ("help", "description", "epilog")  # a command's own words
LEAST = 10  # letters that a pattern needs to tell anything,
WORDS = 4  # and words, where it neither holds a value nor ends as a sentence does
ALIKE = 0.75
_PLACE = re.compile(r"\{\w*\}")  # of a value, also where it has a name


def patterns(folder: Path = ROOT / "xaiviewer") -> set[str]:
    """The patterns of all sentences."""
    trees = {path.relative_to(folder).as_posix(): ast.parse(path.read_text("utf-8")) for path in folder.rglob("*.py")}
    spoken = {name: tree for name, tree in trees.items() if name in SPEAKING or not name.startswith(SILENT)}
    constants = dict(pair for tree in spoken.values() for pair in _constants(tree))
    found = {_PLACE.sub(GAP, text) for tree in spoken.values() for text in _sentences(tree, constants)}
    return {each for each in found if _tells(each)}


def _tells(pattern: str) -> bool:
    """Whether it may be a sentence or a part of one: no keyword, no expression of search, no text of several lines."""
    if weight(pattern) < LEAST or set(pattern) & set("\\\n|\0"):
        return False
    return len(pattern.split()) >= WORDS or (" " in pattern.strip() and (GAP in pattern or pattern.endswith(".")))


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """A module's own texts by their names: a sentence that ends in one of them is a pattern with it."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from ((target.id, node.value.value) for target in node.targets if isinstance(target, ast.Name))


def _sentences(tree: ast.Module, constants: Mapping[str, str]) -> Iterator[str]:
    apart: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            apart.add(node.value)  # a docstring
        if isinstance(node, ast.keyword) and node.arg in HELP:
            apart |= set(ast.walk(node.value))
        if isinstance(node, ast.JoinedStr):
            apart |= {part for part in node.values if isinstance(part, ast.Constant)}
    for node in ast.walk(tree):
        if node in apart:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        if isinstance(node, ast.JoinedStr):
            yield "".join(_part(part, constants) for part in node.values)


def _part(part: ast.expr, constants: Mapping[str, str]) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name):
        return constants.get(part.value.id, GAP)
    return GAP


def renewed(lines: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """The list's lines for these patterns: what is known keeps its code, what went stays, marked."""
    said, gone = {}, {}
    for line in lines:
        code, pattern = line.removeprefix(RETIRED).strip().split(" ", 1)
        (gone if line.startswith(RETIRED) else said)[pattern] = code
    known = gone | said
    wanted = set(wanted)
    given = {pattern: known[pattern] for pattern in wanted & known.keys()}
    free = {pattern: code for pattern, code in said.items() if pattern not in wanted}
    taken = set(known.values())
    for pattern in sorted(wanted - given.keys()):
        before = difflib.get_close_matches(pattern, free, n=1, cutoff=ALIKE)
        given[pattern] = free.pop(before[0]) if before else _new(pattern, taken)
        taken.add(given[pattern])
    left = {pattern: code for pattern, code in known.items() if code not in given.values()}
    marked = [f"{RETIRED} {code} {pattern}" for pattern, code in left.items()]
    return sorted([*(f"{code} {pattern}" for pattern, code in given.items()), *marked], key=_order)


def _new(pattern: str, taken: set[str]) -> str:
    """Five characters of the pattern's hash; the next five where another sentence has those."""
    digest = hashlib.blake2b(pattern.encode()).hexdigest().upper()
    return next(code for at in range(0, 120, 5) if (code := f"XV-{digest[at : at + 5]}") not in taken)


def _order(line: str) -> str:
    """By the sentence, so that two changes rarely meet in one place."""
    return line.removeprefix(RETIRED).strip().split(" ", 1)[1]


if __name__ == "__main__":
    before = FILE.read_text(encoding="utf-8").splitlines() if FILE.is_file() else []
    FILE.write_text("\n".join(renewed(before, patterns())) + "\n", encoding="utf-8")
