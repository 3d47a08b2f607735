"""What a network gets: how its slices lie, and how they come into its size."""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

TURNS = (
    later("as they are shown"),
    later("transposed (NIfTI [:, :, k] in LPS)"),
    later("anti-transposed (NIfTI [:, :, k] in RAS)"),
    later("clockwise (NIfTI [:, :, k] in LAS)"),
    later("counterclockwise (NIfTI [:, :, k] in RPS)"),
    later("turned by a half"),
    later("left and right exchanged"),
    later("upside down"),
)
"""`nets.inputs.turns.TITLES`."""

FITS = (
    later("all of it, with air beside"),
    later("cropped: what stands out is not seen"),
    later("stretched to the size"),
)
"""`nets.inputs.wanted.FITS`."""
