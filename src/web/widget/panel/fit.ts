/** Phones, and windows not high enough for a corner panel. */
const SMALL = '(max-width: 480px), (max-height: 520px)';

export const isFullScreen = (): boolean => matchMedia(SMALL).matches;

/**
 * Keeps the panel inside the visible part of the screen: pages are not told when an on-screen keyboard covers them, but
 * the visual viewport changes.
 * @returns a function that stops it
 */
export function fitViewport(panel: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (viewport === null) return () => undefined;
  const fit = (): void => {
    // A zoomed-in page has a small viewport too; the panel must not be squeezed into it.
    const isZoomed = viewport.scale > 1.01;
    panel.style.setProperty('--height', isZoomed ? '100dvh' : `${viewport.height}px`);
    panel.style.setProperty('--top', isZoomed ? '0px' : `${viewport.offsetTop}px`);
  };
  fit();
  viewport.addEventListener('resize', fit);
  viewport.addEventListener('scroll', fit);
  return () => {
    viewport.removeEventListener('resize', fit);
    viewport.removeEventListener('scroll', fit);
  };
}

/** Keeps Tab inside an element that covers the page. */
export function keepFocusInside(container: HTMLElement, event: KeyboardEvent): void {
  const all = [
    ...container.querySelectorAll<HTMLElement>('button, a[href], textarea, input, [tabindex="0"]'),
  ];
  const reachable = all.filter((element) => element.tabIndex >= 0 && element.checkVisibility());
  const root = container.getRootNode() as ShadowRoot;
  const goesOut = event.shiftKey ? reachable[0] : reachable.at(-1);
  const comesIn = event.shiftKey ? reachable.at(-1) : reachable[0];
  if (root.activeElement === goesOut || root.activeElement === container) {
    comesIn?.focus();
    event.preventDefault();
  }
}
