"""What is said of a case and its files while they are read, in the reader's language."""

from __future__ import annotations

from pathlib import Path

from xaiviewer.codes import code_of
from xaiviewer.readers.naming.names import shown
from xaiviewer.requests.notice import Notice
from xaiviewer.summary.unlike import unlike
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.language.refusals import part, translated


def told(sentence: str) -> str:
    """A notice by its parts where it keeps them, else by its words; itself where it is none that is known."""
    if isinstance(sentence, Notice):
        return " ".join(each.said(tr, figure) for each in unlike((sentence,)))
    return translated(sentence)


def coded(sentence: str) -> str:
    """The same with the code of the English sentence behind it, by which it is known in every language."""
    return f"{told(sentence)} [{code_of(sentence)}]"


def skipped(path: Path, reason: str) -> str:
    """Why a file was left out: a sentence that begins with the file's name has lost that in a list of files."""
    alone = part(reason)
    if alone != reason:
        return alone
    name = f"{shown(path)} "
    whole = translated(name + reason)
    return whole.removeprefix(name) if whole != name + reason else reason
