import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../src/inspect/image.ts';
import { findingsIn, packImage, type SampleLayer } from '../../support/image-findings.ts';

const KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n';
const BASE: SampleLayer = { by: 'ADD rootfs.tar /', files: { 'bin/sh': 10 } };
const FILES: readonly (readonly [path: string, body: string, kind: string])[] = [
  ['root/.ssh/id_rsa', KEY, 'private key'],
  ['app/tls/server.key', '-----BEGIN PRIVATE KEY-----\n', 'private key'],
  ['root/.ssh/deploy', KEY, 'private key'],
  ['etc/ssl/private/server', KEY, 'private key'],
  ['app/certs/server', KEY, 'private key'],
  ['run/secrets/tls', KEY, 'private key'],
  ['app/secret', KEY, 'private key'],
  ['app/id_rsa.bak', KEY, 'private key'],
  ['app/secret.txt', KEY, 'private key'],
  ['app/tls.crt', KEY, 'private key'],
  ['app/.env.local', 'DB_PASS=hunter2\n', 'environment file'],
  ['app/.envrc', 'export API_TOKEN=abc\n', 'environment file'],
  ['app/gcp-key.json', '{"private_key": "-----BEGIN PRIVATE KEY"}', 'cloud credentials'],
  ['etc/kubernetes/admin.conf', 'client-key-data: abc\n', 'cluster credentials'],
  ['root/.aws/config', 'aws_secret_access_key=abc\n', 'cloud credentials'],
  ['root/.azure/accessTokens.json', '[{"accessToken":"abc"}]', 'cloud credentials'],
  ['root/.config/gcloud/credentials.db', 'SQLite format 3\0', 'cloud credentials'],
  ['root/.config/gh/hosts.yml', 'github.com:\n  oauth_token: abc\n', 'package registry token'],
  ['root/.gem/credentials', '---\n:rubygems_api_key: abc\n', 'package registry token'],
  ['root/.cargo/credentials.toml', '[registry]\ntoken = "abc"\n', 'package registry token'],
  ['root/.composer/auth.json', '{"http-basic":{"x":{"password":"abc"}}}', 'package registry token'],
  ['root/.my.cnf', '[client]\npassword=abc\n', 'password file'],
  ['root/.m2/settings.xml', '<server><password>abc</password></server>', 'password file'],
  ['app/.env', 'DB_PASSWORD=hunter2\n', 'environment file'],
  ['root/.aws/credentials', '[default]\naws_secret_access_key = abc\n', 'cloud credentials'],
  ['root/.kube/config', 'users:\n- user:\n    token: abc\n', 'cluster credentials'],
  ['root/.npmrc', '//registry.example.com/:_authToken=npm_abc\n', 'package registry token'],
  ['root/.git-credentials', 'https://me:secret@example.com\n', 'password file'],
];
const NEAR: readonly (readonly [path: string, body: string])[] = [
  ['root/.ssh/id_rsa.pub', 'ssh-rsa AAAA'],
  ['etc/ssl/certs/ca.pem', '-----BEGIN CERTIFICATE-----\n'],
  ['app/.env.example', 'DB_PASSWORD=change-me\n'],
  ['root/.npmrc', 'registry=https://example.com\n'],
  ['etc/ssl/private/ssl-cert-snakeoil.key', KEY],
  ['app/id_rsa', ''],
  ['root/.ssh/known_hosts', 'example.com ssh-rsa AAAA'],
  ['root/.ssh/authorized_keys', 'ssh-rsa AAAA'],
  ['app/private/key.js', `const key = "${KEY}";`],
  ['app/notes.txt', KEY],
  ['app/certs/README.md', `Put your key here: ${KEY}`],
  ['app/secret', 'hello\n'],
  ['etc/ssl/certs/ca.crt', '-----BEGIN CERTIFICATE-----\n'],
  ['app/config', 'aws_secret_access_key=abc\n'],
  ['app/hosts.yml', 'oauth_token: abc\n'],
  ['app/config/master.key', 'not a key\n'],
  ['app/admin.conf', 'client-key-data: abc\n'],
];

describe('secrets in files', () => {
  it.each(FILES)('are seen in %s', async (path, body, kind) => {
    const layers = [BASE, { by: 'COPY . .', files: { [path]: body } }];
    expect(await findingsIn({ layers }, 'secret-file')).toMatchObject([
      {
        severity: 'error',
        bytes: body.length,
        place: { path, layer: 1 },
        facts: { kind, layers: [1], visible: true },
      },
    ]);
  });

  it.each(NEAR)('are not seen in %s', async (path, body) => {
    expect(
      await findingsIn({ layers: [BASE, { by: 'COPY . .', files: { [path]: body } }] }, 'secret-file'),
    ).toEqual([]);
  });

  it('are in the archive though a later layer deletes them', async () => {
    const layers = [
      BASE,
      { by: 'COPY key /k', files: { 'k/id_rsa': KEY } },
      { by: 'RUN chmod 600 /k/id_rsa', entries: [{ name: 'k/id_rsa', body: KEY, mode: 0o600 }] },
      { by: 'RUN rm -r /k', entries: [{ name: '.wh.k' }] },
    ];
    const [finding] = await findingsIn({ layers }, 'secret-file');
    expect(finding).toMatchObject({
      severity: 'error',
      place: { layer: 1 },
      facts: { layers: [1, 2], visible: false, goneIn: 3 },
    });
    expect(finding?.message).toContain('layer 3 hides it, but layers 1 and 2 store it all the same');
  });

  it('are seen in a stream, whose bodies have gone by', async () => {
    const files = Object.fromEntries(FILES.map(([path, body]) => [path, body]));
    const archive = packImage({
      layers: [BASE, { by: 'COPY . .', files: { ...files, 'lib/x.pem': 'no key' } }],
    });
    const [streamed, read] = await Promise.all([
      inspectImage(createReadStream(archive)),
      inspectImage(archive),
    ]);
    expect(streamed.findings).toEqual(read.findings);
    expect(streamed.findings.filter(({ rule }) => rule === 'image/secret-file')).toHaveLength(FILES.length);
  });

  it('are notes where an environment file names none, and where keys come with packages', async () => {
    const files = { 'app/.env': 'PORT=80\n', 'app/node_modules/https/test/server.key': KEY };
    const found = await findingsIn({ layers: [BASE, { by: 'COPY . .', files }] }, 'secret-file');
    expect(found.map(({ severity }) => severity)).toEqual(['note', 'note']);
  });
});

describe('secrets in the history', () => {
  it.each([
    ['|1 NPM_TOKEN=s3cr3t-value /bin/sh -c npm ci', 'NPM_TOKEN'],
    ['RUN |1 DB_PASSWORD=s3cr3t-value /bin/sh -c make # buildkit', 'DB_PASSWORD'],
    ['/bin/sh -c #(nop)  ENV AWS_SECRET_ACCESS_KEY=s3cr3t-value', 'AWS_SECRET_ACCESS_KEY'],
    ['ENV API_KEY=s3cr3t-value and more', 'API_KEY'],
    ['/bin/sh -c #(nop)  ENV API_KEY s3cr3t-value', 'API_KEY'],
    ['ENV RAILS_MASTER_KEY=s3cr3t-value', 'RAILS_MASTER_KEY'],
    ['CMD ["app" "--token" "s3cr3t-value"]', '--token'],
    ['RUN /bin/sh -c curl -u me:s3cr3t-value https://example.com/x # buildkit', 'password of curl'],
    ['RUN /bin/sh -c mysql -uroot -ps3cr3t-value # buildkit', 'password of mysql'],
    ['ARG TOKEN="s3cr3t-value with blanks"', 'TOKEN'],
    [
      'RUN /bin/sh -c curl -H "Authorization: Bearer s3cr3t-value" https://x # buildkit',
      'authorization header',
    ],
    ['RUN /bin/sh -c git clone https://me:s3cr3t-value@example.com/x # buildkit', 'password in a URL'],
    ['RUN /bin/sh -c tool login --password s3cr3t-value # buildkit', '--password'],
    ['RUN /bin/sh -c npm config set //r/:_authToken=s3cr3t-value # buildkit', '_authToken'],
  ])('are seen and never shown: %s', async (by, name) => {
    const layers = [BASE, { by, files: { a: 1 } }];
    const report = await inspectImage(packImage({ layers }));
    const findings = report.findings.filter(({ rule }) => rule === 'image/secret-in-history');
    expect(findings).toMatchObject([{ severity: 'error', bytes: 0, facts: { name } }]);
    const { history, ...rest } = report;
    const shown = [rest, history.map(({ createdBy: _, ...entry }) => entry)];
    expect(JSON.stringify(shown).replaceAll(JSON.stringify(by), '')).not.toContain('s3cr3t-value');
  });

  it.each([
    'ENV GPG_KEY=E3FF2839C048B25C084DEBE9B26995E310250568',
    'ENV POSTGRES_PASSWORD_FILE=/run/secrets/pg',
    'ENV MAX_TOKENS=4096',
    'ENV BATCH_TOKEN=4096',
    'ENV SECRET_HOME /srv/secret',
    'RUN /bin/sh -c curl -u "$USER:$PASSWORD" https://example.com/x # buildkit',
    'RUN /bin/sh -c mysql -u root -p -e "select 1" # buildkit',
    'ENV TOKENIZERS_PARALLELISM=false',
    'ENV DB_PASSWORD=',
    'ENV DB_PASSWORD=$PASSWORD',
    'ARG NPM_TOKEN',
    'ENV PWD=/app',
    'ENV AUTHOR=me PASSENGER=4',
    'RUN /bin/sh -c export TOKEN=$(cat /run/secrets/token) # buildkit',
    'RUN /bin/sh -c curl https://example.com:8080/x # buildkit',
  ])('are not seen in %s', async (by) => {
    expect(await findingsIn({ layers: [BASE, { by, files: { a: 1 } }] }, 'secret-in-history')).toEqual([]);
  });

  it('are seen in labels, and in a password that is a number', async () => {
    const runtime = { User: 'app', Labels: { 'db.password': 's3cr3t-value' }, Env: ['DB_PASSWORD=1234'] };
    const found = await findingsIn({ layers: [BASE], runtime }, 'secret-in-history');
    expect(found.map(({ facts }) => facts['name']).sort()).toEqual(['DB_PASSWORD', 'password']);
    expect(JSON.stringify(found)).not.toContain('s3cr3t-value');
  });

  it('of the environment count once, and of the base as the base’s', async () => {
    const layers = [
      { by: 'ADD /', files: { a: 1 } },
      { by: 'COPY . .', files: { b: 1 } },
    ];
    const runtime = { Env: ['PATH=/bin', 'API_TOKEN=abc'], User: 'app' };
    const sample = { layers, runtime, steps: ['ENV API_TOKEN=abc'], options: { base: 1 } };
    expect(await findingsIn(sample, 'secret-in-history')).toMatchObject([
      { own: true, facts: { name: 'API_TOKEN', times: 1 } },
    ]);
    const base = {
      layers: [{ by: '|1 TOKEN=abc sh -c x', files: { a: 1 } }, layers[1]!],
      options: { base: 1 },
    };
    expect(await findingsIn(base, 'secret-in-history')).toMatchObject([{ own: false, severity: 'note' }]);
  });
});
