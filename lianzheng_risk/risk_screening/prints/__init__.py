"""The forms of the register on paper: one file and one method (hook `jinja`) for each print format.

Each method takes the name of a document and reads everything anew with the permissions of the session's user: what a
browser sends as the document to print is no proof of anything.
"""
