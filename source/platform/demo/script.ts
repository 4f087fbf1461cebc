import type {DemoTask} from './demo-task.js';

const dusk = [0x2b_1b_5c, 0xf0_7f_4f] as const;
const lagoon = [0x0c_3b_5e, 0x6f_d6_c4] as const;
const meadow = [0x4b_8f_d9, 0xe6_f2_b0] as const;
const ember = [0x1a_0d_12, 0xc8_3a_2b] as const;

/**
What the demonstration shows: at its start some tasks are done, some run and some wait. The last settles after 40 seconds.
*/
export const demoScript: readonly DemoTask[] = [
	{
		id: '7f3c2a90-5d1e-4b86-9c47-2e8a61d0b3f5',
		label: 'harbour at dawn',
		shape: 'bailian',
		prompt: 'A fishing harbour at dawn, gulls, slow dolly forward',
		createdAtSeconds: -312,
		runsAtSeconds: -301,
		settlesAtSeconds: -214,
		outcome: {type: 'succeeded', media: [{type: 'clip', clip: 'wide'}]},
	},
	{
		id: '314052875571396',
		label: 'MiniMax-Hailuo-02 lantern',
		shape: 'minimax',
		prompt: 'A paper lantern drifts up between tall houses',
		createdAtSeconds: -95,
		runsAtSeconds: -80,
		settlesAtSeconds: -6,
		outcome: {type: 'succeeded', media: [{type: 'clip', clip: 'portrait'}]},
	},
	{
		id: '809413373237157888',
		label: '雨夜街头',
		shape: 'ark',
		model: 'doubao-seedance-1-0-pro-250528',
		prompt: '雨夜街头，霓虹倒影，镜头缓慢推进',
		createdAtSeconds: -31,
		runsAtSeconds: -25,
		settlesAtSeconds: 9,
		outcome: {
			type: 'succeeded',
			media: [{type: 'clip', clip: 'landscape', paddedToBytes: 6_000_000, bytesPerSecond: 1_200_000}],
		},
	},
	{
		id: '14117763723766220057',
		label: 'golden retriever',
		shape: 'jimeng-video',
		prompt: 'A golden retriever runs along a beach',
		createdAtSeconds: -28,
		runsAtSeconds: -19,
		settlesAtSeconds: 6,
		outcome: {type: 'succeeded', media: [{type: 'clip', clip: 'landscape'}]},
		trouble: {type: 'expired-link', times: 1},
	},
	{
		id: '314052875571409',
		shape: 'minimax',
		prompt: 'A crowd in front of a palace',
		createdAtSeconds: -40,
		runsAtSeconds: -33,
		settlesAtSeconds: 11,
		outcome: {type: 'failed', code: '1027', message: 'output new_sensitive'},
	},
	{
		id: '817971131377016832',
		shape: 'vidu',
		prompt: 'Steam over a cup of tea, macro',
		createdAtSeconds: -9,
		runsAtSeconds: -3,
		settlesAtSeconds: 15,
		outcome: {
			type: 'succeeded',
			media: [
				{type: 'clip', clip: 'wide'},
				{type: 'picture', width: 832, height: 480, sky: lagoon},
			],
		},
		trouble: {type: 'bad-gateway', firstQuestion: 2, times: 2},
	},
	{
		id: '28e9810b-ca6a-4c0d-8af2-13aa1a48949c',
		label: 'upscale 4x',
		shape: 'picture',
		prompt: 'upscale',
		createdAtSeconds: -4,
		runsAtSeconds: -1,
		settlesAtSeconds: 30,
		outcome: {type: 'succeeded', media: [{type: 'picture', width: 1024, height: 1024, sky: meadow}]},
		trouble: {type: 'rate-limited', firstQuestion: 2, times: 1},
	},
	{
		id: '14117763723766220058',
		label: 'poster, four drafts',
		shape: 'jimeng-pictures',
		prompt: 'Poster of a mountain observatory',
		createdAtSeconds: -5,
		runsAtSeconds: 4,
		settlesAtSeconds: 18,
		outcome: {
			type: 'succeeded',
			media: [dusk, lagoon, meadow, ember].map(sky => ({type: 'picture', width: 512, height: 768, sky}) as const),
		},
	},
	{
		id: '810027745118351360',
		shape: 'ark',
		model: 'doubao-seedance-1-0-lite-t2v-250428',
		prompt: '广场上的人群',
		createdAtSeconds: -7,
		runsAtSeconds: -2,
		settlesAtSeconds: 21,
		outcome: {
			type: 'failed',
			code: 'OutputVideoSensitiveContentDetected',
			message: '输出视频可能包含敏感信息，请修改提示词后重试。',
		},
	},
	{
		id: 'ac22cbc8-3fb3-45b6-9091-d8a7b41650bc',
		label: '水墨山水',
		shape: 'bailian',
		prompt: '水墨山水，云雾流动',
		createdAtSeconds: -2,
		runsAtSeconds: 7,
		settlesAtSeconds: 26,
		outcome: {type: 'succeeded', media: [{type: 'clip', clip: 'wide'}]},
	},
	{
		id: '14117763723766220061',
		shape: 'jimeng-inline',
		prompt: 'Two icons for a weather app',
		createdAtSeconds: -1,
		runsAtSeconds: 10,
		settlesAtSeconds: 34,
		outcome: {
			type: 'succeeded',
			media: [dusk, ember].map(sky => ({type: 'picture', width: 512, height: 512, sky}) as const),
		},
	},
	{
		id: '401047179385389059',
		label: 'MiniMax-Hailuo-02 tram',
		shape: 'minimax',
		prompt: 'A yellow tram climbs a steep street',
		createdAtSeconds: -1,
		runsAtSeconds: 17,
		settlesAtSeconds: 40,
		outcome: {type: 'succeeded', media: [{type: 'clip', clip: 'portrait'}]},
	},
];

/**
Tasks that start when they are first asked about.
*/
export const moreTasksScript = [
	{
		id: '401047179385389071',
		shape: 'minimax',
		prompt: 'A kite over dunes',
		createdAtSeconds: 0,
		runsAtSeconds: 2,
		settlesAtSeconds: 7,
		outcome: {type: 'succeeded', media: [{type: 'clip', clip: 'portrait'}]},
	},
	{
		id: '809954410076246016',
		shape: 'ark',
		model: 'doubao-seedance-1-0-pro-250528',
		prompt: 'A lighthouse in a storm',
		createdAtSeconds: 0,
		runsAtSeconds: 1,
		settlesAtSeconds: 6,
		outcome: {type: 'succeeded', media: [{type: 'clip', clip: 'landscape'}]},
	},
	{
		id: '14117763723766220093',
		shape: 'jimeng-pictures',
		prompt: 'A lighthouse, flat colours',
		createdAtSeconds: 0,
		runsAtSeconds: 2,
		settlesAtSeconds: 8,
		outcome: {type: 'succeeded', media: [{type: 'picture', width: 768, height: 512, sky: lagoon}]},
	},
	{
		id: 'c0a5f1d2-88e4-4f3b-b6a9-5de07c41927e',
		shape: 'picture',
		prompt: 'cut-out',
		createdAtSeconds: 0,
		runsAtSeconds: 1,
		settlesAtSeconds: 4,
		outcome: {type: 'succeeded', media: [{type: 'picture', width: 1024, height: 1024, sky: dusk}]},
	},
] as const satisfies readonly DemoTask[];
