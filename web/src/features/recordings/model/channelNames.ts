/** How channels are called: by labels that do not repeat, and for people by electrode. */

interface Named {
  label: string;
  name: string | null;
}

/** A file may use one label twice: the second "C3" is "C3 (2)", as verdicts and spectra call it. */
export function distinctLabels(labels: readonly string[]): string[] {
  const used = new Set<string>();
  return labels.map((label) => {
    let distinct = label;
    for (let n = 2; used.has(distinct); n++) distinct = `${label} (${n})`;
    used.add(distinct);
    return distinct;
  });
}

/** What to show for a label of a report: "FC5" for "Fc5.", told apart where two channels sit at one electrode. */
export function shownNames(channels: readonly Named[]): (label: string) => string {
  const labels = distinctLabels(channels.map(({ label }) => label));
  const names = distinctLabels(channels.map(({ label, name }) => name ?? label));
  const byLabel = new Map(labels.map((label, at) => [label, names[at] ?? label]));
  return (label) => byLabel.get(label) ?? label;
}
