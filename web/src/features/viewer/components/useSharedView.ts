import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { usePreferences } from '../model/preferences';
import { writeSharedView } from '../model/urlState';
import type { ViewStore } from '../model/viewState';

const restMilliseconds = 350;

/** Once the view rests, the address and this browser remember it. */
export function useSharedView(store: ViewStore): void {
  const [, setQuery] = useSearchParams();
  const montage = usePreferences((state) => state.montage);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const remember = () => {
      const { viewport, durationSeconds } = store.getState();
      // A page cut to a short recording is not how the reader wants the next, longer one.
      if (viewport.pageSeconds < durationSeconds) {
        usePreferences.getState().change({ pageSeconds: viewport.pageSeconds });
      }
      setQuery((query) => writeSharedView(query, { ...viewport, montage }), { replace: true });
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(remember, restMilliseconds);
    };
    later();
    const unsubscribe = store.subscribe((state, before) => {
      if (state.viewport !== before.viewport) later();
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [store, montage, setQuery]);
}
