"""Assessments on the platform: core decides, this package freezes figures, scores, makes files and tells."""
