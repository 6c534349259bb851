"""What is raised when a process that shares a training is gone; it can be caught without torch."""


class RankLost(Exception):
    """Another rank is gone, and with it the gradient of its rows; the run can only go on from a checkpoint."""
