import type {HttpProxy} from '../../platform/proxies.js';
import type {Check, Finding} from './check.js';

/** A password is in front of the host, and is not told. */
const proxyText = ({url: {protocol, host, username}, origin}: HttpProxy): string =>
	`${protocol}//${host}${username === '' ? '' : ' with a user name'} (${origin})`;

const certificateFindings: Check = ({accounts, environment}, {certificateProblem}) => {
	const fromEnvironment = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'].map(name => ({
		origin: name,
		file: environment[name],
	}));
	const own = (accounts.value ?? []).map(({caFile, profile}) => ({
		origin: `caFile of the profile ${profile}`,
		file: caFile,
		isOwn: true,
	}));
	const files = [...fromEnvironment, ...own].flatMap(({file, ...rest}) =>
		file === undefined || file === '' ? [] : [{isOwn: false, ...rest, file}],
	);
	return files.map(({origin, file, isOwn}): Finding => {
		const problem = certificateProblem(file);
		const about = 'authorities';
		if (problem === undefined) {
			return {about, level: 'ok', found: `those in ${file} are trusted too (${origin})`};
		}

		return {
			about,
			level: isOwn ? 'problem' : 'note',
			found: `${problem} (${origin})`,
			advice: 'Name a file with certificates in the PEM format.',
		};
	});
};

/** The proxies that are used, and whose word is taken for which host is which. */
export const checkWay: Check = async (patient, probes) => {
	const about = 'proxy';
	const {value, problem} = patient.connections;
	if (problem !== undefined) {
		return [{about, level: 'problem', found: problem}];
	}

	const {https, http, exceptions = []} = value.proxies ?? {};
	const proxies = [https, http?.url.href === https?.url.href ? undefined : http].filter(proxy => proxy !== undefined);
	const found =
		proxies.length === 0
			? 'none: hosts are connected to directly'
			: `${proxies.map(proxyText).join(' and ')}, but for ${exceptions.join(', ')}`;
	return [{about, level: 'ok', found}, ...(await certificateFindings(patient, probes))];
};
