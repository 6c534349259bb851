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
        "warning",
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
)
