"""Methods that cost more than the maps of every slice: which there are, what can be set, and asking one."""
