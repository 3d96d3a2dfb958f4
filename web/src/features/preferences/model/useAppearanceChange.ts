import { useQueryClient } from '@tanstack/react-query';
import { useSession } from '@/lib/api/session';
import { useAppearance, type Appearance } from '@/lib/appearance/appearance';
import { preferencesOf } from './appearanceValues';
import { changePreferences } from './savePreferences';

/** Changes how Halcyon looks here at once, and for the account of whoever is signed in. */
export function useAppearanceChange(): (change: Partial<Appearance>) => void {
  const client = useQueryClient();
  return (change) => {
    useAppearance.setState(change);
    if (useSession.getState().status !== 'signed-in') return;
    // All of it, so that what was chosen here before signing in comes along.
    changePreferences(client, preferencesOf(useAppearance.getState()));
  };
}
