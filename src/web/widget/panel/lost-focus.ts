/**
 * Moves keyboard focus to another element when pressing a button makes it disappear: choices, "Discard", a file's
 * cross. Otherwise focus would be lost.
 * @param home returns the element to focus
 * @returns a function that stops it
 */
export function catchLostFocus(panel: HTMLElement, home: () => HTMLElement | null): () => void {
  const root = panel.getRootNode() as ShadowRoot;
  let last: Element | undefined;
  const onFocusIn = (event: FocusEvent): void => {
    last = event.target as Element;
  };
  const onFocusOut = (): void => {
    const left = last;
    // After leaving by Tab or by a click on the page, the element is still there.
    queueMicrotask(() => {
      if (left === last && left?.isConnected === true) last = undefined;
    });
  };
  const observer = new MutationObserver(() => {
    if (last === undefined || last.isConnected) return;
    last = undefined;
    if (root.activeElement === null) home()?.focus({ preventScroll: true });
  });
  panel.addEventListener('focusin', onFocusIn);
  panel.addEventListener('focusout', onFocusOut);
  observer.observe(panel, { childList: true, subtree: true });
  return () => {
    panel.removeEventListener('focusin', onFocusIn);
    panel.removeEventListener('focusout', onFocusOut);
    observer.disconnect();
  };
}
