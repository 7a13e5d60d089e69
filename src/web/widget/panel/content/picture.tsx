import type { Strings } from '#web/widget/strings/strings.ts';
import { ExternalLink } from './external-link.tsx';
import { pictureUrl, safeUrl } from './safe-url.ts';

export interface PictureProps {
  url: string | undefined;
  name: string;
  strings: Strings;
  trusted: readonly string[];
}

/** A picture from our own server, or a link to one from elsewhere. */
export function Picture({ url, name, strings, trusted }: PictureProps) {
  const shown = pictureUrl(url, trusted);
  if (shown === undefined) return <FileLink url={url} name={name} strings={strings} />;
  const image = <img class="picture" src={shown} alt={name} loading="lazy" />;
  if (shown.startsWith('data:')) return image;
  return (
    <ExternalLink href={shown} newTab={strings.newTab}>
      {image}
    </ExternalLink>
  );
}

/** A download link, labelled with the file's name. */
export function FileLink({ url, name, strings }: Omit<PictureProps, 'trusted'>) {
  const address = safeUrl(url);
  if (address === undefined) return <span class="file">{name}</span>;
  return (
    <ExternalLink class="file" href={address} newTab={strings.newTab} download={name}>
      {name}
    </ExternalLink>
  );
}
