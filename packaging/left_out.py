"""What the frozen folder does not carry, and why: one table, which the spec obeys and the tests read."""

from collections.abc import Set as AbstractSet
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path

MODULES = {
    "captum": "another implementation of the same methods: tests and races only",
    "cuda": "the installers carry the CPU build",
    "curses": "a console's screen",
    "hypothesis": "tests only",
    "IPython": "no console inside the program",
    "matplotlib": "nothing is plotted with it",
    "mpmath": "of sympy",
    "mypy": "a developer's tool",
    "networkx": "of torch._inductor",
    "nvidia": "the installers carry the CPU build",
    "pandas": "pydicom and highdicom ask for it where it is not used",
    "pip": "nothing is installed from inside the program",
    "pytest": "tests only; numpy and torch name it in their own tests",
    "pytorch_grad_cam": "as captum",
    "readline": "a console's line editor, under the GPL",
    "setuptools": "torch names it where extensions are compiled",
    "SimpleITK": "tests only",
    "sklearn": "as pandas",
    "sympy": "of torch._dynamo",
    "tensorboard": "torch names it in a logger that is not used",
    "tifffile": "tests only",
    "tkinter": "another toolkit",
    "torch._dynamo": "torch's compiler: optimisers alone ask for it, and the installed program does not train",
    "torch._inductor": "the same",
    "torch.onnx": "networks are not exported",
    "torch.utils.benchmark": "a developer's tool",
    "torchcam": "as captum",
    "torchvision.prototype": "what torchvision has not finished",
    "triton": "compiles for NVIDIA's cards",
}
"""Modules that are never looked at, with the reason."""

NETWORKS = (
    "monai.networks",
    "segmentation_models_pytorch",
    "timm.layers",
    "timm.models",
    "torchvision.models",
)
"""Packages whose modules are imported by name: those of the networks that a user's package may name."""


def modules_of(package: str) -> list[str]:
    """Every module of a package by its files: to import one would ask for what is left out."""
    first, *below = package.split(".")
    found = find_spec(first)
    if found is None or not found.submodule_search_locations:
        return []
    folder = Path(found.submodule_search_locations[0], *below)
    parts = (each.relative_to(folder).with_suffix("").parts for each in sorted(folder.rglob("*.py")))
    return sorted({".".join((package, *(each for each in path if each != "__init__"))) for path in parts})


FILES = {
    "torch/test/*": "torch's own tests",
    "torch/include/*": "headers",
    "torch/share/*": "build files",
    "torch/lib/*.lib": "static libraries, hundreds of megabytes under Windows",
    "torch/lib/*.a": "static libraries",
    "torch/lib/*.pdb": "debugging data",
    "torch/bin/*": "test programs (torch_shm_manager stays, see KEPT)",
    "torch/_dynamo/*.py": "see MODULES",
    "torch/_functorch/*.py": "source of what is not compiled here (its bytecode stays: torch imports it)",
    "torch/_inductor/*.py": "see MODULES",
    "torch/ao/*.py": "the same",
    "torch/distributed/*.py": "the same",
    "torch/fx/*.py": "the same",
    "torch/onnx/*.py": "the same",
    "torch/testing/*.py": "the same",
    "torchvision/*_C*.so": "detection operators, named by nets/architectures/operators.py; PyPI's are built for CUDA",
    "torchvision/*_C*.pyd": "the same under Windows",
    "torchvision/*image*.so": "JPEG and PNG decoders; the readers use imagecodecs",
    "torchvision/*image*.pyd": "the same under Windows",
    "torchvision.libs/*": "the libraries of those two",
    "torchvision/.dylibs/*": "the same on macOS",
    "torchvision/*.dll": "the same under Windows",
    "libcudart*": "of those two",
    "libnvjpeg*": "of those two",
    "PIL/_avif*": "Pillow's decoders: torchvision imports Pillow, nobody reads a picture with it",
    "PIL/_imagingft*": "the same",
    "PIL/_webp*": "the same",
    "pillow.libs/libavif*": "libraries of those",
    "pillow.libs/libbrotli*": "the same",
    "pillow.libs/libfreetype*": "the same",
    "pillow.libs/libharfbuzz*": "the same",
    "pillow.libs/libpng*": "the same",
    "pillow.libs/libwebp*": "the same",
    "pillow.libs/libsharpyuv*": "the same",
    "numpy/*/tests/*": "numpy's own tests",
    "scipy/*/tests/*": "scipy's own tests",
    "nibabel/*tests/*": "nibabel's own tests and their images",
    "pydicom/data/test_files/*": "pydicom's own tests",
    "cv2/opencv_videoio_ffmpeg*.dll": "video; images only are read",
    "imagecodecs/_*": "codecs of which the readers know nothing (see CODECS)",
    "imagecodecs.libs/*": "their libraries (see KEPT)",
    "PySide6/*translations/*": "of languages that the window does not speak (see KEPT)",
    "PySide6/*opengl32sw.dll": "software OpenGL for 3D scenes; widgets do not need it",
    "PySide6/*d3dcompiler_*.dll": "compiles 3D shaders",
    "PySide6/*plugins/generic/*": "touch screens without a window system",
    "PySide6/*plugins/egldeviceintegrations/*": "screens without a window system",
    "PySide6/*EglF*": "the same",
    "PySide6/*plugins/platforms/*eglfs*": "the same",
    "PySide6/*plugins/platforms/*linuxfb*": "the same",
    "PySide6/*plugins/platforms/*minimal*": "offscreen does what it does, with text",
    "PySide6/*plugins/platforms/*vkkhrdisplay*": "screens without a window system",
    "PySide6/*plugins/platforms/*vnc*": "the program opens no network connection",
    "PySide6/*plugins/platforminputcontexts/*virtualkeyboard*": "brings all of Qt Quick",
    "PySide6/*plugins/networkinformation/*": "the program opens no network connection",
    "PySide6/*plugins/tls/*": "the program opens no network connection",
    "PySide6/*plugins/imageformats/*pdf*": "brings Qt PDF",
    "PySide6/*Qt6Pdf*": "of that plugin",
    "PySide6/*Qt6Qml*": "of the virtual keyboard",
    "PySide6/*Qt6Quick*": "of the virtual keyboard",
    "PySide6/*Qt6VirtualKeyboard*": "of the virtual keyboard",
    "PySide6/*QtPdf*": "macOS's name of the same",
    "PySide6/*QtQml*": "macOS's name of the same",
    "PySide6/*QtQuick*": "macOS's name of the same",
    "PySide6/*QtVirtualKeyboard*": "macOS's name of the same",
    "*.dist-info/licenses/*": "all of them stand in third_party.txt, and their paths are too long for Windows",
    "nvidia/*": "the installers carry the CPU build",
    "Scripts/*": "what Windows' wheels put beside Python's commands",
}
"""Patterns of paths inside the folder (forward slashes), with the reason."""

CODECS = (
    "ccitt", "imcd", "jpeg2k", "jpeg8", "jpegls", "jpegxl", "lerc", "png", "shared", "shared_cython", "webp", "zlib",
    "zstd",
)  # fmt: skip
"""imagecodecs' modules that the readers call, and those that these import: it looks for each by name, when called."""

_CODEC_LIBRARIES = (
    "Lerc", "brotlicommon", "brotlidec", "brotlienc", "charls", "jpeg", "jxl", "jxl_cms", "jxl_threads", "lcms2",
    "openjp2", "png16", "sharpyuv", "webp", "webpdemux", "zstd",
)  # fmt: skip

KEPT = (
    *(f"imagecodecs/_{name}.*" for name in CODECS),
    *(f"imagecodecs.libs/lib{name}-*" for name in _CODEC_LIBRARIES),
    "PySide6/*translations/qtbase_de.qm",
    "torch/bin/*shm*",
    "torch/*config*.py",  # torch reads the comments in them
)
"""Patterns that stay whatever FILES says."""

LINUX_SYSTEM = (
    # What the .deb depends on (resources/linux_packages.txt) comes from the system: a second copy of these beside the
    # system's own plug-ins (input methods, themes, drivers) is what makes a Qt program abort.
    "libEGL.so*", "libGL.so*", "libGLX.so*", "libGLdispatch.so*", "libOpenGL.so*", "libdrm.so*", "libgbm.so*",
    "libX11*.so*", "libXau.so*", "libXdmcp.so*", "libXext.so*", "libXrender.so*", "libxcb*.so*", "libxkbcommon*.so*",
    "libwayland*.so*", "libbsd.so*", "libmd.so*",
    "libdbus-1.so*", "libsystemd.so*", "libcap.so*", "libgcrypt.so*", "libgpg-error.so*", "liblz4.so*", "libzstd.so*",
    "libfontconfig.so*", "libfreetype.so*", "libbrotli*.so.1", "libpng16.so.16",
    "libglib-2.0.so*", "libgio-2.0.so*", "libgobject-2.0.so*", "libgmodule-2.0.so*", "libgthread-2.0.so*",
    "libblkid.so*", "libmount.so*", "libselinux.so*", "libpcre2-8.so*",
    "libgtk-3.so*", "libgdk-3.so*", "libgdk_pixbuf*.so*", "libpango*.so*", "libcairo*.so*", "libatk*.so*",
    "libdatrie.so*", "libfribidi.so*", "libgraphite2.so*", "libharfbuzz.so*", "libjpeg.so.62", "libpixman-1.so*",
    "libthai.so*",
    "libcom_err.so*", "libgssapi_krb5.so*", "libk5crypto.so*", "libkeyutils.so*", "libkrb5*.so*",
    "libgcc_s.so*", "libstdc++.so*",
)  # fmt: skip
"""System libraries that the Linux folder leaves to the system."""

STRIPPED = (
    "torch/lib/libtorch_cpu.so", "torch/lib/libtorch_python.so", "libpython*.so.1.0", "_CharLS*.so",
)  # fmt: skip
"""Linux libraries whose table of internal symbols goes: 126 MB that only a debugger reads. The other wheels' come
without one."""


_C_RUNTIME = ("msvcp140*.dll", "vcruntime140*.dll", "concrt140.dll", "vcamp140.dll", "vccorlib140.dll", "vcomp140.dll")


def is_left_out(path: str) -> bool:
    """Whether a path inside the folder stays behind."""
    path = path.replace("\\", "/")
    if any(fnmatch(path, pattern) for pattern in KEPT):
        return False
    return any(fnmatch(path, pattern) for pattern in FILES)


def is_linux_system(path: str) -> bool:
    """Whether a library at the folder's top level is left to the Linux system."""
    return "/" not in path and any(fnmatch(path, pattern) for pattern in LINUX_SYSTEM)


def folded(path: str) -> str:
    """A path as Windows compares it."""
    return path.replace("\\", "/").lower()


def is_second_copy(path: str, there: AbstractSet[str]) -> bool:
    """Whether a Windows library lies in the folder twice, and this is the copy to leave.

    torch's libraries stay in torch's folder: PyInstaller puts them at the top as well (+370 MB). Microsoft's C runtime
    stays at the top: the older one that Qt's wheel brings, loaded first, makes torch's libraries fail (WinError 1114).
    `there` are all paths, folded.
    """
    folder, _, file = folded(path).rpartition("/")
    if any(fnmatch(file, pattern) for pattern in _C_RUNTIME):
        return folder in ("pyside6", "shiboken6") and file in there
    return not folder and any(f"{home}/{file}" in there for home in ("torch/lib", "pyside6", "shiboken6"))
