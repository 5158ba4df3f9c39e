"""Names of persons: where one begins and ends, and which names of an article are one person."""
