"""Inspections on the platform: core.inspection decides, this package gathers facts and writes what follows."""
