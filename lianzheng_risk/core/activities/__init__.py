"""Integrity activities: which are required of which post, and whether they took place.

Source: regulation §2(3): 廉政谈话, 述职述廉, 民主生活会, 民主评议, 报告个人有关事项, 廉政承诺, education.
"""
