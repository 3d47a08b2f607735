"""What readers came to, in the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot

from tests.studies.conftest import made_case
from tests.studies.test_sitting import answer, sit
from xaiviewer.ledger.identity import CaseIdentity
from xaiviewer.ledger.opening import create_project, open_project
from xaiviewer.ledger.writers import Reader
from xaiviewer.studies.design import Arm, Design, Excluded, Reference
from xaiviewer.studies.package import make_study
from xaiviewer.ui.panels.figures import dialog as dialog_module
from xaiviewer.ui.panels.figures.dialog import FiguresDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two readers who agree on one case of two."""
    file = tmp_path / "all.xaireview"
    create_project(file, Reader("r1")).close()
    for name, second in (("r1", "accept"), ("r2", "reject")):
        with open_project(file, Reader(name)) as opened:
            for digit, value in (("a", "accept"), ("b", second)):
                opened.register(CaseIdentity(digit * 64, "", digit))
                opened.answer(digit * 64, "prediction", value)
    return file


def _shown(qtbot: QtBot, project: Path | None) -> FiguresDialog:
    made = FiguresDialog(lambda: project)
    qtbot.addWidget(made)
    made.open_asking()
    return made


def _cells(dialog: FiguresDialog, number: int) -> list[list[str]]:
    """The texts of the n-th table shown."""
    model = dialog.area.widget().findChildren(QTableView)[number].model()
    lines = range(model.rowCount())
    return [[str(model.index(line, at).data()) for at in range(model.columnCount())] for line in lines]


def test_the_open_projects_readers_are_held_against_each_other(project: Path, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = _shown(qtbot, project)
    qtbot.waitUntil(dialog.save.isEnabled)
    assert dialog.told.text() == "2 readers · 2 cases · 4 answers"
    assert _cells(dialog, 0)[0][:3] == ["Is the prediction right?", "2", "0.500 (0.000 to 1.000)"]
    assert _cells(dialog, 1) == [
        ["Is the prediction right?", "accept", "2", "1"],
        ["Is the prediction right?", "reject", "0", "1"],
    ]
    for name in ("figures.html", "figures.json"):
        dialog.write(tmp_path / name)
        qtbot.waitUntil((tmp_path / name).is_file)
        qtbot.waitUntil(dialog.save.isEnabled)
    assert json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["readers"] == ["r1", "r2"]
    assert "Agreement between readers" in (tmp_path / "figures.html").read_text(encoding="utf-8")
    dialog.close_threads()


def test_a_studys_figures_are_opened_with_the_owners_key(tmp_path: Path, qtbot: QtBot) -> None:
    cases = [made_case(number, holds=number % 2 == 0) for number in range(2)]
    design = Design(
        *("trial", (Arm("all", (("prediction",),)),), ("r1", "r2")),
        wash_out_days=0.0,
        reference=Reference("Two neuroradiologists, in consensus", "ITK-SNAP 4"),
        excluded=(Excluded("case 7", "moved during FLAIR"),),
    )
    owner = make_study(design, cases, tmp_path / "study")
    with sit(owner, tmp_path / "study" / "reader-1") as sitting:
        while sitting.due is not None:
            answer(sitting)
    dialog = _shown(qtbot, None)
    assert not dialog.of_project.isEnabled()
    dialog.show_study(tmp_path / "study" / "owner.xaikey", [tmp_path / "study" / "reader-1" / "answers.xaireview"])
    qtbot.waitUntil(dialog.save.isEnabled)
    assert dialog.title.text() == "trial"
    assert [row[1] for row in _cells(dialog, 0)] == ["all readers", "r1"]
    told = [each.text() for each in dialog.area.widget().findChildren(QLabel)]
    assert "r2 has 2 steps to do." in told
    assert "Reference: Two neuroradiologists, in consensus · ITK-SNAP 4\nLeft out: case 7 (moved during FLAIR)" in told
    dialog.close_threads()


def test_remarks_and_headings_are_told_in_the_readers_language(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    german = {
        "{reader} has {steps} steps to do.": "{steps} für {reader}.",
        "prediction": "Vorhersage",
        "map": "Karte",
    }
    monkeypatch.setattr(dialog_module, "tr", lambda text, _=None, number=-1: german.get(text, text))
    cases = [made_case(number, holds=number % 2 == 0) for number in range(2)]
    design = Design("trial", (Arm("map", (("prediction", "map"),)),), ("r1", "r2"), wash_out_days=0.0)
    owner = make_study(design, cases, tmp_path / "study")
    with sit(owner, tmp_path / "study" / "reader-1") as sitting:
        while sitting.due is not None:
            answer(sitting)
    dialog = _shown(qtbot, None)
    dialog.show_study(tmp_path / "study" / "owner.xaikey", [tmp_path / "study" / "reader-1" / "answers.xaireview"])
    qtbot.waitUntil(dialog.save.isEnabled)
    assert "2 für r2." in [each.text() for each in dialog.area.widget().findChildren(QLabel)]
    shown = [row for number in range(3) for row in _cells(dialog, number)]
    assert any(row[:3] == ["map", "1", "Vorhersage, Karte"] for row in shown), "an arm keeps the name that it was given"
    dialog.close_threads()


def test_what_is_no_key_is_told_in_a_sentence(project: Path, qtbot: QtBot) -> None:
    dialog = _shown(qtbot, None)
    dialog.show_study(project, [project])
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "no key of a study's owner" in dialog.problem.text()
    assert not dialog.save.isEnabled()
    dialog.close_threads()
