import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { queryOf } from './url.ts';

/** The query of a request as an object: all values of each name. */
export function valuesIn(request: IncomingMessage): Record<string, string[]> {
  const query = queryOf(request);
  return Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
}

/** A query value that appears once or not at all; of several, the first counts. */
export const single = (schema: z.ZodString): z.ZodOptional<z.ZodPreprocess<z.ZodString>> =>
  z.preprocess((values) => (Array.isArray(values) ? (values[0] as unknown) : values), schema).optional();
