/**
What of a test's context sees to it that nothing is left behind.
*/
export type Cleanup = {
	/** Called when the test is over, the latest first in a fault and the earliest first in a test. */
	readonly after: (end: () => Promise<void>) => void;
};
