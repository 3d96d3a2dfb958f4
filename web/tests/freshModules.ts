// Test files share a process, its libraries and its page, since loading those anew costs more than the tests. The app's
// own modules are loaded anew for every file, so that none finds what another left in them. Loaded before all others.
import { afterAll, afterEach, vi } from 'vitest';

vi.resetModules();

// What the tabs of a browser tell each other, the modules of an earlier file must not hear.
const channels: BroadcastChannel[] = [];
vi.stubGlobal(
  'BroadcastChannel',
  class extends BroadcastChannel {
    constructor(name: string) {
      super(name);
      channels.push(this);
    }
  },
);

afterEach(() => {
  // Spoken to a screen reader, and kept in the page for some seconds.
  for (const log of document.querySelectorAll('[data-live-announcer] > *')) log.replaceChildren();
});

afterAll(() => {
  for (const channel of channels) channel.close();
  vi.unstubAllGlobals();
});
