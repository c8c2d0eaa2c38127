// Asterisk's manager interface, the protocol and nothing else: `Wire` turns bytes into packets and back, `Messages`
// names actions and answers, `Session` decides what a logged-in link does next.
//
// The target is pure. It depends on `CPacketScan` alone, and may import no Foundation, no Glibc, no clock, no random
// number, no locale and no environment: times and numbers come in as arguments, effects go out as values. Sockets are
// the business of `AMITransport`, meaning that of `CallCenter`.
