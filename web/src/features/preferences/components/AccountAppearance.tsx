import { useEffect } from 'react';
import { useAppearance } from '@/lib/appearance/appearance';
import { usePreferences } from '../api/preferences';
import { appearanceOf } from '../model/appearanceValues';

/** Brings the look of the account to this device once somebody has signed in. */
export function AccountAppearance() {
  const { data } = usePreferences();
  useEffect(() => {
    const appearance = data && appearanceOf(data);
    if (appearance) useAppearance.setState(appearance);
  }, [data]);
  return null;
}
