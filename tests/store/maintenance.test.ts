import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { describe, expect, test } from 'vitest';
import { loadOrCreateSecret } from '#channels/directline/secret.ts';
import { backUp } from '#store/backup.ts';
import { removeOld } from '#store/retention.ts';
import { createUploadPieces } from '#store/migrations/conversations.ts';
import { openStore, type Store } from '#store/store.ts';
import { newChat } from '../handoff/chats.ts';
import { newTicket } from '../handoff/tickets.ts';
import { silent } from '../support/silent.ts';
import { onEngines, sqliteEngine, TestClock } from './engines.ts';

const DAY = 86_400_000;

/** Adds a conversation with a message, a file, and the state of the conversation and of its user. */
async function fill(store: Store, id: string, userId: string): Promise<void> {
  await store.conversations.start({ id, userId }, () => ({ type: 'conversationUpdate' }));
  const file = { id: `file-${id}`, conversationId: id, name: 'a.txt', contentType: 'text/plain' };
  await store.uploads.save({ ...file, content: Buffer.from('content') });
  await store.turns.accept({ conversationId: id, activity: { type: 'message', text: `said in ${id}` } });
  for (const conversationId of [id, `19:${id}`])
    await store.tickets.open(
      `ticket of ${conversationId}`,
      { ...newTicket(), reference: conversationId, conversationId, userId },
      ['mail'],
    );
  await store.chats.open({ ...newChat(), reference: `chat-${id}`, conversationId: id, userId });
  await store.storage.write({
    [`directline/conversations/${id}/`]: { n: 1 },
    [`directline/users/${userId}/`]: { n: 1 },
    [`msteams/users/${userId}/`]: { n: 1 },
  });
}

onEngines('data maintenance', (engine) => {
  const open = async (clock = new TestClock()) => engine.open(await engine.freshConfig(), clock.now);

  test('the export of a conversation has its chats with ratings and notes, its visits, and unsent mails of its transcript', async () => {
    const config = await engine.freshConfig();
    const store = await engine.open(config);
    await store.conversations.start({ id: 'c1', userId: 'dl_sam' }, () => ({ type: 'conversationUpdate' }));
    const { reference } = await store.chats.open({ ...newChat(), conversationId: 'c1', userId: 'dl_sam' });
    const rated = { patch: { stars: 2, comment: 'Too slow' } };
    await store.chats.change(reference, { decide: () => rated });
    const at = new Date('2026-03-02T09:00:00Z');
    await store.chats.addNote(reference, { id: 'n', agentName: 'Dana', text: 'Call back', at });
    await store.customerPresences.note(['c1'], at);
    const mailed = { conversationId: 'c1', email: 'sam@example.com' };
    await store.transcriptMails.add({ ...mailed, clientId: 'to-send' });
    expect(await store.exportConversation('c1')).toMatchObject({
      chats: [
        { reference, stars: 2, comment: 'Too slow', notes: [{ agentName: 'Dana', text: 'Call back' }] },
      ],
      lastSeenAt: at,
      pendingTranscripts: ['sam@example.com'],
    });
  });

  test('a customer is erased with everything that belongs to them, and nobody else is', async () => {
    const store = await open();
    await fill(store, 'c1', 'dl_a');
    await fill(store, 'c2', 'dl_a');
    await fill(store, 'c3', 'dl_ab');
    await fill(store, 'c4', 'dl%');
    expect(await store.eraseUser('dl_a')).toEqual({
      conversations: 2,
      activities: 4,
      uploads: 2,
      tickets: 4,
      chats: 2,
      state: 4,
    });
    expect(await store.conversations.find('c1')).toBeUndefined();
    expect(await store.uploads.find('file-c1')).toBeUndefined();
    expect(Object.keys(await store.storage.read(['directline/users/dl_ab/']))).toHaveLength(1);
    expect(await store.eraseUser('dl%')).toMatchObject({ conversations: 1 });
    expect(await store.conversations.find('c3')).toBeDefined();
    expect(await store.eraseUser('dl_a')).toEqual({
      conversations: 0,
      activities: 0,
      uploads: 0,
      tickets: 0,
      chats: 0,
      state: 0,
    });
  });

  test('a conversation is exported with its whole transcript, in order', async () => {
    const store = await open();
    await fill(store, 'c1', 'dl_a');
    await store.transcript.append('c1', [{ type: 'message', text: 'and this' }]);
    const exported = await store.exportConversation('c1');
    expect(exported?.conversation).toMatchObject({ id: 'c1', userId: 'dl_a' });
    expect(exported?.activities).toEqual([
      expect.objectContaining({ type: 'conversationUpdate' }),
      expect.objectContaining({ text: 'said in c1' }),
      expect.objectContaining({ text: 'and this' }),
    ]);
    expect(await store.exportConversation('none')).toBeUndefined();
  });

  test('conversations without activity for the retention period are deleted, and others stay', async () => {
    const clock = new TestClock();
    const store = await open(clock);
    await fill(store, 'old', 'dl_a');
    await fill(store, 'used', 'dl_b');
    clock.advance(20 * DAY);
    await store.transcript.append('used', [{ type: 'message', text: 'still here' }]);
    await fill(store, 'new', 'dl_c');
    clock.advance(11 * DAY);
    const removed = await removeOld(store.engine, 30, clock.now().getTime());
    expect(removed).toMatchObject({ conversations: 1, activities: 2, uploads: 1 });
    expect(await store.conversations.find('old')).toBeUndefined();
    expect(await store.uploads.find('file-old')).toBeUndefined();
    expect(await store.conversations.find('used')).toBeDefined();
    expect(await store.conversations.find('new')).toBeDefined();
    expect(Object.keys(await store.storage.read(['msteams/users/dl_a/', 'msteams/users/dl_c/']))).toEqual([
      'msteams/users/dl_c/',
    ]);
  });

  test('an empty database is migrated, and opening it again changes nothing', async () => {
    const config = await engine.bareConfig();
    const first = await engine.open(config);
    await fill(first, 'c1', 'dl_a');
    await first.close();
    const second = await engine.open(config);
    expect(await second.conversations.find('c1')).toMatchObject({ userId: 'dl_a' });
  });

  test('a file that an earlier version stored in one piece can still be read', async () => {
    const config = await engine.bareConfig();
    const store = await engine.open(config);
    const { db, kind } = store.engine;
    await fill(store, 'c1', 'dl_a');
    await db.schema
      .alterTable('uploads')
      .addColumn('content', kind === 'postgres' ? 'bytea' : 'blob')
      .execute();
    await sql`update uploads set content = (select content from upload_chunks)`.execute(db);
    await db.schema.dropTable('upload_chunks').execute();
    const step: Migration = { up: (queries: Kysely<unknown>) => createUploadPieces(queries, kind) };
    await step.up(db);
    await db.schema.alterTable('upload_pieces').renameTo('upload_chunks').execute();
    const { uploads } = store;
    const pieces: Uint8Array[] = [];
    for await (const piece of uploads.pieces('file-c1')) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe('content');
    expect(await uploads.find('file-c1')).toMatchObject({ name: 'a.txt', size: 7 });
  });

  test('a database from a newer version is refused and left untouched', async () => {
    const config = await engine.bareConfig();
    const store = await engine.open(config);
    await sql`insert into kysely_migration (name, timestamp) values ('9999_from_the_future', 'now')`.execute(
      store.engine.db,
    );
    await store.close();
    await expect(engine.open(config)).rejects.toMatchObject({ code: 'DatabaseTooNew' });
  });
});

describe('SQLite in its data directory', () => {
  const engine = sqliteEngine();

  test('a second server on the same directory is refused, but a tool is not', async () => {
    const config = await engine.freshConfig();
    const server = await engine.open(config);
    await expect(engine.open(config)).rejects.toMatchObject({ code: 'DataDirectoryInUse' });
    await fill(server, 'c1', 'dl_a');
    const tool = await engine.open({ ...config, role: 'tool' });
    expect(await tool.eraseUser('dl_a')).toMatchObject({ conversations: 1 });
    expect(await server.conversations.find('c1')).toBeUndefined();
    await server.close();
    await engine.open(config);
  });

  test('a database in use is copied completely, and the copy opens', async () => {
    const config = await engine.freshConfig();
    const store = await engine.open(config);
    await fill(store, 'c1', 'dl_a');
    const { dataDir } = await engine.bareConfig();
    const file = join(dataDir, 'support.db');
    await backUp(config.dataDir, file);
    await fill(store, 'c2', 'dl_a');
    const copy = await openStore({ dataDir }, { clock: () => new Date(), log: silent });
    expect(await copy.conversations.find('c1')).toBeDefined();
    expect(await copy.conversations.find('c2')).toBeUndefined();
    await copy.close();
    await expect(backUp(config.dataDir, file)).rejects.toThrow('already exists');
  });

  test('the secret is generated once, and only its owner can read it', async () => {
    const { dataDir } = await engine.freshConfig();
    const secret = loadOrCreateSecret(dataDir);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(loadOrCreateSecret(dataDir)).toBe(secret);
    const file = join(dataDir, 'direct-line-secret');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toBe(secret);
  });

  test('a directory that cannot be written is reported', async () => {
    const opened = openStore({ dataDir: '/dev/null/data' }, { clock: () => new Date(), log: silent });
    await expect(opened).rejects.toMatchObject({
      code: 'CannotOpen',
      message: expect.stringContaining('DATA_DIR'),
    });
  });
});
