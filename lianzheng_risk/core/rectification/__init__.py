"""Rectifications: their course from 整改通知 to 销号, extensions, and what counts as the same finding come back.

Source: regulation §3(3): what is found is put right in time; poor rectification is pursued further.
"""
