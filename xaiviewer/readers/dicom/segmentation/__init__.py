"""Masks: SEG and RTSTRUCT, matched to the images and put on their grid."""
