package serve

import (
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
)

// hosts are the names under which a preview answers. A page of another site could
// otherwise let its own name lead here, and read drafts as if they were its own. It cannot
// do that with a loopback name, with the name of this computer, or with an address in
// digits, which no name server answers for.
type hosts map[string]bool

func newHosts(addr string, allowed []string) hosts {
	h := hosts{"localhost": true}
	add := func(name string) {
		if name = strings.ToLower(strings.TrimSuffix(name, ".")); name != "" {
			h[name] = true
		}
	}
	if name, err := os.Hostname(); err == nil {
		add(name)
		short, _, _ := strings.Cut(name, ".")
		add(short)
	}
	if name, _, err := net.SplitHostPort(addr); err == nil {
		add(name)
	}
	for _, name := range allowed {
		add(name)
	}
	return h
}

// answers says whether a request names one of them.
func (h hosts) answers(r *http.Request) bool {
	name := hostName(r.Host)
	if ip, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil {
		return h[ip.String()] || own(ip.Unmap().WithZone(""), r)
	}
	return h[name] || strings.HasSuffix(name, ".localhost")
}

// hostName is the host of an address without its port.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// own says whether an address is one of this computer's.
func own(ip netip.Addr, r *http.Request) bool {
	if ip.IsLoopback() || ip.IsUnspecified() {
		return true
	}
	addresses, _ := net.InterfaceAddrs()
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		addresses = append(addresses, local)
	}
	for _, a := range addresses {
		text, _, _ := strings.Cut(a.String(), "/")
		if at, err := netip.ParseAddrPort(text); err == nil {
			text = at.Addr().String()
		}
		if one, err := netip.ParseAddr(text); err == nil && one.Unmap().WithZone("") == ip {
			return true
		}
	}
	return false
}

// refuse says to a person what to do about it.
func refuse(w http.ResponseWriter, r *http.Request) {
	name := diag.Escape(hostName(r.Host))
	if name == "" {
		http.Error(w, messages.English().T("serve.no-host"),
			http.StatusBadRequest)
		return
	}
	http.Error(w, messages.English().T("serve.other-host", "name", name), http.StatusForbidden)
}
