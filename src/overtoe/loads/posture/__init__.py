"""Static sagittal postures: who stands balanced, how far the trunk leans, what it costs."""

from overtoe.loads.posture.bodies import Arms, chain_of
from overtoe.loads.posture.chain import Carried, Chain
from overtoe.loads.posture.demand import StaticDemand, Support, static_demand
from overtoe.loads.posture.moments import Moments, static_moments
from overtoe.loads.posture.outcome import Outcome, posture_loads, solve_posture
from overtoe.loads.posture.solve import CENTER_OF_PRESSURE, Posture, pose_chain, solve_chain
from overtoe.loads.posture.tissue import Forces, Tissue
from overtoe.loads.posture.winter import winter_chain

__all__ = [
    "CENTER_OF_PRESSURE",
    "Arms",
    "Carried",
    "Chain",
    "Forces",
    "Moments",
    "Outcome",
    "Posture",
    "StaticDemand",
    "Support",
    "Tissue",
    "chain_of",
    "pose_chain",
    "posture_loads",
    "solve_chain",
    "solve_posture",
    "static_demand",
    "static_moments",
    "winter_chain",
]
