"""Benchmarks: each file answers one question; its docstring names the peers and the command."""
