import { useEffect, useState } from 'preact/hooks';
import type { StudioKey, StudioPreview } from '#desk/studio/wire.ts';
import { studioApi } from '../studio-api.ts';

/** What is typed is shown at the next short pause. */
const PAUSE_MS = 300;
/** The server may be back then. */
const RETRY_MS = 3000;

/**
 * How customers would meet an entry as it is on the screen; undefined until the server has said so.
 * @param language undefined: English
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
