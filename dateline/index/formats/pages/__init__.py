"""Web pages: the article of a saved HTML page, told apart from everything around it."""
