import type { Knowledge } from '#knowledge/knowledge.ts';
import { createFindEntities } from '#understanding/entities.ts';
import { entityNamesOf } from '#understanding/from-knowledge.ts';
import { createMask, type Mask } from './mask.ts';

const maker = /\bengenius\b/gi;

/** Builds the mask that leaves the knowledge's own names alone: its models, apps, advisories and makers. */
export function maskFor(knowledge: Knowledge): Mask {
  const findEntities = createFindEntities(entityNamesOf(knowledge));
  return createMask((text) => {
    const { models, apps, otherDevices, otherMakers, otherVulnerabilities, advisories } = findEntities(text);
    return [
      ...models.filter(({ kind }) => kind !== 'unlisted'),
      ...apps,
      ...otherDevices,
      ...otherMakers,
      ...otherVulnerabilities,
      ...advisories,
      ...[...text.matchAll(maker)].map(({ index, 0: { length } }) => ({ start: index, end: index + length })),
    ];
  });
}
