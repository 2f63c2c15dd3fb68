"""What a screening campaign does: it reaches the posts, takes their reports, shows how far they are, and reminds."""
