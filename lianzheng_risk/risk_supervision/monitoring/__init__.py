"""Monitoring rules on the site: cheap in the save, thorough in a job after the commit, never in the way of business."""
