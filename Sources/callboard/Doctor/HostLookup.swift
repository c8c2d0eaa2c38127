import NIOPosix

#if canImport(Glibc)
    import Glibc
#endif

/// Looks a host's name up as every program of this machine does.
enum HostLookup {
    /// - Parameter found: called on some thread with the addresses as text; none when there is no such name.
    static func addresses(of host: String, found: @escaping @Sendable ([String]) -> Void) {
        NIOThreadPool.singleton.submit { state in found(state == .active ? addresses(of: host) : []) }
    }

    private static func addresses(of host: String) -> [String] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var addresses: [String] = []
        var next = first
        while let entry = next {
            // NI_MAXHOST
            var text = [CChar](repeating: 0, count: 1025)
            if getnameinfo(
                entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
                == 0
            {
                let address = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                if !addresses.contains(address) { addresses.append(address) }
            }
            next = entry.pointee.ai_next
        }
        return addresses
    }
}
