"""The register as a workbook, on the desk: at once where it is small, in the background where it is not."""
