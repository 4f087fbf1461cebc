/** Exit codes of the signals that ask the program to leave. */
const signalCodes = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;

/** Leaving in order takes no longer than this. */
const budgetMs = 3000;

export type Leaving = {
	/** Aborted once the program is to leave. */
	readonly signal: AbortSignal;
	/** With which exit code, if something other than the end of the work asked for it. */
	readonly code: () => number | undefined;
	/** What went wrong that nobody caught. */
	readonly crash: () => unknown;
	/** The terminal is gone: nobody will ever press a key again. */
	readonly hangUp: () => void;
};

/**
Everything that ends the program from outside: signals, a pipe that nobody reads any more, a terminal that is gone, an error that nobody caught. Each way leads through the same orderly end; a second signal ends it at once.
*/
export const watchForLeaving = (process: NodeJS.Process): Leaving => {
	const controller = new AbortController();
	let exitCode: number | undefined;
	let crash: unknown;

	const leave = (code: number): void => {
		if (exitCode === undefined) {
			exitCode = code;
			setTimeout(() => process.exit(code), budgetMs).unref();
			controller.abort();
		}
	};

	for (const [signal, code] of Object.entries(signalCodes)) {
		process.on(signal, () => {
			if (exitCode !== undefined) {
				process.exit(code);
			}

			leave(code);
		});
	}

	// A file that has reached the limit of its size is told of where it is written: that fails, if this does not end us.
	process.on('SIGXFSZ', () => undefined);

	// A pipe that nobody reads any more is no fault of ours.
	process.stdout.on('error', () => leave(0));
	process.stderr.on('error', () => leave(0));
	process.on('uncaughtException', error => {
		crash ??= error;
		leave(1);
	});

	return {
		signal: controller.signal,
		code: () => exitCode,
		crash: () => crash,
		hangUp: () => leave(signalCodes.SIGHUP),
	};
};
