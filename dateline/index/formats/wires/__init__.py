"""Wire texts with control characters: ANPA 1312 and IPTC 7901."""
