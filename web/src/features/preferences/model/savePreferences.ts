import type { QueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import type { SaveStep } from '@/components/SaveState';
import { useSession } from '@/lib/api/session';
import { preferencesQuery, replacePreferences, type Preferences } from '../api/preferences';

/** Whether what was chosen is kept on the server. */
export const usePreferenceSaving = create<{ step: SaveStep }>(() => ({ step: 'idle' }));

let unsaved: Partial<Preferences> = {};
let isSaving = false;

/** Takes a choice: in view at once, on the server soon, in the order they were made. */
export function changePreferences(client: QueryClient, changes: Partial<Preferences>): void {
  unsaved = { ...unsaved, ...changes };
  client.setQueryData(preferencesQuery.queryKey, (known) => known && { ...known, ...changes });
  void savePreferences(client);
}

/** Also what "try again" does: everything not yet kept is sent. */
export async function savePreferences(client: QueryClient): Promise<void> {
  if (isSaving) return;
  isSaving = true;
  usePreferenceSaving.setState({ step: 'saving' });
  try {
    while (Object.keys(unsaved).length > 0) await sendUnsaved(client);
    usePreferenceSaving.setState({ step: 'saved' });
  } catch {
    usePreferenceSaving.setState({ step: 'failed' });
  } finally {
    isSaving = false;
  }
}

async function sendUnsaved(client: QueryClient): Promise<void> {
  // The server replaces all of them, so all of them have to be known first.
  const known = await client.query({ ...preferencesQuery, staleTime: 'static' });
  const changes = unsaved;
  unsaved = {};
  try {
    const kept = await replacePreferences({ ...known, ...changes });
    client.setQueryData(preferencesQuery.queryKey, { ...kept, ...unsaved });
  } catch (error) {
    unsaved = { ...changes, ...unsaved };
    throw error;
  }
}

// One person's choices are never sent as another's.
useSession.subscribe(({ user }, { user: before }) => {
  if (before === null || user?.id === before.id) return;
  unsaved = {};
  usePreferenceSaving.setState({ step: 'idle' });
});
