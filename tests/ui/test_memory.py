"""How much is kept of cases that are not on the screen is the reader's choice, and is kept itself."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from xaiviewer.ui import settings
from xaiviewer.ui.dialogs.preferences.computing import ComputingPage


def test_the_page_says_what_memory_is_for_and_what_none_means(qtbot: QtBot) -> None:
    dialog = ComputingPage(1024)
    qtbot.addWidget(dialog)
    assert dialog.memory_mb == 1024
    assert "read ahead" in dialog.about_memory.text()
    dialog.memory.setValue(0)
    assert dialog.memory_mb == 0
    assert dialog.about_memory.text().startswith("No case is read ahead")
    dialog.memory.setValue(dialog.memory.maximum())
    assert dialog.memory_mb == settings.MOST_MB


@pytest.mark.parametrize(("kept", "got"), [(512, 512), (0, 0), (-5, 0), (10**9, settings.MOST_MB), ("much", 1024)])
def test_the_choice_is_kept_and_nonsense_is_not_taken(kept: object, got: int) -> None:
    assert settings.memory_mb(1024) == 1024
    settings.keep_memory_mb(kept)  # type: ignore[arg-type] # as a damaged file would have it
    assert settings.memory_mb(1024) == got
    settings.keep_memory_mb(1024)
