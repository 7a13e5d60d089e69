import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createClientAddresses, parseTrustProxy, type TrustProxy } from '#http/client-address.ts';

/** A request from a peer, with headers. */
function requestFrom(peer: string, headers: Record<string, string> = {}): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  const request = new IncomingMessage(socket);
  Object.assign(request.headers, headers);
  return request;
}

const addressOf = (trustProxy: TrustProxy, peer: string, forwardedFor?: string): string =>
  createClientAddresses({ trustProxy }).addressOf(
    requestFrom(peer, forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }),
  );

describe('the address that limits apply to', () => {
  it('is the peer’s if no proxy is trusted, whatever the request says', () => {
    expect(addressOf(false, '198.51.100.4', '203.0.113.7')).toBe('198.51.100.4');
  });

  it('is the one that the outermost trusted proxy saw', () => {
    expect(addressOf(1, '10.0.0.9', '203.0.113.7')).toBe('203.0.113.7');
    // A client can put anything into the header: proxies only append to it.
    expect(addressOf(1, '10.0.0.9', '192.0.2.66, 203.0.113.7')).toBe('203.0.113.7');
  });

  it('is the client’s, not the edge’s, with a content delivery network in front of the proxy', () => {
    const chain = '192.0.2.66, 203.0.113.7, 198.51.100.1';
    expect(addressOf(2, '10.0.0.9', chain)).toBe('203.0.113.7');
    expect(addressOf(['loopback', '10.0.0.0/8', '198.51.100.0/24'], '10.0.0.9', chain)).toBe('203.0.113.7');
  });

  it('trusts only the named networks', () => {
    expect(addressOf(['10.0.0.0/8'], '203.0.113.50', '192.0.2.1')).toBe('203.0.113.50');
    expect(addressOf(['loopback'], '::ffff:127.0.0.1', '192.0.2.1')).toBe('192.0.2.1');
    expect(addressOf(['2001:db8:aa::/48'], '2001:db8:aa::1', '192.0.2.1')).toBe('192.0.2.1');
  });

  it.each([
    ['203.0.113.7:51234', '203.0.113.7'],
    ['203.0.113.7:443', '203.0.113.7'],
    ['[2001:db8:1:2::9]:51234', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
    ['  203.0.113.7  ', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
  ])('is read from %j as %s', (entry, address) => {
    expect(addressOf(1, '10.0.0.9', entry)).toBe(address);
    expect(addressOf(2, '10.0.0.9', `${entry}, 198.51.100.1:8080`)).toBe(address);
  });

  it('counts an IPv6 network as one address', () => {
    expect(addressOf(false, '2001:db8:1:2::1')).toBe(addressOf(false, '2001:db8:1:2:ffff::9'));
    expect(addressOf(false, '2001:db8:1:2::1')).not.toBe(addressOf(false, '2001:db8:1:3::1'));
    expect(addressOf(false, '2001:0DB8:0001:0002::1')).toBe('2001:db8:1:2::/64');
  });

  it.each(['unknown', '', '_hidden', 'a b', '999.1.1.1', ','])(
    'is the proxy’s if the header names none: %j',
    (entry) => {
      expect(addressOf(1, '10.0.0.9', entry)).toBe('10.0.0.9');
    },
  );

  it('is the proxy’s if the proxy adds no header', () => {
    expect(addressOf(1, '10.0.0.9')).toBe('10.0.0.9');
  });
});

describe('TRUST_PROXY', () => {
  it.each([
    ['on', 1],
    ['OFF', false],
    ['0', false],
    ['2', 2],
    ['loopback', ['loopback']],
    ['loopback, 10.0.0.0/8,2001:db8::/32', ['loopback', '10.0.0.0/8', '2001:db8::/32']],
  ] as const)('accepts %j', (text, expected) => {
    expect(parseTrustProxy(text)).toEqual(expected);
  });

  it.each(['yes', 'proxy.example.com', '10.0.0.0/99', '10.0.0.0/8;loopback', '0.0.0.0/0', ',', '-1'])(
    'rejects %j',
    (text) => {
      expect(parseTrustProxy(text)).toBeUndefined();
    },
  );
});

describe('an unknown proxy', () => {
  const readAddresses = (trustProxy: TrustProxy) => {
    const warnings: string[] = [];
    const addresses = createClientAddresses({ trustProxy, onUnknownProxy: (peer) => warnings.push(peer) });
    return { warnings, addresses };
  };

  it.each(['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded'])(
    'is reported once, by its %s',
    (header) => {
      const { warnings, addresses } = readAddresses(false);
      addresses.addressOf(requestFrom('127.0.0.1'));
      expect(warnings).toEqual([]);
      addresses.addressOf(requestFrom('127.0.0.1', { [header]: 'for=192.0.2.1' }));
      addresses.addressOf(requestFrom('10.0.0.1', { [header]: 'for=192.0.2.1' }));
      expect(warnings).toEqual(['loopback']);
    },
  );

  it('is reported even if other proxies are trusted', () => {
    const { warnings, addresses } = readAddresses(['loopback']);
    addresses.addressOf(requestFrom('127.0.0.1', { 'x-forwarded-for': '192.0.2.1' }));
    expect(warnings).toEqual([]);
    addresses.addressOf(requestFrom('10.0.0.1', { 'x-forwarded-for': '192.0.2.1' }));
    expect(warnings).toEqual(['private']);
  });
});
