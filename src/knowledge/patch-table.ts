import type { Model } from './knowledge.ts';
import type { PatchTable } from './schema.ts';

/**
 * Merges the published rows into one entry per model. Rows that differ only in case ("EAP350V2", "EAP350v2") are one
 * model in its first spelling; the last row is the newest, and earlier ones become history.
 * @param spellings canonical names by their lower-case form; new ones are added
 */
export function modelsOf(
  rows: PatchTable['rows'],
  spellings = new Map<string, string>(),
): Map<string, Model> {
  const models = new Map<string, Model>();
  for (const { model: written, status } of rows) {
    const name = spellings.get(written.toLowerCase()) ?? written;
    spellings.set(written.toLowerCase(), name);
    const model = models.get(name);
    if (model === undefined) models.set(name, { name, status, history: [] });
    else {
      model.history.push(model.status);
      model.status = status;
    }
  }
  return models;
}
