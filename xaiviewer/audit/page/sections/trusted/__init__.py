"""Sections on what takes further passes of the network: reliance, locality, sanity, faithfulness."""
