import { create } from 'zustand';

export interface Toast {
  id: number;
  text: string;
  action?: { label: string; onPress: () => void };
  /** A toast takes the place of an earlier one of its topic, and is soon gone: there is another way to what it offers. */
  topic?: string;
}

interface ToastState {
  toasts: Toast[];
}

/** Good news and undo only; a failure that needs action is shown where it happened. */
export const useToasts = create<ToastState>(() => ({ toasts: [] }));

const mostVisible = 3;
let lastId = 0;

export function showToast(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  const added = { ...toast, id: lastId };
  useToasts.setState(({ toasts }) => ({
    toasts: [...others(toasts, toast.topic), added].slice(-mostVisible),
  }));
}

export function dismissTopic(topic: string): void {
  useToasts.setState(({ toasts }) => ({ toasts: others(toasts, topic) }));
}

function others(toasts: readonly Toast[], topic: string | undefined): Toast[] {
  return toasts.filter((toast) => topic === undefined || toast.topic !== topic);
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
