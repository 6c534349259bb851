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
             * @description `auto` takes a GPU when the worker has one, but for trainings so small that a core ends no later.
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
             * @description Cross-validation: where `auto` chose the network, `auto` is 10 for a table of 100 to 2,500 rows outside the test part,
             *     5 for one of 50 to 100,000 and for up to 5,000 sequences; else null. The rows outside the test part are dealt into this
             *     many folds, and one member is trained for each, validated on its fold; `validation_fraction` is then not used. The model
             *     answers with the members' mean.
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
                    /**
                     * @example {
                     *       "depth": [
                     *         {
                     *           "kind": "profile",
                     *           "queued": 2,
                     *           "running": 0,
                     *           "workers": 1
                     *         },
                     *         {
                     *           "kind": "train",
                     *           "queued": 1,
                     *           "running": 0,
                     *           "workers": 1
                     *         },
                     *         {
                     *           "kind": "score",
                     *           "queued": 0,
                     *           "running": 0,
                     *           "workers": 1
                     *         }
                     *       ],
                     *       "object": "queue",
                     *       "queued": [
                     *         {
                     *           "created_at": "2026-11-26T21:51:06.909436Z",
                     *           "job_id": "job_01m8cxeg4x4gzw5f5tkx24h4qx",
                     *           "kind": "profile",
                     *           "position": 0,
                     *           "priority": 3
                     *         },
                     *         {
                     *           "created_at": "2026-11-26T21:51:07.171045Z",
                     *           "job_id": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *           "kind": "train",
                     *           "position": 0,
                     *           "priority": 5
                     *         },
                     *         {
                     *           "created_at": "2026-11-26T21:51:07.063927Z",
                     *           "job_id": "job_01m8cxeg9qn1z5k5szcy76bs2f",
                     *           "kind": "profile",
                     *           "position": 1,
                     *           "priority": 3
                     *         }
                     *       ],
                     *       "running": [],
                     *       "workers": [
                     *         {
                     *           "device": "cpu",
                     *           "heartbeat_age_seconds": 1.993,
                     *           "heartbeat_at": "2026-11-26T21:51:05.209003Z",
                     *           "id": "wrk_1",
                     *           "queues": [
                     *             "profile",
                     *             "train",
                     *             "score"
                     *           ],
                     *           "started_at": "2026-11-26T21:51:05.222995Z"
                     *         }
                     *       ]
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-11-26T21:51:07.062861Z",
                     *           "error": null,
                     *           "findings_summary": {
                     *             "error": 0,
                     *             "info": 0,
                     *             "warning": 0
                     *           },
                     *           "format": "csv",
                     *           "gzip": false,
                     *           "id": "ds_01m8cxeg9pkcfxw3gn5r48cmbt",
                     *           "links": {
                     *             "findings": "/v1/datasets/ds_01m8cxeg9pkcfxw3gn5r48cmbt/findings",
                     *             "preview": "/v1/datasets/ds_01m8cxeg9pkcfxw3gn5r48cmbt/preview",
                     *             "profile": "/v1/datasets/ds_01m8cxeg9pkcfxw3gn5r48cmbt/profile",
                     *             "self": "/v1/datasets/ds_01m8cxeg9pkcfxw3gn5r48cmbt"
                     *           },
                     *           "name": "grains.csv",
                     *           "num_columns": null,
                     *           "num_rows": null,
                     *           "object": "dataset",
                     *           "overrides": {},
                     *           "profile_job_id": "job_01m8cxeg9qn1z5k5szcy76bs2f",
                     *           "schema": null,
                     *           "series": null,
                     *           "sha256": "8445e6750fcafd23887cefa7b4ae47831ef7a6a9ab9135972738933cd19c511d",
                     *           "source_bytes": 19,
                     *           "status": "profiling"
                     *         },
                     *         {
                     *           "created_at": "2026-11-26T21:51:06.908894Z",
                     *           "error": null,
                     *           "findings_summary": {
                     *             "error": 0,
                     *             "info": 0,
                     *             "warning": 0
                     *           },
                     *           "format": "csv",
                     *           "gzip": false,
                     *           "id": "ds_01m8cxeg4wej591cayqkmfm3nk",
                     *           "links": {
                     *             "findings": "/v1/datasets/ds_01m8cxeg4wej591cayqkmfm3nk/findings",
                     *             "preview": "/v1/datasets/ds_01m8cxeg4wej591cayqkmfm3nk/preview",
                     *             "profile": "/v1/datasets/ds_01m8cxeg4wej591cayqkmfm3nk/profile",
                     *             "self": "/v1/datasets/ds_01m8cxeg4wej591cayqkmfm3nk"
                     *           },
                     *           "name": "grains.csv",
                     *           "num_columns": null,
                     *           "num_rows": null,
                     *           "object": "dataset",
                     *           "overrides": {},
                     *           "profile_job_id": "job_01m8cxeg4x4gzw5f5tkx24h4qx",
                     *           "schema": null,
                     *           "series": null,
                     *           "sha256": "8445e6750fcafd23887cefa7b4ae47831ef7a6a9ab9135972738933cd19c511d",
                     *           "source_bytes": 19,
                     *           "status": "profiling"
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "created_at": "2026-11-26T21:51:06.908894Z",
                     *       "error": null,
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 0,
                     *         "warning": 0
                     *       },
                     *       "format": "csv",
                     *       "gzip": false,
                     *       "id": "ds_01m8cxeg4wej591cayqkmfm3nk",
                     *       "links": {
                     *         "findings": "/v1/datasets/ds_01m8cxeg4wej591cayqkmfm3nk/findings",
                     *         "preview": "/v1/datasets/ds_01m8cxeg4wej591cayqkmfm3nk/preview",
                     *         "profile": "/v1/datasets/ds_01m8cxeg4wej591cayqkmfm3nk/profile",
                     *         "self": "/v1/datasets/ds_01m8cxeg4wej591cayqkmfm3nk"
                     *       },
                     *       "name": "grains.csv",
                     *       "num_columns": null,
                     *       "num_rows": null,
                     *       "object": "dataset",
                     *       "overrides": {},
                     *       "profile_job_id": "job_01m8cxeg4x4gzw5f5tkx24h4qx",
                     *       "schema": null,
                     *       "series": null,
                     *       "sha256": "8445e6750fcafd23887cefa7b4ae47831ef7a6a9ab9135972738933cd19c511d",
                     *       "source_bytes": 19,
                     *       "status": "profiling"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "created_at": "2026-11-26T21:51:05.301417Z",
                     *       "error": null,
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 1,
                     *         "warning": 0
                     *       },
                     *       "format": "csv",
                     *       "gzip": false,
                     *       "id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "links": {
                     *         "findings": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p/findings",
                     *         "preview": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p/preview",
                     *         "profile": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p/profile",
                     *         "self": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p"
                     *       },
                     *       "name": "rice",
                     *       "num_columns": 8,
                     *       "num_rows": 3810,
                     *       "object": "dataset",
                     *       "overrides": {},
                     *       "profile_job_id": "job_01m8cxeejqfd6n5w1fhb9efp2g",
                     *       "schema": {
                     *         "columns": [
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Area",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Perimeter",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Major_Axis_Length",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Minor_Axis_Length",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Eccentricity",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Convex_Area",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Extent",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "categorical",
                     *             "name": "Class",
                     *             "overridden": false,
                     *             "reason": "2 different words.",
                     *             "role": "feature"
                     *           }
                     *         ]
                     *       },
                     *       "series": null,
                     *       "sha256": "4c8c6d315d071ca9d78ca32cde0b5072d37b2f9f06fa9acc1fd6540ab738f3c3",
                     *       "source_bytes": 302888,
                     *       "status": "ready"
                     *     }
                     */
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
                /**
                 * @example {
                 *       "overrides": {
                 *         "Extent": {
                 *           "role": "ignored"
                 *         }
                 *       }
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "created_at": "2026-11-26T21:51:05.301417Z",
                     *       "error": null,
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 1,
                     *         "warning": 0
                     *       },
                     *       "format": "csv",
                     *       "gzip": false,
                     *       "id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "links": {
                     *         "findings": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p/findings",
                     *         "preview": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p/preview",
                     *         "profile": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p/profile",
                     *         "self": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p"
                     *       },
                     *       "name": "rice",
                     *       "num_columns": 8,
                     *       "num_rows": 3810,
                     *       "object": "dataset",
                     *       "overrides": {
                     *         "Extent": {
                     *           "kind": null,
                     *           "role": "ignored"
                     *         }
                     *       },
                     *       "profile_job_id": "job_01m8cxemthb4bzyxftb8xw77tm",
                     *       "schema": {
                     *         "columns": [
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Area",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Perimeter",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Major_Axis_Length",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Minor_Axis_Length",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Eccentricity",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Convex_Area",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "numeric",
                     *             "name": "Extent",
                     *             "overridden": false,
                     *             "reason": "Every cell is a number.",
                     *             "role": "feature"
                     *           },
                     *           {
                     *             "kind": "categorical",
                     *             "name": "Class",
                     *             "overridden": false,
                     *             "reason": "2 different words.",
                     *             "role": "feature"
                     *           }
                     *         ]
                     *       },
                     *       "series": null,
                     *       "sha256": "4c8c6d315d071ca9d78ca32cde0b5072d37b2f9f06fa9acc1fd6540ab738f3c3",
                     *       "source_bytes": 302888,
                     *       "status": "profiling"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "class_balance": [
                     *         {
                     *           "count": 2180,
                     *           "value": "Osmancik"
                     *         },
                     *         {
                     *           "count": 1630,
                     *           "value": "Cammeo"
                     *         }
                     *       ],
                     *       "columns": [
                     *         {
                     *           "histogram": [
                     *             {
                     *               "count": 3,
                     *               "lower": 7551,
                     *               "upper": 8119.1
                     *             },
                     *             {
                     *               "count": 9,
                     *               "lower": 8119.1,
                     *               "upper": 8687.2
                     *             },
                     *             {
                     *               "count": 27,
                     *               "lower": 8687.2,
                     *               "upper": 9255.3
                     *             },
                     *             {
                     *               "count": 76,
                     *               "lower": 9255.3,
                     *               "upper": 9823.4
                     *             },
                     *             {
                     *               "count": 160,
                     *               "lower": 9823.4,
                     *               "upper": 10391.5
                     *             },
                     *             {
                     *               "count": 356,
                     *               "lower": 10391.5,
                     *               "upper": 10959.6
                     *             }
                     *           ],
                     *           "image": null,
                     *           "kind": "numeric",
                     *           "maximum": 18913,
                     *           "mean": 12667.727559055118,
                     *           "minimum": 7551,
                     *           "missing_tokens": {},
                     *           "name": "Area",
                     *           "num_distinct": 2828,
                     *           "num_missing": 0,
                     *           "quantiles": {
                     *             "0.01": 9252.98,
                     *             "0.05": 10167.45,
                     *             "0.25": 11370.5,
                     *             "0.5": 12421.5,
                     *             "0.75": 13950,
                     *             "0.95": 15641.749999999998,
                     *             "0.99": 16703.569999999996
                     *           },
                     *           "rarest": null,
                     *           "role": "feature",
                     *           "sequence": null,
                     *           "std": 1732.1403463112447,
                     *           "top_categories": null
                     *         },
                     *         {
                     *           "histogram": [
                     *             {
                     *               "count": 2,
                     *               "lower": 359.1000061,
                     *               "upper": 368.56730498999997
                     *             },
                     *             {
                     *               "count": 13,
                     *               "lower": 368.56730498999997,
                     *               "upper": 378.03460387999996
                     *             },
                     *             {
                     *               "count": 30,
                     *               "lower": 378.03460387999996,
                     *               "upper": 387.50190276999996
                     *             },
                     *             {
                     *               "count": 64,
                     *               "lower": 387.50190276999996,
                     *               "upper": 396.96920165999995
                     *             },
                     *             {
                     *               "count": 154,
                     *               "lower": 396.96920165999995,
                     *               "upper": 406.43650055
                     *             },
                     *             {
                     *               "count": 272,
                     *               "lower": 406.43650055,
                     *               "upper": 415.90379943999994
                     *             }
                     *           ],
                     *           "image": null,
                     *           "kind": "numeric",
                     *           "maximum": 548.4459839,
                     *           "mean": 454.23918014839893,
                     *           "minimum": 359.1000061,
                     *           "missing_tokens": {},
                     *           "name": "Perimeter",
                     *           "num_distinct": 3738,
                     *           "num_missing": 0,
                     *           "quantiles": {
                     *             "0.01": 385.805642976,
                     *             "0.05": 403.192591845,
                     *             "0.25": 426.1447525,
                     *             "0.5": 448.85249325,
                     *             "0.75": 483.683746375,
                     *             "0.95": 513.80304257,
                     *             "0.99": 529.6084521129999
                     *           },
                     *           "rarest": null,
                     *           "role": "feature",
                     *           "sequence": null,
                     *           "std": 35.59240960263568,
                     *           "top_categories": null
                     *         },
                     *         {
                     *           "histogram": [
                     *             {
                     *               "count": 2,
                     *               "lower": 145.2644653,
                     *               "upper": 149.95176693500002
                     *             },
                     *             {
                     *               "count": 13,
                     *               "lower": 149.95176693500002,
                     *               "upper": 154.63906857
                     *             },
                     *             {
                     *               "count": 39,
                     *               "lower": 154.63906857,
                     *               "upper": 159.32637020500002
                     *             },
                     *             {
                     *               "count": 128,
                     *               "lower": 159.32637020500002,
                     *               "upper": 164.01367184
                     *             },
                     *             {
                     *               "count": 270,
                     *               "lower": 164.01367184,
                     *               "upper": 168.700973475
                     *             },
                     *             {
                     *               "count": 410,
                     *               "lower": 168.700973475,
                     *               "upper": 173.38827511
                     *             }
                     *           ],
                     *           "image": null,
                     *           "kind": "numeric",
                     *           "maximum": 239.010498,
                     *           "mean": 188.77622197692915,
                     *           "minimum": 145.2644653,
                     *           "missing_tokens": {},
                     *           "name": "Major_Axis_Length",
                     *           "num_distinct": 3808,
                     *           "num_missing": 0,
                     *           "quantiles": {
                     *             "0.01": 157.96954601500002,
                     *             "0.05": 164.233678445,
                     *             "0.25": 174.353855175,
                     *             "0.5": 185.8100586,
                     *             "0.75": 203.55043795,
                     *             "0.95": 217.73383636,
                     *             "0.99": 225.295537686
                     *           },
                     *           "rarest": null,
                     *           "role": "feature",
                     *           "sequence": null,
                     *           "std": 17.44638849801895,
                     *           "top_categories": null
                     *         },
                     *         {
                     *           "histogram": [
                     *             {
                     *               "count": 1,
                     *               "lower": 59.53240585,
                     *               "upper": 61.9329080575
                     *             },
                     *             {
                     *               "count": 2,
                     *               "lower": 61.9329080575,
                     *               "upper": 64.333410265
                     *             },
                     *             {
                     *               "count": 2,
                     *               "lower": 64.333410265,
                     *               "upper": 66.73391247250001
                     *             },
                     *             {
                     *               "count": 7,
                     *               "lower": 66.73391247250001,
                     *               "upper": 69.13441468
                     *             },
                     *             {
                     *               "count": 30,
                     *               "lower": 69.13441468,
                     *               "upper": 71.5349168875
                     *             },
                     *             {
                     *               "count": 35,
                     *               "lower": 71.5349168875,
                     *               "upper": 73.935419095
                     *             }
                     *           ],
                     *           "image": null,
                     *           "kind": "numeric",
                     *           "maximum": 107.54245,
                     *           "mean": 86.3137503715958,
                     *           "minimum": 59.53240585,
                     *           "missing_tokens": {},
                     *           "name": "Minor_Axis_Length",
                     *           "num_distinct": 3804,
                     *           "num_missing": 0,
                     *           "quantiles": {
                     *             "0.01": 71.4231225628,
                     *             "0.05": 76.7921550715,
                     *             "0.25": 82.7316951775,
                     *             "0.5": 86.43464660500001,
                     *             "0.75": 90.14367676,
                     *             "0.95": 95.41761398349999,
                     *             "0.99": 99.95530540179999
                     *           },
                     *           "rarest": null,
                     *           "role": "feature",
                     *           "sequence": null,
                     *           "std": 5.72906533982343,
                     *           "top_categories": null
                     *         },
                     *         {
                     *           "histogram": [
                     *             {
                     *               "count": 1,
                     *               "lower": 0.777232587,
                     *               "upper": 0.78577130405
                     *             },
                     *             {
                     *               "count": 0,
                     *               "lower": 0.78577130405,
                     *               "upper": 0.7943100210999999
                     *             },
                     *             {
                     *               "count": 2,
                     *               "lower": 0.7943100210999999,
                     *               "upper": 0.80284873815
                     *             },
                     *             {
                     *               "count": 2,
                     *               "lower": 0.80284873815,
                     *               "upper": 0.8113874552
                     *             },
                     *             {
                     *               "count": 8,
                     *               "lower": 0.8113874552,
                     *               "upper": 0.81992617225
                     *             },
                     *             {
                     *               "count": 9,
                     *               "lower": 0.81992617225,
                     *               "upper": 0.8284648893
                     *             }
                     *           ],
                     *           "image": null,
                     *           "kind": "numeric",
                     *           "maximum": 0.948006928,
                     *           "mean": 0.8868705067435695,
                     *           "minimum": 0.777232587,
                     *           "missing_tokens": {},
                     *           "name": "Eccentricity",
                     *           "num_distinct": 3803,
                     *           "num_missing": 0,
                     *           "quantiles": {
                     *             "0.01": 0.83487620615,
                     *             "0.05": 0.8511089502,
                     *             "0.25": 0.87240152075,
                     *             "0.5": 0.8890500965,
                     *             "0.75": 0.90258797975,
                     *             "0.95": 0.9169625042,
                     *             "0.99": 0.92639479674
                     *           },
                     *           "rarest": null,
                     *           "role": "feature",
                     *           "sequence": null,
                     *           "std": 0.0208149019484049,
                     *           "top_categories": null
                     *         },
                     *         {
                     *           "histogram": [
                     *             {
                     *               "count": 3,
                     *               "lower": 7723,
                     *               "upper": 8291.8
                     *             },
                     *             {
                     *               "count": 7,
                     *               "lower": 8291.8,
                     *               "upper": 8860.6
                     *             },
                     *             {
                     *               "count": 25,
                     *               "lower": 8860.6,
                     *               "upper": 9429.4
                     *             },
                     *             {
                     *               "count": 68,
                     *               "lower": 9429.4,
                     *               "upper": 9998.2
                     *             },
                     *             {
                     *               "count": 151,
                     *               "lower": 9998.2,
                     *               "upper": 10567
                     *             },
                     *             {
                     *               "count": 331,
                     *               "lower": 10567,
                     *               "upper": 11135.8
                     *             }
                     *           ],
                     *           "image": null,
                     *           "kind": "numeric",
                     *           "maximum": 19099,
                     *           "mean": 12952.496850393702,
                     *           "minimum": 7723,
                     *           "missing_tokens": {},
                     *           "name": "Convex_Area",
                     *           "num_distinct": 2857,
                     *           "num_missing": 0,
                     *           "quantiles": {
                     *             "0.01": 9454.08,
                     *             "0.05": 10379.7,
                     *             "0.25": 11626.25,
                     *             "0.5": 12706.5,
                     *             "0.75": 14284,
                     *             "0.95": 16017.65,
                     *             "0.99": 17089
                     *           },
                     *           "rarest": null,
                     *           "role": "feature",
                     *           "sequence": null,
                     *           "std": 1776.7388283490932,
                     *           "top_categories": null
                     *         },
                     *         {
                     *           "histogram": [
                     *             {
                     *               "count": 10,
                     *               "lower": 0.49741286,
                     *               "upper": 0.51559469365
                     *             },
                     *             {
                     *               "count": 32,
                     *               "lower": 0.51559469365,
                     *               "upper": 0.5337765273
                     *             },
                     *             {
                     *               "count": 117,
                     *               "lower": 0.5337765273,
                     *               "upper": 0.5519583609500001
                     *             },
                     *             {
                     *               "count": 203,
                     *               "lower": 0.5519583609500001,
                     *               "upper": 0.5701401946
                     *             },
                     *             {
                     *               "count": 374,
                     *               "lower": 0.5701401946,
                     *               "upper": 0.58832202825
                     *             },
                     *             {
                     *               "count": 386,
                     *               "lower": 0.58832202825,
                     *               "upper": 0.6065038619
                     *             }
                     *           ],
                     *           "image": null,
                     *           "kind": "numeric",
                     *           "maximum": 0.861049533,
                     *           "mean": 0.661934037912861,
                     *           "minimum": 0.49741286,
                     *           "missing_tokens": {},
                     *           "name": "Extent",
                     *           "num_distinct": 3804,
                     *           "num_missing": 0,
                     *           "quantiles": {
                     *             "0.01": 0.5331879937699999,
                     *             "0.05": 0.5559256644,
                     *             "0.25": 0.59886226075,
                     *             "0.5": 0.6453614235,
                     *             "0.75": 0.7265615615000001,
                     *             "0.95": 0.79487346365,
                     *             "0.99": 0.81242718366
                     *           },
                     *           "rarest": null,
                     *           "role": "feature",
                     *           "sequence": null,
                     *           "std": 0.07722863630370863,
                     *           "top_categories": null
                     *         },
                     *         {
                     *           "histogram": null,
                     *           "image": null,
                     *           "kind": "categorical",
                     *           "maximum": null,
                     *           "mean": null,
                     *           "minimum": null,
                     *           "missing_tokens": {},
                     *           "name": "Class",
                     *           "num_distinct": 2,
                     *           "num_missing": 0,
                     *           "quantiles": null,
                     *           "rarest": {
                     *             "count": 1630,
                     *             "value": "Cammeo"
                     *           },
                     *           "role": "feature",
                     *           "sequence": null,
                     *           "std": null,
                     *           "top_categories": [
                     *             {
                     *               "count": 2180,
                     *               "value": "Osmancik"
                     *             },
                     *             {
                     *               "count": 1630,
                     *               "value": "Cammeo"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "encoding": "utf-8",
                     *       "num_columns": 8,
                     *       "num_duplicate_rows": 0,
                     *       "num_rows": 3810,
                     *       "suggested_target": "Class"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "columns": [
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Area",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Perimeter",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Major_Axis_Length",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Minor_Axis_Length",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Eccentricity",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Convex_Area",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Extent",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "categorical",
                     *           "name": "Class",
                     *           "role": "feature"
                     *         }
                     *       ],
                     *       "rows": [
                     *         {
                     *           "Area": 15231,
                     *           "Class": "Cammeo",
                     *           "Convex_Area": 15617,
                     *           "Eccentricity": 0.928882003,
                     *           "Extent": 0.572895527,
                     *           "Major_Axis_Length": 229.7498779,
                     *           "Minor_Axis_Length": 85.09378815,
                     *           "Perimeter": 525.5789795
                     *         },
                     *         {
                     *           "Area": 14656,
                     *           "Class": "Cammeo",
                     *           "Convex_Area": 15072,
                     *           "Eccentricity": 0.895404994,
                     *           "Extent": 0.615436316,
                     *           "Major_Axis_Length": 206.0200653,
                     *           "Minor_Axis_Length": 91.73097229,
                     *           "Perimeter": 494.3110046
                     *         },
                     *         {
                     *           "Area": 14634,
                     *           "Class": "Cammeo",
                     *           "Convex_Area": 14954,
                     *           "Eccentricity": 0.912118077,
                     *           "Extent": 0.693258822,
                     *           "Major_Axis_Length": 214.106781,
                     *           "Minor_Axis_Length": 87.76828766,
                     *           "Perimeter": 501.1220093
                     *         }
                     *       ]
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "checks_passed": [
                     *         "data.all_missing_column",
                     *         "data.missing",
                     *         "data.constant_column",
                     *         "data.id_like_column",
                     *         "data.text_column",
                     *         "data.sequences_unequal"
                     *       ],
                     *       "checks_skipped": [
                     *         {
                     *           "code": "data.split_overlap",
                     *           "reason": "It is made when a run splits the rows."
                     *         }
                     *       ],
                     *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "findings": [
                     *         {
                     *           "code": "data.time_leak",
                     *           "column": null,
                     *           "docs": "docs/findings/data.time_leak.md",
                     *           "evidence": {
                     *             "explained": 0.9488045994402289,
                     *             "num_rows": 3810,
                     *             "warns_from": 0.3
                     *           },
                     *           "explanation": "When a row came explains 95% of the labels' variance. A random split puts neighbours in time on both sides, so its measures promise more than later rows will keep.",
                     *           "fix": null,
                     *           "id": "fnd_10f54d2640a6ca1a",
                     *           "phase": "data",
                     *           "severity": "info",
                     *           "suggestion": "Nothing to do for a random split. If new rows come later than these, name the last ones in split.test_rows.",
                     *           "title": "The order of the rows tells the label"
                     *         }
                     *       ],
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 1,
                     *         "warning": 0
                     *       },
                     *       "object": "findings"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "citation": "Cinar, I. and Koklu, M. (2019). Classification of Rice Varieties Using Artificial Intelligence Methods. International Journal of Intelligent Systems and Applications in Engineering, 7(3), 188-194.",
                     *           "description": "Grains of rice, seven measurements of each grain's shape taken from a photograph, and its variety. Good models are right on 0.92 to 0.93 of the rows they have not seen; always saying the larger class is on 0.57.",
                     *           "licence": "CC BY 4.0",
                     *           "name": "rice",
                     *           "num_bytes": 302888,
                     *           "num_columns": 8,
                     *           "num_rows": 3810,
                     *           "object": "sample",
                     *           "source": "https://doi.org/10.24432/C5MW4Z",
                     *           "target": "Class",
                     *           "title": "Rice (Cammeo and Osmancik)"
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "created_at": "2026-11-26T21:51:05.301417Z",
                     *       "error": null,
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 0,
                     *         "warning": 0
                     *       },
                     *       "format": "csv",
                     *       "gzip": false,
                     *       "id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "links": {
                     *         "findings": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p/findings",
                     *         "preview": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p/preview",
                     *         "profile": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p/profile",
                     *         "self": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p"
                     *       },
                     *       "name": "rice",
                     *       "num_columns": null,
                     *       "num_rows": null,
                     *       "object": "dataset",
                     *       "overrides": {},
                     *       "profile_job_id": "job_01m8cxeejqfd6n5w1fhb9efp2g",
                     *       "schema": null,
                     *       "series": null,
                     *       "sha256": "4c8c6d315d071ca9d78ca32cde0b5072d37b2f9f06fa9acc1fd6540ab738f3c3",
                     *       "source_bytes": 302888,
                     *       "status": "profiling"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "complete": false,
                     *           "content_encoding": "identity",
                     *           "content_type": "text/csv",
                     *           "created_at": "2026-11-26T21:51:06.952959Z",
                     *           "expires_at": "2026-11-27T21:51:06.952959Z",
                     *           "id": "upl_01m8cxeg6bpd6t6qhsywaf4rrs",
                     *           "links": {
                     *             "dataset": "/v1/uploads/upl_01m8cxeg6bpd6t6qhsywaf4rrs/dataset",
                     *             "self": "/v1/uploads/upl_01m8cxeg6bpd6t6qhsywaf4rrs"
                     *           },
                     *           "name": "grains.csv",
                     *           "object": "upload",
                     *           "offset": 0,
                     *           "part_bytes": 8388608,
                     *           "sha256": null,
                     *           "size_bytes": 19
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                /**
                 * @example {
                 *       "content_type": "text/csv",
                 *       "name": "grains.csv",
                 *       "size_bytes": 19
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "complete": false,
                     *       "content_encoding": "identity",
                     *       "content_type": "text/csv",
                     *       "created_at": "2026-11-26T21:51:06.952959Z",
                     *       "expires_at": "2026-11-27T21:51:06.952959Z",
                     *       "id": "upl_01m8cxeg6bpd6t6qhsywaf4rrs",
                     *       "links": {
                     *         "dataset": "/v1/uploads/upl_01m8cxeg6bpd6t6qhsywaf4rrs/dataset",
                     *         "self": "/v1/uploads/upl_01m8cxeg6bpd6t6qhsywaf4rrs"
                     *       },
                     *       "name": "grains.csv",
                     *       "object": "upload",
                     *       "offset": 0,
                     *       "part_bytes": 8388608,
                     *       "sha256": null,
                     *       "size_bytes": 19
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "complete": false,
                     *       "content_encoding": "identity",
                     *       "content_type": "text/csv",
                     *       "created_at": "2026-11-26T21:51:06.952959Z",
                     *       "expires_at": "2026-11-27T21:51:06.952959Z",
                     *       "id": "upl_01m8cxeg6bpd6t6qhsywaf4rrs",
                     *       "links": {
                     *         "dataset": "/v1/uploads/upl_01m8cxeg6bpd6t6qhsywaf4rrs/dataset",
                     *         "self": "/v1/uploads/upl_01m8cxeg6bpd6t6qhsywaf4rrs"
                     *       },
                     *       "name": "grains.csv",
                     *       "object": "upload",
                     *       "offset": 0,
                     *       "part_bytes": 8388608,
                     *       "sha256": null,
                     *       "size_bytes": 19
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "complete": true,
                     *       "content_encoding": "identity",
                     *       "content_type": "text/csv",
                     *       "created_at": "2026-11-26T21:51:06.952959Z",
                     *       "expires_at": "2026-11-27T21:51:07.010435Z",
                     *       "id": "upl_01m8cxeg6bpd6t6qhsywaf4rrs",
                     *       "links": {
                     *         "dataset": "/v1/uploads/upl_01m8cxeg6bpd6t6qhsywaf4rrs/dataset",
                     *         "self": "/v1/uploads/upl_01m8cxeg6bpd6t6qhsywaf4rrs"
                     *       },
                     *       "name": "grains.csv",
                     *       "object": "upload",
                     *       "offset": 19,
                     *       "part_bytes": 8388608,
                     *       "sha256": "8445e6750fcafd23887cefa7b4ae47831ef7a6a9ab9135972738933cd19c511d",
                     *       "size_bytes": 19
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "created_at": "2026-11-26T21:51:07.062861Z",
                     *       "error": null,
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 0,
                     *         "warning": 0
                     *       },
                     *       "format": "csv",
                     *       "gzip": false,
                     *       "id": "ds_01m8cxeg9pkcfxw3gn5r48cmbt",
                     *       "links": {
                     *         "findings": "/v1/datasets/ds_01m8cxeg9pkcfxw3gn5r48cmbt/findings",
                     *         "preview": "/v1/datasets/ds_01m8cxeg9pkcfxw3gn5r48cmbt/preview",
                     *         "profile": "/v1/datasets/ds_01m8cxeg9pkcfxw3gn5r48cmbt/profile",
                     *         "self": "/v1/datasets/ds_01m8cxeg9pkcfxw3gn5r48cmbt"
                     *       },
                     *       "name": "grains.csv",
                     *       "num_columns": null,
                     *       "num_rows": null,
                     *       "object": "dataset",
                     *       "overrides": {},
                     *       "profile_job_id": "job_01m8cxeg9qn1z5k5szcy76bs2f",
                     *       "schema": null,
                     *       "series": null,
                     *       "sha256": "8445e6750fcafd23887cefa7b4ae47831ef7a6a9ab9135972738933cd19c511d",
                     *       "source_bytes": 19,
                     *       "status": "profiling"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "attempt": 1,
                     *           "best": {
                     *             "epoch": 5,
                     *             "metric": "validation_loss",
                     *             "value": 0.18293896372236917
                     *           },
                     *           "created_at": "2026-11-26T21:51:07.171045Z",
                     *           "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *           "error": null,
                     *           "findings_summary": {
                     *             "error": 0,
                     *             "info": 1,
                     *             "warning": 0
                     *           },
                     *           "finished_at": "2026-11-26T21:51:09.901398Z",
                     *           "id": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *           "kind": "train",
                     *           "last_event": 17,
                     *           "links": {
                     *             "cancel": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/cancel",
                     *             "dataset": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p",
                     *             "events": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/events",
                     *             "findings": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/findings",
                     *             "logs": "/v1/jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/logs",
                     *             "metrics": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/metrics",
                     *             "model_version": "/v1/models/rice/versions/1",
                     *             "retry": "/v1/jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/retry",
                     *             "self": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg"
                     *           },
                     *           "object": "job",
                     *           "parent_id": null,
                     *           "phase": "succeeded",
                     *           "priority": 5,
                     *           "progress": {
                     *             "epoch": 5,
                     *             "epochs": 5,
                     *             "eta_seconds": 0,
                     *             "fraction": 1,
                     *             "member": 0,
                     *             "members": 1,
                     *             "message": "published rice version 1"
                     *           },
                     *           "queue": null,
                     *           "resolved_config": {
                     *             "calibration": "auto",
                     *             "diagnosis": {
                     *               "enabled": true,
                     *               "on_error": {
                     *                 "error": "continue",
                     *                 "warning": "continue"
                     *               },
                     *               "probe_seconds": 2
                     *             },
                     *             "features": [
                     *               "Area",
                     *               "Perimeter",
                     *               "Major_Axis_Length",
                     *               "Minor_Axis_Length",
                     *               "Eccentricity",
                     *               "Convex_Area",
                     *               "Extent"
                     *             ],
                     *             "loss": {
                     *               "class_weights": "none",
                     *               "gamma": 2,
                     *               "label_smoothing": 0,
                     *               "name": "bce_with_logits",
                     *               "pos_weight": null
                     *             },
                     *             "model": {
                     *               "activation": "silu",
                     *               "batch_norm": false,
                     *               "dropout": 0,
                     *               "family": "mlp",
                     *               "hidden": [
                     *                 16
                     *               ],
                     *               "numeric_embedding": {
                     *                 "name": "none"
                     *               }
                     *             },
                     *             "optimizer": {
                     *               "learning_rate": 0.002,
                     *               "momentum": 0,
                     *               "name": "adamw",
                     *               "nesterov": false,
                     *               "only_matrices_decay": false,
                     *               "other_rate": 1,
                     *               "weight_decay": 0.01
                     *             },
                     *             "preprocessing": {
                     *               "augmentation": {
                     *                 "crop": 0,
                     *                 "flip": false,
                     *                 "rotation": 0,
                     *                 "scale": 0,
                     *                 "shift": 0
                     *               },
                     *               "categorical_encoding": "auto",
                     *               "embedding_width": "auto",
                     *               "image_size": "auto",
                     *               "max_categories": "auto",
                     *               "max_steps": "auto",
                     *               "min_category_count": 2,
                     *               "missing_categorical": "own_category",
                     *               "missing_numeric": "median",
                     *               "normalization": "standard",
                     *               "unseen_category": "warn"
                     *             },
                     *             "preset": "auto",
                     *             "schedule": {
                     *               "gamma": 0.1,
                     *               "interval": "epoch",
                     *               "name": "constant",
                     *               "patience": 5,
                     *               "step_size": 30,
                     *               "warmup": 0
                     *             },
                     *             "split": {
                     *               "folds": null,
                     *               "seed": 0,
                     *               "stratify": true,
                     *               "test_fraction": 0.2,
                     *               "test_rows": null,
                     *               "validation_fraction": 0.1
                     *             },
                     *             "target": "Class",
                     *             "threshold": 0.5,
                     *             "training": {
                     *               "batch_size": 64,
                     *               "device": "auto",
                     *               "early_stopping": null,
                     *               "ema_decay": null,
                     *               "epochs": 5,
                     *               "gradient_clip_norm": null,
                     *               "num_seeds": 1,
                     *               "precision": "auto",
                     *               "seed": 0
                     *             }
                     *           },
                     *           "result": {
                     *             "device": "cpu",
                     *             "epochs_run": 5,
                     *             "metrics": {
                     *               "baselines": {
                     *                 "base_rate": {
                     *                   "entropy": 0.6826912217946178,
                     *                   "log_loss": 0.6826912217946177
                     *                 },
                     *                 "logistic_regression": {
                     *                   "accuracy": 0.931758530183727,
                     *                   "brier": 0.055275508330620074,
                     *                   "converged": true,
                     *                   "ece": 0.02425458562385281,
                     *                   "log_loss": 0.1841016976827531,
                     *                   "macro_f1": 0.9302517162471395,
                     *                   "num_train_rows": 2667,
                     *                   "pr_auc": 0.9838471874825903,
                     *                   "roc_auc": 0.9788793831260202
                     *                 },
                     *                 "majority_class": {
                     *                   "accuracy": 0.5721784776902887,
                     *                   "label": "Osmancik",
                     *                   "macro_f1": 0.3639398998330551
                     *                 },
                     *                 "notes": []
                     *               },
                     *               "members": [
                     *                 {
                     *                   "best": {
                     *                     "epoch": 5,
                     *                     "metric": "validation_loss",
                     *                     "value": 0.18293896372236917
                     *                   },
                     *                   "epochs_run": 5,
                     *                   "fold": null,
                     *                   "num_parameters": 145,
                     *                   "number": 0,
                     *                   "seed": 0,
                     *                   "test": {
                     *                     "accuracy": 0.9173228346456693,
                     *                     "log_loss": 0.20034146024874055,
                     *                     "macro_f1": 0.9155957753932658,
                     *                     "roc_auc": 0.9761707097427814
                     *                   },
                     *                   "validation": {
                     *                     "accuracy": 0.9422572178477691,
                     *                     "log_loss": 0.1829389648854776,
                     *                     "macro_f1": 0.9410283109134913,
                     *                     "roc_auc": 0.9830021950807678
                     *                   }
                     *                 }
                     *               ],
                     *               "spread": null,
                     *               "test": {
                     *                 "accuracy": 0.9173228346456693,
                     *                 "brier": 0.06028685958795069,
                     *                 "confusion": [
                     *                   [
                     *                     295,
                     *                     31
                     *                   ],
                     *                   [
                     *                     32,
                     *                     404
                     *                   ]
                     *                 ],
                     *                 "ece": 0.021508728014143375,
                     *                 "log_loss": 0.20034146024874055,
                     *                 "macro_f1": 0.9155957753932658,
                     *                 "num_rows": 762,
                     *                 "per_class": [
                     *                   {
                     *                     "f1": 0.9035222052067381,
                     *                     "label": "Cammeo",
                     *                     "precision": 0.9021406727828746,
                     *                     "recall": 0.9049079754601227,
                     *                     "support": 326
                     *                   },
                     *                   {
                     *                     "f1": 0.9276693455797933,
                     *                     "label": "Osmancik",
                     *                     "precision": 0.9287356321839081,
                     *                     "recall": 0.926605504587156,
                     *                     "support": 436
                     *                   }
                     *                 ],
                     *                 "pr_auc": 0.9819291352517374,
                     *                 "roc_auc": 0.9761707097427814
                     *               },
                     *               "validation": {
                     *                 "accuracy": 0.9422572178477691,
                     *                 "brier": 0.04799342462926103,
                     *                 "confusion": [
                     *                   [
                     *                     152,
                     *                     11
                     *                   ],
                     *                   [
                     *                     11,
                     *                     207
                     *                   ]
                     *                 ],
                     *                 "ece": 0.022445635292103798,
                     *                 "log_loss": 0.16632915559856448,
                     *                 "macro_f1": 0.9410283109134913,
                     *                 "num_rows": 381,
                     *                 "per_class": [
                     *                   {
                     *                     "f1": 0.9325153374233128,
                     *                     "label": "Cammeo",
                     *                     "precision": 0.9325153374233128,
                     *                     "recall": 0.9325153374233128,
                     *                     "support": 163
                     *                   },
                     *                   {
                     *                     "f1": 0.9495412844036697,
                     *                     "label": "Osmancik",
                     *                     "precision": 0.9495412844036697,
                     *                     "recall": 0.9495412844036697,
                     *                     "support": 218
                     *                   }
                     *                 ],
                     *                 "pr_auc": 0.9883973790916866,
                     *                 "roc_auc": 0.9830021950807678
                     *               }
                     *             },
                     *             "model": "rice",
                     *             "model_version_id": "mv_01m8cxek25gc4jd2r9ncv29j0p",
                     *             "num_parameters": 145,
                     *             "seconds": 0.752,
                     *             "version": 1
                     *           },
                     *           "spec": {
                     *             "model_name": "rice",
                     *             "promote": true,
                     *             "spec": {
                     *               "calibration": "auto",
                     *               "diagnosis": {
                     *                 "enabled": true,
                     *                 "on_error": {
                     *                   "error": "continue",
                     *                   "warning": "continue"
                     *                 },
                     *                 "probe_seconds": 2
                     *               },
                     *               "features": "auto",
                     *               "loss": {
                     *                 "class_weights": "none",
                     *                 "gamma": 2,
                     *                 "label_smoothing": "auto",
                     *                 "name": "auto",
                     *                 "pos_weight": null
                     *               },
                     *               "model": {
                     *                 "activation": "auto",
                     *                 "batch_norm": false,
                     *                 "dropout": 0,
                     *                 "family": "mlp",
                     *                 "hidden": [
                     *                   16
                     *                 ],
                     *                 "numeric_embedding": {
                     *                   "name": "none"
                     *                 }
                     *               },
                     *               "optimizer": {
                     *                 "learning_rate": "auto",
                     *                 "momentum": 0,
                     *                 "name": "auto",
                     *                 "nesterov": false,
                     *                 "only_matrices_decay": "auto",
                     *                 "other_rate": "auto",
                     *                 "weight_decay": "auto"
                     *               },
                     *               "preprocessing": {
                     *                 "augmentation": "auto",
                     *                 "categorical_encoding": "auto",
                     *                 "embedding_width": "auto",
                     *                 "image_size": "auto",
                     *                 "max_categories": "auto",
                     *                 "max_steps": "auto",
                     *                 "min_category_count": 2,
                     *                 "missing_categorical": "auto",
                     *                 "missing_numeric": "auto",
                     *                 "normalization": "auto",
                     *                 "unseen_category": "warn"
                     *               },
                     *               "preset": "auto",
                     *               "schedule": {
                     *                 "gamma": 0.1,
                     *                 "interval": "epoch",
                     *                 "name": "auto",
                     *                 "patience": 5,
                     *                 "step_size": 30,
                     *                 "warmup": 0
                     *               },
                     *               "split": {
                     *                 "folds": null,
                     *                 "seed": 0,
                     *                 "stratify": true,
                     *                 "test_fraction": 0.2,
                     *                 "test_rows": null,
                     *                 "validation_fraction": 0.1
                     *               },
                     *               "target": "Class",
                     *               "threshold": 0.5,
                     *               "training": {
                     *                 "batch_size": "auto",
                     *                 "device": "auto",
                     *                 "early_stopping": "auto",
                     *                 "ema_decay": "auto",
                     *                 "epochs": 5,
                     *                 "gradient_clip_norm": null,
                     *                 "num_seeds": 1,
                     *                 "precision": "auto",
                     *                 "seed": 0
                     *               }
                     *             }
                     *           },
                     *           "started_at": "2026-11-26T21:51:07.219339Z",
                     *           "status": "succeeded",
                     *           "terminal": true,
                     *           "worker": {
                     *             "id": "worker-test"
                     *           }
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                /**
                 * @example {
                 *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                 *       "model_name": "rice",
                 *       "spec": {
                 *         "model": {
                 *           "family": "mlp",
                 *           "hidden": [
                 *             16
                 *           ]
                 *         },
                 *         "split": {
                 *           "folds": null
                 *         },
                 *         "target": "Class",
                 *         "training": {
                 *           "epochs": 5
                 *         }
                 *       }
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "attempt": 0,
                     *       "best": null,
                     *       "created_at": "2026-11-26T21:51:07.171045Z",
                     *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "error": null,
                     *       "findings": [],
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 0,
                     *         "warning": 0
                     *       },
                     *       "finished_at": null,
                     *       "id": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *       "kind": "train",
                     *       "last_event": 1,
                     *       "links": {
                     *         "cancel": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/cancel",
                     *         "dataset": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p",
                     *         "events": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/events",
                     *         "findings": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/findings",
                     *         "logs": "/v1/jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/logs",
                     *         "metrics": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/metrics",
                     *         "retry": "/v1/jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/retry",
                     *         "self": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg"
                     *       },
                     *       "object": "job",
                     *       "parent_id": null,
                     *       "phase": "queued",
                     *       "priority": 5,
                     *       "progress": {
                     *         "epoch": null,
                     *         "epochs": null,
                     *         "eta_seconds": null,
                     *         "fraction": 0,
                     *         "member": null,
                     *         "members": null,
                     *         "message": "waiting for a worker"
                     *       },
                     *       "queue": {
                     *         "position": 0
                     *       },
                     *       "resolved_config": {
                     *         "calibration": "auto",
                     *         "diagnosis": {
                     *           "enabled": true,
                     *           "on_error": {
                     *             "error": "continue",
                     *             "warning": "continue"
                     *           },
                     *           "probe_seconds": 2
                     *         },
                     *         "features": [
                     *           "Area",
                     *           "Perimeter",
                     *           "Major_Axis_Length",
                     *           "Minor_Axis_Length",
                     *           "Eccentricity",
                     *           "Convex_Area",
                     *           "Extent"
                     *         ],
                     *         "loss": {
                     *           "class_weights": "none",
                     *           "gamma": 2,
                     *           "label_smoothing": 0,
                     *           "name": "bce_with_logits",
                     *           "pos_weight": null
                     *         },
                     *         "model": {
                     *           "activation": "silu",
                     *           "batch_norm": false,
                     *           "dropout": 0,
                     *           "family": "mlp",
                     *           "hidden": [
                     *             16
                     *           ],
                     *           "numeric_embedding": {
                     *             "name": "none"
                     *           }
                     *         },
                     *         "optimizer": {
                     *           "learning_rate": 0.002,
                     *           "momentum": 0,
                     *           "name": "adamw",
                     *           "nesterov": false,
                     *           "only_matrices_decay": false,
                     *           "other_rate": 1,
                     *           "weight_decay": 0.01
                     *         },
                     *         "preprocessing": {
                     *           "augmentation": {
                     *             "crop": 0,
                     *             "flip": false,
                     *             "rotation": 0,
                     *             "scale": 0,
                     *             "shift": 0
                     *           },
                     *           "categorical_encoding": "auto",
                     *           "embedding_width": "auto",
                     *           "image_size": "auto",
                     *           "max_categories": "auto",
                     *           "max_steps": "auto",
                     *           "min_category_count": 2,
                     *           "missing_categorical": "own_category",
                     *           "missing_numeric": "median",
                     *           "normalization": "standard",
                     *           "unseen_category": "warn"
                     *         },
                     *         "preset": "auto",
                     *         "schedule": {
                     *           "gamma": 0.1,
                     *           "interval": "epoch",
                     *           "name": "constant",
                     *           "patience": 5,
                     *           "step_size": 30,
                     *           "warmup": 0
                     *         },
                     *         "split": {
                     *           "folds": null,
                     *           "seed": 0,
                     *           "stratify": true,
                     *           "test_fraction": 0.2,
                     *           "test_rows": null,
                     *           "validation_fraction": 0.1
                     *         },
                     *         "target": "Class",
                     *         "threshold": 0.5,
                     *         "training": {
                     *           "batch_size": 64,
                     *           "device": "auto",
                     *           "early_stopping": null,
                     *           "ema_decay": null,
                     *           "epochs": 5,
                     *           "gradient_clip_norm": null,
                     *           "num_seeds": 1,
                     *           "precision": "auto",
                     *           "seed": 0
                     *         }
                     *       },
                     *       "result": null,
                     *       "spec": {
                     *         "model_name": "rice",
                     *         "promote": true,
                     *         "spec": {
                     *           "calibration": "auto",
                     *           "diagnosis": {
                     *             "enabled": true,
                     *             "on_error": {
                     *               "error": "continue",
                     *               "warning": "continue"
                     *             },
                     *             "probe_seconds": 2
                     *           },
                     *           "features": "auto",
                     *           "loss": {
                     *             "class_weights": "none",
                     *             "gamma": 2,
                     *             "label_smoothing": "auto",
                     *             "name": "auto",
                     *             "pos_weight": null
                     *           },
                     *           "model": {
                     *             "activation": "auto",
                     *             "batch_norm": false,
                     *             "dropout": 0,
                     *             "family": "mlp",
                     *             "hidden": [
                     *               16
                     *             ],
                     *             "numeric_embedding": {
                     *               "name": "none"
                     *             }
                     *           },
                     *           "optimizer": {
                     *             "learning_rate": "auto",
                     *             "momentum": 0,
                     *             "name": "auto",
                     *             "nesterov": false,
                     *             "only_matrices_decay": "auto",
                     *             "other_rate": "auto",
                     *             "weight_decay": "auto"
                     *           },
                     *           "preprocessing": {
                     *             "augmentation": "auto",
                     *             "categorical_encoding": "auto",
                     *             "embedding_width": "auto",
                     *             "image_size": "auto",
                     *             "max_categories": "auto",
                     *             "max_steps": "auto",
                     *             "min_category_count": 2,
                     *             "missing_categorical": "auto",
                     *             "missing_numeric": "auto",
                     *             "normalization": "auto",
                     *             "unseen_category": "warn"
                     *           },
                     *           "preset": "auto",
                     *           "schedule": {
                     *             "gamma": 0.1,
                     *             "interval": "epoch",
                     *             "name": "auto",
                     *             "patience": 5,
                     *             "step_size": 30,
                     *             "warmup": 0
                     *           },
                     *           "split": {
                     *             "folds": null,
                     *             "seed": 0,
                     *             "stratify": true,
                     *             "test_fraction": 0.2,
                     *             "test_rows": null,
                     *             "validation_fraction": 0.1
                     *           },
                     *           "target": "Class",
                     *           "threshold": 0.5,
                     *           "training": {
                     *             "batch_size": "auto",
                     *             "device": "auto",
                     *             "early_stopping": "auto",
                     *             "ema_decay": "auto",
                     *             "epochs": 5,
                     *             "gradient_clip_norm": null,
                     *             "num_seeds": 1,
                     *             "precision": "auto",
                     *             "seed": 0
                     *           }
                     *         }
                     *       },
                     *       "started_at": null,
                     *       "status": "queued",
                     *       "terminal": false,
                     *       "worker": null
                     *     }
                     */
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
                /**
                 * @example {
                 *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                 *       "model_name": "rice",
                 *       "spec": {
                 *         "model": {
                 *           "family": "mlp",
                 *           "hidden": [
                 *             16
                 *           ]
                 *         },
                 *         "split": {
                 *           "folds": null
                 *         },
                 *         "target": "Class",
                 *         "training": {
                 *           "epochs": 5
                 *         }
                 *       }
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "checks_passed": [
                     *         "data.all_missing_column",
                     *         "data.missing",
                     *         "data.constant_column",
                     *         "data.id_like_column",
                     *         "data.text_column",
                     *         "data.sequences_unequal"
                     *       ],
                     *       "checks_skipped": [
                     *         {
                     *           "code": "data.split_overlap",
                     *           "reason": "It is made when a run splits the rows."
                     *         },
                     *         {
                     *           "code": "preflight.memory_estimate",
                     *           "reason": "How much memory the worker has is not known."
                     *         },
                     *         {
                     *           "code": "preflight.loss_head_mismatch",
                     *           "reason": "A dry run trains nothing, and this check needs a run."
                     *         },
                     *         {
                     *           "code": "preflight.one_batch_overfit_failed",
                     *           "reason": "A dry run trains nothing, and this check needs a run."
                     *         },
                     *         {
                     *           "code": "step0.input_scale",
                     *           "reason": "A dry run trains nothing, and this check needs a run."
                     *         },
                     *         {
                     *           "code": "step0.initial_loss",
                     *           "reason": "A dry run trains nothing, and this check needs a run."
                     *         }
                     *       ],
                     *       "code": null,
                     *       "detail": null,
                     *       "errors": [],
                     *       "estimate": {
                     *         "batch_bytes": 256032,
                     *         "input_kind": "table",
                     *         "input_shape": [
                     *           7
                     *         ],
                     *         "memory_bytes": 525190492,
                     *         "num_classes": 2,
                     *         "num_features": 7,
                     *         "num_members": 1,
                     *         "num_multiplications": 128,
                     *         "num_parameters": 145,
                     *         "num_steps": 210,
                     *         "num_train_rows": 2667,
                     *         "seconds": 0.031025650909090912
                     *       },
                     *       "findings": [
                     *         {
                     *           "code": "data.time_leak",
                     *           "column": null,
                     *           "docs": "docs/findings/data.time_leak.md",
                     *           "evidence": {
                     *             "explained": 0.9488045994402289,
                     *             "num_rows": 3810,
                     *             "warns_from": 0.3
                     *           },
                     *           "explanation": "When a row came explains 95% of the labels' variance. A random split puts neighbours in time on both sides, so its measures promise more than later rows will keep.",
                     *           "fix": null,
                     *           "id": "fnd_10f54d2640a6ca1a",
                     *           "phase": "data",
                     *           "severity": "info",
                     *           "suggestion": "Nothing to do for a random split. If new rows come later than these, name the last ones in split.test_rows.",
                     *           "title": "The order of the rows tells the label"
                     *         }
                     *       ],
                     *       "hint": null,
                     *       "resolved_config": {
                     *         "calibration": "auto",
                     *         "diagnosis": {
                     *           "enabled": true,
                     *           "on_error": {
                     *             "error": "continue",
                     *             "warning": "continue"
                     *           },
                     *           "probe_seconds": 2
                     *         },
                     *         "features": [
                     *           "Area",
                     *           "Perimeter",
                     *           "Major_Axis_Length",
                     *           "Minor_Axis_Length",
                     *           "Eccentricity",
                     *           "Convex_Area",
                     *           "Extent"
                     *         ],
                     *         "loss": {
                     *           "class_weights": "none",
                     *           "gamma": 2,
                     *           "label_smoothing": 0,
                     *           "name": "bce_with_logits",
                     *           "pos_weight": null
                     *         },
                     *         "model": {
                     *           "activation": "silu",
                     *           "batch_norm": false,
                     *           "dropout": 0,
                     *           "family": "mlp",
                     *           "hidden": [
                     *             16
                     *           ],
                     *           "numeric_embedding": {
                     *             "name": "none"
                     *           }
                     *         },
                     *         "optimizer": {
                     *           "learning_rate": 0.002,
                     *           "momentum": 0,
                     *           "name": "adamw",
                     *           "nesterov": false,
                     *           "only_matrices_decay": false,
                     *           "other_rate": 1,
                     *           "weight_decay": 0.01
                     *         },
                     *         "preprocessing": {
                     *           "augmentation": {
                     *             "crop": 0,
                     *             "flip": false,
                     *             "rotation": 0,
                     *             "scale": 0,
                     *             "shift": 0
                     *           },
                     *           "categorical_encoding": "auto",
                     *           "embedding_width": "auto",
                     *           "image_size": "auto",
                     *           "max_categories": "auto",
                     *           "max_steps": "auto",
                     *           "min_category_count": 2,
                     *           "missing_categorical": "own_category",
                     *           "missing_numeric": "median",
                     *           "normalization": "standard",
                     *           "unseen_category": "warn"
                     *         },
                     *         "preset": "auto",
                     *         "schedule": {
                     *           "gamma": 0.1,
                     *           "interval": "epoch",
                     *           "name": "constant",
                     *           "patience": 5,
                     *           "step_size": 30,
                     *           "warmup": 0
                     *         },
                     *         "split": {
                     *           "folds": null,
                     *           "seed": 0,
                     *           "stratify": true,
                     *           "test_fraction": 0.2,
                     *           "test_rows": null,
                     *           "validation_fraction": 0.1
                     *         },
                     *         "target": "Class",
                     *         "threshold": 0.5,
                     *         "training": {
                     *           "batch_size": 64,
                     *           "device": "auto",
                     *           "early_stopping": null,
                     *           "ema_decay": null,
                     *           "epochs": 5,
                     *           "gradient_clip_norm": null,
                     *           "num_seeds": 1,
                     *           "precision": "auto",
                     *           "seed": 0
                     *         }
                     *       },
                     *       "valid": true
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "attempt": 1,
                     *       "best": {
                     *         "epoch": 5,
                     *         "metric": "validation_loss",
                     *         "value": 0.18293896372236917
                     *       },
                     *       "created_at": "2026-11-26T21:51:07.171045Z",
                     *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "error": null,
                     *       "findings": [
                     *         {
                     *           "code": "data.time_leak",
                     *           "column": null,
                     *           "docs": "docs/findings/data.time_leak.md",
                     *           "evidence": {
                     *             "explained": 0.9488045994402289,
                     *             "num_rows": 3810,
                     *             "warns_from": 0.3
                     *           },
                     *           "explanation": "When a row came explains 95% of the labels' variance. A random split puts neighbours in time on both sides, so its measures promise more than later rows will keep.",
                     *           "fix": null,
                     *           "id": "fnd_10f54d2640a6ca1a",
                     *           "phase": "data",
                     *           "severity": "info",
                     *           "suggestion": "Nothing to do for a random split. If new rows come later than these, name the last ones in split.test_rows.",
                     *           "title": "The order of the rows tells the label"
                     *         }
                     *       ],
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 1,
                     *         "warning": 0
                     *       },
                     *       "finished_at": "2026-11-26T21:51:09.901398Z",
                     *       "id": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *       "kind": "train",
                     *       "last_event": 17,
                     *       "links": {
                     *         "cancel": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/cancel",
                     *         "dataset": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p",
                     *         "events": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/events",
                     *         "findings": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/findings",
                     *         "logs": "/v1/jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/logs",
                     *         "metrics": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/metrics",
                     *         "model_version": "/v1/models/rice/versions/1",
                     *         "retry": "/v1/jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/retry",
                     *         "self": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg"
                     *       },
                     *       "object": "job",
                     *       "parent_id": null,
                     *       "phase": "succeeded",
                     *       "priority": 5,
                     *       "progress": {
                     *         "epoch": 5,
                     *         "epochs": 5,
                     *         "eta_seconds": 0,
                     *         "fraction": 1,
                     *         "member": 0,
                     *         "members": 1,
                     *         "message": "published rice version 1"
                     *       },
                     *       "queue": null,
                     *       "resolved_config": {
                     *         "calibration": "auto",
                     *         "diagnosis": {
                     *           "enabled": true,
                     *           "on_error": {
                     *             "error": "continue",
                     *             "warning": "continue"
                     *           },
                     *           "probe_seconds": 2
                     *         },
                     *         "features": [
                     *           "Area",
                     *           "Perimeter",
                     *           "Major_Axis_Length",
                     *           "Minor_Axis_Length",
                     *           "Eccentricity",
                     *           "Convex_Area",
                     *           "Extent"
                     *         ],
                     *         "loss": {
                     *           "class_weights": "none",
                     *           "gamma": 2,
                     *           "label_smoothing": 0,
                     *           "name": "bce_with_logits",
                     *           "pos_weight": null
                     *         },
                     *         "model": {
                     *           "activation": "silu",
                     *           "batch_norm": false,
                     *           "dropout": 0,
                     *           "family": "mlp",
                     *           "hidden": [
                     *             16
                     *           ],
                     *           "numeric_embedding": {
                     *             "name": "none"
                     *           }
                     *         },
                     *         "optimizer": {
                     *           "learning_rate": 0.002,
                     *           "momentum": 0,
                     *           "name": "adamw",
                     *           "nesterov": false,
                     *           "only_matrices_decay": false,
                     *           "other_rate": 1,
                     *           "weight_decay": 0.01
                     *         },
                     *         "preprocessing": {
                     *           "augmentation": {
                     *             "crop": 0,
                     *             "flip": false,
                     *             "rotation": 0,
                     *             "scale": 0,
                     *             "shift": 0
                     *           },
                     *           "categorical_encoding": "auto",
                     *           "embedding_width": "auto",
                     *           "image_size": "auto",
                     *           "max_categories": "auto",
                     *           "max_steps": "auto",
                     *           "min_category_count": 2,
                     *           "missing_categorical": "own_category",
                     *           "missing_numeric": "median",
                     *           "normalization": "standard",
                     *           "unseen_category": "warn"
                     *         },
                     *         "preset": "auto",
                     *         "schedule": {
                     *           "gamma": 0.1,
                     *           "interval": "epoch",
                     *           "name": "constant",
                     *           "patience": 5,
                     *           "step_size": 30,
                     *           "warmup": 0
                     *         },
                     *         "split": {
                     *           "folds": null,
                     *           "seed": 0,
                     *           "stratify": true,
                     *           "test_fraction": 0.2,
                     *           "test_rows": null,
                     *           "validation_fraction": 0.1
                     *         },
                     *         "target": "Class",
                     *         "threshold": 0.5,
                     *         "training": {
                     *           "batch_size": 64,
                     *           "device": "auto",
                     *           "early_stopping": null,
                     *           "ema_decay": null,
                     *           "epochs": 5,
                     *           "gradient_clip_norm": null,
                     *           "num_seeds": 1,
                     *           "precision": "auto",
                     *           "seed": 0
                     *         }
                     *       },
                     *       "result": {
                     *         "device": "cpu",
                     *         "epochs_run": 5,
                     *         "metrics": {
                     *           "baselines": {
                     *             "base_rate": {
                     *               "entropy": 0.6826912217946178,
                     *               "log_loss": 0.6826912217946177
                     *             },
                     *             "logistic_regression": {
                     *               "accuracy": 0.931758530183727,
                     *               "brier": 0.055275508330620074,
                     *               "converged": true,
                     *               "ece": 0.02425458562385281,
                     *               "log_loss": 0.1841016976827531,
                     *               "macro_f1": 0.9302517162471395,
                     *               "num_train_rows": 2667,
                     *               "pr_auc": 0.9838471874825903,
                     *               "roc_auc": 0.9788793831260202
                     *             },
                     *             "majority_class": {
                     *               "accuracy": 0.5721784776902887,
                     *               "label": "Osmancik",
                     *               "macro_f1": 0.3639398998330551
                     *             },
                     *             "notes": []
                     *           },
                     *           "members": [
                     *             {
                     *               "best": {
                     *                 "epoch": 5,
                     *                 "metric": "validation_loss",
                     *                 "value": 0.18293896372236917
                     *               },
                     *               "epochs_run": 5,
                     *               "fold": null,
                     *               "num_parameters": 145,
                     *               "number": 0,
                     *               "seed": 0,
                     *               "test": {
                     *                 "accuracy": 0.9173228346456693,
                     *                 "log_loss": 0.20034146024874055,
                     *                 "macro_f1": 0.9155957753932658,
                     *                 "roc_auc": 0.9761707097427814
                     *               },
                     *               "validation": {
                     *                 "accuracy": 0.9422572178477691,
                     *                 "log_loss": 0.1829389648854776,
                     *                 "macro_f1": 0.9410283109134913,
                     *                 "roc_auc": 0.9830021950807678
                     *               }
                     *             }
                     *           ],
                     *           "spread": null,
                     *           "test": {
                     *             "accuracy": 0.9173228346456693,
                     *             "brier": 0.06028685958795069,
                     *             "confusion": [
                     *               [
                     *                 295,
                     *                 31
                     *               ],
                     *               [
                     *                 32,
                     *                 404
                     *               ]
                     *             ],
                     *             "ece": 0.021508728014143375,
                     *             "log_loss": 0.20034146024874055,
                     *             "macro_f1": 0.9155957753932658,
                     *             "num_rows": 762,
                     *             "per_class": [
                     *               {
                     *                 "f1": 0.9035222052067381,
                     *                 "label": "Cammeo",
                     *                 "precision": 0.9021406727828746,
                     *                 "recall": 0.9049079754601227,
                     *                 "support": 326
                     *               },
                     *               {
                     *                 "f1": 0.9276693455797933,
                     *                 "label": "Osmancik",
                     *                 "precision": 0.9287356321839081,
                     *                 "recall": 0.926605504587156,
                     *                 "support": 436
                     *               }
                     *             ],
                     *             "pr_auc": 0.9819291352517374,
                     *             "roc_auc": 0.9761707097427814
                     *           },
                     *           "validation": {
                     *             "accuracy": 0.9422572178477691,
                     *             "brier": 0.04799342462926103,
                     *             "confusion": [
                     *               [
                     *                 152,
                     *                 11
                     *               ],
                     *               [
                     *                 11,
                     *                 207
                     *               ]
                     *             ],
                     *             "ece": 0.022445635292103798,
                     *             "log_loss": 0.16632915559856448,
                     *             "macro_f1": 0.9410283109134913,
                     *             "num_rows": 381,
                     *             "per_class": [
                     *               {
                     *                 "f1": 0.9325153374233128,
                     *                 "label": "Cammeo",
                     *                 "precision": 0.9325153374233128,
                     *                 "recall": 0.9325153374233128,
                     *                 "support": 163
                     *               },
                     *               {
                     *                 "f1": 0.9495412844036697,
                     *                 "label": "Osmancik",
                     *                 "precision": 0.9495412844036697,
                     *                 "recall": 0.9495412844036697,
                     *                 "support": 218
                     *               }
                     *             ],
                     *             "pr_auc": 0.9883973790916866,
                     *             "roc_auc": 0.9830021950807678
                     *           }
                     *         },
                     *         "model": "rice",
                     *         "model_version_id": "mv_01m8cxek25gc4jd2r9ncv29j0p",
                     *         "num_parameters": 145,
                     *         "seconds": 0.752,
                     *         "version": 1
                     *       },
                     *       "spec": {
                     *         "model_name": "rice",
                     *         "promote": true,
                     *         "spec": {
                     *           "calibration": "auto",
                     *           "diagnosis": {
                     *             "enabled": true,
                     *             "on_error": {
                     *               "error": "continue",
                     *               "warning": "continue"
                     *             },
                     *             "probe_seconds": 2
                     *           },
                     *           "features": "auto",
                     *           "loss": {
                     *             "class_weights": "none",
                     *             "gamma": 2,
                     *             "label_smoothing": "auto",
                     *             "name": "auto",
                     *             "pos_weight": null
                     *           },
                     *           "model": {
                     *             "activation": "auto",
                     *             "batch_norm": false,
                     *             "dropout": 0,
                     *             "family": "mlp",
                     *             "hidden": [
                     *               16
                     *             ],
                     *             "numeric_embedding": {
                     *               "name": "none"
                     *             }
                     *           },
                     *           "optimizer": {
                     *             "learning_rate": "auto",
                     *             "momentum": 0,
                     *             "name": "auto",
                     *             "nesterov": false,
                     *             "only_matrices_decay": "auto",
                     *             "other_rate": "auto",
                     *             "weight_decay": "auto"
                     *           },
                     *           "preprocessing": {
                     *             "augmentation": "auto",
                     *             "categorical_encoding": "auto",
                     *             "embedding_width": "auto",
                     *             "image_size": "auto",
                     *             "max_categories": "auto",
                     *             "max_steps": "auto",
                     *             "min_category_count": 2,
                     *             "missing_categorical": "auto",
                     *             "missing_numeric": "auto",
                     *             "normalization": "auto",
                     *             "unseen_category": "warn"
                     *           },
                     *           "preset": "auto",
                     *           "schedule": {
                     *             "gamma": 0.1,
                     *             "interval": "epoch",
                     *             "name": "auto",
                     *             "patience": 5,
                     *             "step_size": 30,
                     *             "warmup": 0
                     *           },
                     *           "split": {
                     *             "folds": null,
                     *             "seed": 0,
                     *             "stratify": true,
                     *             "test_fraction": 0.2,
                     *             "test_rows": null,
                     *             "validation_fraction": 0.1
                     *           },
                     *           "target": "Class",
                     *           "threshold": 0.5,
                     *           "training": {
                     *             "batch_size": "auto",
                     *             "device": "auto",
                     *             "early_stopping": "auto",
                     *             "ema_decay": "auto",
                     *             "epochs": 5,
                     *             "gradient_clip_norm": null,
                     *             "num_seeds": 1,
                     *             "precision": "auto",
                     *             "seed": 0
                     *           }
                     *         }
                     *       },
                     *       "started_at": "2026-11-26T21:51:07.219339Z",
                     *       "status": "succeeded",
                     *       "terminal": true,
                     *       "worker": {
                     *         "id": "worker-test"
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "at": "2026-11-26T21:51:07.172343Z",
                     *           "data": {
                     *             "phase": "queued",
                     *             "request_id": "req_01m8cxegcs6cthvqzpb3ryf63v",
                     *             "status": "queued"
                     *           },
                     *           "id": 1,
                     *           "type": "state"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:07.224889Z",
                     *           "data": {
                     *             "attempt": 1,
                     *             "phase": "starting",
                     *             "status": "running"
                     *           },
                     *           "id": 2,
                     *           "type": "state"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:09.586244Z",
                     *           "data": {
                     *             "code": "data.time_leak",
                     *             "column": null,
                     *             "docs": "docs/findings/data.time_leak.md",
                     *             "evidence": {
                     *               "explained": 0.9488045994402289,
                     *               "num_rows": 3810,
                     *               "warns_from": 0.3
                     *             },
                     *             "explanation": "When a row came explains 95% of the labels' variance. A random split puts neighbours in time on both sides, so its measures promise more than later rows will keep.",
                     *             "fix": null,
                     *             "id": "fnd_10f54d2640a6ca1a",
                     *             "phase": "data",
                     *             "severity": "info",
                     *             "suggestion": "Nothing to do for a random split. If new rows come later than these, name the last ones in split.test_rows.",
                     *             "title": "The order of the rows tells the label"
                     *           },
                     *           "id": 3,
                     *           "type": "finding"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:09.601150Z",
                     *           "data": {
                     *             "message": "preflight",
                     *             "phase": "preflight",
                     *             "status": "running"
                     *           },
                     *           "id": 4,
                     *           "type": "state"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:09.634002Z",
                     *           "data": {
                     *             "attempt": 1,
                     *             "epoch": 0,
                     *             "gradient_norm": null,
                     *             "learning_rate": 0.002,
                     *             "member": 0,
                     *             "seconds": 0.0010836520013981499,
                     *             "train_accuracy": 0.145,
                     *             "train_loss": 0.7771817016601562,
                     *             "validation_accuracy": 0.13910761154855644,
                     *             "validation_loss": 0.7771471879613681
                     *           },
                     *           "id": 5,
                     *           "type": "metric"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:09.634009Z",
                     *           "data": {
                     *             "epoch": 0,
                     *             "epochs": 5,
                     *             "eta_seconds": null,
                     *             "fraction": 0,
                     *             "member": 0,
                     *             "members": 1,
                     *             "message": "epoch 0 of 5"
                     *           },
                     *           "id": 6,
                     *           "type": "progress"
                     *         }
                     *       ],
                     *       "has_more": true,
                     *       "next_cursor": 8,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "attempt": 0,
                     *       "best": null,
                     *       "created_at": "2026-11-26T21:51:10.743587Z",
                     *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "error": null,
                     *       "findings": [],
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 0,
                     *         "warning": 0
                     *       },
                     *       "finished_at": "2026-11-26T21:51:10.764123Z",
                     *       "id": "job_01m8cxekwqvksn8yw5571tye6s",
                     *       "kind": "train",
                     *       "last_event": 3,
                     *       "links": {
                     *         "cancel": "/v1/training-jobs/job_01m8cxekwqvksn8yw5571tye6s/cancel",
                     *         "dataset": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p",
                     *         "events": "/v1/training-jobs/job_01m8cxekwqvksn8yw5571tye6s/events",
                     *         "findings": "/v1/training-jobs/job_01m8cxekwqvksn8yw5571tye6s/findings",
                     *         "logs": "/v1/jobs/job_01m8cxekwqvksn8yw5571tye6s/logs",
                     *         "metrics": "/v1/training-jobs/job_01m8cxekwqvksn8yw5571tye6s/metrics",
                     *         "retry": "/v1/jobs/job_01m8cxekwqvksn8yw5571tye6s/retry",
                     *         "self": "/v1/training-jobs/job_01m8cxekwqvksn8yw5571tye6s"
                     *       },
                     *       "object": "job",
                     *       "parent_id": null,
                     *       "phase": "cancelled",
                     *       "priority": 5,
                     *       "progress": {
                     *         "epoch": null,
                     *         "epochs": null,
                     *         "eta_seconds": null,
                     *         "fraction": 0,
                     *         "member": null,
                     *         "members": null,
                     *         "message": "waiting for a worker"
                     *       },
                     *       "queue": null,
                     *       "resolved_config": {
                     *         "calibration": "auto",
                     *         "diagnosis": {
                     *           "enabled": true,
                     *           "on_error": {
                     *             "error": "continue",
                     *             "warning": "continue"
                     *           },
                     *           "probe_seconds": 2
                     *         },
                     *         "features": [
                     *           "Area",
                     *           "Perimeter",
                     *           "Major_Axis_Length",
                     *           "Minor_Axis_Length",
                     *           "Eccentricity",
                     *           "Convex_Area",
                     *           "Extent"
                     *         ],
                     *         "loss": {
                     *           "class_weights": "none",
                     *           "gamma": 2,
                     *           "label_smoothing": 0,
                     *           "name": "bce_with_logits",
                     *           "pos_weight": null
                     *         },
                     *         "model": {
                     *           "activation": "silu",
                     *           "batch_norm": false,
                     *           "dropout": 0,
                     *           "family": "mlp",
                     *           "hidden": [
                     *             16
                     *           ],
                     *           "numeric_embedding": {
                     *             "name": "none"
                     *           }
                     *         },
                     *         "optimizer": {
                     *           "learning_rate": 0.002,
                     *           "momentum": 0,
                     *           "name": "adamw",
                     *           "nesterov": false,
                     *           "only_matrices_decay": false,
                     *           "other_rate": 1,
                     *           "weight_decay": 0.01
                     *         },
                     *         "preprocessing": {
                     *           "augmentation": {
                     *             "crop": 0,
                     *             "flip": false,
                     *             "rotation": 0,
                     *             "scale": 0,
                     *             "shift": 0
                     *           },
                     *           "categorical_encoding": "auto",
                     *           "embedding_width": "auto",
                     *           "image_size": "auto",
                     *           "max_categories": "auto",
                     *           "max_steps": "auto",
                     *           "min_category_count": 2,
                     *           "missing_categorical": "own_category",
                     *           "missing_numeric": "median",
                     *           "normalization": "standard",
                     *           "unseen_category": "warn"
                     *         },
                     *         "preset": "auto",
                     *         "schedule": {
                     *           "gamma": 0.1,
                     *           "interval": "epoch",
                     *           "name": "constant",
                     *           "patience": 5,
                     *           "step_size": 30,
                     *           "warmup": 0
                     *         },
                     *         "split": {
                     *           "folds": null,
                     *           "seed": 0,
                     *           "stratify": true,
                     *           "test_fraction": 0.2,
                     *           "test_rows": null,
                     *           "validation_fraction": 0.1
                     *         },
                     *         "target": "Class",
                     *         "threshold": 0.5,
                     *         "training": {
                     *           "batch_size": 64,
                     *           "device": "auto",
                     *           "early_stopping": null,
                     *           "ema_decay": null,
                     *           "epochs": 5,
                     *           "gradient_clip_norm": null,
                     *           "num_seeds": 1,
                     *           "precision": "auto",
                     *           "seed": 0
                     *         }
                     *       },
                     *       "result": null,
                     *       "spec": {
                     *         "model_name": "rice",
                     *         "promote": true,
                     *         "spec": {
                     *           "calibration": "auto",
                     *           "diagnosis": {
                     *             "enabled": true,
                     *             "on_error": {
                     *               "error": "continue",
                     *               "warning": "continue"
                     *             },
                     *             "probe_seconds": 2
                     *           },
                     *           "features": "auto",
                     *           "loss": {
                     *             "class_weights": "none",
                     *             "gamma": 2,
                     *             "label_smoothing": "auto",
                     *             "name": "auto",
                     *             "pos_weight": null
                     *           },
                     *           "model": {
                     *             "activation": "auto",
                     *             "batch_norm": false,
                     *             "dropout": 0,
                     *             "family": "mlp",
                     *             "hidden": [
                     *               16
                     *             ],
                     *             "numeric_embedding": {
                     *               "name": "none"
                     *             }
                     *           },
                     *           "optimizer": {
                     *             "learning_rate": "auto",
                     *             "momentum": 0,
                     *             "name": "auto",
                     *             "nesterov": false,
                     *             "only_matrices_decay": "auto",
                     *             "other_rate": "auto",
                     *             "weight_decay": "auto"
                     *           },
                     *           "preprocessing": {
                     *             "augmentation": "auto",
                     *             "categorical_encoding": "auto",
                     *             "embedding_width": "auto",
                     *             "image_size": "auto",
                     *             "max_categories": "auto",
                     *             "max_steps": "auto",
                     *             "min_category_count": 2,
                     *             "missing_categorical": "auto",
                     *             "missing_numeric": "auto",
                     *             "normalization": "auto",
                     *             "unseen_category": "warn"
                     *           },
                     *           "preset": "auto",
                     *           "schedule": {
                     *             "gamma": 0.1,
                     *             "interval": "epoch",
                     *             "name": "auto",
                     *             "patience": 5,
                     *             "step_size": 30,
                     *             "warmup": 0
                     *           },
                     *           "split": {
                     *             "folds": null,
                     *             "seed": 0,
                     *             "stratify": true,
                     *             "test_fraction": 0.2,
                     *             "test_rows": null,
                     *             "validation_fraction": 0.1
                     *           },
                     *           "target": "Class",
                     *           "threshold": 0.5,
                     *           "training": {
                     *             "batch_size": "auto",
                     *             "device": "auto",
                     *             "early_stopping": "auto",
                     *             "ema_decay": "auto",
                     *             "epochs": 5,
                     *             "gradient_clip_norm": null,
                     *             "num_seeds": 1,
                     *             "precision": "auto",
                     *             "seed": 0
                     *           }
                     *         }
                     *       },
                     *       "started_at": null,
                     *       "status": "cancelled",
                     *       "terminal": true,
                     *       "worker": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "base_rate_entropy": 0.6826912217946178,
                     *       "baselines": {
                     *         "base_rate": {
                     *           "entropy": 0.6826912217946178,
                     *           "log_loss": 0.6826912217946177
                     *         },
                     *         "logistic_regression": {
                     *           "accuracy": 0.931758530183727,
                     *           "brier": 0.055275508330620074,
                     *           "converged": true,
                     *           "ece": 0.02425458562385281,
                     *           "log_loss": 0.1841016976827531,
                     *           "macro_f1": 0.9302517162471395,
                     *           "num_train_rows": 2667,
                     *           "pr_auc": 0.9838471874825903,
                     *           "roc_auc": 0.9788793831260202
                     *         },
                     *         "majority_class": {
                     *           "accuracy": 0.5721784776902887,
                     *           "label": "Osmancik",
                     *           "macro_f1": 0.3639398998330551
                     *         },
                     *         "notes": []
                     *       },
                     *       "epochs": [
                     *         {
                     *           "attempt": 1,
                     *           "epoch": 0,
                     *           "gradient_norm": null,
                     *           "learning_rate": 0.002,
                     *           "member": 0,
                     *           "seconds": 0.0010836520013981499,
                     *           "train_accuracy": 0.145,
                     *           "train_loss": 0.7771817016601562,
                     *           "validation_accuracy": 0.13910761154855644,
                     *           "validation_loss": 0.7771471879613681
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "epoch": 1,
                     *           "gradient_norm": 0.38386741438209465,
                     *           "learning_rate": 0.002,
                     *           "member": 0,
                     *           "seconds": 0.009038987001986243,
                     *           "train_accuracy": 0.9025,
                     *           "train_loss": 0.542838623046875,
                     *           "validation_accuracy": 0.905511811023622,
                     *           "validation_loss": 0.544630516232468
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "epoch": 2,
                     *           "gradient_norm": 0.3421767342894849,
                     *           "learning_rate": 0.002,
                     *           "member": 0,
                     *           "seconds": 0.003917367001122329,
                     *           "train_accuracy": 0.91,
                     *           "train_loss": 0.34469061279296875,
                     *           "validation_accuracy": 0.9212598425196851,
                     *           "validation_loss": 0.3452398345226378
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "epoch": 3,
                     *           "gradient_norm": 0.21446075598508757,
                     *           "learning_rate": 0.002,
                     *           "member": 0,
                     *           "seconds": 0.00231235999672208,
                     *           "train_accuracy": 0.913,
                     *           "train_loss": 0.24932539367675782,
                     *           "validation_accuracy": 0.926509186351706,
                     *           "validation_loss": 0.2424394101921342
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "epoch": 4,
                     *           "gradient_norm": 0.13771259313114448,
                     *           "learning_rate": 0.002,
                     *           "member": 0,
                     *           "seconds": 0.0024876109964679927,
                     *           "train_accuracy": 0.9175,
                     *           "train_loss": 0.21461433410644531,
                     *           "validation_accuracy": 0.9343832020997376,
                     *           "validation_loss": 0.20143598020858966
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "epoch": 5,
                     *           "gradient_norm": 0.10116343864639334,
                     *           "learning_rate": 0.002,
                     *           "member": 0,
                     *           "seconds": 0.001741961998050101,
                     *           "train_accuracy": 0.9165,
                     *           "train_loss": 0.2004922332763672,
                     *           "validation_accuracy": 0.9422572178477691,
                     *           "validation_loss": 0.18293896372236917
                     *         }
                     *       ],
                     *       "evaluation": {
                     *         "test": {
                     *           "accuracy": 0.9173228346456693,
                     *           "brier": 0.06028685958795069,
                     *           "confusion": [
                     *             [
                     *               295,
                     *               31
                     *             ],
                     *             [
                     *               32,
                     *               404
                     *             ]
                     *           ],
                     *           "ece": 0.021508728014143375,
                     *           "log_loss": 0.20034146024874055,
                     *           "macro_f1": 0.9155957753932658,
                     *           "num_rows": 762,
                     *           "per_class": [
                     *             {
                     *               "f1": 0.9035222052067381,
                     *               "label": "Cammeo",
                     *               "precision": 0.9021406727828746,
                     *               "recall": 0.9049079754601227,
                     *               "support": 326
                     *             },
                     *             {
                     *               "f1": 0.9276693455797933,
                     *               "label": "Osmancik",
                     *               "precision": 0.9287356321839081,
                     *               "recall": 0.926605504587156,
                     *               "support": 436
                     *             }
                     *           ],
                     *           "pr_auc": 0.9819291352517374,
                     *           "roc_auc": 0.9761707097427814
                     *         },
                     *         "validation": {
                     *           "accuracy": 0.9422572178477691,
                     *           "brier": 0.04799342462926103,
                     *           "confusion": [
                     *             [
                     *               152,
                     *               11
                     *             ],
                     *             [
                     *               11,
                     *               207
                     *             ]
                     *           ],
                     *           "ece": 0.022445635292103798,
                     *           "log_loss": 0.16632915559856448,
                     *           "macro_f1": 0.9410283109134913,
                     *           "num_rows": 381,
                     *           "per_class": [
                     *             {
                     *               "f1": 0.9325153374233128,
                     *               "label": "Cammeo",
                     *               "precision": 0.9325153374233128,
                     *               "recall": 0.9325153374233128,
                     *               "support": 163
                     *             },
                     *             {
                     *               "f1": 0.9495412844036697,
                     *               "label": "Osmancik",
                     *               "precision": 0.9495412844036697,
                     *               "recall": 0.9495412844036697,
                     *               "support": 218
                     *             }
                     *           ],
                     *           "pr_auc": 0.9883973790916866,
                     *           "roc_auc": 0.9830021950807678
                     *         }
                     *       },
                     *       "job_id": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *       "last_event": 17,
                     *       "majority_accuracy": 0.5721784776902887,
                     *       "num_epochs": 6,
                     *       "object": "training_metrics"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "checks_passed": [
                     *         "data.all_missing_column",
                     *         "data.missing",
                     *         "data.constant_column",
                     *         "data.id_like_column",
                     *         "data.text_column",
                     *         "data.sequences_unequal"
                     *       ],
                     *       "checks_skipped": [
                     *         {
                     *           "code": "training.saturated_activations",
                     *           "reason": "The network has no activations with two ends."
                     *         },
                     *         {
                     *           "code": "training.oscillation",
                     *           "reason": "Under 8 epochs were trained."
                     *         },
                     *         {
                     *           "code": "training.stopped_too_early",
                     *           "reason": "The run does not stop early."
                     *         }
                     *       ],
                     *       "findings": [
                     *         {
                     *           "code": "data.time_leak",
                     *           "column": null,
                     *           "docs": "docs/findings/data.time_leak.md",
                     *           "evidence": {
                     *             "explained": 0.9488045994402289,
                     *             "num_rows": 3810,
                     *             "warns_from": 0.3
                     *           },
                     *           "explanation": "When a row came explains 95% of the labels' variance. A random split puts neighbours in time on both sides, so its measures promise more than later rows will keep.",
                     *           "fix": null,
                     *           "id": "fnd_10f54d2640a6ca1a",
                     *           "phase": "data",
                     *           "severity": "info",
                     *           "suggestion": "Nothing to do for a random split. If new rows come later than these, name the last ones in split.test_rows.",
                     *           "title": "The order of the rows tells the label"
                     *         }
                     *       ],
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 1,
                     *         "warning": 0
                     *       },
                     *       "job_id": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *       "object": "findings",
                     *       "status": "succeeded"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "attempt": 0,
                     *       "best": null,
                     *       "created_at": "2026-11-26T21:51:10.631027Z",
                     *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "error": null,
                     *       "findings": [],
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 0,
                     *         "warning": 0
                     *       },
                     *       "finished_at": null,
                     *       "id": "job_01m8cxeks67rana2yq9bb9g51w",
                     *       "kind": "train",
                     *       "last_event": 1,
                     *       "links": {
                     *         "cancel": "/v1/training-jobs/job_01m8cxeks67rana2yq9bb9g51w/cancel",
                     *         "dataset": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p",
                     *         "events": "/v1/training-jobs/job_01m8cxeks67rana2yq9bb9g51w/events",
                     *         "findings": "/v1/training-jobs/job_01m8cxeks67rana2yq9bb9g51w/findings",
                     *         "logs": "/v1/jobs/job_01m8cxeks67rana2yq9bb9g51w/logs",
                     *         "metrics": "/v1/training-jobs/job_01m8cxeks67rana2yq9bb9g51w/metrics",
                     *         "parent": "/v1/training-jobs/job_01m8cxekfh6twy0dhngdpsmskg",
                     *         "retry": "/v1/jobs/job_01m8cxeks67rana2yq9bb9g51w/retry",
                     *         "self": "/v1/training-jobs/job_01m8cxeks67rana2yq9bb9g51w"
                     *       },
                     *       "object": "job",
                     *       "parent_id": "job_01m8cxekfh6twy0dhngdpsmskg",
                     *       "phase": "queued",
                     *       "priority": 5,
                     *       "progress": {
                     *         "epoch": null,
                     *         "epochs": null,
                     *         "eta_seconds": null,
                     *         "fraction": 0,
                     *         "member": null,
                     *         "members": null,
                     *         "message": "waiting for a worker"
                     *       },
                     *       "queue": {
                     *         "position": 0
                     *       },
                     *       "resolved_config": {
                     *         "calibration": "auto",
                     *         "diagnosis": {
                     *           "enabled": true,
                     *           "on_error": {
                     *             "error": "continue",
                     *             "warning": "continue"
                     *           },
                     *           "probe_seconds": 2
                     *         },
                     *         "features": [
                     *           "Area",
                     *           "Perimeter",
                     *           "Major_Axis_Length",
                     *           "Minor_Axis_Length",
                     *           "Eccentricity",
                     *           "Convex_Area",
                     *           "Extent"
                     *         ],
                     *         "loss": {
                     *           "class_weights": "none",
                     *           "gamma": 2,
                     *           "label_smoothing": 0,
                     *           "name": "bce_with_logits",
                     *           "pos_weight": null
                     *         },
                     *         "model": {
                     *           "activation": "silu",
                     *           "batch_norm": false,
                     *           "dropout": 0,
                     *           "family": "mlp",
                     *           "hidden": [
                     *             16
                     *           ],
                     *           "numeric_embedding": {
                     *             "name": "none"
                     *           }
                     *         },
                     *         "optimizer": {
                     *           "learning_rate": 0.002,
                     *           "momentum": 0,
                     *           "name": "adam",
                     *           "nesterov": false,
                     *           "only_matrices_decay": false,
                     *           "other_rate": 1,
                     *           "weight_decay": 0
                     *         },
                     *         "preprocessing": {
                     *           "augmentation": {
                     *             "crop": 0,
                     *             "flip": false,
                     *             "rotation": 0,
                     *             "scale": 0,
                     *             "shift": 0
                     *           },
                     *           "categorical_encoding": "auto",
                     *           "embedding_width": "auto",
                     *           "image_size": "auto",
                     *           "max_categories": "auto",
                     *           "max_steps": "auto",
                     *           "min_category_count": 2,
                     *           "missing_categorical": "own_category",
                     *           "missing_numeric": "median",
                     *           "normalization": "standard",
                     *           "unseen_category": "warn"
                     *         },
                     *         "preset": "auto",
                     *         "schedule": {
                     *           "gamma": 0.1,
                     *           "interval": "epoch",
                     *           "name": "constant",
                     *           "patience": 5,
                     *           "step_size": 30,
                     *           "warmup": 0
                     *         },
                     *         "split": {
                     *           "folds": null,
                     *           "seed": 0,
                     *           "stratify": true,
                     *           "test_fraction": 0.2,
                     *           "test_rows": null,
                     *           "validation_fraction": 0.1
                     *         },
                     *         "target": "Class",
                     *         "threshold": 0.5,
                     *         "training": {
                     *           "batch_size": 64,
                     *           "device": "auto",
                     *           "early_stopping": null,
                     *           "ema_decay": null,
                     *           "epochs": 5,
                     *           "gradient_clip_norm": null,
                     *           "num_seeds": 1,
                     *           "precision": "auto",
                     *           "seed": 0
                     *         }
                     *       },
                     *       "result": null,
                     *       "spec": {
                     *         "applied_finding": {
                     *           "code": "preflight.one_batch_overfit_failed",
                     *           "fix": [
                     *             {
                     *               "op": "add",
                     *               "path": "/optimizer/learning_rate",
                     *               "value": "auto"
                     *             }
                     *           ],
                     *           "id": "fnd_0efdda400f551a29",
                     *           "title": "The network cannot learn even 32 rows"
                     *         },
                     *         "model_name": "rice",
                     *         "promote": true,
                     *         "spec": {
                     *           "calibration": "auto",
                     *           "diagnosis": {
                     *             "enabled": true,
                     *             "on_error": {
                     *               "error": "continue",
                     *               "warning": "continue"
                     *             },
                     *             "probe_seconds": 2
                     *           },
                     *           "features": "auto",
                     *           "loss": {
                     *             "class_weights": "none",
                     *             "gamma": 2,
                     *             "label_smoothing": "auto",
                     *             "name": "auto",
                     *             "pos_weight": null
                     *           },
                     *           "model": {
                     *             "activation": "auto",
                     *             "batch_norm": false,
                     *             "dropout": 0,
                     *             "family": "mlp",
                     *             "hidden": [
                     *               16
                     *             ],
                     *             "numeric_embedding": {
                     *               "name": "none"
                     *             }
                     *           },
                     *           "optimizer": {
                     *             "learning_rate": "auto",
                     *             "momentum": 0,
                     *             "name": "adam",
                     *             "nesterov": false,
                     *             "only_matrices_decay": "auto",
                     *             "other_rate": "auto",
                     *             "weight_decay": "auto"
                     *           },
                     *           "preprocessing": {
                     *             "augmentation": "auto",
                     *             "categorical_encoding": "auto",
                     *             "embedding_width": "auto",
                     *             "image_size": "auto",
                     *             "max_categories": "auto",
                     *             "max_steps": "auto",
                     *             "min_category_count": 2,
                     *             "missing_categorical": "auto",
                     *             "missing_numeric": "auto",
                     *             "normalization": "auto",
                     *             "unseen_category": "warn"
                     *           },
                     *           "preset": "auto",
                     *           "schedule": {
                     *             "gamma": 0.1,
                     *             "interval": "epoch",
                     *             "name": "auto",
                     *             "patience": 5,
                     *             "step_size": 30,
                     *             "warmup": 0
                     *           },
                     *           "split": {
                     *             "folds": null,
                     *             "seed": 0,
                     *             "stratify": true,
                     *             "test_fraction": 0.2,
                     *             "test_rows": null,
                     *             "validation_fraction": 0.1
                     *           },
                     *           "target": "Class",
                     *           "threshold": 0.5,
                     *           "training": {
                     *             "batch_size": "auto",
                     *             "device": "auto",
                     *             "early_stopping": "auto",
                     *             "ema_decay": "auto",
                     *             "epochs": 5,
                     *             "gradient_clip_norm": null,
                     *             "num_seeds": 1,
                     *             "precision": "auto",
                     *             "seed": 0
                     *           }
                     *         }
                     *       },
                     *       "started_at": null,
                     *       "status": "queued",
                     *       "terminal": false,
                     *       "worker": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "aliases": {
                     *             "default": 2
                     *           },
                     *           "created_at": "2026-11-26T21:51:09.893528Z",
                     *           "description": null,
                     *           "latest_version": 2,
                     *           "links": {
                     *             "aliases": "/v1/models/rice/aliases",
                     *             "audit": "/v1/models/rice/audit",
                     *             "predict": "/v1/models/rice/predict",
                     *             "self": "/v1/models/rice",
                     *             "versions": "/v1/models/rice/versions"
                     *           },
                     *           "name": "rice",
                     *           "object": "model",
                     *           "tags": {}
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "aliases": {
                     *         "default": 2
                     *       },
                     *       "created_at": "2026-11-26T21:51:09.893528Z",
                     *       "description": null,
                     *       "latest_version": 2,
                     *       "links": {
                     *         "aliases": "/v1/models/rice/aliases",
                     *         "audit": "/v1/models/rice/audit",
                     *         "predict": "/v1/models/rice/predict",
                     *         "self": "/v1/models/rice",
                     *         "versions": "/v1/models/rice/versions"
                     *       },
                     *       "name": "rice",
                     *       "object": "model",
                     *       "tags": {}
                     *     }
                     */
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
                /**
                 * @example {
                 *       "description": "Varieties of rice by the shape of a grain."
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "aliases": {
                     *         "canary": 1,
                     *         "default": 2
                     *       },
                     *       "created_at": "2026-11-26T21:51:09.893528Z",
                     *       "description": "Varieties of rice by the shape of a grain.",
                     *       "latest_version": 2,
                     *       "links": {
                     *         "aliases": "/v1/models/rice/aliases",
                     *         "audit": "/v1/models/rice/audit",
                     *         "predict": "/v1/models/rice/predict",
                     *         "self": "/v1/models/rice",
                     *         "versions": "/v1/models/rice/versions"
                     *       },
                     *       "name": "rice",
                     *       "object": "model",
                     *       "tags": {}
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "artifact_bytes": 52245,
                     *           "baselines": {
                     *             "base_rate": {
                     *               "entropy": 0.6826912217946178,
                     *               "log_loss": 0.6826912217946177
                     *             },
                     *             "logistic_regression": {
                     *               "accuracy": 0.931758530183727,
                     *               "brier": 0.055275508330620074,
                     *               "converged": true,
                     *               "ece": 0.02425458562385281,
                     *               "log_loss": 0.1841016976827531,
                     *               "macro_f1": 0.9302517162471395,
                     *               "num_train_rows": 2667,
                     *               "pr_auc": 0.9838471874825903,
                     *               "roc_auc": 0.9788793831260202
                     *             },
                     *             "majority_class": {
                     *               "accuracy": 0.5721784776902887,
                     *               "label": "Osmancik",
                     *               "macro_f1": 0.3639398998330551
                     *             },
                     *             "notes": []
                     *           },
                     *           "best": {
                     *             "epoch": 5,
                     *             "metric": "validation_loss",
                     *             "value": 0.7770783031393537
                     *           },
                     *           "calibration": {
                     *             "kept": true,
                     *             "log_loss_after": 0.6970685424816757,
                     *             "log_loss_before": 0.7770782618285547,
                     *             "mode": "auto",
                     *             "num_rows": 381,
                     *             "temperature": 20
                     *           },
                     *           "classes": [
                     *             "Cammeo",
                     *             "Osmancik"
                     *           ],
                     *           "computing": {
                     *             "device": "cpu",
                     *             "num_threads": 1,
                     *             "precision": "float32",
                     *             "seconds": 0.20331789100600872
                     *           },
                     *           "created_at": "2026-11-26T21:51:10.597382Z",
                     *           "decision": {
                     *             "num_rows": 381,
                     *             "objective": "fixed",
                     *             "threshold": 0.5,
                     *             "value": null,
                     *             "value_at_half": null
                     *           },
                     *           "description": null,
                     *           "dropped_columns": [],
                     *           "epochs_run": 5,
                     *           "family": "mlp",
                     *           "id": "mv_01m8cxekr4ykkr88s8qs394gn3",
                     *           "input_kind": "table",
                     *           "inputs": [
                     *             {
                     *               "kind": "numeric",
                     *               "name": "Area",
                     *               "overridden": false,
                     *               "reason": "Every cell is a number.",
                     *               "role": "feature"
                     *             },
                     *             {
                     *               "kind": "numeric",
                     *               "name": "Perimeter",
                     *               "overridden": false,
                     *               "reason": "Every cell is a number.",
                     *               "role": "feature"
                     *             },
                     *             {
                     *               "kind": "numeric",
                     *               "name": "Major_Axis_Length",
                     *               "overridden": false,
                     *               "reason": "Every cell is a number.",
                     *               "role": "feature"
                     *             },
                     *             {
                     *               "kind": "numeric",
                     *               "name": "Minor_Axis_Length",
                     *               "overridden": false,
                     *               "reason": "Every cell is a number.",
                     *               "role": "feature"
                     *             },
                     *             {
                     *               "kind": "numeric",
                     *               "name": "Eccentricity",
                     *               "overridden": false,
                     *               "reason": "Every cell is a number.",
                     *               "role": "feature"
                     *             },
                     *             {
                     *               "kind": "numeric",
                     *               "name": "Convex_Area",
                     *               "overridden": false,
                     *               "reason": "Every cell is a number.",
                     *               "role": "feature"
                     *             }
                     *           ],
                     *           "lineage": {
                     *             "attempt": 1,
                     *             "code_version": "0.1.0",
                     *             "config_sha256": "c1b3fcdfd2fe8f24688bc6e607b1aa237fa624d8a5755abf9d2f2c64552199b8",
                     *             "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *             "dataset_name": "rice",
                     *             "dataset_sha256": "4c8c6d315d071ca9d78ca32cde0b5072d37b2f9f06fa9acc1fd6540ab738f3c3",
                     *             "job_id": "job_01m8cxekfh6twy0dhngdpsmskg",
                     *             "table_sha256": "ba53bbf2f5a6d2029d295d8de2c00d8ba2c2e9306c05eeab03cb7695b231e320"
                     *           },
                     *           "links": {
                     *             "decision": "/v1/models/rice/versions/2/decision",
                     *             "exports": "/v1/models/rice/versions/2/exports",
                     *             "predict": "/v1/models/rice/versions/2/predict",
                     *             "report": "/v1/models/rice/versions/2/report",
                     *             "schema": "/v1/models/rice/versions/2/schema",
                     *             "self": "/v1/models/rice/versions/2",
                     *             "training_job": "/v1/training-jobs/job_01m8cxekfh6twy0dhngdpsmskg"
                     *           },
                     *           "members": [
                     *             {
                     *               "best": {
                     *                 "epoch": 5,
                     *                 "metric": "validation_loss",
                     *                 "value": 0.7770783031393537
                     *               },
                     *               "epochs_run": 5,
                     *               "fold": null,
                     *               "num_parameters": 145,
                     *               "number": 0,
                     *               "seed": 0,
                     *               "test": {
                     *                 "accuracy": 0.13385826771653545,
                     *                 "log_loss": 0.6972904570575988,
                     *                 "macro_f1": 0.12731134432783608,
                     *                 "roc_auc": 0.04805960488546181
                     *               },
                     *               "validation": {
                     *                 "accuracy": 0.13910761154855644,
                     *                 "log_loss": 0.7770782618285547,
                     *                 "macro_f1": 0.13337031900138696,
                     *                 "roc_auc": 0.04508358192153994
                     *               }
                     *             }
                     *           ],
                     *           "metrics": {
                     *             "test": {
                     *               "accuracy": 0.13385826771653545,
                     *               "brier": 0.25207159432377424,
                     *               "confusion": [
                     *                 [
                     *                   18,
                     *                   308
                     *                 ],
                     *                 [
                     *                   352,
                     *                   84
                     *                 ]
                     *               ],
                     *               "ece": 0.3684665514718827,
                     *               "log_loss": 0.6972904570575988,
                     *               "macro_f1": 0.12731134432783608,
                     *               "num_rows": 762,
                     *               "per_class": [
                     *                 {
                     *                   "f1": 0.05172413793103448,
                     *                   "label": "Cammeo",
                     *                   "precision": 0.04864864864864865,
                     *                   "recall": 0.05521472392638037,
                     *                   "support": 326
                     *                 },
                     *                 {
                     *                   "f1": 0.2028985507246377,
                     *                   "label": "Osmancik",
                     *                   "precision": 0.21428571428571427,
                     *                   "recall": 0.1926605504587156,
                     *                   "support": 436
                     *                 }
                     *               ],
                     *               "pr_auc": 0.3711693787580119,
                     *               "roc_auc": 0.04805960488546181
                     *             },
                     *             "validation": {
                     *               "accuracy": 0.13910761154855644,
                     *               "brier": 0.2519606401279952,
                     *               "confusion": [
                     *                 [
                     *                   11,
                     *                   152
                     *                 ],
                     *                 [
                     *                   176,
                     *                   42
                     *                 ]
                     *               ],
                     *               "ece": 0.3630744917663928,
                     *               "log_loss": 0.6970685424807501,
                     *               "macro_f1": 0.13337031900138696,
                     *               "num_rows": 381,
                     *               "per_class": [
                     *                 {
                     *                   "f1": 0.06285714285714286,
                     *                   "label": "Cammeo",
                     *                   "precision": 0.058823529411764705,
                     *                   "recall": 0.06748466257668712,
                     *                   "support": 163
                     *                 },
                     *                 {
                     *                   "f1": 0.20388349514563106,
                     *                   "label": "Osmancik",
                     *                   "precision": 0.21649484536082475,
                     *                   "recall": 0.1926605504587156,
                     *                   "support": 218
                     *                 }
                     *               ],
                     *               "pr_auc": 0.3712849383590508,
                     *               "roc_auc": 0.04508358192153994
                     *             }
                     *           },
                     *           "model": "rice",
                     *           "num_parameters": 145,
                     *           "object": "model_version",
                     *           "resolved_config": {
                     *             "calibration": "auto",
                     *             "diagnosis": {
                     *               "enabled": true,
                     *               "on_error": {
                     *                 "error": "continue",
                     *                 "warning": "continue"
                     *               },
                     *               "probe_seconds": 2
                     *             },
                     *             "features": [
                     *               "Area",
                     *               "Perimeter",
                     *               "Major_Axis_Length",
                     *               "Minor_Axis_Length",
                     *               "Eccentricity",
                     *               "Convex_Area",
                     *               "Extent"
                     *             ],
                     *             "loss": {
                     *               "class_weights": "none",
                     *               "gamma": 2,
                     *               "label_smoothing": 0,
                     *               "name": "bce_with_logits",
                     *               "pos_weight": null
                     *             },
                     *             "model": {
                     *               "activation": "silu",
                     *               "batch_norm": false,
                     *               "dropout": 0,
                     *               "family": "mlp",
                     *               "hidden": [
                     *                 16
                     *               ],
                     *               "numeric_embedding": {
                     *                 "name": "none"
                     *               }
                     *             },
                     *             "optimizer": {
                     *               "learning_rate": 1e-7,
                     *               "momentum": 0,
                     *               "name": "adam",
                     *               "nesterov": false,
                     *               "only_matrices_decay": false,
                     *               "other_rate": 1,
                     *               "weight_decay": 0
                     *             },
                     *             "preprocessing": {
                     *               "augmentation": {
                     *                 "crop": 0,
                     *                 "flip": false,
                     *                 "rotation": 0,
                     *                 "scale": 0,
                     *                 "shift": 0
                     *               },
                     *               "categorical_encoding": "auto",
                     *               "embedding_width": "auto",
                     *               "image_size": "auto",
                     *               "max_categories": "auto",
                     *               "max_steps": "auto",
                     *               "min_category_count": 2,
                     *               "missing_categorical": "own_category",
                     *               "missing_numeric": "median",
                     *               "normalization": "standard",
                     *               "unseen_category": "warn"
                     *             },
                     *             "preset": "auto",
                     *             "schedule": {
                     *               "gamma": 0.1,
                     *               "interval": "epoch",
                     *               "name": "constant",
                     *               "patience": 5,
                     *               "step_size": 30,
                     *               "warmup": 0
                     *             },
                     *             "split": {
                     *               "folds": null,
                     *               "seed": 0,
                     *               "stratify": true,
                     *               "test_fraction": 0.2,
                     *               "test_rows": null,
                     *               "validation_fraction": 0.1
                     *             },
                     *             "target": "Class",
                     *             "threshold": 0.5,
                     *             "training": {
                     *               "batch_size": 64,
                     *               "device": "auto",
                     *               "early_stopping": null,
                     *               "ema_decay": null,
                     *               "epochs": 5,
                     *               "gradient_clip_norm": null,
                     *               "num_seeds": 1,
                     *               "precision": "auto",
                     *               "seed": 0
                     *             }
                     *           },
                     *           "spread": null,
                     *           "tags": {},
                     *           "threshold": 0.5,
                     *           "version": 2,
                     *           "versions": {
                     *             "numpy": "2.4.6",
                     *             "onnx": "1.23.2",
                     *             "onnxruntime": "1.32.0",
                     *             "pyarrow": "26.0.1",
                     *             "python": "3.11.7",
                     *             "safetensors": "0.8.0",
                     *             "torch": "2.13.0+cpu"
                     *           }
                     *         },
                     *         {
                     *           "artifact_bytes": 54941,
                     *           "baselines": {
                     *             "base_rate": {
                     *               "entropy": 0.6826912217946178,
                     *               "log_loss": 0.6826912217946177
                     *             },
                     *             "logistic_regression": {
                     *               "accuracy": 0.931758530183727,
                     *               "brier": 0.055275508330620074,
                     *               "converged": true,
                     *               "ece": 0.02425458562385281,
                     *               "log_loss": 0.1841016976827531,
                     *               "macro_f1": 0.9302517162471395,
                     *               "num_train_rows": 2667,
                     *               "pr_auc": 0.9838471874825903,
                     *               "roc_auc": 0.9788793831260202
                     *             },
                     *             "majority_class": {
                     *               "accuracy": 0.5721784776902887,
                     *               "label": "Osmancik",
                     *               "macro_f1": 0.3639398998330551
                     *             },
                     *             "notes": []
                     *           },
                     *           "best": {
                     *             "epoch": 5,
                     *             "metric": "validation_loss",
                     *             "value": 0.18293896372236917
                     *           },
                     *           "calibration": {
                     *             "kept": true,
                     *             "log_loss_after": 0.16931054706398824,
                     *             "log_loss_before": 0.1829389648854776,
                     *             "mode": "auto",
                     *             "num_rows": 381,
                     *             "temperature": 0.6777353977760253
                     *           },
                     *           "classes": [
                     *             "Cammeo",
                     *             "Osmancik"
                     *           ],
                     *           "computing": {
                     *             "device": "cpu",
                     *             "num_threads": 1,
                     *             "precision": "float32",
                     *             "seconds": 0.7517625409964239
                     *           },
                     *           "created_at": "2026-11-26T21:51:09.895213Z",
                     *           "decision": {
                     *             "num_rows": 381,
                     *             "objective": "fixed",
                     *             "threshold": 0.5,
                     *             "value": null,
                     *             "value_at_half": null
                     *           },
                     *           "description": null,
                     *           "dropped_columns": [],
                     *           "epochs_run": 5,
                     *           "family": "mlp",
                     *           "id": "mv_01m8cxek25gc4jd2r9ncv29j0p",
                     *           "input_kind": "table",
                     *           "inputs": [
                     *             {
                     *               "kind": "numeric",
                     *               "name": "Area",
                     *               "overridden": false,
                     *               "reason": "Every cell is a number.",
                     *               "role": "feature"
                     *             },
                     *             {
                     *               "kind": "numeric",
                     *               "name": "Perimeter",
                     *               "overridden": false,
                     *               "reason": "Every cell is a number.",
                     *               "role": "feature"
                     *             },
                     *             {
                     *               "kind": "numeric",
                     *               "name": "Major_Axis_Length",
                     *               "overridden": false,
                     *               "reason": "Every cell is a number.",
                     *               "role": "feature"
                     *             },
                     *             {
                     *               "kind": "numeric",
                     *               "name": "Minor_Axis_Length",
                     *               "overridden": false,
                     *               "reason": "Every cell is a number.",
                     *               "role": "feature"
                     *             },
                     *             {
                     *               "kind": "numeric",
                     *               "name": "Eccentricity",
                     *               "overridden": false,
                     *               "reason": "Every cell is a number.",
                     *               "role": "feature"
                     *             },
                     *             {
                     *               "kind": "numeric",
                     *               "name": "Convex_Area",
                     *               "overridden": false,
                     *               "reason": "Every cell is a number.",
                     *               "role": "feature"
                     *             }
                     *           ],
                     *           "lineage": {
                     *             "attempt": 1,
                     *             "code_version": "0.1.0",
                     *             "config_sha256": "6662755bf98a242677417399c9f747c22919b29c68273a4d92465d7988d8504b",
                     *             "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *             "dataset_name": "rice",
                     *             "dataset_sha256": "4c8c6d315d071ca9d78ca32cde0b5072d37b2f9f06fa9acc1fd6540ab738f3c3",
                     *             "job_id": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *             "table_sha256": "ba53bbf2f5a6d2029d295d8de2c00d8ba2c2e9306c05eeab03cb7695b231e320"
                     *           },
                     *           "links": {
                     *             "decision": "/v1/models/rice/versions/1/decision",
                     *             "exports": "/v1/models/rice/versions/1/exports",
                     *             "predict": "/v1/models/rice/versions/1/predict",
                     *             "report": "/v1/models/rice/versions/1/report",
                     *             "schema": "/v1/models/rice/versions/1/schema",
                     *             "self": "/v1/models/rice/versions/1",
                     *             "training_job": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg"
                     *           },
                     *           "members": [
                     *             {
                     *               "best": {
                     *                 "epoch": 5,
                     *                 "metric": "validation_loss",
                     *                 "value": 0.18293896372236917
                     *               },
                     *               "epochs_run": 5,
                     *               "fold": null,
                     *               "num_parameters": 145,
                     *               "number": 0,
                     *               "seed": 0,
                     *               "test": {
                     *                 "accuracy": 0.9173228346456693,
                     *                 "log_loss": 0.20034146024874055,
                     *                 "macro_f1": 0.9155957753932658,
                     *                 "roc_auc": 0.9761707097427814
                     *               },
                     *               "validation": {
                     *                 "accuracy": 0.9422572178477691,
                     *                 "log_loss": 0.1829389648854776,
                     *                 "macro_f1": 0.9410283109134913,
                     *                 "roc_auc": 0.9830021950807678
                     *               }
                     *             }
                     *           ],
                     *           "metrics": {
                     *             "test": {
                     *               "accuracy": 0.9173228346456693,
                     *               "brier": 0.06028685958795069,
                     *               "confusion": [
                     *                 [
                     *                   295,
                     *                   31
                     *                 ],
                     *                 [
                     *                   32,
                     *                   404
                     *                 ]
                     *               ],
                     *               "ece": 0.021508728014143375,
                     *               "log_loss": 0.20034146024874055,
                     *               "macro_f1": 0.9155957753932658,
                     *               "num_rows": 762,
                     *               "per_class": [
                     *                 {
                     *                   "f1": 0.9035222052067381,
                     *                   "label": "Cammeo",
                     *                   "precision": 0.9021406727828746,
                     *                   "recall": 0.9049079754601227,
                     *                   "support": 326
                     *                 },
                     *                 {
                     *                   "f1": 0.9276693455797933,
                     *                   "label": "Osmancik",
                     *                   "precision": 0.9287356321839081,
                     *                   "recall": 0.926605504587156,
                     *                   "support": 436
                     *                 }
                     *               ],
                     *               "pr_auc": 0.9819291352517374,
                     *               "roc_auc": 0.9761707097427814
                     *             },
                     *             "validation": {
                     *               "accuracy": 0.9422572178477691,
                     *               "brier": 0.04799342462926103,
                     *               "confusion": [
                     *                 [
                     *                   152,
                     *                   11
                     *                 ],
                     *                 [
                     *                   11,
                     *                   207
                     *                 ]
                     *               ],
                     *               "ece": 0.022445635292103798,
                     *               "log_loss": 0.16632915559856448,
                     *               "macro_f1": 0.9410283109134913,
                     *               "num_rows": 381,
                     *               "per_class": [
                     *                 {
                     *                   "f1": 0.9325153374233128,
                     *                   "label": "Cammeo",
                     *                   "precision": 0.9325153374233128,
                     *                   "recall": 0.9325153374233128,
                     *                   "support": 163
                     *                 },
                     *                 {
                     *                   "f1": 0.9495412844036697,
                     *                   "label": "Osmancik",
                     *                   "precision": 0.9495412844036697,
                     *                   "recall": 0.9495412844036697,
                     *                   "support": 218
                     *                 }
                     *               ],
                     *               "pr_auc": 0.9883973790916866,
                     *               "roc_auc": 0.9830021950807678
                     *             }
                     *           },
                     *           "model": "rice",
                     *           "num_parameters": 145,
                     *           "object": "model_version",
                     *           "resolved_config": {
                     *             "calibration": "auto",
                     *             "diagnosis": {
                     *               "enabled": true,
                     *               "on_error": {
                     *                 "error": "continue",
                     *                 "warning": "continue"
                     *               },
                     *               "probe_seconds": 2
                     *             },
                     *             "features": [
                     *               "Area",
                     *               "Perimeter",
                     *               "Major_Axis_Length",
                     *               "Minor_Axis_Length",
                     *               "Eccentricity",
                     *               "Convex_Area",
                     *               "Extent"
                     *             ],
                     *             "loss": {
                     *               "class_weights": "none",
                     *               "gamma": 2,
                     *               "label_smoothing": 0,
                     *               "name": "bce_with_logits",
                     *               "pos_weight": null
                     *             },
                     *             "model": {
                     *               "activation": "silu",
                     *               "batch_norm": false,
                     *               "dropout": 0,
                     *               "family": "mlp",
                     *               "hidden": [
                     *                 16
                     *               ],
                     *               "numeric_embedding": {
                     *                 "name": "none"
                     *               }
                     *             },
                     *             "optimizer": {
                     *               "learning_rate": 0.002,
                     *               "momentum": 0,
                     *               "name": "adamw",
                     *               "nesterov": false,
                     *               "only_matrices_decay": false,
                     *               "other_rate": 1,
                     *               "weight_decay": 0.01
                     *             },
                     *             "preprocessing": {
                     *               "augmentation": {
                     *                 "crop": 0,
                     *                 "flip": false,
                     *                 "rotation": 0,
                     *                 "scale": 0,
                     *                 "shift": 0
                     *               },
                     *               "categorical_encoding": "auto",
                     *               "embedding_width": "auto",
                     *               "image_size": "auto",
                     *               "max_categories": "auto",
                     *               "max_steps": "auto",
                     *               "min_category_count": 2,
                     *               "missing_categorical": "own_category",
                     *               "missing_numeric": "median",
                     *               "normalization": "standard",
                     *               "unseen_category": "warn"
                     *             },
                     *             "preset": "auto",
                     *             "schedule": {
                     *               "gamma": 0.1,
                     *               "interval": "epoch",
                     *               "name": "constant",
                     *               "patience": 5,
                     *               "step_size": 30,
                     *               "warmup": 0
                     *             },
                     *             "split": {
                     *               "folds": null,
                     *               "seed": 0,
                     *               "stratify": true,
                     *               "test_fraction": 0.2,
                     *               "test_rows": null,
                     *               "validation_fraction": 0.1
                     *             },
                     *             "target": "Class",
                     *             "threshold": 0.5,
                     *             "training": {
                     *               "batch_size": 64,
                     *               "device": "auto",
                     *               "early_stopping": null,
                     *               "ema_decay": null,
                     *               "epochs": 5,
                     *               "gradient_clip_norm": null,
                     *               "num_seeds": 1,
                     *               "precision": "auto",
                     *               "seed": 0
                     *             }
                     *           },
                     *           "spread": null,
                     *           "tags": {},
                     *           "threshold": 0.5,
                     *           "version": 1,
                     *           "versions": {
                     *             "numpy": "2.4.6",
                     *             "onnx": "1.23.2",
                     *             "onnxruntime": "1.32.0",
                     *             "pyarrow": "26.0.1",
                     *             "python": "3.11.7",
                     *             "safetensors": "0.8.0",
                     *             "torch": "2.13.0+cpu"
                     *           }
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "artifact_bytes": 54941,
                     *       "baselines": {
                     *         "base_rate": {
                     *           "entropy": 0.6826912217946178,
                     *           "log_loss": 0.6826912217946177
                     *         },
                     *         "logistic_regression": {
                     *           "accuracy": 0.931758530183727,
                     *           "brier": 0.055275508330620074,
                     *           "converged": true,
                     *           "ece": 0.02425458562385281,
                     *           "log_loss": 0.1841016976827531,
                     *           "macro_f1": 0.9302517162471395,
                     *           "num_train_rows": 2667,
                     *           "pr_auc": 0.9838471874825903,
                     *           "roc_auc": 0.9788793831260202
                     *         },
                     *         "majority_class": {
                     *           "accuracy": 0.5721784776902887,
                     *           "label": "Osmancik",
                     *           "macro_f1": 0.3639398998330551
                     *         },
                     *         "notes": []
                     *       },
                     *       "best": {
                     *         "epoch": 5,
                     *         "metric": "validation_loss",
                     *         "value": 0.18293896372236917
                     *       },
                     *       "calibration": {
                     *         "kept": true,
                     *         "log_loss_after": 0.16931054706398824,
                     *         "log_loss_before": 0.1829389648854776,
                     *         "mode": "auto",
                     *         "num_rows": 381,
                     *         "temperature": 0.6777353977760253
                     *       },
                     *       "classes": [
                     *         "Cammeo",
                     *         "Osmancik"
                     *       ],
                     *       "computing": {
                     *         "device": "cpu",
                     *         "num_threads": 1,
                     *         "precision": "float32",
                     *         "seconds": 0.7517625409964239
                     *       },
                     *       "created_at": "2026-11-26T21:51:09.895213Z",
                     *       "decision": {
                     *         "num_rows": 381,
                     *         "objective": "fixed",
                     *         "threshold": 0.5,
                     *         "value": null,
                     *         "value_at_half": null
                     *       },
                     *       "description": null,
                     *       "dropped_columns": [],
                     *       "epochs_run": 5,
                     *       "family": "mlp",
                     *       "id": "mv_01m8cxek25gc4jd2r9ncv29j0p",
                     *       "input_kind": "table",
                     *       "inputs": [
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Area",
                     *           "overridden": false,
                     *           "reason": "Every cell is a number.",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Perimeter",
                     *           "overridden": false,
                     *           "reason": "Every cell is a number.",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Major_Axis_Length",
                     *           "overridden": false,
                     *           "reason": "Every cell is a number.",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Minor_Axis_Length",
                     *           "overridden": false,
                     *           "reason": "Every cell is a number.",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Eccentricity",
                     *           "overridden": false,
                     *           "reason": "Every cell is a number.",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Convex_Area",
                     *           "overridden": false,
                     *           "reason": "Every cell is a number.",
                     *           "role": "feature"
                     *         }
                     *       ],
                     *       "lineage": {
                     *         "attempt": 1,
                     *         "code_version": "0.1.0",
                     *         "config_sha256": "6662755bf98a242677417399c9f747c22919b29c68273a4d92465d7988d8504b",
                     *         "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *         "dataset_name": "rice",
                     *         "dataset_sha256": "4c8c6d315d071ca9d78ca32cde0b5072d37b2f9f06fa9acc1fd6540ab738f3c3",
                     *         "job_id": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *         "table_sha256": "ba53bbf2f5a6d2029d295d8de2c00d8ba2c2e9306c05eeab03cb7695b231e320"
                     *       },
                     *       "links": {
                     *         "decision": "/v1/models/rice/versions/1/decision",
                     *         "exports": "/v1/models/rice/versions/1/exports",
                     *         "predict": "/v1/models/rice/versions/1/predict",
                     *         "report": "/v1/models/rice/versions/1/report",
                     *         "schema": "/v1/models/rice/versions/1/schema",
                     *         "self": "/v1/models/rice/versions/1",
                     *         "training_job": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg"
                     *       },
                     *       "members": [
                     *         {
                     *           "best": {
                     *             "epoch": 5,
                     *             "metric": "validation_loss",
                     *             "value": 0.18293896372236917
                     *           },
                     *           "epochs_run": 5,
                     *           "fold": null,
                     *           "num_parameters": 145,
                     *           "number": 0,
                     *           "seed": 0,
                     *           "test": {
                     *             "accuracy": 0.9173228346456693,
                     *             "log_loss": 0.20034146024874055,
                     *             "macro_f1": 0.9155957753932658,
                     *             "roc_auc": 0.9761707097427814
                     *           },
                     *           "validation": {
                     *             "accuracy": 0.9422572178477691,
                     *             "log_loss": 0.1829389648854776,
                     *             "macro_f1": 0.9410283109134913,
                     *             "roc_auc": 0.9830021950807678
                     *           }
                     *         }
                     *       ],
                     *       "metrics": {
                     *         "test": {
                     *           "accuracy": 0.9173228346456693,
                     *           "brier": 0.06028685958795069,
                     *           "confusion": [
                     *             [
                     *               295,
                     *               31
                     *             ],
                     *             [
                     *               32,
                     *               404
                     *             ]
                     *           ],
                     *           "ece": 0.021508728014143375,
                     *           "log_loss": 0.20034146024874055,
                     *           "macro_f1": 0.9155957753932658,
                     *           "num_rows": 762,
                     *           "per_class": [
                     *             {
                     *               "f1": 0.9035222052067381,
                     *               "label": "Cammeo",
                     *               "precision": 0.9021406727828746,
                     *               "recall": 0.9049079754601227,
                     *               "support": 326
                     *             },
                     *             {
                     *               "f1": 0.9276693455797933,
                     *               "label": "Osmancik",
                     *               "precision": 0.9287356321839081,
                     *               "recall": 0.926605504587156,
                     *               "support": 436
                     *             }
                     *           ],
                     *           "pr_auc": 0.9819291352517374,
                     *           "roc_auc": 0.9761707097427814
                     *         },
                     *         "validation": {
                     *           "accuracy": 0.9422572178477691,
                     *           "brier": 0.04799342462926103,
                     *           "confusion": [
                     *             [
                     *               152,
                     *               11
                     *             ],
                     *             [
                     *               11,
                     *               207
                     *             ]
                     *           ],
                     *           "ece": 0.022445635292103798,
                     *           "log_loss": 0.16632915559856448,
                     *           "macro_f1": 0.9410283109134913,
                     *           "num_rows": 381,
                     *           "per_class": [
                     *             {
                     *               "f1": 0.9325153374233128,
                     *               "label": "Cammeo",
                     *               "precision": 0.9325153374233128,
                     *               "recall": 0.9325153374233128,
                     *               "support": 163
                     *             },
                     *             {
                     *               "f1": 0.9495412844036697,
                     *               "label": "Osmancik",
                     *               "precision": 0.9495412844036697,
                     *               "recall": 0.9495412844036697,
                     *               "support": 218
                     *             }
                     *           ],
                     *           "pr_auc": 0.9883973790916866,
                     *           "roc_auc": 0.9830021950807678
                     *         }
                     *       },
                     *       "model": "rice",
                     *       "num_parameters": 145,
                     *       "object": "model_version",
                     *       "resolved_config": {
                     *         "calibration": "auto",
                     *         "diagnosis": {
                     *           "enabled": true,
                     *           "on_error": {
                     *             "error": "continue",
                     *             "warning": "continue"
                     *           },
                     *           "probe_seconds": 2
                     *         },
                     *         "features": [
                     *           "Area",
                     *           "Perimeter",
                     *           "Major_Axis_Length",
                     *           "Minor_Axis_Length",
                     *           "Eccentricity",
                     *           "Convex_Area",
                     *           "Extent"
                     *         ],
                     *         "loss": {
                     *           "class_weights": "none",
                     *           "gamma": 2,
                     *           "label_smoothing": 0,
                     *           "name": "bce_with_logits",
                     *           "pos_weight": null
                     *         },
                     *         "model": {
                     *           "activation": "silu",
                     *           "batch_norm": false,
                     *           "dropout": 0,
                     *           "family": "mlp",
                     *           "hidden": [
                     *             16
                     *           ],
                     *           "numeric_embedding": {
                     *             "name": "none"
                     *           }
                     *         },
                     *         "optimizer": {
                     *           "learning_rate": 0.002,
                     *           "momentum": 0,
                     *           "name": "adamw",
                     *           "nesterov": false,
                     *           "only_matrices_decay": false,
                     *           "other_rate": 1,
                     *           "weight_decay": 0.01
                     *         },
                     *         "preprocessing": {
                     *           "augmentation": {
                     *             "crop": 0,
                     *             "flip": false,
                     *             "rotation": 0,
                     *             "scale": 0,
                     *             "shift": 0
                     *           },
                     *           "categorical_encoding": "auto",
                     *           "embedding_width": "auto",
                     *           "image_size": "auto",
                     *           "max_categories": "auto",
                     *           "max_steps": "auto",
                     *           "min_category_count": 2,
                     *           "missing_categorical": "own_category",
                     *           "missing_numeric": "median",
                     *           "normalization": "standard",
                     *           "unseen_category": "warn"
                     *         },
                     *         "preset": "auto",
                     *         "schedule": {
                     *           "gamma": 0.1,
                     *           "interval": "epoch",
                     *           "name": "constant",
                     *           "patience": 5,
                     *           "step_size": 30,
                     *           "warmup": 0
                     *         },
                     *         "split": {
                     *           "folds": null,
                     *           "seed": 0,
                     *           "stratify": true,
                     *           "test_fraction": 0.2,
                     *           "test_rows": null,
                     *           "validation_fraction": 0.1
                     *         },
                     *         "target": "Class",
                     *         "threshold": 0.5,
                     *         "training": {
                     *           "batch_size": 64,
                     *           "device": "auto",
                     *           "early_stopping": null,
                     *           "ema_decay": null,
                     *           "epochs": 5,
                     *           "gradient_clip_norm": null,
                     *           "num_seeds": 1,
                     *           "precision": "auto",
                     *           "seed": 0
                     *         }
                     *       },
                     *       "spread": null,
                     *       "tags": {},
                     *       "threshold": 0.5,
                     *       "version": 1,
                     *       "versions": {
                     *         "numpy": "2.4.6",
                     *         "onnx": "1.23.2",
                     *         "onnxruntime": "1.32.0",
                     *         "pyarrow": "26.0.1",
                     *         "python": "3.11.7",
                     *         "safetensors": "0.8.0",
                     *         "torch": "2.13.0+cpu"
                     *       }
                     *     }
                     */
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
                /**
                 * @example {
                 *       "tags": {
                 *         "stage": "review"
                 *       }
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "artifact_bytes": 54941,
                     *       "baselines": {
                     *         "base_rate": {
                     *           "entropy": 0.6826912217946178,
                     *           "log_loss": 0.6826912217946177
                     *         },
                     *         "logistic_regression": {
                     *           "accuracy": 0.931758530183727,
                     *           "brier": 0.055275508330620074,
                     *           "converged": true,
                     *           "ece": 0.02425458562385281,
                     *           "log_loss": 0.1841016976827531,
                     *           "macro_f1": 0.9302517162471395,
                     *           "num_train_rows": 2667,
                     *           "pr_auc": 0.9838471874825903,
                     *           "roc_auc": 0.9788793831260202
                     *         },
                     *         "majority_class": {
                     *           "accuracy": 0.5721784776902887,
                     *           "label": "Osmancik",
                     *           "macro_f1": 0.3639398998330551
                     *         },
                     *         "notes": []
                     *       },
                     *       "best": {
                     *         "epoch": 5,
                     *         "metric": "validation_loss",
                     *         "value": 0.18293896372236917
                     *       },
                     *       "calibration": {
                     *         "kept": true,
                     *         "log_loss_after": 0.16931054706398824,
                     *         "log_loss_before": 0.1829389648854776,
                     *         "mode": "auto",
                     *         "num_rows": 381,
                     *         "temperature": 0.6777353977760253
                     *       },
                     *       "classes": [
                     *         "Cammeo",
                     *         "Osmancik"
                     *       ],
                     *       "computing": {
                     *         "device": "cpu",
                     *         "num_threads": 1,
                     *         "precision": "float32",
                     *         "seconds": 0.7517625409964239
                     *       },
                     *       "created_at": "2026-11-26T21:51:09.895213Z",
                     *       "decision": {
                     *         "num_rows": 381,
                     *         "objective": "fixed",
                     *         "threshold": 0.5,
                     *         "value": null,
                     *         "value_at_half": null
                     *       },
                     *       "description": null,
                     *       "dropped_columns": [],
                     *       "epochs_run": 5,
                     *       "family": "mlp",
                     *       "id": "mv_01m8cxek25gc4jd2r9ncv29j0p",
                     *       "input_kind": "table",
                     *       "inputs": [
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Area",
                     *           "overridden": false,
                     *           "reason": "Every cell is a number.",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Perimeter",
                     *           "overridden": false,
                     *           "reason": "Every cell is a number.",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Major_Axis_Length",
                     *           "overridden": false,
                     *           "reason": "Every cell is a number.",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Minor_Axis_Length",
                     *           "overridden": false,
                     *           "reason": "Every cell is a number.",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Eccentricity",
                     *           "overridden": false,
                     *           "reason": "Every cell is a number.",
                     *           "role": "feature"
                     *         },
                     *         {
                     *           "kind": "numeric",
                     *           "name": "Convex_Area",
                     *           "overridden": false,
                     *           "reason": "Every cell is a number.",
                     *           "role": "feature"
                     *         }
                     *       ],
                     *       "lineage": {
                     *         "attempt": 1,
                     *         "code_version": "0.1.0",
                     *         "config_sha256": "6662755bf98a242677417399c9f747c22919b29c68273a4d92465d7988d8504b",
                     *         "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *         "dataset_name": "rice",
                     *         "dataset_sha256": "4c8c6d315d071ca9d78ca32cde0b5072d37b2f9f06fa9acc1fd6540ab738f3c3",
                     *         "job_id": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *         "table_sha256": "ba53bbf2f5a6d2029d295d8de2c00d8ba2c2e9306c05eeab03cb7695b231e320"
                     *       },
                     *       "links": {
                     *         "decision": "/v1/models/rice/versions/1/decision",
                     *         "exports": "/v1/models/rice/versions/1/exports",
                     *         "predict": "/v1/models/rice/versions/1/predict",
                     *         "report": "/v1/models/rice/versions/1/report",
                     *         "schema": "/v1/models/rice/versions/1/schema",
                     *         "self": "/v1/models/rice/versions/1",
                     *         "training_job": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg"
                     *       },
                     *       "members": [
                     *         {
                     *           "best": {
                     *             "epoch": 5,
                     *             "metric": "validation_loss",
                     *             "value": 0.18293896372236917
                     *           },
                     *           "epochs_run": 5,
                     *           "fold": null,
                     *           "num_parameters": 145,
                     *           "number": 0,
                     *           "seed": 0,
                     *           "test": {
                     *             "accuracy": 0.9173228346456693,
                     *             "log_loss": 0.20034146024874055,
                     *             "macro_f1": 0.9155957753932658,
                     *             "roc_auc": 0.9761707097427814
                     *           },
                     *           "validation": {
                     *             "accuracy": 0.9422572178477691,
                     *             "log_loss": 0.1829389648854776,
                     *             "macro_f1": 0.9410283109134913,
                     *             "roc_auc": 0.9830021950807678
                     *           }
                     *         }
                     *       ],
                     *       "metrics": {
                     *         "test": {
                     *           "accuracy": 0.9173228346456693,
                     *           "brier": 0.06028685958795069,
                     *           "confusion": [
                     *             [
                     *               295,
                     *               31
                     *             ],
                     *             [
                     *               32,
                     *               404
                     *             ]
                     *           ],
                     *           "ece": 0.021508728014143375,
                     *           "log_loss": 0.20034146024874055,
                     *           "macro_f1": 0.9155957753932658,
                     *           "num_rows": 762,
                     *           "per_class": [
                     *             {
                     *               "f1": 0.9035222052067381,
                     *               "label": "Cammeo",
                     *               "precision": 0.9021406727828746,
                     *               "recall": 0.9049079754601227,
                     *               "support": 326
                     *             },
                     *             {
                     *               "f1": 0.9276693455797933,
                     *               "label": "Osmancik",
                     *               "precision": 0.9287356321839081,
                     *               "recall": 0.926605504587156,
                     *               "support": 436
                     *             }
                     *           ],
                     *           "pr_auc": 0.9819291352517374,
                     *           "roc_auc": 0.9761707097427814
                     *         },
                     *         "validation": {
                     *           "accuracy": 0.9422572178477691,
                     *           "brier": 0.04799342462926103,
                     *           "confusion": [
                     *             [
                     *               152,
                     *               11
                     *             ],
                     *             [
                     *               11,
                     *               207
                     *             ]
                     *           ],
                     *           "ece": 0.022445635292103798,
                     *           "log_loss": 0.16632915559856448,
                     *           "macro_f1": 0.9410283109134913,
                     *           "num_rows": 381,
                     *           "per_class": [
                     *             {
                     *               "f1": 0.9325153374233128,
                     *               "label": "Cammeo",
                     *               "precision": 0.9325153374233128,
                     *               "recall": 0.9325153374233128,
                     *               "support": 163
                     *             },
                     *             {
                     *               "f1": 0.9495412844036697,
                     *               "label": "Osmancik",
                     *               "precision": 0.9495412844036697,
                     *               "recall": 0.9495412844036697,
                     *               "support": 218
                     *             }
                     *           ],
                     *           "pr_auc": 0.9883973790916866,
                     *           "roc_auc": 0.9830021950807678
                     *         }
                     *       },
                     *       "model": "rice",
                     *       "num_parameters": 145,
                     *       "object": "model_version",
                     *       "resolved_config": {
                     *         "calibration": "auto",
                     *         "diagnosis": {
                     *           "enabled": true,
                     *           "on_error": {
                     *             "error": "continue",
                     *             "warning": "continue"
                     *           },
                     *           "probe_seconds": 2
                     *         },
                     *         "features": [
                     *           "Area",
                     *           "Perimeter",
                     *           "Major_Axis_Length",
                     *           "Minor_Axis_Length",
                     *           "Eccentricity",
                     *           "Convex_Area",
                     *           "Extent"
                     *         ],
                     *         "loss": {
                     *           "class_weights": "none",
                     *           "gamma": 2,
                     *           "label_smoothing": 0,
                     *           "name": "bce_with_logits",
                     *           "pos_weight": null
                     *         },
                     *         "model": {
                     *           "activation": "silu",
                     *           "batch_norm": false,
                     *           "dropout": 0,
                     *           "family": "mlp",
                     *           "hidden": [
                     *             16
                     *           ],
                     *           "numeric_embedding": {
                     *             "name": "none"
                     *           }
                     *         },
                     *         "optimizer": {
                     *           "learning_rate": 0.002,
                     *           "momentum": 0,
                     *           "name": "adamw",
                     *           "nesterov": false,
                     *           "only_matrices_decay": false,
                     *           "other_rate": 1,
                     *           "weight_decay": 0.01
                     *         },
                     *         "preprocessing": {
                     *           "augmentation": {
                     *             "crop": 0,
                     *             "flip": false,
                     *             "rotation": 0,
                     *             "scale": 0,
                     *             "shift": 0
                     *           },
                     *           "categorical_encoding": "auto",
                     *           "embedding_width": "auto",
                     *           "image_size": "auto",
                     *           "max_categories": "auto",
                     *           "max_steps": "auto",
                     *           "min_category_count": 2,
                     *           "missing_categorical": "own_category",
                     *           "missing_numeric": "median",
                     *           "normalization": "standard",
                     *           "unseen_category": "warn"
                     *         },
                     *         "preset": "auto",
                     *         "schedule": {
                     *           "gamma": 0.1,
                     *           "interval": "epoch",
                     *           "name": "constant",
                     *           "patience": 5,
                     *           "step_size": 30,
                     *           "warmup": 0
                     *         },
                     *         "split": {
                     *           "folds": null,
                     *           "seed": 0,
                     *           "stratify": true,
                     *           "test_fraction": 0.2,
                     *           "test_rows": null,
                     *           "validation_fraction": 0.1
                     *         },
                     *         "target": "Class",
                     *         "threshold": 0.5,
                     *         "training": {
                     *           "batch_size": 64,
                     *           "device": "auto",
                     *           "early_stopping": null,
                     *           "ema_decay": null,
                     *           "epochs": 5,
                     *           "gradient_clip_norm": null,
                     *           "num_seeds": 1,
                     *           "precision": "auto",
                     *           "seed": 0
                     *         }
                     *       },
                     *       "spread": null,
                     *       "tags": {
                     *         "stage": "review"
                     *       },
                     *       "threshold": 0.5,
                     *       "version": 1,
                     *       "versions": {
                     *         "numpy": "2.4.6",
                     *         "onnx": "1.23.2",
                     *         "onnxruntime": "1.32.0",
                     *         "pyarrow": "26.0.1",
                     *         "python": "3.11.7",
                     *         "safetensors": "0.8.0",
                     *         "torch": "2.13.0+cpu"
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "example": {
                     *         "Area": 12411,
                     *         "Convex_Area": 12683,
                     *         "Eccentricity": 0.889404,
                     *         "Extent": 0.646024,
                     *         "Major_Axis_Length": 185.704,
                     *         "Minor_Axis_Length": 86.4404,
                     *         "Perimeter": 448.827
                     *       },
                     *       "json_schema": {
                     *         "$schema": "https://json-schema.org/draft/2020-12/schema",
                     *         "additionalProperties": true,
                     *         "properties": {
                     *           "Area": {
                     *             "type": [
                     *               "number",
                     *               "null"
                     *             ]
                     *           },
                     *           "Convex_Area": {
                     *             "type": [
                     *               "number",
                     *               "null"
                     *             ]
                     *           },
                     *           "Eccentricity": {
                     *             "type": [
                     *               "number",
                     *               "null"
                     *             ]
                     *           },
                     *           "Extent": {
                     *             "type": [
                     *               "number",
                     *               "null"
                     *             ]
                     *           },
                     *           "Major_Axis_Length": {
                     *             "type": [
                     *               "number",
                     *               "null"
                     *             ]
                     *           },
                     *           "Minor_Axis_Length": {
                     *             "type": [
                     *               "number",
                     *               "null"
                     *             ]
                     *           },
                     *           "Perimeter": {
                     *             "type": [
                     *               "number",
                     *               "null"
                     *             ]
                     *           }
                     *         },
                     *         "required": [
                     *           "Area",
                     *           "Perimeter",
                     *           "Major_Axis_Length",
                     *           "Minor_Axis_Length",
                     *           "Eccentricity",
                     *           "Convex_Area",
                     *           "Extent"
                     *         ],
                     *         "type": "object"
                     *       },
                     *       "model": "rice",
                     *       "object": "input_schema",
                     *       "typescript": "export interface Row {\n  \"Area\": number | null;\n  \"Perimeter\": number | null;\n  \"Major_Axis_Length\": number | null;\n  \"Minor_Axis_Length\": number | null;\n  \"Eccentricity\": number | null;\n  \"Convex_Area\": number | null;\n  \"Extent\": number | null;\n}\n\nexport type Label = \"Cammeo\" | \"Osmancik\";\n",
                     *       "version": 1
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "alias": "default",
                     *           "etag": "\"b01fde86ca4cc639087ffa6b\"",
                     *           "links": {
                     *             "audit": "/v1/models/rice/audit",
                     *             "predict": "/v1/models/rice/aliases/default/predict",
                     *             "self": "/v1/models/rice/aliases/default"
                     *           },
                     *           "model": "rice",
                     *           "object": "model_alias",
                     *           "shadow": null,
                     *           "updated_at": "2026-11-26T21:51:10.601833Z",
                     *           "version": 2,
                     *           "weights": null
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "alias": "default",
                     *       "etag": "\"b01fde86ca4cc639087ffa6b\"",
                     *       "links": {
                     *         "audit": "/v1/models/rice/audit",
                     *         "predict": "/v1/models/rice/aliases/default/predict",
                     *         "self": "/v1/models/rice/aliases/default"
                     *       },
                     *       "model": "rice",
                     *       "object": "model_alias",
                     *       "shadow": null,
                     *       "updated_at": "2026-11-26T21:51:10.601833Z",
                     *       "version": 2,
                     *       "weights": null
                     *     }
                     */
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
                /**
                 * @example {
                 *       "version": 1
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "alias": "canary",
                     *       "etag": "\"31b6c4c6fd4bb99f3adf5071\"",
                     *       "links": {
                     *         "audit": "/v1/models/rice/audit",
                     *         "predict": "/v1/models/rice/aliases/canary/predict",
                     *         "self": "/v1/models/rice/aliases/canary"
                     *       },
                     *       "model": "rice",
                     *       "object": "model_alias",
                     *       "shadow": null,
                     *       "updated_at": "2026-11-26T21:51:11.332547Z",
                     *       "version": 1,
                     *       "weights": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "action": "alias_set",
                     *           "actor": "job_01m8cxekfh6twy0dhngdpsmskg",
                     *           "after": {
                     *             "shadow": null,
                     *             "version": 2,
                     *             "weights": null
                     *           },
                     *           "at": "2026-11-26T21:51:10.602749Z",
                     *           "before": {
                     *             "shadow": null,
                     *             "version": 1,
                     *             "weights": null
                     *           },
                     *           "model": "rice",
                     *           "object": "registry_change",
                     *           "seq": 4,
                     *           "subject": "default",
                     *           "why": "published"
                     *         },
                     *         {
                     *           "action": "published",
                     *           "actor": "job_01m8cxekfh6twy0dhngdpsmskg",
                     *           "after": {
                     *             "version": 2
                     *           },
                     *           "at": "2026-11-26T21:51:10.601209Z",
                     *           "before": null,
                     *           "model": "rice",
                     *           "object": "registry_change",
                     *           "seq": 3,
                     *           "subject": "2",
                     *           "why": null
                     *         },
                     *         {
                     *           "action": "alias_set",
                     *           "actor": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *           "after": {
                     *             "shadow": null,
                     *             "version": 1,
                     *             "weights": null
                     *           },
                     *           "at": "2026-11-26T21:51:09.899967Z",
                     *           "before": null,
                     *           "model": "rice",
                     *           "object": "registry_change",
                     *           "seq": 2,
                     *           "subject": "default",
                     *           "why": "published"
                     *         },
                     *         {
                     *           "action": "published",
                     *           "actor": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *           "after": {
                     *             "version": 1
                     *           },
                     *           "at": "2026-11-26T21:51:09.897298Z",
                     *           "before": null,
                     *           "model": "rice",
                     *           "object": "registry_change",
                     *           "seq": 1,
                     *           "subject": "1",
                     *           "why": null
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "decision": {
                     *         "cost_matrix": null,
                     *         "per_class": null,
                     *         "threshold": 0.5
                     *       },
                     *       "etag": "\"0\"",
                     *       "history": [],
                     *       "links": {
                     *         "audit": "/v1/models/rice/audit",
                     *         "self": "/v1/models/rice/versions/1/decision",
                     *         "version": "/v1/models/rice/versions/1"
                     *       },
                     *       "model": "rice",
                     *       "object": "decision",
                     *       "revision": 0,
                     *       "trained": {
                     *         "cost_matrix": null,
                     *         "per_class": null,
                     *         "threshold": 0.5
                     *       },
                     *       "version": 1
                     *     }
                     */
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
                /**
                 * @example {
                 *       "threshold": 0.4
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "decision": {
                     *         "cost_matrix": null,
                     *         "per_class": null,
                     *         "threshold": 0.4
                     *       },
                     *       "etag": "\"1\"",
                     *       "history": [
                     *         {
                     *           "actor": "anonymous",
                     *           "at": "2026-11-26T21:51:11.267590Z",
                     *           "decision": {
                     *             "cost_matrix": null,
                     *             "per_class": null,
                     *             "threshold": 0.4
                     *           },
                     *           "revision": 1,
                     *           "why": null
                     *         }
                     *       ],
                     *       "links": {
                     *         "audit": "/v1/models/rice/audit",
                     *         "self": "/v1/models/rice/versions/1/decision",
                     *         "version": "/v1/models/rice/versions/1"
                     *       },
                     *       "model": "rice",
                     *       "object": "decision",
                     *       "revision": 1,
                     *       "trained": {
                     *         "cost_matrix": null,
                     *         "per_class": null,
                     *         "threshold": 0.5
                     *       },
                     *       "version": 1
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "decision": {
                     *         "cost_matrix": null,
                     *         "per_class": null,
                     *         "threshold": 0.5
                     *       },
                     *       "etag": "\"2\"",
                     *       "history": [
                     *         {
                     *           "actor": "anonymous",
                     *           "at": "2026-11-26T21:51:11.307815Z",
                     *           "decision": null,
                     *           "revision": 2,
                     *           "why": null
                     *         },
                     *         {
                     *           "actor": "anonymous",
                     *           "at": "2026-11-26T21:51:11.267590Z",
                     *           "decision": {
                     *             "cost_matrix": null,
                     *             "per_class": null,
                     *             "threshold": 0.4
                     *           },
                     *           "revision": 1,
                     *           "why": null
                     *         }
                     *       ],
                     *       "links": {
                     *         "audit": "/v1/models/rice/audit",
                     *         "self": "/v1/models/rice/versions/1/decision",
                     *         "version": "/v1/models/rice/versions/1"
                     *       },
                     *       "model": "rice",
                     *       "object": "decision",
                     *       "revision": 2,
                     *       "trained": {
                     *         "cost_matrix": null,
                     *         "per_class": null,
                     *         "threshold": 0.5
                     *       },
                     *       "version": 1
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "baselines": {
                     *         "base_rate": {
                     *           "entropy": 0.6826912217946178,
                     *           "log_loss": 0.6826912217946177
                     *         },
                     *         "logistic_regression": {
                     *           "accuracy": 0.931758530183727,
                     *           "brier": 0.055275508330620074,
                     *           "converged": true,
                     *           "ece": 0.02425458562385281,
                     *           "log_loss": 0.1841016976827531,
                     *           "macro_f1": 0.9302517162471395,
                     *           "num_train_rows": 2667,
                     *           "pr_auc": 0.9838471874825903,
                     *           "roc_auc": 0.9788793831260202
                     *         },
                     *         "majority_class": {
                     *           "accuracy": 0.5721784776902887,
                     *           "label": "Osmancik",
                     *           "macro_f1": 0.3639398998330551
                     *         },
                     *         "notes": []
                     *       },
                     *       "charts": {
                     *         "importance": {
                     *           "columns": [
                     *             {
                     *               "accuracy": 0.05993000874890645,
                     *               "column": "Eccentricity",
                     *               "log_loss": 0.15827299276119283,
                     *               "log_loss_std": 0.023354254621960623
                     *             },
                     *             {
                     *               "accuracy": 0.0297462817147857,
                     *               "column": "Convex_Area",
                     *               "log_loss": 0.06779079176429013,
                     *               "log_loss_std": 0.020862258989140334
                     *             },
                     *             {
                     *               "accuracy": 0.011811023622047298,
                     *               "column": "Area",
                     *               "log_loss": 0.033488362141306766,
                     *               "log_loss_std": 0.010341183738084254
                     *             },
                     *             {
                     *               "accuracy": 0.0069991251093613665,
                     *               "column": "Perimeter",
                     *               "log_loss": 0.031951968781188195,
                     *               "log_loss_std": 0.006084633437332096
                     *             },
                     *             {
                     *               "accuracy": 0.009186351706036766,
                     *               "column": "Major_Axis_Length",
                     *               "log_loss": 0.021247332000057424,
                     *               "log_loss_std": 0.003413256316806937
                     *             },
                     *             {
                     *               "accuracy": -0.00262467191601042,
                     *               "column": "Extent",
                     *               "log_loss": -0.000918556395810205,
                     *               "log_loss_std": 0.0008400940139048227
                     *             },
                     *             {
                     *               "accuracy": -0.004811898512685893,
                     *               "column": "Minor_Axis_Length",
                     *               "log_loss": -0.00762430435337851,
                     *               "log_loss_std": 0.002039064496222652
                     *             }
                     *           ],
                     *           "num_rows": 762,
                     *           "repeats": 3,
                     *           "skipped": null
                     *         },
                     *         "num_rows": 762,
                     *         "part": "test",
                     *         "precision_recall": [
                     *           {
                     *             "label": "Osmancik",
                     *             "num_rows": 436,
                     *             "threshold": [
                     *               1,
                     *               0.999996,
                     *               0.999994,
                     *               0.999993,
                     *               0.99999,
                     *               0.999985
                     *             ],
                     *             "x": [
                     *               0,
                     *               0.006881,
                     *               0.013761,
                     *               0.020642,
                     *               0.027523,
                     *               0.03211
                     *             ],
                     *             "y": [
                     *               1,
                     *               1,
                     *               1,
                     *               1,
                     *               1,
                     *               1
                     *             ]
                     *           }
                     *         ],
                     *         "reliability": [
                     *           {
                     *             "accuracy": 0.466667,
                     *             "confidence": 0.516405,
                     *             "num_rows": 15
                     *           },
                     *           {
                     *             "accuracy": 0.5,
                     *             "confidence": 0.564262,
                     *             "num_rows": 18
                     *           },
                     *           {
                     *             "accuracy": 0.615385,
                     *             "confidence": 0.638663,
                     *             "num_rows": 13
                     *           },
                     *           {
                     *             "accuracy": 0.666667,
                     *             "confidence": 0.706194,
                     *             "num_rows": 24
                     *           },
                     *           {
                     *             "accuracy": 0.814815,
                     *             "confidence": 0.763783,
                     *             "num_rows": 27
                     *           },
                     *           {
                     *             "accuracy": 0.758621,
                     *             "confidence": 0.83976,
                     *             "num_rows": 29
                     *           }
                     *         ],
                     *         "roc": [
                     *           {
                     *             "label": "Osmancik",
                     *             "num_rows": 436,
                     *             "threshold": [
                     *               1,
                     *               0.999995,
                     *               0.999993,
                     *               0.999985,
                     *               0.999978,
                     *               0.999969
                     *             ],
                     *             "x": [
                     *               0,
                     *               0,
                     *               0,
                     *               0,
                     *               0,
                     *               0
                     *             ],
                     *             "y": [
                     *               0,
                     *               0.011468,
                     *               0.020642,
                     *               0.03211,
                     *               0.041284,
                     *               0.050459
                     *             ]
                     *           }
                     *         ],
                     *         "thresholds": [
                     *           {
                     *             "accuracy": 0.5721784776902887,
                     *             "f1": 0.7278797996661102,
                     *             "false_negative": 0,
                     *             "false_positive": 326,
                     *             "precision": 0.5721784776902887,
                     *             "recall": 1,
                     *             "threshold": 0,
                     *             "true_negative": 0,
                     *             "true_positive": 436
                     *           },
                     *           {
                     *             "accuracy": 0.7834645669291339,
                     *             "f1": 0.840887174541948,
                     *             "false_negative": 0,
                     *             "false_positive": 165,
                     *             "precision": 0.7254575707154742,
                     *             "recall": 1,
                     *             "threshold": 0.01,
                     *             "true_negative": 161,
                     *             "true_positive": 436
                     *           },
                     *           {
                     *             "accuracy": 0.8162729658792651,
                     *             "f1": 0.8613861386138614,
                     *             "false_negative": 1,
                     *             "false_positive": 139,
                     *             "precision": 0.7578397212543554,
                     *             "recall": 0.9977064220183486,
                     *             "threshold": 0.02,
                     *             "true_negative": 187,
                     *             "true_positive": 435
                     *           },
                     *           {
                     *             "accuracy": 0.8320209973753281,
                     *             "f1": 0.8714859437751004,
                     *             "false_negative": 2,
                     *             "false_positive": 126,
                     *             "precision": 0.775,
                     *             "recall": 0.9954128440366973,
                     *             "threshold": 0.03,
                     *             "true_negative": 200,
                     *             "true_positive": 434
                     *           },
                     *           {
                     *             "accuracy": 0.8490813648293963,
                     *             "f1": 0.8830111902339777,
                     *             "false_negative": 2,
                     *             "false_positive": 113,
                     *             "precision": 0.793418647166362,
                     *             "recall": 0.9954128440366973,
                     *             "threshold": 0.04,
                     *             "true_negative": 213,
                     *             "true_positive": 434
                     *           },
                     *           {
                     *             "accuracy": 0.8569553805774278,
                     *             "f1": 0.8879753340184995,
                     *             "false_negative": 4,
                     *             "false_positive": 105,
                     *             "precision": 0.8044692737430168,
                     *             "recall": 0.9908256880733946,
                     *             "threshold": 0.05,
                     *             "true_negative": 221,
                     *             "true_positive": 432
                     *           },
                     *           {
                     *             "accuracy": 0.868766404199475,
                     *             "f1": 0.8962655601659751,
                     *             "false_negative": 4,
                     *             "false_positive": 96,
                     *             "precision": 0.8181818181818182,
                     *             "recall": 0.9908256880733946,
                     *             "threshold": 0.06,
                     *             "true_negative": 230,
                     *             "true_positive": 432
                     *           },
                     *           {
                     *             "accuracy": 0.8740157480314961,
                     *             "f1": 0.899581589958159,
                     *             "false_negative": 6,
                     *             "false_positive": 90,
                     *             "precision": 0.8269230769230769,
                     *             "recall": 0.9862385321100917,
                     *             "threshold": 0.07,
                     *             "true_negative": 236,
                     *             "true_positive": 430
                     *           },
                     *           {
                     *             "accuracy": 0.8818897637795275,
                     *             "f1": 0.9052631578947369,
                     *             "false_negative": 6,
                     *             "false_positive": 84,
                     *             "precision": 0.8365758754863813,
                     *             "recall": 0.9862385321100917,
                     *             "threshold": 0.08,
                     *             "true_negative": 242,
                     *             "true_positive": 430
                     *           },
                     *           {
                     *             "accuracy": 0.8858267716535433,
                     *             "f1": 0.9081309398099261,
                     *             "false_negative": 6,
                     *             "false_positive": 81,
                     *             "precision": 0.8414872798434442,
                     *             "recall": 0.9862385321100917,
                     *             "threshold": 0.09,
                     *             "true_negative": 245,
                     *             "true_positive": 430
                     *           },
                     *           {
                     *             "accuracy": 0.8858267716535433,
                     *             "f1": 0.9079365079365079,
                     *             "false_negative": 7,
                     *             "false_positive": 80,
                     *             "precision": 0.8428290766208252,
                     *             "recall": 0.9839449541284404,
                     *             "threshold": 0.1,
                     *             "true_negative": 246,
                     *             "true_positive": 429
                     *           },
                     *           {
                     *             "accuracy": 0.8910761154855643,
                     *             "f1": 0.9117959617428267,
                     *             "false_negative": 7,
                     *             "false_positive": 76,
                     *             "precision": 0.8495049504950495,
                     *             "recall": 0.9839449541284404,
                     *             "threshold": 0.11,
                     *             "true_negative": 250,
                     *             "true_positive": 429
                     *           },
                     *           {
                     *             "accuracy": 0.8937007874015748,
                     *             "f1": 0.9135538954108858,
                     *             "false_negative": 8,
                     *             "false_positive": 73,
                     *             "precision": 0.8542914171656687,
                     *             "recall": 0.981651376146789,
                     *             "threshold": 0.12,
                     *             "true_negative": 253,
                     *             "true_positive": 428
                     *           },
                     *           {
                     *             "accuracy": 0.9002624671916011,
                     *             "f1": 0.9184549356223176,
                     *             "false_negative": 8,
                     *             "false_positive": 68,
                     *             "precision": 0.8629032258064516,
                     *             "recall": 0.981651376146789,
                     *             "threshold": 0.13,
                     *             "true_negative": 258,
                     *             "true_positive": 428
                     *           },
                     *           {
                     *             "accuracy": 0.905511811023622,
                     *             "f1": 0.9224137931034483,
                     *             "false_negative": 8,
                     *             "false_positive": 64,
                     *             "precision": 0.8699186991869918,
                     *             "recall": 0.981651376146789,
                     *             "threshold": 0.14,
                     *             "true_negative": 262,
                     *             "true_positive": 428
                     *           },
                     *           {
                     *             "accuracy": 0.9094488188976378,
                     *             "f1": 0.9254054054054054,
                     *             "false_negative": 8,
                     *             "false_positive": 61,
                     *             "precision": 0.8752556237218814,
                     *             "recall": 0.981651376146789,
                     *             "threshold": 0.15,
                     *             "true_negative": 265,
                     *             "true_positive": 428
                     *           },
                     *           {
                     *             "accuracy": 0.9120734908136483,
                     *             "f1": 0.9274106175514626,
                     *             "false_negative": 8,
                     *             "false_positive": 59,
                     *             "precision": 0.8788501026694046,
                     *             "recall": 0.981651376146789,
                     *             "threshold": 0.16,
                     *             "true_negative": 267,
                     *             "true_positive": 428
                     *           },
                     *           {
                     *             "accuracy": 0.9133858267716536,
                     *             "f1": 0.928416485900217,
                     *             "false_negative": 8,
                     *             "false_positive": 58,
                     *             "precision": 0.8806584362139918,
                     *             "recall": 0.981651376146789,
                     *             "threshold": 0.17,
                     *             "true_negative": 268,
                     *             "true_positive": 428
                     *           },
                     *           {
                     *             "accuracy": 0.9133858267716536,
                     *             "f1": 0.928416485900217,
                     *             "false_negative": 8,
                     *             "false_positive": 58,
                     *             "precision": 0.8806584362139918,
                     *             "recall": 0.981651376146789,
                     *             "threshold": 0.18,
                     *             "true_negative": 268,
                     *             "true_positive": 428
                     *           },
                     *           {
                     *             "accuracy": 0.9146981627296588,
                     *             "f1": 0.9292709466811752,
                     *             "false_negative": 9,
                     *             "false_positive": 56,
                     *             "precision": 0.8840579710144928,
                     *             "recall": 0.9793577981651376,
                     *             "threshold": 0.19,
                     *             "true_negative": 270,
                     *             "true_positive": 427
                     *           },
                     *           {
                     *             "accuracy": 0.9133858267716536,
                     *             "f1": 0.9281045751633987,
                     *             "false_negative": 10,
                     *             "false_positive": 56,
                     *             "precision": 0.8838174273858921,
                     *             "recall": 0.9770642201834863,
                     *             "threshold": 0.2,
                     *             "true_negative": 270,
                     *             "true_positive": 426
                     *           },
                     *           {
                     *             "accuracy": 0.9133858267716536,
                     *             "f1": 0.9281045751633987,
                     *             "false_negative": 10,
                     *             "false_positive": 56,
                     *             "precision": 0.8838174273858921,
                     *             "recall": 0.9770642201834863,
                     *             "threshold": 0.21,
                     *             "true_negative": 270,
                     *             "true_positive": 426
                     *           },
                     *           {
                     *             "accuracy": 0.916010498687664,
                     *             "f1": 0.9299781181619255,
                     *             "false_negative": 11,
                     *             "false_positive": 53,
                     *             "precision": 0.8891213389121339,
                     *             "recall": 0.9747706422018348,
                     *             "threshold": 0.22,
                     *             "true_negative": 273,
                     *             "true_positive": 425
                     *           },
                     *           {
                     *             "accuracy": 0.916010498687664,
                     *             "f1": 0.9298245614035088,
                     *             "false_negative": 12,
                     *             "false_positive": 52,
                     *             "precision": 0.8907563025210085,
                     *             "recall": 0.9724770642201835,
                     *             "threshold": 0.23,
                     *             "true_negative": 274,
                     *             "true_positive": 424
                     *           },
                     *           {
                     *             "accuracy": 0.9173228346456693,
                     *             "f1": 0.9308452250274424,
                     *             "false_negative": 12,
                     *             "false_positive": 51,
                     *             "precision": 0.8926315789473684,
                     *             "recall": 0.9724770642201835,
                     *             "threshold": 0.24,
                     *             "true_negative": 275,
                     *             "true_positive": 424
                     *           },
                     *           {
                     *             "accuracy": 0.916010498687664,
                     *             "f1": 0.9296703296703297,
                     *             "false_negative": 13,
                     *             "false_positive": 51,
                     *             "precision": 0.8924050632911392,
                     *             "recall": 0.9701834862385321,
                     *             "threshold": 0.25,
                     *             "true_negative": 275,
                     *             "true_positive": 423
                     *           },
                     *           {
                     *             "accuracy": 0.916010498687664,
                     *             "f1": 0.9295154185022027,
                     *             "false_negative": 14,
                     *             "false_positive": 50,
                     *             "precision": 0.8940677966101694,
                     *             "recall": 0.9678899082568807,
                     *             "threshold": 0.26,
                     *             "true_negative": 276,
                     *             "true_positive": 422
                     *           },
                     *           {
                     *             "accuracy": 0.9186351706036745,
                     *             "f1": 0.9315673289183223,
                     *             "false_negative": 14,
                     *             "false_positive": 48,
                     *             "precision": 0.8978723404255319,
                     *             "recall": 0.9678899082568807,
                     *             "threshold": 0.27,
                     *             "true_negative": 278,
                     *             "true_positive": 422
                     *           },
                     *           {
                     *             "accuracy": 0.9212598425196851,
                     *             "f1": 0.9336283185840708,
                     *             "false_negative": 14,
                     *             "false_positive": 46,
                     *             "precision": 0.9017094017094017,
                     *             "recall": 0.9678899082568807,
                     *             "threshold": 0.28,
                     *             "true_negative": 280,
                     *             "true_positive": 422
                     *           },
                     *           {
                     *             "accuracy": 0.9212598425196851,
                     *             "f1": 0.9334811529933481,
                     *             "false_negative": 15,
                     *             "false_positive": 45,
                     *             "precision": 0.9034334763948498,
                     *             "recall": 0.9655963302752294,
                     *             "threshold": 0.29,
                     *             "true_negative": 281,
                     *             "true_positive": 421
                     *           },
                     *           {
                     *             "accuracy": 0.9238845144356955,
                     *             "f1": 0.9352678571428571,
                     *             "false_negative": 17,
                     *             "false_positive": 41,
                     *             "precision": 0.9108695652173913,
                     *             "recall": 0.9610091743119266,
                     *             "threshold": 0.3,
                     *             "true_negative": 285,
                     *             "true_positive": 419
                     *           },
                     *           {
                     *             "accuracy": 0.9251968503937008,
                     *             "f1": 0.9361702127659575,
                     *             "false_negative": 18,
                     *             "false_positive": 39,
                     *             "precision": 0.9146608315098468,
                     *             "recall": 0.9587155963302753,
                     *             "threshold": 0.31,
                     *             "true_negative": 287,
                     *             "true_positive": 418
                     *           },
                     *           {
                     *             "accuracy": 0.9238845144356955,
                     *             "f1": 0.9349775784753364,
                     *             "false_negative": 19,
                     *             "false_positive": 39,
                     *             "precision": 0.9144736842105263,
                     *             "recall": 0.9564220183486238,
                     *             "threshold": 0.32,
                     *             "true_negative": 287,
                     *             "true_positive": 417
                     *           },
                     *           {
                     *             "accuracy": 0.9251968503937008,
                     *             "f1": 0.936026936026936,
                     *             "false_negative": 19,
                     *             "false_positive": 38,
                     *             "precision": 0.9164835164835164,
                     *             "recall": 0.9564220183486238,
                     *             "threshold": 0.33,
                     *             "true_negative": 288,
                     *             "true_positive": 417
                     *           },
                     *           {
                     *             "accuracy": 0.9251968503937008,
                     *             "f1": 0.936026936026936,
                     *             "false_negative": 19,
                     *             "false_positive": 38,
                     *             "precision": 0.9164835164835164,
                     *             "recall": 0.9564220183486238,
                     *             "threshold": 0.34,
                     *             "true_negative": 288,
                     *             "true_positive": 417
                     *           },
                     *           {
                     *             "accuracy": 0.9251968503937008,
                     *             "f1": 0.9358830146231721,
                     *             "false_negative": 20,
                     *             "false_positive": 37,
                     *             "precision": 0.9183222958057395,
                     *             "recall": 0.9541284403669725,
                     *             "threshold": 0.35,
                     *             "true_negative": 289,
                     *             "true_positive": 416
                     *           },
                     *           {
                     *             "accuracy": 0.9238845144356955,
                     *             "f1": 0.9346846846846847,
                     *             "false_negative": 21,
                     *             "false_positive": 37,
                     *             "precision": 0.918141592920354,
                     *             "recall": 0.9518348623853211,
                     *             "threshold": 0.36,
                     *             "true_negative": 289,
                     *             "true_positive": 415
                     *           },
                     *           {
                     *             "accuracy": 0.9238845144356955,
                     *             "f1": 0.9346846846846847,
                     *             "false_negative": 21,
                     *             "false_positive": 37,
                     *             "precision": 0.918141592920354,
                     *             "recall": 0.9518348623853211,
                     *             "threshold": 0.37,
                     *             "true_negative": 289,
                     *             "true_positive": 415
                     *           },
                     *           {
                     *             "accuracy": 0.9238845144356955,
                     *             "f1": 0.9346846846846847,
                     *             "false_negative": 21,
                     *             "false_positive": 37,
                     *             "precision": 0.918141592920354,
                     *             "recall": 0.9518348623853211,
                     *             "threshold": 0.38,
                     *             "true_negative": 289,
                     *             "true_positive": 415
                     *           },
                     *           {
                     *             "accuracy": 0.9238845144356955,
                     *             "f1": 0.9346846846846847,
                     *             "false_negative": 21,
                     *             "false_positive": 37,
                     *             "precision": 0.918141592920354,
                     *             "recall": 0.9518348623853211,
                     *             "threshold": 0.39,
                     *             "true_negative": 289,
                     *             "true_positive": 415
                     *           },
                     *           {
                     *             "accuracy": 0.9251968503937008,
                     *             "f1": 0.9357384441939121,
                     *             "false_negative": 21,
                     *             "false_positive": 36,
                     *             "precision": 0.9201773835920177,
                     *             "recall": 0.9518348623853211,
                     *             "threshold": 0.4,
                     *             "true_negative": 290,
                     *             "true_positive": 415
                     *           },
                     *           {
                     *             "accuracy": 0.9251968503937008,
                     *             "f1": 0.9357384441939121,
                     *             "false_negative": 21,
                     *             "false_positive": 36,
                     *             "precision": 0.9201773835920177,
                     *             "recall": 0.9518348623853211,
                     *             "threshold": 0.41,
                     *             "true_negative": 290,
                     *             "true_positive": 415
                     *           },
                     *           {
                     *             "accuracy": 0.9238845144356955,
                     *             "f1": 0.9345372460496614,
                     *             "false_negative": 22,
                     *             "false_positive": 36,
                     *             "precision": 0.92,
                     *             "recall": 0.9495412844036697,
                     *             "threshold": 0.42,
                     *             "true_negative": 290,
                     *             "true_positive": 414
                     *           },
                     *           {
                     *             "accuracy": 0.9225721784776902,
                     *             "f1": 0.9331823329558324,
                     *             "false_negative": 24,
                     *             "false_positive": 35,
                     *             "precision": 0.9217002237136466,
                     *             "recall": 0.944954128440367,
                     *             "threshold": 0.43,
                     *             "true_negative": 291,
                     *             "true_positive": 412
                     *           },
                     *           {
                     *             "accuracy": 0.9212598425196851,
                     *             "f1": 0.9319727891156463,
                     *             "false_negative": 25,
                     *             "false_positive": 35,
                     *             "precision": 0.92152466367713,
                     *             "recall": 0.9426605504587156,
                     *             "threshold": 0.44,
                     *             "true_negative": 291,
                     *             "true_positive": 411
                     *           },
                     *           {
                     *             "accuracy": 0.9199475065616798,
                     *             "f1": 0.9307604994324631,
                     *             "false_negative": 26,
                     *             "false_positive": 35,
                     *             "precision": 0.9213483146067416,
                     *             "recall": 0.9403669724770642,
                     *             "threshold": 0.45,
                     *             "true_negative": 291,
                     *             "true_positive": 410
                     *           },
                     *           {
                     *             "accuracy": 0.9199475065616798,
                     *             "f1": 0.9307604994324631,
                     *             "false_negative": 26,
                     *             "false_positive": 35,
                     *             "precision": 0.9213483146067416,
                     *             "recall": 0.9403669724770642,
                     *             "threshold": 0.46,
                     *             "true_negative": 291,
                     *             "true_positive": 410
                     *           },
                     *           {
                     *             "accuracy": 0.9199475065616798,
                     *             "f1": 0.9306029579067122,
                     *             "false_negative": 27,
                     *             "false_positive": 34,
                     *             "precision": 0.9232505643340858,
                     *             "recall": 0.9380733944954128,
                     *             "threshold": 0.47,
                     *             "true_negative": 292,
                     *             "true_positive": 409
                     *           },
                     *           {
                     *             "accuracy": 0.9225721784776902,
                     *             "f1": 0.9327251995438997,
                     *             "false_negative": 27,
                     *             "false_positive": 32,
                     *             "precision": 0.927437641723356,
                     *             "recall": 0.9380733944954128,
                     *             "threshold": 0.48,
                     *             "true_negative": 294,
                     *             "true_positive": 409
                     *           },
                     *           {
                     *             "accuracy": 0.9186351706036745,
                     *             "f1": 0.9290617848970252,
                     *             "false_negative": 30,
                     *             "false_positive": 32,
                     *             "precision": 0.9269406392694064,
                     *             "recall": 0.9311926605504587,
                     *             "threshold": 0.49,
                     *             "true_negative": 294,
                     *             "true_positive": 406
                     *           },
                     *           {
                     *             "accuracy": 0.9173228346456693,
                     *             "f1": 0.9276693455797933,
                     *             "false_negative": 32,
                     *             "false_positive": 31,
                     *             "precision": 0.9287356321839081,
                     *             "recall": 0.926605504587156,
                     *             "threshold": 0.5,
                     *             "true_negative": 295,
                     *             "true_positive": 404
                     *           },
                     *           {
                     *             "accuracy": 0.916010498687664,
                     *             "f1": 0.9264367816091954,
                     *             "false_negative": 33,
                     *             "false_positive": 31,
                     *             "precision": 0.9285714285714286,
                     *             "recall": 0.9243119266055045,
                     *             "threshold": 0.51,
                     *             "true_negative": 295,
                     *             "true_positive": 403
                     *           },
                     *           {
                     *             "accuracy": 0.9146981627296588,
                     *             "f1": 0.9250288350634371,
                     *             "false_negative": 35,
                     *             "false_positive": 30,
                     *             "precision": 0.9303944315545244,
                     *             "recall": 0.9197247706422018,
                     *             "threshold": 0.52,
                     *             "true_negative": 296,
                     *             "true_positive": 401
                     *           },
                     *           {
                     *             "accuracy": 0.9146981627296588,
                     *             "f1": 0.9248554913294798,
                     *             "false_negative": 36,
                     *             "false_positive": 29,
                     *             "precision": 0.9324009324009324,
                     *             "recall": 0.9174311926605505,
                     *             "threshold": 0.53,
                     *             "true_negative": 297,
                     *             "true_positive": 400
                     *           },
                     *           {
                     *             "accuracy": 0.9133858267716536,
                     *             "f1": 0.9234338747099768,
                     *             "false_negative": 38,
                     *             "false_positive": 28,
                     *             "precision": 0.9342723004694836,
                     *             "recall": 0.9128440366972477,
                     *             "threshold": 0.54,
                     *             "true_negative": 298,
                     *             "true_positive": 398
                     *           },
                     *           {
                     *             "accuracy": 0.9133858267716536,
                     *             "f1": 0.9234338747099768,
                     *             "false_negative": 38,
                     *             "false_positive": 28,
                     *             "precision": 0.9342723004694836,
                     *             "recall": 0.9128440366972477,
                     *             "threshold": 0.55,
                     *             "true_negative": 298,
                     *             "true_positive": 398
                     *           },
                     *           {
                     *             "accuracy": 0.9120734908136483,
                     *             "f1": 0.9221835075493612,
                     *             "false_negative": 39,
                     *             "false_positive": 28,
                     *             "precision": 0.9341176470588235,
                     *             "recall": 0.9105504587155964,
                     *             "threshold": 0.56,
                     *             "true_negative": 298,
                     *             "true_positive": 397
                     *           },
                     *           {
                     *             "accuracy": 0.910761154855643,
                     *             "f1": 0.9207459207459208,
                     *             "false_negative": 41,
                     *             "false_positive": 27,
                     *             "precision": 0.9360189573459715,
                     *             "recall": 0.9059633027522935,
                     *             "threshold": 0.57,
                     *             "true_negative": 299,
                     *             "true_positive": 395
                     *           },
                     *           {
                     *             "accuracy": 0.910761154855643,
                     *             "f1": 0.9205607476635514,
                     *             "false_negative": 42,
                     *             "false_positive": 26,
                     *             "precision": 0.9380952380952381,
                     *             "recall": 0.9036697247706422,
                     *             "threshold": 0.58,
                     *             "true_negative": 300,
                     *             "true_positive": 394
                     *           },
                     *           {
                     *             "accuracy": 0.910761154855643,
                     *             "f1": 0.9205607476635514,
                     *             "false_negative": 42,
                     *             "false_positive": 26,
                     *             "precision": 0.9380952380952381,
                     *             "recall": 0.9036697247706422,
                     *             "threshold": 0.59,
                     *             "true_negative": 300,
                     *             "true_positive": 394
                     *           },
                     *           {
                     *             "accuracy": 0.910761154855643,
                     *             "f1": 0.9203747072599532,
                     *             "false_negative": 43,
                     *             "false_positive": 25,
                     *             "precision": 0.9401913875598086,
                     *             "recall": 0.9013761467889908,
                     *             "threshold": 0.6,
                     *             "true_negative": 301,
                     *             "true_positive": 393
                     *           },
                     *           {
                     *             "accuracy": 0.9120734908136483,
                     *             "f1": 0.9214536928487691,
                     *             "false_negative": 43,
                     *             "false_positive": 24,
                     *             "precision": 0.9424460431654677,
                     *             "recall": 0.9013761467889908,
                     *             "threshold": 0.61,
                     *             "true_negative": 302,
                     *             "true_positive": 393
                     *           },
                     *           {
                     *             "accuracy": 0.910761154855643,
                     *             "f1": 0.92018779342723,
                     *             "false_negative": 44,
                     *             "false_positive": 24,
                     *             "precision": 0.9423076923076923,
                     *             "recall": 0.8990825688073395,
                     *             "threshold": 0.62,
                     *             "true_negative": 302,
                     *             "true_positive": 392
                     *           },
                     *           {
                     *             "accuracy": 0.9094488188976378,
                     *             "f1": 0.918918918918919,
                     *             "false_negative": 45,
                     *             "false_positive": 24,
                     *             "precision": 0.9421686746987952,
                     *             "recall": 0.8967889908256881,
                     *             "threshold": 0.63,
                     *             "true_negative": 302,
                     *             "true_positive": 391
                     *           },
                     *           {
                     *             "accuracy": 0.9068241469816273,
                     *             "f1": 0.9163722025912838,
                     *             "false_negative": 47,
                     *             "false_positive": 24,
                     *             "precision": 0.9418886198547215,
                     *             "recall": 0.8922018348623854,
                     *             "threshold": 0.64,
                     *             "true_negative": 302,
                     *             "true_positive": 389
                     *           },
                     *           {
                     *             "accuracy": 0.9068241469816273,
                     *             "f1": 0.9163722025912838,
                     *             "false_negative": 47,
                     *             "false_positive": 24,
                     *             "precision": 0.9418886198547215,
                     *             "recall": 0.8922018348623854,
                     *             "threshold": 0.65,
                     *             "true_negative": 302,
                     *             "true_positive": 389
                     *           },
                     *           {
                     *             "accuracy": 0.905511811023622,
                     *             "f1": 0.9150943396226415,
                     *             "false_negative": 48,
                     *             "false_positive": 24,
                     *             "precision": 0.941747572815534,
                     *             "recall": 0.8899082568807339,
                     *             "threshold": 0.66,
                     *             "true_negative": 302,
                     *             "true_positive": 388
                     *           },
                     *           {
                     *             "accuracy": 0.9068241469816273,
                     *             "f1": 0.9159763313609467,
                     *             "false_negative": 49,
                     *             "false_positive": 22,
                     *             "precision": 0.9462102689486552,
                     *             "recall": 0.8876146788990825,
                     *             "threshold": 0.67,
                     *             "true_negative": 304,
                     *             "true_positive": 387
                     *           },
                     *           {
                     *             "accuracy": 0.9081364829396326,
                     *             "f1": 0.9170616113744076,
                     *             "false_negative": 49,
                     *             "false_positive": 21,
                     *             "precision": 0.9485294117647058,
                     *             "recall": 0.8876146788990825,
                     *             "threshold": 0.68,
                     *             "true_negative": 305,
                     *             "true_positive": 387
                     *           },
                     *           {
                     *             "accuracy": 0.9068241469816273,
                     *             "f1": 0.9157769869513642,
                     *             "false_negative": 50,
                     *             "false_positive": 21,
                     *             "precision": 0.9484029484029484,
                     *             "recall": 0.8853211009174312,
                     *             "threshold": 0.69,
                     *             "true_negative": 305,
                     *             "true_positive": 386
                     *           },
                     *           {
                     *             "accuracy": 0.905511811023622,
                     *             "f1": 0.9144893111638955,
                     *             "false_negative": 51,
                     *             "false_positive": 21,
                     *             "precision": 0.9482758620689655,
                     *             "recall": 0.8830275229357798,
                     *             "threshold": 0.7,
                     *             "true_negative": 305,
                     *             "true_positive": 385
                     *           },
                     *           {
                     *             "accuracy": 0.905511811023622,
                     *             "f1": 0.9144893111638955,
                     *             "false_negative": 51,
                     *             "false_positive": 21,
                     *             "precision": 0.9482758620689655,
                     *             "recall": 0.8830275229357798,
                     *             "threshold": 0.71,
                     *             "true_negative": 305,
                     *             "true_positive": 385
                     *           },
                     *           {
                     *             "accuracy": 0.9041994750656168,
                     *             "f1": 0.9129916567342073,
                     *             "false_negative": 53,
                     *             "false_positive": 20,
                     *             "precision": 0.9503722084367245,
                     *             "recall": 0.8784403669724771,
                     *             "threshold": 0.72,
                     *             "true_negative": 306,
                     *             "true_positive": 383
                     *           },
                     *           {
                     *             "accuracy": 0.9028871391076115,
                     *             "f1": 0.9114832535885168,
                     *             "false_negative": 55,
                     *             "false_positive": 19,
                     *             "precision": 0.9525,
                     *             "recall": 0.8738532110091743,
                     *             "threshold": 0.73,
                     *             "true_negative": 307,
                     *             "true_positive": 381
                     *           },
                     *           {
                     *             "accuracy": 0.8976377952755905,
                     *             "f1": 0.90625,
                     *             "false_negative": 59,
                     *             "false_positive": 19,
                     *             "precision": 0.952020202020202,
                     *             "recall": 0.8646788990825688,
                     *             "threshold": 0.74,
                     *             "true_negative": 307,
                     *             "true_positive": 377
                     *           },
                     *           {
                     *             "accuracy": 0.8963254593175853,
                     *             "f1": 0.9049338146811071,
                     *             "false_negative": 60,
                     *             "false_positive": 19,
                     *             "precision": 0.9518987341772152,
                     *             "recall": 0.8623853211009175,
                     *             "threshold": 0.75,
                     *             "true_negative": 307,
                     *             "true_positive": 376
                     *           },
                     *           {
                     *             "accuracy": 0.8923884514435696,
                     *             "f1": 0.9009661835748792,
                     *             "false_negative": 63,
                     *             "false_positive": 19,
                     *             "precision": 0.951530612244898,
                     *             "recall": 0.8555045871559633,
                     *             "threshold": 0.76,
                     *             "true_negative": 307,
                     *             "true_positive": 373
                     *           },
                     *           {
                     *             "accuracy": 0.8910761154855643,
                     *             "f1": 0.8996372430471584,
                     *             "false_negative": 64,
                     *             "false_positive": 19,
                     *             "precision": 0.9514066496163683,
                     *             "recall": 0.8532110091743119,
                     *             "threshold": 0.77,
                     *             "true_negative": 307,
                     *             "true_positive": 372
                     *           },
                     *           {
                     *             "accuracy": 0.8923884514435696,
                     *             "f1": 0.9007263922518159,
                     *             "false_negative": 64,
                     *             "false_positive": 18,
                     *             "precision": 0.9538461538461539,
                     *             "recall": 0.8532110091743119,
                     *             "threshold": 0.78,
                     *             "true_negative": 308,
                     *             "true_positive": 372
                     *           },
                     *           {
                     *             "accuracy": 0.889763779527559,
                     *             "f1": 0.8980582524271845,
                     *             "false_negative": 66,
                     *             "false_positive": 18,
                     *             "precision": 0.9536082474226805,
                     *             "recall": 0.8486238532110092,
                     *             "threshold": 0.79,
                     *             "true_negative": 308,
                     *             "true_positive": 370
                     *           },
                     *           {
                     *             "accuracy": 0.8858267716535433,
                     *             "f1": 0.8940316686967114,
                     *             "false_negative": 69,
                     *             "false_positive": 18,
                     *             "precision": 0.9532467532467532,
                     *             "recall": 0.841743119266055,
                     *             "threshold": 0.8,
                     *             "true_negative": 308,
                     *             "true_positive": 367
                     *           },
                     *           {
                     *             "accuracy": 0.8871391076115486,
                     *             "f1": 0.8951219512195122,
                     *             "false_negative": 69,
                     *             "false_positive": 17,
                     *             "precision": 0.9557291666666666,
                     *             "recall": 0.841743119266055,
                     *             "threshold": 0.81,
                     *             "true_negative": 309,
                     *             "true_positive": 367
                     *           },
                     *           {
                     *             "accuracy": 0.8858267716535433,
                     *             "f1": 0.8937728937728938,
                     *             "false_negative": 70,
                     *             "false_positive": 17,
                     *             "precision": 0.9556135770234987,
                     *             "recall": 0.8394495412844036,
                     *             "threshold": 0.82,
                     *             "true_negative": 309,
                     *             "true_positive": 366
                     *           },
                     *           {
                     *             "accuracy": 0.8832020997375328,
                     *             "f1": 0.8905289052890529,
                     *             "false_negative": 74,
                     *             "false_positive": 15,
                     *             "precision": 0.9602122015915119,
                     *             "recall": 0.8302752293577982,
                     *             "threshold": 0.83,
                     *             "true_negative": 311,
                     *             "true_positive": 362
                     *           },
                     *           {
                     *             "accuracy": 0.8832020997375328,
                     *             "f1": 0.8905289052890529,
                     *             "false_negative": 74,
                     *             "false_positive": 15,
                     *             "precision": 0.9602122015915119,
                     *             "recall": 0.8302752293577982,
                     *             "threshold": 0.84,
                     *             "true_negative": 311,
                     *             "true_positive": 362
                     *           },
                     *           {
                     *             "accuracy": 0.8805774278215223,
                     *             "f1": 0.8877928483353884,
                     *             "false_negative": 76,
                     *             "false_positive": 15,
                     *             "precision": 0.96,
                     *             "recall": 0.8256880733944955,
                     *             "threshold": 0.85,
                     *             "true_negative": 311,
                     *             "true_positive": 360
                     *           },
                     *           {
                     *             "accuracy": 0.8832020997375328,
                     *             "f1": 0.8899876390605687,
                     *             "false_negative": 76,
                     *             "false_positive": 13,
                     *             "precision": 0.9651474530831099,
                     *             "recall": 0.8256880733944955,
                     *             "threshold": 0.86,
                     *             "true_negative": 313,
                     *             "true_positive": 360
                     *           },
                     *           {
                     *             "accuracy": 0.8792650918635171,
                     *             "f1": 0.8858560794044665,
                     *             "false_negative": 79,
                     *             "false_positive": 13,
                     *             "precision": 0.9648648648648649,
                     *             "recall": 0.8188073394495413,
                     *             "threshold": 0.87,
                     *             "true_negative": 313,
                     *             "true_positive": 357
                     *           },
                     *           {
                     *             "accuracy": 0.8753280839895013,
                     *             "f1": 0.8816936488169365,
                     *             "false_negative": 82,
                     *             "false_positive": 13,
                     *             "precision": 0.9645776566757494,
                     *             "recall": 0.8119266055045872,
                     *             "threshold": 0.88,
                     *             "true_negative": 313,
                     *             "true_positive": 354
                     *           },
                     *           {
                     *             "accuracy": 0.8740157480314961,
                     *             "f1": 0.8796992481203008,
                     *             "false_negative": 85,
                     *             "false_positive": 11,
                     *             "precision": 0.9696132596685083,
                     *             "recall": 0.805045871559633,
                     *             "threshold": 0.89,
                     *             "true_negative": 315,
                     *             "true_positive": 351
                     *           },
                     *           {
                     *             "accuracy": 0.8661417322834646,
                     *             "f1": 0.8712121212121212,
                     *             "false_negative": 91,
                     *             "false_positive": 11,
                     *             "precision": 0.9691011235955056,
                     *             "recall": 0.7912844036697247,
                     *             "threshold": 0.9,
                     *             "true_negative": 315,
                     *             "true_positive": 345
                     *           },
                     *           {
                     *             "accuracy": 0.8622047244094488,
                     *             "f1": 0.8669201520912547,
                     *             "false_negative": 94,
                     *             "false_positive": 11,
                     *             "precision": 0.9688385269121813,
                     *             "recall": 0.7844036697247706,
                     *             "threshold": 0.91,
                     *             "true_negative": 315,
                     *             "true_positive": 342
                     *           },
                     *           {
                     *             "accuracy": 0.8582677165354331,
                     *             "f1": 0.8625954198473282,
                     *             "false_negative": 97,
                     *             "false_positive": 11,
                     *             "precision": 0.9685714285714285,
                     *             "recall": 0.7775229357798165,
                     *             "threshold": 0.92,
                     *             "true_negative": 315,
                     *             "true_positive": 339
                     *           },
                     *           {
                     *             "accuracy": 0.8556430446194225,
                     *             "f1": 0.8589743589743589,
                     *             "false_negative": 101,
                     *             "false_positive": 9,
                     *             "precision": 0.9738372093023255,
                     *             "recall": 0.768348623853211,
                     *             "threshold": 0.93,
                     *             "true_negative": 317,
                     *             "true_positive": 335
                     *           },
                     *           {
                     *             "accuracy": 0.847769028871391,
                     *             "f1": 0.8501291989664083,
                     *             "false_negative": 107,
                     *             "false_positive": 9,
                     *             "precision": 0.9733727810650887,
                     *             "recall": 0.7545871559633027,
                     *             "threshold": 0.94,
                     *             "true_negative": 317,
                     *             "true_positive": 329
                     *           },
                     *           {
                     *             "accuracy": 0.8398950131233596,
                     *             "f1": 0.8411458333333334,
                     *             "false_negative": 113,
                     *             "false_positive": 9,
                     *             "precision": 0.9728915662650602,
                     *             "recall": 0.7408256880733946,
                     *             "threshold": 0.95,
                     *             "true_negative": 317,
                     *             "true_positive": 323
                     *           },
                     *           {
                     *             "accuracy": 0.8346456692913385,
                     *             "f1": 0.8333333333333334,
                     *             "false_negative": 121,
                     *             "false_positive": 5,
                     *             "precision": 0.984375,
                     *             "recall": 0.7224770642201835,
                     *             "threshold": 0.96,
                     *             "true_negative": 321,
                     *             "true_positive": 315
                     *           },
                     *           {
                     *             "accuracy": 0.8202099737532809,
                     *             "f1": 0.815114709851552,
                     *             "false_negative": 134,
                     *             "false_positive": 3,
                     *             "precision": 0.9901639344262295,
                     *             "recall": 0.6926605504587156,
                     *             "threshold": 0.97,
                     *             "true_negative": 323,
                     *             "true_positive": 302
                     *           },
                     *           {
                     *             "accuracy": 0.7887139107611548,
                     *             "f1": 0.7748251748251749,
                     *             "false_negative": 159,
                     *             "false_positive": 2,
                     *             "precision": 0.992831541218638,
                     *             "recall": 0.6353211009174312,
                     *             "threshold": 0.98,
                     *             "true_negative": 324,
                     *             "true_positive": 277
                     *           },
                     *           {
                     *             "accuracy": 0.7414698162729659,
                     *             "f1": 0.7090103397341211,
                     *             "false_negative": 196,
                     *             "false_positive": 1,
                     *             "precision": 0.995850622406639,
                     *             "recall": 0.5504587155963303,
                     *             "threshold": 0.99,
                     *             "true_negative": 325,
                     *             "true_positive": 240
                     *           },
                     *           {
                     *             "accuracy": 0.42782152230971127,
                     *             "f1": 0,
                     *             "false_negative": 436,
                     *             "false_positive": 0,
                     *             "precision": 0,
                     *             "recall": 0,
                     *             "threshold": 1,
                     *             "true_negative": 326,
                     *             "true_positive": 0
                     *           }
                     *         ]
                     *       },
                     *       "classes": [
                     *         "Cammeo",
                     *         "Osmancik"
                     *       ],
                     *       "confusion": {
                     *         "counts": [
                     *           [
                     *             295,
                     *             31
                     *           ],
                     *           [
                     *             32,
                     *             404
                     *           ]
                     *         ],
                     *         "num_rows": 762,
                     *         "part": "test",
                     *         "per_class": [
                     *           {
                     *             "f1": 0.9035222052067381,
                     *             "label": "Cammeo",
                     *             "precision": 0.9021406727828746,
                     *             "recall": 0.9049079754601227,
                     *             "support": 326
                     *           },
                     *           {
                     *             "f1": 0.9276693455797933,
                     *             "label": "Osmancik",
                     *             "precision": 0.9287356321839081,
                     *             "recall": 0.926605504587156,
                     *             "support": 436
                     *           }
                     *         ]
                     *       },
                     *       "links": {
                     *         "monitoring": "/v1/models/rice/versions/1/monitoring",
                     *         "self": "/v1/models/rice/versions/1/report",
                     *         "version": "/v1/models/rice/versions/1"
                     *       },
                     *       "model": "rice",
                     *       "object": "model_report",
                     *       "threshold": 0.5,
                     *       "version": 1
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "available": true,
                     *           "description": "One ONNX graph from raw columns to labels, and a module that runs it in a web page.",
                     *           "file_name": "rice-v1-onnx.zip",
                     *           "format": "onnx",
                     *           "links": {
                     *             "download": "/v1/models/rice/versions/1/exports/onnx"
                     *           },
                     *           "media_type": "application/zip",
                     *           "num_bytes": 25247,
                     *           "reason": null,
                     *           "sha256": "c19284888f4613b2a0cfa9b94fc83ffd0ed7285c66e737558ebc3272012073e0"
                     *         },
                     *         {
                     *           "available": true,
                     *           "description": "The weights by name, architectures and fitted inputs as JSON, and the graph without weights.",
                     *           "file_name": "rice-v1-safetensors.zip",
                     *           "format": "safetensors",
                     *           "links": {
                     *             "download": "/v1/models/rice/versions/1/exports/safetensors"
                     *           },
                     *           "media_type": "application/zip",
                     *           "num_bytes": 35768,
                     *           "reason": null,
                     *           "sha256": "1186e96684eb60c34ea81a7b3bb0df0a3a7704a10958c6f4b79da2d905681398"
                     *         },
                     *         {
                     *           "available": true,
                     *           "description": "One Python file with its model; it needs onnxruntime and numpy only.",
                     *           "file_name": "rice-v1-scorer.zip",
                     *           "format": "scorer",
                     *           "links": {
                     *             "download": "/v1/models/rice/versions/1/exports/scorer"
                     *           },
                     *           "media_type": "application/zip",
                     *           "num_bytes": 30444,
                     *           "reason": null,
                     *           "sha256": "f43baa46ab7607d36cd72435523f804920458db5c7d7922f82721ea8b5649277"
                     *         }
                     *       ],
                     *       "decision_revision": 0,
                     *       "links": {
                     *         "decision": "/v1/models/rice/versions/1/decision",
                     *         "self": "/v1/models/rice/versions/1/exports",
                     *         "version": "/v1/models/rice/versions/1"
                     *       },
                     *       "model": "rice",
                     *       "object": "export_list",
                     *       "version": 1
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "checks_passed": [],
                     *       "checks_skipped": [
                     *         {
                     *           "code": "serving.schema_drift",
                     *           "reason": "0 rows in the window; 200 are needed."
                     *         },
                     *         {
                     *           "code": "serving.unseen_categories",
                     *           "reason": "0 rows in the window; 200 are needed."
                     *         },
                     *         {
                     *           "code": "serving.out_of_range",
                     *           "reason": "0 rows in the window; 200 are needed."
                     *         },
                     *         {
                     *           "code": "serving.feature_drift",
                     *           "reason": "0 rows in the window; 200 are needed."
                     *         },
                     *         {
                     *           "code": "serving.prediction_drift",
                     *           "reason": "0 rows in the window; 200 are needed."
                     *         }
                     *       ],
                     *       "findings": [],
                     *       "model": "rice",
                     *       "object": "serving_findings",
                     *       "refused": 0,
                     *       "rows": 0,
                     *       "since": null,
                     *       "version": 1,
                     *       "window_seconds": 86400
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "columns": [
                     *         {
                     *           "bins": [
                     *             "below 10586.5",
                     *             "from 10586.5 to 11142",
                     *             "from 11142 to 11575",
                     *             "from 11575 to 11972.5",
                     *             "from 11972.5 to 12412",
                     *             "from 12412 to 12922"
                     *           ],
                     *           "chance": null,
                     *           "column": "Area",
                     *           "counts": [
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0
                     *           ],
                     *           "js": null,
                     *           "measure": "value",
                     *           "out_of_range": 0,
                     *           "psi": null,
                     *           "reference": [
                     *             267,
                     *             267,
                     *             268,
                     *             265,
                     *             268,
                     *             267
                     *           ]
                     *         },
                     *         {
                     *           "bins": [
                     *             "below 411.21",
                     *             "from 411.21 to 421.45",
                     *             "from 421.45 to 429.83",
                     *             "from 429.83 to 438.65",
                     *             "from 438.65 to 448.83",
                     *             "from 448.83 to 462.616"
                     *           ],
                     *           "chance": null,
                     *           "column": "Perimeter",
                     *           "counts": [
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0
                     *           ],
                     *           "js": null,
                     *           "measure": "value",
                     *           "out_of_range": 0,
                     *           "psi": null,
                     *           "reference": [
                     *             267,
                     *             267,
                     *             267,
                     *             266,
                     *             267,
                     *             267
                     *           ]
                     *         },
                     *         {
                     *           "bins": [
                     *             "below 168.09",
                     *             "from 168.09 to 172.37",
                     *             "from 172.37 to 176.113",
                     *             "from 176.113 to 180.47",
                     *             "from 180.47 to 185.704",
                     *             "from 185.704 to 193.515"
                     *           ],
                     *           "chance": null,
                     *           "column": "Major_Axis_Length",
                     *           "counts": [
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0
                     *           ],
                     *           "js": null,
                     *           "measure": "value",
                     *           "out_of_range": 0,
                     *           "psi": null,
                     *           "reference": [
                     *             267,
                     *             267,
                     *             267,
                     *             266,
                     *             267,
                     *             267
                     *           ]
                     *         },
                     *         {
                     *           "bins": [
                     *             "below 78.963",
                     *             "from 78.963 to 81.723",
                     *             "from 81.723 to 83.518",
                     *             "from 83.518 to 85.026",
                     *             "from 85.026 to 86.441",
                     *             "from 86.441 to 87.761"
                     *           ],
                     *           "chance": null,
                     *           "column": "Minor_Axis_Length",
                     *           "counts": [
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0
                     *           ],
                     *           "js": null,
                     *           "measure": "value",
                     *           "out_of_range": 0,
                     *           "psi": null,
                     *           "reference": [
                     *             267,
                     *             267,
                     *             267,
                     *             266,
                     *             267,
                     *             267
                     *           ]
                     *         },
                     *         {
                     *           "bins": [
                     *             "below 0.85913",
                     *             "from 0.85913 to 0.86885",
                     *             "from 0.86885 to 0.87617",
                     *             "from 0.87617 to 0.88298",
                     *             "from 0.88298 to 0.88941",
                     *             "from 0.88941 to 0.89517"
                     *           ],
                     *           "chance": null,
                     *           "column": "Eccentricity",
                     *           "counts": [
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0
                     *           ],
                     *           "js": null,
                     *           "measure": "value",
                     *           "out_of_range": 0,
                     *           "psi": null,
                     *           "reference": [
                     *             267,
                     *             267,
                     *             267,
                     *             266,
                     *             267,
                     *             267
                     *           ]
                     *         },
                     *         {
                     *           "bins": [
                     *             "below 10826",
                     *             "from 10826 to 11368",
                     *             "from 11368 to 11820",
                     *             "from 11820 to 12216",
                     *             "from 12216 to 12684",
                     *             "from 12684 to 13222.5"
                     *           ],
                     *           "chance": null,
                     *           "column": "Convex_Area",
                     *           "counts": [
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0
                     *           ],
                     *           "js": null,
                     *           "measure": "value",
                     *           "out_of_range": 0,
                     *           "psi": null,
                     *           "reference": [
                     *             267,
                     *             267,
                     *             267,
                     *             266,
                     *             268,
                     *             266
                     *           ]
                     *         },
                     *         {
                     *           "bins": [
                     *             "below 0.57087",
                     *             "from 0.57087 to 0.58966",
                     *             "from 0.58966 to 0.60738",
                     *             "from 0.60738 to 0.62463",
                     *             "from 0.62463 to 0.64615",
                     *             "from 0.64615 to 0.67262"
                     *           ],
                     *           "chance": null,
                     *           "column": "Extent",
                     *           "counts": [
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0,
                     *             0
                     *           ],
                     *           "js": null,
                     *           "measure": "value",
                     *           "out_of_range": 0,
                     *           "psi": null,
                     *           "reference": [
                     *             267,
                     *             267,
                     *             267,
                     *             266,
                     *             267,
                     *             267
                     *           ]
                     *         }
                     *       ],
                     *       "faults": {},
                     *       "labels": {
                     *         "Cammeo": 0,
                     *         "Osmancik": 0
                     *       },
                     *       "model": "rice",
                     *       "not_compared": {},
                     *       "object": "serving_monitoring",
                     *       "probabilities": [],
                     *       "reference_labels": {
                     *         "Cammeo": 490,
                     *         "Osmancik": 653
                     *       },
                     *       "reference_probabilities": [
                     *         378,
                     *         45,
                     *         32,
                     *         12,
                     *         23,
                     *         22
                     *       ],
                     *       "refused": 0,
                     *       "rows": 0,
                     *       "shadow": {
                     *         "agreement": [],
                     *         "faults": {},
                     *         "labels": {
                     *           "Cammeo": 0,
                     *           "Osmancik": 0
                     *         },
                     *         "probabilities": [],
                     *         "refused": 0,
                     *         "rows": 0,
                     *         "since": null
                     *       },
                     *       "since": null,
                     *       "unknown_columns": 0,
                     *       "version": 1,
                     *       "window_seconds": 86400
                     *     }
                     */
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
                /**
                 * @example {
                 *       "rows": [
                 *         {
                 *           "Area": 15231,
                 *           "Convex_Area": 15617,
                 *           "Eccentricity": 0.9289,
                 *           "Extent": 0.5729,
                 *           "Major_Axis_Length": 229.75,
                 *           "Minor_Axis_Length": 85.09,
                 *           "Perimeter": 525.58
                 *         }
                 *       ]
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "calibrated": true,
                     *       "classes": [
                     *         "Cammeo",
                     *         "Osmancik"
                     *       ],
                     *       "decision": 0,
                     *       "errors": [],
                     *       "ignored_columns": [],
                     *       "model": "rice",
                     *       "predictions": [
                     *         {
                     *           "label": "Osmancik",
                     *           "label_index": 1,
                     *           "probabilities": {
                     *             "Cammeo": 0.49560107604635184,
                     *             "Osmancik": 0.504398923953648
                     *           },
                     *           "row": 0,
                     *           "warnings": []
                     *         }
                     *       ],
                     *       "request_id": "req_01m8cxemhhzdbe7tmm1ycd63dk",
                     *       "threshold": 0.5,
                     *       "timing_ms": 19.35,
                     *       "version": 2
                     *     }
                     */
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
                /**
                 * @example {
                 *       "rows": [
                 *         {
                 *           "Area": 15231,
                 *           "Convex_Area": 15617,
                 *           "Eccentricity": 0.9289,
                 *           "Extent": 0.5729,
                 *           "Major_Axis_Length": 229.75,
                 *           "Minor_Axis_Length": 85.09,
                 *           "Perimeter": 525.58
                 *         }
                 *       ]
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "calibrated": true,
                     *       "classes": [
                     *         "Cammeo",
                     *         "Osmancik"
                     *       ],
                     *       "decision": 0,
                     *       "errors": [],
                     *       "ignored_columns": [],
                     *       "model": "rice",
                     *       "predictions": [
                     *         {
                     *           "label": "Osmancik",
                     *           "label_index": 1,
                     *           "probabilities": {
                     *             "Cammeo": 0.49560107604635184,
                     *             "Osmancik": 0.504398923953648
                     *           },
                     *           "row": 0,
                     *           "warnings": []
                     *         }
                     *       ],
                     *       "request_id": "req_01m8cxemkx14jmt1h3as2y2bg7",
                     *       "threshold": 0.5,
                     *       "timing_ms": 0.213,
                     *       "version": 2
                     *     }
                     */
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
                /**
                 * @example {
                 *       "rows": [
                 *         {
                 *           "Area": 15231,
                 *           "Convex_Area": 15617,
                 *           "Eccentricity": 0.9289,
                 *           "Extent": 0.5729,
                 *           "Major_Axis_Length": 229.75,
                 *           "Minor_Axis_Length": 85.09,
                 *           "Perimeter": 525.58
                 *         }
                 *       ]
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "calibrated": true,
                     *       "classes": [
                     *         "Cammeo",
                     *         "Osmancik"
                     *       ],
                     *       "decision": 2,
                     *       "errors": [],
                     *       "ignored_columns": [],
                     *       "model": "rice",
                     *       "predictions": [
                     *         {
                     *           "label": "Cammeo",
                     *           "label_index": 0,
                     *           "probabilities": {
                     *             "Cammeo": 0.9997707791146312,
                     *             "Osmancik": 0.00022922088536874469
                     *           },
                     *           "row": 0,
                     *           "warnings": []
                     *         }
                     *       ],
                     *       "request_id": "req_01m8cxemm6wyze5c7b37j275j6",
                     *       "threshold": 0.5,
                     *       "timing_ms": 1.477,
                     *       "version": 1
                     *     }
                     */
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
                /**
                 * @example {
                 *       "rows": [
                 *         {
                 *           "Area": 15231,
                 *           "Convex_Area": 15617,
                 *           "Eccentricity": 0.9289,
                 *           "Extent": 0.5729,
                 *           "Major_Axis_Length": 229.75,
                 *           "Minor_Axis_Length": 85.09,
                 *           "Perimeter": 525.58
                 *         }
                 *       ]
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "baseline": {
                     *         "kind": "training_rows",
                     *         "num_rows": 30
                     *       },
                     *       "calibrated": true,
                     *       "classes": [
                     *         "Cammeo",
                     *         "Osmancik"
                     *       ],
                     *       "decision": 0,
                     *       "errors": [],
                     *       "ignored_columns": [],
                     *       "model": "rice",
                     *       "predictions": [
                     *         {
                     *           "attributions": [
                     *             {
                     *               "attribution": 0.009884331765312351,
                     *               "column": "Major_Axis_Length",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 229.75
                     *             },
                     *             {
                     *               "attribution": 0.0044905060734649685,
                     *               "column": "Eccentricity",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 0.9289
                     *             },
                     *             {
                     *               "attribution": 0.004391018513280006,
                     *               "column": "Extent",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 0.5729
                     *             },
                     *             {
                     *               "attribution": -0.002035273757228478,
                     *               "column": "Minor_Axis_Length",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 85.09
                     *             },
                     *             {
                     *               "attribution": 0.0015004530352183657,
                     *               "column": "Area",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 15231
                     *             },
                     *             {
                     *               "attribution": -0.0011929941916452521,
                     *               "column": "Convex_Area",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 15617
                     *             }
                     *           ],
                     *           "base_value": 0.00020579330545539659,
                     *           "explained_class": "Osmancik",
                     *           "label": "Osmancik",
                     *           "label_index": 1,
                     *           "method": "exact",
                     *           "num_evaluations": 3840,
                     *           "probabilities": {
                     *             "Cammeo": 0.49560107604635184,
                     *             "Osmancik": 0.504398923953648
                     *           },
                     *           "row": 0,
                     *           "value": 0.017596149817109108,
                     *           "warnings": []
                     *         }
                     *       ],
                     *       "request_id": "req_01m8cxemjrc248h7hebc1764kj",
                     *       "threshold": 0.5,
                     *       "timing_ms": 8.582,
                     *       "version": 2
                     *     }
                     */
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
                /**
                 * @example {
                 *       "rows": [
                 *         {
                 *           "Area": 15231,
                 *           "Convex_Area": 15617,
                 *           "Eccentricity": 0.9289,
                 *           "Extent": 0.5729,
                 *           "Major_Axis_Length": 229.75,
                 *           "Minor_Axis_Length": 85.09,
                 *           "Perimeter": 525.58
                 *         }
                 *       ]
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "baseline": {
                     *         "kind": "training_rows",
                     *         "num_rows": 30
                     *       },
                     *       "calibrated": true,
                     *       "classes": [
                     *         "Cammeo",
                     *         "Osmancik"
                     *       ],
                     *       "decision": 0,
                     *       "errors": [],
                     *       "ignored_columns": [],
                     *       "model": "rice",
                     *       "predictions": [
                     *         {
                     *           "attributions": [
                     *             {
                     *               "attribution": 0.009884331765312351,
                     *               "column": "Major_Axis_Length",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 229.75
                     *             },
                     *             {
                     *               "attribution": 0.0044905060734649685,
                     *               "column": "Eccentricity",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 0.9289
                     *             },
                     *             {
                     *               "attribution": 0.004391018513280006,
                     *               "column": "Extent",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 0.5729
                     *             },
                     *             {
                     *               "attribution": -0.002035273757228478,
                     *               "column": "Minor_Axis_Length",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 85.09
                     *             },
                     *             {
                     *               "attribution": 0.0015004530352183657,
                     *               "column": "Area",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 15231
                     *             },
                     *             {
                     *               "attribution": -0.0011929941916452521,
                     *               "column": "Convex_Area",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 15617
                     *             }
                     *           ],
                     *           "base_value": 0.00020579330545539659,
                     *           "explained_class": "Osmancik",
                     *           "label": "Osmancik",
                     *           "label_index": 1,
                     *           "method": "exact",
                     *           "num_evaluations": 3840,
                     *           "probabilities": {
                     *             "Cammeo": 0.49560107604635184,
                     *             "Osmancik": 0.504398923953648
                     *           },
                     *           "row": 0,
                     *           "value": 0.017596149817109108,
                     *           "warnings": []
                     *         }
                     *       ],
                     *       "request_id": "req_01m8cxemkybpg6ws68wh2nqqvr",
                     *       "threshold": 0.5,
                     *       "timing_ms": 3.713,
                     *       "version": 2
                     *     }
                     */
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
                /**
                 * @example {
                 *       "rows": [
                 *         {
                 *           "Area": 15231,
                 *           "Convex_Area": 15617,
                 *           "Eccentricity": 0.9289,
                 *           "Extent": 0.5729,
                 *           "Major_Axis_Length": 229.75,
                 *           "Minor_Axis_Length": 85.09,
                 *           "Perimeter": 525.58
                 *         }
                 *       ]
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "baseline": {
                     *         "kind": "training_rows",
                     *         "num_rows": 30
                     *       },
                     *       "calibrated": true,
                     *       "classes": [
                     *         "Cammeo",
                     *         "Osmancik"
                     *       ],
                     *       "decision": 2,
                     *       "errors": [],
                     *       "ignored_columns": [],
                     *       "model": "rice",
                     *       "predictions": [
                     *         {
                     *           "attributions": [
                     *             {
                     *               "attribution": -2.417996421677932,
                     *               "column": "Eccentricity",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 0.9289
                     *             },
                     *             {
                     *               "attribution": -2.0258605274400443,
                     *               "column": "Major_Axis_Length",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 229.75
                     *             },
                     *             {
                     *               "attribution": -1.9632760662990547,
                     *               "column": "Perimeter",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 525.58
                     *             },
                     *             {
                     *               "attribution": -1.7948814465279048,
                     *               "column": "Convex_Area",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 15617
                     *             },
                     *             {
                     *               "attribution": -1.6327934099426162,
                     *               "column": "Area",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 15231
                     *             },
                     *             {
                     *               "attribution": -0.09625520815117491,
                     *               "column": "Extent",
                     *               "part": null,
                     *               "standard_error": 0,
                     *               "value": 0.5729
                     *             }
                     *           ],
                     *           "base_value": 1.4726643413305283,
                     *           "explained_class": "Osmancik",
                     *           "label": "Cammeo",
                     *           "label_index": 0,
                     *           "method": "exact",
                     *           "num_evaluations": 3840,
                     *           "probabilities": {
                     *             "Cammeo": 0.9997707791146312,
                     *             "Osmancik": 0.00022922088536874469
                     *           },
                     *           "row": 0,
                     *           "value": -8.380595207214355,
                     *           "warnings": []
                     *         }
                     *       ],
                     *       "request_id": "req_01m8cxemmbajenjsc7h355apdq",
                     *       "threshold": 0.5,
                     *       "timing_ms": 4.323,
                     *       "version": 1
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "extensions": [
                     *         "binary_tensor_data"
                     *       ],
                     *       "name": "discern",
                     *       "version": "0.1.0"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "live": true
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "live": true,
                     *       "ready": true
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "inputs": [
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "Area",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "Perimeter",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "Major_Axis_Length",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "Minor_Axis_Length",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "Eccentricity",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "Convex_Area",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         }
                     *       ],
                     *       "name": "rice",
                     *       "outputs": [
                     *         {
                     *           "datatype": "BYTES",
                     *           "name": "label",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "INT64",
                     *           "name": "label_index",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "probabilities",
                     *           "shape": [
                     *             -1,
                     *             2
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP32",
                     *           "name": "logits",
                     *           "shape": [
                     *             -1,
                     *             2
                     *           ]
                     *         }
                     *       ],
                     *       "platform": "discern",
                     *       "versions": [
                     *         "1",
                     *         "2"
                     *       ]
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "inputs": [
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "Area",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "Perimeter",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "Major_Axis_Length",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "Minor_Axis_Length",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "Eccentricity",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "Convex_Area",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         }
                     *       ],
                     *       "name": "rice",
                     *       "outputs": [
                     *         {
                     *           "datatype": "BYTES",
                     *           "name": "label",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "INT64",
                     *           "name": "label_index",
                     *           "shape": [
                     *             -1
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP64",
                     *           "name": "probabilities",
                     *           "shape": [
                     *             -1,
                     *             2
                     *           ]
                     *         },
                     *         {
                     *           "datatype": "FP32",
                     *           "name": "logits",
                     *           "shape": [
                     *             -1,
                     *             2
                     *           ]
                     *         }
                     *       ],
                     *       "platform": "discern",
                     *       "versions": [
                     *         "1",
                     *         "2"
                     *       ]
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "name": "rice",
                     *       "ready": true
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "name": "rice",
                     *       "ready": true
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "attempt": 0,
                     *           "best": null,
                     *           "created_at": "2026-11-26T21:51:10.980237Z",
                     *           "dataset_id": null,
                     *           "error": null,
                     *           "findings_summary": {
                     *             "error": 0,
                     *             "info": 0,
                     *             "warning": 0
                     *           },
                     *           "finished_at": null,
                     *           "id": "job_01m8cxem4309zq1fpeqxvngb3m",
                     *           "kind": "score",
                     *           "last_event": 1,
                     *           "links": {
                     *             "cancel": "/v1/scoring-jobs/job_01m8cxem4309zq1fpeqxvngb3m/cancel",
                     *             "errors": "/v1/scoring-jobs/job_01m8cxem4309zq1fpeqxvngb3m/errors",
                     *             "events": "/v1/scoring-jobs/job_01m8cxem4309zq1fpeqxvngb3m/events",
                     *             "logs": "/v1/jobs/job_01m8cxem4309zq1fpeqxvngb3m/logs",
                     *             "output": "/v1/scoring-jobs/job_01m8cxem4309zq1fpeqxvngb3m/output",
                     *             "retry": "/v1/jobs/job_01m8cxem4309zq1fpeqxvngb3m/retry",
                     *             "self": "/v1/scoring-jobs/job_01m8cxem4309zq1fpeqxvngb3m"
                     *           },
                     *           "object": "job",
                     *           "parent_id": null,
                     *           "phase": "queued",
                     *           "priority": 5,
                     *           "progress": {
                     *             "epoch": null,
                     *             "epochs": null,
                     *             "eta_seconds": null,
                     *             "fraction": 0,
                     *             "member": null,
                     *             "members": null,
                     *             "message": "waiting for a worker"
                     *           },
                     *           "queue": {
                     *             "position": 0
                     *           },
                     *           "resolved_config": null,
                     *           "result": null,
                     *           "spec": {
                     *             "decision": null,
                     *             "decision_revision": 0,
                     *             "file": {
                     *               "format": "csv",
                     *               "gzip": false,
                     *               "num_bytes": 83,
                     *               "parse": {
                     *                 "delimiter": ",",
                     *                 "encoding": "auto",
                     *                 "missing_values": null,
                     *                 "series": null
                     *               }
                     *             },
                     *             "model": "rice",
                     *             "on_invalid": "skip",
                     *             "output": {
                     *               "columns": "ids",
                     *               "decimals": null,
                     *               "format": "csv",
                     *               "id_columns": [],
                     *               "logits": false,
                     *               "top_k": null
                     *             },
                     *             "threshold": null,
                     *             "version": 2
                     *           },
                     *           "started_at": null,
                     *           "status": "queued",
                     *           "terminal": false,
                     *           "worker": null
                     *         },
                     *         {
                     *           "attempt": 1,
                     *           "best": null,
                     *           "created_at": "2026-11-26T21:51:10.804755Z",
                     *           "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *           "error": null,
                     *           "findings_summary": {
                     *             "error": 0,
                     *             "info": 0,
                     *             "warning": 0
                     *           },
                     *           "finished_at": "2026-11-26T21:51:10.931191Z",
                     *           "id": "job_01m8cxekymvg5372wggx31923v",
                     *           "kind": "score",
                     *           "last_event": 6,
                     *           "links": {
                     *             "cancel": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v/cancel",
                     *             "dataset": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p",
                     *             "errors": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v/errors",
                     *             "events": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v/events",
                     *             "logs": "/v1/jobs/job_01m8cxekymvg5372wggx31923v/logs",
                     *             "output": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v/output",
                     *             "retry": "/v1/jobs/job_01m8cxekymvg5372wggx31923v/retry",
                     *             "self": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v"
                     *           },
                     *           "object": "job",
                     *           "parent_id": null,
                     *           "phase": "succeeded",
                     *           "priority": 5,
                     *           "progress": {
                     *             "epoch": null,
                     *             "epochs": null,
                     *             "eta_seconds": 0,
                     *             "fraction": 1,
                     *             "member": null,
                     *             "members": null,
                     *             "message": "scored"
                     *           },
                     *           "queue": null,
                     *           "resolved_config": null,
                     *           "result": {
                     *             "errors_bytes": 0,
                     *             "format": "csv",
                     *             "model": "rice",
                     *             "num_refused": 0,
                     *             "num_rows": 3810,
                     *             "num_scored": 3810,
                     *             "num_shards": 1,
                     *             "num_shards_resumed": 0,
                     *             "output_bytes": 201878,
                     *             "partial": false,
                     *             "version": 2
                     *           },
                     *           "spec": {
                     *             "decision": null,
                     *             "decision_revision": 0,
                     *             "model": "rice",
                     *             "on_invalid": "skip",
                     *             "output": {
                     *               "columns": "ids",
                     *               "decimals": null,
                     *               "format": "csv",
                     *               "id_columns": [],
                     *               "logits": false,
                     *               "top_k": null
                     *             },
                     *             "threshold": null,
                     *             "version": 2
                     *           },
                     *           "started_at": "2026-11-26T21:51:10.841753Z",
                     *           "status": "succeeded",
                     *           "terminal": true,
                     *           "worker": {
                     *             "id": "worker-test"
                     *           }
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                /**
                 * @example {
                 *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                 *       "model": "rice"
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "attempt": 0,
                     *       "best": null,
                     *       "created_at": "2026-11-26T21:51:10.804755Z",
                     *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "error": null,
                     *       "findings": [],
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 0,
                     *         "warning": 0
                     *       },
                     *       "finished_at": null,
                     *       "id": "job_01m8cxekymvg5372wggx31923v",
                     *       "kind": "score",
                     *       "last_event": 1,
                     *       "links": {
                     *         "cancel": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v/cancel",
                     *         "dataset": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p",
                     *         "errors": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v/errors",
                     *         "events": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v/events",
                     *         "logs": "/v1/jobs/job_01m8cxekymvg5372wggx31923v/logs",
                     *         "output": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v/output",
                     *         "retry": "/v1/jobs/job_01m8cxekymvg5372wggx31923v/retry",
                     *         "self": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v"
                     *       },
                     *       "object": "job",
                     *       "parent_id": null,
                     *       "phase": "queued",
                     *       "priority": 5,
                     *       "progress": {
                     *         "epoch": null,
                     *         "epochs": null,
                     *         "eta_seconds": null,
                     *         "fraction": 0,
                     *         "member": null,
                     *         "members": null,
                     *         "message": "waiting for a worker"
                     *       },
                     *       "queue": {
                     *         "position": 0
                     *       },
                     *       "resolved_config": null,
                     *       "result": null,
                     *       "spec": {
                     *         "decision": null,
                     *         "decision_revision": 0,
                     *         "model": "rice",
                     *         "on_invalid": "skip",
                     *         "output": {
                     *           "columns": "ids",
                     *           "decimals": null,
                     *           "format": "csv",
                     *           "id_columns": [],
                     *           "logits": false,
                     *           "top_k": null
                     *         },
                     *         "threshold": null,
                     *         "version": 2
                     *       },
                     *       "started_at": null,
                     *       "status": "queued",
                     *       "terminal": false,
                     *       "worker": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "attempt": 0,
                     *       "best": null,
                     *       "created_at": "2026-11-26T21:51:10.980237Z",
                     *       "dataset_id": null,
                     *       "error": null,
                     *       "findings": [],
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 0,
                     *         "warning": 0
                     *       },
                     *       "finished_at": null,
                     *       "id": "job_01m8cxem4309zq1fpeqxvngb3m",
                     *       "kind": "score",
                     *       "last_event": 1,
                     *       "links": {
                     *         "cancel": "/v1/scoring-jobs/job_01m8cxem4309zq1fpeqxvngb3m/cancel",
                     *         "errors": "/v1/scoring-jobs/job_01m8cxem4309zq1fpeqxvngb3m/errors",
                     *         "events": "/v1/scoring-jobs/job_01m8cxem4309zq1fpeqxvngb3m/events",
                     *         "logs": "/v1/jobs/job_01m8cxem4309zq1fpeqxvngb3m/logs",
                     *         "output": "/v1/scoring-jobs/job_01m8cxem4309zq1fpeqxvngb3m/output",
                     *         "retry": "/v1/jobs/job_01m8cxem4309zq1fpeqxvngb3m/retry",
                     *         "self": "/v1/scoring-jobs/job_01m8cxem4309zq1fpeqxvngb3m"
                     *       },
                     *       "object": "job",
                     *       "parent_id": null,
                     *       "phase": "queued",
                     *       "priority": 5,
                     *       "progress": {
                     *         "epoch": null,
                     *         "epochs": null,
                     *         "eta_seconds": null,
                     *         "fraction": 0,
                     *         "member": null,
                     *         "members": null,
                     *         "message": "waiting for a worker"
                     *       },
                     *       "queue": {
                     *         "position": 0
                     *       },
                     *       "resolved_config": null,
                     *       "result": null,
                     *       "spec": {
                     *         "decision": null,
                     *         "decision_revision": 0,
                     *         "file": {
                     *           "format": "csv",
                     *           "gzip": false,
                     *           "num_bytes": 83,
                     *           "parse": {
                     *             "delimiter": ",",
                     *             "encoding": "auto",
                     *             "missing_values": null,
                     *             "series": null
                     *           }
                     *         },
                     *         "model": "rice",
                     *         "on_invalid": "skip",
                     *         "output": {
                     *           "columns": "ids",
                     *           "decimals": null,
                     *           "format": "csv",
                     *           "id_columns": [],
                     *           "logits": false,
                     *           "top_k": null
                     *         },
                     *         "threshold": null,
                     *         "version": 2
                     *       },
                     *       "started_at": null,
                     *       "status": "queued",
                     *       "terminal": false,
                     *       "worker": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "attempt": 1,
                     *       "best": null,
                     *       "created_at": "2026-11-26T21:51:10.804755Z",
                     *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "error": null,
                     *       "findings": [],
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 0,
                     *         "warning": 0
                     *       },
                     *       "finished_at": "2026-11-26T21:51:10.931191Z",
                     *       "id": "job_01m8cxekymvg5372wggx31923v",
                     *       "kind": "score",
                     *       "last_event": 6,
                     *       "links": {
                     *         "cancel": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v/cancel",
                     *         "dataset": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p",
                     *         "errors": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v/errors",
                     *         "events": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v/events",
                     *         "logs": "/v1/jobs/job_01m8cxekymvg5372wggx31923v/logs",
                     *         "output": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v/output",
                     *         "retry": "/v1/jobs/job_01m8cxekymvg5372wggx31923v/retry",
                     *         "self": "/v1/scoring-jobs/job_01m8cxekymvg5372wggx31923v"
                     *       },
                     *       "object": "job",
                     *       "parent_id": null,
                     *       "phase": "succeeded",
                     *       "priority": 5,
                     *       "progress": {
                     *         "epoch": null,
                     *         "epochs": null,
                     *         "eta_seconds": 0,
                     *         "fraction": 1,
                     *         "member": null,
                     *         "members": null,
                     *         "message": "scored"
                     *       },
                     *       "queue": null,
                     *       "resolved_config": null,
                     *       "result": {
                     *         "errors_bytes": 0,
                     *         "format": "csv",
                     *         "model": "rice",
                     *         "num_refused": 0,
                     *         "num_rows": 3810,
                     *         "num_scored": 3810,
                     *         "num_shards": 1,
                     *         "num_shards_resumed": 0,
                     *         "output_bytes": 201878,
                     *         "partial": false,
                     *         "version": 2
                     *       },
                     *       "spec": {
                     *         "decision": null,
                     *         "decision_revision": 0,
                     *         "model": "rice",
                     *         "on_invalid": "skip",
                     *         "output": {
                     *           "columns": "ids",
                     *           "decimals": null,
                     *           "format": "csv",
                     *           "id_columns": [],
                     *           "logits": false,
                     *           "top_k": null
                     *         },
                     *         "threshold": null,
                     *         "version": 2
                     *       },
                     *       "started_at": "2026-11-26T21:51:10.841753Z",
                     *       "status": "succeeded",
                     *       "terminal": true,
                     *       "worker": {
                     *         "id": "worker-test"
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "at": "2026-11-26T21:51:10.805524Z",
                     *           "data": {
                     *             "phase": "queued",
                     *             "request_id": "req_01m8cxeky5sbctyvb1gpr5sbzj",
                     *             "status": "queued"
                     *           },
                     *           "id": 1,
                     *           "type": "state"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:10.844282Z",
                     *           "data": {
                     *             "attempt": 1,
                     *             "phase": "starting",
                     *             "status": "running"
                     *           },
                     *           "id": 2,
                     *           "type": "state"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:10.849169Z",
                     *           "data": {
                     *             "message": "loading the model",
                     *             "phase": "loading",
                     *             "status": "running"
                     *           },
                     *           "id": 3,
                     *           "type": "state"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:10.876514Z",
                     *           "data": {
                     *             "message": "scoring",
                     *             "phase": "scoring",
                     *             "status": "running"
                     *           },
                     *           "id": 4,
                     *           "type": "state"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:10.933614Z",
                     *           "data": {
                     *             "phase": "succeeded",
                     *             "status": "succeeded"
                     *           },
                     *           "id": 5,
                     *           "type": "state"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:10.933617Z",
                     *           "data": {
                     *             "error": null,
                     *             "result": {
                     *               "errors_bytes": 0,
                     *               "format": "csv",
                     *               "model": "rice",
                     *               "num_refused": 0,
                     *               "num_rows": 3810,
                     *               "num_scored": 3810,
                     *               "num_shards": 1,
                     *               "num_shards_resumed": 0,
                     *               "output_bytes": 201878,
                     *               "partial": false,
                     *               "version": 2
                     *             },
                     *             "status": "succeeded"
                     *           },
                     *           "id": 6,
                     *           "type": "done"
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": 6,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "attempt": 0,
                     *       "best": null,
                     *       "created_at": "2026-11-26T21:51:11.033542Z",
                     *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "error": null,
                     *       "findings": [],
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 0,
                     *         "warning": 0
                     *       },
                     *       "finished_at": "2026-11-26T21:51:11.052177Z",
                     *       "id": "job_01m8cxem5sn868vg0ey7351fj6",
                     *       "kind": "score",
                     *       "last_event": 3,
                     *       "links": {
                     *         "cancel": "/v1/scoring-jobs/job_01m8cxem5sn868vg0ey7351fj6/cancel",
                     *         "dataset": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p",
                     *         "errors": "/v1/scoring-jobs/job_01m8cxem5sn868vg0ey7351fj6/errors",
                     *         "events": "/v1/scoring-jobs/job_01m8cxem5sn868vg0ey7351fj6/events",
                     *         "logs": "/v1/jobs/job_01m8cxem5sn868vg0ey7351fj6/logs",
                     *         "output": "/v1/scoring-jobs/job_01m8cxem5sn868vg0ey7351fj6/output",
                     *         "retry": "/v1/jobs/job_01m8cxem5sn868vg0ey7351fj6/retry",
                     *         "self": "/v1/scoring-jobs/job_01m8cxem5sn868vg0ey7351fj6"
                     *       },
                     *       "object": "job",
                     *       "parent_id": null,
                     *       "phase": "cancelled",
                     *       "priority": 5,
                     *       "progress": {
                     *         "epoch": null,
                     *         "epochs": null,
                     *         "eta_seconds": null,
                     *         "fraction": 0,
                     *         "member": null,
                     *         "members": null,
                     *         "message": "waiting for a worker"
                     *       },
                     *       "queue": null,
                     *       "resolved_config": null,
                     *       "result": null,
                     *       "spec": {
                     *         "decision": null,
                     *         "decision_revision": 0,
                     *         "model": "rice",
                     *         "on_invalid": "skip",
                     *         "output": {
                     *           "columns": "ids",
                     *           "decimals": null,
                     *           "format": "csv",
                     *           "id_columns": [],
                     *           "logits": false,
                     *           "top_k": null
                     *         },
                     *         "threshold": null,
                     *         "version": 2
                     *       },
                     *       "started_at": null,
                     *       "status": "cancelled",
                     *       "terminal": true,
                     *       "worker": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "attempt": 1,
                     *           "best": {
                     *             "epoch": 5,
                     *             "metric": "validation_loss",
                     *             "value": 0.18293896372236917
                     *           },
                     *           "created_at": "2026-11-26T21:51:07.171045Z",
                     *           "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *           "error": null,
                     *           "findings_summary": {
                     *             "error": 0,
                     *             "info": 1,
                     *             "warning": 0
                     *           },
                     *           "finished_at": "2026-11-26T21:51:09.901398Z",
                     *           "id": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *           "kind": "train",
                     *           "last_event": 17,
                     *           "links": {
                     *             "cancel": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/cancel",
                     *             "dataset": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p",
                     *             "events": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/events",
                     *             "findings": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/findings",
                     *             "logs": "/v1/jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/logs",
                     *             "metrics": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/metrics",
                     *             "model_version": "/v1/models/rice/versions/1",
                     *             "retry": "/v1/jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/retry",
                     *             "self": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg"
                     *           },
                     *           "object": "job",
                     *           "parent_id": null,
                     *           "phase": "succeeded",
                     *           "priority": 5,
                     *           "progress": {
                     *             "epoch": 5,
                     *             "epochs": 5,
                     *             "eta_seconds": 0,
                     *             "fraction": 1,
                     *             "member": 0,
                     *             "members": 1,
                     *             "message": "published rice version 1"
                     *           },
                     *           "queue": null,
                     *           "resolved_config": {
                     *             "calibration": "auto",
                     *             "diagnosis": {
                     *               "enabled": true,
                     *               "on_error": {
                     *                 "error": "continue",
                     *                 "warning": "continue"
                     *               },
                     *               "probe_seconds": 2
                     *             },
                     *             "features": [
                     *               "Area",
                     *               "Perimeter",
                     *               "Major_Axis_Length",
                     *               "Minor_Axis_Length",
                     *               "Eccentricity",
                     *               "Convex_Area",
                     *               "Extent"
                     *             ],
                     *             "loss": {
                     *               "class_weights": "none",
                     *               "gamma": 2,
                     *               "label_smoothing": 0,
                     *               "name": "bce_with_logits",
                     *               "pos_weight": null
                     *             },
                     *             "model": {
                     *               "activation": "silu",
                     *               "batch_norm": false,
                     *               "dropout": 0,
                     *               "family": "mlp",
                     *               "hidden": [
                     *                 16
                     *               ],
                     *               "numeric_embedding": {
                     *                 "name": "none"
                     *               }
                     *             },
                     *             "optimizer": {
                     *               "learning_rate": 0.002,
                     *               "momentum": 0,
                     *               "name": "adamw",
                     *               "nesterov": false,
                     *               "only_matrices_decay": false,
                     *               "other_rate": 1,
                     *               "weight_decay": 0.01
                     *             },
                     *             "preprocessing": {
                     *               "augmentation": {
                     *                 "crop": 0,
                     *                 "flip": false,
                     *                 "rotation": 0,
                     *                 "scale": 0,
                     *                 "shift": 0
                     *               },
                     *               "categorical_encoding": "auto",
                     *               "embedding_width": "auto",
                     *               "image_size": "auto",
                     *               "max_categories": "auto",
                     *               "max_steps": "auto",
                     *               "min_category_count": 2,
                     *               "missing_categorical": "own_category",
                     *               "missing_numeric": "median",
                     *               "normalization": "standard",
                     *               "unseen_category": "warn"
                     *             },
                     *             "preset": "auto",
                     *             "schedule": {
                     *               "gamma": 0.1,
                     *               "interval": "epoch",
                     *               "name": "constant",
                     *               "patience": 5,
                     *               "step_size": 30,
                     *               "warmup": 0
                     *             },
                     *             "split": {
                     *               "folds": null,
                     *               "seed": 0,
                     *               "stratify": true,
                     *               "test_fraction": 0.2,
                     *               "test_rows": null,
                     *               "validation_fraction": 0.1
                     *             },
                     *             "target": "Class",
                     *             "threshold": 0.5,
                     *             "training": {
                     *               "batch_size": 64,
                     *               "device": "auto",
                     *               "early_stopping": null,
                     *               "ema_decay": null,
                     *               "epochs": 5,
                     *               "gradient_clip_norm": null,
                     *               "num_seeds": 1,
                     *               "precision": "auto",
                     *               "seed": 0
                     *             }
                     *           },
                     *           "result": {
                     *             "device": "cpu",
                     *             "epochs_run": 5,
                     *             "metrics": {
                     *               "baselines": {
                     *                 "base_rate": {
                     *                   "entropy": 0.6826912217946178,
                     *                   "log_loss": 0.6826912217946177
                     *                 },
                     *                 "logistic_regression": {
                     *                   "accuracy": 0.931758530183727,
                     *                   "brier": 0.055275508330620074,
                     *                   "converged": true,
                     *                   "ece": 0.02425458562385281,
                     *                   "log_loss": 0.1841016976827531,
                     *                   "macro_f1": 0.9302517162471395,
                     *                   "num_train_rows": 2667,
                     *                   "pr_auc": 0.9838471874825903,
                     *                   "roc_auc": 0.9788793831260202
                     *                 },
                     *                 "majority_class": {
                     *                   "accuracy": 0.5721784776902887,
                     *                   "label": "Osmancik",
                     *                   "macro_f1": 0.3639398998330551
                     *                 },
                     *                 "notes": []
                     *               },
                     *               "members": [
                     *                 {
                     *                   "best": {
                     *                     "epoch": 5,
                     *                     "metric": "validation_loss",
                     *                     "value": 0.18293896372236917
                     *                   },
                     *                   "epochs_run": 5,
                     *                   "fold": null,
                     *                   "num_parameters": 145,
                     *                   "number": 0,
                     *                   "seed": 0,
                     *                   "test": {
                     *                     "accuracy": 0.9173228346456693,
                     *                     "log_loss": 0.20034146024874055,
                     *                     "macro_f1": 0.9155957753932658,
                     *                     "roc_auc": 0.9761707097427814
                     *                   },
                     *                   "validation": {
                     *                     "accuracy": 0.9422572178477691,
                     *                     "log_loss": 0.1829389648854776,
                     *                     "macro_f1": 0.9410283109134913,
                     *                     "roc_auc": 0.9830021950807678
                     *                   }
                     *                 }
                     *               ],
                     *               "spread": null,
                     *               "test": {
                     *                 "accuracy": 0.9173228346456693,
                     *                 "brier": 0.06028685958795069,
                     *                 "confusion": [
                     *                   [
                     *                     295,
                     *                     31
                     *                   ],
                     *                   [
                     *                     32,
                     *                     404
                     *                   ]
                     *                 ],
                     *                 "ece": 0.021508728014143375,
                     *                 "log_loss": 0.20034146024874055,
                     *                 "macro_f1": 0.9155957753932658,
                     *                 "num_rows": 762,
                     *                 "per_class": [
                     *                   {
                     *                     "f1": 0.9035222052067381,
                     *                     "label": "Cammeo",
                     *                     "precision": 0.9021406727828746,
                     *                     "recall": 0.9049079754601227,
                     *                     "support": 326
                     *                   },
                     *                   {
                     *                     "f1": 0.9276693455797933,
                     *                     "label": "Osmancik",
                     *                     "precision": 0.9287356321839081,
                     *                     "recall": 0.926605504587156,
                     *                     "support": 436
                     *                   }
                     *                 ],
                     *                 "pr_auc": 0.9819291352517374,
                     *                 "roc_auc": 0.9761707097427814
                     *               },
                     *               "validation": {
                     *                 "accuracy": 0.9422572178477691,
                     *                 "brier": 0.04799342462926103,
                     *                 "confusion": [
                     *                   [
                     *                     152,
                     *                     11
                     *                   ],
                     *                   [
                     *                     11,
                     *                     207
                     *                   ]
                     *                 ],
                     *                 "ece": 0.022445635292103798,
                     *                 "log_loss": 0.16632915559856448,
                     *                 "macro_f1": 0.9410283109134913,
                     *                 "num_rows": 381,
                     *                 "per_class": [
                     *                   {
                     *                     "f1": 0.9325153374233128,
                     *                     "label": "Cammeo",
                     *                     "precision": 0.9325153374233128,
                     *                     "recall": 0.9325153374233128,
                     *                     "support": 163
                     *                   },
                     *                   {
                     *                     "f1": 0.9495412844036697,
                     *                     "label": "Osmancik",
                     *                     "precision": 0.9495412844036697,
                     *                     "recall": 0.9495412844036697,
                     *                     "support": 218
                     *                   }
                     *                 ],
                     *                 "pr_auc": 0.9883973790916866,
                     *                 "roc_auc": 0.9830021950807678
                     *               }
                     *             },
                     *             "model": "rice",
                     *             "model_version_id": "mv_01m8cxek25gc4jd2r9ncv29j0p",
                     *             "num_parameters": 145,
                     *             "seconds": 0.752,
                     *             "version": 1
                     *           },
                     *           "spec": {
                     *             "model_name": "rice",
                     *             "promote": true,
                     *             "spec": {
                     *               "calibration": "auto",
                     *               "diagnosis": {
                     *                 "enabled": true,
                     *                 "on_error": {
                     *                   "error": "continue",
                     *                   "warning": "continue"
                     *                 },
                     *                 "probe_seconds": 2
                     *               },
                     *               "features": "auto",
                     *               "loss": {
                     *                 "class_weights": "none",
                     *                 "gamma": 2,
                     *                 "label_smoothing": "auto",
                     *                 "name": "auto",
                     *                 "pos_weight": null
                     *               },
                     *               "model": {
                     *                 "activation": "auto",
                     *                 "batch_norm": false,
                     *                 "dropout": 0,
                     *                 "family": "mlp",
                     *                 "hidden": [
                     *                   16
                     *                 ],
                     *                 "numeric_embedding": {
                     *                   "name": "none"
                     *                 }
                     *               },
                     *               "optimizer": {
                     *                 "learning_rate": "auto",
                     *                 "momentum": 0,
                     *                 "name": "auto",
                     *                 "nesterov": false,
                     *                 "only_matrices_decay": "auto",
                     *                 "other_rate": "auto",
                     *                 "weight_decay": "auto"
                     *               },
                     *               "preprocessing": {
                     *                 "augmentation": "auto",
                     *                 "categorical_encoding": "auto",
                     *                 "embedding_width": "auto",
                     *                 "image_size": "auto",
                     *                 "max_categories": "auto",
                     *                 "max_steps": "auto",
                     *                 "min_category_count": 2,
                     *                 "missing_categorical": "auto",
                     *                 "missing_numeric": "auto",
                     *                 "normalization": "auto",
                     *                 "unseen_category": "warn"
                     *               },
                     *               "preset": "auto",
                     *               "schedule": {
                     *                 "gamma": 0.1,
                     *                 "interval": "epoch",
                     *                 "name": "auto",
                     *                 "patience": 5,
                     *                 "step_size": 30,
                     *                 "warmup": 0
                     *               },
                     *               "split": {
                     *                 "folds": null,
                     *                 "seed": 0,
                     *                 "stratify": true,
                     *                 "test_fraction": 0.2,
                     *                 "test_rows": null,
                     *                 "validation_fraction": 0.1
                     *               },
                     *               "target": "Class",
                     *               "threshold": 0.5,
                     *               "training": {
                     *                 "batch_size": "auto",
                     *                 "device": "auto",
                     *                 "early_stopping": "auto",
                     *                 "ema_decay": "auto",
                     *                 "epochs": 5,
                     *                 "gradient_clip_norm": null,
                     *                 "num_seeds": 1,
                     *                 "precision": "auto",
                     *                 "seed": 0
                     *               }
                     *             }
                     *           },
                     *           "started_at": "2026-11-26T21:51:07.219339Z",
                     *           "status": "succeeded",
                     *           "terminal": true,
                     *           "worker": {
                     *             "id": "worker-test"
                     *           }
                     *         },
                     *         {
                     *           "attempt": 0,
                     *           "best": null,
                     *           "created_at": "2026-11-26T21:51:07.063927Z",
                     *           "dataset_id": "ds_01m8cxeg9pkcfxw3gn5r48cmbt",
                     *           "error": null,
                     *           "findings_summary": {
                     *             "error": 0,
                     *             "info": 0,
                     *             "warning": 0
                     *           },
                     *           "finished_at": null,
                     *           "id": "job_01m8cxeg9qn1z5k5szcy76bs2f",
                     *           "kind": "profile",
                     *           "last_event": 1,
                     *           "links": {
                     *             "cancel": "/v1/jobs/job_01m8cxeg9qn1z5k5szcy76bs2f/cancel",
                     *             "dataset": "/v1/datasets/ds_01m8cxeg9pkcfxw3gn5r48cmbt",
                     *             "events": "/v1/jobs/job_01m8cxeg9qn1z5k5szcy76bs2f/events",
                     *             "logs": "/v1/jobs/job_01m8cxeg9qn1z5k5szcy76bs2f/logs",
                     *             "retry": "/v1/jobs/job_01m8cxeg9qn1z5k5szcy76bs2f/retry",
                     *             "self": "/v1/jobs/job_01m8cxeg9qn1z5k5szcy76bs2f"
                     *           },
                     *           "object": "job",
                     *           "parent_id": null,
                     *           "phase": "queued",
                     *           "priority": 3,
                     *           "progress": {
                     *             "epoch": null,
                     *             "epochs": null,
                     *             "eta_seconds": null,
                     *             "fraction": 0,
                     *             "member": null,
                     *             "members": null,
                     *             "message": "waiting for a worker"
                     *           },
                     *           "queue": {
                     *             "position": 1
                     *           },
                     *           "resolved_config": null,
                     *           "result": null,
                     *           "spec": {
                     *             "dataset_id": "ds_01m8cxeg9pkcfxw3gn5r48cmbt"
                     *           },
                     *           "started_at": null,
                     *           "status": "queued",
                     *           "terminal": false,
                     *           "worker": null
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "attempt": 1,
                     *       "best": {
                     *         "epoch": 5,
                     *         "metric": "validation_loss",
                     *         "value": 0.18293896372236917
                     *       },
                     *       "created_at": "2026-11-26T21:51:07.171045Z",
                     *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "error": null,
                     *       "findings": [
                     *         {
                     *           "code": "data.time_leak",
                     *           "column": null,
                     *           "docs": "docs/findings/data.time_leak.md",
                     *           "evidence": {
                     *             "explained": 0.9488045994402289,
                     *             "num_rows": 3810,
                     *             "warns_from": 0.3
                     *           },
                     *           "explanation": "When a row came explains 95% of the labels' variance. A random split puts neighbours in time on both sides, so its measures promise more than later rows will keep.",
                     *           "fix": null,
                     *           "id": "fnd_10f54d2640a6ca1a",
                     *           "phase": "data",
                     *           "severity": "info",
                     *           "suggestion": "Nothing to do for a random split. If new rows come later than these, name the last ones in split.test_rows.",
                     *           "title": "The order of the rows tells the label"
                     *         }
                     *       ],
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 1,
                     *         "warning": 0
                     *       },
                     *       "finished_at": "2026-11-26T21:51:09.901398Z",
                     *       "id": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *       "kind": "train",
                     *       "last_event": 17,
                     *       "links": {
                     *         "cancel": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/cancel",
                     *         "dataset": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p",
                     *         "events": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/events",
                     *         "findings": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/findings",
                     *         "logs": "/v1/jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/logs",
                     *         "metrics": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/metrics",
                     *         "model_version": "/v1/models/rice/versions/1",
                     *         "retry": "/v1/jobs/job_01m8cxegd28tg7vwy9jnmk4jjg/retry",
                     *         "self": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg"
                     *       },
                     *       "object": "job",
                     *       "parent_id": null,
                     *       "phase": "succeeded",
                     *       "priority": 5,
                     *       "progress": {
                     *         "epoch": 5,
                     *         "epochs": 5,
                     *         "eta_seconds": 0,
                     *         "fraction": 1,
                     *         "member": 0,
                     *         "members": 1,
                     *         "message": "published rice version 1"
                     *       },
                     *       "queue": null,
                     *       "resolved_config": {
                     *         "calibration": "auto",
                     *         "diagnosis": {
                     *           "enabled": true,
                     *           "on_error": {
                     *             "error": "continue",
                     *             "warning": "continue"
                     *           },
                     *           "probe_seconds": 2
                     *         },
                     *         "features": [
                     *           "Area",
                     *           "Perimeter",
                     *           "Major_Axis_Length",
                     *           "Minor_Axis_Length",
                     *           "Eccentricity",
                     *           "Convex_Area",
                     *           "Extent"
                     *         ],
                     *         "loss": {
                     *           "class_weights": "none",
                     *           "gamma": 2,
                     *           "label_smoothing": 0,
                     *           "name": "bce_with_logits",
                     *           "pos_weight": null
                     *         },
                     *         "model": {
                     *           "activation": "silu",
                     *           "batch_norm": false,
                     *           "dropout": 0,
                     *           "family": "mlp",
                     *           "hidden": [
                     *             16
                     *           ],
                     *           "numeric_embedding": {
                     *             "name": "none"
                     *           }
                     *         },
                     *         "optimizer": {
                     *           "learning_rate": 0.002,
                     *           "momentum": 0,
                     *           "name": "adamw",
                     *           "nesterov": false,
                     *           "only_matrices_decay": false,
                     *           "other_rate": 1,
                     *           "weight_decay": 0.01
                     *         },
                     *         "preprocessing": {
                     *           "augmentation": {
                     *             "crop": 0,
                     *             "flip": false,
                     *             "rotation": 0,
                     *             "scale": 0,
                     *             "shift": 0
                     *           },
                     *           "categorical_encoding": "auto",
                     *           "embedding_width": "auto",
                     *           "image_size": "auto",
                     *           "max_categories": "auto",
                     *           "max_steps": "auto",
                     *           "min_category_count": 2,
                     *           "missing_categorical": "own_category",
                     *           "missing_numeric": "median",
                     *           "normalization": "standard",
                     *           "unseen_category": "warn"
                     *         },
                     *         "preset": "auto",
                     *         "schedule": {
                     *           "gamma": 0.1,
                     *           "interval": "epoch",
                     *           "name": "constant",
                     *           "patience": 5,
                     *           "step_size": 30,
                     *           "warmup": 0
                     *         },
                     *         "split": {
                     *           "folds": null,
                     *           "seed": 0,
                     *           "stratify": true,
                     *           "test_fraction": 0.2,
                     *           "test_rows": null,
                     *           "validation_fraction": 0.1
                     *         },
                     *         "target": "Class",
                     *         "threshold": 0.5,
                     *         "training": {
                     *           "batch_size": 64,
                     *           "device": "auto",
                     *           "early_stopping": null,
                     *           "ema_decay": null,
                     *           "epochs": 5,
                     *           "gradient_clip_norm": null,
                     *           "num_seeds": 1,
                     *           "precision": "auto",
                     *           "seed": 0
                     *         }
                     *       },
                     *       "result": {
                     *         "device": "cpu",
                     *         "epochs_run": 5,
                     *         "metrics": {
                     *           "baselines": {
                     *             "base_rate": {
                     *               "entropy": 0.6826912217946178,
                     *               "log_loss": 0.6826912217946177
                     *             },
                     *             "logistic_regression": {
                     *               "accuracy": 0.931758530183727,
                     *               "brier": 0.055275508330620074,
                     *               "converged": true,
                     *               "ece": 0.02425458562385281,
                     *               "log_loss": 0.1841016976827531,
                     *               "macro_f1": 0.9302517162471395,
                     *               "num_train_rows": 2667,
                     *               "pr_auc": 0.9838471874825903,
                     *               "roc_auc": 0.9788793831260202
                     *             },
                     *             "majority_class": {
                     *               "accuracy": 0.5721784776902887,
                     *               "label": "Osmancik",
                     *               "macro_f1": 0.3639398998330551
                     *             },
                     *             "notes": []
                     *           },
                     *           "members": [
                     *             {
                     *               "best": {
                     *                 "epoch": 5,
                     *                 "metric": "validation_loss",
                     *                 "value": 0.18293896372236917
                     *               },
                     *               "epochs_run": 5,
                     *               "fold": null,
                     *               "num_parameters": 145,
                     *               "number": 0,
                     *               "seed": 0,
                     *               "test": {
                     *                 "accuracy": 0.9173228346456693,
                     *                 "log_loss": 0.20034146024874055,
                     *                 "macro_f1": 0.9155957753932658,
                     *                 "roc_auc": 0.9761707097427814
                     *               },
                     *               "validation": {
                     *                 "accuracy": 0.9422572178477691,
                     *                 "log_loss": 0.1829389648854776,
                     *                 "macro_f1": 0.9410283109134913,
                     *                 "roc_auc": 0.9830021950807678
                     *               }
                     *             }
                     *           ],
                     *           "spread": null,
                     *           "test": {
                     *             "accuracy": 0.9173228346456693,
                     *             "brier": 0.06028685958795069,
                     *             "confusion": [
                     *               [
                     *                 295,
                     *                 31
                     *               ],
                     *               [
                     *                 32,
                     *                 404
                     *               ]
                     *             ],
                     *             "ece": 0.021508728014143375,
                     *             "log_loss": 0.20034146024874055,
                     *             "macro_f1": 0.9155957753932658,
                     *             "num_rows": 762,
                     *             "per_class": [
                     *               {
                     *                 "f1": 0.9035222052067381,
                     *                 "label": "Cammeo",
                     *                 "precision": 0.9021406727828746,
                     *                 "recall": 0.9049079754601227,
                     *                 "support": 326
                     *               },
                     *               {
                     *                 "f1": 0.9276693455797933,
                     *                 "label": "Osmancik",
                     *                 "precision": 0.9287356321839081,
                     *                 "recall": 0.926605504587156,
                     *                 "support": 436
                     *               }
                     *             ],
                     *             "pr_auc": 0.9819291352517374,
                     *             "roc_auc": 0.9761707097427814
                     *           },
                     *           "validation": {
                     *             "accuracy": 0.9422572178477691,
                     *             "brier": 0.04799342462926103,
                     *             "confusion": [
                     *               [
                     *                 152,
                     *                 11
                     *               ],
                     *               [
                     *                 11,
                     *                 207
                     *               ]
                     *             ],
                     *             "ece": 0.022445635292103798,
                     *             "log_loss": 0.16632915559856448,
                     *             "macro_f1": 0.9410283109134913,
                     *             "num_rows": 381,
                     *             "per_class": [
                     *               {
                     *                 "f1": 0.9325153374233128,
                     *                 "label": "Cammeo",
                     *                 "precision": 0.9325153374233128,
                     *                 "recall": 0.9325153374233128,
                     *                 "support": 163
                     *               },
                     *               {
                     *                 "f1": 0.9495412844036697,
                     *                 "label": "Osmancik",
                     *                 "precision": 0.9495412844036697,
                     *                 "recall": 0.9495412844036697,
                     *                 "support": 218
                     *               }
                     *             ],
                     *             "pr_auc": 0.9883973790916866,
                     *             "roc_auc": 0.9830021950807678
                     *           }
                     *         },
                     *         "model": "rice",
                     *         "model_version_id": "mv_01m8cxek25gc4jd2r9ncv29j0p",
                     *         "num_parameters": 145,
                     *         "seconds": 0.752,
                     *         "version": 1
                     *       },
                     *       "spec": {
                     *         "model_name": "rice",
                     *         "promote": true,
                     *         "spec": {
                     *           "calibration": "auto",
                     *           "diagnosis": {
                     *             "enabled": true,
                     *             "on_error": {
                     *               "error": "continue",
                     *               "warning": "continue"
                     *             },
                     *             "probe_seconds": 2
                     *           },
                     *           "features": "auto",
                     *           "loss": {
                     *             "class_weights": "none",
                     *             "gamma": 2,
                     *             "label_smoothing": "auto",
                     *             "name": "auto",
                     *             "pos_weight": null
                     *           },
                     *           "model": {
                     *             "activation": "auto",
                     *             "batch_norm": false,
                     *             "dropout": 0,
                     *             "family": "mlp",
                     *             "hidden": [
                     *               16
                     *             ],
                     *             "numeric_embedding": {
                     *               "name": "none"
                     *             }
                     *           },
                     *           "optimizer": {
                     *             "learning_rate": "auto",
                     *             "momentum": 0,
                     *             "name": "auto",
                     *             "nesterov": false,
                     *             "only_matrices_decay": "auto",
                     *             "other_rate": "auto",
                     *             "weight_decay": "auto"
                     *           },
                     *           "preprocessing": {
                     *             "augmentation": "auto",
                     *             "categorical_encoding": "auto",
                     *             "embedding_width": "auto",
                     *             "image_size": "auto",
                     *             "max_categories": "auto",
                     *             "max_steps": "auto",
                     *             "min_category_count": 2,
                     *             "missing_categorical": "auto",
                     *             "missing_numeric": "auto",
                     *             "normalization": "auto",
                     *             "unseen_category": "warn"
                     *           },
                     *           "preset": "auto",
                     *           "schedule": {
                     *             "gamma": 0.1,
                     *             "interval": "epoch",
                     *             "name": "auto",
                     *             "patience": 5,
                     *             "step_size": 30,
                     *             "warmup": 0
                     *           },
                     *           "split": {
                     *             "folds": null,
                     *             "seed": 0,
                     *             "stratify": true,
                     *             "test_fraction": 0.2,
                     *             "test_rows": null,
                     *             "validation_fraction": 0.1
                     *           },
                     *           "target": "Class",
                     *           "threshold": 0.5,
                     *           "training": {
                     *             "batch_size": "auto",
                     *             "device": "auto",
                     *             "early_stopping": "auto",
                     *             "ema_decay": "auto",
                     *             "epochs": 5,
                     *             "gradient_clip_norm": null,
                     *             "num_seeds": 1,
                     *             "precision": "auto",
                     *             "seed": 0
                     *           }
                     *         }
                     *       },
                     *       "started_at": "2026-11-26T21:51:07.219339Z",
                     *       "status": "succeeded",
                     *       "terminal": true,
                     *       "worker": {
                     *         "id": "worker-test"
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "at": "2026-11-26T21:51:07.172343Z",
                     *           "data": {
                     *             "phase": "queued",
                     *             "request_id": "req_01m8cxegcs6cthvqzpb3ryf63v",
                     *             "status": "queued"
                     *           },
                     *           "id": 1,
                     *           "type": "state"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:07.224889Z",
                     *           "data": {
                     *             "attempt": 1,
                     *             "phase": "starting",
                     *             "status": "running"
                     *           },
                     *           "id": 2,
                     *           "type": "state"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:09.586244Z",
                     *           "data": {
                     *             "code": "data.time_leak",
                     *             "column": null,
                     *             "docs": "docs/findings/data.time_leak.md",
                     *             "evidence": {
                     *               "explained": 0.9488045994402289,
                     *               "num_rows": 3810,
                     *               "warns_from": 0.3
                     *             },
                     *             "explanation": "When a row came explains 95% of the labels' variance. A random split puts neighbours in time on both sides, so its measures promise more than later rows will keep.",
                     *             "fix": null,
                     *             "id": "fnd_10f54d2640a6ca1a",
                     *             "phase": "data",
                     *             "severity": "info",
                     *             "suggestion": "Nothing to do for a random split. If new rows come later than these, name the last ones in split.test_rows.",
                     *             "title": "The order of the rows tells the label"
                     *           },
                     *           "id": 3,
                     *           "type": "finding"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:09.601150Z",
                     *           "data": {
                     *             "message": "preflight",
                     *             "phase": "preflight",
                     *             "status": "running"
                     *           },
                     *           "id": 4,
                     *           "type": "state"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:09.634002Z",
                     *           "data": {
                     *             "attempt": 1,
                     *             "epoch": 0,
                     *             "gradient_norm": null,
                     *             "learning_rate": 0.002,
                     *             "member": 0,
                     *             "seconds": 0.0010836520013981499,
                     *             "train_accuracy": 0.145,
                     *             "train_loss": 0.7771817016601562,
                     *             "validation_accuracy": 0.13910761154855644,
                     *             "validation_loss": 0.7771471879613681
                     *           },
                     *           "id": 5,
                     *           "type": "metric"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:09.634009Z",
                     *           "data": {
                     *             "epoch": 0,
                     *             "epochs": 5,
                     *             "eta_seconds": null,
                     *             "fraction": 0,
                     *             "member": 0,
                     *             "members": 1,
                     *             "message": "epoch 0 of 5"
                     *           },
                     *           "id": 6,
                     *           "type": "progress"
                     *         }
                     *       ],
                     *       "has_more": true,
                     *       "next_cursor": 8,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "attempt": 0,
                     *       "best": null,
                     *       "created_at": "2026-11-26T21:51:10.693719Z",
                     *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "error": null,
                     *       "findings": [],
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 0,
                     *         "warning": 0
                     *       },
                     *       "finished_at": "2026-11-26T21:51:10.712190Z",
                     *       "id": "job_01m8cxekv5nb994ffkgdxm3r0g",
                     *       "kind": "train",
                     *       "last_event": 3,
                     *       "links": {
                     *         "cancel": "/v1/training-jobs/job_01m8cxekv5nb994ffkgdxm3r0g/cancel",
                     *         "dataset": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p",
                     *         "events": "/v1/training-jobs/job_01m8cxekv5nb994ffkgdxm3r0g/events",
                     *         "findings": "/v1/training-jobs/job_01m8cxekv5nb994ffkgdxm3r0g/findings",
                     *         "logs": "/v1/jobs/job_01m8cxekv5nb994ffkgdxm3r0g/logs",
                     *         "metrics": "/v1/training-jobs/job_01m8cxekv5nb994ffkgdxm3r0g/metrics",
                     *         "parent": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *         "retry": "/v1/jobs/job_01m8cxekv5nb994ffkgdxm3r0g/retry",
                     *         "self": "/v1/training-jobs/job_01m8cxekv5nb994ffkgdxm3r0g"
                     *       },
                     *       "object": "job",
                     *       "parent_id": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *       "phase": "cancelled",
                     *       "priority": 5,
                     *       "progress": {
                     *         "epoch": null,
                     *         "epochs": null,
                     *         "eta_seconds": null,
                     *         "fraction": 0,
                     *         "member": null,
                     *         "members": null,
                     *         "message": "waiting for a worker"
                     *       },
                     *       "queue": null,
                     *       "resolved_config": {
                     *         "calibration": "auto",
                     *         "diagnosis": {
                     *           "enabled": true,
                     *           "on_error": {
                     *             "error": "continue",
                     *             "warning": "continue"
                     *           },
                     *           "probe_seconds": 2
                     *         },
                     *         "features": [
                     *           "Area",
                     *           "Perimeter",
                     *           "Major_Axis_Length",
                     *           "Minor_Axis_Length",
                     *           "Eccentricity",
                     *           "Convex_Area",
                     *           "Extent"
                     *         ],
                     *         "loss": {
                     *           "class_weights": "none",
                     *           "gamma": 2,
                     *           "label_smoothing": 0,
                     *           "name": "bce_with_logits",
                     *           "pos_weight": null
                     *         },
                     *         "model": {
                     *           "activation": "silu",
                     *           "batch_norm": false,
                     *           "dropout": 0,
                     *           "family": "mlp",
                     *           "hidden": [
                     *             16
                     *           ],
                     *           "numeric_embedding": {
                     *             "name": "none"
                     *           }
                     *         },
                     *         "optimizer": {
                     *           "learning_rate": 0.002,
                     *           "momentum": 0,
                     *           "name": "adamw",
                     *           "nesterov": false,
                     *           "only_matrices_decay": false,
                     *           "other_rate": 1,
                     *           "weight_decay": 0.01
                     *         },
                     *         "preprocessing": {
                     *           "augmentation": {
                     *             "crop": 0,
                     *             "flip": false,
                     *             "rotation": 0,
                     *             "scale": 0,
                     *             "shift": 0
                     *           },
                     *           "categorical_encoding": "auto",
                     *           "embedding_width": "auto",
                     *           "image_size": "auto",
                     *           "max_categories": "auto",
                     *           "max_steps": "auto",
                     *           "min_category_count": 2,
                     *           "missing_categorical": "own_category",
                     *           "missing_numeric": "median",
                     *           "normalization": "standard",
                     *           "unseen_category": "warn"
                     *         },
                     *         "preset": "auto",
                     *         "schedule": {
                     *           "gamma": 0.1,
                     *           "interval": "epoch",
                     *           "name": "constant",
                     *           "patience": 5,
                     *           "step_size": 30,
                     *           "warmup": 0
                     *         },
                     *         "split": {
                     *           "folds": null,
                     *           "seed": 0,
                     *           "stratify": true,
                     *           "test_fraction": 0.2,
                     *           "test_rows": null,
                     *           "validation_fraction": 0.1
                     *         },
                     *         "target": "Class",
                     *         "threshold": 0.5,
                     *         "training": {
                     *           "batch_size": 64,
                     *           "device": "auto",
                     *           "early_stopping": null,
                     *           "ema_decay": null,
                     *           "epochs": 8,
                     *           "gradient_clip_norm": null,
                     *           "num_seeds": 1,
                     *           "precision": "auto",
                     *           "seed": 0
                     *         }
                     *       },
                     *       "result": null,
                     *       "spec": {
                     *         "model_name": "rice",
                     *         "promote": true,
                     *         "spec": {
                     *           "calibration": "auto",
                     *           "diagnosis": {
                     *             "enabled": true,
                     *             "on_error": {
                     *               "error": "continue",
                     *               "warning": "continue"
                     *             },
                     *             "probe_seconds": 2
                     *           },
                     *           "features": "auto",
                     *           "loss": {
                     *             "class_weights": "none",
                     *             "gamma": 2,
                     *             "label_smoothing": "auto",
                     *             "name": "auto",
                     *             "pos_weight": null
                     *           },
                     *           "model": {
                     *             "activation": "auto",
                     *             "batch_norm": false,
                     *             "dropout": 0,
                     *             "family": "mlp",
                     *             "hidden": [
                     *               16
                     *             ],
                     *             "numeric_embedding": {
                     *               "name": "none"
                     *             }
                     *           },
                     *           "optimizer": {
                     *             "learning_rate": "auto",
                     *             "momentum": 0,
                     *             "name": "auto",
                     *             "nesterov": false,
                     *             "only_matrices_decay": "auto",
                     *             "other_rate": "auto",
                     *             "weight_decay": "auto"
                     *           },
                     *           "preprocessing": {
                     *             "augmentation": "auto",
                     *             "categorical_encoding": "auto",
                     *             "embedding_width": "auto",
                     *             "image_size": "auto",
                     *             "max_categories": "auto",
                     *             "max_steps": "auto",
                     *             "min_category_count": 2,
                     *             "missing_categorical": "auto",
                     *             "missing_numeric": "auto",
                     *             "normalization": "auto",
                     *             "unseen_category": "warn"
                     *           },
                     *           "preset": "auto",
                     *           "schedule": {
                     *             "gamma": 0.1,
                     *             "interval": "epoch",
                     *             "name": "auto",
                     *             "patience": 5,
                     *             "step_size": 30,
                     *             "warmup": 0
                     *           },
                     *           "split": {
                     *             "folds": null,
                     *             "seed": 0,
                     *             "stratify": true,
                     *             "test_fraction": 0.2,
                     *             "test_rows": null,
                     *             "validation_fraction": 0.1
                     *           },
                     *           "target": "Class",
                     *           "threshold": 0.5,
                     *           "training": {
                     *             "batch_size": "auto",
                     *             "device": "auto",
                     *             "early_stopping": "auto",
                     *             "ema_decay": "auto",
                     *             "epochs": 8,
                     *             "gradient_clip_norm": null,
                     *             "num_seeds": 1,
                     *             "precision": "auto",
                     *             "seed": 0
                     *           }
                     *         }
                     *       },
                     *       "started_at": null,
                     *       "status": "cancelled",
                     *       "terminal": true,
                     *       "worker": null
                     *     }
                     */
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
                /**
                 * @example {
                 *       "spec": {
                 *         "training": {
                 *           "epochs": 8
                 *         }
                 *       }
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "attempt": 0,
                     *       "best": null,
                     *       "created_at": "2026-11-26T21:51:10.693719Z",
                     *       "dataset_id": "ds_01m8cxeejmprk5d87xdat2zw6p",
                     *       "error": null,
                     *       "findings": [],
                     *       "findings_summary": {
                     *         "error": 0,
                     *         "info": 0,
                     *         "warning": 0
                     *       },
                     *       "finished_at": null,
                     *       "id": "job_01m8cxekv5nb994ffkgdxm3r0g",
                     *       "kind": "train",
                     *       "last_event": 1,
                     *       "links": {
                     *         "cancel": "/v1/training-jobs/job_01m8cxekv5nb994ffkgdxm3r0g/cancel",
                     *         "dataset": "/v1/datasets/ds_01m8cxeejmprk5d87xdat2zw6p",
                     *         "events": "/v1/training-jobs/job_01m8cxekv5nb994ffkgdxm3r0g/events",
                     *         "findings": "/v1/training-jobs/job_01m8cxekv5nb994ffkgdxm3r0g/findings",
                     *         "logs": "/v1/jobs/job_01m8cxekv5nb994ffkgdxm3r0g/logs",
                     *         "metrics": "/v1/training-jobs/job_01m8cxekv5nb994ffkgdxm3r0g/metrics",
                     *         "parent": "/v1/training-jobs/job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *         "retry": "/v1/jobs/job_01m8cxekv5nb994ffkgdxm3r0g/retry",
                     *         "self": "/v1/training-jobs/job_01m8cxekv5nb994ffkgdxm3r0g"
                     *       },
                     *       "object": "job",
                     *       "parent_id": "job_01m8cxegd28tg7vwy9jnmk4jjg",
                     *       "phase": "queued",
                     *       "priority": 5,
                     *       "progress": {
                     *         "epoch": null,
                     *         "epochs": null,
                     *         "eta_seconds": null,
                     *         "fraction": 0,
                     *         "member": null,
                     *         "members": null,
                     *         "message": "waiting for a worker"
                     *       },
                     *       "queue": {
                     *         "position": 0
                     *       },
                     *       "resolved_config": {
                     *         "calibration": "auto",
                     *         "diagnosis": {
                     *           "enabled": true,
                     *           "on_error": {
                     *             "error": "continue",
                     *             "warning": "continue"
                     *           },
                     *           "probe_seconds": 2
                     *         },
                     *         "features": [
                     *           "Area",
                     *           "Perimeter",
                     *           "Major_Axis_Length",
                     *           "Minor_Axis_Length",
                     *           "Eccentricity",
                     *           "Convex_Area",
                     *           "Extent"
                     *         ],
                     *         "loss": {
                     *           "class_weights": "none",
                     *           "gamma": 2,
                     *           "label_smoothing": 0,
                     *           "name": "bce_with_logits",
                     *           "pos_weight": null
                     *         },
                     *         "model": {
                     *           "activation": "silu",
                     *           "batch_norm": false,
                     *           "dropout": 0,
                     *           "family": "mlp",
                     *           "hidden": [
                     *             16
                     *           ],
                     *           "numeric_embedding": {
                     *             "name": "none"
                     *           }
                     *         },
                     *         "optimizer": {
                     *           "learning_rate": 0.002,
                     *           "momentum": 0,
                     *           "name": "adamw",
                     *           "nesterov": false,
                     *           "only_matrices_decay": false,
                     *           "other_rate": 1,
                     *           "weight_decay": 0.01
                     *         },
                     *         "preprocessing": {
                     *           "augmentation": {
                     *             "crop": 0,
                     *             "flip": false,
                     *             "rotation": 0,
                     *             "scale": 0,
                     *             "shift": 0
                     *           },
                     *           "categorical_encoding": "auto",
                     *           "embedding_width": "auto",
                     *           "image_size": "auto",
                     *           "max_categories": "auto",
                     *           "max_steps": "auto",
                     *           "min_category_count": 2,
                     *           "missing_categorical": "own_category",
                     *           "missing_numeric": "median",
                     *           "normalization": "standard",
                     *           "unseen_category": "warn"
                     *         },
                     *         "preset": "auto",
                     *         "schedule": {
                     *           "gamma": 0.1,
                     *           "interval": "epoch",
                     *           "name": "constant",
                     *           "patience": 5,
                     *           "step_size": 30,
                     *           "warmup": 0
                     *         },
                     *         "split": {
                     *           "folds": null,
                     *           "seed": 0,
                     *           "stratify": true,
                     *           "test_fraction": 0.2,
                     *           "test_rows": null,
                     *           "validation_fraction": 0.1
                     *         },
                     *         "target": "Class",
                     *         "threshold": 0.5,
                     *         "training": {
                     *           "batch_size": 64,
                     *           "device": "auto",
                     *           "early_stopping": null,
                     *           "ema_decay": null,
                     *           "epochs": 8,
                     *           "gradient_clip_norm": null,
                     *           "num_seeds": 1,
                     *           "precision": "auto",
                     *           "seed": 0
                     *         }
                     *       },
                     *       "result": null,
                     *       "spec": {
                     *         "model_name": "rice",
                     *         "promote": true,
                     *         "spec": {
                     *           "calibration": "auto",
                     *           "diagnosis": {
                     *             "enabled": true,
                     *             "on_error": {
                     *               "error": "continue",
                     *               "warning": "continue"
                     *             },
                     *             "probe_seconds": 2
                     *           },
                     *           "features": "auto",
                     *           "loss": {
                     *             "class_weights": "none",
                     *             "gamma": 2,
                     *             "label_smoothing": "auto",
                     *             "name": "auto",
                     *             "pos_weight": null
                     *           },
                     *           "model": {
                     *             "activation": "auto",
                     *             "batch_norm": false,
                     *             "dropout": 0,
                     *             "family": "mlp",
                     *             "hidden": [
                     *               16
                     *             ],
                     *             "numeric_embedding": {
                     *               "name": "none"
                     *             }
                     *           },
                     *           "optimizer": {
                     *             "learning_rate": "auto",
                     *             "momentum": 0,
                     *             "name": "auto",
                     *             "nesterov": false,
                     *             "only_matrices_decay": "auto",
                     *             "other_rate": "auto",
                     *             "weight_decay": "auto"
                     *           },
                     *           "preprocessing": {
                     *             "augmentation": "auto",
                     *             "categorical_encoding": "auto",
                     *             "embedding_width": "auto",
                     *             "image_size": "auto",
                     *             "max_categories": "auto",
                     *             "max_steps": "auto",
                     *             "min_category_count": 2,
                     *             "missing_categorical": "auto",
                     *             "missing_numeric": "auto",
                     *             "normalization": "auto",
                     *             "unseen_category": "warn"
                     *           },
                     *           "preset": "auto",
                     *           "schedule": {
                     *             "gamma": 0.1,
                     *             "interval": "epoch",
                     *             "name": "auto",
                     *             "patience": 5,
                     *             "step_size": 30,
                     *             "warmup": 0
                     *           },
                     *           "split": {
                     *             "folds": null,
                     *             "seed": 0,
                     *             "stratify": true,
                     *             "test_fraction": 0.2,
                     *             "test_rows": null,
                     *             "validation_fraction": 0.1
                     *           },
                     *           "target": "Class",
                     *           "threshold": 0.5,
                     *           "training": {
                     *             "batch_size": "auto",
                     *             "device": "auto",
                     *             "early_stopping": "auto",
                     *             "ema_decay": "auto",
                     *             "epochs": 8,
                     *             "gradient_clip_norm": null,
                     *             "num_seeds": 1,
                     *             "precision": "auto",
                     *             "seed": 0
                     *           }
                     *         }
                     *       },
                     *       "started_at": null,
                     *       "status": "queued",
                     *       "terminal": false,
                     *       "worker": null
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "at": "2026-11-26T21:51:09.737302Z",
                     *           "id": 11,
                     *           "level": "info",
                     *           "message": "epoch 3: loss 0.2493, validation loss 0.2424, validation accuracy 0.9265, 0.00 s"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:09.737303Z",
                     *           "id": 12,
                     *           "level": "info",
                     *           "message": "epoch 4: loss 0.2146, validation loss 0.2014, validation accuracy 0.9344, 0.00 s"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:09.737304Z",
                     *           "id": 13,
                     *           "level": "info",
                     *           "message": "epoch 5: loss 0.2005, validation loss 0.1829, validation accuracy 0.9423, 0.00 s"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:09.761057Z",
                     *           "id": 15,
                     *           "level": "info",
                     *           "message": "running: evaluating"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:09.905119Z",
                     *           "id": 16,
                     *           "level": "info",
                     *           "message": "succeeded"
                     *         },
                     *         {
                     *           "at": "2026-11-26T21:51:09.905124Z",
                     *           "id": 17,
                     *           "level": "info",
                     *           "message": "the job has ended: succeeded"
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": 17,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "defaults": {
                     *             "family": "logistic"
                     *           },
                     *           "description": "Logistic regression: one linear layer to logits. Takes tables; sequences and images are flattened.",
                     *           "json_schema": {
                     *             "$schema": "https://json-schema.org/draft/2020-12/schema",
                     *             "additionalProperties": false,
                     *             "description": "Logistic regression: one linear layer to logits. Takes tables; sequences and images are flattened.",
                     *             "properties": {
                     *               "family": {
                     *                 "const": "logistic",
                     *                 "default": "logistic",
                     *                 "description": "Always logistic.",
                     *                 "title": "Family",
                     *                 "type": "string",
                     *                 "x-advanced": false
                     *               }
                     *             },
                     *             "title": "LogisticSpec",
                     *             "type": "object"
                     *           },
                     *           "limits": {
                     *             "max_batch_activations": 1000000000,
                     *             "max_classes": 1000,
                     *             "max_columns": 2000,
                     *             "max_encoded_numbers": 500000000,
                     *             "max_image_bytes": 33554432,
                     *             "max_image_pixels": 25000000,
                     *             "max_parameters": 50000000,
                     *             "max_steps": 20000
                     *           },
                     *           "name": "logistic",
                     *           "object": "model_family",
                     *           "takes": [
                     *             "table",
                     *             "sequence",
                     *             "image"
                     *           ],
                     *           "title": "Logistic regression"
                     *         },
                     *         {
                     *           "defaults": {
                     *             "activation": "auto",
                     *             "batch_norm": true,
                     *             "channels": [
                     *               64,
                     *               128,
                     *               64
                     *             ],
                     *             "dropout": 0,
                     *             "family": "cnn1d",
                     *             "hidden": [],
                     *             "kernel_size": 5,
                     *             "pooling": "mean"
                     *           },
                     *           "description": "Convolutions over the steps of sequences, then a pool over real steps; padding never counts.\n\nSource: Wang, Yan and Oates 2017, arXiv:1611.06455 (FCN).",
                     *           "json_schema": {
                     *             "$schema": "https://json-schema.org/draft/2020-12/schema",
                     *             "additionalProperties": false,
                     *             "description": "Convolutions over the steps of sequences, then a pool over real steps; padding never counts.\n\nSource: Wang, Yan and Oates 2017, arXiv:1611.06455 (FCN).",
                     *             "properties": {
                     *               "activation": {
                     *                 "anyOf": [
                     *                   {
                     *                     "const": "auto",
                     *                     "type": "string"
                     *                   },
                     *                   {
                     *                     "enum": [
                     *                       "relu",
                     *                       "silu",
                     *                       "gelu",
                     *                       "tanh",
                     *                       "sigmoid",
                     *                       "leaky_relu"
                     *                     ],
                     *                     "type": "string"
                     *                   }
                     *                 ],
                     *                 "default": "auto",
                     *                 "description": "`auto` is `relu`.",
                     *                 "title": "Activation",
                     *                 "x-advanced": true
                     *               },
                     *               "batch_norm": {
                     *                 "default": true,
                     *                 "description": "Normalize after each convolution, over batch and real steps.",
                     *                 "title": "Batch Norm",
                     *                 "type": "boolean",
                     *                 "x-advanced": true
                     *               },
                     *               "channels": {
                     *                 "default": [
                     *                   64,
                     *                   128,
                     *                   64
                     *                 ],
                     *                 "description": "Filters of each convolution.",
                     *                 "items": {
                     *                   "minimum": 1,
                     *                   "type": "integer"
                     *                 },
                     *                 "maxItems": 16,
                     *                 "minItems": 1,
                     *                 "title": "Channels",
                     *                 "type": "array",
                     *                 "x-advanced": false
                     *               },
                     *               "dropout": {
                     *                 "default": 0,
                     *                 "description": "Probability of dropping a number of a dense layer's input while training.",
                     *                 "exclusiveMaximum": 1,
                     *                 "minimum": 0,
                     *                 "title": "Dropout",
                     *                 "type": "number",
                     *                 "x-advanced": true
                     *               },
                     *               "family": {
                     *                 "const": "cnn1d",
                     *                 "default": "cnn1d",
                     *                 "description": "Always cnn1d.",
                     *                 "title": "Family",
                     *                 "type": "string",
                     *                 "x-advanced": false
                     *               },
                     *               "hidden": {
                     *                 "default": [],
                     *                 "description": "Dense layers between the pool and the logits.",
                     *                 "items": {
                     *                   "minimum": 1,
                     *                   "type": "integer"
                     *                 },
                     *                 "maxItems": 16,
                     *                 "title": "Hidden",
                     *                 "type": "array",
                     *                 "x-advanced": true
                     *               },
                     *               "kernel_size": {
                     *                 "default": 5,
                     *                 "description": "Steps that a filter sees; the output keeps the number of steps.",
                     *                 "maximum": 255,
                     *                 "minimum": 1,
                     *                 "title": "Kernel Size",
                     *                 "type": "integer",
                     *                 "x-advanced": true
                     *               },
                     *               "pooling": {
                     *                 "default": "mean",
                     *                 "description": "From the steps to one vector, over real steps only.",
                     *                 "enum": [
                     *                   "mean",
                     *                   "max",
                     *                   "attention"
                     *                 ],
                     *                 "title": "Pooling",
                     *                 "type": "string",
                     *                 "x-advanced": true
                     *               }
                     *             },
                     *             "title": "Cnn1dSpec",
                     *             "type": "object"
                     *           },
                     *           "limits": {
                     *             "max_batch_activations": 1000000000,
                     *             "max_classes": 1000,
                     *             "max_columns": 2000,
                     *             "max_encoded_numbers": 500000000,
                     *             "max_hidden_layers": 16,
                     *             "max_hidden_width": 4096,
                     *             "max_parameters": 50000000,
                     *             "max_steps": 20000
                     *           },
                     *           "name": "cnn1d",
                     *           "object": "model_family",
                     *           "takes": [
                     *             "sequence",
                     *             "table"
                     *           ],
                     *           "title": "Convolutional network over steps"
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "defaults": {
                     *         "family": "logistic"
                     *       },
                     *       "description": "Logistic regression: one linear layer to logits. Takes tables; sequences and images are flattened.",
                     *       "json_schema": {
                     *         "$schema": "https://json-schema.org/draft/2020-12/schema",
                     *         "additionalProperties": false,
                     *         "description": "Logistic regression: one linear layer to logits. Takes tables; sequences and images are flattened.",
                     *         "properties": {
                     *           "family": {
                     *             "const": "logistic",
                     *             "default": "logistic",
                     *             "description": "Always logistic.",
                     *             "title": "Family",
                     *             "type": "string",
                     *             "x-advanced": false
                     *           }
                     *         },
                     *         "title": "LogisticSpec",
                     *         "type": "object"
                     *       },
                     *       "limits": {
                     *         "max_batch_activations": 1000000000,
                     *         "max_classes": 1000,
                     *         "max_columns": 2000,
                     *         "max_encoded_numbers": 500000000,
                     *         "max_image_bytes": 33554432,
                     *         "max_image_pixels": 25000000,
                     *         "max_parameters": 50000000,
                     *         "max_steps": 20000
                     *       },
                     *       "name": "logistic",
                     *       "object": "model_family",
                     *       "takes": [
                     *         "table",
                     *         "sequence",
                     *         "image"
                     *       ],
                     *       "title": "Logistic regression"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "description": "The default: every choice by the data. A table gets ten folds (five above 2,500 rows) and a member for each.",
                     *           "name": "auto",
                     *           "object": "preset",
                     *           "spec": {}
                     *         },
                     *         {
                     *           "description": "One network and few epochs: a first answer.",
                     *           "name": "fast",
                     *           "object": "preset",
                     *           "spec": {
                     *             "split": {
                     *               "folds": null
                     *             },
                     *             "training": {
                     *               "early_stopping": {
                     *                 "patience": 6
                     *               },
                     *               "epochs": 30
                     *             }
                     *           }
                     *         },
                     *         {
                     *           "description": "Ten folds and a member for each: above 2,500 rows about twice the time of auto, images ten times.",
                     *           "name": "best",
                     *           "object": "preset",
                     *           "spec": {
                     *             "split": {
                     *               "folds": 10
                     *             }
                     *           }
                     *         },
                     *         {
                     *           "description": "The rice table: 10-25-1, batch 8, 10 epochs, inputs divided by their largest absolute value.",
                     *           "name": "s0",
                     *           "object": "preset",
                     *           "spec": {
                     *             "model": {
                     *               "activation": "relu",
                     *               "family": "mlp",
                     *               "hidden": [
                     *                 25
                     *               ]
                     *             },
                     *             "optimizer": {
                     *               "learning_rate": 0.001,
                     *               "name": "adam"
                     *             },
                     *             "preprocessing": {
                     *               "normalization": "max_abs"
                     *             },
                     *             "split": {
                     *               "test_fraction": 0.15,
                     *               "validation_fraction": 0.15
                     *             },
                     *             "training": {
                     *               "batch_size": 8,
                     *               "epochs": 10
                     *             }
                     *           }
                     *         },
                     *         {
                     *           "description": "Circles and heart rate: one hidden layer of 4 sigmoids on standardized inputs, the whole table as one batch.",
                     *           "name": "s1",
                     *           "object": "preset",
                     *           "spec": {
                     *             "model": {
                     *               "activation": "sigmoid",
                     *               "family": "mlp",
                     *               "hidden": [
                     *                 4
                     *               ]
                     *             },
                     *             "optimizer": {
                     *               "learning_rate": 0.1,
                     *               "name": "adam"
                     *             },
                     *             "preprocessing": {
                     *               "normalization": "standard"
                     *             },
                     *             "training": {
                     *               "batch_size": 1000000,
                     *               "epochs": 1000
                     *             }
                     *           }
                     *         },
                     *         {
                     *           "description": "Long feature vectors as sequences: bidirectional and plain recurrent layers, a schedule stepped per epoch.",
                     *           "name": "s2",
                     *           "object": "preset",
                     *           "spec": {
                     *             "loss": {
                     *               "name": "cross_entropy"
                     *             },
                     *             "model": {
                     *               "batch_norm": true,
                     *               "blocks": [
                     *                 {
                     *                   "bidirectional": true,
                     *                   "num_layers": 2,
                     *                   "units": 64
                     *                 },
                     *                 {
                     *                   "num_layers": 2,
                     *                   "units": 64
                     *                 }
                     *               ],
                     *               "cell": "rnn",
                     *               "dropout": 0.5,
                     *               "family": "rnn",
                     *               "pooling": "last"
                     *             },
                     *             "optimizer": {
                     *               "learning_rate": 0.0001,
                     *               "name": "adam"
                     *             },
                     *             "preprocessing": {
                     *               "normalization": "standard"
                     *             },
                     *             "schedule": {
                     *               "gamma": 0.1,
                     *               "interval": "epoch",
                     *               "name": "step",
                     *               "step_size": 30
                     *             },
                     *             "training": {
                     *               "batch_size": 64,
                     *               "epochs": 25
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "description": "Ten folds and a member for each: above 2,500 rows about twice the time of auto, images ten times.",
                     *       "name": "best",
                     *       "object": "preset",
                     *       "spec": {
                     *         "split": {
                     *           "folds": 10
                     *         }
                     *       }
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "code": "data.all_missing_column",
                     *           "docs": "docs/findings/data.all_missing_column.md",
                     *           "explanation": "All {num_rows:,} cells are missing, so nothing can be learnt from it.",
                     *           "object": "finding_kind",
                     *           "phase": "data",
                     *           "severity": "warning",
                     *           "suggestion": "Leave the column out, or name other missing_values if these cells mean something.",
                     *           "title": "Column {column!r} is empty"
                     *         },
                     *         {
                     *           "code": "data.missing",
                     *           "docs": "docs/findings/data.missing.md",
                     *           "explanation": "{num_missing:,} of {num_rows:,} cells are missing; they are filled, and a column says where.",
                     *           "object": "finding_kind",
                     *           "phase": "data",
                     *           "severity": "info",
                     *           "suggestion": "Check that they are missing by chance; otherwise fill them before uploading.",
                     *           "title": "{share:.1%} of column {column!r} is missing"
                     *         },
                     *         {
                     *           "code": "data.constant_column",
                     *           "docs": "docs/findings/data.constant_column.md",
                     *           "explanation": "All {num_rows:,} rows hold the same value, so it is left out of the features.",
                     *           "object": "finding_kind",
                     *           "phase": "data",
                     *           "severity": "info",
                     *           "suggestion": "Leave the column out of the file.",
                     *           "title": "Column {column!r} never changes"
                     *         },
                     *         {
                     *           "code": "data.id_like_column",
                     *           "docs": "docs/findings/data.id_like_column.md",
                     *           "explanation": "{reason}",
                     *           "object": "finding_kind",
                     *           "phase": "data",
                     *           "severity": "info",
                     *           "suggestion": "If it measures something, set its role: PATCH the dataset with overrides {{\"role\": \"feature\"}}.",
                     *           "title": "Column {column!r} looks like an id and is not a feature"
                     *         },
                     *         {
                     *           "code": "data.text_column",
                     *           "docs": "docs/findings/data.text_column.md",
                     *           "explanation": "{reason}",
                     *           "object": "finding_kind",
                     *           "phase": "data",
                     *           "severity": "info",
                     *           "suggestion": "If its values are categories, PATCH the dataset with overrides {{\"kind\": \"categorical\", \"role\": \"feature\"}}.",
                     *           "title": "Column {column!r} is free text and is not a feature"
                     *         },
                     *         {
                     *           "code": "data.sequences_unequal",
                     *           "docs": "docs/findings/data.sequences_unequal.md",
                     *           "explanation": "On average they have {mean_steps:.1f}; shorter ones are padded, and a mask keeps padding from counting.",
                     *           "object": "finding_kind",
                     *           "phase": "data",
                     *           "severity": "info",
                     *           "suggestion": "Nothing to do, unless a length gives the class away: then cut all to one length.",
                     *           "title": "Sequences of column {column!r} have {min_steps:,} to {max_steps:,} steps"
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "code": "data.missing",
                     *       "docs": "docs/findings/data.missing.md",
                     *       "explanation": "{num_missing:,} of {num_rows:,} cells are missing; they are filled, and a column says where.",
                     *       "object": "finding_kind",
                     *       "phase": "data",
                     *       "severity": "info",
                     *       "suggestion": "Check that they are missing by chance; otherwise fill them before uploading.",
                     *       "title": "{share:.1%} of column {column!r} is missing"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "idempotency_hours": 24,
                     *       "max_batch_activations": 1000000000,
                     *       "max_cells": 500000000,
                     *       "max_classes": 1000,
                     *       "max_column_name_chars": 256,
                     *       "max_columns": 2000,
                     *       "max_decode_ratio": 100,
                     *       "max_decoded_bytes": 4294967296,
                     *       "max_encoded_numbers": 500000000,
                     *       "max_epochs": 1000,
                     *       "max_field_bytes": 65536,
                     *       "max_hidden_layers": 16,
                     *       "max_hidden_width": 4096,
                     *       "max_image_bytes": 33554432,
                     *       "max_image_pixels": 25000000,
                     *       "max_job_memory_bytes": 4294967296,
                     *       "max_job_seconds": 3600,
                     *       "max_json_bytes": 10485760,
                     *       "max_members": 50,
                     *       "max_open_upload_bytes": 2147483648,
                     *       "max_open_uploads": 100,
                     *       "max_page_size": 200,
                     *       "max_parameters": 50000000,
                     *       "max_parse_seconds": 300,
                     *       "max_predict_rows": 10000,
                     *       "max_queued_jobs": 1000,
                     *       "max_row_epochs": 20000000000,
                     *       "max_rows": 10000000,
                     *       "max_steps": 20000,
                     *       "max_upload_bytes": 536870912,
                     *       "max_wait_seconds": 60,
                     *       "upload_hours": 24,
                     *       "upload_part_bytes": 8388608
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "id": "anonymous",
                     *       "name": "anonymous",
                     *       "object": "api_key",
                     *       "scopes": [
                     *         "admin"
                     *       ]
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "device": "cpu",
                     *           "heartbeat_at": "2026-11-26T21:51:05.209003Z",
                     *           "host": "worker-1",
                     *           "id": "wrk_1",
                     *           "object": "worker",
                     *           "pid": 7,
                     *           "queues": [
                     *             "profile",
                     *             "train",
                     *             "score"
                     *           ],
                     *           "started_at": "2026-11-26T21:51:05.222995Z"
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "expires_at": null,
                     *       "key": {
                     *         "id": "anonymous",
                     *         "name": "anonymous",
                     *         "object": "api_key",
                     *         "scopes": [
                     *           "admin"
                     *         ]
                     *       },
                     *       "needs_key": false,
                     *       "object": "session"
                     *     }
                     */
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
                /**
                 * @example {
                 *       "key": "disc_8c8778e0_EXAMPLE"
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "expires_at": "2026-12-03T21:51:11.648750Z",
                     *       "key": {
                     *         "id": "key_01m8cxemqngqxyq6b11y83bgj6",
                     *         "name": "dashboard",
                     *         "object": "api_key",
                     *         "scopes": [
                     *           "model:read",
                     *           "predict"
                     *         ]
                     *       },
                     *       "needs_key": false,
                     *       "object": "session"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-11-26T21:51:11.606652Z",
                     *           "expires_at": null,
                     *           "id": "key_01m8cxemqngqxyq6b11y83bgj6",
                     *           "last_used_at": null,
                     *           "name": "dashboard",
                     *           "object": "api_key",
                     *           "prefix": "8c8778e0",
                     *           "revoked_at": null,
                     *           "scopes": [
                     *             "model:read",
                     *             "predict"
                     *           ]
                     *         }
                     *       ],
                     *       "has_more": false,
                     *       "next_cursor": null,
                     *       "object": "list"
                     *     }
                     */
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
                /**
                 * @example {
                 *       "name": "dashboard",
                 *       "scopes": [
                 *         "predict",
                 *         "model:read"
                 *       ]
                 *     }
                 */
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
                    /**
                     * @example {
                     *       "created_at": "2026-11-26T21:51:11.606652Z",
                     *       "expires_at": null,
                     *       "id": "key_01m8cxemqngqxyq6b11y83bgj6",
                     *       "key": "disc_8c8778e0_EXAMPLE",
                     *       "last_used_at": null,
                     *       "name": "dashboard",
                     *       "object": "api_key",
                     *       "prefix": "8c8778e0",
                     *       "revoked_at": null,
                     *       "scopes": [
                     *         "model:read",
                     *         "predict"
                     *       ]
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "status": "live"
                     *     }
                     */
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
                    /**
                     * @example {
                     *       "status": "ready"
                     *     }
                     */
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
