import { describe, expect, it } from 'vitest';
import type { ObservedReply } from '#evaluation/observed-reply.ts';
import { judge, reaches, type StatusTable } from '#evaluation/judge.ts';
import type { LabelledUtterance } from '#evaluation/labelled-utterance.ts';

const table: StatusTable = new Map([
  ['AP10', ['In Progress']],
  ['AP10EXT', ['Available Now']],
  ['AP20', ['Available Now']],
]);

const line = (id: string, models: string[] = []): LabelledUtterance => ({
  text: 'a question',
  id,
  note: '',
  models,
});
const reply = (kind: string, rest: Partial<ObservedReply> = {}): ObservedReply => ({
  kind,
  text: '',
  choices: [],
  ...rest,
});
const answer = (answerId: string): ObservedReply => reply('answer', { answerId });
const patch = (text: string): ObservedReply => reply('patch-status', { answerId: 'patch.status', text });
const outcome = (of: LabelledUtterance, ...replies: ObservedReply[]) => {
  const judgement = judge(of, replies, table);
  return judgement.settled ? judgement.outcome : 'open';
};

describe('an utterance in scope', () => {
  it('is correct when the bot gives its answer', () => {
    expect(outcome(line('app.limit'), answer('app.limit'), reply('feedback'))).toBe('correct');
  });

  it('is correct when small talk accompanies its answer', () => {
    const hello = reply('small-talk', { answerId: 'greeting' });
    expect(outcome(line('app.limit'), hello, answer('app.limit'))).toBe('correct');
  });

  it('is wrong when another answer accompanies its own', () => {
    expect(outcome(line('app.limit'), answer('app.limit'), answer('app.cost'))).toBe('wrong');
  });

  it('is wrong when the bot gives another answer, even with a question after it', () => {
    const question = reply('question', { choices: ['app.limit'] });
    expect(outcome(line('app.limit'), answer('app.cost'), question)).toBe('wrong');
  });

  it('is wrong when small talk or an apology replaces its answer', () => {
    expect(outcome(line('app.limit'), reply('small-talk', { answerId: 'greeting' }))).toBe('wrong');
    expect(outcome(line('app.limit'), reply('small-talk'))).toBe('wrong');
    expect(outcome(line('app.limit'), reply('error'))).toBe('wrong');
  });

  it('is missed when the bot says that it does not know', () => {
    expect(outcome(line('app.limit'), reply('unknown', { choices: ['a topic'] }))).toBe('missed');
  });

  it('is missed when the bot asks without offering choices', () => {
    expect(outcome(line('app.limit'), reply('question'))).toBe('missed');
  });

  it('is open when the bot asks and offers choices to try', () => {
    const replies = [reply('clarify', { choices: ['What does it cost?', 'None of these'] })];
    expect(judge(line('app.limit'), replies, table)).toEqual({
      settled: false,
      options: ['What does it cost?', 'None of these'],
      answered: [],
    });
  });

  it('is reached only through a choice that leads to its answer', () => {
    const asked = reply('clarify', { choices: ['one', 'other'] });
    expect(reaches(line('app.limit'), [asked, answer('app.limit')], table)).toBe(true);
    expect(reaches(line('app.limit'), [asked, answer('app.cost')], table)).toBe(false);
    expect(reaches(line('app.limit'), [asked, reply('unknown')], table)).toBe(false);
  });

  it('is correct when it asks for a person and gets a hand-off', () => {
    expect(outcome(line('human'), reply('handoff'))).toBe('correct');
    expect(outcome(line('app.limit'), reply('handoff'))).toBe('wrong');
  });
});

describe('an utterance about the patch status of a model', () => {
  it('is correct when the bot gives the canonical name and its status', () => {
    expect(outcome(line('patch.status', ['AP10']), patch('**AP10: In Progress.** Later.'))).toBe('correct');
  });

  it('is correct whatever earlier rows follow the current status', () => {
    const text = '**AP20: Available Now.** An earlier row said In Progress.';
    expect(outcome(line('patch.status', ['AP20']), patch(text))).toBe('correct');
  });

  it('is wrong when the status differs from the table', () => {
    expect(outcome(line('patch.status', ['AP10']), patch('**AP10: Available Now.**'))).toBe('wrong');
  });

  it('is wrong when the bot gives the status of a model with a similar name', () => {
    expect(outcome(line('patch.status', ['AP10']), patch('**AP10EXT: Available Now.**'))).toBe('wrong');
  });

  it('is wrong when the bot adds the status of another model', () => {
    const text = '**AP10: In Progress.**\n\n**AP20: Available Now.**';
    expect(outcome(line('patch.status', ['AP10']), patch(text))).toBe('wrong');
  });

  it('needs the status of every model that it names', () => {
    const both = line('patch.status', ['AP10', 'AP20']);
    expect(outcome(both, patch('**AP10: In Progress.**\n\n**AP20: Available Now.**'))).toBe('correct');
    expect(outcome(both, patch('**AP10: In Progress.**'))).toBe('wrong');
  });

  it('is open when the bot answers for one model and asks about the other', () => {
    const both = line('patch.status', ['AP10', 'AP20']);
    const question = reply('question', { choices: ['AP20'] });
    expect(outcome(both, patch('**AP10: In Progress.**'), question)).toBe('open');
  });

  it('is not answered by the list of all models', () => {
    const list = reply('patch-list', { answerId: 'patch.list', text: '**In Progress**: AP10' });
    expect(outcome(line('patch.status', ['AP10']), list)).toBe('wrong');
  });

  it('is correct for an unlisted model when the bot says so and gives no status', () => {
    const unlisted = line('patch.status');
    expect(outcome(unlisted, patch('“AP11” is not in the published patch list.'))).toBe('correct');
    expect(outcome(unlisted, reply('unknown', { text: '“AP11” is not in the list.' }))).toBe('correct');
  });

  it('is wrong for an unlisted model when the bot gives the status of a listed one', () => {
    const text = '“AP11” is not in the published patch list.\n\n**AP10: In Progress.**';
    expect(outcome(line('patch.status'), patch(text))).toBe('wrong');
  });
});

describe('an utterance out of scope', () => {
  it('is rejected when the bot says that it does not know', () => {
    expect(outcome(line('oos'), reply('unknown'))).toBe('rejected');
  });

  it('counts as asked about when the bot asks what is meant', () => {
    expect(outcome(line('oos'), reply('clarify', { choices: ['a topic'] }))).toBe('asked');
  });

  it('counts as falsely answered whatever the answer, with or without a question', () => {
    expect(outcome(line('oos'), answer('app.limit'))).toBe('false-answer');
    expect(outcome(line('oos'), reply('small-talk', { answerId: 'thanks' }))).toBe('false-answer');
    expect(outcome(line('oos'), answer('app.limit'), reply('question'))).toBe('false-answer');
  });
});
