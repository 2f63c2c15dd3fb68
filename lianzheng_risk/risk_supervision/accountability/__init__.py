"""Accountability on the platform: core.accountability decides, this package gathers facts, and its clock suggests."""
