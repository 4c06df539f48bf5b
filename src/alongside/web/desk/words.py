"""Everything I wrote: read it, take it along, bring it back, erase it."""
