const DAY_MS = 86_400_000;
const MAX_LENGTH = 500;

/** Milliseconds to wait after `retried` retries (0 before the first). */
export type RetryDelay = (retried: number) => number;

const FUNCTIONS: Record<string, { arity: number; apply: (a: number, b: number) => number }> = {
  pow: { arity: 2, apply: (a, b) => a ** b },
  min: { arity: 2, apply: Math.min },
  max: { arity: 2, apply: Math.max },
  sqrt: { arity: 1, apply: Math.sqrt },
  abs: { arity: 1, apply: Math.abs },
  exp: { arity: 1, apply: Math.exp },
  floor: { arity: 1, apply: Math.floor },
  ceil: { arity: 1, apply: Math.ceil },
  round: { arity: 1, apply: Math.round },
};

/** Recursive-descent parser; each rule returns a function of `retried`. */
class Parser {
  private readonly tokens: string[];
  private at = 0;

  constructor(text: string) {
    this.tokens = text.match(/\d+(?:\.\d+)?|\.\d+|[A-Za-z_]\w*|\S/g) ?? [];
  }

  whole(): RetryDelay {
    const value = this.sum();
    if (this.at < this.tokens.length) throw new SyntaxError(`unexpected "${this.tokens[this.at]}"`);
    return value;
  }

  private take(...wanted: string[]): string | undefined {
    const token = this.tokens[this.at];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.at++;
    return token;
  }

  private expect(wanted: string): void {
    if (this.take(wanted) === undefined) {
      throw new SyntaxError(`expected "${wanted}" but found ${this.tokens[this.at] ?? 'the end'}`);
    }
  }

  private sum(): RetryDelay {
    let left = this.product();
    for (let sign = this.take('+', '-'); sign !== undefined; sign = this.take('+', '-')) {
      const [a, b] = [left, this.product()];
      left = sign === '+' ? (n) => a(n) + b(n) : (n) => a(n) - b(n);
    }
    return left;
  }

  private product(): RetryDelay {
    let left = this.unary();
    for (let sign = this.take('*', '/'); sign !== undefined; sign = this.take('*', '/')) {
      const [a, b] = [left, this.unary()];
      left = sign === '*' ? (n) => a(n) * b(n) : (n) => a(n) / b(n);
    }
    return left;
  }

  private unary(): RetryDelay {
    const sign = this.take('-', '+');
    if (sign === undefined) return this.atom();
    const value = this.unary();
    return sign === '-' ? (n) => -value(n) : value;
  }

  private atom(): RetryDelay {
    if (this.take('(') !== undefined) {
      const inner = this.sum();
      this.expect(')');
      return inner;
    }
    const token = this.tokens[this.at++];
    if (token === undefined) throw new SyntaxError('the expression ends too early');
    if (/^[\d.]/.test(token) && token !== '.') {
      const value = Number(token);
      return () => value;
    }
    return token === 'retried' ? (n) => n : this.call(token);
  }

  private call(name: string): RetryDelay {
    const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (known === undefined) throw new SyntaxError(`unknown name "${name}"`);
    this.expect('(');
    const first = this.sum();
    if (known.arity === 1) {
      this.expect(')');
      return (n) => known.apply(first(n), 0);
    }
    this.expect(',');
    const second = this.sum();
    this.expect(')');
    return (n) => known.apply(first(n), second(n));
  }
}

/**
 * Compiles an Upstash-Retry-Delay expression: numbers, `retried`, + - * / and parentheses, pow sqrt abs exp floor
 * ceil round min max. Clamps the delay to 0 … one day.
 * @throws SyntaxError if invalid.
 */
export function compileRetryDelay(expression: string): RetryDelay {
  if (expression.length > MAX_LENGTH) throw new SyntaxError(`longer than ${MAX_LENGTH} characters`);
  const value = new Parser(expression).whole();
  return (retried) => {
    const ms = value(retried);
    return Number.isNaN(ms) ? defaultBackoff(retried) : Math.min(DAY_MS, Math.max(0, Math.round(ms)));
  };
}

/** min(86400, e^(2.5 n)) seconds for the n-th retry, in milliseconds. https://upstash.com/docs/qstash/features/retry */
export const defaultBackoff: RetryDelay = (retried) =>
  Math.min(DAY_MS, Math.round(Math.exp(2.5 * (retried + 1)) * 1_000));
