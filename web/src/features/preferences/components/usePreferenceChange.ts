import { useQueryClient } from '@tanstack/react-query';
import type { Preferences } from '../api/preferences';
import { changePreferences } from '../model/savePreferences';

export function usePreferenceChange(): (changes: Partial<Preferences>) => void {
  const client = useQueryClient();
  return (changes) => changePreferences(client, changes);
}
