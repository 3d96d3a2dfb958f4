/** IANA names that this browser knows, with the one in use first when it knows it by another spelling. */
export function timeZones(inUse: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return [...new Set([inUse, 'UTC', ...known])].sort((one, other) => one.localeCompare(other));
}

export function timeZoneHere(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** "Europe/Zurich" as people read it. */
export function timeZoneText(name: string): string {
  return name.replaceAll('_', ' ').replaceAll('/', ' · ');
}
