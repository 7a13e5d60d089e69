import { expect, test } from 'vitest';
import { TagChanges } from '#web/desk/client/tag-changes.ts';

/** A chat with tags on a server that takes its time, and may refuse a tag. */
function chat(...tags: string[]) {
  const server = { tags };
  const loaded = { tags };
  const changes = new TagChanges({
    loaded: () => loaded.tags,
    async replace(next) {
      await new Promise((resolve) => setImmediate(resolve));
      if (next.includes('refused')) return false;
      server.tags = [...next];
      await new Promise((resolve) => setImmediate(resolve));
      loaded.tags = server.tags;
      return true;
    },
  });
  return { server, loaded, changes };
}

test('of tags that are added and removed quickly, none is lost', async () => {
  const { server, changes } = chat('vip');
  const done = [changes.add('wifi'), changes.add('urgent'), changes.remove('vip')];
  expect(await Promise.all(done)).toEqual([true, true, true]);
  expect(server.tags).toEqual(['wifi', 'urgent']);
});

test('a tag that could not be added is not added with the next one', async () => {
  const { server, changes } = chat();
  const done = [changes.add('wifi'), changes.add('refused'), changes.add('urgent')];
  expect(await Promise.all(done)).toEqual([true, false, true]);
  expect(server.tags).toEqual(['wifi', 'urgent']);
});

test('a tag that a colleague has added in the meantime stays', async () => {
  const { server, loaded, changes } = chat();
  await changes.add('wifi');
  loaded.tags = [...server.tags, 'theirs'];
  await changes.add('urgent');
  expect(server.tags).toEqual(['wifi', 'theirs', 'urgent']);
});
