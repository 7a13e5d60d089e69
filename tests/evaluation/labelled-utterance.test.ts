import { describe, expect, it } from 'vitest';
import {
  checkLabels,
  LabelledUtterancesError,
  parseLabelledUtterances,
} from '#evaluation/labelled-utterance.ts';

describe('labelled utterances', () => {
  it('are read from one JSON object per line, skipping empty lines', () => {
    const source = '{"text":"hello","id":"greeting","note":"short"}\n\n{"text":"cost?","id":"app.cost"}\n';
    expect(parseLabelledUtterances(source)).toEqual([
      { text: 'hello', id: 'greeting', note: 'short', models: [] },
      { text: 'cost?', id: 'app.cost', note: '', models: [] },
    ]);
  });

  it('name one model, several models, or an unlisted one', () => {
    const source = [
      '{"text":"a","id":"patch.status","model":"AP10"}',
      '{"text":"b","id":"patch.status","models":["AP10","AP20"]}',
      '{"text":"c","id":"patch.status","model":null}',
    ].join('\n');
    expect(parseLabelledUtterances(source).map(({ models }) => models)).toEqual([
      ['AP10'],
      ['AP10', 'AP20'],
      [],
    ]);
  });

  it.each([
    ['not JSON', '{"text":"a","id":"b"}\nnot json', 'Line 2 is not JSON'],
    ['without an id', '{"text":"a"}', 'Line 1 is not usable: id'],
    [
      'about a patch status without a model',
      '{"text":"a","id":"patch.status"}',
      'either "model" or "models"',
    ],
    ['none at all', '\n', 'no labelled lines'],
  ])('that are unusable (%s) are rejected with the number of the line', (_, source, message) => {
    expect(() => parseLabelledUtterances(source)).toThrow(LabelledUtterancesError);
    expect(() => parseLabelledUtterances(source)).toThrow(message);
  });

  it('are rejected when the bot cannot know their label or model', () => {
    const known = { answers: new Map(), models: new Set<string>() };
    const check = (source: string) => checkLabels(parseLabelledUtterances(source), known);
    expect(() => check('{"text":"a","id":"greeting"}\n{"text":"b","id":"oos"}')).not.toThrow();
    expect(() => check('{"text":"a","id":"app.limti"}')).toThrow('No answer has the id "app.limti"');
    expect(() => check('{"text":"a","id":"patch.status","model":"AP99"}')).toThrow(
      '"AP99" is not in the table',
    );
  });
});
