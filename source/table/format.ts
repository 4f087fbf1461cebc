import prettyBytes from 'pretty-bytes';
import prettyMs from 'pretty-ms';

const minuteMs = 60_000;

/**
A duration in its two largest units, such as `48s`, `2m 41s` or `1h 4m`.
*/
export const formatDuration = (milliseconds: number): string =>
	milliseconds < 1000
		? '0s'
		: prettyMs(Math.floor(milliseconds / 1000) * 1000, {unitCount: 2, hideSeconds: milliseconds >= 60 * minuteMs});

/**
How long until something is due, in its largest unit. What is due is `now`.
*/
export const formatUntil = (milliseconds: number): string =>
	milliseconds <= 0 ? 'now' : prettyMs(Math.ceil(milliseconds / 1000) * 1000, {compact: true});

/**
When something is due, such as `in 5s` or `now`.
*/
export const formatDue = (milliseconds: number): string => {
	const until = formatUntil(milliseconds);
	return until === 'now' ? until : `in ${until}`;
};

/**
A size such as `8.4 MB` or `101 kB`: with a decimal only where there is one digit before it.
*/
export const formatBytes = (bytes: number): string => {
	const unit = 1000 ** Math.floor(Math.log10(Math.max(1, bytes)) / 3);
	return prettyBytes(bytes, {maximumFractionDigits: bytes / unit < 10 ? 1 : 0});
};

/**
A time of day such as `14:32:07`, in the zone of the user.
*/
export const formatTimeOfDay = (at: number): string => new Date(at).toTimeString().slice(0, 8);

/**
A time of day, with the date before it where that is not today's.
*/
export const formatMoment = (at: number, now: number): string => {
	const date = new Date(at);
	const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(part =>
		String(part).padStart(2, '0'),
	);
	const isToday = date.toDateString() === new Date(now).toDateString();
	return isToday ? formatTimeOfDay(at) : `${year}-${month}-${day} ${formatTimeOfDay(at)}`;
};
