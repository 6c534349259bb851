"""The findings of the phase `serving`: what the rows of the last hours say of a model that learnt from others."""

from classifier.findings.catalogue.kind import Kind, by_code

KINDS = by_code(
    Kind(
        "serving.schema_drift",
        "warning",
        "{refused:,} of {rows:,} rows did not fit the model's input, {unknown:,} came with a new column",
        "In this window {share:.1%} of the rows were refused, most of them for {most}; {unknown_share:.1%} came with a "
        "column that the training table did not have.",
        "Look at what the callers send: a column was renamed, a unit or a date is written another way, or a new field was "
        "added.",
    ),
    Kind(
        "serving.unseen_categories",
        "warning",
        "{share:.1%} of column {column!r} holds categories never seen in training",
        "{unseen:,} of {rows:,} rows in this window have a category that no training row had; by chance about "
        "{chance:.2%} would. The model answers them as if the column said nothing.",
        "Check the spelling of what is sent; if the categories are new, train again on rows that have them.",
    ),
    Kind(
        "serving.out_of_range",
        "warning",
        "{share:.1%} of column {column!r} lies outside the range of the training rows",
        "{below:,} of {rows:,} rows are below {minimum:.6g} and {above:,} above {maximum:.6g}; by chance about "
        "{chance:.2%} would be. There the network was never taught anything.",
        "Check the unit of what is sent; if the values are right, train again on rows that reach as far.",
    ),
    Kind(
        "serving.feature_drift",
        "warning",
        "Column {column!r} no longer looks as it did in training",
        "Over {rows:,} rows {what} a PSI of {psi:.2f} against the training rows; samples of these sizes have {chance:.2f} "
        "by chance. {most}",
        "Find out what changed. If the world did, train again on newer rows; if the input did, mend it.",
    ),
    Kind(
        "serving.prediction_drift",
        "warning",
        "The model answers otherwise than it did after training",
        "Over {rows:,} rows the answers have a PSI of {psi:.2f} against those for the {reference_rows:,} rows it was "
        "measured on; samples of these sizes have {chance:.2f} by chance. {most}",
        "See which columns have drifted with it. Without any, the mix of classes itself may have changed: check the answers "
        "against new labels.",
    ),
)
