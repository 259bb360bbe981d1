"""A rendered mannequin clip of our own: truth without a licence.

>>> from overtoe.sample import SampleOptions
>>> SampleOptions(yaw_deg=5).facing
'right'
"""

from overtoe.sample.body import body_names
from overtoe.sample.options import SampleOptions
from overtoe.sample.render import render

__all__ = ["SampleOptions", "body_names", "render"]
