"""Posts that somebody else holds since they were last screened: who they are, and telling of them."""
