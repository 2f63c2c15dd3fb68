"""Upward reporting on the platform: packages sent and received; core says what is sound and what disagrees."""
