"""The pages of the preferences, from the top: a line each."""

from __future__ import annotations

from xaiviewer.ui.dialogs.keys.page import KeysPage
from xaiviewer.ui.dialogs.preferences.analysis import analysis_page
from xaiviewer.ui.dialogs.preferences.appearance import AppearancePage
from xaiviewer.ui.dialogs.preferences.computing import computing_page
from xaiviewer.ui.dialogs.preferences.page import Page
from xaiviewer.ui.dialogs.preferences.reset import ResetPage
from xaiviewer.ui.language import later

PAGES: tuple[Page, ...] = (
    Page("appearance", later("Appearance"), lambda _: AppearancePage()),
    Page("keys", later("Keys and mouse"), lambda _: KeysPage()),
    Page("analysis", later("Analysis"), analysis_page),
    Page("computing", later("Computing"), computing_page),
    Page("reset", later("Reset"), ResetPage),
)
