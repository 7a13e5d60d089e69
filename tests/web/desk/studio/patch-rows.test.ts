import { describe, expect, it } from 'vitest';
import { modelsOf, withStatus } from '#web/desk/studio/form/patch-rows.ts';
import { pastedRows } from '#web/desk/studio/paste/pasted-rows.ts';

const published = [
  { model: 'EAP300v2', status: 'In Progress' },
  { model: 'ESR900', status: 'Available' },
];

function changed(rows: typeof published, name: string, status: string) {
  const model = modelsOf(rows).find((each) => each.name === name);
  if (model === undefined) throw new Error(`There is no ${name}.`);
  return withStatus(rows, published, model, status);
}

describe('a patch table', () => {
  it('keeps the published row when a status changes', () => {
    const rows = changed(published, 'EAP300v2', 'Available');
    expect(rows).toEqual([...published, { model: 'EAP300v2', status: 'Available' }]);
    expect(modelsOf(rows)[0]).toMatchObject({ status: 'Available', history: ['In Progress'] });
  });

  it('leaves no trace of a corrected mistake', () => {
    const rows = changed(published, 'EAP300v2', 'Available');
    expect(changed(rows, 'EAP300v2', 'Automatic')).toHaveLength(3);
    expect(changed(rows, 'EAP300v2', 'In Progress')).toEqual(published);
  });

  it('takes many models at once, and says what will happen to each', () => {
    const text = 'EAP1300\nesr900;available\neap300V2\tAvailable\nEAP99, Soon\n\nEAP1300';
    expect(pastedRows(text, published, ['Available', 'In Progress'], 'In Progress')).toEqual({
      added: [{ model: 'EAP1300', status: 'In Progress' }],
      changed: [{ model: 'EAP300v2', status: 'Available' }],
      same: ['ESR900'],
      unknown: ['EAP99, Soon'],
    });
  });
});
