"""The Info.plist of xaiviewer.app: what Finder knows of the program."""

from typing import Any

IDENTIFIER = "org.xaiviewer.xaiviewer"

_DOCUMENTS = (
    # name, Uniform Type Identifiers, extensions
    ("NIfTI image", ["org.xaiviewer.nifti"], ["nii"]),
    ("Compressed NIfTI image", ["org.gnu.gnu-zip-archive"], []),  # macOS looks at the last extension alone
    ("DICOM image", ["org.nema.dicom"], ["dcm", "dicom"]),
    ("TIFF image", ["public.tiff"], ["tif", "tiff"]),
    ("Patient's folder", ["public.folder"], []),
)


def info(version: str) -> dict[str, Any]:
    """The property list of this version."""
    return {
        "CFBundleDisplayName": "xaiviewer",
        "CFBundleName": "xaiviewer",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.medical",
        "LSMinimumSystemVersion": "14.0",  # the newest torch asks for it
        "LSArchitecturePriority": ["arm64"],
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "Apache License 2.0. Research use, not for diagnosis.",
        "NSPrincipalClass": "NSApplication",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": name,
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",  # offered under "Open with", nothing is taken over
                "LSItemContentTypes": types,
            }
            for name, types, _ in _DOCUMENTS
        ],
        "UTImportedTypeDeclarations": [
            {
                "UTTypeIdentifier": identifier,
                "UTTypeDescription": name,
                "UTTypeConformsTo": ["public.data", "public.image"],
                "UTTypeTagSpecification": {"public.filename-extension": extensions},
            }
            for name, (identifier, *_), extensions in _DOCUMENTS
            if extensions and not identifier.startswith("public.")
        ],
    }


if __name__ == "__main__":
    import plistlib
    import sys

    plistlib.dump(info(sys.argv[1] if len(sys.argv) > 1 else "0"), sys.stdout.buffer)
