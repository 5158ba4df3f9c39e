"""Collections of news in SGML: Reuters-21578 and the TREC newspapers."""
