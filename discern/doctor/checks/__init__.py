"""Checks: pure functions from what was seen to a finding, a pass or a reason why the check was not made."""
