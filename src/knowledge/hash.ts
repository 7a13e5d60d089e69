import { createHash } from 'node:crypto';
import type { Knowledge } from './knowledge.ts';

/**
 * Computes a SHA-256 (hex) over everything that training depends on. The order of files, entries and phrases makes no
 * difference.
 */
export function hashOf(
  knowledge: Pick<Knowledge, 'answers' | 'advisories' | 'models' | 'phrases' | 'vocabulary'>,
): string {
  const { answers, advisories, models, phrases, vocabulary } = knowledge;
  const titles = [...answers.values()].map(({ id, question }) => JSON.stringify([id, question]));
  const tables = [...advisories.values()].flatMap(({ patch }) =>
    Object.entries(patch.titles).map(([id, { question }]) => JSON.stringify([id, question])),
  );
  const parts = [
    phrases.map(({ text, intent }) => JSON.stringify([intent, text])).sort(),
    [...models].sort(),
    [...titles, ...tables].sort(),
    [...advisories.values()]
      .map(({ id, name, aliases, cves }) => JSON.stringify([id, name, aliases.toSorted(), cves]))
      .sort(),
    namesOf(vocabulary.apps),
    namesOf(vocabulary.otherDevices),
    vocabulary.otherMakers.toSorted(),
    vocabulary.otherVulnerabilities.toSorted(),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

const namesOf = (entries: Knowledge['vocabulary']['apps' | 'otherDevices']) =>
  entries.map(({ name, aliases }) => JSON.stringify([name, ...aliases.toSorted()])).sort();
