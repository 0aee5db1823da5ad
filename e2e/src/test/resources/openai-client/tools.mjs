// Lets a model call tools through OpenAI's client: asks, answers the calls, and is told the end.
import assert from 'node:assert/strict';
import OpenAI from 'openai';

const client = new OpenAI({ baseURL: process.argv[2] + '/v1', apiKey: 'none', maxRetries: 0 });
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const weather = { type: 'function', function: { name: 'weather', description: 'Today’s weather', parameters } };
const degrees = { Oslo: '3 degrees', Lima: '19 degrees' };
const question = { role: 'user', content: 'Is it colder in Oslo or in Lima?' };
const asked = { model: 'tools', tools: [weather], messages: [question] };
const told = '{"city":"Oslo"} is 3 degrees, {"city":"Lima"} is 19 degrees';

function results(calls) {
  return calls.map((call) => ({
    role: 'tool', tool_call_id: call.id, content: degrees[JSON.parse(call.function.arguments).city],
  }));
}

const checks = {
  async 'calls tools, is told their results, and answers'() {
    const first = (await client.chat.completions.create(asked)).choices[0];
    assert.equal(first.finish_reason, 'tool_calls');
    assert.equal(first.message.content, null);
    assert.deepEqual(first.message.tool_calls.map((call) => call.function.name), ['weather', 'weather']);
    const messages = [question, first.message, ...results(first.message.tool_calls)];
    const second = (await client.chat.completions.create({ ...asked, messages })).choices[0];
    assert.equal(second.finish_reason, 'stop');
    assert.equal(second.message.content, told);
  },
  async 'does so in streams'() {
    const first = await client.chat.completions.stream(asked).finalMessage();
    assert.deepEqual(first.tool_calls.map((call) => call.id), ['call_Oslo', 'call_Lima']);
    const messages = [question, first, ...results(first.tool_calls)];
    const pieces = [];
    for await (const chunk of await client.chat.completions.create({ ...asked, messages, stream: true })) {
      pieces.push(chunk.choices[0].delta.content ?? '');
    }
    assert.ok(pieces.length > 4);
    assert.equal(pieces.join(''), told);
  },
  async 'does so where the client runs the tools'() {
    const ran = [];
    const run = { ...weather.function, parse: JSON.parse, function: ({ city }) => { ran.push(city); return degrees[city]; } };
    for (const stream of [false, true]) {
      const runner = client.chat.completions.runTools({ ...asked, stream, tools: [{ type: 'function', function: run }] });
      assert.equal(await runner.finalContent(), told);
    }
    assert.deepEqual(ran, ['Oslo', 'Lima', 'Oslo', 'Lima']);
  },
  async 'calls none where it may not'() {
    const answer = (await client.chat.completions.create({ ...asked, tool_choice: 'none' })).choices[0];
    assert.equal(answer.finish_reason, 'stop');
    assert.equal(answer.message.content, 'Nobody told me.');
  },
};

for (const [name, check] of Object.entries(checks)) {
  await check();
  console.log('passed: ' + name);
}
