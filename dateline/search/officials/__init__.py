"""Officials across articles: spellings, offices and tenures."""
