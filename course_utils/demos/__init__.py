"""What the sliders of each notebook control, and how the picture follows."""
