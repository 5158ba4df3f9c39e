"""The countries that an article speaks of: names, guards, salience, regions."""
