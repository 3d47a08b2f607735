"""The classes that the classifier tells apart."""

from __future__ import annotations

TUMOUR = 1
"""Index of the class "tumour" in every classifier's outputs."""
