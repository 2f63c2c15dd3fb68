"""Access is role × place in the tree: who holds which role where, and what follows for each document."""

from lianzheng_risk.access.places import forget_places, held_places, is_unbound, places_of, roles_at, units_of
from lianzheng_risk.access.posts import held_posts

__all__ = ["forget_places", "held_places", "held_posts", "is_unbound", "places_of", "roles_at", "units_of"]
