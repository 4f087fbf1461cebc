import type {StateCreator} from 'zustand/vanilla';
import {type Measurement, withMeasurement} from '../task/measurement.js';
import type {Output, TaskId} from '../task/task.js';
import type {AppState} from './app-store.js';

export type MeasurementsSlice = {
	/** What was measured becomes part of the answers, and is kept with them. */
	readonly measured: (measurements: readonly Measurement[]) => void;
};

/** The first of what a task made that can be looked at. */
const findVisual = (outputs: readonly Output[]): Output | undefined =>
	outputs.find(({kind, place}) => {
		const isAtHand = place.type === 'url' || place.type === 'inline' || place.type === 'kept';
		return isAtHand && (kind === 'video' || kind === 'image');
	});

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
