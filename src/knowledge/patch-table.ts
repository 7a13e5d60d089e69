import type { Model } from './knowledge.ts';
import type { PatchTable } from './schema.ts';

/**
 * Merges the published rows into one entry per model. Rows that differ only in case ("EAP350V2", "EAP350v2") are one
 * model under its first spelling; the last row is the newest, and earlier ones become history.
 */
export function modelsOf(rows: PatchTable['rows']): Map<string, Model> {
  const byLowerCase = new Map<string, Model>();
  for (const { model: name, status } of rows) {
    const model = byLowerCase.get(name.toLowerCase());
    if (model === undefined) byLowerCase.set(name.toLowerCase(), { name, status, history: [] });
    else {
      model.history.push(model.status);
      model.status = status;
    }
  }
  return new Map([...byLowerCase.values()].map((model) => [model.name, model]));
}
