"""`python -m service.cli` is `plainspoken`."""

from service.cli import main

main(prog_name="plainspoken")
