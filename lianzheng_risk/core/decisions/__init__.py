"""三重一大: what has to be decided collectively, whether it was decided rightly, and what a decision still covers.

Source: regulation §2: 重大事项决策, 重要人事任免, 重大项目安排, 大额资金使用 are decided collectively. From practice: 末位表态 (the
chief speaks last), 回避, 化整为零 (splitting below the threshold), 紧急处置后追认.
"""
