"""Run the site: serve it, watch its processes, save everything and bring it back."""
