"""Notices on their way to people and to other systems: words, requests, answers, repeats. Nothing here opens a connection."""
