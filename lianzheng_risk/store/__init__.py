"""The only place that turns site tables into frames and frames into documents, as the caller may see and change them."""
