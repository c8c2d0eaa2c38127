#if canImport(Glibc)
import Glibc
#endif

/// The environment variables that the program reads.
enum Environment {
    static subscript(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// The ones that name folders and secrets, for the pure parts that take them as a dictionary.
    static var relevant: [String: String] {
        var values: [String: String] = [:]
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "CALLBOARD_SECRET", "NO_COLOR", "TERM", "COLORTERM"] {
            values[name] = Environment[name]
        }
        return values
    }
}
