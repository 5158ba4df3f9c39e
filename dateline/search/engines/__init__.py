"""One engine a file or folder; engines do not know each other."""
