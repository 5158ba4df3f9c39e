"""Formats of mail: one report per message, of its body alone; attachments are inputs of their own."""
