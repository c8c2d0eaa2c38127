import AMITransport
import CallCenter
import FoundationEssentials
import Settings

#if canImport(Glibc)
    import Glibc
#endif

/// The key by which callers are hidden in the journals of a folder. It lies beside the folder, not in it: whoever is sent
/// a journal cannot find out whose number a pseudonym was.
enum MaskKey {
    /// Reads the key of a folder of journals, or makes one.
    ///
    /// - Throws: `ProgramError` with status 3 when there is none to be had: then nothing may be written.
    static func pseudonyms(forJournalsIn folder: String) throws(ProgramError) -> Pseudonyms {
        let trimmed = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        let path = trimmed + ".key"
        if !ProgramFile.exists(path) { try make(path) }
        let key: [UInt8]
        do {
            key = Array(try SecretReader.read(file: path).text.utf8)
        } catch {
            throw ProgramError(.badFile, "The key that hides callers in the journal cannot be read: \(error)")
        }
        return Pseudonyms { bytes in
            // Bytes of a fixed length behind a key of a fixed length: nothing can be added to the digest's input.
            MessageDigests.sha256(key + bytes).utf8.prefix(16).reduce(0) { sum, digit in
                sum << 4 | UInt64(digit < 58 ? digit - 48 : digit - 87)
            }
        }
    }

    private static func make(_ path: String) throws(ProgramError) {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        do {
            if !folder.isEmpty {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
        } catch {
            throw failure(path)
        }
        var generator = SystemRandomNumberGenerator()
        var text =
            (0..<4).map { _ in
                let digits = String(generator.next() as UInt64, radix: 16)
                return String(repeating: "0", count: 16 - digits.utf8.count) + digits
            }.joined() + "\n"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode_t(0o600))
        // Another board may have made it meanwhile.
        if descriptor < 0, errno == EEXIST { return }
        guard descriptor >= 0 else { throw failure(path) }
        defer { _ = close(descriptor) }
        let count = text.withUTF8 { write(descriptor, $0.baseAddress, $0.count) }
        guard count == text.utf8.count, fsync(descriptor) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> ProgramError {
        ProgramError(
            .badFile,
            "Cannot make \(path), the key that hides callers in the journal: \(String(cString: strerror(errno))); "
                + "give this user access to its folder, or name another directory in [journal].")
    }
}
