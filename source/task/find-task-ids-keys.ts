/**
What the name beside a value says of it.

- `task`: it is a task's identifier.
- `id`: it is an identifier, of a task for all we know.
- `hint`: a word such as `task`, which may stand before anything.
- `other`: it is something else.
- `label`: nothing.
*/
export type KeyKind = 'task' | 'id' | 'hint' | 'other' | 'label';

const taskKey = /^x?(?:task|job|generation|prediction|video)s?(?:id|ids)$/;
const hints: ReadonlySet<string> = new Set(
	'task tasks job jobs generation generations prediction predictions'.split(' '),
);

/** Parts of names of what is no task. */
const otherParts: ReadonlySet<string> = new Set(
	(
		'request requests req trace span session sess user account org organization project file seed hash sha sha1 sha256 md5 etag ' +
		'digest commit checksum key apikey token secret password authorization auth bearer basic model version time timestamp date ' +
		'at ts size bytes length port host code parent correlation client device msg message event thread pid order nonce cookie trx'
	).split(' '),
);

const otherPartsInChinese =
	/(?:请求|請求|追踪|会话|會話|用户|用戶|文件|订单|訂單|密钥|令牌|时间|時間)[\s:"'A-Za-z]{0,8}$/;

const partsOf = (key: string): readonly string[] =>
	key
		.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z\d]+/)
		.filter(part => part !== '');

export const isPluralKey = (key: string): boolean => /s$/i.test(key);

/** Whether the text before a value, in Chinese, names something that is no task. */
export const namesOtherInChinese = (before: string): boolean => otherPartsInChinese.test(before.slice(-24));

/** Whether a word before a value, with no more than a space between, names something that is no task. */
export const isOtherWord = (word: string): boolean =>
	word.length <= 64 && partsOf(word).some(part => otherParts.has(part));

/**
@param key - A name, or the end of a dotted path of names.
*/
export const kindOfKey = (key: string): KeyKind => {
	if (key.length > 64) {
		return 'label';
	}

	const name = key.slice(key.lastIndexOf('.') + 1);
	const parts = partsOf(name);
	const joined = parts.join('');
	if (taskKey.test(joined)) {
		return 'task';
	}

	if (joined === 'id' || joined === 'ids') {
		return 'id';
	}

	if (hints.has(joined)) {
		return 'hint';
	}

	return joined.endsWith('id') || joined.endsWith('ids') || parts.some(part => otherParts.has(part))
		? 'other'
		: 'label';
};
