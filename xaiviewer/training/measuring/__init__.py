"""What the bundled networks are worth, and the cards that say so."""
