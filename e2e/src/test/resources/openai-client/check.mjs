// Uses Joute's server as a program does that was written for OpenAI. Each check prints its name; a failure ends with 1.
import assert from 'node:assert/strict';
import OpenAI, { BadRequestError, NotFoundError } from 'openai';

const client = new OpenAI({ baseURL: process.argv[2] + '/v1', apiKey: 'none', maxRetries: 0 });
const model = 'joute-demo-3m';
const spain = { model, temperature: 0, messages: [{ role: 'user', content: 'Quelle est la capitale de l’Espagne ?' }] };

const checks = {
  async 'lists models'() {
    const ids = [];
    for await (const each of client.models.list()) ids.push(each.id);
    assert.ok(ids.includes(model));
    assert.equal((await client.models.retrieve(model)).id, model);
  },
  async 'chats, and says what it took'() {
    const answer = await client.chat.completions.create(spain);
    assert.match(answer.choices[0].message.content, /Madrid/);
    assert.equal(answer.choices[0].finish_reason, 'stop');
    assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
    const { low, mid, high, unit, measured } = answer.usage.energy;
    assert.ok(unit === 'Wh' && 0 < low && low < mid && mid < high && measured.value > 0);
    assert.equal(answer._request_id, answer.id);
  },
  async 'streams the same answer in pieces'() {
    const whole = (await client.chat.completions.create(spain)).choices[0].message.content;
    const stream = await client.chat.completions.create({
      ...spain, stream: true, stream_options: { include_usage: true },
    });
    const pieces = [];
    let usage;
    for await (const chunk of stream) {
      if (chunk.choices[0]?.delta?.content) pieces.push(chunk.choices[0].delta.content);
      usage = chunk.usage ?? usage;
    }
    assert.ok(pieces.length > 2);
    assert.equal(pieces.join(''), whole);
    assert.ok(usage.completion_tokens > 2 && usage.energy.mid > 0);
  },
  async 'helps itself to a stream that it leaves'() {
    const stream = await client.chat.completions.create({ ...spain, stream: true });
    for await (const chunk of stream) { if (chunk.choices[0].delta.content) break; }
    assert.match((await client.chat.completions.stream(spain).finalContent()), /Madrid/);
  },
  async 'draws the same for the same seed'() {
    const drawn = { ...spain, temperature: 1.5, seed: 11, n: 2 };
    const [a, b] = [await client.chat.completions.create(drawn), await client.chat.completions.create(drawn)];
    assert.deepEqual(a.choices, b.choices);
    assert.equal(a.choices.length, 2);
  },
  async 'stops where it is told'() {
    const whole = (await client.chat.completions.create(spain)).choices[0].message.content;
    const told = (await client.chat.completions.create({ ...spain, stop: ['Madrid'] })).choices[0];
    assert.equal(told.message.content, whole.slice(0, whole.indexOf('Madrid')));
    assert.equal(told.finish_reason, 'stop');
    const short = (await client.chat.completions.create({ ...spain, max_completion_tokens: 2 })).choices[0];
    assert.equal(short.finish_reason, 'length');
    assert.ok(whole.startsWith(short.message.content));
  },
  async 'streams several answers, each as it is drawn alone'() {
    const drawn = { ...spain, temperature: 1.5, seed: 11, n: 3 };
    const whole = await client.chat.completions.create(drawn);
    const texts = ['', '', ''];
    const ends = [];
    for await (const chunk of await client.chat.completions.create({ ...drawn, stream: true })) {
      for (const { index, delta, finish_reason: end } of chunk.choices) {
        texts[index] += delta.content ?? '';
        if (end) ends.push(end);
      }
    }
    assert.deepEqual(texts, whole.choices.map((choice) => choice.message.content));
    assert.equal(ends.length, 3);
  },
  async 'refuses tools for a model that was not taught any'() {
    const weather = { type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } };
    await assert.rejects(client.chat.completions.create({ ...spain, tools: [weather] }), (error) =>
      error instanceof BadRequestError && error.code === 'refused' && /1 tools offered/.test(error.message));
  },
  async 'holds an answer to a schema'() {
    const schema = {
      type: 'object', required: ['city', 'sure'], additionalProperties: false,
      properties: { city: { enum: ['Madrid', 'Paris'] }, sure: { type: 'boolean' } },
    };
    const held = { ...spain, response_format: { type: 'json_schema', json_schema: { name: 'city', strict: true, schema } } };
    const { message, finish_reason: end } = (await client.chat.completions.parse(held)).choices[0];
    assert.equal(end, 'stop');
    assert.ok(['Madrid', 'Paris'].includes(message.parsed.city));
    assert.equal(typeof message.parsed.sure, 'boolean');
    assert.equal(await client.chat.completions.stream(held).finalContent(), message.content);
  },
  async 'tells log-probabilities'() {
    const answer = await client.chat.completions.create({ ...spain, logprobs: true, top_logprobs: 3 });
    const tokens = answer.choices[0].logprobs.content;
    const bytes = Buffer.from(tokens.flatMap((token) => token.bytes));
    assert.equal(bytes.toString('utf8'), answer.choices[0].message.content);
    assert.ok(tokens.every((token) => token.logprob <= 0 && token.top_logprobs.length === 3));
    assert.ok(tokens.every((token) => token.logprob === token.top_logprobs[0].logprob));
    const streamed = [];
    for await (const chunk of await client.chat.completions.create({ ...spain, logprobs: true, stream: true })) {
      streamed.push(...(chunk.choices[0].logprobs?.content ?? []));
    }
    assert.deepEqual(streamed.map((token) => token.logprob), tokens.map((token) => token.logprob));
  },
  async 'scores prompts'() {
    const answer = await client.completions.create({
      model, prompt: ['La capitale', 'The capital'], max_tokens: 1, echo: true, logprobs: 1, temperature: 0,
    });
    assert.equal(answer.choices.length, 2);
    for (const { text, logprobs } of answer.choices) {
      assert.equal(logprobs.tokens.join(''), text);
      assert.equal(logprobs.token_logprobs.length, logprobs.tokens.length);
    }
  },
  async 'errors are what the client expects'() {
    await assert.rejects(client.chat.completions.create({ ...spain, model: 'gpt-4' }), NotFoundError);
    await assert.rejects(client.chat.completions.create({ ...spain, temperature: 9 }), (error) =>
      error instanceof BadRequestError && error.param === 'temperature');
    await assert.rejects(client.chat.completions.create({ ...spain, nonsense: 1 }), (error) =>
      error.status === 400 && error.code === 'unknown_parameter' && error.type === 'invalid_request_error');
    await assert.rejects(client.embeddings.create({ model, input: 'x' }), BadRequestError);
  },
};

for (const [name, check] of Object.entries(checks)) {
  await check();
  console.log('passed: ' + name);
}
