"""README and manual: what they name exists, what exists is named, and what is written can be typed."""

from __future__ import annotations

import json
import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest

from xaiviewer import paths
from xaiviewer.commands import COMMANDS
from xaiviewer.commands.options.parser import Parser

ROOT = Path(__file__).resolve().parent.parent
README, MANUAL = ROOT / "README.md", paths.resources() / "manual"
CHAPTERS = sorted(MANUAL.glob("*.md"))
PAGES = [README, *CHAPTERS]
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]*)(?:#([^)\s]*))?\)")
_FENCED = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def slugs(page: Path) -> set[str]:
    """What its headings are linked by, as GitHub makes it."""
    headings = re.findall(r"^#+ (.*)$", re.sub(_FENCED, "", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands_of(page: Path) -> list[list[str]]:
    """The words of each of xaiviewer's commands in its examples."""
    lines = [
        each for block in _FENCED.findall(text_of(page)) for line in block.splitlines() for each in line.split(";")
    ]
    typed = [shlex.split(line, comments=True) for line in lines]
    return [words[1:] for words in typed if words[:1] == ["xaiviewer"]]


def test_the_readme_is_short_and_the_chapters_are_few():
    assert text_of(README).count("\n") <= 230
    assert len(CHAPTERS) <= 14


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path):
    links = _LINK.findall(text_of(page))
    for target, anchor in links:
        assert "://" not in target, "what is read without a network may not need one"
        linked = (page.parent / target).resolve() if target else page
        assert linked.is_file(), target
        assert not anchor or anchor in slugs(linked), anchor
        assert page is README or linked.parent == MANUAL, f"{target} is not in the installed program"


@pytest.mark.parametrize("start", [README, MANUAL / "index.md"], ids=lambda page: page.name)
def test_every_chapter_can_be_reached(start: Path):
    linked = {(start.parent / target).resolve() for target, _ in _LINK.findall(text_of(start)) if target}
    assert set(CHAPTERS) <= linked | {MANUAL / "index.md"}


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.name)
def test_a_chapter_begins_with_its_title(page: Path):
    first, second = text_of(page).splitlines()[:2]
    assert re.fullmatch(r"# \S.*", first)
    assert not second


def test_pictures_are_few_and_small_and_each_is_shown():
    pictures = sorted(MANUAL.glob("*.png"))
    shown = {target for page in CHAPTERS for target, _ in _LINK.findall(text_of(page)) if target.endswith(".png")}
    assert {picture.name for picture in pictures} == shown
    assert len(pictures) <= 12
    assert max(picture.stat().st_size for picture in pictures) < 180_000


def test_every_command_has_an_example():
    for page in (README, MANUAL / "command-line.md"):
        assert {words[0] for words in commands_of(page)} >= COMMANDS.keys()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_written_can_be_typed(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    readers = [Path("study") / f"reader-{number}" for number in (1, 2)]
    for folder in ("patients", "others", "healthy", "practice", *readers):
        (tmp_path / folder).mkdir(parents=True)
    folds = tmp_path / "runs" / "classifier" / "folds.json"
    folds.parent.mkdir(parents=True)
    named = ("study.zip", "design.json", "study/owner.xaikey", *(f"{each}.xaireview" for each in ("r1", "r2", "all")))
    for file in (*named, *(each / "answers.xaireview" for each in readers), folds):
        (tmp_path / file).touch()
    for name, *words in commands_of(page):
        if name not in COMMANDS or words == ["--help"]:
            continue
        module = import_module(f"xaiviewer.commands.verbs.{name}")
        parser = Parser(f"xaiviewer {name}", COMMANDS[name])
        module.add_arguments(parser)
        parser.parse_args(words)  # complains of what it does not know


def test_the_manuals_figures_of_the_classifier_are_its_cards():
    """Both are written of the same measurements; what one says the other must not say otherwise."""
    told = text_of(MANUAL / "figures.md")
    package = paths.resources() / "models" / "classifier"
    card = text_of(package / "MODEL_CARD.md").splitlines()
    names = ("as acquired", "brain extraction (simulated)", "FLAIR alone")
    rows = [line for line in told.splitlines() if any(line.startswith(f"| {name} |") for name in names)]
    assert len(rows) == len(names)
    assert set(rows) <= set(card)
    measured = json.loads(text_of(package / "training.json"))
    (found,) = _all_of(measured, "without_tumour")
    for slices, called in found.values():
        assert f"on {called} of {slices} slices of one such patient" in " ".join(told.split())


def _all_of(value: object, key: str) -> list[dict[str, list[int]]]:
    """What a JSON document calls so, however deep it lies."""
    if isinstance(value, dict):
        here = [value[key]] if key in value else []
        return here + [each for inner in value.values() for each in _all_of(inner, key)]
    return [each for inner in value for each in _all_of(inner, key)] if isinstance(value, list) else []
