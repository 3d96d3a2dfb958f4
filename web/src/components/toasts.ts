import { create } from 'zustand';

export interface Toast {
  id: number;
  text: string;
  action?: { label: string; onPress: () => void };
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
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, added].slice(-mostVisible) }));
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
