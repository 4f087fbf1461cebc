/**
What is made when it is first needed, and once. A failure is forgotten: who needs it next has it tried again.
*/
export type LateValue<Value> = {
	/** Rejects where it cannot be made. */
	readonly get: () => Promise<Value>;
	/** What there is of it by now or is being made. Never rejects. */
	readonly made: () => Promise<Value | undefined>;
};

export const createLateValue = <Value>(make: () => Promise<Value>): LateValue<Value> => {
	let making: Promise<Value> | undefined;
	return {
		async get() {
			making ??= make().catch((error: unknown) => {
				making = undefined;
				throw error;
			});
			return making;
		},

		made: async () => making?.catch(() => undefined),
	};
};
