"""How good the `auto` preset is beside what users would pick instead, on real sets, every one reported.

`python -m benchmarks.accuracy [--quick] [--only PART ...] [--data FOLDER] [--output FILE.json] --json`
"""
