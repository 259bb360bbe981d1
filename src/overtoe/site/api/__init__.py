"""The same services for other programs and for the outbox: JSON, tokens with scopes, OpenAPI."""
