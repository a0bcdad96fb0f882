"""The slider engine: matplotlib draws the still part, a canvas replays what moves."""
