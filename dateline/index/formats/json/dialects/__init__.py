"""The dialects of JSON: what content systems, feeds, news APIs and search engines write."""
