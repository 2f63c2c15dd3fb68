"""Accountability (问责处理): the ladder, what the record suggests, and the course from a suggestion to a decision that is issued."""
