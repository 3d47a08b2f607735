"""What a search finds: cases, and what was left out with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from xaiviewer.case import Contents
from xaiviewer.readers.files.listing import Fault, Skipped
from xaiviewer.readers.naming.names import shown


@dataclass(frozen=True)
class FoundCase:
    """A case.

    Attributes:
        path: what it is opened by.
        contents: what lies on disk for it; None where that was not looked at, because it cannot be opened.
    """

    path: Path
    contents: Contents | None = None


@dataclass
class Findings:
    """What lies below a folder.

    Attributes:
        cases: in natural order of their paths.
        skipped: what was left out.
        sentences: on what cannot be opened, naming the file.
    """

    cases: list[FoundCase] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    def leave_out(self, faults: Iterable[Fault]) -> None:
        """Add files that cannot be opened; the sentences begin with the file's path."""
        for path, raw in faults:
            sentence = shown(raw)
            self.sentences.append(sentence)
            reason = sentence.removeprefix(shown(path)).strip(" :")
            self.skipped.append(Skipped(path, reason or sentence))
