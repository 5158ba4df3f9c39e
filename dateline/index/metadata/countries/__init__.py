"""Find the countries an article mentions, and rank them by salience."""
