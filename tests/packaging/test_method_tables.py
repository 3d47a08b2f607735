"""The tables of methods in README and manual are what the methods declare."""

import re
from itertools import takewhile

import method_tables
import pytest

from xaiviewer import paths
from xaiviewer.commands.options.method_seconds import kept
from xaiviewer.requests import METHODS, ONE_PASS_METHODS

TABLES = method_tables.tables()


def text_of(name: str) -> str:
    return (method_tables.ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_are_what_the_methods_declare(name: str):
    lines = text_of(name).splitlines()
    for table in TABLES[name]:
        start = lines.index(table[0])
        found = [*takewhile(lambda line: line.startswith("|"), lines[start:])]
        assert found == table, "run packaging/method_tables.py"


def test_every_method_stands_in_every_table_of_methods():
    for tables in TABLES.values():
        assert all(f"`{key}`" in "\n".join(tables[0]) for key in METHODS)


@pytest.mark.parametrize("sentence", method_tables.sentences())
def test_the_manual_says_what_costs_and_times_are_of(sentence: str):
    assert sentence in text_of(method_tables.MANUAL), "run packaging/method_tables.py"


def test_the_readme_says_what_the_times_are_times_of():
    assert method_tables.sentences()[1] in text_of(method_tables.README), "run packaging/method_tables.py"


def test_every_method_was_measured():
    assert set(kept(paths.resources()).seconds) == set(METHODS)


def test_the_formula_of_every_method_that_comes_with_a_slice_is_told():
    text = (paths.resources() / "manual" / "methods.md").read_text(encoding="utf-8")
    table = text.partition("| the map at a position |")[2].partition("\n\n")[0]
    formulas = dict(re.findall(r"^\| (\S+) \| `(\S+)` \|", table, re.MULTILINE))
    assert formulas == {METHODS[key].title: key for key in ONE_PASS_METHODS}


def test_what_stands_around_a_table_stays():
    head, row = "| method | x |", "| a | b |"
    text = f"before\n\n{head}\n|---|---|\n| old | row |\n\nafter\n"
    assert method_tables.renewed(text, [[head, "|---|---|", row]], ()) == text.replace("| old | row |", row)
