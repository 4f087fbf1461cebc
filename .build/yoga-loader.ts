import {createPatchPlugin} from './patch.ts';

/*
`instantiateWasm` is a hook of the loader itself. `H` is its `data:` URL, `d` what the module imports, `a` takes the instance.
*/
const instantiate =
	'h.instantiateWasm=(d,a)=>{const i=new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(H.slice(H.indexOf(",")+1),"base64")),d);a(i);return i.exports};';

/**
Loads Yoga's WebAssembly at once, decoded by `Buffer`.

Its own loader asks the global `fetch` for a `data:` URL, which makes Node start a whole HTTP client: as long as drawing the first frame.
*/
export const yogaLoader = createPatchPlugin('yoga-loader', [
	{
		file: 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js',
		changes: [{from: 'if(h.instantiateWasm)try{', to: `${instantiate}if(h.instantiateWasm)try{`}],
	},
]);
