"""Neural networks: layers, backpropagation, initialisation, and number formats."""
