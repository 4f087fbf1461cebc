import {readFileSync} from 'node:fs';
import {createSecureContext, getCACertificates, type SecureContext} from 'node:tls';

/**
Whom to trust: the usual authorities, with those of `NODE_EXTRA_CA_CERTS`, and those of more files. Making it takes some milliseconds.

@param files - With certificates in the PEM format.
@returns `undefined` where there are no more files, as Node then does the same by itself.
@throws when a file cannot be read, or holds no certificates.
*/
export const trustWith = (files: readonly string[]): SecureContext | undefined =>
	files.length === 0
		? undefined
		: createSecureContext({ca: [...getCACertificates('default'), ...files.map(file => readFileSync(file, 'utf8'))]});

// Node passes over a text without any.
const holdsCertificate = /^-----BEGIN (?:TRUSTED )?CERTIFICATE-----$/mv;

const unusable = (file: string, reason: string): string => `The certificates in ${file} cannot be used: ${reason}`;

/**
Why a file of certificates cannot be used; `undefined` where it can.
*/
export const certificateProblem = (file: string): string | undefined => {
	try {
		const text = readFileSync(file, 'utf8');
		createSecureContext({ca: text});
		return holdsCertificate.test(text) ? undefined : unusable(file, 'there are none in it');
	} catch (error) {
		return unusable(file, error instanceof Error ? error.message : String(error));
	}
};

/**
Of some files of certificates those that can be used.
*/
export const usableFiles = (files: readonly (string | undefined)[]): readonly string[] =>
	files.filter(file => file !== undefined && certificateProblem(file) === undefined) as readonly string[];
