"""Why an article matched: marked words, snippets, and the metadata that matched."""
