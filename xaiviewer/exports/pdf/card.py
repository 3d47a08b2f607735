"""The summary of a model card: what the network is for and its figures, as kept beside its weights."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xaiviewer import paths
from xaiviewer.errors import ModelError
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.named import named
from xaiviewer.records.pages.html_report import FIGURE_NAMES
from xaiviewer.requests import ModelIdentity

_CARD = "MODEL_CARD.md"
_MOST_ROWS = 14
_NAMES = {**FIGURE_NAMES, "dice_mean": "Dice, mean", "dice_median": "Dice, median"}
"""What a card calls by the name in its measurements, in the words of a report."""


@dataclass(frozen=True)
class Card:
    """The beginning of a model card.

    Attributes:
        title: its heading.
        told: its first paragraph.
        facts: what its list says before any table: of networks of the user's own input, classes, licence and training.
        about: the heading of its first table: on whom the figures were measured.
        head, rows: of that table.
    """

    title: str
    told: str
    about: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    facts: tuple[tuple[str, str], ...] = ()


def card_of(model: ModelIdentity, folder: Path | None = None) -> Card | None:
    """The card of these very weights among the program's packages and the user's own; None where there is none."""
    places = (paths.models(), store.folder()) if folder is None else (folder,)
    for package in (each for place in places for each in sorted(place.glob("*"))):
        try:
            if named(package).sha256 == model.sha256:
                return _read((package / _CARD).read_text(encoding="utf-8"))
        except (OSError, ModelError):
            continue
    return None


def _read(text: str) -> Card:
    blocks = [each.strip() for each in text.split("\n\n") if each.strip()]
    title = next((each.lstrip("# ") for each in blocks if each.startswith("# ")), "")
    told = next((each.replace("\n", " ") for each in blocks if not each.startswith(("#", "|", "-", "*"))), "")
    listed = next((each for each in blocks if each.startswith("* ")), "")
    split = (line.removeprefix("* ").partition(": ") for line in listed.splitlines())
    facts = tuple((name, value) for name, colon, value in split if colon)
    place = next((number for number, each in enumerate(blocks) if each.startswith("|")), None)
    if place is None:
        return Card(title, told, "", (), (), facts)
    before = blocks[place - 1] if place else ""
    about = before.lstrip("# ") if before.startswith("#") else before
    lines = [tuple(_named(cell.strip()) for cell in line.strip("| ").split("|")) for line in blocks[place].splitlines()]
    return Card(title, told, about, lines[0], tuple(lines[2 : 2 + _MOST_ROWS]), facts)


def _named(cell: str) -> str:
    return _NAMES.get(cell, cell)
