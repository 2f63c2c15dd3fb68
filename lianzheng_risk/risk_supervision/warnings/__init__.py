"""Warnings on the platform: core.warnings decides, this package gathers facts, raises, lets climb and tells."""
