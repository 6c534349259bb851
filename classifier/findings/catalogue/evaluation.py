"""The findings of the phase `evaluation`: what a trained model says of rows that it was not trained on."""

from classifier.findings.catalogue.kind import Kind, by_code

KINDS = by_code(
    Kind(
        "evaluation.worse_than_majority",
        "error",
        "Always answering {majority_label!r} is right more often than the model",
        "On {num_rows:,} test rows the model is right in {accuracy:.1%}, the commonest training class alone in "
        "{majority_accuracy:.1%}: {standard_errors:.1f} standard errors more.",
        "Train with the automatic settings; if these ran, check that the labels belong to their rows.",
    ),
    Kind(
        "evaluation.worse_than_logistic",
        "warning",
        "Logistic regression does better than the model",
        "On the same {num_rows:,} test rows its {measure} is {logistic:.1%}, the model's {model:.1%}: "
        "{standard_errors:.1f} standard errors less.",
        "Train with the automatic settings; if these ran, logistic regression suits these data better.",
    ),
    Kind(
        "evaluation.constant_prediction",
        "error",
        "The model answers {label!r} for nearly every row",
        "{share:.1%} of {num_rows:,} held-out rows get this label, though {num_others:,} of them have another; its "
        "probability runs from {p_lowest:.3f} to {p_highest:.3f}.",
        "Weigh the classes if they are uneven; otherwise nothing was learnt: see to normalization and learning rate.",
    ),
    Kind(
        "evaluation.class_never_predicted",
        "warning",
        "{num_missed} of {num_classes} classes are never found",
        "Of {most[num_rows]:,} held-out rows of class {most[class]!r} the model finds {most[num_right]:,}; it had "
        "{most[num_train]:,} training rows.",
        "Weigh the classes by inverse frequency, or collect more rows of these classes.",
    ),
    Kind(
        "evaluation.train_test_gap",
        "info",
        "The model is {gap:.0%} more often right on its training rows than on others",
        "It is right in {train_accuracy:.1%} of {num_train:,} training rows and in {test_accuracy:.1%} of {num_test:,} "
        "test rows: part of what it knows are the rows themselves.",
        "Compare the test figures with the baselines: where a simple model is as good, take a smaller or simpler one.",
    ),
    Kind(
        "evaluation.miscalibrated",
        "warning",
        "Probabilities are {how}",
        "The model's answer is given {confidence:.1%} on average and is right in {accuracy:.1%} of {num_rows:,} rows; the "
        "calibration error is {ece:.3f}, of which chance makes {ece_by_chance:.3f}. A temperature of {temperature:.2f} "
        "lowers the log-loss from {log_loss:.3f} to {log_loss_after:.3f}.",
        "Let the model be calibrated with a temperature.",
    ),
    Kind(
        "evaluation.threshold_poor",
        "info",
        "Threshold {better_threshold:.3f} serves both classes better than {threshold:.3f}",
        "Chosen on {num_chosen_on:,} validation rows, it lifts the balanced accuracy of {num_rows:,} test rows from "
        "{balanced_accuracy:.1%} to {balanced_accuracy_after:.1%} and Matthews' correlation from {correlation:.2f} to "
        "{correlation_after:.2f}; accuracy goes from {accuracy:.1%} to {accuracy_after:.1%}.",
        "Let the threshold be chosen by balanced accuracy, or by the objective that matters to you.",
    ),
    Kind(
        "evaluation.too_good_to_be_true",
        "info",
        "{accuracy:.1%} right on the test rows may be too good to be true",
        "A nearly perfect score on {num_rows:,} rows, and {why}.",
        "Ask whether this is known at the moment at which the model will be asked; if not, leave it out.",
    ),
    # The two below are also spoken by the doctor, of loops that are not ours: what was seen comes as words.
    Kind(
        "evaluation.validation_not_accumulated",
        "warning",
        "The validation loss is not that of all validation rows",
        "{why} The best epoch, early stopping and the curve then follow whichever rows came last.",
        "Add up each batch's loss times its rows, and divide once by all rows.",
    ),
    Kind(
        "evaluation.argmax_of_one_output",
        "warning",
        "Labels do not come from comparing the one output with a threshold",
        "{how} The index of the largest of one output is 0 for every row, whatever the network has learnt: the accuracy is "
        "then the share of class 0{measured}, in every epoch.",
        "Compare the output with a threshold: 0 for a logit, 0.5 for a probability.",
    ),
)
