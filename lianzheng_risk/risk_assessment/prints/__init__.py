"""What is printed of assessments."""
