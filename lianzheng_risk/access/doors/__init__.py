"""Requests that the platform answers without looking at the document: answered here where it is one of ours.

Each function stands in for the platform's of the same name (`override_whitelisted_methods` in hooks.py) and hands every
other DocType on to it unchanged.
"""
