import { Component, type FunctionComponent } from 'preact';

/** A component that is drawn again only if one of its properties is another, e.g. a row of a list that grows. */
export function unlessSame<P extends object>(Of: FunctionComponent<P>) {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return differs(this.props, next);
    }
    override render() {
      return <Of {...this.props} />;
    }
  };
}

function differs(now: object, next: object): boolean {
  const [before, after] = [new Map(Object.entries(now)), Object.entries(next)];
  return before.size !== after.length || after.some(([name, value]) => !Object.is(before.get(name), value));
}
