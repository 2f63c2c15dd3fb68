"""Collective decisions on the site: which documents need one, what they draw from it, and who may decide alone.

A document does not name its decision in a field of its own: that would mean a custom field on every DocType that a site
watches, and whoever can write the document could write any number into it. The decision names what it covers instead: the
document it was taken for, or a party; and somebody may name, in the form, one decision for a document, which is kept as a
draw that has not been made yet. What rests on nothing but an amount that happens to be left is never found by itself.
"""
