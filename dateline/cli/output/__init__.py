"""One output format a file: results to chunks of text, offsets to marks where a terminal shows them."""
