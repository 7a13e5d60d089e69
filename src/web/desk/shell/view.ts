import type { ComponentType } from 'preact';
import type { DeskAgent } from '#desk/wire.ts';
import type { DeskClient } from '../client/desk-client.ts';

/** The props of a view's parts. */
export interface ViewProps {
  client: DeskClient;
  /** The view's id, for links. */
  view: string;
  /** What is open in it. */
  reference: string | undefined;
}

/** As `ViewProps`, with something open. */
export type OpenProps = ViewProps & { reference: string };

/** A view of the desk: one entry of the rail, with its own address. */
export interface DeskView {
  /** Its part of the address: `#/waiting`. */
  id: string;
  label: string;
  Icon: ComponentType;
  /** The roles that see it. */
  roles: readonly DeskAgent['role'][];
  /** Rarely needed: on a phone it is in the menu instead of the bar. */
  isSeldom?: true;
  /** The number next to its name; undefined while unknown. It must read its signals at each call. */
  count?: (client: DeskClient) => number | undefined;
  /** Whether the number needs attention now. */
  isUrgent?: (client: DeskClient) => boolean;
  /** A key that opens it. */
  shortcut?: string;
  /** The list in the second column, or the whole page for a view without `Detail`. */
  List: ComponentType<ViewProps>;
  /** The open entry. Each reference gets a new instance. */
  Detail?: ComponentType<OpenProps>;
  /** The column next to it. */
  Aside?: ComponentType<OpenProps>;
}

export const everybody: DeskView['roles'] = ['agent', 'editor', 'supervisor'];
