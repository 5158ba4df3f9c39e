"""PDF: from glyphs at positions to paragraphs in reading order."""
