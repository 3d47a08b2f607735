"""What xaiviewer and users' own networks require: ``python packaging/requirements.py > requirements.txt``.

Not torch and torchvision: these are chosen by the one who freezes (CPU build), and a resolver that saw them would fetch
another build.
"""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["networks"]
    chosen = [line for line in wanted if not line.startswith("torch")]
    sys.stdout.write("\n".join([*chosen, "pillow>=11"]) + "\n")  # torchvision imports Pillow, icons.py draws with it
