"""Networks of volumes on a graphics processor, which go on without it where its memory is too small."""

from __future__ import annotations

from xaiviewer.analysis.roomy import Roomy
from xaiviewer.analysis.volumes.examiner import VolumeExaminer


class RoomyVolumes(Roomy, VolumeExaminer):
    """As of slices: of the segmenter's windows fewer pass at a time; a volume that does not fit, on the processor."""
