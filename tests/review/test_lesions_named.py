"""What is said of a lesion stays with it, however its outline changes and however it is numbered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from xaiviewer import paths
from xaiviewer.ledger.forms import Form, Question
from xaiviewer.ledger.writers import Reader
from xaiviewer.review import Review

FORM = Form("of lesions", (Question("real", "Is it real?", "choice", ("yes", "no"), places=("lesion",)),))
SLICE, LOW, HIGH = 2, 0.3, 0.7
FAINT, BRIGHT = slice(4, 16), slice(20, 28)  # rows and columns of both; at a high gate the first one shrinks


@pytest.fixture
def review(fakes: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Review]:
    """One case with two lesions of the model, of which the larger is the smaller one above another gate."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "data")
    analyser = fakes.FakeAnalyser(size=32)

    def outlined(case: Any, settings: Any, index: int) -> Any:
        made = analyser.result(case, settings, index)
        mask = np.zeros(case.shape, dtype=bool)
        if index == SLICE:
            mask[BRIGHT, BRIGHT] = True
            faint = FAINT if (settings.gate or 0) < HIGH else slice(8, 12)
            mask[faint, faint] = True
        return replace(made, segmentation=mask)

    analyser.gives = outlined
    made = Review(fakes.FakeReader(replace(fakes.make_case("one"), mask=None)), lambda: analyser)
    made.set_analysis(replace(made.settings, gate=LOW))
    made.shelf.open_paths([Path("one")])
    qtbot.waitUntil(lambda: made.shown.state.complete and made.work.state.task is None, timeout=20_000)
    made.verdicts.be(Reader("r1"))
    made.verdicts.make(tmp_path / "new.xaireview")
    made.verdicts.ask(FORM)
    made.verdicts.ask_about("lesion")
    made.outlined.ask(on=True)
    qtbot.waitUntil(lambda: made.outlined.state.table is not None and made.verdicts.state.form == FORM, timeout=20_000)
    yield made
    made.close()


def _numbered(review: Review) -> list[int]:
    table = review.outlined.state.table
    assert table is not None
    return [row.lesion.voxels for row in table.rows]


def test_an_answer_stays_with_its_lesion_when_another_gate_renumbers_it(review: Review, qtbot: Any) -> None:
    verdicts, outlined = review.verdicts, review.outlined
    assert _numbered(review) == [144, 64]
    outlined.select(0)
    verdicts.answer("real", "yes")
    qtbot.waitUntil(lambda: verdicts.state.waiting == 0, timeout=10_000)
    before = outlined.state.table
    review.set_analysis(replace(review.settings, gate=HIGH))
    qtbot.waitUntil(lambda: outlined.state.table not in (None, before) and not outlined.busy, timeout=20_000)
    qtbot.waitUntil(lambda: _numbered(review) == [64, 16], timeout=20_000)
    outlined.select(0)
    assert verdicts.given is None, "nobody said anything of this one"
    outlined.select(1)
    assert verdicts.given is not None
    assert verdicts.given.value == "yes"
    verdicts.answer("real", "no")
    review.set_analysis(replace(review.settings, gate=LOW))
    qtbot.waitUntil(lambda: _numbered(review) == [144, 64], timeout=20_000)
    outlined.select(0)
    assert verdicts.given is not None
    assert verdicts.given.value == "no"
    assert len(verdicts.state.history) == 1


def test_the_lesion_that_is_chosen_stays_chosen_where_it_is_renumbered(review: Review, qtbot: Any) -> None:
    review.outlined.select(1)
    review.set_analysis(replace(review.settings, gate=HIGH))
    qtbot.waitUntil(lambda: _numbered(review) == [64, 16], timeout=20_000)
    assert review.outlined.state.selected in (0, None)
