"""The clinic slice: models, services, queries, views and templates of its own."""
