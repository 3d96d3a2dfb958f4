import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface PlayerChoices {
  /** Whether a step gives way to the next when its time is up. */
  movesOn: boolean;
}

/** How somebody likes to be led, on this device. */
export const usePlayerChoices = create<PlayerChoices>()(
  persist((): PlayerChoices => ({ movesOn: true }), { name: 'halcyon.player', version: 1 }),
);
