import { describe, expect, it } from 'vitest';
import {
  checkLabels,
  LabelledUtterancesError,
  parseLabelledUtterances,
} from '#evaluation/labelled-utterance.ts';

describe('labelled lines', () => {
  it('are read one JSON object a line, empty lines left out', () => {
    const source = '{"text":"hello","id":"greeting","note":"short"}\n\n{"text":"cost?","id":"app.cost"}\n';
    expect(parseLabelledUtterances(source)).toEqual([
      { text: 'hello', id: 'greeting', note: 'short', models: [] },
      { text: 'cost?', id: 'app.cost', note: '', models: [] },
    ]);
  });

  it('name one model, several, or one that is not listed', () => {
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
    ['of which there is none', '\n', 'no labelled lines'],
  ])('that are unusable (%s) are refused with the line that is wrong', (_, source, message) => {
    expect(() => parseLabelledUtterances(source)).toThrow(LabelledUtterancesError);
    expect(() => parseLabelledUtterances(source)).toThrow(message);
  });

  it('have labels and models that the bot can know, or are refused', () => {
    const known = { answers: new Map(), models: new Set<string>() };
    const check = (source: string) => checkLabels(parseLabelledUtterances(source), known);
    expect(() => check('{"text":"a","id":"greeting"}\n{"text":"b","id":"oos"}')).not.toThrow();
    expect(() => check('{"text":"a","id":"app.limti"}')).toThrow('No answer has the id "app.limti"');
    expect(() => check('{"text":"a","id":"patch.status","model":"AP99"}')).toThrow(
      '"AP99" is not in the table',
    );
  });
});
