"""Sliders for the ideas behind ChatGPT: the next character, votes, staying close."""

from course_utils.demos.ideas_behind_chatgpt.next_character import NextCharacter
from course_utils.demos.ideas_behind_chatgpt.staying_close import StayingClose
from course_utils.demos.ideas_behind_chatgpt.votes import Votes

# The demos in the order of the page.
__all__ = [
    "NextCharacter",
    "StayingClose",
    "Votes",
]
