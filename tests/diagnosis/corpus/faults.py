"""Every kind of fault, by its name."""

from collections.abc import Mapping

from tests.diagnosis.corpus import config_faults, data_faults, model_faults, served_faults
from tests.diagnosis.corpus.fault import Fault

FAULTS: Mapping[str, Fault] = {
    fault.name: fault
    for fault in (*data_faults.FAULTS, *config_faults.FAULTS, *model_faults.FAULTS, *served_faults.FAULTS)
}
