"""The doors of interviews, by what somebody comes for."""
