"""Taking news in: polling, fetching, WebSub, what a person adds. Where network and store meet."""
