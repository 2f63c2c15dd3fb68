"""The data of the print formats of inspections, rectifications and warnings."""
