"""`xaiviewer WORDS` on a folder of models, as a program of its own: processes that it starts can start it again."""

import sys
from pathlib import Path

from xaiviewer import paths
from xaiviewer.__main__ import main

if __name__ == "__main__":
    models, *words = sys.argv[1:]
    paths.models = lambda: Path(models)
    sys.exit(main(words))
