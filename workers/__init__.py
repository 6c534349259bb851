"""Workers: one process that holds leases, one child per running job."""
