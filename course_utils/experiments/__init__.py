"""What pages report and demos replay: each experiment, its run, and its kept file."""
