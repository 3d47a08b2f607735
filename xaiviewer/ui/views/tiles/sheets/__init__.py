"""Tiles of contact sheets and of clinician against model."""
