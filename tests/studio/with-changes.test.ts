import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { AdvisoryFile } from '#knowledge/schema.ts';
import { withChanges } from '#studio/entries/with-changes.ts';
import { seededRandom } from '#understanding/classifier/random.ts';
import { knowledgeDir } from '../support/classifier-cache.ts';

const DOCUMENT = 'advisories/krack.yaml';
const text = await readFile(join(knowledgeDir, DOCUMENT), 'utf8');
const krack = (): AdvisoryFile => parse(text) as AdvisoryFile;

/** The advisory's document with another content. */
function documentWith(content: unknown): string {
  const change = { document: DOCUMENT, kind: 'advisory', id: 'krack', content, isRemoved: false } as const;
  return withChanges(new Map([[DOCUMENT, text]]), [change]).get(DOCUMENT) ?? '';
}

/** The lines that only one of two texts has. */
function linesThatDiffer(after: string): { gone: string[]; come: string[] } {
  const [old, young] = [text.split('\n'), after.split('\n')];
  return {
    gone: old.filter((line) => !young.includes(line)).map((line) => line.trim()),
    come: young.filter((line) => !old.includes(line)).map((line) => line.trim()),
  };
}

describe('a change of a patch table', () => {
  it('touches its own row, and leaves comments and everything else', () => {
    const content = krack();
    content.patch.rows[1]!.status = 'Available Now';
    content.patch.rows.push({ model: 'EAP9000', status: 'In Progress' });
    expect(linesThatDiffer(documentWith(content))).toEqual({
      gone: ['- { model: EAP1200H, status: In Progress }'],
      come: ['- {model: EAP1200H, status: Available Now}', '- {model: EAP9000, status: In Progress}'],
    });
  });

  it('touches only the field that it changes, the one that it adds, and the one that it leaves out', () => {
    const { heading: _heading, ...content } = { ...krack(), summary: 'KRACK is a weakness.' };
    content.patch.titles['patch.list'].label = 'Every model';
    expect(
      linesThatDiffer(documentWith({ ...content, aliases: [...content.aliases, 'crack'] })),
    ).toMatchObject({
      gone: expect.arrayContaining([
        'heading: KRACK and Wi-Fi security',
        'label: All models and their patch status',
      ]) as string[],
      come: expect.arrayContaining(['summary: KRACK is a weakness.', 'label: Every model']) as string[],
    });
    for (const comment of text.split('\n').filter((line) => line.startsWith('#')))
      expect(documentWith(content).split('\n')).toContain(comment);
  });

  it('comes out as it was meant, whatever changes', () => {
    const random = seededRandom(5);
    const some = (most: number): number => Math.floor(random() * most);
    for (let round = 0; round < 60; round += 1) {
      const content = krack();
      const { rows } = content.patch;
      for (let step = 0; step < 4; step += 1) {
        const at = some(rows.length);
        const row = { model: `M: ${some(99)}`, status: ['In Progress', '- #', "it's"][some(3)]! };
        rows.splice(at, some(3), ...[row, row].slice(some(3)));
      }
      if (round % 3 === 0) content.cves = [];
      if (round % 4 === 0) content.patch.statuses[0]!.meaning = 'One\nand two: "three" #4';
      if (round % 5 === 0) rows.length = 0;
      if (round % 7 === 0) Object.assign(content, { note: { a: ['b', { c: null }] } });
      expect(parse(documentWith(content))).toEqual(content);
    }
  });
});
