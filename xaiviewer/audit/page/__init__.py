"""An audit as one page to read: `page` makes it of the sections that `sections.registry` lists, each of `blocks`."""
