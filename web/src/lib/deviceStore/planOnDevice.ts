import { isRemembered } from '@/lib/api/rememberedSession';
import { drop, kept } from './deviceStore';

// The safety plan on this device, for when nobody is signed in: whoever was signed out for being away may need it most.
const closedPrefix = 'halcyon.plan-closed.';

/** What was written into a plan and has not reached the server. */
export interface UnsentPlan<Content> {
  content: Content;
  /** The version that it was written into. */
  base: number;
  writtenAt: string;
}

export const unsentPlanId = 'safety-plan';

/** Readable without signing in unless the person said otherwise here. */
export function isPlanReadable(userId: string): boolean {
  try {
    return localStorage.getItem(closedPrefix + userId) === null;
  } catch {
    return true;
  }
}

/** Outlives a sign-out: who closed it once need not do so again. */
export function setPlanReadable(userId: string, isReadable: boolean): void {
  try {
    if (isReadable) localStorage.removeItem(closedPrefix + userId);
    else localStorage.setItem(closedPrefix + userId, '1');
  } catch {
    // Without storage there is no plan on this device either.
  }
}

/** As it was last written here, sent or not. Null where there is none, or nothing in it, or it is closed. */
export async function planOnDevice<Plan extends object>(userId: string): Promise<Plan | null> {
  if (!isPlanReadable(userId)) return null;
  const plan = await kept<Plan>(userId, 'safety-plan', 'plan');
  const unsent = await kept<UnsentPlan<Partial<Plan>>>(userId, 'draft', unsentPlanId);
  const latest = plan && { ...plan, ...unsent?.content };
  const hasWords = Object.values(latest ?? {}).some(
    (entries) => Array.isArray(entries) && entries.length > 0,
  );
  return hasWords ? latest : null;
}

/** A closed plan leaves the device with its session. While one may still resume without a network, it stays. */
export async function forgetClosedPlan(userId: string): Promise<void> {
  if (isRemembered() !== null || isPlanReadable(userId)) return;
  await drop(userId, 'safety-plan', 'plan');
}
