import { ExternalLink } from './external-link.tsx';
import { safeUrl } from './safe-url.ts';

/** Web addresses as people write them, without the punctuation that ends the sentence. */
const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}])/i;

/**
 * Shows text exactly as it was typed.
 * @param newTab read out after each link; undefined makes no links
 */
export const Plain = ({ text, newTab }: { text: string; newTab?: string }) => (
  <p class="plain" dir="auto">
    {newTab === undefined ? text : text.split(ADDRESS).map((part, at) => linked(part, at, newTab))}
  </p>
);

/** Every second part is an address. */
function linked(part: string, at: number, newTab: string) {
  const address = at % 2 === 1 ? safeUrl(part) : undefined;
  if (address === undefined) return part;
  return (
    <ExternalLink key={at} href={address} newTab={newTab}>
      {part}
    </ExternalLink>
  );
}
