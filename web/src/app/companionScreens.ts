import { ChartNoAxesColumn, LibraryBig, Settings2, Shield, Sun, type LucideIcon } from 'lucide-react';

interface CompanionScreen {
  path: string;
  name: 'app.today' | 'app.library' | 'app.insights' | 'app.plan' | 'app.settings';
  icon: LucideIcon;
}

/** The companion's bar, in its order. */
export const companionScreens: readonly CompanionScreen[] = [
  { path: '/today', name: 'app.today', icon: Sun },
  { path: '/library', name: 'app.library', icon: LibraryBig },
  { path: '/insights', name: 'app.insights', icon: ChartNoAxesColumn },
  { path: '/plan', name: 'app.plan', icon: Shield },
  { path: '/settings', name: 'app.settings', icon: Settings2 },
];
