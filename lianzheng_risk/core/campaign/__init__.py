"""A screening campaign: its phases and deadlines, what each post has reported, who may confirm it, and how far it is.

Sources: regulation §1 (every post is screened), §2(1); the order and the working days of the phases from practice.
"""
