"""Rectifications on the platform: core.rectification decides, this package gathers facts."""
