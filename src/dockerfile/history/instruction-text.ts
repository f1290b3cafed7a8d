import { commandText, execForm } from './command-form.ts';
import { type CreatedBy, parseCreatedBy } from './created-by.ts';
import { parseQuotedList } from './go-value.ts';
import { healthcheckText } from './healthcheck.ts';
import { joinLines, showLineEnds } from './one-line.ts';

/**
 * The instruction behind a history entry, on one line, as a Dockerfile could have it: `RUN make`, `EXPOSE 80/tcp`,
 * `CMD ["node", "server.js"]`. Build arguments stand before the command of RUN. A text that no builder is known to write
 * stays as it is; an empty one stays empty. Linear in the length of the text.
 */
export function instructionText(createdBy: string, comment = ''): string {
  const parsed = parseCreatedBy(createdBy, comment);
  const words = [parsed.keyword ?? '', ...parsed.buildArguments.map(quoteArgument), argumentsText(parsed)];
  return words.filter((word) => word !== '').join(' ');
}

/** What follows the keyword of an instruction, on one line, without build arguments. */
export function argumentsText({ keyword, text }: Pick<CreatedBy, 'keyword' | 'text'>): string {
  switch (keyword) {
    case 'RUN':
      return joinLines(text);
    case 'CMD':
    case 'ENTRYPOINT': {
      const words = parseQuotedList(text);
      return joinLines(words ? commandText(words) : text);
    }
    case 'HEALTHCHECK':
      return joinLines(healthcheckText(text) ?? text);
    case 'EXPOSE':
      return exposeText(text);
    case 'VOLUME':
      return volumeText(text);
    case 'SHELL':
      return shellText(text);
    default:
      return showLineEnds(text);
  }
}

/** `map[80/tcp:{} 443/tcp:{}]` and `[53/udp 8080/tcp]` as `53/udp 8080/tcp`. */
function exposeText(text: string): string {
  const inside = /^(?:map)?\[([^[\]]*)\]$/.exec(text)?.[1];
  if (inside === undefined) return showLineEnds(text);
  return inside
    .split(' ')
    .map((port) => (port.endsWith(':{}') ? port.slice(0, -3) : port))
    .filter((port) => port !== '')
    .join(' ');
}

/** `[/data /var/log]` as `/data /var/log`; left alone where a path may have a blank in it. */
function volumeText(text: string): string {
  const quoted = parseQuotedList(text);
  if (quoted) return execForm(quoted);
  const inside = bracketed(text)?.split(' ');
  return inside?.every((path) => path.startsWith('/')) ? inside.join(' ') : showLineEnds(text);
}

/** `[/bin/bash -c]` as `["/bin/bash", "-c"]`; left alone where a word may have a blank in it. */
function shellText(text: string): string {
  const quoted = parseQuotedList(text);
  if (quoted) return execForm(quoted);
  const inside = bracketed(text)?.split(' ');
  const isPlain = inside?.every((word, n) => (n === 0 ? /^[\w./-]+$/ : /^[-/]?\w+$/).test(word));
  return inside && isPlain ? execForm(inside) : showLineEnds(text);
}

function bracketed(text: string): string | null {
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : null;
}

/** `A=1`, or `A="two words"` where the value has blanks. */
function quoteArgument(argument: string): string {
  const equals = argument.indexOf('=') + 1;
  const value = argument.slice(equals);
  return /[\s"]/.test(value) ? argument.slice(0, equals) + JSON.stringify(value) : argument;
}
