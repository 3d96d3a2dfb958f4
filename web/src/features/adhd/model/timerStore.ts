import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { noTimer, type Timer } from './timer';

/** The one timer of this device. It outlives the page: its end is an hour of the day. */
export const useTimer = create<Timer>()(persist((): Timer => noTimer, { name: 'halcyon.timer', version: 1 }));
