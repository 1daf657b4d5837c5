"""Writing by a model that a person has turned on; every sentence is held to its sources."""
