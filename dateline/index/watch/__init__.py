"""Reads what arrives in folders: which files are complete and new, and which were read already."""
