import type { Advisory } from '#knowledge/knowledge.ts';

const list = new Intl.ListFormat('en-GB', { style: 'long', type: 'conjunction' });

/** "KRACK", "FragAttacks and KRACK". */
export const namesOf = (advisories: Iterable<Advisory>): string =>
  list.format([...advisories].map(({ name }) => name));

/** The same names, each with its description: "KRACK, the WPA2 weakness of October 2017". */
export const namesInFull = (advisories: Iterable<Advisory>): string =>
  list.format([...advisories].map(({ name, description }) => `${name}, ${description}`));
