import { describe, expect, it } from 'vitest';
import { cleanUtterance } from '#understanding/clean.ts';
import { loadAssets } from '../support/assets.ts';

const { knowledge, understand } = await loadAssets();
const read = (text: string) => understand(text).readings[0];

describe('understanding', () => {
  it('is sure of every title, even in capitals and without punctuation', () => {
    for (const { id, question, label } of knowledge.answers.values()) {
      for (const text of [question, label, question.toUpperCase(), question.replaceAll(/[?,]/g, '')]) {
        expect(read(text), text).toMatchObject({
          intent: id,
          certainty: 'sure',
          rule: 'title',
          confidence: 1,
        });
      }
    }
  });

  it('has three outcomes', () => {
    expect(read('is my esr900 patched?').certainty).toBe('sure');
    expect(read('how many can I add').certainty).toBe('close');
    expect(read('what is the capital of peru').certainty).toBe('unknown');
  });

  it.each(['enroute for cyclists', 'EnShare for podcasts', 'EnTalk voice like a duck'])(
    'asks what is meant by "%s", which shares only the name with any question',
    (line) => {
      expect(read(line).certainty).toBe('close');
    },
  );

  it('offers at most three meanings when close, none of them small talk', () => {
    const lines = [
      'how many can I add',
      'enviewer limit',
      'patches and updates',
      'is my wifi ok',
      'what about users',
    ];
    for (const line of lines) {
      const { candidates, certainty } = read(line);
      expect(candidates.length, line).toBeLessThanOrEqual(3);
      expect(candidates.length > 0, line).toBe(certainty === 'close');
      for (const id of candidates) expect(id, line).toMatch(/\.|^human$/);
    }
  });

  it('gives confidences between 0 and 1 and scores that sum to 1', () => {
    for (const line of ['is my esr900 patched?', 'hello', 'zzz', '😀', 'how do I add a camera']) {
      const { confidence, ranked } = read(line);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(
        ranked.reduce((sum, { score }) => sum + score, 0),
        line,
      ).toBeCloseTo(1, 5);
      expect(ranked.map(({ score }) => score)).toEqual(
        ranked.map(({ score }) => score).sort((a, b) => b - a),
      );
    }
  });

  it('gives the same result each time', () => {
    for (const line of ['is my esr900 patched?', 'how many can I add', 'zzz']) {
      expect(understand(line)).toEqual(understand(line));
    }
  });

  it('corrects spelling and reports the corrections', () => {
    expect(read('how do i add a camrea to enviewer')).toMatchObject({
      intent: 'enviewer.add-camera',
      certainty: 'sure',
      corrections: [{ from: 'camrea', to: 'camera' }],
    });
  });

  it('reads a model on its own as a question about its patch status', () => {
    expect(read('EAP600')).toMatchObject({ intent: 'patch.status', certainty: 'sure', rule: 'name' });
  });

  it('reads two questions separately, the later one in the context of the earlier', () => {
    const { readings } = understand('Is the ESR350 patched? And does it work with EnViewer?');
    expect(readings.map(({ intent }) => intent)).toEqual(['patch.status', 'enviewer.compatible-routers']);
  });

  it('does not return the same question twice', () => {
    const { readings } = understand('Is the ESR350 patched? Is there a patch for the ESR350?');
    expect(readings).toHaveLength(1);
  });
});

describe('cleaning', () => {
  it.each([
    ['  a \t b  ', 'a b'],
    [' first \r\n\n\t second', 'first\nsecond'],
    ['<b>bold</b> move', 'bold move'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['ＥＡＰ６００', 'EAP600'],
    ['a\u0000b', 'a b'],
    ['zero\u200bwidth', 'zerowidth'],
    ['\u202eright to left\u202c', 'right to left'],
    ['', ''],
  ])('%j becomes %j', (raw, clean) => {
    expect(cleanUtterance(raw)).toBe(clean);
  });

  it('limits the length and keeps the end', () => {
    const cleaned = cleanUtterance(`${'a '.repeat(50_000)}the question`);
    expect(cleaned.length).toBeLessThanOrEqual(1_500);
    expect(cleaned.endsWith('the question')).toBe(true);
  });
});

describe('a message of nothing but punctuation', () => {
  const focus = { models: ['EAP600'], mentioned: ['EAP600'], intent: 'patch.status', utterance: 'EAP600?' };

  it.each(['. ', ',,,', '- ', '! ', '? ', '\n.', '" '])(
    'is read without hanging, no matter how long: %j',
    (marks) => {
      expect(understand(marks.repeat(3_000), focus).readings).toHaveLength(1);
    },
  );
});
