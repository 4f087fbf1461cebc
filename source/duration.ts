const unitMs = {s: 1000, m: 60_000, h: 3_600_000} as const;

/**
Read a duration such as `90s`, `30m` or `2h`.

@returns Milliseconds; `undefined` for anything else.
*/
export const parseDuration = (text: string): number | undefined => {
	const {number = '', unit = 's'} = /^(?<number>\d+(?:\.\d+)?)(?<unit>[smh])$/v.exec(text)?.groups ?? {};
	return number === '' ? undefined : Number(number) * unitMs[unit as keyof typeof unitMs];
};
