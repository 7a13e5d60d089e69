import { type ComponentChildren, render } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Draws its children with style sheets of their own, which the page's do not reach. */
export function InShadow({
  sheets,
  children,
}: {
  /** Makes the style sheets, once. */
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
