"""Texts of rooms without Qt: what is said of NIfTI files."""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

NIFTI = (
    later("{path} is a mask by its name, but no image lies beside it: it is shown as an image."),
    later("{path} is passed over: the anatomy of the same subject lies beside it; open the folder itself to see it."),
    later("{path} has no header file beside it ({stem}.hdr); copy both."),
    later("{mask} is a mask by its name, but the image it belongs to does not lie beside it."),
    later("Only {file} is open; {whole} opens it with the other images of the same subject."),
    later("Its {key} is not a usable affine (zero, singular or not finite) and was left out."),
    later("It gives no orientation"),
    later("The Analyze format keeps no orientation"),
    later(
        "{what}: sizes are right, but left and right, and where it lies, are not known. Columns were taken to run to "
        "the left, rows to anterior, slices to superior."
    ),
    later("Its sform and qform disagree, by up to {apart} mm and {turned}°; the sform was taken."),
    later("Its axes are not perpendicular to each other but sheared by {off}°."),
    later("It gives lengths in {name}; they were turned into millimetres."),
    later("It gives neither orientation nor usable voxel sizes: nothing can be measured in it."),
    later("{path} is cut short ({wanted} bytes needed, {there} there); copy it again from its source."),
    later("{path} is not a file; choose a NIfTI file."),
    later("{path} is damaged and does not decompress; copy it again from its source."),
    later("{path} is cut short (its compressed bytes end too early); copy it again from its source."),
    later(
        "It holds more bytes than its header describes: its size or its type may be stated wrongly; compare with "
        "another program."
    ),
    later("{path} is not a NIfTI file, whatever its name says; export it as NIfTI."),
    later(
        "{path} holds numbers of a type that cannot be read here ({kind}); export it as 16-bit integers or 32-bit "
        "floating point."
    ),
    later("It states values of {stated} bits and a type of {taken}, which was taken; compare with another program."),
    later("{path} holds surface data (CIFTI), not an image; choose a file of voxels."),
    later("{path} is too short for a NIfTI file ({start} bytes); copy it again from its source."),
    later("{path} is damaged (it states {dim} dimensions); copy it again from its source."),
    later("{path} is damaged (it states a size of {size}); copy it again from its source."),
    later("{path} states a size of {size}, more than this program opens; check how it was exported."),
    later("{path} holds surface data (FreeSurfer), not an image; choose a file of voxels."),
    later("{path} holds no image but a list of values; choose a file of voxels."),
    later("{path} is damaged (its voxels start at byte {stated}); copy it again from its source."),
    later("It says that its voxels start at byte {stated}, inside its header; they were read from {least}."),
    later(
        "{path} states {gib} GiB for one volume, more than the {max_case_bytes} GiB this program opens; crop it or "
        "export it at a lower resolution."
    ),
    later("{data} is cut short (its header states {claimed} bytes, {size} are there); copy it again from its source."),
    later("Its scaling ({slope} x value + {inter}) is not usable; {usable} and 0 were taken."),
    later("{left_out} values that are"),
    later("one value that is"),
    later("{data}: {what} not finite, or beyond 1e30, became 0."),
    later("{path} holds more than fits into memory; save the mask as 8-bit labels."),
    later(
        "{path} was drawn on another grid ({sizes}) and was mapped to the image's through both affines, nearest "
        "neighbour."
    ),
    later("{path} holds no voxel of label {names}."),
    later(
        "{path} cannot be placed: {lost} does not say where its voxels lie, and their sizes differ ({size} against "
        "{size2}); export the mask on the image's own grid."
    ),
    later(
        "{path} lies {gap} mm away from the image and does not overlap it; choose the mask that belongs to this "
        "image, or correct its affine."
    ),
    later("does not say where it lies"),
    later("lies with an image that does not say where"),
    later("{name} {reason}: it was laid on the image voxel by voxel, for their sizes agree."),
    later("{path} does not say on which images it was drawn; it is placed by its coordinates."),
    later(
        "{name} is taken for a mask because of its values: it holds {held} and nothing else{where}. If it is a "
        "picture, give it a name that ends in the sequence, such as _flair."
    ),
    later("{name} holds {held} and nothing else, as a mask does, but no image lies beside it: it is shown as an image"),
    later("{path} holds {volumes} volumes: number {index} ({base}[{index2}]) is taken"),
    later(" on the grid of {key}"),
    later("{sentence}. Open it together with the images that it was drawn on."),
    later("{taken}; choose another under “Sequences and masks” (--sequences)."),
    later("{name} is a series of {volumes} volumes{step}; its first stands for it."),
    later("{name} holds {volumes} volumes, of which the first {count} can be chosen."),
    later("{name} holds colours; their brightness is shown."),
    later("{name} holds complex numbers; their magnitude is shown."),
    later(
        "{name} holds more bytes than its header describes: its size or its type may be stated wrongly; compare with "
        "another program."
    ),
)
"""Sentences and their parts of `readers.nifti`."""
