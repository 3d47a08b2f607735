"""The part of the slices that holds the head, by which views are fitted; exports find it, too."""

from __future__ import annotations

from xaiviewer.display.extent import Extent, bright_extent, head_extent, whole

__all__ = ["Extent", "bright_extent", "head_extent", "whole"]
