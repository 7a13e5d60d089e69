import type { Activity } from '#bot-framework/activity.ts';

/** Where Teams says whose it is. */
interface TeamsData {
  tenant?: { id?: unknown };
}

/** The tenant that an activity comes from, where its channel says it. */
function tenantOf({ conversation, channelData }: Activity): string | undefined {
  const { tenant } = (channelData ?? {}) as TeamsData;
  const id = conversation.tenantId ?? tenant?.id;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/**
 * Whether an activity comes from somewhere else than the one tenant that the bot is for. What names no tenant (other
 * channels than Teams) is not judged by it.
 */
export const isOtherTenant = (activity: Activity, tenantId: string | undefined): boolean => {
  const tenant = tenantOf(activity);
  return tenantId !== undefined && tenant !== undefined && tenant.toLowerCase() !== tenantId.toLowerCase();
};
