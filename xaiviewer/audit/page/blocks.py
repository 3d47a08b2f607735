"""What a section of the page is made of: plain values, which `template` writes as HTML and escapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

CellRole = Literal["", "weak", "caution", "code"]


@dataclass(frozen=True)
class Cell:
    """One cell of a table.

    Attributes:
        text: what stands in it.
        told: what is said where the pointer rests on it.
        role: "weak" stands back, "caution" warns, and the text says so without the colour; "code" may break anywhere.
    """

    text: str
    told: str = ""
    role: CellRole = ""


@dataclass(frozen=True)
class Said:
    """A paragraph.

    Attributes:
        text: what it says.
        role: "lead" below a heading, "small" below a picture, "caution" where a reading would mislead.
    """

    kind: ClassVar[str] = "said"
    text: str
    role: Literal["", "lead", "small", "caution"] = ""


@dataclass(frozen=True)
class Listed:
    """Sentences, one below the other."""

    kind: ClassVar[str] = "listed"
    sentences: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row is its heading.

    Attributes:
        caption: what it holds.
        head: over the columns.
        rows: texts or `Cell`, as many as `head`.
    """

    kind: ClassVar[str] = "table"
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str | Cell]]

    @property
    def cells(self) -> list[list[Cell]]:
        """The rows as cells."""
        return [[each if isinstance(each, Cell) else Cell(each) for each in row] for row in self.rows]


@dataclass(frozen=True)
class Chart:
    """A drawing.

    Attributes:
        svg: as `plots` make it, escaped already.
        caption: below it.
        title: above it.
    """

    kind: ClassVar[str] = "chart"
    svg: str
    caption: str = ""
    title: str = ""


@dataclass(frozen=True)
class Key:
    """The meaning of a line or mark; `mark` is a class of the style sheet."""

    mark: str
    name: str


@dataclass(frozen=True)
class Legend:
    """What lines and marks mean."""

    kind: ClassVar[str] = "legend"
    keys: Sequence[Key]


@dataclass(frozen=True)
class Picture:
    """A picture that lies within the page.

    Attributes:
        data: a ``data:`` address.
        alternative: what it shows, for whoever does not see it.
        caption: below it.
    """

    kind: ClassVar[str] = "picture"
    data: str
    alternative: str
    caption: str


@dataclass(frozen=True)
class Tile:
    """A figure that matters much."""

    name: str
    value: str
    small: str = ""


@dataclass(frozen=True)
class Tiles:
    """Figures side by side."""

    kind: ClassVar[str] = "tiles"
    tiles: Sequence[Tile]


@dataclass(frozen=True)
class Command:
    """A line to type."""

    kind: ClassVar[str] = "command"
    line: str


@dataclass(frozen=True)
class Terms:
    """Words and what they mean."""

    kind: ClassVar[str] = "terms"
    terms: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Beside:
    """Blocks side by side, as far as there is room."""

    kind: ClassVar[str] = "beside"
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Folded:
    """Blocks that are seen when the reader asks; on paper, too, those alone that are open."""

    kind: ClassVar[str] = "folded"
    summary: str
    blocks: Sequence[Block]


Block = Said | Listed | Table | Chart | Legend | Picture | Tiles | Command | Terms | Beside | Folded


@dataclass(frozen=True)
class Section:
    """One heading and what stands below it.

    Attributes:
        key: its anchor.
        title: the heading.
        blocks: from top to bottom.
    """

    key: str
    title: str
    blocks: Sequence[Block]
