"""Texts of rooms without Qt: the forms of export, and what is to be known of them."""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

EXPORTS = (
    later("DICOM Segmentation: outlines and marks"),
    later("DICOM Parametric Map: every map on its own grid"),
    later("DICOM Structured Report: figures and verdict"),
    later("DICOM Secondary Capture: pictures"),
    later("DICOM Presentation State: the window"),
    later("DICOM Blending Presentation State: the map over the images"),
    later("The source images, de-identified"),
    later("NIfTI: maps, outlines and marks on the acquired grid"),
    later("PDF: a report of each case"),
    later("HTML: one page about all cases, to read and to print"),
    later("CSV: a row for each case, slice, layer, method and score"),
    later("JSON: the same table, with its schema"),
    later("XLSX: the same table as a workbook"),
    later("PNG: every slice; sheets of layers, slices and methods"),
    later("SVG: curves of decision and agreement"),
    later("Cine: an animated PNG that runs through the slices"),
    later("GIF: the same in 256 colours, for slides"),
    later("Figure for a paper: 300 dpi, scale bar, colour bar, caption"),
)
"""Titles of `exports.kinds.registry.KINDS`."""

EXPORT_WARNINGS = (
    later("Pixels are written as they are: text that is burned into them, or a face, would still tell who it is."),
    later("The blending names maps that only those have who get them too: add the form “pm”."),
    later("Without a project pseudonyms hold for this export alone: the next one calls its cases otherwise."),
    later(
        "DICOM objects refer to de-identified images, which only those have who get them too: add the form “source”."
    ),
)
"""What `exports.plan.warnings_of` warns of."""

EXPORT_CONDITIONS = (
    later("if the networks outline anything"),
    later("of the slice that tells most, known once the case is analysed"),
)
"""Conditions of `exports.plan.Entry.when`."""
