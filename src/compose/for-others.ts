import type { AddressInfo } from 'node:net';
import type { ReadNewest, ReadTranscript } from '#handoff/read-transcript.ts';
import type { StoredActivity } from '#store/events.ts';
import { withUploadUrls } from '#uploads/upload-address.ts';
import type { AppContext } from './app-context.ts';

/** Reads transcripts for readers outside this server. */
export interface TranscriptReaders {
  readAfter: ReadTranscript;
  readNewest: ReadNewest;
}

/** Returns the base URL at which others reach this server. */
export function baseUrlOf({ config, server }: Pick<AppContext, 'config' | 'server'>): string {
  const { port } = (server.server.address() ?? config) as Pick<AddressInfo, 'port'>;
  return config.directLine.publicUrl ?? `http://localhost:${port}`;
}

/** Creates readers of transcripts in which files have whole addresses. */
export function readersForOthers(app: AppContext): TranscriptReaders {
  const { transcript } = app.store;
  const shown = (rows: StoredActivity[]): StoredActivity[] =>
    rows.map((row) => ({ ...row, body: withUploadUrls(row.body, baseUrlOf(app)) }));
  return {
    readAfter: async (conversationId, after, most) =>
      shown(await transcript.after(conversationId, after, most)),
    readNewest: async (conversationId, before, most) =>
      shown(await transcript.newest(conversationId, before, most)),
  };
}
