"""One format a file: recognise, read, hand over raw reports one by one."""
