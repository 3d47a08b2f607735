"""How all of this was measured: enough to make it again."""

from __future__ import annotations

from xaiviewer.audit.page.blocks import Beside, Block, Cell, Command, Folded, Said, Section, Table, Terms
from xaiviewer.audit.page.known import Known, percent
from xaiviewer.evaluation.nulls import CONVENTION
from xaiviewer.records.pages.making import number


def measured(known: Known) -> Section:
    """The command, settings, weights, patients, what the nulls are, versions."""
    report = known.report
    blocks: list[Block] = [
        Said("This command makes the report again, from the same files and weights to the same bits."),
        Command(report.settings.command),
        Beside([Terms(_settings(known)), Table("Versions", ("Program", "Version"), list(report.versions.items()))]),
        Table(
            "Networks",
            ("Name", "Patients", "SHA-256 of the classifier's weights", "of the segmenter's"),
            [
                (each.name, str(each.cases), *(Cell(code, role="code") for code in (each.classifier, each.segmenter)))
                for each in report.networks
            ],
        ),
        Table(
            "What the maps are held against",
            ("Null", "Sort"),
            [(known.null(each.key), each.kind) for each in report.nulls],
        ),
        Folded(
            f"{len(report.cases)} patients",
            [
                Table(
                    "Patients",
                    ("No.", "Patient", "Network", "Slices", "With a lesion", "Examined", "Accuracy", "Notices"),
                    [
                        (
                            str(each.number),
                            each.label + (" (of the training)" if each.trained else ""),
                            each.network,
                            str(each.slices),
                            str(each.with_lesion),
                            f"{each.lesion_slices_examined} + {each.empty_slices_examined}",
                            percent(each.accuracy),
                            " ".join(each.notices),
                        )
                        for each in report.cases
                    ],
                )
            ],
        ),
    ]
    return Section("measured", "How this was measured", blocks)


def _settings(known: Known) -> list[tuple[str, str]]:
    asked = known.report.settings
    judged = (
        "by the networks of the fold that did not train on the patient" if asked.folds else "by one pair of networks"
    )
    slices = (
        "all" if asked.slices_per_case is None else f"at most {asked.slices_per_case} with a lesion, as many without"
    )
    return [
        ("figures", CONVENTION),
        ("judged", judged),
        ("explained class", asked.explained_class),
        ("slices of a patient", slices),
        ("random places of the mask", f"{asked.placements:,}"),
        ("other patients' masks", str(asked.other_patients)),
        ("resamples of the patients", f"{asked.resamples:,}"),
        ("seed", str(asked.seed)),
        ("marked from", f"{percent(asked.threshold)} of a map's maximum, for IoU and Dice"),
        ("tolerance of pointing", f"{number(asked.tolerance_mm, '{:g}')} mm"),
        ("map of the disagreements", f"{known.method(asked.opening_method)} @ {asked.opening_layer}"),
    ]
