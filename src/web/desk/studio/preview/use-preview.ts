import { useEffect, useState } from 'preact/hooks';
import type { StudioKey, StudioPreview } from '#desk/studio/wire.ts';
import { studioApi } from '../studio-api.ts';

/** The preview updates after a pause this long. */
const PAUSE_MS = 300;
/** How long to wait before retrying a failed request. */
const RETRY_MS = 3000;

/**
 * The preview of an entry's content on the screen; undefined until it has loaded.
 * @param language undefined for English
 */
export function usePreview(
  key: StudioKey,
  content: unknown,
  language: string | undefined,
): StudioPreview['lines'] | undefined {
  const [lines, setLines] = useState<StudioPreview['lines']>();
  const isFirst = lines === undefined;
  useEffect(() => {
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout>;
    const show = async (): Promise<void> => {
      const answer = await studioApi.preview({ ...key, content, ...(language && { language }) });
      if (!isWanted) return;
      if (answer.ok) setLines(answer.body.lines);
      else timer = setTimeout(() => void show(), RETRY_MS);
    };
    timer = setTimeout(() => void show(), isFirst ? 0 : PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [content, language]);
  return lines;
}
