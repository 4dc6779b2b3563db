package fetch

import (
	"errors"
	"net"
	"net/netip"
	"syscall"
	"time"
)

// ErrPrivate says that an address is not one of the open internet.
var ErrPrivate = errors.New("a private address")

// Dialer connects to addresses that are allowed, and to no others. The check is made on the address
// that a name led to, at the moment of connecting: a name that leads elsewhere the second time it is
// asked gains nothing.
func Dialer(allowed func(netip.Addr) bool, wait time.Duration) *net.Dialer {
	return &net.Dialer{Timeout: wait, Control: func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil || !allowed(to.Addr()) {
			return ErrPrivate
		}
		return nil
	}}
}

// notPublic are the networks that net/netip does not name and that are nobody's server.
var notPublic = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
	"198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32",
	"2002::/16", "fec0::/10")

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// Public says whether an address is one of the open internet: not private, not this
// machine's, not link-local, not reserved, and none that stands for another address.
func Public(addr netip.Addr) bool {
	addr = addr.Unmap().WithZone("")
	if !addr.IsGlobalUnicast() || addr.IsPrivate() {
		return false
	}
	for _, p := range notPublic {
		if p.Contains(addr) {
			return false
		}
	}
	return true
}
