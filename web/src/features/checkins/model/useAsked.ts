import { usePreferences } from '@/features/preferences/api/preferences';
import { useProfile } from '@/features/profile/api/profile';

export type Asked = 'sensory' | 'executive' | 'masking';

/** Which scales of senses and focus to offer: those that the person's own settings speak of, and no others. */
export function useAsked(): Asked[] {
  const preferences = usePreferences().data;
  const profile = useProfile().data;
  const hasAdhd = profile?.has_adhd === true;
  const hasAutism = profile?.has_autism_spectrum === true;
  const asked: Asked[] = [];
  if (hasAutism || preferences?.sensory_load_tracking === true) asked.push('sensory');
  if (hasAdhd || preferences?.time_blindness_support === true || preferences?.task_breakdown_auto === true)
    asked.push('executive');
  if (hasAutism) asked.push('masking');
  return asked;
}
