"""One output format per file: results to chunks of text, with marks where a terminal shows them."""
