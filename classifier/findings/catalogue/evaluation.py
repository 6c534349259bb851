"""The findings of the phase `evaluation`."""

from classifier.findings.catalogue.kind import Kind, by_code

KINDS = by_code(
    Kind(
        "evaluation.argmax_of_one_output",
        "warning",
        "The label is the index of the largest of one output",
        "It is 0 for every row, whatever the network has learnt: in {num_seen:,} batches argmax was taken over an axis of "
        "length 1. The accuracy is the share of class 0{measured}, in every epoch.",
        "Compare the output with a threshold: 0 for a logit, 0.5 for a probability.",
    ),
    Kind(
        "evaluation.validation_not_accumulated",
        "warning",
        "The validation loss is that of the last batch only",
        "{num_batches:,} batches were evaluated and {why}. The last one gave {last:.4g}, their mean is {mean:.4g}.",
        "Add up each batch's loss times its rows, and divide once by all rows.",
    ),
)
