import { execForm } from './command-form.ts';
import { parseQuotedNumber, readQuotedList } from './go-value.ts';

const QUOTED_TAIL = /^((?: "[^"\\]*"){3,4}) ('(?:[^'\\]|\\.[^']*)')\}$/su;
const NAMED_TAIL =
  /^ Interval:(\S+) Timeout:(\S+) StartPeriod:(\S+)(?: StartInterval:(\S+))? Retries:(\d+)\}$/;
const NAMED_HEAD = '{Test:[';

/**
 * The arguments of HEALTHCHECK as a Dockerfile has them, from both forms that builders print: Go's %q of the structure,
 * `&{["CMD-SHELL" "curl -f localhost"] "30s" "3s" "0s" "0s" '\x02'}`, and its %+v, `{Test:[CMD /up] Interval:30s ...}`;
 * null for anything else. Builders before 25 know no start interval.
 */
export function healthcheckText(text: string): string | null {
  return quotedForm(text) ?? namedForm(text);
}

function quotedForm(text: string): string | null {
  const test = text.startsWith('&{') ? readQuotedList(text.slice(2)) : null;
  const tail = test && QUOTED_TAIL.exec(test.rest);
  const retries = tail && parseQuotedNumber(tail[2]!);
  if (!tail || retries === null) return null;
  const times = tail[1]!.split('"').filter((_, n) => n % 2 === 1);
  const [interval, timeout, startPeriod, startInterval = '0s'] = times;
  return [
    ...flags(interval!, timeout!, startPeriod!, startInterval, String(retries)),
    testText(test.words),
  ].join(' ');
}

function testText(words: readonly string[]): string {
  const [kind, ...rest] = words;
  if (kind === 'NONE') return 'NONE';
  if (kind === 'CMD-SHELL') return `CMD ${rest.join(' ')}`;
  return `CMD ${execForm(kind === 'CMD' ? rest : words)}`;
}

function namedForm(text: string): string | null {
  const end = text.lastIndexOf('] Interval:');
  const tail = end < 0 ? null : NAMED_TAIL.exec(text.slice(end + 1));
  if (!tail || !text.startsWith(NAMED_HEAD)) return null;
  const [, interval, timeout, startPeriod, startInterval = '0s', retries] = tail;
  // The words are printed without quotes: where one ends cannot be told, so they stay one text.
  const words = text.slice(NAMED_HEAD.length, end);
  const test = words === 'NONE' ? words : `CMD ${words.replace(/^CMD(?:-SHELL)? /, '')}`;
  return [...flags(interval!, timeout!, startPeriod!, startInterval, retries!), test].join(' ');
}

/** The flags in the order of the Dockerfile reference; zero is the default and is not written. */
function flags(
  interval: string,
  timeout: string,
  startPeriod: string,
  startInterval: string,
  retries: string,
): readonly string[] {
  const all = [
    ['interval', interval],
    ['timeout', timeout],
    ['start-period', startPeriod],
    ['start-interval', startInterval],
    ['retries', retries],
  ] as const;
  return all
    .filter(([, value]) => value !== '0s' && value !== '0')
    .map(([name, value]) => `--${name}=${value}`);
}
