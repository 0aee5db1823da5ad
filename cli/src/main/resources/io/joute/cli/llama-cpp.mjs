// Runs llama.cpp through node-llama-cpp's prebuilt library: `node --input-type=module - JSON`, in the folder that has node_modules.
// Prints a line of JSON for its name and one for each run: {"work": …, "size": …, rates in tokens per second}.
import {readFileSync} from 'node:fs';
import {getLlama} from 'node-llama-cpp';

// The library tries its binary in a process of its own, which refuses the options of this one.
process.execArgv.length = 0;

const asked = JSON.parse(process.argv[2]);
const say = line => console.log(JSON.stringify(line));
const {version} = JSON.parse(readFileSync('node_modules/node-llama-cpp/package.json', 'utf8'));
say({engine: `llama.cpp (node-llama-cpp ${version})`});

let state = 42;
const id = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state % asked.vocabulary;
};
const ids = count => Array.from({length: count}, id);
const perSecond = (tokens, from, to) => tokens * 1000 / (to - from);

const llama = await getLlama({build: 'never', gpu: false, maxThreads: asked.threads});
const model = await llama.loadModel({modelPath: asked.model});
const context = (size, sequences) =>
  model.createContext({contextSize: size, sequences, batchSize: Math.max(512, sequences), threads: asked.threads});

// The first token is sampled from what was read; each further one takes a pass.
async function write(sequence, tokens) {
  let from = 0;
  let seen = 0;
  for await (const token of sequence.evaluate([id()], {temperature: 0, yieldEogToken: true})) {
    if (seen === 0) from = performance.now();
    if (seen++ === tokens) break;
  }
  return perSecond(seen - 1, from, performance.now());
}

if (asked.prompts.length + asked.contexts.length > 0) {
  const longest = Math.max(0, ...asked.prompts, ...asked.contexts.map(each => each + asked.tokens));
  const one = await context(longest + 16, 1);
  const sequence = one.getSequence();
  for (const size of asked.prompts) {
    for (let run = 0; run <= asked.runs; run++) {
      await sequence.clearHistory();
      const from = performance.now();
      await sequence.evaluateWithoutGeneratingNewTokens(ids(size));
      if (run > 0) say({work: 'prefill', size, rate: perSecond(size, from, performance.now())});
    }
  }
  for (const size of asked.contexts) {
    await sequence.clearHistory();
    if (size > 0) await sequence.evaluateWithoutGeneratingNewTokens(ids(size));
    for (let run = 0; run <= asked.runs; run++) {
      const rate = await write(sequence, asked.tokens);
      if (run > 0) say({work: 'decode', size, rate});
      await sequence.eraseContextTokenRanges([{start: size, end: sequence.nextTokenIndex}]);
    }
  }
  await one.dispose();
}

for (const size of asked.batches) {
  const many = await context(asked.batchPrompt + asked.batchTokens + 8, size);
  const sequences = Array.from({length: size}, () => many.getSequence());
  for (let run = 0; run <= asked.runs; run++) {
    for (const each of sequences) await each.clearHistory();
    const from = performance.now();
    await Promise.all(sequences.map(each => each.evaluateWithoutGeneratingNewTokens(ids(asked.batchPrompt))));
    const read = performance.now();
    await Promise.all(sequences.map(async each => {
      let seen = 0;
      for await (const token of each.evaluate([id()], {temperature: 0, yieldEogToken: true})) {
        if (++seen === asked.batchTokens) break;
      }
    }));
    const to = performance.now();
    const tokens = size * asked.batchTokens;
    if (run > 0) {
      say({
        work: 'batch', size,
        prefill: perSecond(size * asked.batchPrompt, from, read),
        decode: perSecond(tokens, read, to),
        total: perSecond(size * asked.batchPrompt + tokens, from, to)
      });
    }
  }
  await many.dispose();
}
process.exit(0);
