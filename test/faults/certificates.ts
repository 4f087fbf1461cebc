import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import {viduRunning} from '../e2e/answers.js';
import type {Cleanup} from '../helpers/cleanup.js';
import {NotProvokedError} from './fault.js';

export type CertificateName = 'good' | 'self-signed' | 'expired' | 'other-name';

type CertificateFiles = {readonly key: string; readonly certificate: string};

const configuration = `
[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
[req]
distinguished_name = any_name
[any_name]
[address]
subjectAltName = IP:127.0.0.1
[other]
subjectAltName = DNS:other.example
[authority]
basicConstraints = critical,CA:TRUE
`;

/**
Certificates for this machine, one of which is good.

@returns The file with the authority to trust, and the files of each certificate.
@throws {NotProvokedError} where there is no OpenSSL.
*/
export const certificates = (folder: string) => {
	const run = (...args: readonly string[]): void => {
		try {
			execFileSync('openssl', [...args], {cwd: folder, stdio: ['ignore', 'ignore', 'pipe']});
		} catch (error) {
			throw (error as {code?: string}).code === 'ENOENT'
				? new NotProvokedError('there is no openssl to make certificates with')
				: error;
		}
	};
	const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
	const sign = (name: CertificateName, extensions: string, from: string, until: string): void => {
		run('req', '-config', 'own.cnf', ...key, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
		const dates = ['-startdate', from, '-enddate', until, '-extensions', extensions];
		const authority = ['-cert', 'authority.pem', '-keyfile', 'authority.key'];
		run('ca', '-batch', '-config', 'own.cnf', ...authority, ...dates, '-in', `${name}.csr`, '-out', `${name}.pem`);
	};

	writeFileSync(path.join(folder, 'own.cnf'), configuration);
	writeFileSync(path.join(folder, 'index.txt'), '');
	for (const [name, extensions] of [
		['authority', 'authority'],
		['self-signed', 'address'],
	] as const) {
		const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`];
		run('req', '-x509', '-config', 'own.cnf', ...key, '-subj', `/CN=${name}`, '-extensions', extensions, ...files);
	}

	sign('good', 'address', '20200101000000Z', '21000101000000Z');
	sign('expired', 'address', '20200101000000Z', '20210101000000Z');
	sign('other-name', 'other', '20200101000000Z', '21000101000000Z');

	return {
		authority: path.join(folder, 'authority.pem'),
		files: (name: CertificateName): CertificateFiles => ({
			key: path.join(folder, `${name}.key`),
			certificate: path.join(folder, `${name}.pem`),
		}),
	};
};

/**
An API behind TLS, whose every task runs.
*/
export const startTlsServer = async (context: Cleanup, {key, certificate}: CertificateFiles) => {
	let requestCount = 0;
	const server = createServer({key: readFileSync(key), cert: readFileSync(certificate)}, (_request, response) => {
		requestCount++;
		response.setHeader('content-type', 'application/json').end(JSON.stringify(viduRunning));
	});
	server.on('tlsClientError', () => undefined);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	context.after(async () => {
		server.closeAllConnections();
		server.close();
	});
	return {
		url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** How many questions came through. */
		requestCount: () => requestCount,
	};
};
