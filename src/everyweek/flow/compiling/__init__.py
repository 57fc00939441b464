"""From a model to the arrays that the kernel reads."""
