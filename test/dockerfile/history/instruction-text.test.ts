import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instructionText } from '../../../src/dockerfile/history/instruction-text.ts';

/** created_by as builders wrote it, and the instruction. */
const TABLE: Readonly<Record<string, readonly (readonly [createdBy: string, instruction: string])[]>> = {
  BuildKit: [
    ['COPY --chown=1000:1000 conf /etc/app/ # buildkit', 'COPY --chown=1000:1000 conf /etc/app/'],
    [
      'RUN /bin/sh -c apt-get update     && apt-get install -y \tcurl # buildkit',
      'RUN apt-get update && apt-get install -y curl',
    ],
    ['RUN |1 BUILD_NUMBER=17 /bin/sh -c true # buildkit', 'RUN BUILD_NUMBER=17 true'],
    ['RUN |2 A=1 MSG=hello world /bin/sh -c true # buildkit', 'RUN A=1 MSG="hello world" true'],
    ['RUN /bin/bash -euo pipefail -c make | tee log # buildkit', 'RUN make | tee log'],
    ['RUN fill 3 # buildkit', 'RUN fill 3'],
    ['ENV PATH=/bin EMPTY= QUOTED=a "b"  <&>', 'ENV PATH=/bin EMPTY= QUOTED=a "b"  <&>'],
    ['WORKDIR /srv/app', 'WORKDIR /srv/app'],
    ['ARG BUILD_NUMBER=17', 'ARG BUILD_NUMBER=17'],
    ['COPY <<EOT /etc/motd # buildkit', 'COPY <<EOT /etc/motd'],
  ],
  'the classic builder': [
    ['/bin/sh -c #(nop) COPY dir:aff2a8aa in /bin ', 'COPY dir:aff2a8aa in /bin'],
    ['/bin/sh -c #(nop)  ENV A=1', 'ENV A=1'],
    ['/bin/sh -c rm /one', 'RUN rm /one'],
    ['|1 TOKEN=x /bin/sh -c rm /one', 'RUN TOKEN=x rm /one'],
    ['/bin/sh -c #(nop)  ONBUILD RUN echo built', 'ONBUILD RUN echo built'],
    ['/bin/sh -c #(nop)  LABEL multi=line one\nline two', 'LABEL multi=line one\\nline two'],
    ['cmd /S /C #(nop) WORKDIR C:\\app', 'WORKDIR C:\\app'],
    [
      "powershell -Command $ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; Remove-Item x",
      'RUN Remove-Item x',
    ],
    ['powershell -NoLogo -ExecutionPolicy Bypass -Command Get-Item x', 'RUN Get-Item x'],
  ],
  'scripts of several lines': [
    ['RUN /bin/sh -c mkdir /x && note > /x\n # buildkit', 'RUN mkdir /x && note > /x'],
    [
      'RUN /bin/sh -c set -e\napt-get update\n\napt-get install -y curl\n # buildkit',
      'RUN set -e; apt-get update; apt-get install -y curl',
    ],
    ['RUN /bin/sh -c if true; then\n  a &&\n  b \\\n  c;\nfi # buildkit', 'RUN if true; then a && b c; fi'],
  ],
  ports: [
    ['EXPOSE map[80/tcp:{}]', 'EXPOSE 80/tcp'],
    ['EXPOSE map[443/tcp:{} 80/tcp:{}]', 'EXPOSE 443/tcp 80/tcp'],
    ['EXPOSE [53/udp 8080/tcp]', 'EXPOSE 53/udp 8080/tcp'],
    ['/bin/sh -c #(nop)  EXPOSE 443/udp 80', 'EXPOSE 443/udp 80'],
  ],
  'commands as Go prints them': [
    ['CMD ["-c" "echo hi"]', 'CMD ["-c", "echo hi"]'],
    ['ENTRYPOINT ["/bin/sh"]', 'ENTRYPOINT ["/bin/sh"]'],
    ['CMD ["/bin/sh" "-c" "echo \\"hi\\""]', 'CMD echo "hi"'],
    ['CMD ["a\\tb" "\\u00e9" "\\x1b"]', 'CMD ["a\\tb", "é", "\\u001b"]'],
    ['CMD ["node","server.js"]', 'CMD ["node", "server.js"]'],
    ['/bin/sh -c #(nop)  CMD []', 'CMD []'],
    ['CMD ["never closed', 'CMD ["never closed'],
    ['SHELL [/bin/bash -o pipefail -c]', 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]'],
    [
      "SHELL [powershell -Command $ErrorActionPreference = 'Stop';]",
      "SHELL [powershell -Command $ErrorActionPreference = 'Stop';]",
    ],
    ['VOLUME [/data /var/log]', 'VOLUME /data /var/log'],
    ['VOLUME [/data /more data]', 'VOLUME [/data /more data]'],
  ],
  'health checks': [
    [`HEALTHCHECK &{["NONE"] "0s" "0s" "0s" '\\x00'}`, 'HEALTHCHECK NONE'],
    [
      `HEALTHCHECK &{["CMD" "/bin/sh" "-c" "true"] "30s" "3s" "5s" "0s" '\\x02'}`,
      'HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=2 CMD ["/bin/sh", "-c", "true"]',
    ],
    [
      `/bin/sh -c #(nop)  HEALTHCHECK &{["CMD-SHELL" "curl -f http://localhost/ || exit 1"] "5m0s" "0s" "0s" '\\n'}`,
      'HEALTHCHECK --interval=5m0s --retries=10 CMD curl -f http://localhost/ || exit 1',
    ],
    [
      `HEALTHCHECK &{["CMD" "/up"] "0s" "0s" "0s" "2s" '\\''}`,
      'HEALTHCHECK --start-interval=2s --retries=39 CMD ["/up"]',
    ],
    [
      'HEALTHCHECK {Test:[CMD /bin/sh -c true] Interval:30s Timeout:3s StartPeriod:5s StartInterval:0s Retries:2}',
      'HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=2 CMD /bin/sh -c true',
    ],
    [
      'HEALTHCHECK {Test:[CMD-SHELL test [ -f x ] || exit 1] Interval:0s Timeout:0s StartPeriod:0s Retries:0}',
      'HEALTHCHECK CMD test [ -f x ] || exit 1',
    ],
    [
      'HEALTHCHECK {Test:[NONE] Interval:0s Timeout:0s StartPeriod:0s StartInterval:0s Retries:0}',
      'HEALTHCHECK NONE',
    ],
    ['HEALTHCHECK &{broken', 'HEALTHCHECK &{broken'],
  ],
  'other makers': [
    ['["/app/install", "--all files"]', 'RUN ["/app/install", "--all files"]'],
    ['RUN apt-get update', 'RUN apt-get update'],
    ['sh', 'sh'],
    ['bazel build ...', 'bazel build ...'],
    ['jib-maven-plugin:3.4.0', 'jib-maven-plugin:3.4.0'],
    ["# debian.sh --arch 'amd64' out/ 'trixie'", "# debian.sh --arch 'amd64' out/ 'trixie'"],
    ['', ''],
  ],
};

describe('instructionText', () => {
  for (const [name, rows] of Object.entries(TABLE)) {
    it(`reads ${name}`, () => {
      for (const [createdBy, instruction] of rows) expect(instructionText(createdBy)).toBe(instruction);
    });
  }

  it('is one line and never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      '/bin/sh -c ',
      '#(nop) ',
      '|2 ',
      'A=b ',
      'RUN ',
      'CMD ["a" ',
      'HEALTHCHECK &{["CMD"',
      "'\\x02'}",
      '\n',
      '# buildkit',
      'EXPOSE map[',
      ']',
      '"',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
        expect(instructionText(pieces.join(''))).not.toMatch(/[\n\r]/);
      }),
    );
  });

  it('takes texts of 120,000 characters of every kind', () => {
    const many = (text: string): string => text.repeat(120_000 / text.length);
    const kinds = [
      many('a'),
      many(' '),
      `|9999 ${many('A=b ')}`,
      `RUN /bin/sh -c ${many('a ;\n')}`,
      `HEALTHCHECK &{["${many('"] "')}`,
      `HEALTHCHECK {Test:[${many('] Interval:')}`,
      `/bin/sh${many(' -a')}`,
      `${many('/a')} -c x`,
      `powershell${many(' -a b')}`,
      `CMD [${many('"a" ')}]`,
      `EXPOSE map[${many('80/tcp:{} ')}]`,
    ];
    for (const text of kinds) expect(instructionText(text).length).toBeLessThanOrEqual(text.length + 30_000);
  });
});
