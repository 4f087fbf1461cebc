/**
A file's right to be worked on.
*/
export type Turn = {
	/** Wait for it; the turns that were made first come first. Rejects with the signal's reason when it is aborted. */
	readonly take: () => Promise<void>;
	/** Let a file of another host be worked on meanwhile: this host is in trouble. */
	readonly rest: () => void;
	/** Let any other file be worked on. */
	readonly leave: () => void;
};

export type TurnLimits = {
	readonly maxConcurrent: number;
	readonly maxPerHost: number;
};

type Waiting = {readonly number: number; readonly canBegin: () => boolean; readonly begin: () => void};

/**
Shares out places to work, so many in all and so many per host. A slow host has only its own ones to hold.
*/
export const createTurns = ({maxConcurrent, maxPerHost}: TurnLimits): ((host: string, signal: AbortSignal) => Turn) => {
	const perHost = new Map<string, number>();
	let waiting: readonly Waiting[] = [];
	let workingCount = 0;
	let madeCount = 0;

	const fill = (): void => {
		for (const turn of waiting) {
			if (workingCount >= maxConcurrent) {
				return;
			}

			if (turn.canBegin()) {
				waiting = waiting.filter(other => other !== turn);
				turn.begin();
			}
		}
	};

	return (host, signal) => {
		const number = madeCount++;
		let isWorking = false;
		let holdsHost = false;

		const countAtHost = (): number => perHost.get(host) ?? 0;

		const stopWork = (): void => {
			workingCount -= isWorking ? 1 : 0;
			isWorking = false;
		};

		return {
			async take() {
				signal.throwIfAborted();
				if (isWorking) {
					return;
				}

				await new Promise<void>((resolve, reject) => {
					const turn: Waiting = {
						number,
						canBegin: () => holdsHost || countAtHost() < maxPerHost,
						begin() {
							signal.removeEventListener('abort', giveUp);
							perHost.set(host, countAtHost() + (holdsHost ? 0 : 1));
							holdsHost = true;
							workingCount++;
							isWorking = true;
							resolve();
						},
					};
					const giveUp = (): void => {
						waiting = waiting.filter(other => other !== turn);
						reject(signal.reason);
					};
					signal.addEventListener('abort', giveUp, {once: true});
					waiting = [...waiting, turn].toSorted((one, other) => one.number - other.number);
					fill();
				});
			},

			rest() {
				stopWork();
				fill();
			},

			leave() {
				stopWork();
				perHost.set(host, countAtHost() - (holdsHost ? 1 : 0));
				holdsHost = false;
				fill();
			},
		};
	};
};
