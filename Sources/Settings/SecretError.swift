/// Why there is no secret. Nothing here ever carries a part of one.
package enum SecretError: Error, Equatable, Sendable, CustomStringConvertible {
    case fileMissing(String)
    case fileUnreadable(path: String, reason: String)
    case notAFile(String)
    /// Others than the owner have some permission; `mode` is the nine permission bits.
    case tooOpen(path: String, mode: UInt32)
    case otherOwner(path: String)
    case variableMissing(String)
    case commandNotStarted(program: String, reason: String)
    case commandFailed(program: String, status: Int32)
    case commandTimedOut(program: String, seconds: Int)
    /// `source` names where the secret was to come from.
    case empty(source: String)
    case severalLines(source: String)
    case notText(source: String)
    case tooLong(source: String)

    package var description: String {
        switch self {
        case .fileMissing(let path):
            "the secret file \(path) does not exist; create it with mode 0600 and the secret as its only line"
        case .fileUnreadable(let path, let reason): "the secret file \(path) cannot be read: \(reason); check the path"
        case .notAFile(let path): "the secret file \(path) is not a file; name a file that holds the secret"
        case .tooOpen(let path, let mode):
            "the secret file \(path) is open to other users (mode \(Self.octal(mode))); run: chmod 600 \(Self.shell(path))"
        case .otherOwner(let path):
            "the secret file \(path) belongs to another user; copy it, and run: chmod 600 on the copy"
        case .variableMissing(let name): "the environment variable \(name) is not set; set it, or name a secret file"
        case .commandNotStarted(let program, let reason):
            "the secret command \(program) cannot be started: \(reason); check secret_command"
        case .commandFailed(let program, let status):
            "the secret command \(program) ended with status \(status); run it by hand to see why"
        case .commandTimedOut(let program, let seconds):
            "the secret command \(program) did not finish in \(seconds) s; run it by hand to see why"
        case .empty(let source): "\(source) is empty; it must hold the secret"
        case .severalLines(let source): "\(source) holds more than one line; the secret must be the only one"
        case .notText(let source):
            "\(source) is not UTF-8 text without control characters; it must hold the secret only"
        case .tooLong(let source): "\(source) is longer than any secret; check that it is the right one"
        }
    }

    private static func octal(_ mode: UInt32) -> String {
        let digits = String(mode & 0o777, radix: 8)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// A path that can be pasted into a shell.
    private static func shell(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: ":"):
                true
            default: byte >= 0x80
            }
        }
        if isPlain, !path.isEmpty { return path }
        return "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
