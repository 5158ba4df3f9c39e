"""Where bytes come from: one open input at a time, with its address."""
