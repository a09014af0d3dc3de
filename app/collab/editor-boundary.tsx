import type { ReactNode } from 'react';
import { Component } from 'react';

type Props = { fallback: ReactNode; onFail: () => void; children: ReactNode };

/** An editor that cannot be had leaves the text to be read, instead of taking the page away. */
export class EditorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    this.props.onFail();
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
