"""The subcommands of `couplebridge`, one a file; the file's name with hyphens is the command's name.

A file has a docstring, whose first line is the help; `add_arguments(parser)`, if it takes any; and
`run(arguments) -> int`, the exit status. What needs the server is imported inside `run`: `open` works without it.
"""
