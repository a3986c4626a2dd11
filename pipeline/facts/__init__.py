"""What the text says: entities, figures, events, roles, lists, and whether they agree."""
