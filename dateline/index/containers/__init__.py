"""Containers: what holds further inputs (archives, compressed files, web archives, mail), opened within one budget."""
