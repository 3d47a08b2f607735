"""Every text of the window goes through Qt's translation, and what the translations hold is whole."""

from __future__ import annotations

import ast
import json
import pkgutil
import re
import shutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QTranslator

from xaiviewer import RESEARCH_USE, paths, summary
from xaiviewer.analysis.analyser import ONE_NETWORK
from xaiviewer.analysis.prepared import TRAINED_ON
from xaiviewer.display import heat
from xaiviewer.display.colour import COLOUR_MAPS
from xaiviewer.exports import plan
from xaiviewer.exports.kinds.registry import KINDS
from xaiviewer.ledger.forms import DEFAULT, FLAG
from xaiviewer.ledger.worklist import ORDERS
from xaiviewer.nets import memory
from xaiviewer.nets.graphs.words import OUTPUTS_ONLY
from xaiviewer.nets.inputs import distribution, doubts, input_range, windows
from xaiviewer.nets.inputs.distribution import known_from
from xaiviewer.nets.inputs.turns import TITLES
from xaiviewer.nets.inputs.wanted import FITS
from xaiviewer.nets.packages.opening import NO_GOLDEN, NOT_MEASURED, OF_SEGMENTER
from xaiviewer.readers.grids import orientation
from xaiviewer.records import faithfulness, reading_tables
from xaiviewer.requests import FURTHER_MEASURES, MEASURES, METHODS, units
from xaiviewer.requests.badges import CHECKS, PHANTOM
from xaiviewer.requests.faithfulness import REMOVALS
from xaiviewer.studies import outlining, results
from xaiviewer.studies.design import ITEMS
from xaiviewer.ui.kit.actions import ACTIONS, GROUPS
from xaiviewer.ui.language import elsewhere
from xaiviewer.ui.language.texts import CONTEXT
from xaiviewer.ui.language.translators import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "xaiviewer" / "ui").rglob("*.py"))
FOLDER = paths.resources() / "language"
WORDS = re.compile(r"[A-Za-z']{2,},? [A-Za-z']{2,}|^[A-Z][a-z]+[….:]?$")
FIELDS = re.compile(r"\{\w*\}|%L?n")

NOT_SHOWN = {"raise", "setStyleSheet", "info", "error", "warning", "setFamilies", "setStyle"}
"""Errors stay English; style sheets, the log and fonts' names are nobody's texts."""
EXCEPTIONS = {
    "about_dialog.py": {"Name", "Classifier", "License"},  # fields of a distribution
    "actions.py": {"Up", "Down", "Left", "Right", "Esc"},  # Qt's names of keys
    "keymap.py": {"Tab", "Backtab", "Return", "Enter", "Space", "Esc", "xaiviewer keys"},  # Qt's names; a file's format
    "tile.py": {"frame of reference"},  # how two studies are registered
    "view.py": {"frame of reference"},
    "picturing.py": {"Description"},  # a field of PNG files
    "card_words.py": {"xaiviewer model measure"},  # a command
    "delegate.py": {"in work"},  # a status
    "done_page.py": {"xaiviewer model measure"},
    "dialog.py": {"pdf csv", "Up", "Down"},  # keys of forms, and of the keyboard
    "difference.py": {'<span style="color:', "Dice"},  # markup; a name
    "golden_field.py": {'numpy.savez("golden.npz", input=pictures, output=network.predict(pictures))'},  # Python
    "help_overlay.py": set(GROUPS),  # translated in the next line but one
    "translators.py": set(LANGUAGES.values()),
    "wording.py": {"Hard swish", "Leaky ReLU"},  # kinds of layers
}


OTHERS = ("RESEARCH_USE", "MOVED", "UNIFORM", "SEQUENCES")
"""Constants of other rooms that the summary uses."""


def message_of(element: ET.Element) -> tuple[str, str, bool]:
    """English text, comment, and whether a number decides its form."""
    return element.findtext("source") or "", element.findtext("comment") or "", element.get("numerus") == "yes"


def messages(file: Path) -> dict[tuple[str, str, bool], list[str]]:
    """Every message of a .ts file with its translations: one, or singular and plural."""
    found = {}
    for element in ET.parse(file).iter("message"):
        told = element.find("translation")
        assert told is not None
        forms = [each.text or "" for each in told.findall("numerusform")] or [told.text or ""]
        found[message_of(element)] = ["" if told.get("type") == "unfinished" else form for form in forms]
    return found


GERMAN = messages(FOLDER / "xaiviewer_de.ts")
ENGLISH = messages(FOLDER / "xaiviewer_en.ts")


@pytest.fixture(scope="module")
def tool() -> Iterator[Any]:
    """`packaging/translations.py`."""
    sys.path.insert(0, str(ROOT / "packaging"))
    yield import_module("translations")
    sys.path.remove(str(ROOT / "packaging"))


@pytest.fixture(scope="module")
def fresh(tool: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the translations that was just brought up to date and released."""
    folder = tmp_path_factory.mktemp("language")
    for file in FOLDER.glob("*.ts"):
        shutil.copy(file, folder)
    tool.update(folder)
    tool.release(folder)
    return folder


def name_of(node: ast.AST) -> str:
    """What is called, or "raise"."""
    if isinstance(node, ast.Raise):
        return "raise"
    if isinstance(node, ast.Call):
        return getattr(node.func, "attr", getattr(node.func, "id", ""))
    return ""


def literals(tree: ast.AST) -> Iterator[str]:
    """Every literal of a module that reads like a text, is shown, and was not marked for translation."""
    apart: set[ast.AST] = set()
    marked: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            apart |= {part.value for part in node.body if isinstance(part, ast.Expr)}  # docstrings
        if name_of(node) in ("tr", "later"):
            apart |= set(ast.walk(node))
            marked |= {each.value for each in ast.walk(node) if isinstance(each, ast.Constant)}
        if name_of(node) in NOT_SHOWN:
            apart |= set(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in apart:
            text = node.value.strip()
            if WORDS.search(text) and text not in marked:
                yield text


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_text_is_marked_for_translation(path: Path) -> None:
    if path.name in ("theme.py", "style_sheet.py", "preflight.py", "self_test.py"):
        pytest.skip("a style sheet; before Qt starts; a command's")
    found = set(literals(ast.parse(path.read_text(encoding="utf-8"))))
    assert found <= EXCEPTIONS.get(path.name, set()), 'write tr("...").format(...), see xaiviewer/ui/language'


def test_the_walk_finds_texts_that_are_not_marked() -> None:
    code = 'label("Two words"); button.setText("Close"); x.setToolTip(f"{n} of these files"); tr("Marked here")'
    assert list(literals(ast.parse(code))) == ["Two words", "Close", "of these files"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_lupdate_can_see_every_text(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inside = [each for each in ast.walk(node) if name_of(each) in ("tr", "later")]
            assert not any(isinstance(each.args[0], ast.Constant) for each in inside), "lupdate does not look there"
        if name_of(node) in ("tr", "later"):
            assert not isinstance(node.args[0], ast.JoinedStr), "a text is looked up before its values are filled in"


def test_the_translations_hold_every_text_and_no_other(fresh: Path) -> None:
    command = "run packaging/translations.py and translate what is unfinished"
    for name in ("xaiviewer_de.ts", "xaiviewer_en.ts"):
        assert messages(fresh / name).keys() == messages(FOLDER / name).keys(), command


def test_german_is_complete_and_english_has_its_singulars() -> None:
    for file in (GERMAN, ENGLISH):
        assert [message for message, forms in file.items() if not all(forms)] == []
    assert ENGLISH.keys() == {message for message in GERMAN if message[2]}
    assert all(forms[1] == text for (text, _, _), forms in ENGLISH.items()), "the text in the code is the plural"


@pytest.mark.parametrize("translated", [GERMAN, ENGLISH], ids=["de", "en"])
def test_translations_hold_the_same_values_and_end_alike(translated: dict[tuple[str, str, bool], list[str]]) -> None:
    for (text, _, _), forms in translated.items():
        for form in forms:
            assert sorted(FIELDS.findall(form)) == sorted(FIELDS.findall(text)), text
            assert (form[:1].isspace(), form[-1:].isspace()) == (text[:1].isspace(), text[-1:].isspace()), text
            for mark in (".", "…", "?", ":"):
                assert form.endswith(mark) == text.endswith(mark), text


def test_the_files_that_the_program_loads_were_made_from_these(fresh: Path) -> None:
    for language, translated in (("de", GERMAN), ("en", ENGLISH)):
        loaded, made = QTranslator(), QTranslator()
        assert loaded.load(f"xaiviewer_{language}", str(FOLDER))
        assert made.load(f"xaiviewer_{language}", str(fresh))
        for (text, comment, numbered), forms in translated.items():
            for number, form in zip((1, 2) if numbered else (-1,), forms, strict=True):
                got = loaded.translate(CONTEXT, text, comment or None, number)
                assert got == made.translate(CONTEXT, text, comment or None, number) == form, "run packaging/..."


def _constants_of(package: ModuleType) -> Iterator[str]:
    """The constant texts and terms of a package's modules."""
    for found in pkgutil.iter_modules(package.__path__):
        module = import_module(f"{package.__name__}.{found.name}")
        for name, value in vars(module).items():
            if re.fullmatch("[A-Z][A-Z_]*", name) and name not in OTHERS:
                held = value.values() if isinstance(value, dict) else (value,)
                yield from (each.text if isinstance(each, summary.Term) else each for each in held)


def test_texts_of_rooms_without_qt_are_marked() -> None:
    assert (RESEARCH_USE,) == elsewhere.RESEARCH
    assert (OUTPUTS_ONLY,) == elsewhere.GRAPHS
    bundled = json.loads((paths.resources() / "models" / "classifier" / "model.json").read_text(encoding="utf-8"))
    assert tuple(bundled["classes"]) == elsewhere.CLASSES
    assert {each.title for each in KINDS} == set(elsewhere.EXPORTS)
    assert {plan.BURNED_IN, plan.ONE_EXPORT, plan.SOURCES, plan.MAPS} == set(elsewhere.EXPORT_WARNINGS)
    assert {plan.IF_OUTLINED, plan.IF_CHOSEN} == set(elsewhere.EXPORT_CONDITIONS)
    asked = (*DEFAULT.questions, FLAG)
    assert {each.title for each in ORDERS.values()} == set(elsewhere.ORDERS)
    assert {words for each in asked for words in (each.text, *each.choices)} == set(elsewhere.QUESTIONS)
    read = {*reading_tables.TITLES, *reading_tables.SENTENCES.values(), *reading_tables.HEADINGS}
    read |= {reading_tables.NOT_COMPARED, reading_tables.ALL, "the images alone", *ITEMS}
    assert read | {reading_tables.MISSING, results.CUT_SHORT, outlining.NO_FOLDER} == set(elsewhere.READING)
    measures = (*MEASURES.values(), *FURTHER_MEASURES.values())
    assert {each.title for each in measures} == set(elsewhere.SCORES)
    coloured = {text for each in COLOUR_MAPS.values() for text in (each.label, each.warning) if text}
    assert coloured == set(elsewhere.COLOURS)
    assert {units.LOGIT, units.PER_CELL, units.PER_PIXEL, units.PER_REGION} == set(elsewhere.UNITS)
    assert {heat.BELOW_THRESHOLD, heat.TOO_WEAK} == set(elsewhere.UNSEEN)
    tasks = set()
    for path in (ROOT / "xaiviewer" / "review").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        tasks |= set(re.findall(r'Task\("([^"]+)"', text)) | set(re.findall(r'what = "([^"]+)"', text))
        tasks |= set(re.findall(r'what = "[^"]+" if .* else "([^"]+)"', text))
    assert tasks == set(elsewhere.TASKS)
    assert {text for each in REMOVALS.values() for text in (each.title, each.note)} == set(elsewhere.REMOVALS)
    charts = (faithfulness.DELETION, faithfulness.INSERTION, *faithfulness.BY_SIZE.values())
    lines = {faithfulness.MAP, faithfulness.BRIGHTNESS, faithfulness.RANDOM}
    lines |= {faithfulness.WHOLE, faithfulness.ELSEWHERE, faithfulness.REGION}
    assert {text for each in charts for text in (each.title, each.axis)} | lines == set(elsewhere.CHARTS)
    assert set(orientation.PLANES) == set(elsewhere.PLANES)
    assert (set(TITLES.values()), set(FITS.values())) == (set(elsewhere.TURNS), set(elsewhere.FITS))
    declared = METHODS.values()
    assert {text for each in declared for text in (each.family, each.question, *each.notes)} == set(elsewhere.METHODS)
    assert {each.warning for each in declared if each.warning} == set(elsewhere.WARNINGS)
    checked = {text for each in CHECKS.values() for text in (each.title, each.question)}
    assert {PHANTOM, *checked} == set(elsewhere.CHECKS)
    assert set(_constants_of(summary)) == set(elsewhere.SUMMARY)
    parameters = [parameter for each in declared for parameter in each.parameters]
    words = {word for each in parameters for word in (each.name.replace("_", " "), each.help, each.unit, *each.choices)}
    assert words - {""} == set(elsewhere.PARAMETERS)


def test_what_an_analysis_says_of_a_case_is_marked() -> None:
    told = {text for each in (distribution, doubts, input_range) for text in _texts_of(each)}
    told |= {text for each in ({}, {"distribution_of": "measured"}) for text in vars(known_from(each)).values()}
    told |= {TRAINED_ON, ONE_NETWORK, NO_GOLDEN, NOT_MEASURED, *OF_SEGMENTER.values()}
    told |= {windows.NO_AIR, windows.UNSAID, memory.FEWER, memory.ON_PROCESSOR}
    assert told == set(elsewhere.NOTICES)


def _texts_of(module: ModuleType) -> Iterator[str]:
    named = (value for name, value in vars(module).items() if re.fullmatch("[A-Z][A-Z_]*", name))
    yield from (value for value in named if isinstance(value, str))


def test_every_group_of_actions_is_a_heading() -> None:
    assert {each.group for each in ACTIONS} <= set(GROUPS)


def test_the_research_notice_is_unmistakable_in_german() -> None:
    assert GERMAN[RESEARCH_USE, "", False] == ["Nur für die Forschung, nicht zur Diagnose"]
