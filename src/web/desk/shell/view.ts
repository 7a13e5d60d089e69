import type { ComponentType } from 'preact';
import type { DeskAgent } from '#desk/wire.ts';
import type { DeskClient } from '../client/desk-client.ts';

/** What the parts of a view get. */
export interface ViewProps {
  client: DeskClient;
  /** The view's id, for links. */
  view: string;
  /** What is open in it. */
  reference: string | undefined;
}

/** As `ViewProps`, with something open. */
export type OpenProps = ViewProps & { reference: string };

/** A view of the desk: one entry of the rail, at an address of its own. */
export interface DeskView {
  /** Its part of the address: `#/waiting`. */
  id: string;
  label: string;
  Icon: ComponentType;
  /** Who sees it. */
  roles: readonly DeskAgent['role'][];
  /** Seldom needed: on a phone it is in the menu instead of the bar. */
  isSeldom?: true;
  /** The number beside its name; undefined while unknown. It must read its signals at each call. */
  count?: (client: DeskClient) => number | undefined;
  /** Whether the number asks for attention now. */
  isUrgent?: (client: DeskClient) => boolean;
  /** A key that leads there. */
  shortcut?: string;
  /** The list in the second column, or the whole page for a view without `Detail`. */
  List: ComponentType<ViewProps>;
  /** What is open. It gets a new instance for each reference. */
  Detail?: ComponentType<OpenProps>;
  /** The column beside it. */
  Aside?: ComponentType<OpenProps>;
}

export const everybody: DeskView['roles'] = ['agent', 'editor', 'supervisor'];
