"""Control measures on the platform: core.measures decides, this package gathers facts and writes."""
