"""The bin: customers who were put away."""
