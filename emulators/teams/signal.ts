/** A minimal publish and subscribe: an error in one listener doesn't affect the others. */
export interface Signal<T> {
  readonly emit: (event: T) => void;
  /** @returns a function that stops listening */
  readonly on: (listener: (event: T) => void) => () => void;
}

export function createSignal<T>(onError: (error: unknown) => void = () => undefined): Signal<T> {
  const listeners = new Set<(event: T) => void>();
  return {
    emit(event) {
      for (const listener of [...listeners]) {
        try {
          listener(event);
        } catch (error) {
          onError(error);
        }
      }
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
