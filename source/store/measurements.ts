import type {StateCreator} from 'zustand/vanilla';
import {type Measurement, withMeasurement} from '../task/measurement.js';
import {isVisual, type Output, type TaskId} from '../task/task.js';
import type {AppState} from './app-store.js';

export type MeasurementsSlice = {
	/** What was measured becomes part of the answers, and is kept with them. */
	readonly measured: (measurements: readonly Measurement[]) => void;
};

/**
Of what a task made, what is measured: the first that can be looked at, and is at hand for that.
*/
export const findVisual = (outputs: readonly Output[]): Output | undefined =>
	outputs.find(output => ['url', 'inline', 'kept'].includes(output.place.type) && isVisual(output));

/**
The results whose size neither the service told nor we have measured. It makes a new value each time: for `subscribe`, never for `useStore`.
*/
export const selectUnmeasured = ({
	watches,
}: Pick<AppState, 'watches'>): readonly {readonly id: TaskId; readonly output: Output}[] =>
	[...watches.values()].flatMap(({id, answer}) => {
		const output = answer?.phase === 'succeeded' && answer.width === undefined ? findVisual(answer.outputs) : undefined;
		return output ? [{id, output}] : [];
	});

export const createMeasurementsSlice: StateCreator<AppState, [], [], MeasurementsSlice> = (set, get) => ({
	measured(measurements) {
		const watches = new Map(get().watches);
		for (const {id, facts} of measurements) {
			const watch = watches.get(id);
			if (watch?.answer?.phase === 'succeeded') {
				watches.set(id, {...watch, answer: withMeasurement(watch.answer, facts)});
			}
		}

		if (measurements.length > 0) {
			set({watches});
		}
	},
});
