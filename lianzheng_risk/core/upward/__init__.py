"""Upward reporting (上报包) for units that share no server: signed packages of frozen figures, and how a superior merges them.

Regulation §2(3) and §3(3): results are reported and analysed level by level. A package holds numbers and the risk points by
code and title; the register itself goes along only if the unit wants it to.
"""
