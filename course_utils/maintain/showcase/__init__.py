"""What shows the course to those who choose: pictures, and what to hold in them."""
