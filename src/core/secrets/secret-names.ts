import { endingFilter } from '../ending-filter.ts';

/** What kind of secret a file may hold. */
type SecretKind =
  | 'private key'
  | 'environment file'
  | 'package registry token'
  | 'password file'
  | 'cloud credentials'
  | 'cluster credentials'
  | 'registry credentials'
  | 'infrastructure state'
  | 'key store';

/** What a file name makes of a file. */
export interface SecretSuspicion {
  readonly kind: SecretKind;
  /** The start of the file must match, as Latin-1; null: the name alone tells. */
  readonly head: RegExp | null;
  /** The directory that the file must be in. */
  readonly within?: string;
  /** What it may be in another directory. */
  readonly otherwise?: SecretSuspicion;
}

const PRIVATE_KEY: SecretSuspicion = {
  kind: 'private key',
  head: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|^PuTTY-User-Key-File-/,
};
/** A file that is a key and nothing else. */
const KEY_FILE: SecretSuspicion = {
  kind: 'private key',
  head: /^\s*(?:-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-)/,
};
const KEY_STORE: SecretSuspicion = { kind: 'key store', head: null };
const NPM: SecretSuspicion = {
  kind: 'package registry token',
  head: /(?:_authToken|_auth|_password)\s*=\s*(?!\$\{)["']?[^\s"'$]/,
};
const PASSWORD: SecretSuspicion = { kind: 'password file', head: /\bpassw(?:or)?d\s*[:=\s]\s*[^\s$]/i };
const NAMED_PASSWORDS: SecretSuspicion = { kind: 'password file', head: /\S:\S/ };
const REGISTRY: SecretSuspicion = {
  kind: 'registry credentials',
  head: /"(?:auth|identitytoken|registrytoken)"\s*:\s*"[^"]/,
};
const CLUSTER: SecretSuspicion = {
  kind: 'cluster credentials',
  head: /(?:client-key-data|token|password)["']?\s*:\s*["']?[^\s"']/,
};
const CLOUD: SecretSuspicion = {
  kind: 'cloud credentials',
  head: /"private_key"\s*:\s*"-----BEGIN|"(?:client_secret|refresh_token)"\s*:\s*"[^"]/,
};
const AWS: SecretSuspicion = { kind: 'cloud credentials', head: /aws_secret_access_key\s*=\s*\S/i };
const GEM: SecretSuspicion = { kind: 'package registry token', head: /api_key["']?:\s*\S/ };
const CARGO: SecretSuspicion = { kind: 'package registry token', head: /\btoken\s*=\s*["']\S/ };
const COMPOSER: SecretSuspicion = {
  kind: 'package registry token',
  head: /"password"\s*:\s*"[^"]|"github\.com"\s*:\s*"\w/,
};
const GITHUB: SecretSuspicion = { kind: 'package registry token', head: /oauth_token:\s*\S/ };
const DATABASE: SecretSuspicion = { kind: 'cloud credentials', head: /^SQLite format 3/ };
const AZURE: SecretSuspicion = {
  kind: 'cloud credentials',
  head: /"(?:accessToken|refreshToken|secret)"\s*:\s*"[^"]/,
};
const RAILS: SecretSuspicion = { kind: 'cloud credentials', head: /^[0-9a-f]{32,}\s*$/ };
const SECRET_KEY: SecretSuspicion = { kind: 'cloud credentials', head: /secret_?(?:access_?)?key\s*=\s*\S/i };
const STATE: SecretSuspicion = { kind: 'infrastructure state', head: /"(?:resources|modules)"\s*:/ };
const VARIABLES: SecretSuspicion = {
  kind: 'infrastructure state',
  head: /(?:secret|token|password|passwd|api_?key|private_?key|credential)\w*["']?\s*=\s*["'][^"']/i,
};

/** `.env` and its like: values are named in them, in any order, and may be anything but secret. */
export const ENVIRONMENT: SecretSuspicion = {
  kind: 'environment file',
  head: /^[\t ]*(?:export[\t ]+)?[A-Za-z_][\w.]*[\t ]*=[\t ]*["']?[^\s"'#]/m,
};

const BY_NAME: ReadonlyMap<string, SecretSuspicion> = new Map<string, SecretSuspicion>([
  ...['id_rsa', 'id_dsa', 'id_ecdsa', 'id_ed25519', 'identity'].map((name) => [name, PRIVATE_KEY] as const),
  ['.envrc', ENVIRONMENT],
  ['.npmrc', NPM],
  ['.yarnrc.yml', { kind: 'package registry token', head: /npmAuth(?:Token|Ident):\s*["']?[^\s"'$]/ }],
  ['.pypirc', PASSWORD],
  ['.my.cnf', PASSWORD],
  ['settings.xml', { kind: 'password file', head: /<password>\s*[^<\s$]/, within: '.m2' }],
  ['.netrc', PASSWORD],
  ['_netrc', PASSWORD],
  ['.pgpass', NAMED_PASSWORDS],
  ['.htpasswd', NAMED_PASSWORDS],
  ['.git-credentials', { kind: 'password file', head: /:\/\/[^\s:@]*:[^\s@]+@/ }],
  ['.dockercfg', REGISTRY],
  ['.dockerconfigjson', REGISTRY],
  ['config.json', { ...REGISTRY, within: '.docker' }],
  ['config', { ...CLUSTER, within: '.kube', otherwise: { ...AWS, within: '.aws' } }],
  ['admin.conf', { ...CLUSTER, within: 'kubernetes' }],
  ['k3s.yaml', CLUSTER],
  ['kubeconfig', CLUSTER],
  ['kubeconfig.yaml', CLUSTER],
  ['kubeconfig.yml', CLUSTER],
  ['credentials', { ...AWS, within: '.aws', otherwise: { ...GEM, within: '.gem' } }],
  ['credentials.toml', { ...CARGO, within: '.cargo' }],
  ['credentials.db', { ...DATABASE, within: 'gcloud' }],
  ['access_tokens.db', { ...DATABASE, within: 'gcloud' }],
  ['accessTokens.json', AZURE],
  ['msal_token_cache.json', AZURE],
  ['hosts.yml', { ...GITHUB, within: 'gh' }],
  ['auth.json', { ...COMPOSER, within: '.composer' }],
  ['master.key', { ...RAILS, within: 'config', otherwise: PRIVATE_KEY }],
  ['application_default_credentials.json', CLOUD],
  ['.s3cfg', SECRET_KEY],
  ['.boto', SECRET_KEY],
  ['.vault-token', { kind: 'cloud credentials', head: /\S/ }],
  ['htpasswd', NAMED_PASSWORDS],
]);

const BY_EXTENSION: ReadonlyMap<string, SecretSuspicion> = new Map<string, SecretSuspicion>([
  ...['pem', 'key', 'ppk', 'asc', 'gpg', 'priv'].map((extension) => [extension, PRIVATE_KEY] as const),
  ...['p12', 'pfx', 'jks', 'keystore', 'kdbx'].map((extension) => [extension, KEY_STORE] as const),
  ['kubeconfig', CLUSTER],
  ['tfstate', STATE],
  ['tfvars', VARIABLES],
  ['ovpn', PRIVATE_KEY],
]);

/** Android's debug key store is the same for everybody, and Debian's makes no secret of what it is. */
const HARMLESS: ReadonlySet<string> = new Set(['debug.keystore', 'ssl-cert-snakeoil.key']);
/** `deploy_key`, `ssh_host_ed25519_key`, `work_rsa`: their content decides. */
const KEY_NAME = /[_-](?:rsa|dsa|ecdsa|ed25519|key)$/;
/** `id_rsa.bak`, `secret.txt`, `key.txt`, `server-private.crt`: so does that of these. */
const TELLING = /(?:^|[._-])(?:id_(?:rsa|dsa|ecdsa|ed25519)|keys?|priv(?:ate)?|privkey|secrets?)(?:[._-]|$)/i;
/** Beside the certificate there may be its key. */
const CERTIFICATE = /^(?:crt|cert)$/;
const TELLING_EXTENSIONS: ReadonlySet<string> = new Set(['txt', 'bak', 'old', 'orig', 'crt', 'cert']);
/** Google calls a key `PROJECT-0123456789ab.json`. */
const CLOUD_JSON =
  /service.?account|credential|client_secret|adminsdk|gcp|gcloud|firebase|(?:^|[._-])(?:keys?|keyfile|sa)\.json$|-[0-9a-f]{12}\.json$/i;
const EXAMPLE =
  /(?:^|[._-])(?:example|examples|sample|template|tpl|dist|defaults?|schema|test|tests|ci)(?:$|[._-])/i;

/** Names or values in an environment file that are secret for certain. */
export const SECRET_ASSIGNMENT: RegExp =
  /^[\t ]*(?:export[\t ]+)?(?:\w+_)?(?:PASS|(?<=_)PWD)[\t ]*=[\t ]*["']?[^\s"'#]|^[\t ]*(?:export[\t ]+)?\w*(?:SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL|_KEY)\w*[\t ]*=[\t ]*["']?[^\s"'#]|=[\t ]*["']?\w+:\/\/[^\s/:@]*:[^\s@]+@/im;

/** How names end that may be suspicious, if they do not begin with a dot. */
export const SECRET_ENDINGS: readonly string[] = [
  ...BY_NAME.keys(),
  ...BY_EXTENSION.keys(),
  ...TELLING_EXTENSIONS,
  ...['rsa', 'dsa', 'ed25519', 'key', 'json', 'env', 'secret', 'secrets', 'private'],
];
const maySuspect = endingFilter(SECRET_ENDINGS);

/** Directories that hold keys, whatever their names are. */
export const KEY_DIRECTORIES: ReadonlySet<string> = new Set([
  ...['.ssh', 'ssh', 'private', 'ssl', 'tls', 'pki', 'cert', 'certs', 'keys', 'secret', 'secrets'],
]);

/** What a file may hold whose name says nothing, or that is in one of {@link KEY_DIRECTORIES}. */
export function suspectKey(name: string): SecretSuspicion | null {
  return name.endsWith('.pub') || HARMLESS.has(name) ? null : KEY_FILE;
}

/**
 * What a file may hold by its path and its last name; null for nearly all files, without reading them. `isAmongKeys`: it is in one of
 * {@link KEY_DIRECTORIES}.
 */
export function suspectSecret(path: string, name: string, isAmongKeys: boolean): SecretSuspicion | null {
  if (!maySuspect(name) && !isAmongKeys && !name.startsWith('.')) return null;
  const suspicion = suspectName(name);
  if (suspicion === null) return isAmongKeys ? suspectKey(name) : null;
  return suspectWithin(suspicion, (directory) => `/${path}`.endsWith(`/${directory}/${name}`));
}

/** The suspicion that goes with the directory a file is in. */
export function suspectWithin(
  suspicion: SecretSuspicion,
  isWithin: (directory: string) => boolean,
): SecretSuspicion | null {
  const { within, otherwise } = suspicion;
  if (within === undefined || isWithin(within)) return suspicion;
  return otherwise === undefined ? null : suspectWithin(otherwise, isWithin);
}

/** What a file may hold by its last name, wherever it is; `within` is still to be looked at. */
export function suspectName(name: string): SecretSuspicion | null {
  const known = BY_NAME.get(name);
  if (known !== undefined) return known;
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1);
  if (extension === 'env' || name.startsWith('.env')) return isEnvironment(name) ? ENVIRONMENT : null;
  if (extension === 'json') return CLOUD_JSON.test(name) && !EXAMPLE.test(name) ? CLOUD : null;
  if (dot < 0) return KEY_NAME.test(name) || TELLING.test(name) ? PRIVATE_KEY : null;
  if (TELLING_EXTENSIONS.has(extension))
    return CERTIFICATE.test(extension) || TELLING.test(name) ? KEY_FILE : null;
  const suspicion = BY_EXTENSION.get(extension);
  return suspicion === undefined || HARMLESS.has(name) ? null : suspicion;
}

function isEnvironment(name: string): boolean {
  return (name === '.env' || name.startsWith('.env.') || name.endsWith('.env')) && !EXAMPLE.test(name);
}
