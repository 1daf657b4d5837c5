"""The library's named entities and places: who is who, where news is set, corrections of both."""
