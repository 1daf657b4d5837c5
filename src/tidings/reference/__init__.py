"""Reference data for all stages: languages, charsets, countries, topics, time words, stop words."""
