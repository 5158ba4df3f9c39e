"""News in XML: the vocabularies of news agencies, and the name of any other XML."""
