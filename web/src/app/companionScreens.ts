import {
  CalendarDays,
  ChartNoAxesColumn,
  LibraryBig,
  Settings2,
  Shapes,
  Shield,
  Sun,
  type LucideIcon,
} from 'lucide-react';

export interface CompanionScreen {
  path: string;
  name:
    'app.today' | 'app.library' | 'app.tools' | 'app.insights' | 'app.history' | 'app.plan' | 'app.settings';
  icon: LucideIcon;
  /** On a phone five places are enough: this one is reached from the screen at that address, and belongs to it there. */
  heldBy?: string;
}

/** The places of the companion, in the order of its bar. */
export const companionScreens: readonly CompanionScreen[] = [
  { path: '/today', name: 'app.today', icon: Sun },
  { path: '/library', name: 'app.library', icon: LibraryBig },
  { path: '/tools', name: 'app.tools', icon: Shapes, heldBy: '/library' },
  { path: '/insights', name: 'app.insights', icon: ChartNoAxesColumn },
  { path: '/history', name: 'app.history', icon: CalendarDays, heldBy: '/insights' },
  { path: '/plan', name: 'app.plan', icon: Shield },
  { path: '/settings', name: 'app.settings', icon: Settings2 },
];

export const phoneScreens = companionScreens.filter(({ heldBy }) => heldBy === undefined);

/** Where on the bar of a phone one is. */
export function phoneScreenAt(pathname: string): string | undefined {
  const here = companionScreens.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
  return here?.heldBy ?? here?.path;
}
