"""The findings of the phase `data`: what a table says before any training."""

from classifier.findings.catalogue.kind import Kind, by_code

KINDS = by_code(
    Kind(
        "data.all_missing_column",
        "warning",
        "Column {column!r} is empty",
        "All {num_rows:,} cells are missing, so nothing can be learnt from it.",
        "Leave the column out, or name other missing_values if these cells mean something.",
    ),
    Kind(
        "data.missing",
        "info",
        "{share:.1%} of column {column!r} is missing",
        "{num_missing:,} of {num_rows:,} cells are missing; they are filled, and a column says where.",
        "Check that they are missing by chance; otherwise fill them before uploading.",
    ),
    Kind(
        "data.constant_column",
        "info",
        "Column {column!r} never changes",
        "All {num_rows:,} rows hold the same value, so it is left out of the features.",
        "Leave the column out of the file.",
    ),
    Kind(
        "data.id_like_column",
        "info",
        "Column {column!r} looks like an id and is not a feature",
        "{reason}",
        'If it measures something, set its role: PATCH the dataset with overrides {{"role": "feature"}}.',
    ),
    Kind(
        "data.text_column",
        "info",
        "Column {column!r} is free text and is not a feature",
        "{reason}",
        'If its values are categories, PATCH the dataset with overrides {{"kind": "categorical", "role": "feature"}}.',
    ),
    Kind(
        "data.sequences_unequal",
        "info",
        "Sequences of column {column!r} have {min_steps:,} to {max_steps:,} steps",
        "On average they have {mean_steps:.1f}; shorter ones are padded, and a mask keeps padding from counting.",
        "Nothing to do, unless a length gives the class away: then cut all to one length.",
    ),
    Kind(
        "data.image_sizes_differ",
        "info",
        "Images of column {column!r} differ in size",
        "Heights are {min_height:,} to {max_height:,}, widths {min_width:,} to {max_width:,}; all are resized to one size.",
        "Nothing to do, unless shapes are stretched that should not be: then crop all to one shape.",
    ),
    Kind("data.type_ambiguous", "info", "Column {column!r} could be read in two ways", "{reason}", "{advice}"),
    Kind(
        "data.duplicate_column",
        "info",
        "Column {column!r} repeats column {same_as!r}",
        "The two columns are equal in all {num_rows:,} rows.",
        "Leave one of them out; if one is the target, the other gives it away.",
    ),
    Kind(
        "data.duplicate_rows",
        "info",
        "{num_duplicate_rows:,} rows repeat an earlier one",
        "{share:.1%} of the rows equal an earlier row in every column but ids; the same row may be trained on and tested.",
        "Remove repeats unless they are separate observations.",
    ),
    Kind(
        "data.single_class",
        "error",
        "Column {column!r} has one class only",
        "All {count:,} rows are {class!r}; a classifier needs two classes.",
        "Upload rows of the other classes too, or choose another target.",
    ),
    Kind(
        "data.rare_class",
        "warning",
        "{num_rare} of {num_classes} classes have under {min_rows} rows",
        "Class {least[class]!r} has {least[count]:,} of {num_rows:,} rows: too few to learn it or to measure it.",
        "Collect more rows of these classes, or join them into one.",
    ),
    Kind(
        "data.imbalance",
        "info",
        "Class {most[class]!r} is {ratio:.1f} times as frequent as {least[class]!r}",
        "Always answering {most[class]!r} is right in {majority_share:.1%} of the rows; compare macro-F1 with that.",
        "Weigh the classes by inverse frequency.",
    ),
    Kind(
        "data.conflicting_labels",
        "info",
        "{num_rows_in_conflict:,} rows have a twin with another label",
        "They equal another row in every feature, yet not in the label: no model of these features can be right in more "
        "than {best_accuracy:.1%} of the rows.",
        "Correct the labels, or add a column that tells these rows apart. Coarse values meet by chance: then it is no fault.",
    ),
    Kind(
        "data.leak_single_feature",
        "warning",
        "Column {column!r} alone gives the label away",
        "Alone it is right in {accuracy_alone:.1%} of the rows, all other columns together in {accuracy_of_others:.1%}.",
        "Leave it out, unless it is known before the label is: a copy of the label is not there when a prediction is asked for.",
    ),
    Kind(
        "data.time_leak",
        "warning",
        "{what} tells the label",
        "When a row came explains {explained:.0%} of the labels' variance. A random split puts neighbours in time on both "
        "sides, so its measures promise more than later rows will keep.",
        "{advice}",
    ),
    Kind(
        "data.split_overlap",
        "info",
        "{num_same:,} of {num_held:,} held-out rows are trained on as well",
        "{num_test_same:,} of {num_test:,} test rows and {num_validation_same:,} of {num_validation:,} validation rows equal a "
        "training row in every feature, but for rounding: what is measured on them is memory.",
        "Remove the repeats, or put all rows of one object on one side with split.test_rows.",
    ),
    Kind(
        "data.label_noise",
        "warning",
        "About {estimated_share:.0%} of the labels look wrong",
        "A cross-validated model is wrong in {error:.1%} of the rows, and still in {error_of_surest_half:.1%} of those it is "
        "surest of. Where classes merely overlap, its sure answers are right.",
        "Look at the rows in the evidence first. Wrong labels lower every measure, whatever the settings.",
    ),
)

TARGET_CODES = (
    "data.conflicting_labels",
    "data.single_class",
    "data.rare_class",
    "data.imbalance",
    "data.leak_single_feature",
    "data.time_leak",
    "data.label_noise",
)
"""Checks that need to know what is to be learnt."""

WHY_NO_FEATURE = frozenset({"data.constant_column", "data.id_like_column", "data.text_column"})
"""Why a column is no feature: of interest to a run that leaves it out."""
