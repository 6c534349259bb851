"""What each finding is called and says, by phase; costs the standard library only, for `discern.doctor` reads it too."""
