"""The approval path of risk points on the platform: core.approval judges, this package gathers facts and writes."""
