"""One layer, channel by channel."""
