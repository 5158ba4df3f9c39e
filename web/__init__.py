"""The Flask front end: one file a page; knows only the search service."""
