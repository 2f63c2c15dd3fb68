"""Inspections: what kinds there are, how items are scored, who may do what, and when those of a plan fall due.

Source: regulation §3(3): 信息监测, 定期自查, 上级检查, 社会评议, regular or not.
"""
