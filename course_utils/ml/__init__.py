"""The subject itself: the tested references that lessons and exercises rest on."""
