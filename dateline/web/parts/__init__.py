"""What several pages share: facets, sentences, marks, tenures."""
