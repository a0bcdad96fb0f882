"""Walking downhill: steps, optimisers, curvature, and the surfaces to walk on."""
