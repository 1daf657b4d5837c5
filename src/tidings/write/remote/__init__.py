"""Writing by a remote model, if one is turned on; each sentence is checked against its sources."""
