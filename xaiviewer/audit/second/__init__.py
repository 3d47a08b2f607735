"""The second stage: of the maps that survived, are they sane, and do they name what matters to the network?"""
