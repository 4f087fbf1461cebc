import type {ScreenControls} from './screen/use-keyboard.js';

/** A process that was not stopped after all goes on after this long. */
const stopMs = 300;

/**
Ctrl-Z and `kill -TSTP`: the terminal is given back before the process stops, and drawn anew when it goes on.
*/
export const controlJob = (process: NodeJS.Process, {suspend}: ScreenControls): void => {
	const pause = async (): Promise<void> => {
		process.off('SIGTSTP', onStop);
		const goesOn = Promise.withResolvers<void>();
		// While the process is stopped no timer runs. In a group without a shell it never stops, and no signal tells so.
		const timer = setTimeout(goesOn.resolve, stopMs);
		process.once('SIGCONT', goesOn.resolve);
		process.kill(process.pid, 'SIGTSTP');
		await goesOn.promise;
		clearTimeout(timer);
		process.off('SIGCONT', goesOn.resolve);
		process.on('SIGTSTP', onStop);
	};

	const onStop = (): void => {
		void suspend(pause);
	};

	process.on('SIGTSTP', onStop);
};
