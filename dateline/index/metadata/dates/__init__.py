"""When an article was published, and its dateline."""
