from pathlib import Path
from types import SimpleNamespace

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def writing(helpers):
    """Writers of TIFF, PNG and NIfTI laid out by hand."""
    pictures = helpers(HERE.parent / "tiff" / "writing.py")
    nifti = helpers(HERE.parent / "nifti" / "writing.py")
    return SimpleNamespace(tiff=pictures.tiff, png=pictures.png, chunk=pictures.chunk, nifti=nifti.write_nifti)
