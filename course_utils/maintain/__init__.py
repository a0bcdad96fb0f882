"""For those who keep the course: run the notebooks, drive a browser, measure."""
