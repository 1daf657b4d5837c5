"""Lists that all may read: languages, encodings, countries, words of time, topics, publishers."""
