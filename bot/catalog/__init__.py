"""Subject matter and words, read from `knowledge/` and `prompts/` and checked when the program starts."""
