/** Denies the network to a process before anything else is loaded: whoever asks for it ends with status 99. */
export const DENIED_NETWORK = `
import { syncBuiltinESMExports } from 'node:module';
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import { writeSync } from 'node:fs';
const deny = (what) => () => { writeSync(2, 'NETWORK: ' + what + '\\n'); process.exit(99); };
net.Socket.prototype.connect = deny('connect');
net.Server.prototype.listen = deny('listen');
for (const name of ['bind', 'connect', 'send']) dgram.Socket.prototype[name] = deny('dgram.' + name);
for (const target of [dns, dns.promises]) for (const name of Object.keys(target)) if (typeof target[name] === 'function' && /^(lookup|resolve|reverse)/.test(name)) target[name] = deny('dns.' + name);
globalThis.fetch = deny('fetch');
globalThis.WebSocket = deny('WebSocket');
syncBuiltinESMExports();
`;
