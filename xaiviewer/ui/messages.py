"""What the banner says of cases: that one could not be read, or that it is not sure which series is which."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from xaiviewer.case import Case
from xaiviewer.review import Failure, Review, query
from xaiviewer.review.derived.sources import doubt
from xaiviewer.ui.bars.banner import Banner
from xaiviewer.ui.dialogs.dialogs import Dialogs
from xaiviewer.ui.language import tr


class Messages(QObject):
    """Says it, takes it back in time, and offers what helps."""

    def __init__(self, review: Review, banner: Banner, dialogs: Dialogs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review, self._banner, self._dialogs = review, banner, dialogs
        self._doubted: set[Path] = set()
        self._current: Path | None = None
        self._about_case = False  # what is said concerns the current case
        self._gave_way: Path | None = None  # the case that it concerns, where another one is on the screen
        for store in (review.shelf, review.work, review.visits, review.verdicts):
            store.failed.connect(self._take_failure)
        banner.help_asked.connect(self._help)

    def turn_to_case(self) -> None:
        """Another case is shown, or more of it: what was said of the one before goes."""
        self._clear()
        case = self._review.shown.state.case
        if case is not None:
            self._raise_doubt(case)

    def _clear(self) -> None:
        """What was said of a case goes with it, what was said of a search with the next case after the search."""
        shelf = self._review.shelf.state
        another = shelf.current != self._current
        self._current = shelf.current
        of_case = self._about_case and (another or self._review.shown.state.case is not None)
        of_search = not self._about_case and another and not shelf.search.running
        if of_case or of_search:
            self._banner.hide()

    def _raise_doubt(self, case: Case) -> None:
        """Say once where it is not sure which series is which, and offer the choice."""
        sentence = doubt(case)
        if sentence and case.source not in self._doubted:
            self._doubted.add(case.source)
            self._about_case, self._gave_way = True, None
            stands_in = bool(query.doubted(self._review.shown.state))  # which the decision, titles and notices say, too
            kept = stands_in and not (case.mask is not None and case.mask.doubt)
            self._banner.say(sentence, button=tr("Sequences and masks…"), kept=kept)

    def _take_failure(self, failure: Failure) -> None:
        state = self._review.shown.state
        self._about_case = failure.case is not None and failure.case == self._review.shelf.state.current
        unread = self._about_case and state.case is None and state.contents is not None
        self._gave_way = failure.case if not self._about_case else None
        self._banner.say(failure.sentence, button=tr("Sequences and masks…") if unread or self._gave_way else "")

    def _help(self) -> None:
        """With a case that could not be read and gave way to the one before it, or with the current one."""
        if self._gave_way is not None:
            self._dialogs.look_into(self._gave_way)
        else:
            self._dialogs.show_sequences()
