import Dispatch
import FoundationEssentials
import Journal
import LiveBoard

#if canImport(Glibc)
    import Glibc
#endif

extension Operator {
    /// Whoever runs this process, and from where.
    static func current(environment: [String: String] = ProcessInfo.processInfo.environment) -> Operator {
        var name = environment["LOGNAME"] ?? environment["USER"] ?? ""
        // What the system says counts before what the environment says.
        if let entry = getpwuid(getuid()), let login = entry.pointee.pw_name { name = String(cString: login) }
        if name == "root", let behind = environment["SUDO_USER"], !behind.isEmpty { name += " (sudo by \(behind))" }
        let connection = environment["SSH_CONNECTION"] ?? environment["SSH_CLIENT"] ?? ""
        return Operator(name: name, origin: connection.split(separator: " ").first.map(String.init) ?? "")
    }
}

extension AuditHead {
    /// The file's name, beside the journal's segments.
    private static let name = "audit-head"
    /// Files are written in order, away from the board's thread.
    private static let queue = DispatchQueue(label: "callboard.audit-head")

    /// The end of the chain of a journal in a folder.
    static func file(in directory: String) -> AuditHead {
        let path = directory + "/" + name
        return AuditHead(load: { read(path) }) { number, digest in
            queue.async {
                try? Data("\(number) \(digest)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
            }
        }
    }

    private static func read(_ path: String) -> (number: Int, digest: String)? {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else { return nil }
        let parts = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard parts.count == 2, let number = Int(parts[0]), number > 0 else { return nil }
        return (number, String(parts[1]))
    }

    /// Waits until everything is written, before the program ends.
    static func flush() { queue.sync {} }
}
