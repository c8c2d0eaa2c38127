import CallCenter
import Dispatch
import Logging

#if canImport(Glibc)
    import Glibc
#endif

/// Writes log lines to a file, on a queue of its own, so that a slow disk holds up nobody.
///
/// `2026-11-23T05:55:21Z info hq connected banner="Asterisk Call Manager/11.0.0"`
package struct FileLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel = Logger.Level.info
    private let label: String
    private let file: File
    private let privacy: Privacy

    /// An open file and the queue that writes it.
    private final class File: Sendable {
        private let descriptor: Int32
        private let queue = DispatchQueue(label: "callboard.log")

        init(_ descriptor: Int32) { self.descriptor = descriptor }

        deinit { close(descriptor) }

        func append(_ line: String) {
            queue.async { [descriptor] in
                let bytes = Array(line.utf8)
                // A log that cannot be written is not worth a dead board: the line is lost.
                _ = write(descriptor, bytes, bytes.count)
            }
        }
    }

    /// Opens the file for appending, mode 0600; nil with `errno` when it cannot be opened.
    ///
    /// - Parameter privacy: whether numbers in what is written are hidden.
    package init?(path: String, label: String, privacy: Privacy = Privacy(isMasked: false)) {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        file = File(descriptor)
        self.label = label
        self.privacy = privacy
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let details = fields.map { " \($0.key)=\(Self.quoted("\($0.value)"))" }.joined()
        let text = privacy.text("\(Self.escaped("\(event.message)"))\(details)")
        file.append("\(Self.moment()) \(event.level) \(label) \(text)\n")
    }

    private static func quoted(_ text: String) -> String { "\"" + escaped(text) + "\"" }

    /// One line stays one line, and nothing in it acts on the terminal of whoever reads the log.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar.value {
            case 0x22, 0x5C: "\\\(scalar)"
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: "\\u{\(String(scalar.value, radix: 16))}"
            default: String(scalar)
            }
        }.joined()
    }

    private static func moment() -> String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
