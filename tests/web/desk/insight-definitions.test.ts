import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { definitions } from '#web/desk/insights/definitions.ts';

const plain = (text: string): string => text.replaceAll('**', '').replaceAll(/\s+/g, ' ');
const page = plain(readFileSync(new URL('../../../docs/insights.md', import.meta.url), 'utf8'));

test.each(Object.values(definitions))(
  '“%s” means at the desk what docs/insights.md says',
  (_term, definition) => {
    expect(page).toContain(definition);
  },
);
