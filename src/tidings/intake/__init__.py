"""Taking news in: polling and fetching, what hubs send, what a person adds. The network's edge."""
