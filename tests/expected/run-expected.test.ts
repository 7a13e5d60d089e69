import { describe, expect, test } from 'vitest';
import { type ExpectedResult, runExpected } from '#expected/run-expected.ts';
import type { Expectation, ExpectedConversation } from '#knowledge/expected-schema.ts';
import { loadAssets } from '#tests/support/assets.ts';

const reader = await loadAssets();
const clock = () => new Date('2026-01-05T12:00:00Z');
const document = 'expected/tests.yaml';

async function resultsOf(expected: Parameters<typeof runExpected>[0]): Promise<ExpectedResult[]> {
  const results: ExpectedResult[] = [];
  for await (const result of runExpected(expected, reader, { clock })) results.push(result);
  return results;
}

async function asking(ask: string, expectation: Expectation): Promise<ExpectedResult> {
  const questions = [{ id: 'q-1', ask, expect: expectation, document }];
  const [result] = await resultsOf({ questions, conversations: [] });
  return result!;
}

async function talking(...turns: ExpectedConversation['turns']): Promise<ExpectedResult> {
  const conversations = [{ id: 'c-1', title: 'A conversation', turns, document }];
  const [result] = await resultsOf({ questions: [], conversations });
  return result!;
}

const VAGUE = 'EnViewer';
const UNKNOWN = 'quokka marmalade for the gadget';

describe('an expected answer', () => {
  test('passes when it is given', async () => {
    expect(await asking('Does EnShare cost anything?', { answer: 'enshare.cost' })).toEqual({
      document,
      id: 'q-1',
      kind: 'question',
      passed: true,
      asked: 'Does EnShare cost anything?',
      wanted: '“What does EnShare cost?” (enshare.cost)',
      got: expect.stringMatching(/^“What does EnShare cost\?” \(enshare\.cost\): “The EnShare service .*…”$/),
    });
  });

  test('fails when another answer is given, and the result says which', async () => {
    const { passed, wanted, got } = await asking('Does EnShare cost anything?', {
      answer: 'entalk.voicemail',
    });
    expect(passed).toBe(false);
    expect(wanted).toBe('“Voice mail with EnTalk” (entalk.voicemail)');
    expect(got).toContain('(enshare.cost)');
  });

  test('fails when the bot asks a clarifying question, unless that is allowed', async () => {
    const expectation = { answer: 'enviewer.snapshot-share' };
    expect((await asking(VAGUE, expectation)).passed).toBe(false);
    expect((await asking(VAGUE, { ...expectation, orAsks: true })).passed).toBe(true);
    expect((await asking(VAGUE, { answer: 'enshare.cost', orAsks: true })).passed).toBe(false);
  });

  test('for models needs the status of each, and of no other model', async () => {
    const ask = 'Are the ESR900 and the ESR600H patched?';
    expect((await asking(ask, { answer: 'patch.status', models: ['ESR900', 'ESR600H'] })).passed).toBe(true);
    expect((await asking(ask, { answer: 'patch.status', models: ['ESR900'] })).passed).toBe(false);
  });

  test('for a model that no table lists needs the bot to say so', async () => {
    expect((await asking('Is the EAP9999 patched?', { answer: 'patch.status', unlisted: true })).passed).toBe(
      true,
    );
    expect((await asking('Is the ESR900 patched?', { answer: 'patch.status', unlisted: true })).passed).toBe(
      false,
    );
  });

  test('can consist of two answers', async () => {
    const ask = 'Does EnShare cost anything? And does EnTalk have voice mail?';
    expect((await asking(ask, { answer: 'enshare.cost', also: ['entalk.voicemail'] })).passed).toBe(true);
    expect((await asking(ask, { answer: 'enshare.cost' })).passed).toBe(false);
    expect((await asking(ask, { answer: 'enshare.cost', also: ['entalk.operator'] })).passed).toBe(false);
  });
});

test('if a clarifying question is expected, a question passes and an answer does not', async () => {
  expect((await asking(VAGUE, { asks: true })).passed).toBe(true);
  expect((await asking('Does EnShare cost anything?', { asks: true })).passed).toBe(false);
});

test('the bot has declined if it neither states nor asks anything', async () => {
  expect((await asking(UNKNOWN, { declines: true })).passed).toBe(true);
  expect((await asking(VAGUE, { declines: true })).passed).toBe(false);
  expect((await asking(VAGUE, { declines: true, orAsks: true })).passed).toBe(true);
  expect((await asking('Does EnShare cost anything?', { declines: true, orAsks: true })).passed).toBe(false);
});

test('the replies must contain some words and not others, in upper or lower case', async () => {
  const ask = 'Does EnShare cost anything?';
  const answer = 'enshare.cost';
  expect((await asking(ask, { answer, says: ['FREE OF charge'] })).passed).toBe(true);
  expect((await asking(ask, { answer, says: ['ten dollars'] })).passed).toBe(false);
  const never = await asking(ask, { answer, neverSays: ['free of charge'] });
  expect(never).toMatchObject({ passed: false });
  expect(never.wanted).toContain('not the words “free of charge”');
});

describe('an expected conversation', () => {
  test('passes if every turn does, in the context of the earlier ones', async () => {
    const { passed, kind } = await talking(
      { say: 'Is the ESR900 patched?', expect: { answer: 'patch.status', models: ['ESR900'] } },
      { say: 'and the ESR600H?', expect: { answer: 'patch.status', models: ['ESR600H'] } },
    );
    expect({ passed, kind }).toEqual({ passed: true, kind: 'conversation' });
  });

  test('fails at the first turn that fails', async () => {
    const result = await talking(
      { say: 'Hello' },
      { say: 'Is the ESR900 patched?', expect: { declines: true } },
      { say: UNKNOWN, expect: { answer: 'enshare.cost' } },
    );
    expect(result).toMatchObject({ passed: false, asked: 'Is the ESR900 patched?' });
  });

  test('tries the choices of a clarifying question within the conversation', async () => {
    const turns = (answer: string) => [
      { say: 'Hello' },
      { say: VAGUE, expect: { answer, orAsks: true as const } },
    ];
    expect((await talking(...turns('enviewer.snapshot-share'))).passed).toBe(true);
    expect((await talking(...turns('enshare.cost'))).passed).toBe(false);
  });
});

test('all expected conversations of the shipped knowledge pass', async () => {
  const { conversations } = reader.knowledge.expected;
  const results = await resultsOf({ questions: [], conversations });
  expect(results).toHaveLength(conversations.length);
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
});

test('results come one at a time, and yield to other work in between', async () => {
  const questions = ['one', 'two', 'three'].map((id) => ({
    id,
    ask: id,
    expect: { declines: true as const },
    document,
  }));
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 0);
  const seen: string[] = [];
  for await (const { id } of runExpected({ questions, conversations: [] }, reader, { clock })) seen.push(id);
  clearInterval(timer);
  expect(seen).toEqual(['one', 'two', 'three']);
  expect(turns).toBeGreaterThan(0);
});
