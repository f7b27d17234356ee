"""What whoever runs the server needs: set-up, serving, the worker, upgrades, erasure.

Besides words, deeds and doors:

    commands, starting, stamps          what is typed, and what is in place before the first page
    upgrading, planning                 databases of another version, and how SQLite plans
    serving, greeting, addresses        `afterword serve`, and where it listens
    punctual                            who connects and does not ask
    reachable, certificate, picture     how others reach it
    setup_code, middleware              the way to set-up, while nobody has
    working, periods, followers         the worker: tasks, sweeps, and who follows the journal
    reaping                             what a killed worker left
    condition, kept_head                how this installation is, and how its journal ended
    everything, erasing                 taking everything along, and leaving for good
    bringing_in                         files that are kept from a terminal
    club                                the fictional club of DEMO=1
"""
