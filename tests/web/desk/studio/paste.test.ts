import { describe, expect, it } from 'vitest';
import { pastedRows } from '#web/desk/studio/paste/pasted-rows.ts';
import { answersInHtml, answersInText, dividedAnswer } from '#web/desk/studio/paste/read-page.ts';

const published = [
  { model: 'EAP300v2', status: 'In Progress' },
  { model: 'ESR900', status: 'Available' },
];
const read = (text: string) => pastedRows(text, published, ['Available', 'In Progress'], 'In Progress');

describe('models from a spreadsheet', () => {
  it('are read with quotes, headings and columns in any order', () => {
    const text = 'Status\tModel name\nAvailable\t"EAP1300, indoor"\navailable\teap300V2';
    expect(read(text)).toEqual({
      added: [{ model: 'EAP1300, indoor', status: 'Available' }],
      changed: [{ model: 'EAP300v2', status: 'Available' }],
      same: [],
      unknown: [],
    });
  });

  it('can come without a status, and are taken once each', () => {
    expect(read('EAP1300\n\nEAP1300\nesr900;available')).toMatchObject({
      added: [{ model: 'EAP1300', status: 'In Progress' }],
      same: ['ESR900'],
    });
  });

  it('are named if the table does not have the status', () => {
    expect(read('EAP99, Soon').unknown).toEqual(['EAP99, Soon']);
  });
});

describe('answers from a document', () => {
  it('begin at lines that are questions, and at headings', () => {
    const text = [
      'Frequently asked questions',
      '1. Does it float?',
      'Yes.',
      '',
      'It floats well.',
      '**Warranty**',
      'A: Two years.',
    ].join('\r\n');
    expect(answersInText(text)).toEqual([
      { question: 'Does it float?', answer: 'Yes.\n\nIt floats well.' },
      { question: 'Warranty', answer: 'Two years.' },
    ]);
  });

  it('are found in collapsible sections, definition lists and under headings of a page', () => {
    const html = [
      '<head><title>Help?</title></head><h1>Help</h1>',
      '<details><summary>Does it <b>float</b>?</summary><p>Yes, <b>well</b>.</p><ul><li>In water</li></ul></details>',
      '<dl><dt>Is it heavy?</dt><dd>See <a href="https://example.com/a">the list</a>.</dd></dl><script>Is it?</script>',
    ].join('\n');
    expect(answersInHtml(html)).toEqual([
      { question: 'Does it float?', answer: 'Yes, **well**.\n\n- In water' },
      { question: 'Is it heavy?', answer: 'See [the list](https://example.com/a).' },
    ]);
  });

  it('are left out if nothing follows a heading', () => {
    expect(answersInText('# All questions\n\n## Does it float?\nYes.')).toEqual([
      { question: 'Does it float?', answer: 'Yes.' },
    ]);
  });

  it('are divided at the end of a sentence', () => {
    const long = `${'It floats. '.repeat(30)}It does.`;
    const { short, detail } = dividedAnswer(long);
    expect(short.length).toBeLessThanOrEqual(280);
    expect(short.endsWith('It floats.')).toBe(true);
    expect(`${short} ${detail}`).toBe(long);
  });
});
