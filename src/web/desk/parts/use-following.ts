import { useEffect, useRef } from 'preact/hooks';

/** Closer to the end than this counts as at the end. */
const NEAR_PX = 40;

/** Keeps an element scrolled to its end when it grows or is resized, unless the reader has scrolled up. */
export function useFollowing() {
  const element = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const follow = (): void => {
    if (element.current && isAtEnd.current) element.current.scrollTop = element.current.scrollHeight;
  };
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    let before = current.scrollTop;
    const note = (): void => {
      const isNear = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_PX;
      // Only scrolling up leaves the end: content added below moves the end away as well.
      if (isNear) isAtEnd.current = true;
      else if (current.scrollTop < before) isAtEnd.current = false;
      before = current.scrollTop;
    };
    const watch = new ResizeObserver(follow);
    watch.observe(current);
    const watchContent = new MutationObserver(follow);
    watchContent.observe(current, { childList: true, subtree: true });
    current.addEventListener('scroll', note, { passive: true });
    return () => {
      watch.disconnect();
      watchContent.disconnect();
      current.removeEventListener('scroll', note);
    };
  }, []);
  return element;
}
