"""Networks, by the name their manifest gives."""
