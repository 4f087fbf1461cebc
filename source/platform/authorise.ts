import type {Authorisation} from '../providers/services/service.js';
import type {KlingSigner} from './kling-key.js';

/**
The headers that show a service the key, with names in small letters.

@throws {UsageError} when the key is not of the form that the service needs.
*/
export const authorisationHeaders = (
	authorisation: Authorisation,
	key: string,
	signForKling: KlingSigner,
): Readonly<Record<string, string>> => {
	switch (authorisation.type) {
		case 'bearer': {
			return {authorization: `Bearer ${key}`};
		}

		case 'token': {
			return {authorization: `Token ${key}`};
		}

		case 'key': {
			return {authorization: `Key ${key}`};
		}

		case 'kling': {
			return {authorization: `Bearer ${signForKling(key)}`};
		}

		case 'header': {
			return {[authorisation.name.toLowerCase()]: key};
		}
	}
};
