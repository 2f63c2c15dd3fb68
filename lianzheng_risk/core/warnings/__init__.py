"""Warnings: their colours, their course, and how one that nobody handles climbs up the tree.

Source: regulation §2(3) 分级预警、层次管理. Colours rather than grades, because published rules disagree on whether 一级 is the
lightest warning or the heaviest.
"""
