import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'restify';
import { z } from 'zod';
import { type Export, exportFormats, exportKinds } from '#insights/export.ts';
import { single } from '#http/query.ts';
import { asksPeriod } from './period-query.ts';

/** The query parameters of an export. */
export const asksExport = z.object({
  ...asksPeriod,
  rows: single(
    z.string().max(20).describe('What has a row: conversations or questions; questions by default.'),
  ),
  format: single(z.string().max(10).describe('csv or json; csv by default.')),
});

/** What an export's query asks for; unknown words mean the default. */
export const readExportQuery = ({ rows, format, ...period }: z.infer<typeof asksExport>) => ({
  ...period,
  rows: exportKinds.find((kind) => kind === rows) ?? ('questions' as const),
  format: exportFormats.find((each) => each === format) ?? ('csv' as const),
});

/** Sends an export as a file, as fast as the reader takes it, so that even a large one needs little memory. */
export async function sendExport(
  response: Response,
  { fileName, contentType, pieces }: Export,
): Promise<undefined> {
  response.writeHead(200, {
    'Content-Type': contentType,
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  try {
    await pipeline(Readable.from(pieces), response);
  } catch (error) {
    // The reader has gone away.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
  return undefined;
}
