"""Control measures: their states, who reports and who verifies, and the rounds of those that recur.

Sources: regulation §2(3) (three phases, 责任领导、责任单位、责任人员), §3(3) (strict checks on measures being carried out).
"""
