"""Feeds: RSS, Atom, RDF and CDF."""
