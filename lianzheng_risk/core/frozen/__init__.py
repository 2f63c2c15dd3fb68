"""Frozen figures: what a unit was on the day of its assessment, as plain data that later edits do not change.

Of each unit its own figures are kept, and the picture of a unit is put together from those of all units below it: so
nothing is kept twice, and the picture is the one that `assessment.assess` gave on that day.
"""
