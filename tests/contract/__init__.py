"""The API's contract: committed, made anew by `make contract`, and held against what was promised."""
