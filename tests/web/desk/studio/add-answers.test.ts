import { afterEach, expect, it, vi } from 'vitest';
import type { SaveRequest, StudioListed, StudioOverview } from '#desk/studio/wire.ts';
import { addAnswers } from '#web/desk/studio/paste/add-answers.ts';
import { type Candidate, candidatesIn } from '#web/desk/studio/paste/candidates.ts';
import { createStudioDraft } from '#web/desk/studio/studio-draft.ts';

afterEach(() => vi.unstubAllGlobals());

const PLACE = { topic: 'answers/torch.yaml', source: 'manual' };
const PAGE = 'Does it float?\nYes.\n\nIs it heavy?\nNo.\n\nDoes it shine?\nYes.';

/** The server's draft, empty at first. @param fault what happens to the second save */
function fakeStudio(fault: 'not saved' | 'response lost') {
  const titles: string[] = [];
  let saves = 0;
  const overview = (): StudioOverview => ({
    release: 1,
    entries: titles.map((title, at) => ({ kind: 'answer', id: String(at), title }) as StudioListed),
    problems: [],
    changes: titles.length,
    models: [],
    languages: [],
  });
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('fetch', async (path: string, { body }: { body?: string }) => {
    await Promise.resolve();
    if (!path.endsWith('/save')) return Response.json(overview());
    saves += 1;
    const fails = saves === 2;
    const { content } = JSON.parse(body ?? '') as SaveRequest;
    if (!fails || fault === 'response lost') titles.push((content as { question: string }).question);
    if (fails) throw new TypeError('The connection was lost.');
    return Response.json({ isSaved: true, entry: {} });
  });
  return { titles, overview };
}

it.each(['not saved', 'response lost'] as const)(
  'answers from a page are added once each, even if an editor tries again after a failure (%s)',
  async (fault) => {
    const { titles, overview } = fakeStudio(fault);
    const draft = createStudioDraft();
    const left = new Set(candidatesIn({ html: '', text: PAGE }, overview()));
    const add = (): Promise<string> =>
      addAnswers([...left], PLACE, draft, (candidate: Candidate) => void left.delete(candidate));
    expect(await add()).toMatch(/^1 answer was added\. Cannot reach the server\./);
    expect(await add()).toBe('');
    expect(titles).toEqual(['Does it float?', 'Is it heavy?', 'Does it shine?']);
    expect(left.size).toBe(0);
  },
);
