"""What came out, in sentences and in a few figures."""

from __future__ import annotations

from xaiviewer.audit.page.blocks import Block, Listed, Said, Section, Tile, Tiles
from xaiviewer.audit.page.known import Known, percent
from xaiviewer.audit.report import WRONG_REASON
from xaiviewer.records.pages.making import between

_LESION = "lesion"


def summary(known: Known) -> Section:
    """The findings, in the report's own sentences; figures beside them; what they must not be read without."""
    blocks: list[Block] = [Tiles(_tiles(known)), *_cautions(known)]
    if known.report.findings:
        blocks.append(Listed(known.report.findings))
    else:
        blocks.append(Said("Nothing can be said of these cases."))
    return Section("summary", "What was found", blocks)


def _tiles(known: Known) -> list[Tile]:
    report, best = known.report, known.best(known.main)
    alive = sum(bool(each.method) for each in best)
    brighter = sum(each.brightness.low > 0 and each.brightness_q <= 0.05 for each in best)
    tiles = [
        Tile("Patients", str(len(report.cases)), f"{sum(each.slices for each in report.cases):,} slices"),
        Tile("Layers that survive", f"{alive} of {len(best)}", "some method lies above the strongest null"),
        Tile("Layers above brightness", f"{brighter} of {len(best)}", "of the main sequence"),
    ]
    relied = next((each for each in report.reliance if each.region == _LESION), None)
    if relied is not None:
        told = between(100 * relied.flips.low, 100 * relied.flips.high, "{:.0f}")
        tiles.append(
            Tile("Decisions that rest on the lesion", percent(relied.flips.value), f"flip without it; {told} %")
        )
    wrong = sum(each.kind == WRONG_REASON for each in report.disagreements)
    tiles.append(
        Tile(
            "Right for the wrong reason", str(wrong), f"slices; {len(report.disagreements) - wrong} disagree otherwise"
        )
    )
    return tiles


def _cautions(known: Known) -> list[Block]:
    cases = known.report.cases
    trained = sum(each.trained for each in cases)
    blocks: list[Block] = []
    if trained:
        blocks.append(
            Said(
                f"{trained} of {len(cases)} patients took part in the training of the network that judged them: their "
                "figures flatter it.",
                "caution",
            )
        )
    if len(cases) == 1:
        blocks.append(Said("One patient gives no interval: nothing here can be said to survive.", "caution"))
    return blocks
