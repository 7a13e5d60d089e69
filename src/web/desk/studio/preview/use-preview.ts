import { useEffect, useState } from 'preact/hooks';
import type { StudioKey, StudioPreview } from '#desk/studio/wire.ts';
import { studioApi } from '../studio-api.ts';

/** What is typed is shown at the next short pause. */
const PAUSE_MS = 300;

/** How customers would meet an entry as it is on the screen; undefined until the server has said so. */
export function usePreview(key: StudioKey, content: unknown): StudioPreview['lines'] | undefined {
  const [lines, setLines] = useState<StudioPreview['lines']>();
  const isFirst = lines === undefined;
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(
      () => {
        void studioApi.preview({ ...key, content }).then((answer) => {
          if (isWanted && answer.ok) setLines(answer.body.lines);
        });
      },
      isFirst ? 0 : PAUSE_MS,
    );
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [content]);
  return lines;
}
