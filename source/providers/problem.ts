import type {Problem} from '../task/health.js';

export type ProblemState = Exclude<Problem['state'], 'offline'>;

const sentences: Readonly<Record<ProblemState, string>> = {
	auth: 'The service refused the token',
	quota: 'The account’s balance or quota is used up',
	not_found: 'The service does not know the task',
	rate_limited: 'The service asks to slow down',
	gateway: 'The service has trouble of its own',
	bad_response: 'The service refused the question',
};

/**
A problem that the service itself names.

@param label - Its code, such as `HTTP 401` or `code 1004`.
@param detail - Its own words, cleaned.
*/
export const problemOf = (state: ProblemState, label: string, detail: string | undefined): Problem => ({
	state,
	message: `${sentences[state]} (${label})${detail === undefined ? '.' : `: ${detail}`}`,
});

/**
What an HTTP status says of the asking.
*/
export const stateOfHttpStatus = (httpStatus: number): ProblemState => {
	switch (httpStatus) {
		case 401:
		case 403: {
			return 'auth';
		}

		case 402: {
			return 'quota';
		}

		case 404:
		case 410: {
			return 'not_found';
		}

		case 429: {
			return 'rate_limited';
		}

		case 408:
		case 425: {
			return 'gateway';
		}

		default: {
			return httpStatus >= 500 ? 'gateway' : 'bad_response';
		}
	}
};
