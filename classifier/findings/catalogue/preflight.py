"""The findings of the phase `preflight`: what the config says before the first step, and what one small batch says."""

from classifier.findings.catalogue.kind import Kind, by_code

KINDS = by_code(
    Kind(
        "preflight.schedule_reaches_zero",
        "warning",
        "The learning rate is almost nothing after {share:.1%} of the steps",
        "The schedule {name!r} falls from {peak:.3g} to under a thousandth of it at step {num_steps_above:,} of "
        "{num_steps:,} ({steps_per_epoch:,} steps an epoch); after half of the steps it is {rate_at_half:.3g}, and nothing "
        "more is learnt.",
        "{advice}",
    ),
    Kind(
        "preflight.warmup_too_long",
        "warning",
        "The warm-up takes {share:.0%} of the run",
        "The rate rises over {warmup:,} ticks, and the run has {num_ticks:,}: it gets to {rate_reached:.3g} of the "
        "{learning_rate:.3g} that was asked for.",
        "Warm up over a twentieth of the run; schedule.interval says whether a tick is an epoch or a step.",
    ),
    Kind(
        "preflight.batch_gt_data",
        "info",
        "The batch is larger than the training part",
        "batch_size is {batch_size:,} and there are {num_train_rows:,} training rows, so every step takes all of them: one "
        "step an epoch.",
        "Nothing to do if the whole table is meant as one batch, with enough epochs; otherwise let batch_size be auto.",
    ),
    Kind(
        "preflight.too_few_steps",
        "warning",
        "{num_steps:,} optimizer steps are too few to learn",
        "{num_train_rows:,} training rows in batches of {batch_size:,} for {epochs:,} epochs are {num_steps:,} steps at a rate "
        "of {learning_rate:.3g}. Even at the usual rate they would add up to {reach:.2g}, where this network wants about "
        "{reach_wanted:.2g}.",
        "Take smaller batches or more epochs; both may be auto.",
    ),
    Kind(
        "preflight.loss_weights_extreme",
        "warning",
        "Class {heaviest!r} has {ratio:,.0f} times the weight of class {lightest!r} in the loss",
        "Counted over all training rows; without weights it would be {ratio_unweighted:,.3g} times. The lightest class has "
        "{share_of_lightest:.2%} of the loss, so the network may as well never answer it.",
        "Let loss.class_weights be balanced, or weigh the classes by what a mistake costs, within a factor of ten.",
    ),
    Kind(
        "preflight.label_smoothing_high",
        "warning",
        "Label smoothing of {label_smoothing:.2g} blurs the labels",
        "The label's own class is worth {label_share:.0%} and each of the others {other_share:.0%}: the best probabilities "
        "that can be learnt lie that close together, whatever the data says.",
        "0.1 is common; 0 learns the labels as they are.",
    ),
    Kind(
        "preflight.dropout_high",
        "warning",
        "Dropout of {dropout:.2g} leaves {units_left:.3g} of {width:,} units in a step",
        "In every step each unit is dropped with probability {dropout:.2g}; what is left is too little to learn from.",
        "0.1 to 0.5 is common.",
    ),
    Kind(
        "preflight.no_nonlinearity",
        "info",
        "Hidden layers without an activation are one linear layer",
        "With activation identity the {num_hidden:,} hidden layers compute no more than logistic regression does, and are "
        "slower to train.",
        "Let model.activation be auto, or take the family logistic.",
    ),
    Kind(
        "preflight.weight_decay_high",
        "warning",
        "Weight decay of {weight_decay:.3g} holds the weights near zero",
        "{reason}; from {limit:.3g} on a network learns little or nothing.",
        "Let optimizer.weight_decay be auto: 0.01 for adamw, 0 otherwise.",
    ),
    Kind(
        "preflight.memory_estimate",
        "warning",
        "The run may need {share:.0%} of the worker's memory",
        "About {memory_bytes:,} bytes for rows, weights and layers, of {available_bytes:,}. This is an estimate, good to a "
        "factor of two.",
        "Use smaller batches, narrower layers, fewer columns or rows.",
    ),
    Kind(
        "preflight.loss_head_mismatch",
        "warning",
        "{loss} expects {expected} and is given {given}",
        "{why}",
        "{advice}",
    ),
    Kind(
        "preflight.one_batch_overfit_failed",
        "warning",
        "The network cannot learn even {num_rows:,} rows",
        "A copy of it, with the run's own loss, optimizer and learning rate, went over one batch of {num_rows:,} rows "
        "{num_steps:,} times, and the loss went from {first_loss:.4g} to {last_loss:.4g}. {reason}",
        "{advice}",
    ),
)
