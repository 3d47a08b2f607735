"""Cases as networks of volumes decide, explain and outline them."""
