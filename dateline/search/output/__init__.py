"""Results in the formats that both front ends give, one format a file; what only one of them gives is its own."""
