"""Integrity activities on the site: who took part, and what is still required of which post."""
