"""What a command writes replaces results of earlier runs, and no image, project or key that is named by mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xaiviewer.__main__ import main
from xaiviewer.commands.options.outputs import replaceable
from xaiviewer.errors import UsageError


@pytest.mark.parametrize(
    "words",
    [
        ("inspect", "{case}", "--skipped", "{image}"),
        ("evaluate", "{case}", "--output", "{image}"),
        ("evaluate", "{case}", "--output", "r.json", "--html", "{image}"),
        ("compare", "bundled", "bundled", "{case}", "--output", "r.json", "--csv", "{image}"),
        ("sanity", "{case}", "--json", "{image}"),
        ("benchmark", "--json", "{image}"),
        ("--self-test", "{image}"),
        ("--self-test", "--picture", "{image}"),
    ],
)
def test_an_image_is_never_replaced(words, small_case_folder, tmp_path, monkeypatch, capsys, no_torch):
    monkeypatch.chdir(tmp_path)
    image = next(each for each in sorted(small_case_folder.iterdir()) if each.suffix == ".tif")
    before = image.read_bytes()
    assert main([each.format(case=small_case_folder, image=image) for each in words]) == 2
    assert "holds something else, which would be lost" in capsys.readouterr().err
    assert image.read_bytes() == before
    assert not list(tmp_path.iterdir())


def test_results_of_earlier_runs_are_replaced(tmp_path):
    for name, content in (("a.json", b"{}"), ("a.html", "<p>ä".encode()), ("a.pdf", b"%PDF-1.7\0"), ("a.png", b"")):
        (tmp_path / name).write_bytes(content)
        replaceable("the report", tmp_path / name)
    replaceable("the report", None, tmp_path / "new.json")


@pytest.mark.parametrize("name", ["a.pdf", "a.xlsx", "a.csv", "a"])
def test_what_is_not_of_its_endings_kind_is_kept(tmp_path, name):
    (tmp_path / name).write_bytes(b"II*\0\0\0")
    with pytest.raises(UsageError, match="holds something else"):
        replaceable("the report", tmp_path / name)


def test_a_key_is_not_replaced_by_what_is_made_with_it(tmp_path: Path):
    key = tmp_path / "owner.xaikey"
    key.write_text(json.dumps({"secret": 1}), encoding="utf-8")
    with pytest.raises(UsageError, match="is read here and would be lost"):
        replaceable("the figures", tmp_path / ".." / tmp_path.name / key.name, read=(key, None))


def test_a_design_that_may_have_been_changed_is_kept(tmp_path, capsys):
    design = tmp_path / "design.json"
    design.write_text("mine", encoding="utf-8")
    assert main(["review", "study", "design", "--output", str(design)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert design.read_text(encoding="utf-8") == "mine"
