import CPasswordHash

#if canImport(Glibc)
    import Glibc
#endif

/// The PIN that leaves read-only: only its hash is kept anywhere.
enum PIN {
    /// A new hash of a PIN; nil when the library can make none.
    static func hash(_ pin: String) -> String? {
        guard let made = cb_hash(pin) else { return nil }
        defer { free(made) }
        return String(cString: made)
    }

    static func matches(_ pin: String, _ hash: String) -> Bool { cb_matches(pin, hash) == 1 }
}
