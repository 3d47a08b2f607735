"""An audit on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xaiviewer.__main__ import main


@pytest.fixture
def window(monkeypatch):
    """Stands in for the window: records what it was asked to open."""
    opened = []
    monkeypatch.setattr(
        "xaiviewer.ui.start.app.run", lambda paths, services, **options: opened.append((list(paths), options)) or 0
    )
    monkeypatch.setattr("xaiviewer.ui.start.preflight.check", lambda: None)
    monkeypatch.setattr("xaiviewer.ui.start.second_start.is_first", lambda *_: pytest.fail("it asked another window"))
    return opened


@pytest.fixture
def audited(tmp_path) -> Path:
    row = {
        "case": 1, "slice": 2, "kind": "right for the wrong reason", "network": "bundled", "called": "tumour",
        "probability": 0.9, "without": None, "method": "grad-cam", "layer": "layer4.2.relu_2", "mass": 0.1,
        "expected": 0.3, "null": "moved", "points_inside": False, "p": 0.5, "q": 0.6, "picture": "",
    }  # fmt: skip
    (tmp_path / "report.json").write_text(
        json.dumps({"schema": 1, "networks": [], "cases": [], "disagreements": [row, {**row, "slice": 3}]})
    )
    return tmp_path


def test_an_audit_opens_in_a_window_of_its_own(window, audited):
    assert main(["--audit", str(audited), "--disagreement", "2"]) == 0
    paths, options = window[0]
    assert paths == []
    assert options["audit"].folder == audited
    assert options["disagreement"] == 2
    assert options["address"] is None


@pytest.mark.parametrize(
    "words", [["--audit", "{}/nowhere"], ["--audit", "{}", "--disagreement", "3"], ["--disagreement", "2"]]
)
def test_what_is_no_audit_or_not_in_it_is_one_sentence(words, window, audited, capsys, no_torch):
    assert main([each.format(audited) for each in words]) == 2
    told = capsys.readouterr().err
    assert told.startswith("xaiviewer: ")
    assert told.count("\n") == 1
    assert window == []
