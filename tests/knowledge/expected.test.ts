import { describe, expect, test } from 'vitest';
import { type Files, load, problemsAfter, smallContent } from './small-knowledge.ts';

const question = {
  id: 'torch.battery-1',
  ask: 'how long till it is dark',
  expect: { answer: 'torch.battery' },
};

const problemsWith = async (expected: unknown): Promise<string[]> => {
  const problems = await problemsAfter((content: Files) => {
    content['expected/torch.yaml'] = expected;
  });
  return problems.map(({ file, entry, field, message }) => [file, entry, field, message].join(' › '));
};

const expecting = (expectation: object) =>
  problemsWith({ questions: [{ ...question, expect: expectation }] });

test('expected answers are loaded with the knowledge, in the order of the files', async () => {
  const { expected } = await load({
    ...smallContent(),
    'expected/b.yaml': { questions: [question] },
    'expected/a.yaml': {
      conversations: [
        { id: 'hello', title: 'A greeting', turns: [{ say: 'hi' }, { say: 'bye', expect: { asks: true } }] },
      ],
    },
  });
  expect(expected).toEqual({
    questions: [{ ...question, document: 'expected/b.yaml' }],
    conversations: [
      {
        id: 'hello',
        title: 'A greeting',
        turns: [{ say: 'hi' }, { say: 'bye', expect: { asks: true } }],
        document: 'expected/a.yaml',
      },
    ],
  });
});

test('a knowledge without the folder has no expected answers', async () => {
  expect((await load(smallContent())).expected).toEqual({ questions: [], conversations: [] });
});

test('an expected answer causes no training', async () => {
  const before = await load(smallContent());
  const after = await load({ ...smallContent(), 'expected/torch.yaml': { questions: [question] } });
  expect(after.hash).toBe(before.hash);
  expect(after.phrases).toEqual(before.phrases);
});

describe('check-knowledge', () => {
  test('accepts every kind of expectation', async () => {
    const good = [
      { answer: 'torch.battery', also: ['moonbeam.what'], orAsks: true },
      { answer: 'patch.status', models: ['T100v2', 'T200'] },
      { answer: 'torch.battery', also: ['patch.status'], unlisted: true },
      { answer: 'human' },
      { answer: 'greeting', says: ['This is greeting.'], neverSays: ['torch'] },
      { asks: true },
      { declines: true, orAsks: true },
      { says: ['Ten hours'] },
    ];
    const questions = good.map((expectation, at) => ({
      id: `q-${at}`,
      ask: `question ${at}`,
      expect: expectation,
    }));
    await expect(problemsWith({ questions })).resolves.toEqual([]);
  });

  test.each([
    [
      { answer: 'torch.colour' },
      'expect.answer › No answer has the id "torch.colour"; correct it, or remove the expected answer.',
    ],
    [
      { answer: 'torch.battery', also: ['oos'] },
      'expect.also.1 › No answer has the id "oos"; correct it, or remove the expected answer.',
    ],
    [
      { answer: 'patch.status', models: ['T900'] },
      'expect.models.1 › "T900" is not in any table; use its published spelling, or "unlisted: true".',
    ],
    [
      { answer: 'patch.status' },
      'expect › This is not valid (patch.status needs "models" or "unlisted"); correct it.',
    ],
    [
      { asks: true, declines: true },
      'expect › This is not valid (only one of "answer", "asks" and "declines" can be expected); correct it.',
    ],
    [
      { asks: true, orAsks: true },
      'expect › This is not valid ("orAsks" goes with "answer" or "declines"); correct it.',
    ],
    [
      { asks: true, models: ['T200'] },
      'expect › This is not valid ("models" and "unlisted" go with patch.status); correct it.',
    ],
    [
      { declines: true, also: ['torch.battery'] },
      'expect › This is not valid ("also" goes with "answer"); correct it.',
    ],
    [{}, 'expect › This is not valid (nothing is expected); correct it.'],
    [
      { anwser: 'torch.battery' },
      'expect.anwser › "anwser" is not a field here; correct its spelling or remove it.',
    ],
  ])('refuses %j', async (expectation, problem) => {
    await expect(expecting(expectation)).resolves.toContain(
      `expected/torch.yaml › torch.battery-1 › ${problem}`,
    );
  });

  test('names the turn of a conversation that expects an unknown answer', async () => {
    const turns = [{ say: 'hi' }, { say: 'and how long?', expect: { answer: 'torch.colour' } }];
    await expect(problemsWith({ conversations: [{ id: 'long', title: 'Long', turns }] })).resolves.toEqual([
      'expected/torch.yaml › long › turns.2.expect.answer › No answer has the id "torch.colour"; correct it, or remove the expected answer.',
    ]);
  });

  test('refuses a duplicate id and a duplicate question', async () => {
    const twice = { ...question, ask: 'How long till it is dark?' };
    await expect(problemsWith({ questions: [question, twice] })).resolves.toEqual([
      'expected/torch.yaml › torch.battery-1 › id › "torch.battery-1" is already used by expected/torch.yaml; change or remove one.',
      'expected/torch.yaml › torch.battery-1 › ask › "How long till it is dark?" is already used by expected/torch.yaml; change or remove one.',
    ]);
  });

  test('refuses a phrase that is an expected question, at the phrase', async () => {
    const problems = await problemsAfter((content: Files) => {
      content['expected/torch.yaml'] = { questions: [question] };
      content['phrases/more.yaml'] = { 'torch.battery': ['How long till it is dark?'] };
    });
    expect(problems).toEqual([
      {
        file: 'phrases/more.yaml',
        entry: 'torch.battery',
        field: '"How long till it is dark?"',
        message:
          'This is the expected question torch.battery-1 in expected/torch.yaml, which must not be trained on; remove the phrase.',
      },
    ]);
  });
});
