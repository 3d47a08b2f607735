"""The window's translations: ``python packaging/translations.py`` after a text of the window was changed.

Brings `resources/language/*.ts` up to date by Qt's lupdate, where new texts then stand as "unfinished" to be
translated, and makes the .qm files that the program loads by Qt's lrelease. Both tools come with PySide6. The .qm files
are committed: a start from source has no build step.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "xaiviewer" / "ui"
FOLDER = ROOT / "resources" / "language"
LANGUAGES = {"de": (), "en": ("-pluralonly",)}  # English stands in the code, but for its singulars


def _tool(name: str, *arguments: str) -> None:
    """Run one of Qt's tools as PySide6 installs them."""
    program = Path(sys.executable).with_name(f"pyside6-{name}")
    subprocess.run([str(program), *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words


def update(folder: Path) -> None:
    """Write every text of the window into the folder's .ts files; what is translated there stays."""
    sources = [str(path.relative_to(ROOT)) for path in sorted(SOURCES.rglob("*.py"))]
    for language, options in LANGUAGES.items():
        _tool(
            "lupdate",
            *sources,
            *("-tr-function-alias", "tr+=later"),
            *("-locations", "none", "-no-obsolete", "-sort-messages"),  # so that merges rarely meet
            *("-source-language", "en", "-target-language", language),
            *options,
            *("-ts", str(folder / f"xaiviewer_{language}.ts")),
        )


def release(folder: Path) -> None:
    """Make the folder's .qm files."""
    for language in LANGUAGES:
        source = folder / f"xaiviewer_{language}.ts"
        _tool("lrelease", "-silent", str(source), "-qm", str(source.with_suffix(".qm")))


if __name__ == "__main__":
    update(FOLDER)
    release(FOLDER)
