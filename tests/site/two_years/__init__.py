"""Two years of an invented county, 2024 and 2025: who does what on which day, and what that comes to, worked out by hand.

`place` is the county, `deeds` the table of what people do, `playing` lets the days pass, `expected` holds the figures.
"""
