"""Does the marked place matter? What becomes of the decision without it, in a window beside the main one."""
