"""The people slice: models, services, queries, views and templates of its own."""
