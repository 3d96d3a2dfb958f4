import { useState } from 'react';
import { newId } from '@/lib/newId';

/** Names calls for the server: the same words, however often they are tried, are kept once; other words are another call. */
class CallId {
  #last: { words: string; id: string } | null = null;

  of(body: unknown): string {
    const words = JSON.stringify(body);
    if (this.#last?.words !== words) this.#last = { words, id: newId() };
    return this.#last.id;
  }

  /** It was kept: the same words again are a new thing. */
  done(): void {
    this.#last = null;
  }
}

export function useCallId(): CallId {
  const [call] = useState(() => new CallId());
  return call;
}
