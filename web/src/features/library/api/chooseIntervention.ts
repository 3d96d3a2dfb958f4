import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { showToast } from '@/components/toasts';
import { api, unwrap } from '@/lib/api/client';
import { t } from '@/lib/messages/library';
import type { Intervention } from '../model/intervention';
import { libraryKey } from './interventions';

type Choice = 'favourite' | 'hidden';

/** Keeps an action close or out of sight, and takes it back. Outlives the card that was pressed. */
export function useChoices() {
  const client = useQueryClient();
  return useMemo(
    () => ({
      favour: (item: Intervention, isFavourite: boolean) => {
        showFavourite(client, item.id, isFavourite);
        return choose(client, item, 'favourite', isFavourite);
      },
      show: (item: Intervention) => choose(client, item, 'hidden', false),
      hide: async (item: Intervention) => {
        if (!(await choose(client, item, 'hidden', true))) return;
        showToast({
          text: t('library.hid', { name: item.name }),
          action: { label: t('library.undo'), onPress: () => void unhide(client, item) },
        });
      },
    }),
    [client],
  );
}

/** Hiding takes a favourite's mark away; bringing it back gives it back. */
async function unhide(client: QueryClient, item: Intervention): Promise<void> {
  await (item.is_favourite ? choose(client, item, 'favourite', true) : choose(client, item, 'hidden', false));
}

async function choose(
  client: QueryClient,
  { id }: Intervention,
  choice: Choice,
  isOn: boolean,
): Promise<boolean> {
  try {
    await unwrap(ask(choice, isOn, id));
    return true;
  } catch {
    showToast({ text: t('library.notSaved') });
    return false;
  } finally {
    void client.invalidateQueries({ queryKey: libraryKey });
  }
}

function ask(choice: Choice, isOn: boolean, interventionId: string) {
  const of = { params: { path: { interventionId } } };
  if (choice === 'favourite') {
    const path = '/v1/interventions/{interventionId}/favourite';
    return isOn ? api.PUT(path, of) : api.DELETE(path, of);
  }
  const path = '/v1/interventions/{interventionId}/hidden';
  return isOn ? api.PUT(path, of) : api.DELETE(path, of);
}

function showFavourite(client: QueryClient, id: string, isFavourite: boolean): void {
  const change = (item: Intervention) => (item.id === id ? { ...item, is_favourite: isFavourite } : item);
  void client.cancelQueries({ queryKey: libraryKey });
  client.setQueriesData<Intervention[] | Intervention | null>({ queryKey: libraryKey }, (known) => {
    if (known === undefined || known === null) return known;
    return Array.isArray(known) ? known.map(change) : change(known);
  });
}
