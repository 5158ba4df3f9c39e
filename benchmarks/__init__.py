"""Benchmarks: one question a file, its peers and the command in its docstring."""
