#if canImport(Glibc)
    import Glibc
#endif

/// Files that a person names on the command line, read whole.
enum ProgramFile {
    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// - Throws: `ProgramError` with status 3 and the system's reason.
    static func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes.append(contentsOf: chunk[0..<count])
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw failure(path)
            }
        }
    }

    private static func failure(_ path: String) -> ProgramError {
        ProgramError(.badFile, "Cannot read \(path): \(String(cString: strerror(errno))).")
    }
}
