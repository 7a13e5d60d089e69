import type { Strings } from '#web/widget/strings/strings.ts';
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
    <a href={shown} target="_blank" rel="noopener noreferrer">
      {image}
      <span class="unseen"> {strings.newTab}</span>
    </a>
  );
}

/** A download link, labelled with the file's name. */
export function FileLink({ url, name, strings }: Omit<PictureProps, 'trusted'>) {
  const address = safeUrl(url);
  if (address === undefined) return <span class="file">{name}</span>;
  return (
    <a class="file" href={address} target="_blank" rel="noopener noreferrer" download={name}>
      {name}
      <span class="unseen"> {strings.newTab}</span>
    </a>
  );
}
