/** Made by `npm run generate`; never edited. */

export interface paths {
    "/v1/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Queue
         * @description How many jobs wait, which go first, and who works on the others.
         */
        get: operations["get_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Datasets
         * @description Datasets, newest first.
         */
        get: operations["list_datasets"];
        put?: never;
        /**
         * Create Dataset
         * @description Store a file and queue its reading; with `wait`, answer once it was read, or with what is wrong with it.
         */
        post: operations["create_dataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{dataset_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Dataset
         * @description One dataset; with `wait`, once its file was read.
         */
        get: operations["get_dataset"];
        put?: never;
        post?: never;
        /**
         * Delete Dataset
         * @description Delete a dataset that no unfinished job needs; models trained on it stay.
         */
        delete: operations["delete_dataset"];
        options?: never;
        head?: never;
        /**
         * Update Dataset
         * @description Read the file again with other kinds or roles for some columns.
         */
        patch: operations["update_dataset"];
        trace?: never;
    };
    "/v1/datasets/{dataset_id}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Dataset Profile
         * @description What every column holds: counts, missing cells, ranges, quantiles, categories.
         */
        get: operations["get_dataset_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{dataset_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Dataset Preview
         * @description The first rows, as they were understood; long texts and sequences are cut.
         */
        get: operations["get_dataset_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{dataset_id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Dataset Findings
         * @description What the data says about itself: findings, and which checks passed or were skipped; as JSON or CSV.
         */
        get: operations["get_dataset_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Samples
         * @description Data sets that come with the server.
         */
        get: operations["list_samples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/samples/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Sample Dataset
         * @description Make a dataset of a sample, as if its file had been uploaded.
         */
        post: operations["create_sample_dataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Uploads
         * @description The open uploads of this key, newest first.
         */
        get: operations["list_uploads"];
        put?: never;
        /**
         * Create Upload
         * @description Announce a file that will come in parts; then PATCH it until it is complete.
         */
        post: operations["create_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Upload
         * @description How far an upload is: a client that was cut off goes on from its `offset`. Another key's upload is a 404.
         */
        get: operations["get_upload"];
        put?: never;
        post?: never;
        /**
         * Delete Upload
         * @description Give an upload up, also while a part is coming; its bytes go.
         */
        delete: operations["delete_upload"];
        options?: never;
        /**
         * Head Upload
         * @description The same in headers alone.
         */
        head: operations["head_upload"];
        /**
         * Append Upload
         * @description Send the next part. Of a part that is cut off the bytes that came are kept; with `Content-Digest` all or none.
         */
        patch: operations["append_upload"];
        trace?: never;
    };
    "/v1/uploads/{upload_id}/dataset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Dataset Of Upload
         * @description Make a dataset of a complete upload, which is used up by it; options and answers are those of `POST /v1/datasets`.
         */
        post: operations["create_dataset_of_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/training-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Training Jobs
         * @description Training jobs, newest first.
         */
        get: operations["list_training_jobs"];
        put?: never;
        /**
         * Create Training Job
         * @description Queue one training run; it is checked in full before it is accepted.
         */
        post: operations["create_training_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/training-jobs:validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Validate Training Job
         * @description What a training run would be: its resolved config and size, or what is wrong with it. Nothing is queued.
         */
        post: operations["validate_training_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/training-jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Training Job
         * @description The state of a job; with `wait`, once it has ended.
         */
        get: operations["get_training_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/training-jobs/{job_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Training Job Events
         * @description What happened to the job: a list, or a stream that ends after the `done` event.
         */
        get: operations["list_training_job_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/training-jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Training Job
         * @description Ask the job to stop; it is `cancelling` until its process has gone. Its best checkpoint is kept.
         */
        post: operations["cancel_training_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/training-jobs/{job_id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Training Job Metrics
         * @description Loss and accuracy of every epoch, the final measures, and the baselines beside them.
         */
        get: operations["get_training_job_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/training-jobs/{job_id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Training Job Findings
         * @description Why the run learned or did not: findings so far, and which checks passed or were skipped; as JSON or CSV.
         */
        get: operations["get_training_job_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/training-jobs/{job_id}/findings/{finding_id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply Training Job Finding
         * @description Queue the run again with a finding's fix: same data, same model name, the patched spec; `parent_id` names this job.
         */
        post: operations["apply_training_job_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Models
         * @description Models, by name.
         */
        get: operations["list_models"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Model
         * @description One model and its aliases.
         */
        get: operations["get_model"];
        put?: never;
        post?: never;
        /**
         * Delete Model
         * @description Delete a model with all its versions, when it has no alias but `default` and no unfinished job needs it.
         */
        delete: operations["delete_model"];
        options?: never;
        head?: never;
        /**
         * Update Model
         * @description Describe and tag a model; what is not said stays, null removes.
         */
        patch: operations["update_model"];
        trace?: never;
    };
    "/v1/models/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Model Versions
         * @description Versions, newest first.
         */
        get: operations["list_model_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Model Version
         * @description One version: its inputs, classes, threshold, measures and lineage.
         */
        get: operations["get_model_version"];
        put?: never;
        post?: never;
        /**
         * Delete Model Version
         * @description Delete a version that no alias names and no unfinished scoring job needs.
         */
        delete: operations["delete_model_version"];
        options?: never;
        head?: never;
        /**
         * Update Model Version
         * @description Describe and tag a version; what is not said stays, null removes.
         */
        patch: operations["update_model_version"];
        trace?: never;
    };
    "/v1/models/{name}/versions/{version}/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Model Version Schema
         * @description One input row as JSON Schema, as an example and as TypeScript.
         */
        get: operations["get_model_version_schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Model Aliases
         * @description Every alias of a model; `default` is always among them.
         */
        get: operations["list_model_aliases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/aliases/{alias}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Model Alias
         * @description Where one alias points; its ETag is what a move needs.
         */
        get: operations["get_model_alias"];
        /**
         * Put Model Alias
         * @description Point an alias at a version, or at several by weight; a rollback is a move to the version before.
         *
         *     The versions are loaded and checked before the move, which every API process follows within two seconds.
         */
        put: operations["put_model_alias"];
        post?: never;
        /**
         * Delete Model Alias
         * @description Remove an alias other than `default`.
         */
        delete: operations["delete_model_alias"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Model Changes
         * @description Who changed what of a model, when and why, newest first; also of one that was deleted.
         */
        get: operations["list_model_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/versions/{version}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Model Version Decision
         * @description How the version's probabilities become labels, and how they did before.
         */
        get: operations["get_model_version_decision"];
        /**
         * Put Model Version Decision
         * @description Decide by a threshold, by one for each class, or by least expected cost; predictions follow as with aliases.
         */
        put: operations["put_model_version_decision"];
        post?: never;
        /**
         * Reset Model Version Decision
         * @description Decide again as was trained; the history stays.
         */
        delete: operations["reset_model_version_decision"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/versions/{version}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Model Version Report
         * @description Numbers for charts: confusion, ROC, precision-recall, reliability, thresholds, baselines, column importance.
         */
        get: operations["get_model_version_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/versions/{version}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Model Version Exports
         * @description The formats that a version can be carried away in, each with the size and hash of its file.
         */
        get: operations["list_model_version_exports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/versions/{version}/exports/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Model Version Export
         * @description A bundle, or the part that `Range` asks for; labels follow the decision that holds now.
         */
        get: operations["get_model_version_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/versions/{version}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Model Version Findings
         * @description What the rows of the last hours say: drift of features and answers, unseen categories, rows that do not fit.
         */
        get: operations["get_model_version_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/versions/{version}/monitoring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Model Version Monitoring
         * @description The counts behind the findings: rows, refused rows, labels, and each column beside its training rows.
         */
        get: operations["get_model_version_monitoring"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Predict
         * @description Classify rows with the model's default alias. Body: JSON rows, a file, or one image.
         */
        post: operations["predict"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/aliases/{alias}/predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Predict With Alias
         * @description Classify rows with the version that an alias points at, or one of its versions by weight.
         */
        post: operations["predict_with_alias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/versions/{version}/predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Predict With Version
         * @description Classify rows with one version of the model.
         */
        post: operations["predict_with_version"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explain
         * @description Tell what each column added to the predictions of the model's default alias.
         */
        post: operations["explain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/aliases/{alias}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explain With Alias
         * @description Tell what each column added to the predictions of the version that an alias points at.
         */
        post: operations["explain_with_alias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{name}/versions/{version}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explain With Version
         * @description Tell what each column added to the predictions of one version of the model.
         */
        post: operations["explain_with_version"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Oip Server
         * @description What this server is, and its extensions of the protocol.
         */
        get: operations["get_oip_server"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Oip Liveness
         * @description The process answers; as `/livez`.
         */
        get: operations["get_oip_liveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Oip Readiness
         * @description The process takes requests; as `/readyz`.
         */
        get: operations["get_oip_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Oip Model
         * @description What the version of the model's default alias takes and gives.
         */
        get: operations["get_oip_model"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Oip Model Version
         * @description What one version of the model takes and gives.
         */
        get: operations["get_oip_model_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{name}/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Oip Model Readiness
         * @description Load the version of the model's default alias, and see that it answers.
         */
        get: operations["get_oip_model_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{name}/versions/{version}/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Oip Model Version Readiness
         * @description Load one version of the model, and see that it answers.
         */
        get: operations["get_oip_model_version_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{name}/infer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Infer
         * @description Classify rows with the model's default alias. Body: a tensor for each column, as JSON or as bytes after it.
         */
        post: operations["infer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/models/{name}/versions/{version}/infer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Infer With Version
         * @description Classify rows with one version of the model.
         */
        post: operations["infer_with_version"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scoring-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Scoring Jobs
         * @description Scoring jobs, newest first.
         */
        get: operations["list_scoring_jobs"];
        put?: never;
        /**
         * Create Scoring Job
         * @description Queue the scoring of an uploaded file.
         */
        post: operations["create_scoring_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scoring-jobs/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Scoring Job Of File
         * @description Score the file in the request's body, which never becomes a dataset: the model's own columns give the types.
         */
        post: operations["create_scoring_job_of_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scoring-jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Scoring Job
         * @description The state of a job; with `wait`, once it has ended.
         */
        get: operations["get_scoring_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scoring-jobs/{job_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Scoring Job Events
         * @description What happened to the job: a list, or a stream that ends after the `done` event.
         */
        get: operations["list_scoring_job_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scoring-jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Scoring Job
         * @description Ask the job to stop; it is `cancelling` until its process has gone. Its best checkpoint is kept.
         */
        post: operations["cancel_scoring_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scoring-jobs/{job_id}/output": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Scoring Job Output
         * @description The scored file, or the part that `Range` asks for; of a cancelled job, the rows it had scored.
         */
        get: operations["get_scoring_job_output"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scoring-jobs/{job_id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Scoring Job Errors
         * @description The rows that were not scored, each with its column and what was wrong.
         */
        get: operations["list_scoring_job_errors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Jobs
         * @description Jobs, newest first.
         */
        get: operations["list_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Job
         * @description The state of a job; with `wait`, once it has ended.
         */
        get: operations["get_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Job Events
         * @description What happened to the job: a list, or a stream that ends after the `done` event.
         */
        get: operations["list_job_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Job
         * @description Ask the job to stop; it is `cancelling` until its process has gone. Its best checkpoint is kept.
         */
        post: operations["cancel_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Job
         * @description Queue an ended job again, a training with a changed spec where asked; `parent_id` names the job that it repeats.
         */
        post: operations["retry_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Job Log Lines
         * @description What the job did and what its process said, as lines; the same as its events, in words.
         */
        get: operations["list_job_log_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/model-families": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Model Families
         * @description The model families, each with its options, their defaults and the limits that apply.
         */
        get: operations["list_model_families"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/model-families/{family}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Model Family
         * @description One model family.
         */
        get: operations["get_model_family"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Presets
         * @description The presets, each with what it says of a TrainSpec.
         */
        get: operations["list_presets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/presets/{preset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Preset
         * @description One preset.
         */
        get: operations["get_preset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/train-spec/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Train Spec Schema
         * @description JSON Schema of everything that a training run may be told.
         */
        get: operations["get_train_spec_schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/finding-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Finding Kinds
         * @description Every kind of finding, in the order of the phases.
         */
        get: operations["list_finding_kinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/finding-kinds/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Finding Kind
         * @description One kind of finding.
         */
        get: operations["get_finding_kind"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Limits
         * @description The limits of this server, by name.
         */
        get: operations["get_limits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Me
         * @description The key that this request came with.
         */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Workers
         * @description The live workers, oldest first.
         */
        get: operations["list_workers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Session
         * @description Who is signed in, or whose key came with the request.
         */
        get: operations["get_session"];
        put?: never;
        /**
         * Create Session
         * @description Sign in a browser: the answer's cookie stands for the key until it expires, is revoked, or signs out.
         */
        post: operations["create_session"];
        /**
         * Delete Session
         * @description Sign out: the session that the request came by ends everywhere within a second, and the browser forgets it.
         */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Keys
         * @description Every key, without secrets.
         */
        get: operations["list_keys"];
        put?: never;
        /**
         * Create Key
         * @description Make a key; its secret is in this answer and nowhere else.
         */
        post: operations["create_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Key
         * @description Revoke a key, and end the sessions that were made with it, within a second; it stays in the list.
         */
        delete: operations["revoke_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Liveness
         * @description The process answers; neither database nor storage is asked.
         */
        get: operations["get_liveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Readiness
         * @description The process takes requests: database, schema and storage are fine, and it is not shutting down.
         */
        get: operations["get_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Metrics
         * @description The measures of this process, and of the job queue and the workers, in Prometheus' text format.
         */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AliasList
         * @description All aliases of a model, by name.
         */
        AliasList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["AliasOut"][];
            /** Has More */
            has_more: boolean;
            /**
             * Next Cursor
             * @description Give it as `after` for the next page; null on the last.
             */
            next_cursor: string | null;
        };
        /**
         * AliasOut
         * @description A movable pointer at versions of a model.
         */
        AliasOut: {
            /**
             * Object
             * @constant
             */
            object: "model_alias";
            /** Model */
            model: string;
            /** Alias */
            alias: string;
            /**
             * Version
             * @description The version that answers; with weights the one with the largest.
             */
            version: number;
            /**
             * Weights
             * @description Share of the requests by version; null when `version` answers all.
             */
            weights: {
                [key: string]: number;
            } | null;
            /**
             * Shadow
             * @description The version that is shown the same rows without answering.
             */
            shadow: number | null;
            /**
             * Etag
             * @description For `If-Match`, quotes included; another after every move.
             */
            etag: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Links */
            links: {
                [key: string]: string;
            };
        };
        /**
         * AliasRequest
         * @description Where an alias points: at one version, or at several that share the requests by weight.
         */
        AliasRequest: {
            /**
             * Version
             * @description The version that answers; or give `weights`.
             */
            version?: number | null;
            /**
             * Weights
             * @description Share of the requests by version; they sum to 1.
             */
            weights?: {
                [key: string]: number;
            } | null;
            /**
             * Shadow
             * @description A version that is shown the same rows; it is counted, and never answered from.
             */
            shadow?: number | null;
            /**
             * Why
             * @description For the log of changes.
             */
            why?: string | null;
        };
        /**
         * AnswerParameters
         * @description What else there is to tell.
         */
        AnswerParameters: {
            /**
             * Ignored Inputs
             * @description Names of tensors that are no column of the model; absent when there are none.
             */
            ignored_inputs?: string | null;
        };
        /**
         * Attribution
         * @description What one column, or one part of a whole input, added.
         */
        Attribution: {
            /**
             * Column
             * @description Of a wide series, the first column of the span.
             */
            column: string;
            /**
             * Part
             * @description Steps of a sequence or a patch of an image; null where the column is explained as one.
             */
            part: (components["schemas"]["StepsPart"] | components["schemas"]["PatchPart"]) | null;
            /**
             * Value
             * @description As sent; null of a sequence or an image.
             */
            value: string | boolean | number | null;
            /**
             * Attribution
             * @description Added to the log-odds of the class; negative when it speaks against it.
             */
            attribution: number;
            /**
             * Standard Error
             * @description Of drawing orders at random; 0 where nothing was drawn.
             */
            standard_error: number;
        };
        /**
         * AugmentationSpec
         * @description Random changes of training images; validation, test and prediction never see them.
         */
        AugmentationSpec: {
            /**
             * Flip
             * @description Mirror left and right, half of the time.
             * @default false
             */
            flip?: boolean;
            /**
             * Shift
             * @description Move by up to this share of height and width; what comes in is filled with zeros.
             * @default 0
             */
            shift?: number;
            /**
             * Crop
             * @description Cut up to this share of height and width away, then resize to the image's size.
             * @default 0
             */
            crop?: number;
            /**
             * Rotation
             * @description Turn by up to this many degrees either way; what comes in repeats the edge.
             * @default 0
             */
            rotation?: number;
            /**
             * Scale
             * @description Enlarge or shrink by up to this share about the middle; what comes in repeats the edge.
             * @default 0
             */
            scale?: number;
        };
        /**
         * BaseRateBaseline
         * @description Answering each row with the class shares of the training rows.
         */
        BaseRateBaseline: {
            /**
             * Log Loss
             * @description On the test rows, in nats.
             */
            log_loss: number;
            /**
             * Entropy
             * @description Of the training shares, in nats: the loss of a model that learnt nothing but how often each class occurs.
             */
            entropy: number;
        };
        /**
         * Baseline
         * @description What the rows are compared with.
         */
        Baseline: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "training_rows" | "training_means" | "empty_row";
            /**
             * Num Rows
             * @description Training rows it is made of; 0 for a row of nothing.
             */
            num_rows: number;
        };
        /**
         * Baselines
         * @description What simple answers reach on the same split.
         */
        Baselines: {
            majority_class: components["schemas"]["MajorityBaseline"];
            base_rate: components["schemas"]["BaseRateBaseline"];
            /** @description Null when it could not be fitted; `notes` says why. */
            logistic_regression: components["schemas"]["LogisticBaseline"] | null;
            /**
             * Notes
             * @description E.g. that a sample was taken.
             */
            notes: string[];
        };
        /**
         * Best
         * @description The best epoch so far.
         */
        Best: {
            /** Epoch */
            epoch: number;
            /** Metric */
            metric: string;
            /** Value */
            value: number;
        };
        /**
         * BestBalancedAccuracy
         * @description The threshold with the highest mean of both classes' recall on the validation rows.
         */
        BestBalancedAccuracy: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            objective: "balanced_accuracy";
        };
        /**
         * BestEpoch
         * @description The epoch whose weights are kept.
         */
        BestEpoch: {
            /** Epoch */
            epoch: number;
            /**
             * Metric
             * @default validation_loss
             * @constant
             */
            metric?: "validation_loss";
            /** Value */
            value: number;
        };
        /**
         * BestF1
         * @description The threshold with the highest F1 of the second class on the validation rows.
         */
        BestF1: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            objective: "f1";
        };
        /**
         * BinarySize
         * @description Of an output that follows the JSON.
         */
        BinarySize: {
            /** Binary Data Size */
            binary_data_size: number;
        };
        /**
         * CalibrationReport
         * @description Whether the logits of a model are divided by a temperature, and what that gained.
         */
        CalibrationReport: {
            /**
             * Mode
             * @description As asked for.
             * @enum {string}
             */
            mode: "auto" | "none" | "temperature";
            /**
             * Kept
             * @description Whether the model divides its logits by `temperature`.
             */
            kept: boolean;
            /**
             * Temperature
             * @description Fitted on all validation rows; 1 when not kept. Above 1 it takes confidence away, below 1 it adds some.
             */
            temperature: number;
            /**
             * Log Loss Before
             * @description Mean over the validation rows of -ln p(label) at temperature 1, in nats.
             */
            log_loss_before: number;
            /**
             * Log Loss After
             * @description The same at a temperature, each row's fitted on folds without that row; null when none was fitted so, because
             *     `mode` is `none` or there are too few rows.
             */
            log_loss_after: number | null;
            /**
             * Num Rows
             * @description Validation rows.
             */
            num_rows: number;
        };
        /**
         * CategoryCount
         * @description How often one value stands in a column.
         */
        CategoryCount: {
            /** Value */
            value: string;
            /** Count */
            count: number;
        };
        /**
         * ChangeList
         * @description One page of changes, newest first.
         */
        ChangeList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["ChangeOut"][];
            /** Has More */
            has_more: boolean;
            /**
             * Next Cursor
             * @description Give it as `after` for the next page; null on the last.
             */
            next_cursor: string | null;
        };
        /**
         * ChangeOut
         * @description One change in the registry.
         */
        ChangeOut: {
            /**
             * Object
             * @constant
             */
            object: "registry_change";
            /**
             * Seq
             * @description Rises from change to change.
             */
            seq: number;
            /** Model */
            model: string;
            /**
             * Action
             * @enum {string}
             */
            action: "published" | "alias_set" | "alias_deleted" | "decision_set" | "described" | "version_deleted" | "model_deleted";
            /**
             * Subject
             * @description The alias or the version's number; null is the model itself.
             */
            subject: string | null;
            /** Before */
            before: {
                [key: string]: unknown;
            } | null;
            /** After */
            after: {
                [key: string]: unknown;
            } | null;
            /**
             * Actor
             * @description Id of the API key, or of the job that published; `anonymous` where keys are off.
             */
            actor: string;
            /** Why */
            why: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /**
         * Charts
         * @description Measured at the end of a run on rows that taught nothing to the networks that answered them.
         */
        Charts: {
            /**
             * Part
             * @description `validation` without test rows: the rows that chose the epochs, out of fold with folds.
             * @enum {string}
             */
            part: "test" | "validation";
            /** Num Rows */
            num_rows: number;
            /**
             * Roc
             * @description Two classes: of the second. Classes without rows, or with all rows, have none.
             */
            roc: components["schemas"]["Curve"][];
            /** Precision Recall */
            precision_recall: components["schemas"]["Curve"][];
            /** Reliability */
            reliability: components["schemas"]["ReliabilityBin"][];
            /**
             * Thresholds
             * @description 0, 0.01, ... 1 and the trained one, for a slider; null with more than two classes. Versions of before have 0.05, 0.10, ...
             *     0.95 and the trained one.
             */
            thresholds: components["schemas"]["ThresholdRow"][] | null;
            importance: components["schemas"]["Importance"];
        };
        /**
         * ClassReport
         * @description One class as the only positive one; a ratio without rows under it is 0.
         */
        ClassReport: {
            /** Label */
            label: string;
            /**
             * Precision
             * @description Right among the rows that were given this label.
             */
            precision: number;
            /**
             * Recall
             * @description Right among the rows that have this label.
             */
            recall: number;
            /** F1 */
            f1: number;
            /**
             * Support
             * @description Rows that have this label.
             */
            support: number;
        };
        /**
         * Cnn1dSpec
         * @description Convolutions over the steps of sequences, then a pool over real steps; padding never counts.
         *
         *     Source: Wang, Yan and Oates 2017, arXiv:1611.06455 (FCN).
         */
        Cnn1dSpec: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            family: "cnn1d";
            /**
             * Channels
             * @description Filters of each convolution.
             * @default [
             *       64,
             *       128,
             *       64
             *     ]
             */
            channels?: number[];
            /**
             * Kernel Size
             * @description Steps that a filter sees; the output keeps the number of steps.
             * @default 5
             */
            kernel_size?: number;
            /**
             * Batch Norm
             * @description Normalize after each convolution, over batch and real steps.
             * @default true
             */
            batch_norm?: boolean;
            /**
             * Activation
             * @description `auto` is `relu`.
             * @default auto
             */
            activation?: "auto" | ("relu" | "silu" | "gelu" | "tanh" | "sigmoid" | "leaky_relu" | "identity");
            /**
             * Pooling
             * @description From the steps to one vector, over real steps only.
             * @default mean
             * @enum {string}
             */
            pooling?: "mean" | "max" | "attention";
            /**
             * Hidden
             * @description Dense layers between the pool and the logits.
             * @default []
             */
            hidden?: number[];
            /**
             * Dropout
             * @description Probability of dropping a number of a dense layer's input while training.
             * @default 0
             */
            dropout?: number;
        };
        /**
         * CnnSpec
         * @description Convolutions over images, then dense layers.
         */
        CnnSpec: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            family: "cnn";
            /**
             * Channels
             * @description Filters of each convolution; each is followed by its pool.
             * @default [
             *       32,
             *       64
             *     ]
             */
            channels?: number[];
            /**
             * Kernel Size
             * @description Pixels, along height and width, that a filter sees.
             * @default 3
             */
            kernel_size?: number;
            /**
             * Padding
             * @description `same` pads with zeros to keep height and width; `valid` lets them shrink.
             * @default same
             * @enum {string}
             */
            padding?: "same" | "valid";
            /**
             * Batch Norm
             * @description Normalize after each convolution and dense layer.
             * @default true
             */
            batch_norm?: boolean;
            /**
             * Activation
             * @description `auto` is `relu`.
             * @default auto
             */
            activation?: "auto" | ("relu" | "silu" | "gelu" | "tanh" | "sigmoid" | "leaky_relu" | "identity");
            /**
             * Pool
             * @description What is kept of the pixels that become one: the largest, their mean, or `none` for no pool.
             * @default max
             * @enum {string}
             */
            pool?: "max" | "mean" | "none";
            /**
             * Pool Size
             * @description Pixels, along height and width, that a pool makes one.
             * @default 2
             */
            pool_size?: number;
            /**
             * Head
             * @description Before the dense layers: all positions side by side, or the mean over positions, which has fewer weights and learns
             *     more slowly (mnist_2000 after 200 steps: 0.65 against 0.96).
             * @default flatten
             * @enum {string}
             */
            head?: "flatten" | "mean";
            /**
             * Hidden
             * @description Dense layers between the head and the logits.
             * @default []
             */
            hidden?: number[];
            /**
             * Dropout
             * @description Probability of dropping a number of a dense layer's input while training.
             * @default 0
             */
            dropout?: number;
        };
        /**
         * Column
         * @description One column as it was understood.
         */
        Column: {
            /** Name */
            name: string;
            kind: components["schemas"]["ColumnKind"];
            role: components["schemas"]["ColumnRole"];
            /**
             * Reason
             * @description Why this kind and role were chosen, one sentence.
             */
            reason: string;
            /**
             * Overridden
             * @description True when the user chose kind or role.
             * @default false
             */
            overridden?: boolean;
        };
        /**
         * ColumnImportance
         * @description How much worse the answers get when one column's values are dealt out among the rows anew.
         */
        ColumnImportance: {
            /** Column */
            column: string;
            /**
             * Log Loss
             * @description Mean rise over the repeats, in nats; about 0 for a column that does not matter.
             */
            log_loss: number;
            /** Log Loss Std */
            log_loss_std: number;
            /**
             * Accuracy
             * @description Mean fall.
             */
            accuracy: number;
        };
        /**
         * ColumnKind
         * @description How a column's cells are read.
         * @enum {string}
         */
        ColumnKind: "numeric" | "boolean" | "categorical" | "datetime" | "text" | "sequence" | "image";
        /**
         * ColumnMonitoring
         * @description One column, or one measure of a column of sequences.
         */
        ColumnMonitoring: {
            /** Column */
            column: string;
            /**
             * Measure
             * @description `value`, `category`, `days`, `steps`, or `mean of channel 0`.
             */
            measure: string;
            /** Bins */
            bins: string[];
            /**
             * Reference
             * @description Training rows of each bin.
             */
            reference: number[];
            /**
             * Counts
             * @description Answered rows of each bin.
             */
            counts: number[];
            /**
             * Out Of Range
             * @description Rows below the least or above the largest number of the training rows; 0 for categories.
             */
            out_of_range: number;
            /**
             * Psi
             * @description Population stability index; null without rows.
             */
            psi: number | null;
            /**
             * Js
             * @description Jensen-Shannon divergence in bits; null without rows.
             */
            js: number | null;
            /**
             * Chance
             * @description The PSI that samples of these sizes have by chance.
             */
            chance: number | null;
        };
        /**
         * ColumnOverride
         * @description What a user says about one column instead of what was inferred.
         */
        ColumnOverride: {
            /** @description Read the cells as this kind; a cell that does not fit is an error naming its row. */
            kind?: components["schemas"]["ColumnKind"] | null;
            /** @description Use the column as this role by default. */
            role?: components["schemas"]["ColumnRole"] | null;
        };
        /**
         * ColumnPredictions
         * @description The answers for all rows, an array for each of their values.
         */
        ColumnPredictions: {
            /**
             * Row
             * @description 0-based positions in the request: all of them, but for rows that `on_invalid: skip` left out.
             */
            row: number[];
            /**
             * Label
             * @description Told when `return` has it, as its index and the others.
             */
            label?: string[];
            /** Label Index */
            label_index?: number[];
            /**
             * Probabilities
             * @description An array for each class.
             */
            probabilities?: {
                [key: string]: number[];
            };
            /**
             * Top Labels
             * @description With `top_k` in place of `probabilities`: each row's likeliest classes, the likeliest first.
             */
            top_labels?: string[][];
            /**
             * Top Probabilities
             * @description Theirs.
             */
            top_probabilities?: number[][];
            /**
             * Logits
             * @description An array for each class.
             */
            logits?: {
                [key: string]: number[];
            };
            /**
             * Warnings
             * @description Of the rows that have any.
             */
            warnings: components["schemas"]["RowWarnings"][];
        };
        /**
         * ColumnProfile
         * @description What one column holds, counted over all rows.
         */
        ColumnProfile: {
            /** Name */
            name: string;
            kind: components["schemas"]["ColumnKind"];
            role: components["schemas"]["ColumnRole"];
            /** Num Missing */
            num_missing: number;
            /**
             * Missing Tokens
             * @description Each token taken as missing and how often it stood there; "" is the empty cell.
             */
            missing_tokens: {
                [key: string]: number;
            };
            /**
             * Num Distinct
             * @description Distinct non-missing values.
             */
            num_distinct: number;
            /**
             * Minimum
             * @description Smallest value; numbers for numeric, RFC 3339 for datetime, else null.
             */
            minimum?: number | string | null;
            /** Maximum */
            maximum?: number | string | null;
            /**
             * Mean
             * @description Numeric columns only.
             */
            mean?: number | null;
            /**
             * Std
             * @description Population standard deviation, numeric columns only.
             */
            std?: number | null;
            /**
             * Quantiles
             * @description Numeric columns only: keys `0.01 0.05 0.25 0.5 0.75 0.95 0.99`.
             */
            quantiles?: {
                [key: string]: number;
            } | null;
            /**
             * Histogram
             * @description Numeric columns only: at most 20 bins of equal width.
             */
            histogram?: components["schemas"]["HistogramBin"][] | null;
            /**
             * Top Categories
             * @description All kinds but sequences, images and numeric with over 20 distinct values: the 20 most frequent values.
             */
            top_categories?: components["schemas"]["CategoryCount"][] | null;
            /** @description Where `top_categories` could be given or there are at most 1,000 distinct values: the rarest value. */
            rarest?: components["schemas"]["CategoryCount"] | null;
            /** @description Sequence columns only. */
            sequence?: components["schemas"]["SequenceProfile"] | null;
            /** @description Image columns only. */
            image?: components["schemas"]["ImageProfile"] | null;
        };
        /**
         * ColumnRole
         * @description What a column is used for.
         * @enum {string}
         */
        ColumnRole: "feature" | "target" | "id" | "ignored";
        /**
         * Computing
         * @description On what a version was trained; null where its file is older than the record of it.
         */
        Computing: {
            /** Device */
            device: string | null;
            /** Num Threads */
            num_threads: number | null;
            /**
             * Precision
             * @description What the training steps multiplied; `precision: auto` chose it by the machine, so another machine may choose otherwise.
             */
            precision: ("float32" | "bfloat16") | null;
            /** Seconds */
            seconds: number | null;
        };
        /**
         * Confusion
         * @description Rows by class and by the label they were given, as the version was trained to decide.
         */
        Confusion: {
            /**
             * Part
             * @enum {string}
             */
            part: "test" | "validation";
            /** Num Rows */
            num_rows: number;
            /**
             * Counts
             * @description `counts[i][j]`: rows of class i that were given label j, in the order of `classes`.
             */
            counts: number[][];
            /** Per Class */
            per_class: components["schemas"]["ClassReport"][];
        };
        /**
         * Curve
         * @description Of one class against the rest, from the strictest threshold to the laxest; of many points those evenly far apart.
         */
        Curve: {
            /** Label */
            label: string;
            /**
             * Num Rows
             * @description Rows of this class.
             */
            num_rows: number;
            /**
             * X
             * @description ROC: share of the other rows that are called the class. Precision-recall: the recall.
             */
            x: number[];
            /**
             * Y
             * @description ROC: the recall. Precision-recall: the precision.
             */
            y: number[];
            /**
             * Threshold
             * @description Probability of the class from which a row is called so.
             */
            threshold: number[];
        };
        /**
         * DatasetFindings
         * @description What the data says about itself.
         */
        DatasetFindings: {
            /**
             * Object
             * @constant
             */
            object: "findings";
            /**
             * Findings
             * @description In the order in which they arose, as far as the filters let them through.
             */
            findings: components["schemas"]["Finding"][];
            /** @description Of all findings, whatever the filters. */
            findings_summary: components["schemas"]["FindingsSummary"];
            /**
             * Checks Passed
             * @description Codes of checks that were made and found nothing.
             */
            checks_passed: string[];
            /**
             * Checks Skipped
             * @description Checks that were not made, or not yet, each with the reason.
             */
            checks_skipped: components["schemas"]["SkippedCheck"][];
            /** Dataset Id */
            dataset_id: string;
        };
        /**
         * DatasetList
         * @description One page of datasets, newest first.
         */
        DatasetList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["DatasetOut"][];
            /** Has More */
            has_more: boolean;
            /**
             * Next Cursor
             * @description Give it as `after` for the next page; null on the last.
             */
            next_cursor: string | null;
        };
        /**
         * DatasetOut
         * @description An uploaded file and, once it was read, its columns.
         *
         *     A sequence or an image is one cell of a column of that kind.
         */
        DatasetOut: {
            /**
             * Object
             * @constant
             */
            object: "dataset";
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** @description `profiling` until a worker has read the file, then `ready`, or `failed` with `error`. */
            status: components["schemas"]["DatasetStatus"];
            format: components["schemas"]["FileFormat"];
            /** Gzip */
            gzip: boolean;
            /**
             * Source Bytes
             * @description Bytes as uploaded.
             */
            source_bytes: number;
            /**
             * Sha256
             * @description Of the bytes as uploaded.
             */
            sha256: string;
            /** @description How a long table's rows become series; null where each row is a row of its own. */
            series: components["schemas"]["SeriesOptions"] | null;
            /** Num Rows */
            num_rows: number | null;
            /** Num Columns */
            num_columns: number | null;
            /** @description Kind and role of each column; null until ready. */
            schema: components["schemas"]["Schema"] | null;
            /**
             * Overrides
             * @description Kinds and roles that were said instead of inferred, by column name; `{}` for a column takes its override back.
             */
            overrides: {
                [key: string]: components["schemas"]["ColumnOverride"];
            };
            findings_summary: components["schemas"]["FindingsSummary"];
            /** @description Why the file could not be read. */
            error: components["schemas"]["JobError"] | null;
            /** Profile Job Id */
            profile_job_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Links */
            links: {
                [key: string]: string;
            };
        };
        /**
         * DatasetPatch
         * @description Kinds and roles to use instead of the inferred ones.
         */
        DatasetPatch: {
            /**
             * Overrides
             * @description By column name; added to the overrides given before.
             */
            overrides: {
                [key: string]: components["schemas"]["ColumnOverride"];
            };
        };
        /**
         * DatasetProfile
         * @description What a table holds.
         */
        DatasetProfile: {
            /** Num Rows */
            num_rows: number;
            /** Num Columns */
            num_columns: number;
            /**
             * Num Duplicate Rows
             * @description Rows equal to an earlier row in every column.
             */
            num_duplicate_rows: number;
            /**
             * Encoding
             * @description Encoding the file was read with; `parquet` for Parquet.
             */
            encoding: string;
            /** Columns */
            columns: components["schemas"]["ColumnProfile"][];
            /**
             * Suggested Target
             * @description The column that looks like the label, if one does; never used without being asked for.
             */
            suggested_target?: string | null;
            /**
             * Class Balance
             * @description Counts of the target column's values, when a target role was given or suggested.
             */
            class_balance?: components["schemas"]["CategoryCount"][] | null;
        };
        /**
         * DatasetStatus
         * @description Where a dataset stands.
         * @enum {string}
         */
        DatasetStatus: "profiling" | "ready" | "failed";
        /**
         * DecisionOut
         * @description How a version's probabilities become labels.
         */
        DecisionOut: {
            /**
             * Object
             * @constant
             */
            object: "decision";
            /** Model */
            model: string;
            /** Version */
            version: number;
            /**
             * Revision
             * @description 0 as it was trained; predictions name the revision that they were decided by.
             */
            revision: number;
            /** @description What holds; null with more than two classes as trained: the likeliest class. */
            decision: components["schemas"]["DecisionSettings"] | null;
            /** @description What was trained. */
            trained: components["schemas"]["DecisionSettings"] | null;
            /**
             * Etag
             * @description For `If-Match`, quotes included.
             */
            etag: string;
            /**
             * History
             * @description Newest first, the last 100; the model's audit has all.
             */
            history: components["schemas"]["DecisionRevision"][];
            /** Links */
            links: {
                [key: string]: string;
            };
        };
        /**
         * DecisionRequest
         * @description How the version's probabilities shall become labels from now on.
         */
        DecisionRequest: {
            /**
             * Threshold
             * @description Two classes: probability of the second from which it is the label.
             */
            threshold?: number | null;
            /**
             * Per Class
             * @description A threshold for every class: the label is the class whose probability is the largest multiple of its own.
             */
            per_class?: {
                [key: string]: number;
            } | null;
            /**
             * Cost Matrix
             * @description What each label costs, in the order of the model's classes: a row for each true class, a column for each label
             *     given. The label is the one of least expected cost.
             */
            cost_matrix?: number[][] | null;
            /**
             * Why
             * @description For the log of changes.
             */
            why?: string | null;
        };
        /**
         * DecisionRevision
         * @description One entry of the history.
         */
        DecisionRevision: {
            /** Revision */
            revision: number;
            /** @description Null went back to what was trained. */
            decision: components["schemas"]["DecisionSettings"] | null;
            /**
             * Actor
             * @description Id of the API key; `anonymous` where keys are off.
             */
            actor: string;
            /** Why */
            why: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
        };
        /**
         * DecisionSettings
         * @description How probabilities become labels, kept apart from the weights; exactly one of the three is said.
         */
        DecisionSettings: {
            /**
             * Threshold
             * @description Two classes: probability of the second from which it is the label.
             */
            threshold?: number | null;
            /**
             * Per Class
             * @description A threshold for every class: the label is the class whose probability is the largest multiple of its own.
             */
            per_class?: {
                [key: string]: number;
            } | null;
            /**
             * Cost Matrix
             * @description What each label costs, in the order of the model's classes: a row for each true class, a column for each label
             *     given. The label is the one of least expected cost.
             */
            cost_matrix?: number[][] | null;
        };
        /**
         * DescriptionPatch
         * @description What shall be said of a model or version; a JSON merge patch (RFC 7396): what is absent stays, null removes.
         */
        DescriptionPatch: {
            /** Description */
            description?: string | null;
            /**
             * Tags
             * @description By name; a null value removes that tag, null for the whole removes all.
             */
            tags?: {
                [key: string]: string | null;
            } | null;
        };
        /**
         * DiagnosisSpec
         * @description The checks of a run.
         */
        DiagnosisSpec: {
            /**
             * Enabled
             * @description False makes no checks; the run's report then lists every one as skipped.
             * @default true
             */
            enabled?: boolean;
            /**
             * @description What findings do to the run while it goes on.
             * @default {
             *       "warning": "continue",
             *       "error": "continue"
             *     }
             */
            on_error?: components["schemas"]["OnErrorSpec"];
            /**
             * Probe Seconds
             * @description Most seconds that a preflight may spend on learning one small batch by heart; 0 leaves that check out.
             * @default 2
             */
            probe_seconds?: number;
        };
        /**
         * EarlyStoppingSpec
         * @description Stop when validation loss no longer falls.
         */
        EarlyStoppingSpec: {
            /**
             * Patience
             * @description Epochs without a new best before stopping.
             * @default 10
             */
            patience?: number;
            /**
             * Min Delta
             * @description A new best must be lower by more than this.
             * @default 0
             */
            min_delta?: number;
        };
        /**
         * EpochOut
         * @description One epoch and the attempt that ran it.
         */
        EpochOut: {
            /**
             * Member
             * @description Which of the run's networks, from 0; a run without folds and with one seed has one.
             */
            member: number;
            /** Epoch */
            epoch: number;
            /**
             * Train Loss
             * @description Mean over training rows, weighted as the loss is.
             */
            train_loss: number;
            /**
             * Train Accuracy
             * @description Share of training rows with the right label, 0..1.
             */
            train_accuracy: number;
            /**
             * Validation Loss
             * @description Mean over validation rows, weighted as the loss is.
             */
            validation_loss: number;
            /**
             * Validation Accuracy
             * @description Share of validation rows with the right label, 0..1.
             */
            validation_accuracy: number;
            /**
             * Learning Rate
             * @description At the epoch's last step.
             */
            learning_rate: number;
            /**
             * Gradient Norm
             * @description Mean over the epoch's steps of the gradient's Euclidean norm before clipping; null for epoch 0.
             */
            gradient_norm: number | null;
            /**
             * Seconds
             * @description Wall clock of this epoch, its evaluation included.
             */
            seconds: number;
            /** Attempt */
            attempt: number;
        };
        /**
         * Estimate
         * @description The size of a run; the inputs are an upper bound, since categories are counted over all rows.
         */
        Estimate: {
            /**
             * Input Kind
             * @enum {string}
             */
            input_kind: "table" | "sequence" | "image";
            /**
             * Input Shape
             * @description Of one row: `[D]`, `[steps, channels + 1]` with the mask last, or `[channels, height, width]`.
             */
            input_shape: number[];
            /**
             * Num Features
             * @description Numbers that one row becomes.
             */
            num_features: number;
            /** Num Classes */
            num_classes: number;
            /**
             * Num Parameters
             * @description Trainable numbers of one network.
             */
            num_parameters: number;
            /**
             * Num Members
             * @description Networks that are trained: folds times seeds.
             */
            num_members: number;
            /**
             * Num Multiplications
             * @description Of one row's forward pass through one network.
             */
            num_multiplications: number;
            /**
             * Num Train Rows
             * @description Of one network.
             */
            num_train_rows: number;
            /**
             * Num Steps
             * @description Optimizer steps of one network when no epoch is saved by early stopping.
             */
            num_steps: number;
            /**
             * Seconds
             * @description Of the whole run on one core, when no epoch is saved by early stopping. Rough: see `run_seconds`.
             */
            seconds: number;
            /**
             * Memory Bytes
             * @description At the run's largest, the process itself included, when the rows are held in memory: a worker with less streams
             *     them. Rough: see `run_bytes`.
             */
            memory_bytes: number;
            /**
             * Batch Bytes
             * @description Of these, what the layers hold for the rows that go through them at once.
             */
            batch_bytes: number;
        };
        /**
         * Evaluation
         * @description How well probabilities meet the labels of one split.
         */
        Evaluation: {
            /** Num Rows */
            num_rows: number;
            /** Accuracy */
            accuracy: number;
            /**
             * Macro F1
             * @description Unweighted mean of F1 over the classes that occur among the labels or the predictions.
             */
            macro_f1: number;
            /**
             * Roc Auc
             * @description Two classes: of the second; more: unweighted mean of one against the rest. Null unless every class has a row.
             */
            roc_auc: number | null;
            /**
             * Pr Auc
             * @description Average precision, over classes as `roc_auc`.
             */
            pr_auc: number | null;
            /**
             * Log Loss
             * @description Mean of -ln p(label) in nats; p is held above 1e-15.
             */
            log_loss: number;
            /**
             * Brier
             * @description Two classes: mean of (p1 - y)^2, 0..1; more: mean of the sum over classes of squared errors, 0..2.
             */
            brier: number;
            /**
             * Ece
             * @description Expected calibration error: 15 bins of equal width over the top probability.
             */
            ece: number;
            /**
             * Confusion
             * @description `confusion[i][j]`: rows of class i that were given label j, in the order of the classes.
             */
            confusion: number[][];
            /** Per Class */
            per_class: components["schemas"]["ClassReport"][];
        };
        /**
         * Evaluations
         * @description What the kept epoch's weights reach.
         */
        Evaluations: {
            /** @description Null when the split has no test rows. */
            test: components["schemas"]["Evaluation"] | null;
            validation: components["schemas"]["Evaluation"];
        };
        /**
         * EventList
         * @description Events of one job, oldest first.
         */
        EventList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["EventOut"][];
            /** Has More */
            has_more: boolean;
            /**
             * Next Cursor
             * @description Give it as `after` for the events that follow, now or later.
             */
            next_cursor: number;
        };
        /**
         * EventOut
         * @description Something that happened to a job.
         */
        EventOut: {
            /**
             * Id
             * @description Number of the event within its job, from 1.
             */
            id: number;
            /**
             * Type
             * @description state, progress, metric, finding, log, checkpoint or done.
             * @example state
             */
            type: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Data */
            data: {
                [key: string]: unknown;
            };
        };
        /**
         * ExplainAnswer
         * @description Predictions with their explanations, and what they rest on.
         */
        ExplainAnswer: {
            /** Request Id */
            request_id: string;
            /** Model */
            model: string;
            /** Version */
            version: number;
            /**
             * Threshold
             * @description Two classes: probability of the second from which it was the label; null for more, and where thresholds by class or
             *     costs decided.
             */
            threshold: number | null;
            /**
             * Decision
             * @description Revision of the version's decision settings, 0 as it was trained; null when the request's own threshold decided.
             */
            decision: number | null;
            /**
             * Calibrated
             * @description Whether the probabilities were recalibrated after training.
             */
            calibrated: boolean;
            /** Classes */
            classes: string[];
            /** Predictions */
            predictions: components["schemas"]["RowExplanation"][];
            baseline: components["schemas"]["Baseline"];
            /**
             * Errors
             * @description With `on_invalid: skip`, why rows are left out.
             */
            errors: components["schemas"]["Fault"][];
            /**
             * Ignored Columns
             * @description Columns that were sent but that the model does not use.
             */
            ignored_columns: string[];
            /**
             * Timing Ms
             * @description Time spent on this request in the server, in milliseconds.
             */
            timing_ms: number;
        };
        /**
         * ExplainRequest
         * @description Rows to explain, as a prediction takes them: objects by column name, or an array for each column.
         */
        ExplainRequest: {
            /**
             * Rows
             * @default null
             */
            rows?: {
                [key: string]: string | boolean | number | ((number | null)[] | (number | null)[][] | (number | null)[][][]) | null;
            }[] | null;
            /**
             * Columns
             * @default null
             */
            columns?: {
                [key: string]: (string | boolean | number | ((number | null)[] | (number | null)[][] | (number | null)[][][]) | null)[];
            } | null;
            /**
             * Explained Class
             * @description Whose log-odds are shared out; null is the second of two classes, and of more the one each row is labelled with.
             * @default null
             */
            explained_class?: string | null;
            /**
             * Max Evaluations
             * @description Rows that may go through the model for each row explained: more make standard errors smaller. The fewest orders are
             *     walked in any case.
             * @default 16384
             */
            max_evaluations?: number;
            /**
             * Threshold
             * @description Two classes: probability of the second from which it is the label; null is the model's own.
             * @default null
             */
            threshold?: number | null;
            /**
             * Decimals
             * @description Round the probabilities to this many places; what is explained is not rounded.
             * @default null
             */
            decimals?: number | null;
            /**
             * On Invalid
             * @description Refuse all rows when one does not fit, or answer for the others.
             * @default fail
             * @enum {string}
             */
            on_invalid?: "fail" | "skip";
        };
        /**
         * ExportList
         * @description Every format of a version.
         */
        ExportList: {
            /**
             * Object
             * @constant
             */
            object: "export_list";
            /** Model */
            model: string;
            /** Version */
            version: number;
            /**
             * Decision Revision
             * @description The decision that the labels of the exports follow.
             */
            decision_revision: number;
            /** Data */
            data: components["schemas"]["ExportOut"][];
            /** Links */
            links: {
                [key: string]: string;
            };
        };
        /**
         * ExportOut
         * @description One format.
         */
        ExportOut: {
            /**
             * Format
             * @enum {string}
             */
            format: "onnx" | "safetensors" | "scorer";
            /** Description */
            description: string;
            /** Available */
            available: boolean;
            /**
             * Reason
             * @description Why it is not available; null when it is.
             */
            reason: string | null;
            /** File Name */
            file_name: string;
            /** Media Type */
            media_type: string;
            /**
             * Num Bytes
             * @description Null when it is not available.
             */
            num_bytes: number | null;
            /**
             * Sha256
             * @description Of the file; equal until the version decides otherwise.
             */
            sha256: string | null;
            /** Links */
            links: {
                [key: string]: string;
            };
        };
        /**
         * FamilyList
         * @description Every model family.
         */
        FamilyList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["FamilyOut"][];
            /** Has More */
            has_more: boolean;
            /**
             * Next Cursor
             * @description Give it as `after` for the next page; null on the last.
             */
            next_cursor: string | null;
        };
        /**
         * FamilyOut
         * @description One model family and the options it has.
         */
        FamilyOut: {
            /**
             * Object
             * @constant
             */
            object: "model_family";
            /**
             * Name
             * @description `spec.model.family`.
             */
            name: string;
            /** Title */
            title: string;
            /** Description */
            description: string;
            /**
             * Takes
             * @description Kinds of input: `table`, `sequence`, `image`.
             */
            takes: string[];
            /**
             * Json Schema
             * @description JSON Schema (2020-12) of `spec.model`.
             */
            json_schema: {
                [key: string]: unknown;
            };
            /**
             * Defaults
             * @description What each option is when it is not said; `auto` is decided by the data.
             */
            defaults: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /**
             * Limits
             * @description Those of this server's limits that bound it.
             */
            limits: {
                [key: string]: number;
            };
        };
        /**
         * Fault
         * @description One place where input is wrong: where, what, and what was expected instead.
         */
        Fault: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /** Pointer */
            pointer?: string | null;
            /** Row */
            row?: number | null;
            /** Line */
            line?: number | null;
            /** Column */
            column?: string | null;
            /** Got */
            got?: string | null;
            /** Expected */
            expected?: string | null;
        };
        /**
         * FileFormat
         * @description Format of a file; `npz` holds arrays, `zip` images in folders named for their class, `arrow` is an IPC stream, which
         *     predictions take and uploads do not.
         * @enum {string}
         */
        FileFormat: "csv" | "parquet" | "ndjson" | "npz" | "zip" | "arrow";
        /**
         * Finding
         * @description One named observation with its numbers, and a fix where one is known.
         */
        Finding: {
            /**
             * Id
             * @description The same whenever the same code speaks of the same column; unique within a run or a dataset.
             */
            id: string;
            /**
             * Code
             * @description Stable dotted word, e.g. `data.id_like_column`.
             */
            code: string;
            severity: components["schemas"]["Severity"];
            phase: components["schemas"]["Phase"];
            /** Title */
            title: string;
            /** Explanation */
            explanation: string;
            /** Suggestion */
            suggestion: string;
            /**
             * Evidence
             * @description The numbers behind it.
             */
            evidence: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /**
             * Column
             * @description The column it speaks of, if one.
             */
            column?: string | null;
            /**
             * Fix
             * @description JSON Patch (RFC 6902) on the TrainSpec that the job was asked for, or null.
             */
            fix?: {
                [key: string]: unknown;
            }[] | null;
            /**
             * Docs
             * @description The page about findings of this code, from the root of the repository.
             */
            docs: string;
        };
        /**
         * FindingKind
         * @description One kind of finding; its texts are templates over the evidence, as Python's `str.format` fills them.
         */
        FindingKind: {
            /**
             * Object
             * @constant
             */
            object: "finding_kind";
            /**
             * Code
             * @description `phase.word`, stable.
             */
            code: string;
            /** @description When the check is made. */
            phase: components["schemas"]["Phase"];
            /** @description The usual one; the numbers may speak for another. */
            severity: components["schemas"]["Severity"];
            /**
             * Title
             * @example {share:.1%} of column {column!r} is missing
             */
            title: string;
            /** Explanation */
            explanation: string;
            /** Suggestion */
            suggestion: string;
            /**
             * Docs
             * @description The page about it, from the root of the repository.
             */
            docs: string;
        };
        /**
         * FindingKinds
         * @description Every kind of finding, in the order of the phases.
         */
        FindingKinds: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["FindingKind"][];
            /** Has More */
            has_more: boolean;
            /**
             * Next Cursor
             * @description Give it as `after` for the next page; null on the last.
             */
            next_cursor: string | null;
        };
        /**
         * FindingsFormat
         * @description What findings are written as.
         * @enum {string}
         */
        FindingsFormat: "json" | "csv";
        /**
         * FindingsSummary
         * @description Findings by severity.
         */
        FindingsSummary: {
            /** Error */
            error: number;
            /** Warning */
            warning: number;
            /** Info */
            info: number;
        };
        /**
         * FitSpec
         * @description The training loop.
         */
        FitSpec: {
            /**
             * Epochs
             * @description Passes over the training rows; `auto` is 100 with early stopping; for a `cnn` 40 without, down to 10 where
             *     rows and pixels are many.
             * @default auto
             */
            epochs?: "auto" | number;
            /**
             * Batch Size
             * @description Rows of one optimizer step; `auto` grows with the rows: 32, 64, 128, 512; never more than there are.
             * @default auto
             */
            batch_size?: "auto" | number;
            /**
             * Early Stopping
             * @description `auto` stops after 10 epochs without a better validation loss when epochs is `auto`, and never stops early when
             *     epochs is a number or the model is a `cnn`, whose rate falls to the end; the epoch with the best validation loss is kept in
             *     either case.
             * @default auto
             */
            early_stopping?: "auto" | components["schemas"]["EarlyStoppingSpec"] | null;
            /**
             * Ema Decay
             * @description Measure, keep and serve an exponential moving average of the weights: after each step it keeps this share of itself,
             *     less in the first steps. `auto` is 0.99 where `auto` chose the network of a table and its learning rate, which is then
             *     larger; else null, the weights of the epoch's last step.
             * @default auto
             */
            ema_decay?: "auto" | number | null;
            /**
             * Gradient Clip Norm
             * @description Upper bound of the gradient's norm in each step, or null.
             */
            gradient_clip_norm?: number | null;
            /**
             * Seed
             * @description Seed of weights, batches and dropout.
             * @default 0
             */
            seed?: number;
            /**
             * Num Seeds
             * @description Members trained from `seed`, `seed` + 1, ... on the same rows; the model answers with their mean. With `folds` as
             *     many for each fold.
             * @default 1
             */
            num_seeds?: number;
            /**
             * Device
             * @description `auto` takes a GPU when the worker has one.
             * @default auto
             * @enum {string}
             */
            device?: "auto" | "cpu" | "cuda";
            /**
             * Precision
             * @description What a training step multiplies; weights, loss, every measure and every prediction are float32. `auto` takes bfloat16
             *     where the worker has instructions for it, the network is large enough to gain, and its first gradient agrees with
             *     float32's; `bfloat16` is refused by a worker that has none.
             * @default auto
             * @enum {string}
             */
            precision?: "auto" | "float32" | "bfloat16";
        };
        /**
         * Health
         * @description The process lives, and takes requests; the specification asks for `live`, clients read either.
         */
        Health: {
            /**
             * Live
             * @constant
             */
            live: true;
            /**
             * Ready
             * @constant
             */
            ready: true;
        };
        /**
         * HistogramBin
         * @description Rows with `lower <= value < upper` (the last bin includes `upper`).
         */
        HistogramBin: {
            /** Lower */
            lower: number;
            /** Upper */
            upper: number;
            /** Count */
            count: number;
        };
        /**
         * ImageProfile
         * @description What a column of images holds, counted over all rows.
         */
        ImageProfile: {
            /**
             * Num Channels
             * @description The most channels of an image: 1 grey, 3 colour; one with fewer is repeated, transparency is left out.
             */
            num_channels: number;
            /**
             * Formats
             * @description Images by format: `png`, `jpeg`, `array`.
             */
            formats: {
                [key: string]: number;
            };
            /**
             * Sizes
             * @description The 20 most frequent sizes, as "height x width".
             */
            sizes: components["schemas"]["CategoryCount"][];
            /** Min Height */
            min_height: number;
            /** Max Height */
            max_height: number;
            /** Min Width */
            min_width: number;
            /** Max Width */
            max_width: number;
            /**
             * Mean
             * @description Of pixels, 0..255 for 8-bit images, else as given.
             */
            mean: number;
            /** Std */
            std: number;
        };
        /**
         * Importance
         * @description Permutation importance of every input column.
         */
        Importance: {
            /** Num Rows */
            num_rows: number;
            /** Repeats */
            repeats: number;
            /**
             * Columns
             * @description The most important first; empty when skipped.
             */
            columns: components["schemas"]["ColumnImportance"][];
            /**
             * Skipped
             * @description Why it was not measured.
             */
            skipped: string | null;
        };
        /**
         * InferAnswer
         * @description The answers for all rows. Absent are `id` and `parameters` with nothing to say.
         */
        InferAnswer: {
            /** Model Name */
            model_name: string;
            /** Model Version */
            model_version: string;
            /**
             * Id
             * @description As it came.
             */
            id?: string | null;
            parameters?: components["schemas"]["AnswerParameters"] | null;
            /** Outputs */
            outputs: components["schemas"]["InferOutput"][];
        };
        /**
         * InferInput
         * @description One input tensor.
         */
        InferInput: {
            /**
             * Name
             * @description Of a column of the model; or any, for a tensor that holds all numeric columns, in the order of the metadata.
             */
            name: string;
            /**
             * Shape
             * @description The first is the number of rows.
             */
            shape: number[];
            /**
             * Datatype
             * @enum {string}
             */
            datatype: "BOOL" | "UINT8" | "UINT16" | "UINT32" | "UINT64" | "INT8" | "INT16" | "INT32" | "INT64" | "FP16" | "FP32" | "FP64" | "BYTES";
            /**
             * @default {
             *       "binary_data_size": null,
             *       "shared_memory_region": null
             *     }
             */
            parameters?: components["schemas"]["InputParameters"];
            /**
             * Data
             * @description Row-major, flat or nested; null is a missing value. Absent for binary data.
             * @default null
             */
            data?: unknown[] | null;
        };
        /**
         * InferOutput
         * @description One output tensor.
         */
        InferOutput: {
            /**
             * Name
             * @enum {string}
             */
            name: "label" | "label_index" | "probabilities" | "logits";
            /** Shape */
            shape: number[];
            /**
             * Datatype
             * @enum {string}
             */
            datatype: "BOOL" | "UINT8" | "UINT16" | "UINT32" | "UINT64" | "INT8" | "INT16" | "INT32" | "INT64" | "FP16" | "FP32" | "FP64" | "BYTES";
            parameters?: components["schemas"]["BinarySize"] | null;
            /**
             * Data
             * @description Flat, row-major; absent when the tensor follows the JSON.
             */
            data?: string[] | number[] | number[] | null;
        };
        /**
         * InferParameters
         * @description Of the whole request.
         */
        InferParameters: {
            /**
             * Binary Data Output
             * @description Whether outputs come after the JSON, where they do not say it themselves.
             * @default false
             */
            binary_data_output?: boolean;
            /**
             * Threshold
             * @description Two classes: probability of the second from which it is the label; null is the model's own.
             * @default null
             */
            threshold?: number | null;
            /**
             * Routing Key
             * @description Where an alias shares its requests among versions, those of one key get the same; also as the header
             *     `X-Routing-Key`.
             * @default null
             */
            routing_key?: string | null;
        };
        /**
         * InferRequest
         * @description Rows to classify, a tensor for each column; binary tensors follow the JSON in the order of `inputs`.
         */
        InferRequest: {
            /**
             * Id
             * @description Comes back in the answer.
             * @default null
             */
            id?: string | null;
            /**
             * @default {
             *       "binary_data_output": false,
             *       "threshold": null,
             *       "routing_key": null
             *     }
             */
            parameters?: components["schemas"]["InferParameters"];
            /** Inputs */
            inputs: components["schemas"]["InferInput"][];
            /**
             * Outputs
             * @description Without any: `label`, `label_index` and `probabilities`.
             * @default []
             */
            outputs?: components["schemas"]["RequestedOutput"][];
        };
        /**
         * InputParameters
         * @description Of one input tensor.
         */
        InputParameters: {
            /**
             * Binary Data Size
             * @description Bytes of this tensor after the JSON; null when `data` holds it.
             * @default null
             */
            binary_data_size?: number | null;
            /**
             * Shared Memory Region
             * @description Refused: this server shares no memory.
             * @default null
             */
            shared_memory_region?: unknown;
        };
        /**
         * InputSchema
         * @description What one row must look like.
         */
        InputSchema: {
            /**
             * Object
             * @constant
             */
            object: "input_schema";
            /** Model */
            model: string;
            /** Version */
            version: number;
            /**
             * Json Schema
             * @description JSON Schema (2020-12) of one row.
             */
            json_schema: {
                [key: string]: unknown;
            };
            /**
             * Example
             * @description A row that fits; its values are typical, not anybody's.
             */
            example: {
                [key: string]: unknown;
            };
            /**
             * Typescript
             * @description A module that exports the types `Row` and `Label`.
             */
            typescript: string;
        };
        /**
         * JobError
         * @description Why a job failed, in the words of a problem document.
         */
        JobError: {
            /**
             * Code
             * @description Stable machine word, e.g. `diverged`.
             */
            code: string;
            /** Title */
            title: string | null;
            /** Detail */
            detail: string;
            /** Hint */
            hint: string;
            /** Errors */
            errors: components["schemas"]["Fault"][];
        };
        /**
         * JobFindings
         * @description What the checks of a training job have given so far.
         */
        JobFindings: {
            /**
             * Object
             * @constant
             */
            object: "findings";
            /**
             * Findings
             * @description In the order in which they arose, as far as the filters let them through.
             */
            findings: components["schemas"]["Finding"][];
            /** @description Of all findings, whatever the filters. */
            findings_summary: components["schemas"]["FindingsSummary"];
            /**
             * Checks Passed
             * @description Codes of checks that were made and found nothing.
             */
            checks_passed: string[];
            /**
             * Checks Skipped
             * @description Checks that were not made, or not yet, each with the reason.
             */
            checks_skipped: components["schemas"]["SkippedCheck"][];
            /** Job Id */
            job_id: string;
            /** @description While it is not `succeeded`, `failed` or `cancelled`, more may be found. */
            status: components["schemas"]["JobStatus"];
        };
        /**
         * JobInList
         * @description One unit of background work and the state of it; a list counts its findings instead of telling them.
         */
        JobInList: {
            /**
             * Object
             * @constant
             */
            object: "job";
            /** Id */
            id: string;
            kind: components["schemas"]["JobKind"];
            status: components["schemas"]["JobStatus"];
            /**
             * Phase
             * @description Free word for what a running job does now.
             */
            phase: string;
            /**
             * Terminal
             * @description True when the status will not change any more.
             */
            terminal: boolean;
            progress: components["schemas"]["Progress"];
            /** @description Null unless queued. */
            queue: components["schemas"]["QueuePlace"] | null;
            /**
             * Attempt
             * @description Times a worker began it.
             */
            attempt: number;
            /**
             * Priority
             * @description 0 runs first, 9 last.
             */
            priority: number;
            /**
             * Parent Id
             * @description The job that this one repeats, or that a finding's fix made it of; null for every other job.
             */
            parent_id: string | null;
            worker: components["schemas"]["WorkerRef"] | null;
            /** Dataset Id */
            dataset_id: string | null;
            /**
             * Spec
             * @description What was asked for.
             */
            spec: {
                [key: string]: unknown;
            };
            /**
             * Resolved Config
             * @description The same with every `auto` decided.
             */
            resolved_config: {
                [key: string]: unknown;
            } | null;
            best: components["schemas"]["Best"] | null;
            /**
             * Result
             * @description What a succeeded job gave: of a training job the model and version, of a scoring job the counts of rows.
             */
            result: {
                [key: string]: unknown;
            } | null;
            error: components["schemas"]["JobError"] | null;
            findings_summary: components["schemas"]["FindingsSummary"];
            /**
             * Last Event
             * @description Number of the newest event; `?after=` of it follows the job from here.
             */
            last_event: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Links */
            links: {
                [key: string]: string;
            };
        };
        /**
         * JobKind
         * @description What a job does.
         * @enum {string}
         */
        JobKind: "profile" | "train" | "score";
        /**
         * JobList
         * @description One page of jobs, newest first.
         */
        JobList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["JobInList"][];
            /** Has More */
            has_more: boolean;
            /**
             * Next Cursor
             * @description Give it as `after` for the next page; null on the last.
             */
            next_cursor: string | null;
        };
        /**
         * JobOut
         * @description One unit of background work, the state of it, and what was found so far.
         */
        JobOut: {
            /**
             * Object
             * @constant
             */
            object: "job";
            /** Id */
            id: string;
            kind: components["schemas"]["JobKind"];
            status: components["schemas"]["JobStatus"];
            /**
             * Phase
             * @description Free word for what a running job does now.
             */
            phase: string;
            /**
             * Terminal
             * @description True when the status will not change any more.
             */
            terminal: boolean;
            progress: components["schemas"]["Progress"];
            /** @description Null unless queued. */
            queue: components["schemas"]["QueuePlace"] | null;
            /**
             * Attempt
             * @description Times a worker began it.
             */
            attempt: number;
            /**
             * Priority
             * @description 0 runs first, 9 last.
             */
            priority: number;
            /**
             * Parent Id
             * @description The job that this one repeats, or that a finding's fix made it of; null for every other job.
             */
            parent_id: string | null;
            worker: components["schemas"]["WorkerRef"] | null;
            /** Dataset Id */
            dataset_id: string | null;
            /**
             * Spec
             * @description What was asked for.
             */
            spec: {
                [key: string]: unknown;
            };
            /**
             * Resolved Config
             * @description The same with every `auto` decided.
             */
            resolved_config: {
                [key: string]: unknown;
            } | null;
            best: components["schemas"]["Best"] | null;
            /**
             * Result
             * @description What a succeeded job gave: of a training job the model and version, of a scoring job the counts of rows.
             */
            result: {
                [key: string]: unknown;
            } | null;
            error: components["schemas"]["JobError"] | null;
            findings_summary: components["schemas"]["FindingsSummary"];
            /**
             * Last Event
             * @description Number of the newest event; `?after=` of it follows the job from here.
             */
            last_event: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Links */
            links: {
                [key: string]: string;
            };
            /**
             * Findings
             * @description In the order in which they arose; `GET …/findings` also tells what was checked.
             */
            findings: components["schemas"]["Finding"][];
        };
        /**
         * JobStatus
         * @description Where a job stands.
         * @enum {string}
         */
        JobStatus: "queued" | "running" | "cancelling" | "succeeded" | "failed" | "cancelled";
        JsonValue: unknown;
        /**
         * KeyList
         * @description Every key, the oldest first; revoked and expired ones too.
         */
        KeyList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["KeyOut"][];
            /** Has More */
            has_more: boolean;
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * KeyOut
         * @description An API key, without its secret.
         */
        KeyOut: {
            /**
             * Object
             * @constant
             */
            object: "api_key";
            /** Id */
            id: string;
            /** Name */
            name: string;
            /**
             * Prefix
             * @description The part of the key after `disc_`, by which its holder knows it.
             */
            prefix: string;
            /** Scopes */
            scopes: string[];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * Last Used At
             * @description To the minute.
             */
            last_used_at: string | null;
        };
        /**
         * KeyRequest
         * @description A new key.
         */
        KeyRequest: {
            /**
             * Name
             * @description What it is for.
             */
            name: string;
            /**
             * Scopes
             * @description What it may do; `admin` is everything.
             */
            scopes: ("data:read" | "data:write" | "train:read" | "train:write" | "model:read" | "model:write" | "predict" | "metrics:read" | "admin")[];
            /**
             * Expires In Days
             * @description Null: until it is revoked.
             */
            expires_in_days?: number | null;
        };
        /**
         * LeastCost
         * @description The threshold with the lowest mean cost on the validation rows; a right label costs nothing.
         */
        LeastCost: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            objective: "cost";
            /**
             * False Positive
             * @description Of calling a row of the first class the second.
             */
            false_positive: number;
            /**
             * False Negative
             * @description Of calling a row of the second class the first.
             */
            false_negative: number;
        };
        /**
         * Limits
         * @description What one request, one file and one job may ask for.
         */
        Limits: {
            /**
             * Max Upload Bytes
             * @description Bytes of one uploaded file, as sent.
             * @default 536870912
             */
            max_upload_bytes?: number;
            /**
             * Upload Part Bytes
             * @description Bytes of one part of a file that is sent in parts: a recommendation. No more than this is lost when the server is killed.
             * @default 8388608
             */
            upload_part_bytes?: number;
            /**
             * Max Open Uploads
             * @description Uploads in parts that one key may have open at once: neither used nor deleted.
             * @default 100
             */
            max_open_uploads?: number;
            /**
             * Max Open Upload Bytes
             * @description Bytes that one key's open uploads have announced together; one alone may always have `max_upload_bytes`.
             * @default 2147483648
             */
            max_open_upload_bytes?: number;
            /**
             * Upload Hours
             * @description How long an upload in parts waits for its next part, or to be used.
             * @default 24
             */
            upload_hours?: number;
            /**
             * Max Decoded Bytes
             * @description Bytes of one uploaded file after decompression and decoding.
             * @default 4294967296
             */
            max_decoded_bytes?: number;
            /**
             * Max Decode Ratio
             * @description Decoded bytes per uploaded byte, once more than 64 MiB are decoded.
             * @default 100
             */
            max_decode_ratio?: number;
            /**
             * Max Rows
             * @description Data rows of one file.
             * @default 10000000
             */
            max_rows?: number;
            /**
             * Max Columns
             * @description Columns of one file.
             * @default 2000
             */
            max_columns?: number;
            /**
             * Max Cells
             * @description Rows times columns of one file.
             * @default 500000000
             */
            max_cells?: number;
            /**
             * Max Field Bytes
             * @description UTF-8 bytes of one cell.
             * @default 65536
             */
            max_field_bytes?: number;
            /**
             * Max Column Name Chars
             * @description Characters of one column name.
             * @default 256
             */
            max_column_name_chars?: number;
            /**
             * Max Steps
             * @description Steps of one sequence.
             * @default 20000
             */
            max_steps?: number;
            /**
             * Max Image Bytes
             * @description Bytes of one image, as stored in a file or sent.
             * @default 33554432
             */
            max_image_bytes?: number;
            /**
             * Max Image Pixels
             * @description Height times width of one image.
             * @default 25000000
             */
            max_image_pixels?: number;
            /**
             * Max Encoded Numbers
             * @description Rows times the numbers that a row becomes for the network: 2 GB of float32.
             * @default 500000000
             */
            max_encoded_numbers?: number;
            /**
             * Max Json Bytes
             * @description Bytes of one JSON request body.
             * @default 10485760
             */
            max_json_bytes?: number;
            /**
             * Max Predict Rows
             * @description Rows of one synchronous prediction.
             * @default 10000
             */
            max_predict_rows?: number;
            /**
             * Max Classes
             * @description Classes of one target: the confusion matrix is stored whole, 8 MB of int64 at 1,000.
             * @default 1000
             */
            max_classes?: number;
            /**
             * Max Hidden Width
             * @description Units of one hidden layer.
             * @default 4096
             */
            max_hidden_width?: number;
            /**
             * Max Hidden Layers
             * @description Hidden layers of one network.
             * @default 16
             */
            max_hidden_layers?: number;
            /**
             * Max Parameters
             * @description Trainable numbers of one network.
             * @default 50000000
             */
            max_parameters?: number;
            /**
             * Max Batch Activations
             * @description Numbers that the layers of one network hold for one batch: 4 GB of float32, and as much for their gradients.
             * @default 1000000000
             */
            max_batch_activations?: number;
            /**
             * Max Members
             * @description Networks of one job: folds times seeds.
             * @default 50
             */
            max_members?: number;
            /**
             * Max Epochs
             * @description Epochs of one training job.
             * @default 1000
             */
            max_epochs?: number;
            /**
             * Max Row Epochs
             * @description Training rows times epochs of one training job.
             * @default 20000000000
             */
            max_row_epochs?: number;
            /**
             * Max Job Seconds
             * @description Wall clock of one job's attempt.
             * @default 3600
             */
            max_job_seconds?: number;
            /**
             * Max Parse Seconds
             * @description Wall clock of reading one uploaded file.
             * @default 300
             */
            max_parse_seconds?: number;
            /**
             * Max Job Memory Bytes
             * @description Memory that a parsing child may take beyond what it starts with.
             * @default 4294967296
             */
            max_job_memory_bytes?: number;
            /**
             * Max Queued Jobs
             * @description Jobs that may wait at once.
             * @default 1000
             */
            max_queued_jobs?: number;
            /**
             * Max Page Size
             * @description Objects in one page of a list.
             * @default 200
             */
            max_page_size?: number;
            /**
             * Max Wait Seconds
             * @description Longest `?wait=` of a long poll.
             * @default 60
             */
            max_wait_seconds?: number;
            /**
             * Idempotency Hours
             * @description How long an `Idempotency-Key` is remembered.
             * @default 24
             */
            idempotency_hours?: number;
        };
        /**
         * Live
         * @description The process answers.
         */
        Live: {
            /**
             * Status
             * @constant
             */
            status: "live";
        };
        /**
         * Liveness
         * @description The process answers.
         */
        Liveness: {
            /**
             * Live
             * @constant
             */
            live: true;
        };
        /**
         * LogLine
         * @description One line of a job's log.
         */
        LogLine: {
            /**
             * Id
             * @description Number of the event that it tells of.
             */
            id: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Level
             * @description info, warning or error.
             */
            level: string;
            /** Message */
            message: string;
        };
        /**
         * LogList
         * @description Lines of a job's log, oldest first.
         */
        LogList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["LogLine"][];
            /**
             * Has More
             * @description Whether there are later lines already.
             */
            has_more: boolean;
            /**
             * Next Cursor
             * @description Give it as `after` for the lines that follow, now or later.
             */
            next_cursor: number;
        };
        /**
         * LogisticBaseline
         * @description Multinomial logistic regression on the same encoded rows.
         */
        LogisticBaseline: {
            /** Accuracy */
            accuracy: number;
            /** Macro F1 */
            macro_f1: number;
            /** Roc Auc */
            roc_auc: number | null;
            /** Pr Auc */
            pr_auc: number | null;
            /** Log Loss */
            log_loss: number;
            /** Brier */
            brier: number;
            /** Ece */
            ece: number;
            /**
             * Num Train Rows
             * @description Rows it was fitted on; fewer than the split has when a sample was taken.
             */
            num_train_rows: number;
            /**
             * Converged
             * @description False when it was stopped at its iteration bound.
             */
            converged: boolean;
        };
        /**
         * LogisticSpec
         * @description Logistic regression: one linear layer to logits. Takes tables; sequences and images are flattened.
         */
        LogisticSpec: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            family: "logistic";
        };
        /**
         * LossSpec
         * @description What is minimized; always computed from logits, in float32.
         */
        LossSpec: {
            /**
             * Name
             * @description `auto`: `bce_with_logits` on one logit for two classes, else `cross_entropy`. `cross_entropy` with two
             *     classes has two logits. `focal` weighs each row's cross-entropy by (1 - p(label))^gamma: Lin et al. 2017,
             *     arXiv:1708.02002.
             * @default auto
             * @enum {string}
             */
            name?: "auto" | "bce_with_logits" | "cross_entropy" | "focal";
            /**
             * Class Weights
             * @description Weight of each class in the loss: `balanced` is inverse frequency, or a number for each class label.
             * @default none
             */
            class_weights?: ("none" | "balanced") | {
                [key: string]: number;
            };
            /**
             * Pos Weight
             * @description Two classes: how many times the second class's rows weigh as much as the first's; instead of `class_weights`.
             */
            pos_weight?: number | null;
            /**
             * Label Smoothing
             * @description Share of each row's mass spread over all classes; `auto` is 0, and 0.1 for the family `rocket`.
             * @default auto
             */
            label_smoothing?: "auto" | number;
            /**
             * Gamma
             * @description `focal` only: how strongly easy rows are passed over; 0 is cross-entropy.
             * @default 2
             */
            gamma?: number;
        };
        /**
         * MajorityBaseline
         * @description Always answering the most frequent training class.
         */
        MajorityBaseline: {
            /** Label */
            label: string;
            /** Accuracy */
            accuracy: number;
            /** Macro F1 */
            macro_f1: number;
        };
        /**
         * Me
         * @description The caller's API key.
         */
        Me: {
            /**
             * Object
             * @constant
             */
            object: "api_key";
            /**
             * Id
             * @description `anonymous` where keys are off.
             */
            id: string;
            /** Name */
            name: string;
            /** Scopes */
            scopes: string[];
        };
        /**
         * MemberReport
         * @description One of a run's networks.
         */
        MemberReport: {
            /** Number */
            number: number;
            /**
             * Fold
             * @description Its validation rows are this fold; null without folds.
             */
            fold: number | null;
            /** Seed */
            seed: number;
            best: components["schemas"]["BestEpoch"];
            /** Epochs Run */
            epochs_run: number;
            /** Num Parameters */
            num_parameters: number;
            validation: components["schemas"]["Scores"];
            /** @description Null without test rows. */
            test: components["schemas"]["Scores"] | null;
        };
        /**
         * MembersSpread
         * @description How far a run's members lie apart, by measure.
         */
        MembersSpread: {
            /**
             * Validation
             * @description With folds this is the cross-validation: each member on its own fold.
             */
            validation: {
                [key: string]: components["schemas"]["Spread"];
            };
            /**
             * Test
             * @description Null without test rows.
             */
            test: {
                [key: string]: components["schemas"]["Spread"];
            } | null;
        };
        /**
         * MlpSpec
         * @description A multilayer perceptron that ends in logits. Takes tables; sequences and images are flattened.
         */
        MlpSpec: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            family: "mlp";
            /**
             * Hidden
             * @description Units of each hidden layer; [] is a linear model; `auto` is [128, 128].
             * @default auto
             */
            hidden?: "auto" | number[];
            /**
             * Activation
             * @description Between hidden layers; `auto` is `silu`.
             * @default auto
             */
            activation?: "auto" | ("relu" | "silu" | "gelu" | "tanh" | "sigmoid" | "leaky_relu" | "identity");
            /**
             * Dropout
             * @description Probability of dropping a hidden unit while training.
             * @default 0
             */
            dropout?: number;
            /**
             * Batch Norm
             * @description Normalize each hidden layer over the batch, before its activation.
             * @default false
             */
            batch_norm?: boolean;
            /**
             * Numeric Embedding
             * @description What each number becomes before the first layer; `none` leaves it a number. Without it: `{"name": "none"}`.
             */
            numeric_embedding?: components["schemas"]["NoEmbedding"] | components["schemas"]["PiecewiseLinearEmbedding"] | components["schemas"]["PeriodicEmbedding"];
        };
        /**
         * ModelList
         * @description One page of models, by name.
         */
        ModelList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["ModelOut"][];
            /** Has More */
            has_more: boolean;
            /**
             * Next Cursor
             * @description Give it as `after` for the next page; null on the last.
             */
            next_cursor: string | null;
        };
        /**
         * ModelMetadata
         * @description What a model takes and gives.
         */
        ModelMetadata: {
            /** Name */
            name: string;
            /**
             * Versions
             * @description All that can be asked for, oldest first.
             */
            versions: string[];
            /** Platform */
            platform: string;
            /** Inputs */
            inputs: components["schemas"]["TensorMetadata"][];
            /** Outputs */
            outputs: components["schemas"]["TensorMetadata"][];
        };
        /**
         * ModelOut
         * @description A registered name.
         */
        ModelOut: {
            /**
             * Object
             * @constant
             */
            object: "model";
            /** Name */
            name: string;
            /**
             * Latest Version
             * @description The highest number ever given.
             */
            latest_version: number;
            /** Description */
            description: string | null;
            /** Tags */
            tags: {
                [key: string]: string;
            };
            /**
             * Aliases
             * @description Version by alias; `default` answers predictions that name no version.
             */
            aliases: {
                [key: string]: number;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Links */
            links: {
                [key: string]: string;
            };
        };
        /**
         * ModelReadiness
         * @description The model is loaded and has answered its own example row.
         */
        ModelReadiness: {
            /** Name */
            name: string;
            /**
             * Ready
             * @constant
             */
            ready: true;
        };
        /**
         * NewKey
         * @description A key that was just made.
         */
        NewKey: {
            /**
             * Object
             * @constant
             */
            object: "api_key";
            /** Id */
            id: string;
            /** Name */
            name: string;
            /**
             * Prefix
             * @description The part of the key after `disc_`, by which its holder knows it.
             */
            prefix: string;
            /** Scopes */
            scopes: string[];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * Last Used At
             * @description To the minute.
             */
            last_used_at: string | null;
            /**
             * Key
             * @description The key itself, told this once: only its SHA-256 is kept.
             */
            key: string;
        };
        /**
         * NoEmbedding
         * @description Numeric columns enter as they are.
         */
        NoEmbedding: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "none";
        };
        /**
         * Normalization
         * @description How numbers are scaled, fitted on training rows only: each numeric column of a table, each channel of sequences
         *     and images.
         *
         *     `standard`: mean 0, standard deviation 1. `max_abs`: largest absolute value 1. `min_max`: 0 to 1. `robust`: median 0,
         *     interquartile range 1, then a smooth clip to -3..3. `quantile`: ranks, spread as a normal distribution (tables only).
         *     `symlog`: `standard`, columns with heavy tails after a logarithm on both sides of their median (tables only).
         *     `batch_norm`: by the network, over each batch.
         * @enum {string}
         */
        Normalization: "auto" | "standard" | "max_abs" | "min_max" | "robust" | "quantile" | "symlog" | "batch_norm" | "none";
        /**
         * OipError
         * @description Why a request was not answered as asked.
         *
         *     Source: Open Inference Protocol, HTTP/REST, the `$..._error_response` objects
         *     (https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md).
         */
        OipError: {
            /**
             * Error
             * @description What went wrong, where, and what to do about it.
             */
            error: string;
        };
        /**
         * OnErrorSpec
         * @description Whether a run goes on after a finding, by the finding's severity; one of severity info never stops a run.
         */
        OnErrorSpec: {
            /**
             * Warning
             * @description What a finding of severity `warning` does to the run.
             * @default continue
             * @enum {string}
             */
            warning?: "stop" | "continue";
            /**
             * Error
             * @description `stop` ends the job as failed with the code `stopped_by_finding`; what was found and measured until then stays.
             * @default continue
             * @enum {string}
             */
            error?: "stop" | "continue";
        };
        /**
         * OptimizerSpec
         * @description How weights move.
         */
        OptimizerSpec: {
            /**
             * Name
             * @description `auto` is `adamw`.
             * @default auto
             * @enum {string}
             */
            name?: "auto" | "sgd" | "adam" | "adamw";
            /**
             * Learning Rate
             * @description Step size at the start; `auto` is 2e-3 for adam and adamw, 5e-3 with the average of `training.ema_decay` `auto`, 0.05
             *     for sgd.
             * @default auto
             */
            learning_rate?: "auto" | number;
            /**
             * Weight Decay
             * @description `auto` is 0.01 for adamw, else 0.
             * @default auto
             */
            weight_decay?: "auto" | number;
            /**
             * Only Matrices Decay
             * @description Whether weight decay leaves out biases, scales and embeddings; `auto` is true where `auto` chose the network of a table
             *     and its learning rate, else false.
             * @default auto
             */
            only_matrices_decay?: "auto" | boolean;
            /**
             * Other Rate
             * @description Learning rate of biases, scales and embeddings as a multiple of that of the matrices; `auto` is 3 where
             *     `only_matrices_decay` is by `auto`, else 1.
             * @default auto
             */
            other_rate?: "auto" | number;
            /**
             * Momentum
             * @description SGD only.
             * @default 0
             */
            momentum?: number;
            /**
             * Nesterov
             * @description SGD with momentum only: look ahead along the momentum.
             * @default false
             */
            nesterov?: boolean;
        };
        /**
         * OutputParameters
         * @description Of one requested output.
         */
        OutputParameters: {
            /**
             * Binary Data
             * @description Whether it comes after the JSON; null as `binary_data_output` says.
             * @default null
             */
            binary_data?: boolean | null;
            /**
             * Classification
             * @description Refused: ask for `label` and `probabilities`.
             * @default null
             */
            classification?: unknown;
            /**
             * Shared Memory Region
             * @description Refused: this server shares no memory.
             * @default null
             */
            shared_memory_region?: unknown;
        };
        /**
         * OutputSpec
         * @description What the scored file looks like.
         */
        OutputSpec: {
            /** @default csv */
            format?: components["schemas"]["TableFormat"];
            /**
             * Id Columns
             * @description Columns copied from the input, so that rows can be joined; `auto` takes those whose role is id.
             * @default auto
             */
            id_columns?: "auto" | string[];
            /**
             * Columns
             * @description Copy `id_columns`, or every input column, as they came; those of sequences and images stay out.
             * @default ids
             * @enum {string}
             */
            columns?: "ids" | "all";
            /**
             * Logits
             * @description Write the logit of each class too.
             * @default false
             */
            logits?: boolean;
            /**
             * Decimals
             * @description Round probabilities and logits; null writes them whole.
             */
            decimals?: number | null;
            /**
             * Top K
             * @description Write the likeliest classes as `label_1`, `probability_1`, ... instead of a probability for every class.
             */
            top_k?: number | null;
        };
        /**
         * PatchPart
         * @description A rectangle of an image, as the network sees it: resized to `height` by `width` pixels.
         */
        PatchPart: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "patch";
            /** Top */
            top: number;
            /**
             * Bottom
             * @description One past the last row of pixels.
             */
            bottom: number;
            /** Left */
            left: number;
            /**
             * Right
             * @description One past the last column of pixels.
             */
            right: number;
            /** Height */
            height: number;
            /** Width */
            width: number;
        };
        /**
         * PeriodicEmbedding
         * @description Sines and cosines of each numeric column at learned frequencies, then a linear layer and ReLU.
         *
         *     Source: Gorishniy et al. 2022, arXiv:2203.05556, section 3.3.
         */
        PeriodicEmbedding: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "periodic";
            /**
             * Num Frequencies
             * @description Learned frequencies of one column.
             * @default 16
             */
            num_frequencies?: number;
            /**
             * Sigma
             * @description Spread of the frequencies at the start.
             * @default 0.1
             */
            sigma?: number;
            /**
             * Width
             * @description Numbers that one column becomes.
             * @default 8
             */
            width?: number;
        };
        /**
         * Phase
         * @description When a finding was made.
         * @enum {string}
         */
        Phase: "data" | "preflight" | "step0" | "training" | "evaluation" | "serving";
        /**
         * PiecewiseLinearEmbedding
         * @description Each numeric column over bins between quantiles of its training rows, then a linear layer of its own, added to
         *     one of the number itself.
         *
         *     Source: Gorishniy et al. 2022, arXiv:2203.05556, section 3.2.
         */
        PiecewiseLinearEmbedding: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "piecewise_linear";
            /**
             * Num Bins
             * @description Bins of one column; fewer where quantiles coincide.
             * @default 16
             */
            num_bins?: number;
            /**
             * Width
             * @description Numbers that one column becomes.
             * @default 8
             */
            width?: number;
        };
        /**
         * PrecisionAtLeast
         * @description The threshold with the highest recall of the second class among those whose precision on the validation rows is
         *     `precision` or more; the one with the highest precision when none is.
         */
        PrecisionAtLeast: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            objective: "precision";
            /**
             * Precision
             * @description Share of the rows called the second class that are of it.
             */
            precision: number;
        };
        /**
         * PredictAnswer
         * @description The answers, and what they rest on.
         */
        PredictAnswer: {
            /** Request Id */
            request_id: string;
            /** Model */
            model: string;
            /** Version */
            version: number;
            /**
             * Threshold
             * @description Two classes: probability of the second from which it was the label; null for more, and where thresholds by class or
             *     costs decided.
             */
            threshold: number | null;
            /**
             * Decision
             * @description Revision of the version's decision settings, 0 as it was trained; null when the request's own threshold decided.
             */
            decision: number | null;
            /**
             * Calibrated
             * @description Whether the probabilities were recalibrated after training.
             */
            calibrated: boolean;
            /** Classes */
            classes: string[];
            /** Predictions */
            predictions: components["schemas"]["RowPrediction"][];
            /**
             * Errors
             * @description With `on_invalid: skip`, why rows are left out.
             */
            errors: components["schemas"]["Fault"][];
            /**
             * Ignored Columns
             * @description Columns that were sent but that the model does not use.
             */
            ignored_columns: string[];
            /**
             * Timing Ms
             * @description Time spent on this request in the server, in milliseconds.
             */
            timing_ms: number;
        };
        /**
         * PredictColumnsAnswer
         * @description As `PredictAnswer`, for a request with `answer: columns`.
         */
        PredictColumnsAnswer: {
            /** Request Id */
            request_id: string;
            /** Model */
            model: string;
            /** Version */
            version: number;
            /**
             * Threshold
             * @description Two classes: probability of the second from which it was the label; null for more, and where thresholds by class or
             *     costs decided.
             */
            threshold: number | null;
            /**
             * Decision
             * @description Revision of the version's decision settings, 0 as it was trained; null when the request's own threshold decided.
             */
            decision: number | null;
            /**
             * Calibrated
             * @description Whether the probabilities were recalibrated after training.
             */
            calibrated: boolean;
            /** Classes */
            classes: string[];
            columns: components["schemas"]["ColumnPredictions"];
            /** Errors */
            errors: components["schemas"]["Fault"][];
            /** Ignored Columns */
            ignored_columns: string[];
            /** Timing Ms */
            timing_ms: number;
        };
        /**
         * PredictRequest
         * @description Rows to classify: objects by column name, or an array for each column, which is read faster. One of the two.
         */
        PredictRequest: {
            /**
             * Rows
             * @description Extra columns are ignored and listed; null is a missing value; an absent column is an error. A sequence is an
             *     array, an image the base64 of a PNG or JPEG file or an array.
             * @default null
             */
            rows?: {
                [key: string]: string | boolean | number | ((number | null)[] | (number | null)[][] | (number | null)[][][]) | null;
            }[] | null;
            /**
             * Columns
             * @description The same, a column of all rows' values after the other: arrays of one length.
             * @default null
             */
            columns?: {
                [key: string]: (string | boolean | number | ((number | null)[] | (number | null)[][] | (number | null)[][][]) | null)[];
            } | null;
            /**
             * Form
             * @description An object for each row (`PredictAnswer`), or an array for each of their values (`PredictColumnsAnswer`).
             * @default rows
             * @enum {string}
             */
            answer?: "rows" | "columns";
            /**
             * Threshold
             * @description Two classes: probability of the second from which it is the label; null is the model's own.
             * @default null
             */
            threshold?: number | null;
            /**
             * Decimals
             * @description Round probabilities and logits to this many places.
             * @default null
             */
            decimals?: number | null;
            /**
             * Return
             * @description What is told of each row; null is label and probabilities. Logits are those whose softmax the probabilities are: of a
             *     calibrated model they are divided by its temperature, of several networks the logarithm of their mean probability, and
             *     a network with one output z has `[0, z]`.
             * @default null
             */
            return?: ("label" | "probabilities" | "logits")[] | null;
            /**
             * Top K
             * @description Only the probabilities of so many classes, the largest first; of equal ones the first class comes first. Logits are
             *     told of all classes.
             * @default null
             */
            top_k?: number | null;
            /**
             * On Invalid
             * @description Refuse all rows when one does not fit, or answer for the others.
             * @default fail
             * @enum {string}
             */
            on_invalid?: "fail" | "skip";
            /**
             * Explain
             * @description Tell of each row, too, what every column added to its answer: as `POST .../explain` does, whose answer this gives.
             * @default false
             */
            explain?: boolean;
        };
        /**
         * PreprocessingSpec
         * @description From raw columns to numbers.
         */
        PreprocessingSpec: {
            /**
             * @description `auto` is `symlog` where `auto` chose the network of a table, else `standard`; `batch_norm` normalizes inside the
             *     network.
             * @default auto
             */
            normalization?: components["schemas"]["Normalization"];
            /**
             * Missing Numeric
             * @description Fill for missing numbers, from training rows; `auto` is `median`. A column that had some also gets an indicator.
             * @default auto
             * @enum {string}
             */
            missing_numeric?: "auto" | "median" | "mean" | "zero";
            /**
             * Missing Categorical
             * @description What a missing category becomes; `auto` is `own_category`, whose weights are learned.
             * @default auto
             * @enum {string}
             */
            missing_categorical?: "auto" | "own_category" | "most_frequent";
            /**
             * Unseen Category
             * @description A category never seen in training: its own reserved code and a warning, or a refused row.
             * @default warn
             * @enum {string}
             */
            unseen_category?: "warn" | "error";
            /**
             * Min Category Count
             * @description Categories with fewer training rows share one `rare` code.
             * @default 2
             */
            min_category_count?: number;
            /**
             * Categorical Encoding
             * @description A number for each level, or a learned vector for each; `auto` embeds columns of more than 64 levels.
             * @default auto
             * @enum {string}
             */
            categorical_encoding?: "auto" | "one_hot" | "embedding";
            /**
             * Max Categories
             * @description Levels kept of one column, the most frequent; the others share the `rare` code. `auto` is 64 one-hot, 10,000 as
             *     embeddings.
             * @default auto
             */
            max_categories?: "auto" | number;
            /**
             * Embedding Width
             * @description Numbers of a level's learned vector; `auto` is 1.6 x levels^0.56, at most 50.
             * @default auto
             */
            embedding_width?: "auto" | number;
            /**
             * Max Steps
             * @description Steps of a sequence that are read, from its start; `auto` is the longest training sequence. A longer one is cut,
             *     with a warning.
             * @default auto
             */
            max_steps?: "auto" | number;
            /**
             * Image Size
             * @description Height and width that images are resized to; `auto` is the most frequent size of the training images, at most
             *     256 each.
             * @default auto
             */
            image_size?: "auto" | number[];
            /**
             * Augmentation
             * @description `auto` shifts, turns and scales images a little for a `cnn`, and changes nothing for other families.
             * @default auto
             */
            augmentation?: "auto" | components["schemas"]["AugmentationSpec"];
        };
        /**
         * PresetList
         * @description Every preset.
         */
        PresetList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["PresetOut"][];
            /** Has More */
            has_more: boolean;
            /**
             * Next Cursor
             * @description Give it as `after` for the next page; null on the last.
             */
            next_cursor: string | null;
        };
        /**
         * PresetOut
         * @description A named starting point of a TrainSpec.
         */
        PresetOut: {
            /**
             * Object
             * @constant
             */
            object: "preset";
            /**
             * Name
             * @description `spec.preset`.
             */
            name: string;
            /** Description */
            description: string;
            /**
             * Spec
             * @description What it says of a TrainSpec; everything else keeps its default, and what a spec says itself wins.
             */
            spec: {
                [key: string]: components["schemas"]["JsonValue"];
            };
        };
        /**
         * Preview
         * @description The first rows of a dataset, as they were understood; missing cells are null.
         */
        Preview: {
            /** Columns */
            columns: components["schemas"]["PreviewColumn"][];
            /**
             * Rows
             * @description By column name. A sequence is an array of steps, cut to 1,000 numbers; an image is base64 text, or the number of
             *     its bytes where it has over 64 KiB.
             */
            rows: {
                [key: string]: unknown;
            }[];
        };
        /**
         * PreviewColumn
         * @description A column of a preview.
         */
        PreviewColumn: {
            /** Name */
            name: string;
            /** Kind */
            kind: string;
            /** Role */
            role: string;
        };
        /**
         * Problem
         * @description Why a request was not answered as asked, for a program and for a person.
         */
        Problem: {
            /**
             * Type
             * @description `/problems/<code>`.
             */
            type: string;
            /**
             * Title
             * @description What this kind of problem is.
             */
            title: string;
            /**
             * Status
             * @description The HTTP status, repeated.
             */
            status: number;
            /**
             * Detail
             * @description What went wrong this time.
             */
            detail: string;
            /**
             * Instance
             * @description The path that was asked for.
             */
            instance: string;
            /**
             * Code
             * @description Stable machine word; the thing to branch on.
             */
            code: string;
            /**
             * Errors
             * @description Each place where the input is wrong.
             */
            errors: components["schemas"]["Fault"][];
            /**
             * Hint
             * @description What to do about it.
             */
            hint: string | null;
            /**
             * Request Id
             * @description Names this request in the server's log.
             */
            request_id: string;
            /**
             * Retryable
             * @description True when the same request may succeed later.
             */
            retryable: boolean;
        };
        /**
         * Progress
         * @description How far a job is.
         */
        Progress: {
            /**
             * Fraction
             * @description 0..1.
             */
            fraction: number | null;
            /** Epoch */
            epoch: number | null;
            /**
             * Epochs
             * @description Epochs asked for; early stopping may end sooner.
             */
            epochs: number | null;
            /**
             * Member
             * @description Which of the run's networks is trained, from 0.
             */
            member: number | null;
            /**
             * Members
             * @description Folds times seeds.
             */
            members: number | null;
            /**
             * Eta Seconds
             * @description Seconds until the end, as far as can be said.
             */
            eta_seconds: number | null;
            /** Message */
            message: string | null;
        };
        /**
         * QueueDepth
         * @description How much there is to do of one kind.
         */
        QueueDepth: {
            kind: components["schemas"]["JobKind"];
            /** Queued */
            queued: number;
            /**
             * Running
             * @description Those that are being cancelled among them.
             */
            running: number;
            /**
             * Workers
             * @description Live workers that take jobs of this kind.
             */
            workers: number;
        };
        /**
         * QueueOut
         * @description What waits and what runs.
         */
        QueueOut: {
            /**
             * Object
             * @constant
             */
            object: "queue";
            /**
             * Depth
             * @description Of every kind of job.
             */
            depth: components["schemas"]["QueueDepth"][];
            /**
             * Queued
             * @description The first 100, in the order in which each kind will run.
             */
            queued: components["schemas"]["QueuedJob"][];
            /**
             * Running
             * @description The first 100.
             */
            running: components["schemas"]["RunningJob"][];
            /** Workers */
            workers: components["schemas"]["QueueWorker"][];
        };
        /**
         * QueuePlace
         * @description Where a queued job waits.
         */
        QueuePlace: {
            /**
             * Position
             * @description Jobs of the same queue that go first.
             */
            position: number;
        };
        /**
         * QueueWorker
         * @description A live worker.
         */
        QueueWorker: {
            /** Id */
            id: string;
            /** Device */
            device: string;
            /**
             * Queues
             * @description Kinds of jobs that it takes.
             */
            queues: string[];
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /**
             * Heartbeat At
             * Format: date-time
             */
            heartbeat_at: string;
            /**
             * Heartbeat Age Seconds
             * @description By the database's clock. A worker without a heartbeat for `DISCERN_LEASE_SECONDS` loses its jobs to others.
             */
            heartbeat_age_seconds: number;
        };
        /**
         * QueuedJob
         * @description A job that waits for a worker.
         */
        QueuedJob: {
            /** Job Id */
            job_id: string;
            kind: components["schemas"]["JobKind"];
            /**
             * Position
             * @description Jobs of the same kind that go first.
             */
            position: number;
            /** Priority */
            priority: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * Ready
         * @description The process takes requests.
         */
        Ready: {
            /**
             * Status
             * @constant
             */
            status: "ready";
        };
        /**
         * RefusedRows
         * @description One page of the cells and rows that were not scored.
         */
        RefusedRows: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["Fault"][];
            /** Has More */
            has_more: boolean;
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * ReliabilityBin
         * @description Rows whose largest probability lies in one of 15 bins of equal width; empty bins are left out.
         */
        ReliabilityBin: {
            /** Num Rows */
            num_rows: number;
            /**
             * Confidence
             * @description Mean of the largest probability.
             */
            confidence: number;
            /**
             * Accuracy
             * @description Share of rows in which that class is right.
             */
            accuracy: number;
        };
        /**
         * ReportOut
         * @description Everything that a page about a version draws; measured once, when it was published.
         */
        ReportOut: {
            /**
             * Object
             * @constant
             */
            object: "model_report";
            /** Model */
            model: string;
            /** Version */
            version: number;
            /** Classes */
            classes: string[];
            /**
             * Threshold
             * @description As trained; null with more than two classes.
             */
            threshold: number | null;
            confusion: components["schemas"]["Confusion"];
            /** @description Curves, reliability, thresholds and importance of columns; null for versions from before they were measured. */
            charts: components["schemas"]["Charts"] | null;
            /** @description What simple answers reach on the test rows; null without any. */
            baselines: components["schemas"]["Baselines"] | null;
            /** Links */
            links: {
                [key: string]: string;
            };
        };
        /**
         * RequestedOutput
         * @description One requested output.
         */
        RequestedOutput: {
            /**
             * Name
             * @enum {string}
             */
            name: "label" | "label_index" | "probabilities" | "logits";
            /**
             * @default {
             *       "binary_data": null,
             *       "classification": null,
             *       "shared_memory_region": null
             *     }
             */
            parameters?: components["schemas"]["OutputParameters"];
        };
        /**
         * ResnetSpec
         * @description A residual network for tables: blocks of batch normalization, two linear layers and a skip.
         *
         *     Source: Gorishniy et al. 2021, arXiv:2106.11959, section 3.2.
         */
        ResnetSpec: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            family: "resnet";
            /**
             * Width
             * @description Numbers that every block reads and writes.
             * @default 128
             */
            width?: number;
            /**
             * Num Blocks
             * @description Residual blocks, one after the other.
             * @default 2
             */
            num_blocks?: number;
            /**
             * Hidden Factor
             * @description Width inside a block, as a multiple of `width`.
             * @default 2
             */
            hidden_factor?: number;
            /**
             * Activation
             * @description `auto` is `relu`.
             * @default auto
             */
            activation?: "auto" | ("relu" | "silu" | "gelu" | "tanh" | "sigmoid" | "leaky_relu" | "identity");
            /**
             * Dropout
             * @description Probability of dropping a unit inside a block while training.
             * @default 0.1
             */
            dropout?: number;
            /**
             * Residual Dropout
             * @description The same for what a block adds.
             * @default 0
             */
            residual_dropout?: number;
            /**
             * Numeric Embedding
             * @description What each number becomes before the first layer; `none` leaves it a number. Without it: `{"name": "none"}`.
             */
            numeric_embedding?: components["schemas"]["NoEmbedding"] | components["schemas"]["PiecewiseLinearEmbedding"] | components["schemas"]["PeriodicEmbedding"];
        };
        /**
         * RetryRequest
         * @description What shall be otherwise this time.
         */
        RetryRequest: {
            /**
             * Spec
             * @description JSON merge patch (RFC 7396) for the TrainSpec of a training job: objects are merged, null takes a field back to its
             *     default, anything else replaces. Null repeats the job as it was asked for.
             */
            spec?: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * RnnBlock
         * @description Recurrent layers of one width.
         */
        RnnBlock: {
            /**
             * Units
             * @description Of each direction.
             * @default 64
             */
            units?: number;
            /**
             * Num Layers
             * @description Recurrent layers, one on the other.
             * @default 1
             */
            num_layers?: number;
            /**
             * Bidirectional
             * @description Read the steps in both directions; the output is twice as wide.
             * @default false
             */
            bidirectional?: boolean;
        };
        /**
         * RnnSpec
         * @description A recurrent network over sequences; padding never counts.
         */
        RnnSpec: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            family: "rnn";
            /**
             * Cell
             * @description `rnn` is the plain recurrence with tanh.
             * @default gru
             * @enum {string}
             */
            cell?: "rnn" | "gru" | "lstm";
            /**
             * Blocks
             * @description One after another.
             * @default [
             *       {
             *         "units": 64,
             *         "num_layers": 1,
             *         "bidirectional": true
             *       }
             *     ]
             */
            blocks?: components["schemas"]["RnnBlock"][];
            /**
             * Batch Norm
             * @description Normalize over batch and real steps between blocks.
             * @default false
             */
            batch_norm?: boolean;
            /**
             * Pooling
             * @description From the last block's steps to one vector: where each direction ends (the last real step, and the first on the way
             *     back), the mean or the largest over real steps, or their mean weighted by learned attention.
             * @default last
             * @enum {string}
             */
            pooling?: "last" | "mean" | "max" | "attention";
            /**
             * Dropout
             * @description Probability of dropping a number of that vector while training.
             * @default 0
             */
            dropout?: number;
        };
        /**
         * RocketSpec
         * @description Fixed kernels over the steps of sequences, then one trained linear layer; padding never counts.
         *
         *     What a row's kernels say is encoded once, before the first epoch: an epoch costs what one of logistic regression costs,
         *     however long the sequences are.
         *     Source: Dempster, Schmidt and Webb 2021, arXiv:2012.08791 (MiniRocket), after Dempster, Petitjean and Webb 2020,
         *     arXiv:1910.13051.
         */
        RocketSpec: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            family: "rocket";
            /**
             * Num Features
             * @description Numbers that a sequence becomes, rounded down to a multiple of 84, the number of kernels; `auto` is 9,996, and less for
             *     many or long sequences.
             * @default auto
             */
            num_features?: "auto" | number;
        };
        /**
         * RowExplanation
         * @description The answer for one row, and where it comes from.
         */
        RowExplanation: {
            /**
             * Row
             * @description 0-based position in the request.
             */
            row: number;
            /** Label */
            label: string;
            /**
             * Label Index
             * @description Position of the label in `classes`.
             */
            label_index: number;
            /**
             * Probabilities
             * @description One for each class, as a prediction tells them.
             */
            probabilities: {
                [key: string]: number;
            };
            /**
             * Warnings
             * @description What had to be assumed: values filled in, categories never seen in training.
             */
            warnings: string[];
            /** Explained Class */
            explained_class: string;
            /**
             * Value
             * @description Log-odds of its probability p: log(p / (1 - p)).
             */
            value: number;
            /**
             * Base Value
             * @description Mean log-odds of the rows that it is compared with: `base_value` and all attributions sum to `value`.
             */
            base_value: number;
            /**
             * Attributions
             * @description The largest first, whatever their sign.
             */
            attributions: components["schemas"]["Attribution"][];
            /**
             * Method
             * @enum {string}
             */
            method: "additive" | "exact" | "sampled";
            /**
             * Num Evaluations
             * @description Rows that went through the model for it.
             */
            num_evaluations: number;
        };
        /**
         * RowPrediction
         * @description The answer for one row.
         */
        RowPrediction: {
            /**
             * Row
             * @description 0-based position in the request.
             */
            row: number;
            /**
             * Label
             * @description Not told unless `return` has `label`; so is its index.
             */
            label?: string;
            /**
             * Label Index
             * @description Position of the label in `classes`.
             */
            label_index?: number;
            /**
             * Probabilities
             * @description One for each class, in their order; they sum to 1. With `top_k` the largest alone, largest first. Not told unless
             *     `return` has it.
             */
            probabilities?: {
                [key: string]: number;
            };
            /**
             * Logits
             * @description One for each class; told when `return` has it.
             */
            logits?: {
                [key: string]: number;
            };
            /**
             * Warnings
             * @description What had to be assumed: values filled in, categories never seen in training.
             */
            warnings: string[];
        };
        /**
         * RowWarnings
         * @description What had to be assumed of one row.
         */
        RowWarnings: {
            /** Row */
            row: number;
            /** Warnings */
            warnings: string[];
        };
        /**
         * RunningJob
         * @description A job that a worker has.
         */
        RunningJob: {
            /** Job Id */
            job_id: string;
            kind: components["schemas"]["JobKind"];
            status: components["schemas"]["JobStatus"];
            /** Phase */
            phase: string;
            /** Attempt */
            attempt: number;
            /** Fraction */
            fraction: number | null;
            /** Eta Seconds */
            eta_seconds: number | null;
            /** Started At */
            started_at: string | null;
            /** @description Null while the job of a worker that is gone has not been taken back yet. */
            worker: components["schemas"]["QueueWorker"] | null;
        };
        /**
         * Sample
         * @description A data set that comes with the server.
         */
        Sample: {
            /**
             * Object
             * @constant
             */
            object: "sample";
            /**
             * Name
             * @description Give it to `POST /v1/samples/{name}`.
             */
            name: string;
            /** Title */
            title: string;
            /**
             * Description
             * @description What its rows are, and what good models reach.
             */
            description: string;
            /**
             * Target
             * @description The column to train on.
             */
            target: string;
            /** Num Rows */
            num_rows: number;
            /**
             * Num Columns
             * @description The target among them.
             */
            num_columns: number;
            /**
             * Num Bytes
             * @description Of the file.
             */
            num_bytes: number;
            /** Licence */
            licence: string;
            /** Citation */
            citation: string;
            /**
             * Source
             * @description Where it came from: a URL.
             */
            source: string;
        };
        /**
         * SampleList
         * @description Every sample.
         */
        SampleList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["Sample"][];
            /** Has More */
            has_more: boolean;
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * ScheduleSpec
         * @description How the learning rate changes; `interval` says what one tick of it is.
         */
        ScheduleSpec: {
            /**
             * Name
             * @description `auto` is `cosine` by step for a `cnn`, else `constant`. `step` multiplies by `gamma` every `step_size` ticks, `exponential` every tick; `cosine` falls to 0 over the run;
             *     `one_cycle` rises from a 25th over the first 30 % of the run and falls to a 10,000th of that; `reduce_on_plateau`
             *     multiplies by `gamma` after `patience` epochs without a lower validation loss.
             * @default auto
             * @enum {string}
             */
            name?: "auto" | "constant" | "step" | "exponential" | "cosine" | "one_cycle" | "reduce_on_plateau";
            /**
             * Interval
             * @description One tick is one epoch or one optimizer step; `reduce_on_plateau` knows epochs only.
             * @default epoch
             * @enum {string}
             */
            interval?: "epoch" | "step";
            /**
             * Step Size
             * @description Ticks between two drops of the `step` schedule.
             * @default 30
             */
            step_size?: number;
            /**
             * Gamma
             * @description Factor of one drop.
             * @default 0.1
             */
            gamma?: number;
            /**
             * Patience
             * @description `reduce_on_plateau`: epochs to wait for a lower validation loss.
             * @default 5
             */
            patience?: number;
            /**
             * Warmup
             * @description Ticks over which the rate first rises in a straight line, under any schedule but `one_cycle`, which has its own.
             * @default 0
             */
            warmup?: number;
        };
        /**
         * Schema
         * @description The columns of a table, in file order.
         */
        Schema: {
            /** Columns */
            columns: components["schemas"]["Column"][];
        };
        /**
         * Scores
         * @description The measures that members are compared by.
         */
        Scores: {
            /** Accuracy */
            accuracy: number;
            /** Macro F1 */
            macro_f1: number;
            /** Roc Auc */
            roc_auc: number | null;
            /** Log Loss */
            log_loss: number;
        };
        /**
         * ScoringRequest
         * @description One dataset to classify with one model.
         */
        ScoringRequest: {
            /** Model */
            model: string;
            /**
             * Version
             * @description Null takes the version that the alias points at now.
             */
            version?: number | null;
            /**
             * Alias
             * @description Where it shares its requests among versions, one of them scores the whole file.
             * @default default
             */
            alias?: string;
            /**
             * Routing Key
             * @description Which of the alias's versions: the one that predictions with this key get; null goes by the file.
             */
            routing_key?: string | null;
            /**
             * @default {
             *       "format": "csv",
             *       "id_columns": "auto",
             *       "columns": "ids",
             *       "logits": false
             *     }
             */
            output?: components["schemas"]["OutputSpec"];
            /**
             * Threshold
             * @description Two classes: probability of the second from which it is the label; null is the model's own.
             */
            threshold?: number | null;
            /**
             * On Invalid
             * @description Leave rows out that do not fit the model's input and list them, or fail the job on the first of them.
             * @default skip
             * @enum {string}
             */
            on_invalid?: "skip" | "fail";
            /**
             * Priority
             * @description 0 runs first, 9 last.
             * @default 5
             */
            priority?: number;
            /**
             * Max Seconds
             * @description Wall clock of one attempt; null is the server's `max_job_seconds`, and no job may ask for more.
             */
            max_seconds?: number | null;
            /** Dataset Id */
            dataset_id: string;
        };
        /**
         * SequenceProfile
         * @description What a column of sequences holds, counted over all rows and real steps.
         */
        SequenceProfile: {
            /** Num Channels */
            num_channels: number;
            /**
             * Channels
             * @description Their names, when the file gives them.
             */
            channels?: string[] | null;
            /** Min Steps */
            min_steps: number;
            /** Max Steps */
            max_steps: number;
            /** Mean Steps */
            mean_steps: number;
            /**
             * Num Missing Values
             * @description Single values that are missing inside sequences.
             */
            num_missing_values: number;
            /**
             * Minimum
             * @description Of all channels; null when every value is missing. So are the next three.
             */
            minimum: number | null;
            /** Maximum */
            maximum: number | null;
            /** Mean */
            mean: number | null;
            /** Std */
            std: number | null;
        };
        /**
         * SeriesOptions
         * @description A long table, one step a row, read as one series a row: which column is what.
         */
        SeriesOptions: {
            /**
             * Id
             * @description Rows with the same value are the steps of one series.
             */
            id: string;
            /**
             * Time
             * @description Steps are put in its order; null keeps the file's.
             */
            time?: string | null;
            /**
             * Label
             * @description The class of the series, the same on all of its rows.
             */
            label?: string | null;
            /**
             * Channels
             * @description The measured columns; null takes every other numeric or boolean column.
             */
            channels?: string[] | null;
        };
        /**
         * ServerMetadata
         * @description What this server is.
         */
        ServerMetadata: {
            /** Name */
            name: string;
            /** Version */
            version: string;
            /** Extensions */
            extensions: string[];
        };
        /**
         * ServingFindings
         * @description What the rows of a time say of one model version.
         */
        ServingFindings: {
            /**
             * Object
             * @constant
             */
            object: "serving_findings";
            /** Model */
            model: string;
            /** Version */
            version: number;
            /**
             * Window Seconds
             * @description Asked for.
             */
            window_seconds: number;
            /**
             * Since
             * @description Where the first window with rows begins; null without any.
             */
            since: string | null;
            /**
             * Rows
             * @description Answered.
             */
            rows: number;
            /**
             * Refused
             * @description Rows that did not fit the model's input.
             */
            refused: number;
            /** Findings */
            findings: components["schemas"]["Finding"][];
            /**
             * Checks Passed
             * @description Codes of checks that were made and found nothing.
             */
            checks_passed: string[];
            /** Checks Skipped */
            checks_skipped: components["schemas"]["SkippedCheck"][];
        };
        /**
         * ServingMonitoring
         * @description The counts of one model version over a time; no value of any row is kept.
         */
        ServingMonitoring: {
            /**
             * Object
             * @constant
             */
            object: "serving_monitoring";
            /** Model */
            model: string;
            /** Version */
            version: number;
            /** Window Seconds */
            window_seconds: number;
            /** Since */
            since: string | null;
            /** Rows */
            rows: number;
            /** Refused */
            refused: number;
            /**
             * Unknown Columns
             * @description Rows sent together with a column that the training table did not have.
             */
            unknown_columns: number;
            /**
             * Faults
             * @description Refused rows by the code of their first fault.
             */
            faults: {
                [key: string]: number;
            };
            /**
             * Labels
             * @description Answered rows by label, by the model's own threshold.
             */
            labels: {
                [key: string]: number;
            };
            /**
             * Reference Labels
             * @description Rows that the model was measured on, by label; null when every row has taught some of its networks.
             */
            reference_labels: {
                [key: string]: number;
            } | null;
            /**
             * Probabilities
             * @description Answered rows by probability, of the second class of two, else of the likeliest, in 10 equal bins.
             */
            probabilities: number[];
            /** Reference Probabilities */
            reference_probabilities: number[] | null;
            /**
             * Columns
             * @description Empty for a version that was published before its training rows were summarized.
             */
            columns: components["schemas"]["ColumnMonitoring"][];
            /**
             * Not Compared
             * @description Columns that are not counted, with the reason.
             */
            not_compared: {
                [key: string]: string;
            };
            /** @description Counted apart, and in none of the numbers above. */
            shadow: components["schemas"]["ShadowMonitoring"];
        };
        /**
         * SessionOut
         * @description Who is signed in.
         */
        SessionOut: {
            /**
             * Object
             * @constant
             */
            object: "session";
            /**
             * Needs Key
             * @description False where keys are off: everybody on this machine is admin, and nobody has to sign in.
             */
            needs_key: boolean;
            /** @description The key that was shown, without its secret. */
            key: components["schemas"]["Me"];
            /**
             * Expires At
             * @description When the browser has to sign in again; null for a request that brought its key itself, and where keys are off.
             */
            expires_at: string | null;
        };
        /**
         * Severity
         * @description How much a finding matters.
         * @enum {string}
         */
        Severity: "info" | "warning" | "error";
        /**
         * ShadowAgreement
         * @description How far the shadow agrees with one version that answered, over rows that both could read.
         */
        ShadowAgreement: {
            /**
             * Version
             * @description The one that answered.
             */
            version: number;
            /** Rows */
            rows: number;
            /**
             * Agreed
             * @description Rows with the same label, each by its version's own decision settings, whatever threshold the request asked for.
             */
            agreed: number;
            /**
             * Agreement
             * @description The share of them; null without rows.
             */
            agreement: number | null;
            /**
             * Mean Probability Difference
             * @description Mean absolute difference of the answered label's probability; null without rows.
             */
            mean_probability_difference: number | null;
        };
        /**
         * ShadowMonitoring
         * @description Rows that a version was only shown, as the shadow of an alias; other versions answered them.
         */
        ShadowMonitoring: {
            /**
             * Since
             * @description Where the first window with such rows begins.
             */
            since: string | null;
            /** Rows */
            rows: number;
            /** Refused */
            refused: number;
            /** Faults */
            faults: {
                [key: string]: number;
            };
            /**
             * Labels
             * @description What it would have answered.
             */
            labels: {
                [key: string]: number;
            };
            /** Probabilities */
            probabilities: number[];
            /**
             * Agreement
             * @description One for each version that answered.
             */
            agreement: components["schemas"]["ShadowAgreement"][];
        };
        /**
         * SignInRequest
         * @description The key to sign in with.
         */
        SignInRequest: {
            /**
             * Key
             * @description An API key, `disc_…`.
             */
            key: string;
        };
        /**
         * SkippedCheck
         * @description A check that was not made.
         */
        SkippedCheck: {
            /** Code */
            code: string;
            /**
             * Reason
             * @description One sentence.
             */
            reason: string;
        };
        /**
         * SplitSpec
         * @description Which rows train, which choose the best epoch and which are only measured.
         */
        SplitSpec: {
            /**
             * Test Fraction
             * @description Share of rows held out for the final measures; ignored when `test_rows` is given.
             * @default 0.2
             */
            test_fraction?: number;
            /**
             * Validation Fraction
             * @description Share of all rows held out for early stopping and the best epoch.
             * @default 0.1
             */
            validation_fraction?: number;
            /**
             * Stratify
             * @description Keep the class shares equal in the three parts.
             * @default true
             */
            stratify?: boolean;
            /**
             * Seed
             * @description Seed of the shuffling; the same seed gives the same three parts.
             * @default 0
             */
            seed?: number;
            /**
             * Test Rows
             * @description 0-based data rows of a fixed test part, in place of `test_fraction`.
             */
            test_rows?: number[] | null;
            /**
             * Folds
             * @description Cross-validation: `auto` is 5 where `auto` chose the network, of a table of 50 to 100,000 rows or of up to 5,000 sequences, else null. The rows outside the test part are dealt into this many folds, and one member is trained for
             *     each, validated on its fold; `validation_fraction` is then not used. The model answers with the members' mean.
             * @default auto
             */
            folds?: "auto" | number | null;
        };
        /**
         * Spread
         * @description One measure over a run's members.
         */
        Spread: {
            /** Mean */
            mean: number;
            /**
             * Std
             * @description With n - 1 below.
             */
            std: number;
            /** Minimum */
            minimum: number;
            /** Maximum */
            maximum: number;
        };
        /**
         * StepsPart
         * @description Steps of one channel of a sequence.
         */
        StepsPart: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "steps";
            /** Channel */
            channel: string;
            /**
             * First Step
             * @description Counted from 0.
             */
            first_step: number;
            /**
             * End Step
             * @description One past the last.
             */
            end_step: number;
        };
        /**
         * TableFormat
         * @description Format of a written table: cells of one value each, no sequences and no images.
         * @enum {string}
         */
        TableFormat: "csv" | "parquet" | "ndjson";
        /**
         * TabmSpec
         * @description Many perceptrons in one, sharing weights but for a scale of each layer's inputs and outputs.
         *
         *     Members learn side by side, each on its own loss; their probabilities are averaged. Takes tables.
         *     Source: Gorishniy, Kotelnikov and Babenko 2025, arXiv:2410.24210.
         */
        TabmSpec: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            family: "tabm";
            /**
             * Num Members
             * @description Perceptrons in the network, whose probabilities are averaged.
             * @default 16
             */
            num_members?: number;
            /**
             * Hidden
             * @description Units of each hidden layer; `auto` is [128, 128].
             * @default auto
             */
            hidden?: "auto" | number[];
            /**
             * Activation
             * @description `auto` is `relu`.
             * @default auto
             */
            activation?: "auto" | ("relu" | "silu" | "gelu" | "tanh" | "sigmoid" | "leaky_relu" | "identity");
            /**
             * Dropout
             * @description Probability of dropping a hidden unit while training.
             * @default 0.1
             */
            dropout?: number;
            /**
             * Numeric Embedding
             * @description What each number becomes before the first layer; `none` leaves it a number. Without it: `{"name": "none"}`.
             */
            numeric_embedding?: components["schemas"]["NoEmbedding"] | components["schemas"]["PiecewiseLinearEmbedding"] | components["schemas"]["PeriodicEmbedding"];
        };
        /**
         * TensorMetadata
         * @description A tensor that a model takes or gives.
         */
        TensorMetadata: {
            /** Name */
            name: string;
            /**
             * Datatype
             * @enum {string}
             */
            datatype: "BOOL" | "UINT8" | "UINT16" | "UINT32" | "UINT64" | "INT8" | "INT16" | "INT32" | "INT64" | "FP16" | "FP32" | "FP64" | "BYTES";
            /**
             * Shape
             * @description -1 for any size; the first is the number of rows.
             */
            shape: number[];
        };
        /**
         * ThresholdReport
         * @description The threshold of a model of two classes, and what it gains on the rows it was chosen on.
         */
        ThresholdReport: {
            /**
             * Objective
             * @description What it was chosen by; `fixed` was given as a number.
             * @enum {string}
             */
            objective: "fixed" | "f1" | "balanced_accuracy" | "cost" | "precision";
            /**
             * Threshold
             * @description Probability of the second class from which it is the label.
             */
            threshold: number;
            /**
             * Value
             * @description On the validation rows: F1, balanced accuracy, mean cost of a row, or, for `precision`, the precision reached,
             *     which is below the one asked for when no threshold gives it. Null for `fixed`, and when all rows are of one class,
             *     which leaves the threshold at 0.5.
             */
            value: number | null;
            /**
             * Value At Half
             * @description The same with threshold 0.5.
             */
            value_at_half: number | null;
            /**
             * Num Rows
             * @description Validation rows.
             */
            num_rows: number;
        };
        /**
         * ThresholdRow
         * @description What one threshold of two classes does.
         */
        ThresholdRow: {
            /** Threshold */
            threshold: number;
            /** True Positive */
            true_positive: number;
            /** False Positive */
            false_positive: number;
            /** True Negative */
            true_negative: number;
            /** False Negative */
            false_negative: number;
            /**
             * Precision
             * @description 0 where nothing is called the second class.
             */
            precision: number;
            /** Recall */
            recall: number;
            /** F1 */
            f1: number;
            /** Accuracy */
            accuracy: number;
        };
        /**
         * TrainSpec
         * @description One training run: what to learn, from which columns, with which network and loop.
         */
        TrainSpec: {
            /**
             * Target
             * @description The column with the labels.
             */
            target: string;
            /**
             * Features
             * @description Columns to learn from; `auto` takes every column whose role is feature.
             * @default auto
             */
            features?: "auto" | string[];
            /**
             * Preset
             * @description A named starting point (`GET /v1/presets`): what is said here wins over what the preset says.
             * @default auto
             * @enum {string}
             */
            preset?: "auto" | "fast" | "best" | "s0" | "s1" | "s2" | "s3" | "s4";
            /**
             * @default {
             *       "test_fraction": 0.2,
             *       "validation_fraction": 0.1,
             *       "stratify": true,
             *       "seed": 0,
             *       "folds": "auto"
             *     }
             */
            split?: components["schemas"]["SplitSpec"];
            /**
             * @description How cells become numbers.
             * @default {
             *       "normalization": "auto",
             *       "missing_numeric": "auto",
             *       "missing_categorical": "auto",
             *       "unseen_category": "warn",
             *       "min_category_count": 2,
             *       "categorical_encoding": "auto",
             *       "max_categories": "auto",
             *       "embedding_width": "auto",
             *       "max_steps": "auto",
             *       "image_size": "auto",
             *       "augmentation": "auto"
             *     }
             */
            preprocessing?: components["schemas"]["PreprocessingSpec"];
            /**
             * Model
             * @description The family and its options; `auto` is `mlp` for tables, `rocket` for sequences (`cnn1d` for those of fewer than 9 steps),
             *     `cnn` for images. An object that names no family is an `mlp`.
             * @default auto
             */
            model?: "auto" | (components["schemas"]["LogisticSpec"] | components["schemas"]["MlpSpec"] | components["schemas"]["ResnetSpec"] | components["schemas"]["TabmSpec"] | components["schemas"]["RnnSpec"] | components["schemas"]["Cnn1dSpec"] | components["schemas"]["RocketSpec"] | components["schemas"]["CnnSpec"]);
            /**
             * @description What is minimized.
             * @default {
             *       "name": "auto",
             *       "class_weights": "none",
             *       "label_smoothing": "auto",
             *       "gamma": 2
             *     }
             */
            loss?: components["schemas"]["LossSpec"];
            /**
             * @default {
             *       "name": "auto",
             *       "learning_rate": "auto",
             *       "weight_decay": "auto",
             *       "only_matrices_decay": "auto",
             *       "other_rate": "auto",
             *       "momentum": 0,
             *       "nesterov": false
             *     }
             */
            optimizer?: components["schemas"]["OptimizerSpec"];
            /**
             * @description How the learning rate changes.
             * @default {
             *       "name": "auto",
             *       "interval": "epoch",
             *       "step_size": 30,
             *       "gamma": 0.1,
             *       "patience": 5,
             *       "warmup": 0
             *     }
             */
            schedule?: components["schemas"]["ScheduleSpec"];
            /**
             * @default {
             *       "epochs": "auto",
             *       "batch_size": "auto",
             *       "early_stopping": "auto",
             *       "ema_decay": "auto",
             *       "seed": 0,
             *       "num_seeds": 1,
             *       "device": "auto",
             *       "precision": "auto"
             *     }
             */
            training?: components["schemas"]["FitSpec"];
            /**
             * @description Which checks are made, and what their findings do.
             * @default {
             *       "enabled": true,
             *       "on_error": {
             *         "error": "continue",
             *         "warning": "continue"
             *       },
             *       "probe_seconds": 2
             *     }
             */
            diagnosis?: components["schemas"]["DiagnosisSpec"];
            /**
             * Calibration
             * @description One temperature for all logits, fitted on the validation rows (Guo et al. 2017, arXiv:1706.04599). `auto` keeps it
             *     only if it lowers the log-loss of validation rows that it was not fitted on by more than chance; `temperature` always
             *     keeps it.
             * @default auto
             * @enum {string}
             */
            calibration?: "auto" | "none" | "temperature";
            /**
             * Threshold
             * @description Two classes: probability of the second class from which it is the label, or what to choose it by.
             * @default 0.5
             */
            threshold?: number | (components["schemas"]["BestF1"] | components["schemas"]["BestBalancedAccuracy"] | components["schemas"]["LeastCost"] | components["schemas"]["PrecisionAtLeast"]);
        };
        /**
         * TrainSpecSchema
         * @description The form of a TrainSpec.
         */
        TrainSpecSchema: {
            /**
             * Object
             * @constant
             */
            object: "train_spec_schema";
            /**
             * Json Schema
             * @description JSON Schema (2020-12) of `spec`. Every field has `title`, `description` and `x-advanced` (whether most runs leave it alone);
             *     `x-widget` is `column`, `columns` or `rows` where a form can offer what the dataset has.
             */
            json_schema: {
                [key: string]: unknown;
            };
        };
        /**
         * TrainingMetrics
         * @description The curves of a run and its final measures.
         */
        TrainingMetrics: {
            /**
             * Object
             * @constant
             */
            object: "training_metrics";
            /** Job Id */
            job_id: string;
            /**
             * Epochs
             * @description Epoch 0 is the untrained network; one member after another, thinned to `max_points`, the first, last and best epoch
             *     of each always kept.
             */
            epochs: components["schemas"]["EpochOut"][];
            /**
             * Num Epochs
             * @description Epochs reported so far, before thinning.
             */
            num_epochs: number;
            /** @description Null until the job has succeeded. */
            evaluation: components["schemas"]["Evaluations"] | null;
            baselines: components["schemas"]["Baselines"] | null;
            /**
             * Base Rate Entropy
             * @description Loss, in nats, of always answering the class shares: the honest zero line of the loss chart. Of all rows of the dataset
             *     until the job has succeeded, then of the training rows; null where the classes are too many to be counted beforehand.
             */
            base_rate_entropy: number | null;
            /**
             * Majority Accuracy
             * @description Accuracy of always answering the largest class: the zero line of the accuracy chart. Of all rows of the dataset until
             *     the job has succeeded, then of the measured rows.
             */
            majority_accuracy: number | null;
            /**
             * Last Event
             * @description Give it as `after` to `GET …/events` for the epochs that follow; an epoch may be told in both.
             */
            last_event: number;
        };
        /**
         * TrainingRequest
         * @description One training run over a dataset.
         */
        TrainingRequest: {
            /** Dataset Id */
            dataset_id: string;
            spec: components["schemas"]["TrainSpec"];
            /**
             * Model Name
             * @description Name to publish the model under; null makes one of the dataset's name. A known name gets the next version.
             */
            model_name?: string | null;
            /**
             * Promote
             * @description Point the alias `default` at the new version, wherever it was moved before; false publishes without moving it. The
             *     first version of a model is its default in any case.
             * @default true
             */
            promote?: boolean;
            /**
             * Priority
             * @description 0 runs first, 9 last.
             * @default 5
             */
            priority?: number;
            /**
             * Max Seconds
             * @description Wall clock of one attempt; null is the server's `max_job_seconds`, and no job may ask for more.
             */
            max_seconds?: number | null;
        };
        /**
         * UploadList
         * @description One page of the caller's open uploads, newest first.
         */
        UploadList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["UploadOut"][];
            /** Has More */
            has_more: boolean;
            /**
             * Next Cursor
             * @description Give it as `after` for the next page; null on the last.
             */
            next_cursor: string | null;
        };
        /**
         * UploadOut
         * @description A file that comes in parts. It is there until it is used, deleted, or waited for too long.
         * @example {
         *       "complete": false,
         *       "content_encoding": "gzip",
         *       "content_type": "text/csv",
         *       "created_at": "2026-11-26T20:15:00Z",
         *       "expires_at": "2026-11-27T20:15:04Z",
         *       "id": "upl_01kb0z6m8q4n7r2t5v9w3x6y8a",
         *       "links": {
         *         "dataset": "/v1/uploads/upl_01kb0z6m8q4n7r2t5v9w3x6y8a/dataset",
         *         "self": "/v1/uploads/upl_01kb0z6m8q4n7r2t5v9w3x6y8a"
         *       },
         *       "name": "rice.csv.gz",
         *       "object": "upload",
         *       "offset": 16777216,
         *       "part_bytes": 8388608,
         *       "size_bytes": 73400320
         *     }
         */
        UploadOut: {
            /**
             * Object
             * @constant
             */
            object: "upload";
            /** Id */
            id: string;
            /** Name */
            name: string;
            /**
             * Size Bytes
             * @description Announced.
             */
            size_bytes: number;
            /**
             * Offset
             * @description Bytes that came and are durable: the next part begins here.
             */
            offset: number;
            /**
             * Complete
             * @description All of it came.
             */
            complete: boolean;
            /**
             * Sha256
             * @description Of the whole file, to compare; null until it is complete.
             */
            sha256: string | null;
            /** Content Type */
            content_type: string;
            /** Content Encoding */
            content_encoding: string;
            /**
             * Part Bytes
             * @description Recommended for a part; any other size is taken too.
             */
            part_bytes: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             * @description Moves on with every part.
             */
            expires_at: string;
            /** Links */
            links: {
                [key: string]: string;
            };
        };
        /**
         * UploadRequest
         * @description A file that will come in parts.
         * @example {
         *       "content_encoding": "gzip",
         *       "content_type": "text/csv",
         *       "name": "rice.csv.gz",
         *       "size_bytes": 73400320
         *     }
         */
        UploadRequest: {
            /**
             * Name
             * @description Of the file; a dataset made of it is called so too, unless another name is given.
             */
            name: string;
            /**
             * Size Bytes
             * @description Of the file, as it will be sent.
             */
            size_bytes: number;
            /**
             * Content Type
             * @description `Content-Type` of the file, as for an upload in one piece: `text/csv`, `application/vnd.apache.parquet`, …
             */
            content_type: string;
            /**
             * Content Encoding
             * @description `gzip` when the file itself is gzipped; its parts are sent as they are.
             * @default identity
             * @enum {string}
             */
            content_encoding?: "gzip" | "identity";
        };
        /**
         * Validation
         * @description Whether a request would be accepted, and what it would become.
         */
        Validation: {
            /** Valid */
            valid: boolean;
            /** @description Every `auto` decided; null when invalid. */
            resolved_config: components["schemas"]["TrainSpec"] | null;
            /**
             * Errors
             * @description Each place where the request is wrong.
             */
            errors: components["schemas"]["Fault"][];
            /**
             * Code
             * @description The problem's code, when invalid.
             */
            code: string | null;
            /** Detail */
            detail: string | null;
            /** Hint */
            hint: string | null;
            estimate: components["schemas"]["Estimate"] | null;
            /**
             * Findings
             * @description What the data and the config say already; empty when invalid.
             */
            findings: components["schemas"]["Finding"][];
            /**
             * Checks Passed
             * @description Codes of checks that were made and found nothing.
             */
            checks_passed: string[];
            /**
             * Checks Skipped
             * @description Those that need a run, and those that could not be made; empty when invalid.
             */
            checks_skipped: components["schemas"]["SkippedCheck"][];
        };
        /**
         * VersionList
         * @description One page of versions, newest first.
         */
        VersionList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["VersionOut"][];
            /** Has More */
            has_more: boolean;
            /**
             * Next Cursor
             * @description Give it as `after` for the next page; null on the last.
             */
            next_cursor: string | null;
        };
        /**
         * VersionOut
         * @description One trained version; only what is said of it changes: description, tags and decision.
         */
        VersionOut: {
            /**
             * Object
             * @constant
             */
            object: "model_version";
            /** Id */
            id: string;
            /** Model */
            model: string;
            /** Version */
            version: number;
            /** Description */
            description: string | null;
            /** Tags */
            tags: {
                [key: string]: string;
            };
            /** Family */
            family: string;
            /** Classes */
            classes: string[];
            /**
             * Threshold
             * @description Two classes: probability of the second from which it is the label; null for more.
             */
            threshold: number | null;
            /** Num Parameters */
            num_parameters: number;
            computing: components["schemas"]["Computing"];
            /** Artifact Bytes */
            artifact_bytes: number;
            /**
             * Input Kind
             * @description What one row is: values by column, or one whole sequence or image.
             * @enum {string}
             */
            input_kind: "table" | "sequence" | "image";
            /**
             * Inputs
             * @description The columns a row must bring.
             */
            inputs: components["schemas"]["Column"][];
            /**
             * Dropped Columns
             * @description Columns that were left out of the features, with the reason; of several members the first one's.
             */
            dropped_columns: {
                [key: string]: components["schemas"]["JsonValue"];
            }[];
            metrics: components["schemas"]["Evaluations"];
            /** Baselines */
            baselines: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /** @description Of the first member. */
            best: components["schemas"]["BestEpoch"];
            /**
             * Epochs Run
             * @description Of all members.
             */
            epochs_run: number;
            /**
             * Members
             * @description The networks whose mean is the answer; one, unless the run had folds or several seeds.
             */
            members: components["schemas"]["MemberReport"][];
            /** @description How far the members lie apart; null with one. */
            spread: components["schemas"]["MembersSpread"] | null;
            /** @description The temperature, and what it does to the log-loss; null in versions of format 1, which have none. */
            calibration: components["schemas"]["CalibrationReport"] | null;
            /** @description How the threshold was chosen; null with more than two classes, and in versions of format 1. */
            decision: components["schemas"]["ThresholdReport"] | null;
            resolved_config: components["schemas"]["TrainSpec"];
            /**
             * Lineage
             * @description Dataset and the hash of its file, hash of the resolved config, job, code version.
             */
            lineage: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /**
             * Versions
             * @description Of Python and the libraries that made it.
             */
            versions: {
                [key: string]: string;
            };
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Links */
            links: {
                [key: string]: string;
            };
        };
        /**
         * WorkerList
         * @description Every worker that has not been given up.
         */
        WorkerList: {
            /**
             * Object
             * @constant
             */
            object: "list";
            /** Data */
            data: components["schemas"]["WorkerOut"][];
            /** Has More */
            has_more: boolean;
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * WorkerOut
         * @description One worker process.
         */
        WorkerOut: {
            /**
             * Object
             * @constant
             */
            object: "worker";
            /** Id */
            id: string;
            /** Host */
            host: string;
            /** Pid */
            pid: number;
            /** Queues */
            queues: string[];
            /** Device */
            device: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /**
             * Heartbeat At
             * Format: date-time
             * @description By the database's clock.
             */
            heartbeat_at: string;
        };
        /**
         * WorkerRef
         * @description The worker that runs or ran the job.
         */
        WorkerRef: {
            /** Id */
            id: string;
        };
    };
    responses: {
        /** @description The request cannot be understood. */
        Problem400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No valid API key came with the request. */
        Problem401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The API key may not do this. */
        Problem403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request's body arrived too slowly. */
        Problem408: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The input is larger than this server accepts. */
        Problem413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body's Content-Type or Content-Encoding is not supported here. */
        Problem415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The server is not known by the name in the Host header. */
        Problem421: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The input cannot be used. */
        Problem422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests; wait before the next one. */
        Problem429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The server failed; this is a bug. */
        Problem500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The server is busy. */
        Problem503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The server's storage is full. */
        Problem507: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request cannot be understood. */
        OipError400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OipError"];
            };
        };
        /** @description No valid API key came with the request. */
        OipError401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OipError"];
            };
        };
        /** @description The API key may not do this. */
        OipError403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OipError"];
            };
        };
        /** @description The request's body arrived too slowly. */
        OipError408: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OipError"];
            };
        };
        /** @description The input is larger than this server accepts. */
        OipError413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OipError"];
            };
        };
        /** @description The body's Content-Type or Content-Encoding is not supported here. */
        OipError415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OipError"];
            };
        };
        /** @description The server is not known by the name in the Host header. */
        OipError421: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OipError"];
            };
        };
        /** @description The input cannot be used. */
        OipError422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OipError"];
            };
        };
        /** @description Too many requests; wait before the next one. */
        OipError429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OipError"];
            };
        };
        /** @description The server failed; this is a bug. */
        OipError500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OipError"];
            };
        };
        /** @description The server is busy. */
        OipError503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OipError"];
            };
        };
        /** @description The server's storage is full. */
        OipError507: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OipError"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_queue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_datasets: {
        parameters: {
            query?: {
                /** @description Only datasets of this name. */
                name?: string | null;
                /** @description Objects in the page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The cursor is not one that this server gave. The page is larger than this server gives at once. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    create_dataset: {
        parameters: {
            query?: {
                /** @description Name shown for the dataset. Default: the upload's, or `dataset`. */
                name?: string | null;
                /** @description auto, utf-8, utf-16 or latin-1. */
                encoding?: string | null;
                /** @description Between CSV fields: , ; | or a tab. */
                delimiter?: string;
                /** @description Token that counts as missing; repeat it for several. */
                missing_values?: string[] | null;
                /** @description JSON: kind and role by column name. */
                overrides?: string | null;
                /** @description JSON, for a long table: its rows are steps, which become one series for each `id`, put in the order of `time` (without it, the file's); `label` is the class of a series, `channels` the measured columns (without it, every other numeric or boolean one). */
                series?: string | null;
                /** @description Wait up to this many seconds (`30` or `30s`) for the end; longer waits are cut to the server's limit. */
                wait?: string | null;
            };
            header?: {
                /** @description Any unique text, e.g. a UUID. The same request under the same key has one effect; its first answer is repeated. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The file itself: a table as CSV, Parquet or NDJSON, arrays as NPZ, or images (PNG, JPEG) in a ZIP with a folder for each class. CSV and NDJSON and Parquet optionally with `Content-Encoding: gzip`. */
        requestBody: {
            content: {
                "application/vnd.apache.parquet": string;
                "application/x-parquet": string;
                "application/x-ndjson": string;
                "application/x-npz": string;
                "application/zip": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description With `wait`: the file was read. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetOut"];
                };
            };
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetOut"];
                };
            };
            /** @description The body ended before its announced length. The request cannot be understood. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            /** @description The body is not in a form that can be read here. The body's Content-Type or Content-Encoding is not supported here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            421: components["responses"]["Problem421"];
            /** @description The uploaded file has no bytes. The dataset's file could not be read. The Idempotency-Key was used before with another request. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many jobs wait as this server allows. Too many requests; wait before the next one. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_dataset: {
        parameters: {
            query?: {
                /** @description Wait up to this many seconds (`30` or `30s`) for the end; longer waits are cut to the server's limit. */
                wait?: string | null;
            };
            header?: never;
            path: {
                /** @description Id of the dataset, `ds_…`. */
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    delete_dataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the dataset, `ds_…`. */
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description A job that has not ended still needs this dataset. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    update_dataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the dataset, `ds_…`. */
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DatasetPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description A job that has not ended still needs this dataset. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The configuration cannot be used. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many jobs wait as this server allows. Too many requests; wait before the next one. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_dataset_profile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the dataset, `ds_…`. */
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetProfile"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The dataset is still being read. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The dataset's file could not be read. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_dataset_preview: {
        parameters: {
            query?: {
                /** @description Rows to show; of a very wide table fewer. */
                rows?: number;
            };
            header?: never;
            path: {
                /** @description Id of the dataset, `ds_…`. */
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The dataset is still being read. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The dataset's file could not be read. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_dataset_findings: {
        parameters: {
            query?: {
                /** @description Only findings of this severity or a worse one. */
                severity?: components["schemas"]["Severity"] | null;
                /** @description Only what is known of this check: findings, passed or skipped. */
                code?: string | null;
                /** @description Goes before `Accept`. `csv` has the findings alone, a row each. */
                format?: components["schemas"]["FindingsFormat"] | null;
            };
            header?: never;
            path: {
                /** @description Id of the dataset, `ds_…`. */
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, or the findings alone as CSV where `format` or `Accept` asks for it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetFindings"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The dataset is still being read. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The dataset's file could not be read. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_samples: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SampleList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    create_sample_dataset: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any unique text, e.g. a UUID. The same request under the same key has one effect; its first answer is repeated. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description Name of the sample. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The Idempotency-Key was used before with another request. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many jobs wait as this server allows. Too many requests; wait before the next one. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_uploads: {
        parameters: {
            query?: {
                /** @description Objects in the page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The cursor is not one that this server gave. The page is larger than this server gives at once. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    create_upload: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any unique text, e.g. a UUID. The same request under the same key has one effect; its first answer is repeated. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadRequest"];
            };
        };
        responses: {
            /** @description Nothing has come yet: send the first part. */
            201: {
                headers: {
                    /** @description Bytes that came and are durable. */
                    "Upload-Offset"?: number;
                    /** @description Bytes of the whole file. */
                    "Upload-Length"?: number;
                    /** @description `?1` once all of it came, `?0` before. */
                    "Upload-Complete"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            /** @description This key has as many uploads open as this server allows. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            /** @description The body is not in a form that can be read here. The body's Content-Type or Content-Encoding is not supported here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            421: components["responses"]["Problem421"];
            /** @description The uploaded file has no bytes. The Idempotency-Key was used before with another request. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the upload, `upl_…`. */
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description Bytes that came and are durable. */
                    "Upload-Offset"?: number;
                    /** @description Bytes of the whole file. */
                    "Upload-Length"?: number;
                    /** @description `?1` once all of it came, `?0` before. */
                    "Upload-Complete"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    delete_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the upload, `upl_…`. */
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    head_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the upload, `upl_…`. */
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    /** @description Bytes that came and are durable. */
                    "Upload-Offset"?: number;
                    /** @description Bytes of the whole file. */
                    "Upload-Length"?: number;
                    /** @description `?1` once all of it came, `?0` before. */
                    "Upload-Complete"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    append_upload: {
        parameters: {
            query?: never;
            header: {
                /** @description Where in the file the part begins: the upload's `offset`. */
                "Upload-Offset": number;
                /** @description SHA-256 of this part (RFC 9530). A part that has another is refused whole. */
                "Content-Digest"?: string | null;
            };
            path: {
                /** @description Id of the upload, `upl_…`. */
                upload_id: string;
            };
            cookie?: never;
        };
        /** @description The file's bytes from `Upload-Offset` on, as many as you like; `part_bytes` is a good number. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description Bytes that came and are durable. */
                    "Upload-Offset"?: number;
                    /** @description Bytes of the whole file. */
                    "Upload-Length"?: number;
                    /** @description `?1` once all of it came, `?0` before. */
                    "Upload-Complete"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadOut"];
                };
            };
            /** @description The part is not what its Content-Digest says. The request cannot be understood. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The part does not begin where the upload stands. Another request is writing to this upload. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    create_dataset_of_upload: {
        parameters: {
            query?: {
                /** @description Name shown for the dataset. Default: the upload's, or `dataset`. */
                name?: string | null;
                /** @description auto, utf-8, utf-16 or latin-1. */
                encoding?: string | null;
                /** @description Between CSV fields: , ; | or a tab. */
                delimiter?: string;
                /** @description Token that counts as missing; repeat it for several. */
                missing_values?: string[] | null;
                /** @description JSON: kind and role by column name. */
                overrides?: string | null;
                /** @description JSON, for a long table: its rows are steps, which become one series for each `id`, put in the order of `time` (without it, the file's); `label` is the class of a series, `channels` the measured columns (without it, every other numeric or boolean one). */
                series?: string | null;
                /** @description Wait up to this many seconds (`30` or `30s`) for the end; longer waits are cut to the server's limit. */
                wait?: string | null;
            };
            header?: {
                /** @description Any unique text, e.g. a UUID. The same request under the same key has one effect; its first answer is repeated. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description Id of the upload, `upl_…`. */
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With `wait`: the file was read. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetOut"];
                };
            };
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description Not all of the file has come. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The dataset's file could not be read. The Idempotency-Key was used before with another request. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many jobs wait as this server allows. Too many requests; wait before the next one. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_training_jobs: {
        parameters: {
            query?: {
                /** @description Only jobs in this state. */
                status?: components["schemas"]["JobStatus"] | null;
                /** @description Objects in the page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The cursor is not one that this server gave. The page is larger than this server gives at once. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    create_training_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any unique text, e.g. a UUID. The same request under the same key has one effect; its first answer is repeated. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrainingRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The dataset is still being read. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The dataset's file could not be read. The configuration cannot be used. The data cannot be used. The Idempotency-Key was used before with another request. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many jobs wait as this server allows. Too many requests; wait before the next one. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    validate_training_job: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrainingRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Validation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The dataset is still being read. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The dataset's file could not be read. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_training_job: {
        parameters: {
            query?: {
                /** @description Wait up to this many seconds (`30` or `30s`) for the end; longer waits are cut to the server's limit. */
                wait?: string | null;
            };
            header?: never;
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_training_job_events: {
        parameters: {
            query?: {
                /** @description Only events with a higher number. */
                after?: number;
                /** @description Events in the list; a stream has no limit. */
                limit?: number;
            };
            header?: {
                /** @description Number of the last event seen, as an EventSource sends it; goes before `after`. What is no number is taken as never having seen any. */
                "last-event-id"?: string | null;
            };
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list, or a stream where `Accept` asks for `text/event-stream`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                    "text/event-stream": string;
                };
            };
            /** @description The stream has nothing more to say: the job has ended and its last event was seen. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    cancel_training_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The job has ended and can no longer be changed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_training_job_metrics: {
        parameters: {
            query?: {
                /** @description Epochs to answer with at most. */
                max_points?: number;
            };
            header?: never;
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingMetrics"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_training_job_findings: {
        parameters: {
            query?: {
                /** @description Only findings of this severity or a worse one. */
                severity?: components["schemas"]["Severity"] | null;
                /** @description Only what is known of this check: findings, passed or skipped. */
                code?: string | null;
                /** @description Goes before `Accept`. `csv` has the findings alone, a row each. */
                format?: components["schemas"]["FindingsFormat"] | null;
            };
            header?: never;
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, or the findings alone as CSV where `format` or `Accept` asks for it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobFindings"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    apply_training_job_finding: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any unique text, e.g. a UUID. The same request under the same key has one effect; its first answer is repeated. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
                /** @description Id of the finding, `fnd_…`, or its code where no other finding of the job has the same. */
                finding_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The finding has no fix that could be applied. Several findings of the job have this code. The job's dataset was deleted. The dataset was read anew after the job, with other kinds or roles of its columns. The dataset is still being read. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The dataset's file could not be read. The fix no longer fits the spec that the job was asked for. The configuration cannot be used. The data cannot be used. The Idempotency-Key was used before with another request. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many jobs wait as this server allows. Too many requests; wait before the next one. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_models: {
        parameters: {
            query?: {
                /** @description Objects in the page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The cursor is not one that this server gave. The page is larger than this server gives at once. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    delete_model: {
        parameters: {
            query?: {
                /** @description For the log of changes. */
                why?: string | null;
            };
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description Aliases or unfinished jobs need this model. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    update_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DescriptionPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The configuration cannot be used. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_model_versions: {
        parameters: {
            query?: {
                /** @description Objects in the page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The cursor is not one that this server gave. The page is larger than this server gives at once. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_model_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    delete_model_version: {
        parameters: {
            query?: {
                /** @description For the log of changes. */
                why?: string | null;
            };
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description Aliases or unfinished jobs need this version. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    update_model_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DescriptionPatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The configuration cannot be used. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_model_version_schema: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InputSchema"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_model_aliases: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AliasList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_model_alias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Name of the alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description For If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AliasOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    put_model_alias: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the state to change; needed where there is one. */
                "if-match"?: string | null;
                /** @description `*`: only if there is none yet. */
                "if-none-match"?: string | null;
            };
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Name of the alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AliasRequest"];
            };
        };
        responses: {
            /** @description The alias was moved, or points there already. */
            200: {
                headers: {
                    /** @description For If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AliasOut"];
                };
            };
            /** @description The alias is new. */
            201: {
                headers: {
                    /** @description For If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AliasOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The model's stored artifact is damaged or gone, and is not served. The model has as many aliases as a model may have. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The object is not in the state that the request was made for. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The configuration cannot be used. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request must say which state it changes. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    delete_model_alias: {
        parameters: {
            query?: {
                /** @description For the log of changes. */
                why?: string | null;
            };
            header?: {
                /** @description ETag of the state to change; needed where there is one. */
                "if-match"?: string | null;
                /** @description `*`: only if there is none yet. */
                "if-none-match"?: string | null;
            };
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Name of the alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The alias `default` cannot be deleted. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The object is not in the state that the request was made for. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            /** @description The request must say which state it changes. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_model_changes: {
        parameters: {
            query?: {
                /** @description Objects in the page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The cursor is not one that this server gave. The page is larger than this server gives at once. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_model_version_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description For If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    put_model_version_decision: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the state to change; needed where there is one. */
                "if-match"?: string | null;
                /** @description `*`: only if there is none yet. */
                "if-none-match"?: string | null;
            };
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description For If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The object is not in the state that the request was made for. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The configuration cannot be used. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request must say which state it changes. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    reset_model_version_decision: {
        parameters: {
            query?: {
                /** @description For the log of changes. */
                why?: string | null;
            };
            header?: {
                /** @description ETag of the state to change; needed where there is one. */
                "if-match"?: string | null;
                /** @description `*`: only if there is none yet. */
                "if-none-match"?: string | null;
            };
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description For If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The object is not in the state that the request was made for. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            /** @description The request must say which state it changes. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_model_version_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_model_version_exports: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The model's stored artifact is damaged or gone, and is not served. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_model_version_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
                format: "onnx" | "safetensors" | "scorer";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A zip with everything from raw columns to labels, and golden rows that it answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description The part that `Range` asks for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The model's stored artifact is damaged or gone, and is not served. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            /** @description The Range header asks for bytes that the file does not have. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_model_version_findings: {
        parameters: {
            query?: {
                /** @description Rows of the last so many seconds; whole windows of the server's `drift_window_seconds`. */
                window_seconds?: number;
            };
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingFindings"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_model_version_monitoring: {
        parameters: {
            query?: {
                /** @description Rows of the last so many seconds; whole windows of the server's `drift_window_seconds`. */
                window_seconds?: number;
            };
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingMonitoring"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    predict: {
        parameters: {
            query?: {
                threshold?: number | null;
                decimals?: number | null;
                /** @description What is told of each row, once for each part or with commas between them; as in `PredictRequest`. */
                return?: ("label" | "probabilities" | "logits")[] | null;
                /** @description Only the probabilities of so many classes, the largest first. */
                top_k?: number | null;
                on_invalid?: "fail" | "skip";
                /** @description Of JSON: an object for each row, or an array for each of their values. */
                answer?: "rows" | "columns";
                /** @description Between the fields of a CSV body. */
                delimiter?: "," | ";" | "\t" | "|";
                /** @description CSV, NDJSON, Parquet and Arrow: JSON that says how rows become series, as of `POST /v1/datasets`. */
                series?: string | null;
                /**
                 * @description For any body: where an alias shares its requests among versions, those of one key get the same; also as the header
                 *     `X-Routing-Key`.
                 */
                routing_key?: string | null;
            };
            header?: {
                /** @description Where an alias shares its requests among versions, those of one key get the same. */
                "X-Routing-Key"?: string | null;
            };
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PredictRequest"];
                "application/vnd.apache.parquet": string;
                "application/x-parquet": string;
                "application/x-ndjson": string;
                "application/x-npz": string;
                "application/zip": string;
                "application/vnd.apache.arrow.stream": string;
                "image/jpeg": string;
                "image/png": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description The answers, in the form that `Accept` asks for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PredictAnswer"] | components["schemas"]["PredictColumnsAnswer"] | components["schemas"]["ExplainAnswer"];
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/vnd.apache.arrow.stream": string;
                };
            };
            /** @description The body is not valid JSON. The request cannot be understood. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Predictions are not written in a form that the Accept header names. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The model's stored artifact is damaged or gone, and is not served. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            /** @description The body is not in a form that can be read here. The body's Content-Type or Content-Encoding is not supported here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            421: components["responses"]["Problem421"];
            /** @description Rows do not fit the model's input schema. The configuration cannot be used. The data cannot be used. The model's input is not one image. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            /** @description As many predictions run and wait as this server can answer soon. The process that answered this body ended, or gave no answer in time. The server is busy. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            507: components["responses"]["Problem507"];
        };
    };
    predict_with_alias: {
        parameters: {
            query?: {
                threshold?: number | null;
                decimals?: number | null;
                /** @description What is told of each row, once for each part or with commas between them; as in `PredictRequest`. */
                return?: ("label" | "probabilities" | "logits")[] | null;
                /** @description Only the probabilities of so many classes, the largest first. */
                top_k?: number | null;
                on_invalid?: "fail" | "skip";
                /** @description Of JSON: an object for each row, or an array for each of their values. */
                answer?: "rows" | "columns";
                /** @description Between the fields of a CSV body. */
                delimiter?: "," | ";" | "\t" | "|";
                /** @description CSV, NDJSON, Parquet and Arrow: JSON that says how rows become series, as of `POST /v1/datasets`. */
                series?: string | null;
                /**
                 * @description For any body: where an alias shares its requests among versions, those of one key get the same; also as the header
                 *     `X-Routing-Key`.
                 */
                routing_key?: string | null;
            };
            header?: {
                /** @description Where an alias shares its requests among versions, those of one key get the same. */
                "X-Routing-Key"?: string | null;
            };
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Name of the alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PredictRequest"];
                "application/vnd.apache.parquet": string;
                "application/x-parquet": string;
                "application/x-ndjson": string;
                "application/x-npz": string;
                "application/zip": string;
                "application/vnd.apache.arrow.stream": string;
                "image/jpeg": string;
                "image/png": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description The answers, in the form that `Accept` asks for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PredictAnswer"] | components["schemas"]["PredictColumnsAnswer"] | components["schemas"]["ExplainAnswer"];
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/vnd.apache.arrow.stream": string;
                };
            };
            /** @description The body is not valid JSON. The request cannot be understood. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Predictions are not written in a form that the Accept header names. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The model's stored artifact is damaged or gone, and is not served. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            /** @description The body is not in a form that can be read here. The body's Content-Type or Content-Encoding is not supported here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            421: components["responses"]["Problem421"];
            /** @description Rows do not fit the model's input schema. The configuration cannot be used. The data cannot be used. The model's input is not one image. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            /** @description As many predictions run and wait as this server can answer soon. The process that answered this body ended, or gave no answer in time. The server is busy. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            507: components["responses"]["Problem507"];
        };
    };
    predict_with_version: {
        parameters: {
            query?: {
                threshold?: number | null;
                decimals?: number | null;
                /** @description What is told of each row, once for each part or with commas between them; as in `PredictRequest`. */
                return?: ("label" | "probabilities" | "logits")[] | null;
                /** @description Only the probabilities of so many classes, the largest first. */
                top_k?: number | null;
                on_invalid?: "fail" | "skip";
                /** @description Of JSON: an object for each row, or an array for each of their values. */
                answer?: "rows" | "columns";
                /** @description Between the fields of a CSV body. */
                delimiter?: "," | ";" | "\t" | "|";
                /** @description CSV, NDJSON, Parquet and Arrow: JSON that says how rows become series, as of `POST /v1/datasets`. */
                series?: string | null;
                /**
                 * @description For any body: where an alias shares its requests among versions, those of one key get the same; also as the header
                 *     `X-Routing-Key`.
                 */
                routing_key?: string | null;
            };
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PredictRequest"];
                "application/vnd.apache.parquet": string;
                "application/x-parquet": string;
                "application/x-ndjson": string;
                "application/x-npz": string;
                "application/zip": string;
                "application/vnd.apache.arrow.stream": string;
                "image/jpeg": string;
                "image/png": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description The answers, in the form that `Accept` asks for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PredictAnswer"] | components["schemas"]["PredictColumnsAnswer"] | components["schemas"]["ExplainAnswer"];
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/vnd.apache.arrow.stream": string;
                };
            };
            /** @description The body is not valid JSON. The request cannot be understood. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Predictions are not written in a form that the Accept header names. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The model's stored artifact is damaged or gone, and is not served. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            /** @description The body is not in a form that can be read here. The body's Content-Type or Content-Encoding is not supported here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            421: components["responses"]["Problem421"];
            /** @description Rows do not fit the model's input schema. The configuration cannot be used. The data cannot be used. The model's input is not one image. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            /** @description As many predictions run and wait as this server can answer soon. The process that answered this body ended, or gave no answer in time. The server is busy. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            507: components["responses"]["Problem507"];
        };
    };
    explain: {
        parameters: {
            query?: never;
            header?: {
                /** @description Where an alias shares its requests among versions, those of one key get the same. */
                "X-Routing-Key"?: string | null;
            };
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplainRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplainAnswer"];
                };
            };
            /** @description The body is not valid JSON. The request cannot be understood. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The model's stored artifact is damaged or gone, and is not served. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The input is larger than this server accepts. The rows cannot be explained in the time that one request may take. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description Rows do not fit the model's input schema. The configuration cannot be used. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            /** @description As many predictions run and wait as this server can answer soon. The server is busy. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            507: components["responses"]["Problem507"];
        };
    };
    explain_with_alias: {
        parameters: {
            query?: never;
            header?: {
                /** @description Where an alias shares its requests among versions, those of one key get the same. */
                "X-Routing-Key"?: string | null;
            };
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Name of the alias. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplainRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplainAnswer"];
                };
            };
            /** @description The body is not valid JSON. The request cannot be understood. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The model's stored artifact is damaged or gone, and is not served. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The input is larger than this server accepts. The rows cannot be explained in the time that one request may take. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description Rows do not fit the model's input schema. The configuration cannot be used. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            /** @description As many predictions run and wait as this server can answer soon. The server is busy. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            507: components["responses"]["Problem507"];
        };
    };
    explain_with_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplainRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplainAnswer"];
                };
            };
            /** @description The body is not valid JSON. The request cannot be understood. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The model's stored artifact is damaged or gone, and is not served. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The input is larger than this server accepts. The rows cannot be explained in the time that one request may take. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description Rows do not fit the model's input schema. The configuration cannot be used. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            /** @description As many predictions run and wait as this server can answer soon. The server is busy. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            507: components["responses"]["Problem507"];
        };
    };
    get_oip_server: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerMetadata"];
                };
            };
            400: components["responses"]["OipError400"];
            401: components["responses"]["OipError401"];
            403: components["responses"]["OipError403"];
            408: components["responses"]["OipError408"];
            413: components["responses"]["OipError413"];
            415: components["responses"]["OipError415"];
            421: components["responses"]["OipError421"];
            422: components["responses"]["OipError422"];
            429: components["responses"]["OipError429"];
            500: components["responses"]["OipError500"];
            503: components["responses"]["OipError503"];
            507: components["responses"]["OipError507"];
        };
    };
    get_oip_liveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            400: components["responses"]["OipError400"];
            401: components["responses"]["OipError401"];
            403: components["responses"]["OipError403"];
            408: components["responses"]["OipError408"];
            413: components["responses"]["OipError413"];
            415: components["responses"]["OipError415"];
            421: components["responses"]["OipError421"];
            422: components["responses"]["OipError422"];
            429: components["responses"]["OipError429"];
            500: components["responses"]["OipError500"];
            503: components["responses"]["OipError503"];
            507: components["responses"]["OipError507"];
        };
    };
    get_oip_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["OipError400"];
            401: components["responses"]["OipError401"];
            403: components["responses"]["OipError403"];
            408: components["responses"]["OipError408"];
            413: components["responses"]["OipError413"];
            415: components["responses"]["OipError415"];
            421: components["responses"]["OipError421"];
            422: components["responses"]["OipError422"];
            429: components["responses"]["OipError429"];
            500: components["responses"]["OipError500"];
            /** @description The server is not ready for requests. The server is busy. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            507: components["responses"]["OipError507"];
        };
    };
    get_oip_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelMetadata"];
                };
            };
            400: components["responses"]["OipError400"];
            401: components["responses"]["OipError401"];
            403: components["responses"]["OipError403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            408: components["responses"]["OipError408"];
            413: components["responses"]["OipError413"];
            415: components["responses"]["OipError415"];
            421: components["responses"]["OipError421"];
            422: components["responses"]["OipError422"];
            429: components["responses"]["OipError429"];
            500: components["responses"]["OipError500"];
            503: components["responses"]["OipError503"];
            507: components["responses"]["OipError507"];
        };
    };
    get_oip_model_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelMetadata"];
                };
            };
            400: components["responses"]["OipError400"];
            401: components["responses"]["OipError401"];
            403: components["responses"]["OipError403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            408: components["responses"]["OipError408"];
            413: components["responses"]["OipError413"];
            415: components["responses"]["OipError415"];
            421: components["responses"]["OipError421"];
            422: components["responses"]["OipError422"];
            429: components["responses"]["OipError429"];
            500: components["responses"]["OipError500"];
            503: components["responses"]["OipError503"];
            507: components["responses"]["OipError507"];
        };
    };
    get_oip_model_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelReadiness"];
                };
            };
            400: components["responses"]["OipError400"];
            401: components["responses"]["OipError401"];
            403: components["responses"]["OipError403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            408: components["responses"]["OipError408"];
            /** @description The model's stored artifact is damaged or gone, and is not served. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            413: components["responses"]["OipError413"];
            415: components["responses"]["OipError415"];
            421: components["responses"]["OipError421"];
            422: components["responses"]["OipError422"];
            429: components["responses"]["OipError429"];
            500: components["responses"]["OipError500"];
            /** @description As many predictions run and wait as this server can answer soon. The server is busy. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            507: components["responses"]["OipError507"];
        };
    };
    get_oip_model_version_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelReadiness"];
                };
            };
            400: components["responses"]["OipError400"];
            401: components["responses"]["OipError401"];
            403: components["responses"]["OipError403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            408: components["responses"]["OipError408"];
            /** @description The model's stored artifact is damaged or gone, and is not served. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            413: components["responses"]["OipError413"];
            415: components["responses"]["OipError415"];
            421: components["responses"]["OipError421"];
            422: components["responses"]["OipError422"];
            429: components["responses"]["OipError429"];
            500: components["responses"]["OipError500"];
            /** @description As many predictions run and wait as this server can answer soon. The server is busy. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            507: components["responses"]["OipError507"];
        };
    };
    infer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Bytes of the JSON, where the bytes of binary tensors follow it. */
                "Inference-Header-Content-Length"?: string | null;
                /** @description Where an alias shares its requests among versions, those of one key get the same. */
                "X-Routing-Key"?: string | null;
            };
            path: {
                /** @description Name of the model. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InferRequest"];
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InferAnswer"];
                };
            };
            /** @description The body is not valid JSON. The request cannot be understood. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            401: components["responses"]["OipError401"];
            403: components["responses"]["OipError403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            408: components["responses"]["OipError408"];
            /** @description The model's stored artifact is damaged or gone, and is not served. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            413: components["responses"]["OipError413"];
            415: components["responses"]["OipError415"];
            421: components["responses"]["OipError421"];
            /** @description Rows do not fit the model's input schema. The configuration cannot be used. A tensor of the request cannot be read. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            429: components["responses"]["OipError429"];
            500: components["responses"]["OipError500"];
            /** @description As many predictions run and wait as this server can answer soon. The server is busy. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            507: components["responses"]["OipError507"];
        };
    };
    infer_with_version: {
        parameters: {
            query?: never;
            header?: {
                /** @description Bytes of the JSON, where the bytes of binary tensors follow it. */
                "Inference-Header-Content-Length"?: string | null;
            };
            path: {
                /** @description Name of the model. */
                name: string;
                /** @description Number of the version, from 1. */
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InferRequest"];
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InferAnswer"];
                };
            };
            /** @description The body is not valid JSON. The request cannot be understood. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            401: components["responses"]["OipError401"];
            403: components["responses"]["OipError403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            408: components["responses"]["OipError408"];
            /** @description The model's stored artifact is damaged or gone, and is not served. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            413: components["responses"]["OipError413"];
            415: components["responses"]["OipError415"];
            421: components["responses"]["OipError421"];
            /** @description Rows do not fit the model's input schema. The configuration cannot be used. A tensor of the request cannot be read. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            429: components["responses"]["OipError429"];
            500: components["responses"]["OipError500"];
            /** @description As many predictions run and wait as this server can answer soon. The server is busy. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OipError"];
                };
            };
            507: components["responses"]["OipError507"];
        };
    };
    list_scoring_jobs: {
        parameters: {
            query?: {
                /** @description Only jobs in this state. */
                status?: components["schemas"]["JobStatus"] | null;
                /** @description Objects in the page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The cursor is not one that this server gave. The page is larger than this server gives at once. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    create_scoring_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any unique text, e.g. a UUID. The same request under the same key has one effect; its first answer is repeated. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScoringRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The dataset is still being read. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The dataset's file could not be read. The configuration cannot be used. The Idempotency-Key was used before with another request. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many jobs wait as this server allows. Too many requests; wait before the next one. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    create_scoring_job_of_file: {
        parameters: {
            query: {
                /** @description Name of the model. */
                model: string;
                /** @description Default: the one that the alias points at. */
                version?: number | null;
                /** @description Used without a version. */
                alias?: string;
                /** @description Which of the alias's versions; default: by the file. */
                routing_key?: string | null;
                /** @description Of the scored file. */
                format?: components["schemas"]["TableFormat"];
                /** @description Column to copy into the output; repeat it for several. */
                id_columns?: string[] | null;
                /** @description Copy the id columns, or all. */
                columns?: "ids" | "all";
                /** @description Write the logit of each class too. */
                logits?: boolean;
                /** @description Round probabilities and logits. */
                decimals?: number | null;
                /** @description The likeliest classes only, in columns of their own. */
                top_k?: number | null;
                /** @description Of two classes. */
                threshold?: number | null;
                /** @description What to do with rows that do not fit. */
                on_invalid?: "skip" | "fail";
                /** @description 0 runs first. */
                priority?: number;
                /** @description Of one attempt. */
                max_seconds?: number | null;
                /** @description auto, utf-8, utf-16 or latin-1. */
                encoding?: string | null;
                /** @description Between CSV fields: , ; | or a tab. */
                delimiter?: string;
                /** @description JSON, for a long table: its rows are steps, which become one series for each `id`, put in the order of `time` (without it, the file's); `label` is the class of a series, `channels` the measured columns (without it, every other numeric or boolean one). */
                series?: string | null;
            };
            header?: {
                /** @description Any unique text, e.g. a UUID. The same request under the same key has one effect; its first answer is repeated. */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The file itself: a table as CSV, Parquet or NDJSON, arrays as NPZ, or images (PNG, JPEG) in a ZIP with a folder for each class. CSV and NDJSON and Parquet optionally with `Content-Encoding: gzip`. */
        requestBody: {
            content: {
                "application/vnd.apache.parquet": string;
                "application/x-parquet": string;
                "application/x-ndjson": string;
                "application/x-npz": string;
                "application/zip": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            /** @description The body ended before its announced length. The request cannot be understood. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            /** @description The body is not in a form that can be read here. The body's Content-Type or Content-Encoding is not supported here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            421: components["responses"]["Problem421"];
            /** @description The uploaded file has no bytes. The configuration cannot be used. The Idempotency-Key was used before with another request. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many jobs wait as this server allows. Too many requests; wait before the next one. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_scoring_job: {
        parameters: {
            query?: {
                /** @description Wait up to this many seconds (`30` or `30s`) for the end; longer waits are cut to the server's limit. */
                wait?: string | null;
            };
            header?: never;
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_scoring_job_events: {
        parameters: {
            query?: {
                /** @description Only events with a higher number. */
                after?: number;
                /** @description Events in the list; a stream has no limit. */
                limit?: number;
            };
            header?: {
                /** @description Number of the last event seen, as an EventSource sends it; goes before `after`. What is no number is taken as never having seen any. */
                "last-event-id"?: string | null;
            };
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list, or a stream where `Accept` asks for `text/event-stream`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                    "text/event-stream": string;
                };
            };
            /** @description The stream has nothing more to say: the job has ended and its last event was seen. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    cancel_scoring_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The job has ended and can no longer be changed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_scoring_job_output: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scored file, in the input's order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.apache.parquet": string;
                    "application/x-ndjson": string;
                };
            };
            /** @description The part that `Range` asks for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The job has no output, for it has neither succeeded nor been cancelled on its way. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            /** @description The Range header asks for bytes that the file does not have. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_scoring_job_errors: {
        parameters: {
            query?: {
                /** @description json is one page of them, ndjson the whole file, one a line. */
                format?: "json" | "ndjson";
                /** @description Objects in the page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusedRows"];
                    "application/x-ndjson": string;
                };
            };
            /** @description The part that `Range` asks for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The job has no output, for it has neither succeeded nor been cancelled on its way. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            /** @description The Range header asks for bytes that the file does not have. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            421: components["responses"]["Problem421"];
            /** @description The cursor is not one that this server gave. The page is larger than this server gives at once. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_jobs: {
        parameters: {
            query?: {
                kind?: components["schemas"]["JobKind"] | null;
                /** @description Only jobs in this state. */
                status?: components["schemas"]["JobStatus"] | null;
                /** @description Objects in the page. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The cursor is not one that this server gave. The page is larger than this server gives at once. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_job: {
        parameters: {
            query?: {
                /** @description Wait up to this many seconds (`30` or `30s`) for the end; longer waits are cut to the server's limit. */
                wait?: string | null;
            };
            header?: never;
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_job_events: {
        parameters: {
            query?: {
                /** @description Only events with a higher number. */
                after?: number;
                /** @description Events in the list; a stream has no limit. */
                limit?: number;
            };
            header?: {
                /** @description Number of the last event seen, as an EventSource sends it; goes before `after`. What is no number is taken as never having seen any. */
                "last-event-id"?: string | null;
            };
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A list, or a stream where `Accept` asks for `text/event-stream`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                    "text/event-stream": string;
                };
            };
            /** @description The stream has nothing more to say: the job has ended and its last event was seen. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    cancel_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The job has ended and can no longer be changed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    retry_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any unique text, e.g. a UUID. The same request under the same key has one effect; its first answer is repeated. */
                "Idempotency-Key"?: string | null;
            };
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RetryRequest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description The job has not ended, and can be repeated only then. The job's dataset was deleted. A job that has not ended still needs this dataset. The dataset is still being read. The file that was sent for the job is no longer kept. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /** @description The dataset's file could not be read. The configuration cannot be used. The data cannot be used. The Idempotency-Key was used before with another request. The input cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many jobs wait as this server allows. Too many requests; wait before the next one. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_job_log_lines: {
        parameters: {
            query?: {
                /** @description Lines to answer with at most. */
                tail?: number;
                /** @description Only lines after this one; without it, the last ones. */
                after?: number | null;
            };
            header?: never;
            path: {
                /** @description Id of the job, `job_…`. */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_model_families: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FamilyList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_model_family: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                family: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FamilyOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_presets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresetList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_preset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                preset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresetOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_train_spec_schema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainSpecSchema"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_finding_kinds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingKinds"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_finding_kind: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingKind"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_limits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Limits"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_workers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkerList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    create_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    /** @description The session, which no script can read and which is sent to this server's own pages only. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    list_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    create_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    revoke_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or prefix of the key. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["Problem408"];
            /** @description It is the last key that may make others. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_liveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Live"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
    get_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            /** @description The server is not ready for requests. The server is busy. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            507: components["responses"]["Problem507"];
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            408: components["responses"]["Problem408"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            507: components["responses"]["Problem507"];
        };
    };
}
