"""What a file may ask of this machine before it is refused, stated once for every format."""

from __future__ import annotations

from xaiviewer.errors import ReadError

MAX_CASE_BYTES = 2 << 30
"""Voxels of one series, or of one case: more than this is refused before anything is allocated."""

MAX_DIMENSION = 1 << 16
"""Rows, columns or slices of a volume (DICOM and TIFF state no more than 65,535 for a side)."""

MAX_HEADER_BYTES = 64 << 20
"""Of a file that is not pixels; the largest seen in practice hold some ten megabytes."""

MAX_INFLATED_BYTES = 512 << 20
"""What one compressed file may swell to where its header cannot tell before it is unpacked."""

MAX_FILES = 100_000
"""Files in one folder, archive or DICOMDIR."""

MAX_UNPACKED_BYTES = 8 << 30
"""All files of an archive together."""

MAX_SWELLING = 200
"""An archive whose files are this many times its own size is a trap: MR shrinks to a third, masks to a hundredth."""

MAX_COMPRESSION = 1000
"""Pixels that are to be this many times as large as their compressed code are not believed."""

SMALL_BYTES = 256 << 20
"""Below this what is compressed may swell as it likes: an empty picture or a few empty masks do."""


def refuse_large(what: str, nbytes: int, remedy: str = "open fewer slices") -> None:
    """Refuse what would take more memory than `MAX_CASE_BYTES`.

    Args:
        what: as the sentence begins with it.
        nbytes: that its voxels take.
        remedy: what the user can do.

    Raises:
        ReadError: where it would.
    """
    if nbytes > MAX_CASE_BYTES:
        raise ReadError(
            f"{what} needs {nbytes / 2**30:.1f} GiB of memory, more than the {MAX_CASE_BYTES >> 30} GiB this program "
            f"gives a case; {remedy}."
        )
