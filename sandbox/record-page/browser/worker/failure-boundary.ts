import { Component, type ReactNode } from 'react';

/** A card that throws while it renders is taken down and its message shown by the host; a class because React has no other error boundary. */
export function createFailureBoundary(report: (message: string) => void) {
  return class FailureBoundary extends Component<{ children?: ReactNode }, { failed: boolean }> {
    override state = { failed: false };

    static getDerivedStateFromError(): { failed: boolean } {
      return { failed: true };
    }

    override componentDidCatch(error: unknown): void {
      report(error instanceof Error ? error.message : String(error));
    }

    override render(): ReactNode {
      return this.state.failed ? null : this.props.children;
    }
  };
}
