"""考核: score schemes as data, the scores of units by them, and whatever is wrong with a scheme.

Source: DOMAIN practice of 考核评分表; regulation §3(3): results enter the annual appraisal of leaderships and cadres.
"""
