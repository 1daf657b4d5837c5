"""The installed command and a real browser, as a person uses them."""
