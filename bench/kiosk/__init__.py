"""What a kiosk has to bear: a million random keys, and a day of visitors.

``python -m bench.kiosk keys --number 1000000 --seed 6`` and ``python -m bench.kiosk day``.
"""
