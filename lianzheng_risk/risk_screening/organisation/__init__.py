"""The organisation from ERPNext on the site: previewed and carried out as a whole, or followed change by change."""
