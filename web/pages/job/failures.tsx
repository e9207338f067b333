import { useLocation } from 'preact-iso/router';
import { withParameter } from '../../words/address.ts';
import { counted } from '../../words/count.ts';
import { type Cause, codeInWords } from './errors.ts';

const SHOWN_KEYS = 12;

/** What went wrong, by cause, with what to do about it. Nothing where nothing did. */
export function Failures({ causes }: { causes: readonly Cause[] }) {
  const { url } = useLocation();
  if (causes.length === 0) return null;
  return (
    <section aria-labelledby="failures">
      <h2 id="failures">What failed</h2>
      <ul class="causes">
        {causes.map(({ code, message, keys, mayPass }) => (
          <li key={code}>
            <p>
              <strong>
                {counted(keys.length, 'step')}: {codeInWords(code)}.
              </strong>{' '}
              {message}
            </p>
            <p class="minor">
              {keys.slice(0, SHOWN_KEYS).map((key) => (
                <a key={key} class="figure" href={withParameter(url, 'step', key)}>
                  {key}
                </a>
              ))}
              {keys.length > SHOWN_KEYS && ` and ${keys.length - SHOWN_KEYS} more`}
            </p>
            <p class="minor">
              {mayPass > 0
                ? `${counted(mayPass, 'was', 'were')} tried several times and may work now: retry.`
                : 'Refused at the first try: the same request would be refused again.'}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
