import { describe, expect, test } from 'vitest';
import { holdsFiles, pastedFiles } from '#web/common/transferred-files.ts';

const file = new File(['bytes'], 'image.png');

/** A clipboard or a drag with these types, and files if `Files` is among them. */
const transfer = (...types: string[]): DataTransfer =>
  ({ types, files: types.includes('Files') ? [file] : [] }) as unknown as DataTransfer;

describe('a paste', () => {
  test.each([
    ['a screenshot', ['Files']],
    ['a picture copied from a page', ['text/html', 'Files']],
    ['a file that comes with its name', ['text/plain', 'Files']],
  ])('of %s attaches a file', (_what, types) => {
    expect(pastedFiles(transfer(...types))).toEqual([file]);
  });

  test.each([
    ['text', ['text/plain']],
    ['spreadsheet cells, which come with a picture of them', ['text/plain', 'text/html', 'Files']],
  ])('of %s attaches nothing', (_what, types) => {
    expect(pastedFiles(transfer(...types))).toEqual([]);
  });

  test('without a clipboard attaches nothing', () => {
    expect(pastedFiles(null)).toEqual([]);
  });
});

test.each([
  ['files', ['Files'], true],
  ['text', ['text/plain'], false],
])('a drag with %s is known for what it is', (_what, types, expected) => {
  expect(holdsFiles({ dataTransfer: transfer(...types) } as DragEvent)).toBe(expected);
});
