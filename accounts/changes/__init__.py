"""The sync feed: what changed for an organisation's machine clients, in an order that misses and repeats nothing."""
