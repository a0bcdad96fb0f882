"""The course in other languages: the English text is the key, a catalog has the rest.

English stays the source, and nothing in it is wrapped. A room hands over what it is
about to show (a headline, a label, a verdict) to `speaker(ROOM)`, which looks it up in
the catalogs of `course_utils/locale`; what is not there stays English.
"""
