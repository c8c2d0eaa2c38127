import Glibc

/// Reading a small text file that a person wrote.
package enum TextFile {
    /// Why a file's text cannot be had. The sentence does not name the file: its reader does.
    package enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
        case missing
        case directory
        case unreadable(String)
        /// More than this many bytes.
        case tooLarge(Int)
        /// The line, from 1, with the first byte that is not UTF-8.
        case notUTF8(line: Int)
        case containsNUL(line: Int)

        package var description: String {
            switch self {
            case .missing: "no such file; check the path, or create it"
            case .directory: "is a directory; name a file inside it"
            case .unreadable(let reason): "cannot be read: \(reason)"
            case .tooLarge(let limit):
                "is larger than \(limit >> 10) KiB, so it is not a settings file; check the path"
            case .notUTF8(let line): "line \(line) is not UTF-8; save the file as UTF-8"
            case .containsNUL(let line): "line \(line) has a NUL byte, so it is not a text file; check the path"
            }
        }
    }

    /// The largest settings file that is read: 1 MiB.
    package static let limit = 1 << 20

    /// The file's text.
    package static func text(of path: String, limit: Int = limit) throws(Failure) -> String {
        try text(from: bytes(of: path, limit: limit))
    }

    /// The text of bytes that must be UTF-8 without NUL.
    package static func text(from bytes: [UInt8]) throws(Failure) -> String {
        func line(at offset: Int) -> Int {
            1 + bytes[..<offset].count { $0 == UInt8(ascii: "\n") }
        }
        if let nul = bytes.firstIndex(of: 0) { throw .containsNUL(line: line(at: nul)) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .notUTF8(line: line(at: firstInvalidOffset(in: bytes)))
        }
        return text
    }

    static func bytes(of path: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing : .unreadable(systemSentence(errno))
        }
        defer { _ = close(descriptor) }
        return try bytes(from: descriptor, limit: limit)
    }

    static func bytes(from descriptor: Int32, limit: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw errno == EISDIR ? .directory : .unreadable(systemSentence(errno))
            }
            bytes.append(contentsOf: chunk[..<count])
            if bytes.count > limit { throw .tooLarge(limit) }
        }
    }

    /// Where the longest valid beginning ends. Only asked once a whole text has been refused.
    private static func firstInvalidOffset(in bytes: [UInt8]) -> Int {
        var offset = 0
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            offset += UTF8.width(scalar)
        }
        return min(offset, bytes.count)
    }
}

/// What the system says about an error number, in lower case as the middle of a sentence has it.
func systemSentence(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
}
