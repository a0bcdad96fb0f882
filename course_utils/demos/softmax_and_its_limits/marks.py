"""Colours and markers of three classes."""

from course_utils.draw.classes import class_look

THREE, THREE_MARKS = class_look(3)
