import { isMontage, type Montage } from './choices';

/** The part of the view that the address carries, so that it can be sent or opened on another device. */
export interface SharedView {
  fromSeconds: number | null;
  pageSeconds: number | null;
  montage: Montage | null;
}

export function readSharedView(query: URLSearchParams): SharedView {
  const montage = query.get('montage');
  return {
    fromSeconds: number(query.get('t'), 0),
    pageSeconds: number(query.get('len'), 0.05),
    montage: isMontage(montage) ? montage : null,
  };
}

export function writeSharedView(
  query: URLSearchParams,
  view: { fromSeconds: number; pageSeconds: number; montage: Montage },
) {
  const written = new URLSearchParams(query);
  written.set('t', short(view.fromSeconds));
  written.set('len', short(view.pageSeconds));
  written.set('montage', view.montage);
  return written;
}

function number(text: string | null, least: number): number | null {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= least ? value : null;
}

/** Milliseconds are finer than anyone can aim. */
function short(seconds: number): string {
  return String(Number(seconds.toFixed(3)));
}
