import type { ComponentChildren } from 'preact';

export interface ExternalLinkProps {
  /** A safe address, from `safeUrl` or `pictureUrl`. */
  href: string;
  /** Read out after the link, for visitors who cannot see that it opens elsewhere. */
  newTab: string;
  children: ComponentChildren;
  class?: string;
  download?: string;
}

/** A link that leads out of the chat. */
export const ExternalLink = ({ newTab, children, ...rest }: ExternalLinkProps) => (
  <a {...rest} target="_blank" rel="noopener noreferrer">
    {children}
    <span class="unseen"> {newTab}</span>
  </a>
);
