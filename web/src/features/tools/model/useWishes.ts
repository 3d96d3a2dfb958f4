import { usePreferences } from '@/features/preferences/api/preferences';
import { useProfile } from '@/features/profile/api/profile';
import type { Wishes } from './tools';

/** Null while it is not known, and with no network. */
export function useWishes(): Wishes | null {
  const preferences = usePreferences().data;
  const profile = useProfile().data;
  if (preferences === undefined || profile === undefined) return null;
  return {
    hasAdhd: profile.has_adhd,
    hasAutism: profile.has_autism_spectrum,
    timeBlindness: preferences.time_blindness_support,
    breakdown: preferences.task_breakdown_auto,
    hyperfocus: preferences.hyperfocus_reminders,
    sensory: preferences.sensory_load_tracking,
    routine: preferences.routine_deviation_alerts,
  };
}
