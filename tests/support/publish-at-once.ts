import type { Releases } from '#store/releases.ts';

/** Publishes a release without training it, as somebody else. @throws if others publish at the same moment */
export async function publishAtOnce(releases: Releases, releaseNumber: number): Promise<void> {
  const by = { actor: 'Lou', note: '', origin: 'person', at: new Date() } as const;
  const number = await releases.publishAfter(await releases.currentPublication(), { releaseNumber, ...by });
  if (number === undefined) throw new Error(`Release ${releaseNumber} was not published.`);
}
