"""What is said: articles, reading levels, the gate and the store. Knows nothing of sound or HTTP."""
