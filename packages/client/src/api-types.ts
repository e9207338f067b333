// Generated from the OpenAPI document: npm run build:client -- --types. Checked by tests/architecture/openapi.test.ts.
export interface paths {
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs, newest first
         * @description Your jobs of all kinds, in pages; those that meet every filter given.
         */
        get: operations["jobs.list"];
        put?: never;
        /**
         * Create a job
         * @description Starts an analysis of the given kind. Repeating the request with the same Idempotency-Key creates only one job. With `dry_run=true` nothing is created, and the answer says what would be; what would be refused is refused in the same words.
         */
        post: operations["jobs.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a job again, with changes
         * @description Creates a new job with the input of this one. What the body leaves out is as in this one: input field by field, name, tags, callback_url, deadline_seconds. To go on with the same job use its retry.
         */
        post: operations["jobs.runAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry, cancel or delete many jobs
         * @description Changes every job that the filter of GET /jobs finds now, once, as its own route would. `retry` takes jobs that failed, have errors or were cancelled; `cancel` unfinished ones; `delete` ended ones. With `dry_run` the jobs are only counted.
         */
        post: operations["jobs.beginBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/bulk/actions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an action on many jobs
         * @description How far it has come.
         */
        get: operations["jobs.getBulk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a job
         * @description With `wait`, the response is delayed until the job differs from the version in If-None-Match, or from its state at the time of the request. A job that has ended is returned immediately. Also tells what the job waits for, and its input, without what is private and with long lists cut.
         */
        get: operations["jobs.get"];
        put?: never;
        post?: never;
        /**
         * Delete a finished job and its data
         * @description Also deletes its steps, its results and their source data.
         */
        delete: operations["jobs.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the steps of a job, in order
         * @description Every step with how often it was tried, what it waits for and, if it failed, its error. Also available while the job runs.
         */
        get: operations["jobs.listSteps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/slices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the functions that worked on a job, in order
         * @description Every invocation of every epoch: its line, its time, its turns and how it ended.
         */
        get: operations["jobs.listSlices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the result of a finished job
         * @description JSON is paged; other formats are returned whole. Stocks: CSV, ending with a row for each failed step. Profiles: HTML, the report as one page for reading and printing; Markdown, its sentences; CSV, a line for each figure. Documents: JSON (the report, then its pages), text (raw pages separated by form feeds; empty for a page that could not be read), Markdown, HTML, JSON Lines (chunks for search and retrieval), CSV (one part of the result), model (the whole document as one JSON value), BibTeX, CSL-JSON and Anki (the learning set).
         */
        get: operations["jobs.getResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask about the result of a finished job
         * @description A paid call of the configured gateway. Every quote is looked up on its page.
         */
        post: operations["jobs.ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job
         * @description No further step starts; finished steps are kept. Cancelling again changes nothing, nor the reason.
         */
        post: operations["jobs.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry a job
         * @description A finished job starts a new epoch with the steps that failed or did not finish, and all that rest on them. An unfinished one is dispatched again only if nothing works on it any more, so pressing twice starts nothing twice.
         */
        post: operations["jobs.retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/webhook/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Redeliver the event of a finished job
         * @description Sends the same event with the same `webhook-id`, so that receivers can recognize duplicates.
         */
        post: operations["jobs.redeliverWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the keys, oldest first
         * @description Needs the scope `admin`. Those that are expired or revoked too; those of API_KEYS are not among them.
         */
        get: operations["access.listKeys"];
        put?: never;
        /**
         * Create a key of any owner
         * @description Needs the scope `admin`. The key is shown in this answer and never again.
         */
        post: operations["access.createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a key
         * @description Any key may ask for `self`; those of others need the scope `admin`.
         */
        get: operations["access.getKey"];
        put?: never;
        post?: never;
        /**
         * Revoke a key, at once
         * @description Needs the scope `admin`. It stays in the list.
         */
        delete: operations["access.revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a key by a new one
         * @description It has the same owner, name and scopes. The old one stays valid for `overlap_seconds`, for clients to change one by one. Any key may rotate `self`; those of others need the scope `admin`.
         */
        post: operations["access.rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What you may use, and have used
         * @description Your own limits; where none was set for you, those of the deployment.
         */
        get: operations["access.getLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/owners/{owner}/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an owner may use, and has used
         * @description Needs the scope `admin`.
         */
        get: operations["access.getOwnerLimits"];
        /**
         * Set the limits of an owner
         * @description Needs the scope `admin`. Replaces all four: what is left out is the deployment’s again.
         */
        put: operations["access.setOwnerLimits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link that shows a job
         * @description Whoever has it may read this job, its steps, slices and result until it expires or is revoked, and nothing else.
         */
        post: operations["access.shareJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the links to a job, oldest first
         * @description Those that are expired or revoked too, without their tokens.
         */
        get: operations["access.listShares"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/shares/{share}": {
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
         * Revoke a link, at once
         * @description It stays in the list.
         */
        delete: operations["access.revokeShare"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stocks/analyze-all-stocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Analyze stocks
         * @description Creates a job with one step per symbol. An empty list analyzes the loaded universe.
         */
        post: operations["stocks.analyzeAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stocks/all-stocks/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the progress of stock jobs
         * @description The total, and each job.
         */
        get: operations["stocks.getProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analysis-history/{symbol}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List past results of a symbol, newest first
         * @description A bare symbol (TCS) matches all exchanges, a full ticker (TCS.NS) only its own. Returns one result per ticker and trading day: live data is preferred to sample or simulated data, then the most recent result.
         */
        get: operations["stocks.getHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stocks/all-stocks/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the latest result of each ticker
         * @description Live data is preferred to sample or simulated data, then the later trading day. Filters apply only to the latest result, never to an earlier one. Results of weekly bars are listed with `interval=1wk`.
         */
        get: operations["stocks.listLatest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stocks/{symbol}/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the latest result of a symbol with its bars and plans
         * @description Chosen as in the list of the latest results; or that of a job.
         */
        get: operations["stocks.getSymbol"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stocks/{symbol}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two results of a symbol
         * @description Lists what differs in verdict, plan, votes and values, to the last bit.
         */
        get: operations["stocks.compareResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stocks/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of your plans
         * @description Each plan is followed by the bars of later runs, by strategy, verdict and score beside a base rate.
         */
        get: operations["stocks.getRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stocks/portfolio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your open plans and what they risk
         * @description Newest first. Prices and shares are in the terms of the last bar seen: splits are in them.
         */
        get: operations["stocks.getPortfolio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stocks/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what has changed between successive results, newest first
         * @description Each result is compared with the owner's previous one of the same ticker, strategy and interval; each difference is listed once.
         */
        get: operations["stocks.listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stocks/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell what the buys of many symbols earned
         * @description Back-tested buys of a strategy over all symbols, by score and by year of the decision, beside the same trade on every day. Without a job: the latest daily result of each ticker. Results from before pooling was built have no trades.
         */
        get: operations["stocks.getEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stocks/universe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the loaded universe
         * @description The symbols analyzed if a request lists none. Loaded by the operator, and the same for every owner.
         */
        get: operations["stocks.listUniverse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/watchlist/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the schedule of the watchlist
         * @description Includes the next run and the time zone.
         */
        get: operations["watchlist.getSchedule"];
        /**
         * Set the schedule of the watchlist
         * @description Replaces any existing schedule. Each run creates a job with `source` schedule; callback_url receives its end and, if results differ from earlier ones, a `watchlist.changed` event.
         */
        put: operations["watchlist.setSchedule"];
        post?: never;
        /**
         * Delete the schedule of the watchlist
         * @description Keeps the watchlist, which can still be analyzed on request.
         */
        delete: operations["watchlist.deleteSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/watchlist/analyze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Analyze the watchlist
         * @description Accepts the options of a stock analysis except symbols; without a body, defaults apply.
         */
        post: operations["watchlist.analyze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/watchlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the watchlist, oldest first
         * @description Each symbol with its last watchlist job.
         */
        get: operations["watchlist.list"];
        put?: never;
        /**
         * Add a symbol to the watchlist
         * @description A symbol can be added only once. The name defaults to the one in the loaded universe.
         */
        post: operations["watchlist.add"];
        /**
         * Remove the symbol in the body from the watchlist
         * @description Same as DELETE /watchlist/{symbol}, for clients that send the symbol in a body. Results are kept.
         */
        delete: operations["watchlist.removeNamed"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/watchlist/{symbol}": {
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
         * Remove a symbol from the watchlist
         * @description Results of the symbol are kept.
         */
        delete: operations["watchlist.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analyze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Analyze a profile
         * @description Posts are fetched from the network, or given in `posts` (platform `inline`) or `archive` (`twitter_archive`, `mastodon_archive`). In multipart/form-data, the archive may be a file.
         */
        post: operations["profiles.analyze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platforms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the platforms
         * @description Networks to read posts from, and exports that a request may contain.
         */
        get: operations["profiles.listPlatforms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List profile analyses, newest first
         * @description A task is a job of kind profile, with the same id.
         */
        get: operations["profiles.listTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a profile analysis with its report
         * @description The task and its report in one answer.
         */
        get: operations["profiles.getTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the status of a profile analysis
         * @description Only the fields that change while it runs.
         */
        get: operations["profiles.getTaskStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the report of a finished profile analysis
         * @description Only the report, as JSON.
         */
        get: operations["profiles.getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a report
         * @description As JSON, Markdown, CSV (a line for each figure), or as a self-contained HTML page.
         */
        get: operations["profiles.downloadReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two reports of a profile
         * @description Both reports must be of the same profile, since comparing different ones could unmask pseudonyms.
         */
        get: operations["profiles.compareReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry a profile analysis
         * @description A finished one restarts with the steps that failed or did not finish, and all that rest on them; an unfinished one is dispatched again only if nothing works on it any more.
         */
        post: operations["profiles.retryTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a profile analysis
         * @description No further step starts, and there will be no report.
         */
        post: operations["profiles.cancelTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats/platform-distribution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count profile analyses by platform
         * @description Counts all your tasks, regardless of status.
         */
        get: operations["profiles.getPlatformDistribution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats/completion-rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the completion rate of profile analyses
         * @description Over all your tasks; unfinished ones count as not completed.
         */
        get: operations["profiles.getCompletionRate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the pages of a document with their status
         * @description Also available while the job runs; empty until the pages have been counted.
         */
        get: operations["jobs.listPages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/pages/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a page of a document
         * @description Available as soon as the page is read; its paragraphs are null until the whole document is read.
         */
        get: operations["jobs.getPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/pages/{n}/figures/{figure}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the picture of a figure of a document
         * @description Drawn when it is asked for, as the page shows it. Keep it by its `ETag`.
         */
        get: operations["jobs.getFigureImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/chunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the chunks of a document
         * @description In the format of the original service. A chunk is a step that reads pages or runs OCR on one. Also available while the job runs.
         */
        get: operations["jobs.listChunks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/chunks/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry failed chunks of a document
         * @description A finished job starts a new epoch with the chunks, all unfinished steps, and the analyses that depend on them. An unfinished job is dispatched again only if nothing works on it any more.
         */
        post: operations["jobs.retryChunks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the limits for uploads
         * @description Sizes of files and parts, and whether uploads to Vercel Blob are available.
         */
        get: operations["documents.getLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search all documents
         * @description Words in any of their forms by the language of each page, `"phrases"`, `or`, `-without`; best first. Of each file the newest analysis with a report.
         */
        get: operations["documents.search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two versions of a document by section
         * @description Sections are the same if their titles are. What was moved within a section is no change.
         */
        get: operations["documents.diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the JSON Schema of a document as `format=model`
         * @description What `schema` of such a document names.
         */
        get: operations["documents.getSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/blob": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a token for an upload to Vercel Blob
         * @description The `handleUploadUrl` of `upload()` of @vercel/blob/client, with `access: "public"`. Then submit the URL of the blob as `source_url`.
         */
        post: operations["documents.createBlobToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an upload in parts
         * @description Then send each part with PUT, in any order, and complete the upload. Unfinished uploads expire after 24 hours.
         */
        post: operations["documents.begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a document or an unfinished upload
         * @description Includes the missing parts and when an unfinished upload expires.
         */
        get: operations["documents.get"];
        put?: never;
        post?: never;
        /**
         * Delete a document or an unfinished upload
         * @description Also deletes later documents with the same content. Results of jobs are kept.
         */
        delete: operations["documents.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the file of a document
         * @description As it was sent, or one `Range` of its bytes; the `ETag` is the SHA-256. A PDF as `application/pdf`, others as a download.
         */
        get: operations["documents.getFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the files attached to a PDF
         * @description Those of the document, then those pinned to its pages, at most 1,000, as the PDF describes them. Also in the report, as `document.files`.
         */
        get: operations["documents.listAttachments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/attachments/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a file attached to a PDF
         * @description As it was attached, always as a download. At most 48 MiB.
         */
        get: operations["documents.getAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/pages/{page}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a picture of a page
         * @description Drawn when it is asked for, as the page shows: rotated, with annotations. Keep it by its `ETag`.
         */
        get: operations["documents.getPageImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/parts/{part}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Upload a part of a file
         * @description The body is `part_bytes` raw bytes; the last part is the rest. Parts may be sent in any order, in parallel and repeatedly; the most recent bytes of a part count.
         */
        put: operations["documents.putPart"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete an upload
         * @description Verifies the parts against the digest. Can be repeated safely.
         */
        post: operations["documents.complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-pdf-async": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Analyze a document
         * @description Send exactly one of: the file as `pdf_file` of a form or as the body, its options in the query (both at most 4.4 MB), `source_url`, or `document_id`. Its content tells whether it is a PDF, DOCX, PPTX, ODT, EPUB, HTML, Markdown, plain text, PNG, JPEG or TIFF. Bytes that were analyzed before with the same options answer with that job and `deduplicated`, unless with `again`, a key or a callback.
         */
        post: operations["documents.analyze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process-pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Analyze a document and wait for the result, at most 25 s
         * @description Like `/process-pdf-async`. If the job takes longer, it continues and the response is the accepted job.
         */
        post: operations["documents.analyzeAndWait"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check the health of the deployment
         * @description The state of each part. With a valid API key also what is wrong, why it matters and what to do. Needs no key. An answer is up to ten seconds old; the database is left asleep while nobody works.
         */
        get: operations["system.getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/probe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message through the queue and back
         * @description Publishes a probe and waits for its arrival; else says what stood in its way: protection, a wrong signing key, a wrong address. It belongs to no job.
         */
        post: operations["system.probe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what the sources take, and who waits for them
         * @description The sources that steps of all jobs share: their limits, what is used of them, and whether one is paused because it refuses requests. Of other owners only numbers are told.
         */
        get: operations["system.listProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get this document
         * @description Generated from the schemas that validate requests.
         */
        get: operations["system.getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        Job: {
            /** @example job_01k0a3v5zq8m4n7p2r6t9w1x3y */
            id: string;
            /**
             * @description One of the kinds that POST /jobs accepts.
             * @example stocks
             */
            kind: string;
            /** @enum {string} */
            status: "queued" | "processing" | "completed" | "completed_with_errors" | "failed" | "cancelled";
            /** @description Counted in steps. */
            progress: {
                /** @description Whole percent; 100 only when the job has ended. */
                percent: number;
                total: number;
                completed: number;
                failed: number;
                stage: string | null;
                /** @description Null until the rate is known. */
                eta_seconds: number | null;
            };
            /** @description Run number of the job; each retry of a finished job starts the next. */
            epoch: number;
            /**
             * @description What created the job.
             * @enum {string}
             */
            source: "api" | "watchlist" | "schedule";
            /** @description As given by whoever created the job. */
            name: string | null;
            /**
             * @description As given; jobs are found by them.
             * @example [
             *       "nightly"
             *     ]
             */
            tags: string[];
            /** @description The job that this one runs again, with changes. */
            again_of: string | null;
            error: {
                code: string;
                message: string;
            } | null;
            waits: components["schemas"]["Waits"];
            /** @description Who looks after the job if its messages are lost; null once it has ended, when it is accepted, and in its event. */
            watchdog: {
                /**
                 * Format: date-time
                 * @description Its last look in this epoch.
                 */
                last_seen: string | null;
                /**
                 * Format: date-time
                 * @description When it is due.
                 */
                next: string;
            } | null;
            /** @description Name of the API key that cancelled it, if the key has one. */
            cancelled_by: string | null;
            /** @description As given to `jobs.cancel`. */
            cancel_reason: string | null;
            /** @description Usage so far; zero in the response that accepts the job. */
            usage: {
                /** @description Number of QStash messages. */
                messages: number;
                /** @description Database round trips. */
                round_trips: number;
                function_ms: number;
                /** @description Upper bound, at list prices. */
                cost_usd: number;
            };
            /** @description Receiver and delivery status of the event; null without a callback_url. */
            webhook: {
                url: string;
                /** @enum {string} */
                status: "pending" | "delivered" | "failed";
                attempts: number;
                last_error: string | null;
                /** @description Likewise of `watchlist.changed`, if asked for; status null: nothing to tell. */
                own_event?: {
                    type: string;
                    /** @enum {string|null} */
                    status: "pending" | "delivered" | "failed" | null;
                    attempts: number;
                    last_error: string | null;
                };
            } | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            completed_at: string | null;
            /**
             * Format: date-time
             * @description Latest time at which the job ends.
             */
            deadline_at: string;
            links: {
                self: string;
                steps: string;
                slices: string;
                result: string;
                cancel: string;
                retry: string;
            };
            /** @description What was asked for, without what is private. Only in `jobs.get`. */
            input?: unknown;
            /** @description Whether long lists and texts of the input are cut. Only in `jobs.get`. */
            input_truncated?: boolean;
        };
        /** @description What the job waits for, as of this answer: it may change without a new ETag. Null while its steps run and nothing holds others up, once it has ended and its receiver has been told, in the answer that accepts it and in its event. */
        Waits: {
            /** @enum {string} */
            code: "first_slice" | "first_slice_overdue" | "retry" | "retries" | "provider_budget" | "provider_rate" | "provider_paused" | "provider_probe" | "dead_lease" | "stage" | "between_stages" | "handed_over" | "turn" | "own_process" | "watchdog" | "watchdog_overdue" | "deadline" | "event_due" | "event";
            /** @description One or two sentences. */
            text: string;
            /**
             * Format: date-time
             * @description Until when it is expected; null if unknown.
             */
            until: string | null;
        } | null;
        DryRun: {
            /** @enum {boolean} */
            dry_run: true;
            kind: string;
            /** @description Null if an existing job is the answer. */
            would_create: {
                /** @description Steps that the job would begin with; running ones may add others. */
                steps: number;
                stages: {
                    name: string;
                    /** @description Steps planned at creation. Null: unknown, since its steps arise from earlier ones. */
                    steps: number | null;
                }[];
                /** @description QStash messages that the creation would publish. A longer job publishes others as it runs; how many is not known before. */
                messages: number;
                /** @description Of those messages, at list prices. The functions’ time is not in it: it is unknown until they run. */
                cost_usd: number;
                deadline_seconds: number;
                /**
                 * Format: date-time
                 * @description If it were created now.
                 */
                deadline_at: string;
            } | null;
            /** @description The job that would be the answer in place of a new one. */
            existing: {
                id: string;
                /**
                 * @description What the job was recognized by.
                 * @enum {string}
                 */
                reason: "idempotency_key" | "singleton" | "same_result";
            } | null;
        };
        /** @description RFC 9457 problem details. */
        Problem: {
            /** @example urn:unstuck:problem:not_found */
            type: string;
            /** @example Not found */
            title: string;
            /** @example 404 */
            status: number;
            /** @description What went wrong and how to fix it. */
            detail: string;
            /**
             * @description Stable, machine-readable code.
             * @example not_found
             */
            code: string;
            /** @description Also in the X-Request-Id header and the log. */
            request_id: string;
            /** @description All faults of invalid input. */
            errors?: {
                /**
                 * @description Path of the field, e.g. symbols.3
                 * @example capital
                 */
                path: string;
                code: string;
                message: string;
            }[];
            /** @description With outcome_unknown: the job that the request has created or changed, if it has. */
            job_id?: string;
            /**
             * @description With outcome_unknown: where to see whether it has.
             * @example /api/v1/jobs/job_01k0a3v5zq8m4n7p2r6t9w
             */
            look_at?: string;
            /** @description With outcome_unknown: what look_at shows is final from then on; also in Retry-After. */
            certain_in_seconds?: number;
            /** @description With outcome_unknown after a creation: the same request sent again with this Idempotency-Key does not create a second job. */
            idempotency_key?: string;
        };
        StocksRequest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "stocks";
            input: components["schemas"]["StockInput"];
            callback_url?: components["schemas"]["CallbackUrl"];
            deadline_seconds?: components["schemas"]["DeadlineSeconds"];
            name?: components["schemas"]["JobName"];
            tags?: components["schemas"]["JobTags"];
            singleton?: components["schemas"]["Singleton"];
        };
        /** @description Input of a stock analysis. */
        StockInput: {
            /**
             * @description An empty list means the loaded universe.
             * @example [
             *       "AAPL",
             *       "^GSPC"
             *     ]
             */
            symbols: string[];
            capital?: components["schemas"]["Capital"];
            risk_percent?: components["schemas"]["RiskPercent"];
            position_cap_percent?: components["schemas"]["PositionCapPercent"];
            strategies?: components["schemas"]["Strategies"];
            fee_percent?: components["schemas"]["FeePercent"];
            slippage_percent?: components["schemas"]["SlippagePercent"];
            history_years?: components["schemas"]["HistoryYears"];
            interval?: components["schemas"]["BarInterval"];
            bar?: components["schemas"]["RatedBar"];
            currency?: components["schemas"]["CapitalCurrency"];
            fractional?: components["schemas"]["Fractional"];
            volume_limit_percent?: components["schemas"]["VolumeLimitPercent"];
        };
        /**
         * @description In `currency`.
         * @default 100000
         */
        Capital: number;
        /**
         * @description Maximum loss at the stop, in percent of the capital.
         * @default 2
         */
        RiskPercent: number;
        /**
         * @description Maximum size of one position, in percent of the capital.
         * @default 20
         */
        PositionCapPercent: number;
        /**
         * @description The first determines verdict and plan. Each gets its own evidence, corrected for the number tried. balanced: Technical Ratings; trend: MACD, ADX and long averages; mean_reversion: RSI and Bollinger bands; breakout: Donchian breakout and OBV; weekly_target: MACD, RSI and short averages.
         * @default [
         *       "balanced"
         *     ]
         */
        Strategies: ("balanced" | "trend" | "mean_reversion" | "breakout" | "weekly_target")[];
        /** @description Commission and taxes per side, in percent of the price. Default: those of the market. */
        FeePercent: number;
        /**
         * @description How much worse than planned each side fills, in percent of the price.
         * @default 0.05
         */
        SlippagePercent: number;
        /**
         * @description Years of bars to request from the provider; evidence needs many.
         * @default 5
         */
        HistoryYears: number;
        /**
         * @description Length of a bar, default 1d. Weeks are read over 10 years or more.
         * @enum {string}
         */
        BarInterval: "1d" | "1wk";
        /**
         * @description The rated bar: the last finished one (default), or the latest as it stands.
         * @enum {string}
         */
        RatedBar: "finished" | "latest";
        /**
         * @description Of the capital. Default: that of the exchange of the first symbol.
         * @example INR
         */
        CapitalCurrency: string;
        /** @description Size fractions of coins, e.g. of BTC-USD. Shares stay whole. */
        Fractional: boolean;
        /** @description Maximum position, in percent of a usual day’s volume. Default: 5. */
        VolumeLimitPercent: number;
        /**
         * Format: uri
         * @description Receives a signed event when the job ends. Must be https with a public address.
         * @example https://example.com/hooks/unstuck
         */
        CallbackUrl: string;
        /** @description Time limit of the job; the default depends on its kind. */
        DeadlineSeconds: number;
        /**
         * @description Shown with the job.
         * @example Nightly run
         */
        JobName: string;
        /**
         * @description To find the job by. Each counts once.
         * @example [
         *       "nightly",
         *       "team:blue"
         *     ]
         */
        JobTags: string[];
        /**
         * @description While a job with the same input that was asked for as a singleton is unfinished, the answer is that job.
         * @default false
         */
        Singleton: boolean;
        ProfileRequest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "profile";
            input: components["schemas"]["ProfileInput"];
            callback_url?: components["schemas"]["CallbackUrl"];
            deadline_seconds?: components["schemas"]["DeadlineSeconds"];
            name?: components["schemas"]["JobName"];
            tags?: components["schemas"]["JobTags"];
            singleton?: components["schemas"]["Singleton"];
        };
        ProfileInput: {
            platform: components["schemas"]["ProfilePlatform"];
            /** @example bsky.app */
            profile_id: string;
            /**
             * @default deep
             * @enum {string}
             */
            mode?: "quick" | "deep";
            /** @description Default: 200 if mode is quick, else 2000. */
            max_posts?: number;
            /**
             * @description For hours and weekdays; it is never inferred.
             * @default UTC
             */
            time_zone?: string;
            /** @description With platform "inline": the posts themselves. */
            posts?: {
                id: string;
                /** @description ISO 8601 with a time of day; UTC without a zone. An unreadable value counts as unknown. */
                created_at?: string | null;
                text: string;
                /**
                 * @description Default: reply if reply_to is given, else post.
                 * @enum {string}
                 */
                kind?: "post" | "reply" | "repost" | "quote";
                lang?: string | null;
                url?: string | null;
                reply_to?: string | null;
                mentions?: string[];
                hashtags?: string[];
                links?: string[];
                likes?: number | null;
                reposts?: number | null;
                replies?: number | null;
            }[];
            /** @description The text of tweets.js (twitter_archive) or of outbox.json (mastodon_archive). */
            archive?: string;
            /** @description An archive as downloaded, uploaded in parts with POST /documents. */
            document_id?: string;
        };
        /**
         * @example bluesky
         * @enum {string}
         */
        ProfilePlatform: "bluesky" | "mastodon" | "github" | "hackernews" | "twitter" | "reddit" | "youtube" | "feed" | "inline" | "twitter_archive" | "mastodon_archive" | "bluesky_archive" | "threads_archive" | "instagram_archive" | "reddit_archive";
        DocumentRequest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "document";
            input: components["schemas"]["DocumentInput"];
            callback_url?: components["schemas"]["CallbackUrl"];
            deadline_seconds?: components["schemas"]["DeadlineSeconds"];
            name?: components["schemas"]["JobName"];
            tags?: components["schemas"]["JobTags"];
            singleton?: components["schemas"]["Singleton"];
        };
        DocumentInput: {
            document_id?: string;
            /** Format: uri */
            source_url?: string;
            name?: string;
            /** @enum {boolean|string} */
            ocr?: true | false | "auto" | "force";
            ocr_languages?: components["schemas"]["OcrLanguages"];
            /** Format: password */
            password?: string;
            frequency_list?: string;
        };
        /**
         * @default [
         *       "eng"
         *     ]
         */
        OcrLanguages: ("eng" | "deu" | "fra" | "spa" | "ita" | "por" | "rus" | "ara" | "hin" | "chi_sim" | "jpn" | "auto")[];
        RunAgainRequest: {
            /** @description Fields of the input that are other than in the first job. */
            input?: {
                [key: string]: unknown;
            };
            name?: components["schemas"]["JobName"];
            tags?: components["schemas"]["JobTags"];
            callback_url?: components["schemas"]["CallbackUrl"];
            deadline_seconds?: components["schemas"]["DeadlineSeconds"];
        };
        JobList: {
            data: components["schemas"]["Job"][];
            next_cursor: string | null;
        };
        BulkCount: {
            /** @enum {string} */
            action: "retry" | "cancel" | "delete";
            total: number;
            by_status: {
                queued?: number;
                processing?: number;
                completed?: number;
                completed_with_errors?: number;
                failed?: number;
                cancelled?: number;
            };
        };
        BulkAction: {
            id: string;
            /** @enum {string} */
            action: "retry" | "cancel" | "delete";
            /** @enum {string} */
            status: "running" | "completed";
            /** @description Jobs found when it began; later ones are not touched. */
            total: number;
            done: number;
            /** @description Jobs that needed nothing, or have changed since. */
            skipped: number;
            failed: number;
            /** @description Why jobs were skipped or failed. */
            reasons: {
                code: string;
                message: string;
                count: number;
                /** @description One of them. */
                job: string;
            }[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            completed_at: string | null;
            links: {
                self: string;
            };
        };
        BulkRequest: {
            /** @enum {string} */
            action: "retry" | "cancel" | "delete";
            /** @default {} */
            filter?: {
                /** @description Repeated, or separated by commas. */
                status?: ("queued" | "processing" | "completed" | "completed_with_errors" | "failed" | "cancelled")[];
                /** @description Repeated, or separated by commas. */
                kind?: ("stocks" | "profile" | "document")[];
                /** @description All of these tags. Repeated, or separated by commas. */
                tag?: string[];
                /**
                 * @description Jobs that began with a step of this key. `TCS*` finds keys that begin with TCS, up to 50 of them.
                 * @example TCS.NS
                 */
                q?: string;
                /**
                 * @description Created at or after this time.
                 * @example 2026-01-05T12:00:00Z
                 */
                since?: string;
                /**
                 * @description Created before this time.
                 * @example 2026-01-05T12:00:00Z
                 */
                until?: string;
            };
            /** @default false */
            all?: boolean;
            /**
             * @description Only counts the jobs that would be changed.
             * @default false
             */
            dry_run?: boolean;
        };
        StepList: {
            data: components["schemas"]["Step"][];
            next_cursor: string | null;
        };
        Step: {
            /** @example TCS.NS */
            key: string;
            stage: string;
            /**
             * @description `skipped`: unfinished when the job ended.
             * @enum {string}
             */
            status: "pending" | "running" | "done" | "failed" | "skipped";
            /** @description Runs in this epoch that are charged to the step. */
            attempts: number;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            completed_at: string | null;
            duration_ms: number | null;
            error: {
                code: string;
                message: string;
            } | null;
            waits: components["schemas"]["Waits"] & unknown;
            /** @description With `include=attempts`: its last runs, at most ten, oldest first. */
            tries?: components["schemas"]["Attempt"][];
        };
        Attempt: {
            /** @description Null: an earlier epoch than those that are known. */
            epoch: number | null;
            line: string | null;
            /** Format: date-time */
            started_at: string | null;
            /**
             * Format: date-time
             * @description Null while it runs.
             */
            ended_at: string | null;
            /**
             * @description Null while it runs. `retry`: an error, after which it is tried again; `lost`: the process died in which it alone ran; `lost_lease`: its function did not answer; `given_back` and `refused`, by the provider: not charged.
             * @enum {string|null}
             */
            outcome: "done" | "failed" | "retry" | "lost" | "lost_lease" | "given_back" | "refused" | null;
            error: {
                code: string | null;
                message: string;
            } | null;
        };
        SliceList: {
            data: components["schemas"]["Slice"][];
            next_cursor: string | null;
        };
        Slice: {
            epoch: number;
            /** @description One of the sequences of messages of a job: `0`, `1`, … or `w`, of the watchdog. */
            line: string;
            /**
             * @description `handed_over`: its continuation was accepted; `idle`: it found nothing left to do; `died`: it was not seen for a while and had said neither: its function was killed, or it asked for its message to come again.
             * @enum {string}
             */
            state: "working" | "handed_over" | "idle" | "died";
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            last_seen_at: string;
            /**
             * Format: date-time
             * @description Null while it works, and if it died.
             */
            ended_at: string | null;
            turns: number;
            steps_claimed: number;
            /** @description Done or failed. */
            steps_ended: number;
        };
        Result: {
            job: components["schemas"]["Job"];
            data: (components["schemas"]["StockResult"] | components["schemas"]["ProfileResult"] | components["schemas"]["ProfilePosts"] | components["schemas"]["DocumentReport"] | components["schemas"]["DocumentPage"])[];
            /** @description On the first page, at most 500 failed steps; the list of steps has all. */
            errors: {
                key: string;
                code: string;
                message: string;
            }[];
            next_cursor: string | null;
            disclaimer: string | null;
        };
        StockResult: {
            ticker: string;
            symbol: string;
            /** @description By the source of the prices, or else the loaded universe. */
            name: string | null;
            exchange: string | null;
            /** @description The requested symbol, which is the key of the step. */
            asked_for: string;
            /** @description Other symbols of the job with this ticker. */
            also_asked_for: string[];
            /** @description How an ambiguous symbol was read. */
            symbol_note: string | null;
            /** @description What else the symbol can mean; null for results from before that was looked up. */
            other_listings: {
                ticker: string;
                name: string | null;
                exchange: string | null;
                currency: string;
            }[] | null;
            currency: string;
            /** @description Strategy behind the rating, verdict and plan. */
            strategy: string;
            /** @description Strong Buy, Buy, Neutral, Sell or Strong Sell. */
            verdict: string;
            /** @description 0 to 100: 50 + 50 × rating. */
            score: number;
            /** @description -1 to 1; mean of the groups. */
            rating: number;
            groups: {
                moving_averages: number;
                oscillators: number;
            };
            close: number;
            entry: number | null;
            entry_reason: string | null;
            stop: number | null;
            target: number | null;
            risk_reward: number | null;
            /** @description Whole but for coins. */
            shares: number | null;
            /** @description Why a plan has no shares. */
            shares_reason: string | null;
            /** @description Median of 20 days; null if not counted. */
            volume: number | null;
            /** @description Part of `volume` that the plan takes. */
            volume_share_percent: number | null;
            /** @description Median of 20 days. */
            turnover: number | null;
            turnover_currency: string | null;
            shares_bound_by: string | null;
            /** @description The plan ends after this many bars. */
            time_limit_bars: number | null;
            no_plan_reason: string | null;
            /**
             * @description Evidence for the strategy; null for results from before evidence was introduced.
             * @enum {string|null}
             */
            evidence_finding: "better" | "no_edge" | "too_few" | null;
            bars: number;
            /** @description Fewer than 250 bars: not a full rating. */
            partial: boolean;
            dropped_bars: number;
            /** @description 1d or 1wk. */
            interval: string;
            /**
             * Format: date
             * @description Date of the rated bar; of a week, its last day.
             */
            as_of: string;
            /**
             * @description Of the newest bar when it was read; null for older results.
             * @enum {string|null}
             */
            bar: "finished" | "unfinished" | null;
            /**
             * Format: date-time
             * @description When an unfinished bar becomes final.
             */
            bar_until: string | null;
            /**
             * Format: date
             * @description Last bar of a listing without any for more than 10 sessions.
             */
            listing_stale_since: string | null;
            analysis_source: string;
            data_source: string;
            provenance: string;
            /** @description True if the data is not live or the listing is stale. */
            stale: boolean;
            /** @description Figures at the last bar that do not vote. */
            context: {
                atr14: number | null;
                bollinger_upper: number | null;
                bollinger_middle: number | null;
                bollinger_lower: number | null;
                obv: number | null;
                cmf20: number | null;
                psar: number | null;
            };
            votes_version: number;
            partial_reason: string | null;
            entry_reason_text: string | null;
            votes: components["schemas"]["Vote"][];
            explanation: components["schemas"]["VerdictExplanation"];
            /** @description Returns of each strategy’s buys on this symbol, compared with buying every day. */
            evidence: {
                sentence: string;
                /**
                 * @description better: the win rate exceeds that of all bars beyond chance, corrected for all comparisons.
                 * @enum {string}
                 */
                finding: "better" | "no_edge" | "too_few";
                /** @description Buy verdicts whose trade has ended, each by itself; windows overlap. */
                n: number;
                /** @description Trades taken one after another. All figures but n are of these. */
                effective_n: number;
                /** @description Buy verdicts whose trade had not ended with the data; counted nowhere else. */
                open_at_end: number;
                /** @description Net result above 0. */
                win_rate: number | null;
                /** @description Wilson 95 % interval of the win rate, not corrected. */
                win_rate_low: number | null;
                win_rate_high: number | null;
                /** @description One-sided Wilson lower bound at confidence 1 - 0.05 / comparisons. */
                corrected_low: number | null;
                /** @description Strategies times symbols tried in the job. */
                comparisons: number;
                expectancy_r: number | null;
                /** @description Gains over losses; null when no trade lost. */
                profit_factor: number | null;
                max_drawdown_r: number | null;
                /** @description From entry to exit, both counted. */
                average_bars: number | null;
                /** @description The same trade opened on every bar. */
                base: {
                    /** @description Every bar that could have decided a trade which has ended; windows overlap. */
                    n: number;
                    /** @description How many of them fit one after another. */
                    effective_n: number;
                    /** @description Of all n, 0 to 1. */
                    win_rate: number | null;
                    /** @description Mean net result of all n, in units of the risk. */
                    expectancy_r: number | null;
                };
                basis: {
                    /** @description First day with a verdict, YYYY-MM-DD. */
                    from: string;
                    /** @description Last day of the data, YYYY-MM-DD. */
                    to: string;
                    prices: string;
                    /** @description Of the price, on each side. */
                    fee_percent: number;
                    /** @description That of the sale, where it differs. */
                    sale_fee_percent?: number;
                    /** @description Of the price, on each side, always against the trade. */
                    slippage_percent: number;
                    stop_atrs: number;
                    risk_reward: number;
                    max_bars: number;
                    /**
                     * @description Absent from older results: 1d.
                     * @enum {string}
                     */
                    interval?: "1d" | "1wk";
                };
                /** @enum {string} */
                strategy: "balanced" | "trend" | "mean_reversion" | "breakout" | "weekly_target";
            }[] | null;
            data_quality: {
                bars: number;
                from: string;
                to: string;
                findings: {
                    /** @enum {string} */
                    code: "null_row" | "duplicate_day" | "out_of_order" | "impossible_bar" | "negative_volume" | "zero_volume" | "phantom_row" | "unadjusted_split" | "unexplained_jump" | "gap" | "impossible_event";
                    count: number;
                    dates: string[];
                    message: string;
                }[];
                /** @description The newest 20; absent if there is none. */
                jumps?: {
                    date: string;
                    /** @description Of the close, as a fraction: -0.33 is a fall by a third. */
                    change: number;
                    /** @description Volume over its median of 20 bars; null without volume. */
                    volume_times: number | null;
                    /** @enum {string} */
                    looks_like: "split_or_bonus" | "market_move" | "unknown";
                    /** @description Shares after to shares before, such as 3:2; null if none fits. */
                    ratio: string | null;
                    text: string;
                }[];
            } | null;
            /** @description The verdict by the unfinished bar, if that is not the rated one. */
            now: {
                as_of: string;
                close: number;
                rating: number;
                score: number;
                /** @enum {string} */
                verdict: "Strong Buy" | "Buy" | "Neutral" | "Sell" | "Strong Sell";
            } | null;
            /** @description How the plan was sized; null for older results. */
            money: {
                capital: number;
                capital_currency: string | null;
                /** @enum {string} */
                capital_currency_from: "request" | "first_symbol";
                /** @description Major unit of the prices. */
                amount_currency: string | null;
                /** @description Prices are in such parts of it: 100 for pence. */
                price_units: number;
                /** @description Null within one currency, or without a rate. */
                rate: {
                    pair: string;
                    /** @description Units of `amount_currency` for one of `capital_currency`. */
                    rate: number;
                    /** @description Date of the close that it is. */
                    as_of: string;
                    /** @enum {string} */
                    source: "yahoo" | "twelvedata" | "sample" | "simulated";
                    stale: boolean;
                    provenance: string;
                } | null;
                /** @description Paid for the shares, costs included. */
                position_cost: number | null;
                /** @description Lost at the stop, costs included. */
                position_risk: number | null;
                shares_reason_text: string | null;
                /** @description Null: not looked up, and counted as 1. */
                lot: number | null;
                /** @description Step of the prices at the entry; null: not looked up. */
                tick: number | null;
                volume_limit_percent: number;
                costs: {
                    /** @enum {string} */
                    from: "request" | "market" | "default";
                    buy_percent: number;
                    sell_percent: number;
                    /** @description Empty unless from market. */
                    items: {
                        name: string;
                        /** @enum {string} */
                        side: "buy" | "sell" | "both";
                        /** @description Null: not looked up, and counted as 0. */
                        percent: number | null;
                        /** @description Charged on these costs, not on the value traded. */
                        on?: string[];
                        per_share?: number;
                        source: string | null;
                        /** @description From when it applies or, if unknown, when it was read. */
                        date: string | null;
                    }[];
                };
            } | null;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            completed_at: string;
            /** @description The rated bars, oldest first; null if no longer kept. */
            raw?: {
                dates: string[];
                open: number[];
                high: number[];
                low: number[];
                close: number[];
                volume: number[];
                /** @description Cash per share on the ex-date. */
                dividends: number[] | null;
                splits: {
                    date: string;
                    ratio: number;
                }[] | null;
            } | null;
        };
        /** @description -1 sell, 0 neutral, 1 buy, null not available. Votes of an older list have only `vote`. */
        Vote: {
            id: string | null;
            /**
             * @description Group in the published rating; null for votes outside it or of an older list.
             * @enum {string|null}
             */
            group: "moving_averages" | "oscillators" | null;
            /** @enum {string|null} */
            evidence_group: "trend" | "momentum" | "volatility" | "volume" | null;
            name: string | null;
            /** @enum {integer|null} */
            vote: -1 | 0 | 1 | null;
            /**
             * @description Why there is no vote.
             * @enum {string|null}
             */
            abstains: "too_few_bars" | "no_volume" | "no_range" | null;
            /** @description Share of the strategy's rating, 0 to 1. */
            weight: number | null;
            /** @description The numbers that the rule read, by name; `_before` is the bar before. */
            values: {
                [key: string]: number | null;
            } | null;
            /** @description The rule's constants; empty if it only compares its values with each other. */
            thresholds: {
                [key: string]: number;
            } | null;
            /** @description The vote, its numbers and its rule, in words. */
            text: string | null;
        };
        /** @description Null for results with an older list of votes. */
        VerdictExplanation: {
            strategy: {
                name: string;
                summary: string;
            };
            /** @description The same votes under the published rating, regardless of the strategy. */
            published: {
                rating: number;
                verdict: string;
            };
            groups: {
                /** @enum {string} */
                group: "trend" | "momentum" | "volatility" | "volume";
                buy: number;
                neutral: number;
                sell: number;
                absent: number;
                /** @enum {string} */
                lean: "buy" | "neutral" | "sell";
                weight: number;
                /** @description Contribution to the rating; all four add up to it. */
                points: number;
            }[];
            /** @description What would change the verdict: the next labels, and the votes closest to changing. */
            changes: {
                up: {
                    verdict: string;
                    points: number;
                    text: string;
                } | null;
                down: {
                    verdict: string;
                    points: number;
                    text: string;
                } | null;
                votes: {
                    id: string;
                    /** @enum {integer} */
                    to: -1 | 0 | 1;
                    /** @description Which of the values has to pass `level`. */
                    number: string;
                    now: number;
                    level: number;
                    above: boolean;
                    distance: number;
                    rating: number;
                    verdict: string;
                    text: string;
                }[];
            };
            /** @description Contradictions in the evidence. */
            conflicts: string[];
        } | null;
        ProfileResult: components["schemas"]["ProfileReport"] & {
            /** @description With include=raw: the posts; null if no longer kept. */
            posts?: components["schemas"]["ProfilePost"][] | null;
        };
        ProfilePost: {
            id: string;
            created_at: string | null;
            text: string;
            /** @enum {string} */
            kind: "post" | "reply" | "repost" | "quote";
            /** @description Language stated by the author or the network. */
            lang: string | null;
            url: string | null;
            reply_to: string | null;
            mentions: string[];
            hashtags: string[];
            links: string[];
            likes: number | null;
            reposts: number | null;
            replies: number | null;
        };
        ProfileReport: {
            /** @enum {number} */
            report_version: 1;
            /** @description Account data from the network; null if not available. */
            profile: {
                platform: components["schemas"]["ProfilePlatform"];
                /** @description Id on the network. */
                id: string;
                handle: string;
                display_name: string | null;
                bio: string | null;
                url: string | null;
                created_at: string | null;
                followers: number | null;
                following: number | null;
                /** @description Count by the network. */
                posts: number | null;
                has_avatar: boolean | null;
                verified: boolean | null;
                /** @description Whether the account declares itself automated. */
                says_bot: boolean | null;
            };
            basis: {
                posts: number;
                from: string | null;
                to: string | null;
                undated: number;
                pages: number;
                failed_pages: number;
                skipped: {
                    [key: string]: number;
                };
                changed: {
                    [key: string]: number;
                };
                as_of: string | null;
                time_zone: string;
                /** @enum {string} */
                mode: "quick" | "deep";
                max_posts: number;
                capped: boolean;
                incomplete?: string[];
            };
            findings: {
                [key: string]: {
                    not_assessed?: {
                        what: string;
                        why: string;
                        needs?: string;
                    }[];
                } & {
                    [key: string]: unknown;
                };
            };
            not_assessed: {
                what: string;
                why: string;
                needs?: string;
                analysis: string;
            }[];
            missing: string[];
            disclaimer: string;
        };
        /** @description Later pages with include=raw: further posts. */
        ProfilePosts: {
            posts: components["schemas"]["ProfilePost"][];
        };
        DocumentReport: {
            /** @description The file and its metadata; fields are null if it could not be opened. */
            document: {
                /** @description Null if the file is no longer kept. */
                id: string | null;
                name: string | null;
                /** @description Bytes. */
                size: number | null;
                sha256: string | null;
                source_url: string | null;
                pages: number | null;
                version: string | null;
                encrypted: boolean | null;
                permissions: {
                    print: boolean;
                    modify: boolean;
                    copy: boolean;
                    annotate: boolean;
                } | null;
                metadata: {
                    [key: string]: string;
                } | null;
                outline: {
                    title: string;
                    page: number | null;
                    level: number;
                    label?: string;
                }[] | null;
                attachments: number | null;
                /** @description That are attached. */
                files?: components["schemas"]["AttachedFile"][];
                form: boolean | null;
                /** @enum {string} */
                kind?: "docx" | "pptx" | "odt" | "epub" | "html" | "markdown" | "text";
            };
            /** @description Counts; null if the job ended before its report. */
            pages: {
                total: number;
                text: number;
                scanned: number;
                mixed: number;
                empty: number;
                /** @default 0 */
                unreadable?: number;
                failed: number;
                recognized: number;
            } | null;
            words: number | null;
            notes: string[];
            sections: {
                title: string;
                level: number;
                page: number;
                path: string[];
                label?: string;
            }[] | null;
            tables: (components["schemas"]["Place"] & {
                table: number;
                rows: number;
                columns: number;
                header: boolean;
                spanning: boolean;
                /** @description Of a table over several pages. */
                parts?: (components["schemas"]["Place"] & {
                    table: number;
                })[];
            })[] | null;
            figures?: components["schemas"]["DocumentFigure"][];
            languages: {
                main: string | null;
                languages: {
                    language: string;
                    pages: number;
                    share: number;
                }[];
            } | null;
            repeated_lines: {
                text: string;
                pages: number;
            }[] | null;
            keywords: {
                phrase: string;
                count: number;
                pages: number[];
                score: number;
                labels?: string[];
            }[] | null;
            summary: (components["schemas"]["Place"] & {
                text: string;
                rank: number;
                continued: components["schemas"]["Place"][];
                paragraph?: string;
            })[] | null;
            readability: {
                sentences: number;
                words: number;
                words_per_sentence: number | null;
                lix: number | null;
                flesch: number | null;
                minutes: number | null;
            } | null;
            entities: {
                /** @enum {string} */
                kind: "date" | "amount" | "percentage" | "email" | "url" | "doi";
                text: string;
                value: string | null;
                count: number;
                pages: number[];
                paragraphs?: string[];
                labels?: string[];
            }[] | null;
            /** @description Null without a frequency_list. The words are available as CSV with part=coverage. */
            coverage: {
                words: number;
                covered: number;
                share: number | null;
                list_words: number;
                ignored: string[];
                learning_set: (components["schemas"]["Place"] & {
                    text: string;
                    rank: number;
                    new_words: string[];
                    covered: number;
                })[];
            } | null;
            /** @description Analyses that are missing because their step failed or never ran. */
            missing: string[];
        };
        AttachedFile: {
            name: string;
            /** @description Bytes; null if the PDF does not say, like the rest. */
            size: number | null;
            type: string | null;
            description: string | null;
            modified: string | null;
            /** @description That it is pinned to. */
            page: number | null;
            /** @description Null if the document is no longer kept. */
            url: string | null;
        };
        /** @description Points (1/72 inch) from the top left of the displayed page. */
        Box: {
            x0: number;
            y0: number;
            x1: number;
            y1: number;
        };
        /** @description A location on a page; `label` if the file has page labels, no `box` if it has no pages. */
        Place: {
            page: number;
            label?: string;
            box?: components["schemas"]["Box"];
        };
        DocumentFigure: {
            page: number;
            /** @description On its page, from 1. */
            figure: number;
            /** @enum {string} */
            kind: "raster" | "vector";
            box?: components["schemas"]["Box"];
            /** @description As its caption has it: `3`, `2.1`. */
            number: string | null;
            caption: string | null;
            /** @description Alternative text that the file gives. */
            alt: string | null;
            /** @description URL of its picture; null without pages. */
            image: string | null;
        };
        DocumentPage: {
            /** @description Page number, from 1. */
            page: number;
            label?: string;
            /** @enum {string} */
            kind: "text" | "scanned" | "mixed" | "empty" | "unreadable";
            /** @description BCP 47; null if there is too little text. */
            language: string | null;
            language_confidence: number;
            /** @description Displayed width in points; 0 without pages. */
            width: number;
            height: number;
            rotation: number;
            /** @description In reading order; if unreadable, what its text layer says. */
            text: string;
            /** @description Those that start here; null until all pages are read. */
            paragraphs: components["schemas"]["DocumentParagraph"][] | null;
            tables: components["schemas"]["DocumentTable"][];
            /** @description As printed; of a single page. */
            lines?: {
                text: string;
                box?: components["schemas"]["Box"];
                size: number;
                bold: boolean;
                angle: number;
            }[];
            /** @description Recognized words with a confidence below 60. */
            uncertain?: {
                text: string;
                confidence: number;
                box: components["schemas"]["Box"];
            }[];
            /** @description From top to bottom. */
            figures?: components["schemas"]["DocumentFigure"][];
            /** @description Comments, highlights and other marks of readers. */
            annotations?: components["schemas"]["DocumentAnnotation"][];
            links: {
                url: string;
                box?: components["schemas"]["Box"];
            }[];
            images: number;
            words: number;
            /** @description 0 to 100; null if the text is embedded in the file. */
            ocr_confidence: number | null;
            /** @description On text that is not shown or unreadable. */
            notes: string[];
        };
        DocumentParagraph: {
            /** @description The same whenever the same file is read. */
            id: string;
            /** @enum {string} */
            kind: "text" | "list" | "heading" | "contents" | "aside" | "code" | "equation";
            /** @enum {string} */
            part?: "image" | "comment" | "speaker_notes";
            /** @description Of a heading, from 1; else 0. */
            level: number;
            /** @description Without the hyphens of line breaks. */
            text: string;
            box?: components["schemas"]["Box"];
            /** @description The rest, on later pages. */
            continued: components["schemas"]["Place"][];
            /** @description The mark of a footnote or an endnote. */
            note?: string;
            /** @description Notes that marks in the text, at `at`, point to. */
            notes?: (components["schemas"]["Place"] & {
                mark: string;
                at: number;
                text: string;
            })[];
        };
        DocumentTable: {
            id: string;
            /** @description On its page, from 1. */
            table: number;
            box?: components["schemas"]["Box"];
            /** @description Whether the first row is a header. */
            header: boolean;
            /** @description From the first. */
            header_rows: number;
            /** @description Whether any cell spans others. */
            spanning: boolean;
            /** @description As in HTML: no cell where another one spans. */
            rows: {
                text: string;
                box?: components["schemas"]["Box"];
                col_span: number;
                row_span: number;
            }[][];
            /** @description Paragraphs before it. */
            place: number;
        };
        DocumentAnnotation: {
            /** @enum {string} */
            kind: "text" | "free_text" | "line" | "square" | "circle" | "polygon" | "polyline" | "highlight" | "underline" | "squiggly" | "strike_out" | "stamp" | "caret" | "ink" | "file_attachment" | "redact";
            box: components["schemas"]["Box"];
            /** @description Of the lines that are marked. */
            boxes?: components["schemas"]["Box"][];
            /** @description The text that is marked. */
            quote: string | null;
            comment: string | null;
            author: string | null;
            date: string | null;
            /** @description The annotation that it answers, from 1. */
            reply_to?: number;
        };
        DocumentChunk: {
            /** @description From 1. */
            chunk: number;
            /** @description About 1,000 characters; rows of tables have a tab between cells, the head repeated. */
            text: string;
            /** @description Section titles, outermost first. */
            section: string[];
            /** @description Page on which the chunk starts. */
            page: number;
            label?: string;
            /** @description Ids, also of tables. */
            paragraphs: string[];
            /** @description Location of the chunk, one box per page. */
            places: components["schemas"]["Place"][];
        };
        DocumentModel: {
            /** @enum {string} */
            schema: "/api/v1/documents/schema";
            /** @enum {number} */
            model_version: 1;
            report: components["schemas"]["DocumentReport"];
            pages: components["schemas"]["DocumentPage"][];
        };
        /** @description `unverified` is not shown as fact; no sentences: no answer there. */
        Answer: {
            job_id: string;
            sentences: components["schemas"]["AnswerSentences"];
            unverified: components["schemas"]["AnswerSentences"];
            rate: number | null;
            usage: {
                model: string;
                input_tokens: number | null;
                output_tokens: number | null;
            } | null;
            disclaimer: string | null;
        };
        AnswerSentences: {
            text: string;
            quotes: {
                page: number;
                /** @enum {string} */
                state: "verified" | "repaired" | "unverified";
                /** @description As stored. */
                quote: string;
            }[];
        }[];
        Cancellation: {
            /** @description Shown with the job, and in its event. */
            reason?: string;
        };
        NewKey: components["schemas"]["Key"] & {
            /** @description The key itself. It is shown this once. */
            key: string;
        };
        Key: {
            /** @description Null for a key of API_KEYS, which has no row. */
            id: string | null;
            owner: string;
            name: string;
            scopes: ("read" | "write" | "admin")[];
            /** Format: date-time */
            created_at: string | null;
            /** @description The name of the key that made it. */
            created_by: string | null;
            /** Format: date-time */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             */
            last_used_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
            /** @description The id of the key that it was rotated to. */
            replaced_by: string | null;
        };
        KeyRequest: {
            owner: string;
            name: string;
            /** @description Default: read and write. */
            scopes?: ("read" | "write" | "admin")[];
            /** @description Without it the key does not expire. */
            expires_in_seconds?: number;
        };
        KeyList: {
            data: components["schemas"]["Key"][];
            next_cursor: string | null;
        };
        KeyRotation: {
            /**
             * @description How long the old key stays valid beside the new one. Default: one day.
             * @default 86400
             */
            overlap_seconds?: number;
        };
        Limits: {
            owner: string;
            requests_per_minute: components["schemas"]["Limit"];
            unfinished_jobs: components["schemas"]["Limit"];
            steps_per_day: components["schemas"]["Limit"];
            stored_bytes: components["schemas"]["Limit"];
        };
        Limit: {
            /** @description Null: no limit. */
            limit: number | null;
            used: number;
            /**
             * Format: date-time
             * @description When all of it is there again by itself; null if what is used has to end or to be deleted.
             */
            resets_at: string | null;
            /** @description Whether it was set for this owner. */
            is_own: boolean;
        };
        LimitsRequest: {
            requests_per_minute?: number | "none";
            unfinished_jobs?: number | "none";
            steps_per_day?: number | "none";
            stored_bytes?: number | "none";
        };
        NewShare: components["schemas"]["Share"] & {
            /** @description To be sent as a key. It is shown this once. */
            token: string;
            /** @description The job, with the token in it. */
            url: string;
        };
        Share: {
            id: string;
            /** Format: date-time */
            created_at: string;
            /** @description The name of the key that made it. */
            created_by: string | null;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            revoked_at: string | null;
        };
        ShareRequest: {
            /**
             * @description Default: seven days.
             * @default 604800
             */
            expires_in_seconds?: number;
        };
        ShareList: {
            data: components["schemas"]["Share"][];
        };
        StocksAccepted: {
            job_id: string;
            /** @enum {string} */
            status: "queued";
            /** @enum {boolean} */
            dispatched: true;
            /** @description Number of distinct symbols. */
            count: number;
            capital: number;
            symbols: string[];
        };
        StocksAnalyzeAll: {
            /**
             * @description An empty list means the loaded universe.
             * @example [
             *       "AAPL",
             *       "^GSPC"
             *     ]
             */
            symbols: string[];
            capital?: components["schemas"]["Capital"];
            risk_percent?: components["schemas"]["RiskPercent"];
            position_cap_percent?: components["schemas"]["PositionCapPercent"];
            strategies?: components["schemas"]["Strategies"];
            fee_percent?: components["schemas"]["FeePercent"];
            slippage_percent?: components["schemas"]["SlippagePercent"];
            history_years?: components["schemas"]["HistoryYears"];
            interval?: components["schemas"]["BarInterval"];
            bar?: components["schemas"]["RatedBar"];
            currency?: components["schemas"]["CapitalCurrency"];
            fractional?: components["schemas"]["Fractional"];
            volume_limit_percent?: components["schemas"]["VolumeLimitPercent"];
            callback_url?: components["schemas"]["CallbackUrl"];
        };
        StocksProgress: {
            is_analyzing: boolean;
            total: number;
            /** @description Successful plus failed symbols. */
            completed: number;
            successful: number;
            failed: number;
            percentage: number;
            /** @description Seconds; null until the rate of every unfinished job is known. */
            estimated_time_remaining: number | null;
            jobs: {
                job_id: string;
                /** @enum {string} */
                status: "queued" | "processing" | "completed" | "completed_with_errors" | "failed" | "cancelled";
                progress_percent: number;
                total: number;
                completed: number;
                successful: number;
                errors_count: number;
            }[];
        };
        StockHistory: {
            /** @description The symbol as looked up. */
            symbol: string;
            history: components["schemas"]["StockSummary"][];
            next_cursor: string | null;
            disclaimer: string | null;
        };
        StockSummary: {
            ticker: string;
            symbol: string;
            name: string | null;
            exchange: string | null;
            currency: string;
            verdict: string;
            score: number;
            rating: number;
            strategy: string;
            /** @description Outcome of the walk-forward test: better, no_edge or too_few; null without a test. */
            evidence: string | null;
            won: {
                effective_n: number;
                win_rate: number | null;
                win_rate_low: number | null;
                win_rate_high: number | null;
                base_win_rate: number | null;
            } | null;
            close: number;
            entry: number | null;
            stop: number | null;
            target: number | null;
            risk_reward: number | null;
            /** @description Whole but for coins. */
            shares: number | null;
            /** @description Why a plan has no shares. */
            shares_reason: string | null;
            /** @description Median of 20 days; null if not counted. */
            volume: number | null;
            /** @description Part of `volume` that the plan takes. */
            volume_share_percent: number | null;
            /** @description Median of 20 days. */
            turnover: number | null;
            turnover_currency: string | null;
            bars: number;
            /** @description Fewer than 250 bars: not a full rating. */
            partial: boolean;
            job_id: string;
            analysis_source: string;
            data_source: string;
            /** @description True if the data is not live or the listing is stale. */
            stale: boolean;
            interval: string;
            /** Format: date */
            as_of: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            completed_at: string;
            /** Format: date-time */
            created_at: string;
        };
        LatestStockResults: {
            results: components["schemas"]["StockSummary"][];
            /** @description Results on this page. */
            count: number;
            /** @description Results on all pages that match the filter. */
            total: number;
            page: number;
            per_page: number;
            total_pages: number;
            disclaimer: string | null;
        };
        StockOfSymbol: {
            job_id: string;
            result: components["schemas"]["StockResult"];
            /** @description The last 100 of its ticker, newest first. */
            plans: {
                strategy: string;
                given_on: string;
                verdict: string;
                score: number;
                entry: number;
                stop: number;
                target: number;
                data_source: string;
                /** @enum {string} */
                state: "open" | "hit" | "stopped" | "timed_out" | "not_entered";
                entered_on: string | null;
                settled_on: string | null;
                /** @description Net of costs, in units of entry less stop. */
                result_r: number | null;
            }[];
            disclaimer: string | null;
        };
        StockDiff: {
            ticker: string;
            from: components["schemas"]["StockDiffSide"];
            to: components["schemas"]["StockDiffSide"];
            verdict: components["schemas"]["StockDifferences"];
            plan: components["schemas"]["StockDifferences"];
            votes: {
                id: string;
                name: string;
                from: number | null;
                to: number | null;
            }[];
            values: components["schemas"]["StockDifferences"];
            cautions: string[];
            disclaimer: string | null;
        };
        StockDiffSide: {
            job_id: string;
            /** Format: date */
            as_of: string;
            /** Format: date-time */
            completed_at: string;
            strategy: string;
            verdict: string;
            votes_version: number;
            data_source: string;
            partial: boolean;
        };
        /** @description What differs, by its name in the result. */
        StockDifferences: {
            name: string;
            from: number | string | null;
            to: number | string | null;
        }[];
        ForwardRecord: {
            groups: components["schemas"]["RecordGroup"][];
            disclaimer: string | null;
        };
        RecordGroup: {
            /** @enum {string} */
            by: "all" | "strategy" | "verdict" | "score";
            value: string;
            plans: number;
            open: number;
            /** @description Open though its longest life is over: no later run followed it. */
            overdue: number;
            not_entered: number;
            hit: number;
            stopped: number;
            timed_out: number;
            /** @description Of hit, stopped and timed_out: net result above 0. */
            win_rate: number | null;
            /** @description Wilson 95 % interval for effective_n trades. */
            win_rate_low: number | null;
            win_rate_high: number | null;
            /** @description As if all overdue plans had lost. */
            win_rate_worst: number | null;
            /** @description Mean net result in units of entry less stop. */
            expectancy_r: number | null;
            /** @description Days on which separate plans that have ended were given. */
            effective_n: number;
            /** @description Orders of all days of the windows of those plans whose window is over. */
            base: {
                plans: number;
                plan_win_rate: number | null;
                n: number;
                win_rate: number | null;
                expectancy_r: number | null;
            };
            /** @enum {string} */
            finding: "better" | "no_edge" | "too_few";
        };
        Portfolio: {
            plans: components["schemas"]["OpenPlan"][];
            totals: {
                currency: string;
                plans: number;
                risk: number;
                not_sized: number;
                separate_plans: number;
                separate_risk: number;
            }[];
            next_cursor: string | null;
            disclaimer: string | null;
        };
        OpenPlan: {
            ticker: string;
            currency: string;
            strategy: string;
            interval: string;
            verdict: string;
            score: number;
            /** @description The job that gave it first; it may have been deleted. */
            job_id: string;
            data_source: string;
            /** Format: date */
            given_on: string;
            entry: number;
            stop: number;
            target: number;
            shares: number | null;
            time_limit_bars: number;
            /** @description Loss at the stop, costs included, in major units; null if not sized. */
            risk: number | null;
            /** @description No earlier such plan of the ticker was open. */
            separate: boolean;
            /** Format: date */
            entered_on: string | null;
            entered_price: number | null;
            /**
             * Format: date
             * @description The last bar seen since.
             */
            followed_to: string | null;
            overdue: boolean;
        };
        StockChanges: {
            changes: components["schemas"]["StockChange"][];
            next_cursor: string | null;
            disclaimer: string | null;
        };
        StockChange: {
            id: string;
            ticker: string;
            symbol: string;
            /** @description One of the values of the parameter `kind`. */
            kind: string;
            strategy: string;
            interval: string;
            data_source: string;
            /** @description Label before; null for kinds without. */
            from: string | null;
            to: string | null;
            /**
             * Format: date
             * @description Day of the bar, or of the split.
             */
            on: string;
            /** @description The touched price, adjusted for later splits. */
            level: number | null;
            /**
             * Format: date
             * @description Day of the plan that it belongs to.
             */
            plan_as_of: string | null;
            /** @description New shares for an old one. */
            ratio: number | null;
            from_job_id: string;
            /** Format: date */
            from_as_of: string;
            job_id: string;
            /** Format: date */
            as_of: string;
            /** Format: date-time */
            created_at: string;
        };
        PooledEvidence: {
            job_id: string | null;
            strategy: string;
            symbols: number;
            /** @description False if all are sample or simulated data. */
            live: boolean;
            /** @description Symbols without live data, where others have them. */
            left_out: number;
            all: components["schemas"]["PooledFigures"];
            score_buckets: {
                above: number;
                up_to: number;
                figures: components["schemas"]["PooledFigures"];
            }[];
            years: {
                year: number;
                figures: components["schemas"]["PooledFigures"];
            }[];
            disclaimer: string | null;
        };
        PooledFigures: {
            sentence: string;
            /**
             * @description better: won more often and earned more than at any time, beyond chance, though symbols move together.
             * @enum {string}
             */
            finding: "better" | "no_edge" | "too_few";
            /** @description Buys, each a trade by itself; windows overlap. */
            n: number;
            /** @description The smaller of the two below. */
            effective_n: number;
            /** @description Trades taken one after another in each symbol. */
            effective_n_windows: number;
            /** @description Independent trades that would tell as much, if those of a month count as one cluster. */
            effective_n_days: number;
            /** @description Clusters: months with buys, fewer where some hold most of them. */
            effective_months: number;
            win_rate: number | null;
            /** @description 95 % interval by effective_n. */
            win_rate_low: number | null;
            win_rate_high: number | null;
            expectancy_r: number | null;
            /** @description 95 % interval by months. */
            expectancy_r_low: number | null;
            expectancy_r_high: number | null;
            /** @description The same trade on every day. */
            base_n: number;
            base_win_rate: number | null;
            base_expectancy_r: number | null;
            /** @description The finding is corrected for so many. */
            comparisons: number;
        };
        StockUniverse: {
            stocks: components["schemas"]["Security"][];
            /** @description Symbols on this page. */
            count: number;
            /** @description Symbols on all pages. */
            total: number;
            page: number;
            per_page: number;
            total_pages: number;
        };
        Security: {
            ticker: string;
            symbol: string;
            name: string | null;
            exchange: string | null;
            isin: string | null;
            /** @description The list that contains the symbol. */
            list: string;
            /** Format: date-time */
            loaded_at: string;
        };
        WatchlistSchedule: {
            cron: string;
            timezone: string;
            callback_url: string | null;
            /**
             * Format: date-time
             * @description Null while the schedule is paused in QStash.
             */
            next_at: string | null;
            /** @description Id of the QStash schedule. */
            schedule_id: string;
        };
        WatchlistScheduleRequest: {
            capital?: components["schemas"]["Capital"];
            risk_percent?: components["schemas"]["RiskPercent"];
            position_cap_percent?: components["schemas"]["PositionCapPercent"];
            strategies?: components["schemas"]["Strategies"];
            fee_percent?: components["schemas"]["FeePercent"];
            slippage_percent?: components["schemas"]["SlippagePercent"];
            history_years?: components["schemas"]["HistoryYears"];
            interval?: components["schemas"]["BarInterval"];
            bar?: components["schemas"]["RatedBar"];
            currency?: components["schemas"]["CapitalCurrency"];
            fractional?: components["schemas"]["Fractional"];
            volume_limit_percent?: components["schemas"]["VolumeLimitPercent"];
            callback_url?: components["schemas"]["CallbackUrl"];
            /**
             * @description Minute, hour, day, month, weekday (0 is Sunday).
             * @example 30 9 * * 1-5
             */
            cron: string;
            /**
             * @description Time zone of the cron expression.
             * @default UTC
             * @example Asia/Kolkata
             */
            timezone?: string;
        };
        WatchlistAnalyze: {
            capital?: components["schemas"]["Capital"];
            risk_percent?: components["schemas"]["RiskPercent"];
            position_cap_percent?: components["schemas"]["PositionCapPercent"];
            strategies?: components["schemas"]["Strategies"];
            fee_percent?: components["schemas"]["FeePercent"];
            slippage_percent?: components["schemas"]["SlippagePercent"];
            history_years?: components["schemas"]["HistoryYears"];
            interval?: components["schemas"]["BarInterval"];
            bar?: components["schemas"]["RatedBar"];
            currency?: components["schemas"]["CapitalCurrency"];
            fractional?: components["schemas"]["Fractional"];
            volume_limit_percent?: components["schemas"]["VolumeLimitPercent"];
            callback_url?: components["schemas"]["CallbackUrl"];
        };
        Watchlist: {
            watchlist: components["schemas"]["WatchlistItem"][];
            count: number;
            scheduled: boolean;
        };
        WatchlistItem: {
            symbol: string;
            /** @description The given name, or else the one in the loaded universe. */
            name: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description The last watchlist job with this symbol. */
            last_job_id: string | null;
            /**
             * Format: date-time
             * @description When that job finished the symbol; null until then.
             */
            last_analyzed_at: string | null;
            /**
             * @description Status of the symbol in that job.
             * @enum {string|null}
             */
            last_status: "queued" | "processing" | "completed" | "failed" | "cancelled" | null;
        };
        WatchlistAdd: {
            /** @example TCS.NS */
            symbol: string;
            name?: string | null;
        };
        WatchlistRemove: {
            /** @example TCS.NS */
            symbol: string;
        } | {
            /** @example TCS.NS */
            ticker: string;
        };
        ProfileAnswer: {
            message: string;
            task: components["schemas"]["ProfileTask"];
        };
        ProfileTask: {
            /** @example job_01k0a3v5zq8m4n7p2r6t9w1x3y */
            id: string;
            /** @description Same as the task id: a task is a job of kind profile. */
            job_id: string;
            platform: string;
            /** @description Normalized profile id. */
            profile_id: string;
            /**
             * @description `completed` with `error` set means that parts of the report are missing.
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /** @description Whole percent. */
            progress: number;
            /** @description Human-readable progress. */
            message: string;
            error: string | null;
            /**
             * @description Machine-readable code.
             * @example no_posts
             */
            error_code: string | null;
            /** @description Seconds from start to end; null until the task has ended. */
            duration: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            completed_at: string | null;
            links: {
                self: string;
                status: string;
                results: string;
                download: string;
                compare: string;
                retry: string;
                cancel: string;
                job: string;
            };
        };
        ProfileAnalyze: {
            platform: components["schemas"]["ProfilePlatform"];
            /** @example bsky.app */
            profile_id: string;
            /**
             * @default deep
             * @enum {string}
             */
            mode?: "quick" | "deep";
            /** @description Default: 200 if mode is quick, else 2000. */
            max_posts?: number;
            /**
             * @description For hours and weekdays; it is never inferred.
             * @default UTC
             */
            time_zone?: string;
            /** @description With platform "inline": the posts themselves. */
            posts?: {
                id: string;
                /** @description ISO 8601 with a time of day; UTC without a zone. An unreadable value counts as unknown. */
                created_at?: string | null;
                text: string;
                /**
                 * @description Default: reply if reply_to is given, else post.
                 * @enum {string}
                 */
                kind?: "post" | "reply" | "repost" | "quote";
                lang?: string | null;
                url?: string | null;
                reply_to?: string | null;
                mentions?: string[];
                hashtags?: string[];
                links?: string[];
                likes?: number | null;
                reposts?: number | null;
                replies?: number | null;
            }[];
            /** @description The text of tweets.js (twitter_archive) or of outbox.json (mastodon_archive). */
            archive?: string;
            /** @description An archive as downloaded, uploaded in parts with POST /documents. */
            document_id?: string;
            callback_url?: components["schemas"]["CallbackUrl"];
        };
        Platforms: {
            platforms: {
                /** @example bluesky */
                id: string;
                name: string;
                /**
                 * @description Nothing, a variable that the operator has to set, or data in the request: `posts` in `posts`, `upload` in `archive`.
                 * @enum {string}
                 */
                needs: "nothing" | "X_BEARER_TOKEN" | "posts" | "upload";
                /** @description False if a required variable is not set. */
                available: boolean;
                /** @description How much of a profile can be read. */
                limits: string;
                /** @description Alternative names accepted in requests. */
                aliases: string[];
            }[];
            total: number;
        };
        ProfileTaskList: {
            tasks: components["schemas"]["ProfileTask"][];
            /** @description Tasks on all pages. */
            total: number;
            offset: number;
            limit: number;
        };
        ProfileTaskWithResults: components["schemas"]["ProfileTask"] & {
            results: components["schemas"]["ProfileReport"] | null;
        };
        ProfileTaskStatus: {
            /** @example job_01k0a3v5zq8m4n7p2r6t9w1x3y */
            id: string;
            /**
             * @description `completed` with `error` set means that parts of the report are missing.
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /** @description Whole percent. */
            progress: number;
            /** @description Human-readable progress. */
            message: string;
            error: string | null;
        };
        ProfileComparison: {
            earlier_task: string;
            later_task: string;
            comparison: {
                /** @enum {number} */
                comparison_version: 1;
                profile: {
                    platform: string;
                    id: string;
                    handle: string;
                };
                earlier: {
                    posts: number;
                    from: string | null;
                    to: string | null;
                    as_of: string | null;
                    time_zone: string;
                    /** @enum {string} */
                    mode: "quick" | "deep";
                    capped: boolean;
                };
                later: {
                    posts: number;
                    from: string | null;
                    to: string | null;
                    as_of: string | null;
                    time_zone: string;
                    /** @enum {string} */
                    mode: "quick" | "deep";
                    capped: boolean;
                };
                samples: {
                    /** @enum {string} */
                    overlap: "none" | "spans" | "unknown";
                    from: string | null;
                    to: string | null;
                    sentence: string;
                };
                cautions: string[];
                numbers: {
                    analysis: string;
                    finding: string;
                    number: string;
                    before: number;
                    after: number;
                    difference: number;
                    n_before: number;
                    n_after: number;
                    /** @enum {string} */
                    outcome: "equal" | "higher" | "lower" | "too_few";
                    sentence: string;
                }[];
                lists: {
                    analysis: string;
                    finding: string;
                    appeared: string[];
                    gone: string[];
                    stayed: string[];
                    complete: boolean;
                    n_before: number;
                    n_after: number;
                    /** @enum {string} */
                    outcome: "compared" | "too_few";
                    sentence: string;
                }[];
                not_compared: {
                    analysis: string;
                    finding: string;
                    why: string;
                }[];
            };
        };
        ProfilePlatformCount: {
            platform: string;
            count: number;
        };
        ProfileCompletionRate: {
            /** @description Includes unfinished and cancelled tasks. */
            total: number;
            completed: number;
            failed: number;
            /** @description Completed tasks as a percentage of the total; 0 if there are none. */
            completion_rate: number;
        };
        DocumentPageList: {
            data: components["schemas"]["DocumentPageState"][];
            next_cursor: string | null;
        };
        DocumentPageState: {
            /** @description Page number, from 1. */
            page: number;
            label?: string;
            /**
             * @description Null until the page is read, like the fields below.
             * @enum {string|null}
             */
            kind: "text" | "scanned" | "mixed" | "empty" | "unreadable" | null;
            /**
             * @description `skipped`: not read before the job ended.
             * @enum {string}
             */
            status: "read" | "failed" | "pending" | "skipped";
            language: string | null;
            words: number | null;
            images: number | null;
            tables: number | null;
            ocr_confidence: number | null;
            /** @description Why the page could not be read or, if it was read, why OCR failed. */
            error: {
                code: string;
                message: string;
            } | null;
        };
        DocumentSteps: {
            total_chunks: number;
            chunks: components["schemas"]["DocumentStep"][];
            /** @description Counts over all chunks, not only this page. */
            summary: {
                pending: number;
                processing: number;
                success: number;
                failed: number;
                retry_scheduled: number;
            };
            next_cursor: string | null;
        };
        /** @description A group of pages read together, or OCR of a page, e.g. `ocr-17`. */
        DocumentStep: {
            /**
             * @description Key of the step.
             * @example pages-1-50
             */
            chunk_id: string;
            start_page: number | null;
            end_page: number | null;
            page_count: number;
            /** @enum {string} */
            status: "pending" | "processing" | "success" | "failed" | "retry_scheduled";
            attempts: number;
            last_error: string | null;
            last_error_code: string | null;
            /** Format: date-time */
            processed_at: string | null;
        };
        ChunksRetried: {
            job_id: string;
            message: string;
            job: components["schemas"]["Job"];
        };
        ChunksRetry: {
            /**
             * @description Restricts the retry to these chunks.
             * @example [
             *       "page-17",
             *       "pages-51-100"
             *     ]
             */
            chunk_ids?: string[];
            /**
             * @description Also retries chunks that succeeded.
             * @default false
             */
            force?: boolean;
        };
        DocumentLimits: {
            /** @description Maximum size of a document. */
            max_bytes: number;
            max_archive_bytes: number;
            /** @description Size of every part except the last. */
            part_bytes: number;
            /** @description Hours until an unfinished upload expires. */
            upload_hours: number;
            /** @description Whether uploads to Vercel Blob are available. */
            blob: boolean;
            /** @description Your folder in Vercel Blob. */
            blob_folder: string | null;
        };
        DocumentHits: {
            data: components["schemas"]["DocumentHit"][];
            /** @description With names like it; null without pg_trgm. */
            documents: {
                job_id: string;
                document_id: string | null;
                name: string;
                similarity: number;
                link: string;
            }[] | null;
            /** @description False if older pages with the words come after these 500. */
            complete: boolean;
            next_cursor: string | null;
        };
        DocumentHit: {
            job_id: string;
            document_id: string | null;
            name: string | null;
            page: number;
            label?: string;
            /** @description Id; also of a table. */
            paragraph: string | null;
            box: components["schemas"]["Box"] | null;
            snippet: string;
            /** @description UTF-16 code units. */
            marks: {
                start: number;
                end: number;
            }[];
            rank: number;
            link: string;
        };
        DocumentDiff: {
            data: {
                section: string[];
                /** @enum {string} */
                in: "both" | "a" | "b";
                changes: {
                    a: components["schemas"]["DocumentCitation"] | null;
                    b: components["schemas"]["DocumentCitation"] | null;
                }[];
            }[];
            /** @description False if there are more than 2,000 changes. */
            complete: boolean;
        };
        /** @description A location on a page; `label` if the file has page labels, no `box` if it has no pages. */
        DocumentCitation: components["schemas"]["Place"] & {
            paragraph: string;
            text: string;
        };
        BlobToken: {
            /** @enum {string} */
            type: "blob.generate-client-token";
            clientToken: string;
        };
        BlobTokenRequest: {
            /** @enum {string} */
            type: "blob.generate-client-token";
            payload: {
                pathname: string;
            };
        };
        Document: {
            id: string;
            name: string | null;
            /** @enum {string} */
            status: "uploading" | "complete";
            /** @description Bytes. */
            size: number;
            /** @description Null until the upload is complete. */
            sha256: string | null;
            /** @description Your earlier document with the same content, which is stored only once; deleting that one deletes this one too. */
            same_as: string | null;
            /**
             * @description Size of every part except the last.
             * @example 4194304
             */
            part_bytes: number;
            parts: number;
            /** @description Numbers of the missing parts, from 1. */
            missing: number[];
            /**
             * Format: date-time
             * @description When an unfinished upload expires.
             */
            expires_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        DocumentUpload: {
            name?: string;
            /**
             * @description Default: pdf. An archive is read by an analysis of a profile.
             * @enum {string}
             */
            kind?: "pdf" | "archive";
            /**
             * @description Bytes.
             * @example 12582912
             */
            size: number;
            /**
             * @description SHA-256 of the whole file. If you already have a file with this digest, nothing needs to be sent.
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            sha256?: string;
        };
        DocumentPart: {
            id: string;
            part: number;
            /** @description Bytes. */
            size: number;
            /** @description SHA-256 of the part as received. */
            sha256: string;
            /** @description Number of missing parts. */
            missing_count: number;
        };
        DocumentCompletion: {
            /**
             * @description SHA-256 of the whole file.
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            sha256: string;
        };
        PdfAccepted: {
            job_id: string;
            /** @description The stored file, which can be analyzed again. Null for a source_url. */
            document_id: string | null;
            /** @enum {string} */
            status: "queued" | "processing" | "completed" | "completed_with_errors" | "failed" | "cancelled";
            message: string;
            /** @enum {boolean} */
            deduplicated?: true;
            links: {
                self: string;
                steps: string;
                slices: string;
                result: string;
                cancel: string;
                retry: string;
                pages: string;
                chunks: string;
                text: string;
            };
        };
        /** @description Requires exactly one of source_url and document_id. */
        ProcessPdf: {
            document_id?: string;
            /** Format: uri */
            source_url?: string;
            name?: string;
            /** @enum {boolean|string} */
            ocr?: true | false | "auto" | "force";
            ocr_languages?: components["schemas"]["OcrLanguages"];
            /** Format: password */
            password?: string;
            frequency_list?: string;
            callback_url?: components["schemas"]["CallbackUrl"];
            again?: boolean;
        };
        DocumentResult: {
            job: components["schemas"]["Job"];
            data: (components["schemas"]["DocumentReport"] | components["schemas"]["DocumentPage"])[];
            /** @description On the first page, at most 500 failed steps; the list of steps has all. */
            errors: {
                key: string;
                code: string;
                message: string;
            }[];
            next_cursor: string | null;
            disclaimer: string | null;
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "degraded" | "down";
            parts: {
                configuration: components["schemas"]["PartState"];
                access: components["schemas"]["PartState"];
                cron: components["schemas"]["PartState"];
                database: components["schemas"]["PartState"];
                schema: components["schemas"]["PartState"];
                queue: components["schemas"]["PartState"];
                keys: components["schemas"]["PartState"];
                callback: components["schemas"]["PartState"];
                dead_letters: components["schemas"]["PartState"];
            };
            version: string;
            /** @description With a valid API key only. */
            findings?: components["schemas"]["Finding"][];
            /** Format: date-time */
            checked_at?: string;
            /** Format: date-time */
            database_asked_at?: string | null;
            /**
             * Format: date-time
             * @description About when the queue last reached this deployment with a valid signature.
             */
            callback_seen_at?: string | null;
        };
        /**
         * @description `unproven`: nothing speaks against it, and nothing for it yet. `idle`: not asked, so that it can sleep while nobody works. `unknown`: not asked, because what it hangs on is missing or does not answer.
         * @enum {string}
         */
        PartState: "ok" | "degraded" | "down" | "unproven" | "idle" | "unknown";
        Finding: {
            /** @description The part of `parts` that it is about. */
            part: string;
            /** @enum {string} */
            severity: "broken" | "degraded";
            /** @description Stable, machine-readable code. */
            code: string;
            what: string;
            why: string;
            /** @description What to click or run. */
            remedy: string;
            /** @description The environment variable at fault, if one is. */
            variable?: string;
        };
        Probe: {
            /** @description Milliseconds from its acceptance by the queue; null if it has not come back within 20 s. */
            came_back_in_ms: number | null;
            /** @description Empty if it has come back. */
            findings: components["schemas"]["Finding"][];
        };
        Providers: {
            providers: components["schemas"]["Provider"][];
        };
        Provider: {
            name: string;
            limits: {
                /** @description Steps at once, over all functions together; null without such a limit. */
                in_flight: number | null;
                /** @description Steps a second; null without such a limit. */
                per_second: number | null;
                /** @description Steps that may begin at once after a rest. */
                burst: number | null;
            };
            running: {
                all: number;
                yours: number;
                /** @description By how many owners, you included. */
                owners: number;
            };
            /** @description Jobs whose next steps wait for the provider. */
            waiting: {
                all: number;
                yours: number;
            };
            paused: components["schemas"]["ProviderPause"];
            /** @description Milliseconds that a step takes, a moving average; null before the first. */
            step_ms: number | null;
        };
        /** @description Null while it answers. */
        ProviderPause: {
            /** Format: date-time */
            until: string;
            /** Format: date-time */
            since: string;
            because: {
                code: string;
                message: string;
            };
            /** @description Its time is over, and one step goes alone; if it is answered, the pause ends. */
            probing: boolean;
        } | null;
    };
    responses: {
        /** @description `unauthorized`: the API key is missing, unknown, expired or revoked. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `scope_missing`: the key may not do this. `loopback_only`: without API keys, only requests to localhost are allowed. */
        ScopeMissing: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unexpected_error`: include the request id when you report it. */
        UnexpectedError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `rate_limited`: come back after `Retry-After` seconds. */
        RateLimited: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Temporary, try again after `Retry-After`: `database_unavailable`, `database_busy`, `database_read_only`, `queue_unavailable`, `queue_busy`. A limit of a plan: `quota_exceeded` (the queue; `Retry-After` if it resets), `database_quota_exceeded`, `database_full`. For the operator, with what to do in `detail`: `access_not_configured`, `configuration_missing`, `queue_unauthorized`, `queue_rejected`, `database_unauthorized`, `database_permission_denied`, `database_disabled`, `schema_outdated`. */
        DatabaseUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `rate_limited`: come back after `Retry-After` seconds. Where jobs are created also `too_many_unfinished_jobs` and `steps_per_day_exceeded`, where files are stored `storage_full`: nothing was created. */
        RateLimited2: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `outcome_unknown`: the database did not answer in time, so the request may have taken effect, or may still; the answer says where to look and how to send it again. Nothing was changed with the others. Temporary, try again after `Retry-After`: `database_unavailable`, `database_busy`, `database_read_only`, `queue_unavailable`, `queue_busy`. A limit of a plan: `quota_exceeded` (the queue; `Retry-After` if it resets), `database_quota_exceeded`, `database_full`. For the operator, with what to do in `detail`: `access_not_configured`, `configuration_missing`, `queue_unauthorized`, `queue_rejected`, `database_unauthorized`, `database_permission_denied`, `database_disabled`, `schema_outdated`. */
        OutcomeUnknown: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_found` */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `body_too_large` */
        BodyTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid_input` */
        InvalidInput: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `malformed_json` */
        MalformedJson: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid_input`: the URL is wrongly encoded, holds a NUL or is too long. */
        InvalidInput2: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported_media_type` */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_finished` */
        NotFinished: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid_input`: nothing was changed. */
        InvalidInput3: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `upload_incomplete` */
        UploadIncomplete: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `malformed_form` or `malformed_json` */
        MalformedForm: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_found`, also if the job is not of kind document */
        NotFound2: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Deleted. */
        Delete204: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description `already_finished` */
        AlreadyFinished: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Revoked. */
        RevokeKey204: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The limits. */
        GetLimits200: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Limits"];
            };
        };
        /** @description Removed. */
        RemoveNamed204: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description `nothing_to_retry` */
        NothingToRetry: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The picture. */
        GetFigureImage200: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "image/png": Blob;
            };
        };
        /** @description Not changed since the `ETag` in If-None-Match. */
        GetFigureImage304: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Not changed. */
        GetFile304: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The accepted job. */
        Analyze202: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["PdfAccepted"];
            };
        };
        /** @description `body_too_large`: send larger files in parts (POST /documents) or use source_url */
        BodyTooLarge2: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        JobId: string;
        /** @description `next_cursor` of the previous page. */
        Cursor: string;
        DocumentId: string;
        /** @description A request with it runs once in 24 hours. */
        IdempotencyKey: string;
        Limit: number;
        Limit2: number;
        /** @description A key’s, or `self`. */
        KeyId: string;
        /** @description Runs finished steps again too. */
        All: "true" | "false";
        OwnerOwner: string;
        Page: number;
        PerPage: number;
        StockSymbol: string;
        Interval: "1d" | "1wk";
        /** @description Default: all live sources. */
        DataSource: "yahoo" | "twelvedata" | "sample" | "simulated";
        /** @description Page number, from 1. */
        PageN: string;
        Name: string;
        Ocr: "auto" | "force" | "false" | "true";
        OcrLanguages: string;
        CallbackUrl: string;
        Again: "false" | "true";
        /** @description Percent-encoded. */
        DocumentPassword: string;
    };
    requestBodies: {
        AnalyzeBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description At most 4.4 MB. Requires exactly one of pdf_file, source_url and document_id.
                     */
                    pdf_file?: Blob;
                    source_url?: string;
                    document_id?: string;
                    name?: string;
                    /** @enum {string} */
                    ocr?: "auto" | "force" | "false" | "true";
                    /** @description Comma-separated. */
                    ocr_languages?: string;
                    /** @description One word per line, most frequent first; as a field or a file. */
                    frequency_list?: string;
                    /** Format: password */
                    password?: string;
                    callback_url?: string;
                    /** @enum {string} */
                    again?: "false" | "true";
                };
                "application/pdf": Blob;
                "image/png": Blob;
                "image/jpeg": Blob;
                "image/tiff": Blob;
                "application/json": components["schemas"]["ProcessPdf"];
            };
        };
    };
    headers: never;
    pathItems: never;
}
export interface operations {
    "jobs.list": {
        parameters: {
            query?: {
                /** @description Repeated, or separated by commas. */
                status?: ("queued" | "processing" | "completed" | "completed_with_errors" | "failed" | "cancelled")[];
                /** @description Repeated, or separated by commas. */
                kind?: ("stocks" | "profile" | "document")[];
                /** @description All of these tags. Repeated, or separated by commas. */
                tag?: string[];
                /** @description Jobs that began with a step of this key. `TCS*` finds keys that begin with TCS, up to 50 of them. */
                q?: string;
                /** @description Created at or after this time. */
                since?: string;
                /** @description Created before this time. */
                until?: string;
                limit?: components["parameters"]["Limit"];
                /** @description `next_cursor` of the previous page. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of jobs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                };
            };
        };
    };
    "jobs.create": {
        parameters: {
            query?: {
                /** @description Only says what the request would create, or why it would be refused. */
                dry_run?: "true" | "false";
                /** @description A new job also where a complete one has the same result. */
                again?: "true" | "false";
            };
            header?: {
                /** @description A request with it runs once in 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StocksRequest"] | components["schemas"]["ProfileRequest"] | components["schemas"]["DocumentRequest"];
            };
        };
        responses: {
            /** @description Nothing was created: the unfinished job of this singleton, the complete one with this result (`Deduplicated`), or with dry_run what would be created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"] | components["schemas"]["DryRun"];
                };
            };
            /** @description The accepted job. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    "jobs.runAgain": {
        parameters: {
            query?: never;
            header?: {
                /** @description A request with it runs once in 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RunAgainRequest"];
            };
        };
        responses: {
            /** @description The new job. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    "jobs.beginBulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkRequest"];
            };
        };
        responses: {
            /** @description With dry_run: how many jobs would be changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkCount"];
                };
            };
            /** @description It has begun, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAction"];
                };
            };
        };
    };
    "jobs.getBulk": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The action. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAction"];
                };
            };
        };
    };
    "jobs.get": {
        parameters: {
            query?: {
                /** @description Maximum wait in seconds. */
                wait?: number;
            };
            header?: {
                "If-None-Match"?: string;
            };
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    "jobs.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Delete204"];
        };
    };
    "jobs.listSteps": {
        parameters: {
            query?: {
                status?: "pending" | "running" | "done" | "failed" | "skipped";
                /** @description `attempts`: with `tries`, the runs of each step. */
                include?: "attempts";
                limit?: components["parameters"]["Limit2"];
                /** @description `next_cursor` of the previous page. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of steps. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepList"];
                };
            };
        };
    };
    "jobs.listSlices": {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit2"];
                /** @description `next_cursor` of the previous page. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of slices. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SliceList"];
                };
            };
        };
    };
    "jobs.getResult": {
        parameters: {
            query?: {
                /** @description If omitted, the Accept header decides. */
                format?: "json" | "text" | "markdown" | "csv" | "html" | "jsonl" | "model" | "bibtex" | "csl" | "anki";
                /** @description Adds the bars or posts behind the results. JSON only, in smaller pages; not available for documents. */
                include?: "raw";
                limit?: number;
                /** @description `next_cursor` of the previous page. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Part of a document to return as CSV; defaults to its sentences. */
                part?: "sentences" | "keywords" | "entities" | "coverage" | "learning_set" | "table" | "offsets";
                /** @description Anchors in Markdown where pages begin; part=offsets counts them. */
                page_marks?: "true" | "false";
                /** @description Left out of the learning set, in any form. */
                known_words?: string;
                /** @description So many of the most frequent words of the list are known. */
                known_first?: string;
                /** @description With part=table: `12.1` is the first table of page 12, with its parts on other pages. */
                table?: string;
            };
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page as JSON, or the whole result in another format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Result"];
                    "text/plain": string;
                    "text/markdown": string;
                    "text/csv": string;
                    "text/html": string;
                    "application/x-ndjson": components["schemas"]["DocumentChunk"];
                    "application/vnd.unstuck.document+json": components["schemas"]["DocumentModel"];
                    "application/x-bibtex": string;
                    "application/vnd.citationstyles.csl+json": {
                        [key: string]: unknown;
                    }[];
                    "text/tab-separated-values": string;
                };
            };
        };
    };
    "jobs.ask": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    question: string;
                };
            };
        };
        responses: {
            /** @description The checked answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
        };
    };
    "jobs.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Cancellation"];
            };
        };
        responses: {
            /** @description The cancelled job. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    "jobs.retry": {
        parameters: {
            query?: {
                /** @description Runs finished steps again too. */
                all?: components["parameters"]["All"];
            };
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The re-queued job. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    "jobs.redeliverWebhook": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job, whose event will be sent again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    "access.listKeys": {
        parameters: {
            query?: {
                owner?: string;
                limit?: components["parameters"]["Limit"];
                /** @description `next_cursor` of the previous page. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyList"];
                };
            };
        };
    };
    "access.createKey": {
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
            /** @description The key, with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
        };
    };
    "access.getKey": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A key’s, or `self`. */
                id: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, without its secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
        };
    };
    "access.revokeKey": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A key’s, or `self`. */
                id: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["RevokeKey204"];
        };
    };
    "access.rotateKey": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A key’s, or `self`. */
                id: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRotation"];
            };
        };
        responses: {
            /** @description The new key, with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
        };
    };
    "access.getLimits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["GetLimits200"];
        };
    };
    "access.getOwnerLimits": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                owner: components["parameters"]["OwnerOwner"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["GetLimits200"];
        };
    };
    "access.setOwnerLimits": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                owner: components["parameters"]["OwnerOwner"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LimitsRequest"];
            };
        };
        responses: {
            /** @description The limits that hold now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Limits"];
                };
            };
        };
    };
    "access.shareJob": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareRequest"];
            };
        };
        responses: {
            /** @description The link, with its token. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewShare"];
                };
            };
        };
    };
    "access.listShares": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The links. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareList"];
                };
            };
        };
    };
    "access.revokeShare": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
                share: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["RevokeKey204"];
        };
    };
    "stocks.analyzeAll": {
        parameters: {
            query?: never;
            header?: {
                /** @description A request with it runs once in 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StocksAnalyzeAll"];
            };
        };
        responses: {
            /** @description The created job. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StocksAccepted"];
                };
            };
        };
    };
    "stocks.getProgress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts symbols of stock jobs that are unfinished or ended within the last hour, at most 100 jobs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StocksProgress"];
                };
            };
        };
    };
    "stocks.getHistory": {
        parameters: {
            query?: {
                /** @description Returns the results of every job, ordered by time of analysis. */
                all?: "true" | "false";
                /** @description Without effect with all=true. */
                interval?: "1d" | "1wk";
                limit?: components["parameters"]["Limit"];
                /** @description `next_cursor` of the previous page. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results; may be empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockHistory"];
                };
            };
        };
    };
    "stocks.listLatest": {
        parameters: {
            query?: {
                /** @description A leading "-" sorts in descending order. Ties are ordered by ticker; missing values come last. Evidence ascends from `too_few` to `better`. */
                sort?: "ticker" | "-ticker" | "score" | "-score" | "as_of" | "-as_of" | "completed_at" | "-completed_at" | "name" | "-name" | "evidence" | "-evidence" | "turnover" | "-turnover";
                /** @description Repeat the parameter or separate values by commas; case-insensitive. */
                verdict?: ("Strong Buy" | "Buy" | "Neutral" | "Sell" | "Strong Sell")[];
                min_score?: number;
                max_score?: number;
                /** @description Prefix of the ticker. */
                symbol?: string;
                evidence?: "better" | "no_edge" | "too_few";
                data_source?: "yahoo" | "twelvedata" | "sample" | "simulated";
                strategy?: "balanced" | "trend" | "mean_reversion" | "breakout" | "weekly_target";
                interval?: "1d" | "1wk";
                /** @description As in the results, where it is GBp for prices in pence. */
                currency?: string;
                /** @description Median of 20 days, in the `turnover_currency` of each result. */
                min_turnover?: number;
                page?: components["parameters"]["Page"];
                per_page?: components["parameters"]["PerPage"];
                /** @description CSV is returned whole, without pages. If omitted, the Accept header decides. */
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page as JSON, or all results as CSV. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LatestStockResults"];
                    "text/csv": string;
                };
            };
        };
    };
    "stocks.getSymbol": {
        parameters: {
            query?: {
                interval?: components["parameters"]["Interval"];
                /** @description A job id. */
                job?: string;
            };
            header?: never;
            path: {
                symbol: components["parameters"]["StockSymbol"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its `raw` has the rated bars. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockOfSymbol"];
                };
            };
        };
    };
    "stocks.compareResults": {
        parameters: {
            query: {
                /** @description The job of the first result. */
                from: string;
                /** @description The job of the second. */
                to: string;
            };
            header?: never;
            path: {
                symbol: components["parameters"]["StockSymbol"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What differs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockDiff"];
                };
            };
        };
    };
    "stocks.getRecord": {
        parameters: {
            query?: {
                /** @description Default: all live sources. */
                data_source?: components["parameters"]["DataSource"];
                interval?: components["parameters"]["Interval"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All plans together, then by group; empty without plans. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForwardRecord"];
                };
            };
        };
    };
    "stocks.getPortfolio": {
        parameters: {
            query?: {
                /** @description Default: all live sources. */
                data_source?: components["parameters"]["DataSource"];
                limit?: number;
                /** @description `next_cursor` of the previous page. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of plans, with the totals of all pages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Portfolio"];
                };
            };
        };
    };
    "stocks.listChanges": {
        parameters: {
            query?: {
                /** @description Changes found then or later. */
                since?: string;
                /** @description A bare symbol matches all exchanges. */
                symbol?: string;
                kind?: "verdict" | "evidence" | "listing" | "entry_touched" | "stop_touched" | "target_touched" | "split";
                /** @description The job whose results differ from earlier ones. */
                job_id?: string;
                limit?: components["parameters"]["Limit"];
                /** @description `next_cursor` of the previous page. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of changes; may be empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockChanges"];
                };
            };
        };
    };
    "stocks.getEvidence": {
        parameters: {
            query?: {
                /** @description A job id. */
                job?: string;
                strategy?: "balanced" | "trend" | "mean_reversion" | "breakout" | "weekly_target";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures of zero trades where there are none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PooledEvidence"];
                };
            };
        };
    };
    "stocks.listUniverse": {
        parameters: {
            query?: {
                page?: components["parameters"]["Page"];
                per_page?: components["parameters"]["PerPage"];
                /** @description Part of a ticker, name or exchange; case-insensitive. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, ordered by ticker. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockUniverse"];
                };
            };
        };
    };
    "watchlist.getSchedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule as stored in QStash. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchlistSchedule"];
                };
            };
        };
    };
    "watchlist.setSchedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WatchlistScheduleRequest"];
            };
        };
        responses: {
            /** @description The schedule. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchlistSchedule"];
                };
            };
        };
    };
    "watchlist.deleteSchedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted; existing jobs are kept. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "watchlist.analyze": {
        parameters: {
            query?: never;
            header?: {
                /** @description A request with it runs once in 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WatchlistAnalyze"];
            };
        };
        responses: {
            /** @description The created job, now the last job of every symbol that it analyzes. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StocksAccepted"];
                };
            };
        };
    };
    "watchlist.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole watchlist. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Watchlist"];
                };
            };
        };
    };
    "watchlist.add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WatchlistAdd"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchlistItem"];
                };
            };
        };
    };
    "watchlist.removeNamed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WatchlistRemove"];
            };
        };
        responses: {
            204: components["responses"]["RemoveNamed204"];
        };
    };
    "watchlist.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["RemoveNamed204"];
        };
    };
    "profiles.analyze": {
        parameters: {
            query?: never;
            header?: {
                /** @description A request with it runs once in 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileAnalyze"];
                "multipart/form-data": {
                    platform: string;
                    profile_id: string;
                    mode?: string;
                    max_posts?: string;
                    time_zone?: string;
                    /** @description JSON, as a field or a file. */
                    posts?: string;
                    /**
                     * Format: binary
                     * @description tweets.js or outbox.json, at most 4.4 MB.
                     */
                    archive?: Blob;
                    callback_url?: string;
                };
            };
        };
        responses: {
            /** @description The accepted task. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileAnswer"];
                };
            };
        };
    };
    "profiles.listPlatforms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All platforms. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Platforms"];
                };
            };
        };
    };
    "profiles.listTasks": {
        parameters: {
            query?: {
                platform?: components["schemas"]["ProfilePlatform"];
                status?: "pending" | "processing" | "completed" | "failed" | "cancelled";
                limit?: number;
                offset?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tasks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileTaskList"];
                };
            };
        };
    };
    "profiles.getTask": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task; `results` is null until there is a report. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileTaskWithResults"];
                };
            };
        };
    };
    "profiles.getTaskStatus": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The status. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileTaskStatus"];
                };
            };
        };
    };
    "profiles.getReport": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileReport"];
                };
            };
        };
    };
    "profiles.downloadReport": {
        parameters: {
            query?: {
                /** @description `html` is a page for reading and printing, `year` the last year in review as a page. */
                format?: "json" | "html" | "markdown" | "csv" | "year";
            };
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, as an attachment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileReport"];
                    "text/html": string;
                    "text/markdown": string;
                    "text/csv": string;
                };
            };
        };
    };
    "profiles.compareReports": {
        parameters: {
            query?: {
                /** @description Another task of the same profile; defaults to the latest earlier report. */
                with?: string;
                format?: "json" | "html";
            };
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The comparison, with the older report first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileComparison"];
                    "text/html": string;
                };
            };
        };
    };
    "profiles.retryTask": {
        parameters: {
            query?: {
                /** @description Runs finished steps again too. */
                all?: components["parameters"]["All"];
            };
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The restarted task. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileAnswer"];
                };
            };
        };
    };
    "profiles.cancelTask": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cancelled task. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileAnswer"];
                };
            };
        };
    };
    "profiles.getPlatformDistribution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts, highest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfilePlatformCount"][];
                };
            };
        };
    };
    "profiles.getCompletionRate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileCompletionRate"];
                };
            };
        };
    };
    "jobs.listPages": {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit2"];
                /** @description `next_cursor` of the previous page. */
                cursor?: components["parameters"]["Cursor"];
                /** @description Only pages of this kind that have been read. */
                kind?: "text" | "scanned" | "mixed" | "empty" | "unreadable";
            };
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPageList"];
                };
            };
        };
    };
    "jobs.getPage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
                /** @description Page number, from 1. */
                n: components["parameters"]["PageN"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPage"];
                };
            };
        };
    };
    "jobs.getFigureImage": {
        parameters: {
            query?: {
                /** @description Pixels. */
                width?: number;
            };
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
                /** @description Page number, from 1. */
                n: components["parameters"]["PageN"];
                /** @description On its page, from 1. */
                figure: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["GetFigureImage200"];
        };
    };
    "jobs.listChunks": {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit2"];
                /** @description `next_cursor` of the previous page. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of chunks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentSteps"];
                };
            };
        };
    };
    "jobs.retryChunks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChunksRetry"];
            };
        };
        responses: {
            /** @description The re-queued job. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChunksRetried"];
                };
            };
        };
    };
    "documents.getLimits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The limits. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentLimits"];
                };
            };
        };
    };
    "documents.search": {
        parameters: {
            query: {
                q: string;
                limit?: number;
                /** @description `next_cursor` of the previous page. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of hits. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentHits"];
                };
            };
        };
    };
    "documents.diff": {
        parameters: {
            query: {
                /** @description Job of version a. */
                a: string;
                /** @description Job of version b. */
                b: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sections with changes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentDiff"];
                };
            };
        };
    };
    "documents.getSchema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JSON Schema. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    "documents.createBlobToken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlobTokenRequest"];
            };
        };
        responses: {
            /** @description A token for one file, valid for an hour. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlobToken"];
                };
            };
        };
    };
    "documents.begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentUpload"];
            };
        };
        responses: {
            /** @description The upload, with the missing parts. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
        };
    };
    "documents.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["DocumentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
        };
    };
    "documents.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["DocumentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Delete204"];
        };
    };
    "documents.getFile": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["DocumentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": Blob;
                };
            };
        };
    };
    "documents.listAttachments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["DocumentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The files. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AttachedFile"][];
                    };
                };
            };
        };
    };
    "documents.getAttachment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["DocumentId"];
                /** @description From 1. */
                n: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": Blob;
                };
            };
        };
    };
    "documents.getPageImage": {
        parameters: {
            query?: {
                /** @description Pixels. Less for pages that are very long. */
                width?: number;
            };
            header?: never;
            path: {
                id: components["parameters"]["DocumentId"];
                page: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["GetFigureImage200"];
        };
    };
    "documents.putPart": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["DocumentId"];
                part: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": Blob;
            };
        };
        responses: {
            /** @description The received part. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPart"];
                };
            };
        };
    };
    "documents.complete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["DocumentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentCompletion"];
            };
        };
        responses: {
            /** @description The complete document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
        };
    };
    "documents.analyze": {
        parameters: {
            query?: {
                name?: components["parameters"]["Name"];
                ocr?: components["parameters"]["Ocr"];
                ocr_languages?: components["parameters"]["OcrLanguages"];
                callback_url?: components["parameters"]["CallbackUrl"];
                again?: components["parameters"]["Again"];
            };
            header?: {
                /** @description A request with it runs once in 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Percent-encoded. */
                "Document-Password"?: components["parameters"]["DocumentPassword"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["AnalyzeBody"];
        responses: {
            202: components["responses"]["Analyze202"];
        };
    };
    "documents.analyzeAndWait": {
        parameters: {
            query?: {
                name?: components["parameters"]["Name"];
                ocr?: components["parameters"]["Ocr"];
                ocr_languages?: components["parameters"]["OcrLanguages"];
                callback_url?: components["parameters"]["CallbackUrl"];
                again?: components["parameters"]["Again"];
            };
            header?: {
                /** @description A request with it runs once in 24 hours. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Percent-encoded. */
                "Document-Password"?: components["parameters"]["DocumentPassword"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["AnalyzeBody"];
        responses: {
            /** @description The first page of the result: the report, then pages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentResult"];
                };
            };
            202: components["responses"]["Analyze202"];
        };
    };
    "system.getHealth": {
        parameters: {
            query?: {
                /** @description With a valid API key: look at everything now, at the database too, and send a probe if no callback has come of late: one message, at most once a minute, waited for up to 5 s. */
                fresh?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Jobs are carried; `degraded` if something needs attention. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    "system.probe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it fared. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Probe"];
                };
            };
        };
    };
    "system.listProviders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every source that has limits, from the first job on, and every one that has refused; by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Providers"];
                };
            };
        };
    };
    "system.getOpenApi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The OpenAPI 3.1 document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
}
