"""Information monitoring: rules that watch business documents, what they find, and when a rule is taken out of the way.

Source: regulation §3(1) and (3): checks by 信息监测; electronic monitoring carried through office and business systems.
"""
