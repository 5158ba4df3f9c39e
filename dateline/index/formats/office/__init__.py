"""Formats of documents that were made for print: PDF, DOCX, OpenDocument, RTF."""
