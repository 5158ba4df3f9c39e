"""JSON: lines, arrays and single objects, and the dialects in which news comes."""
