"""What several commands share: options, cases, networks, progress."""
