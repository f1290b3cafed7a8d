/** A secret in a text: where its value is, and what gives it away. */
export interface SecretText {
  /** The variable or option that holds it, else what it looks like: `AWS access key`, `password in a URL`. */
  readonly name: string;
  /** True when `name` is the name of a variable. */
  readonly isVariable: boolean;
  readonly start: number;
  readonly end: number;
}

const LONG_WORDS = 'PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|APIKEY|CREDENTIALS?';
const SHORT_WORDS =
  'PASS|PWD|(?:API|ACCESS|SECRET|PRIVATE|SIGNING|ENCRYPTION|DEPLOY|LICENSE|ACCOUNT|MASTER|APP|JWT|SSH|STRIPE|HMAC|STORAGE|CONSUMER|CLIENT|SESSION)_KEY|AUTH_?TOKEN';
const TAIL = '(?:_BASE|_BASE64|_B64|_VALUE|_?\\d+)?';
const SECRET_NAME = new RegExp(`(?:(?:${LONG_WORDS})|(?:^|_)(?:${SHORT_WORDS}))${TAIL}$`, 'i');
const NO_SECRET_NAME = /^(?:OLD)?PWD$/i;
/** Variables to be filled in, files, switches, blanks to fill out. */
const NO_SECRET_VALUE = /^(?:[$/<%]|\.\.?\/|\{\{|file:|(?:true|false|yes|no|none|null|on|off|\d|[*x.]+|-)$)/i;
/** A number may count tokens or keys; as a password it is a bad one. */
const NUMBER = /^\d{1,6}$/;
const PASSWORD_NAME = /(?:PASSWORD|PASSWD|PASS|PWD)$/i;

const ASSIGNMENT = /\b([A-Za-z_]\w{0,100})=("[^"]*"|'[^']*'|[^\s;&|"']+)/g;
/** In ENV, ARG and LABEL a value goes on over blanks up to the next name. */
const LONG_ASSIGNMENT = /\b([A-Za-z_]\w{0,100})=("[^"]*"|'[^']*'|\S+(?: (?![\w.-]{1,200}=)\S+)*)/g;
/** `ENV NAME value`, the old form. */
const OLD_ENV = /^ENV ([A-Za-z_]\w{0,100}) +(?![\w.-]+=)(\S.*)$/gs;
/** `--token`, "value" in a JSON list. */
const LISTED_OPTION =
  /"--(password|passwd|token|secret|api-key|access-token|auth-token|client-secret)", ?("[^"]*")/gi;
const OPTION =
  /--(password|passwd|token|secret|api-key|access-token|auth-token|client-secret)[= ]("[^"]*"|'[^']*'|[^\s;&|"']+)/gi;
const LOOKS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['password in a URL', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@'"]{0,200}:([^\s/@'"]+)@/gi],
  ['password of curl', /\bcurl\b[^;&|]{0,300}? (?:-u|--user)[= ]?["']?[^\s:'"$]{1,100}:([^\s'"]+)/g],
  ['password of mysql', /\bmysql(?:dump|admin)?\b[^;&|]{0,300}? -p([^\s'"]+)/g],
  ['authorization header', /\bauthorization: ?(?:bearer|basic|token) ([^\s'"]+)/gi],
  ['registry token', /_auth(?:Token)?[= ]("?[^\s'"]+)/g],
  ['GitHub token', /\b((?:gh[pousr]_[A-Za-z0-9]{30,})|github_pat_\w{30,})/g],
  ['GitLab token', /\b(glpat-[\w-]{18,})/g],
  ['npm token', /\b(npm_[A-Za-z0-9]{30,})/g],
  ['Slack token', /\b(xox[abprs]-[\w-]{10,})/g],
  ['Stripe key', /\b([rs]k_live_\w{10,})/g],
  ['Google API key', /\b(AIza[\w-]{30,})/g],
  ['AWS access key', /\b((?:AKIA|ASIA)[A-Z0-9]{16})\b/g],
  ['private key', /(-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----[^"']*)/g],
];

/** True for the name of a variable that holds a secret by all appearances. */
function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !NO_SECRET_NAME.test(name);
}

/** True for a value that may be a secret: something is there, and it is no file, no switch, no variable to be filled in. */
function isSecretValue(value: string, name: string): boolean {
  const bare = value.replace(/^["']|["']$/g, '');
  if (bare === '' || NO_SECRET_VALUE.test(bare)) return false;
  return !NUMBER.test(bare) || PASSWORD_NAME.test(name);
}

/** The secrets in the text of an instruction, in their order, none inside another. */
export function findSecretTexts(text: string): readonly SecretText[] {
  const assignment = /^(?:ENV|ARG|LABEL) /.test(text) ? LONG_ASSIGNMENT : ASSIGNMENT;
  const found = [
    ...matches(text, assignment).filter(({ name }) => isSecretName(name)),
    ...matches(text, OLD_ENV).filter(({ name }) => isSecretName(name)),
    ...[OPTION, LISTED_OPTION].flatMap((pattern) =>
      matches(text, pattern).map((secret) => ({ ...secret, name: `--${secret.name}`, isVariable: false })),
    ),
    ...LOOKS.flatMap(([name, pattern]) => looks(text, name, pattern)),
  ];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter((secret) => {
    if (secret.start < end || !isSecretValue(text.slice(secret.start, secret.end), secret.name)) return false;
    end = secret.end;
    return true;
  });
}

/** The text with `***` in the place of every secret. */
export function hideSecrets(text: string): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of findSecretTexts(text)) {
    shown += `${text.slice(at, start)}***`;
    at = end;
  }
  return shown + text.slice(at);
}

function matches(text: string, pattern: RegExp): readonly SecretText[] {
  return [...text.matchAll(pattern)].map((match) => {
    const end = match.index + match[0].length;
    return { name: match[1]!, isVariable: true, start: end - match[2]!.length, end };
  });
}

function looks(text: string, name: string, pattern: RegExp): readonly SecretText[] {
  return [...text.matchAll(pattern)].map((match) => {
    const start = match.index + match[0].lastIndexOf(match[1]!);
    return { name, isVariable: false, start, end: start + match[1]!.length };
  });
}
