import { type ComponentChildren, render } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Renders its children in a shadow root with their own style sheets, isolated from the page's. */
export function InShadow({
  sheets,
  children,
}: {
  /** Creates the style sheets; called once. */
  sheets: () => CSSStyleSheet[];
  children: ComponentChildren;
}) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    if (root.adoptedStyleSheets.length === 0) root.adoptedStyleSheets = sheets();
    render(children, root);
  });
  useEffect(() => {
    const { current } = host;
    return () => {
      if (current?.shadowRoot) render(null, current.shadowRoot);
    };
  }, []);
  return <div ref={host} />;
}
