"""Documents on a course, on the platform: core judges each step, this package gathers who asks, carries it out and keeps it.

The state is an ordinary choice of the document. The platform's own Workflow is not used for these: it lets a document be
born in its first state only, and a register brings along measures that are long since implemented.
"""
