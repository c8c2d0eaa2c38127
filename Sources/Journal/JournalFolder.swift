/// A folder that holds the journals of several servers, each in a directory of its own.
package enum JournalFolder {
    /// The directory name of a server: its letters, digits, dots, hyphens and underscores, everything else as `%XX`.
    /// No name can leave the folder or hide in it.
    package static func name(forServer server: String) -> String {
        var name = ""
        for byte in server.utf8 {
            let isPlain: Bool =
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                case UInt8(ascii: "."): !name.isEmpty
                default: false
                }
            if isPlain {
                name.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                name += "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        return name.isEmpty ? "%00" : name
    }

    /// The directory of a server's journal below a folder.
    package static func directory(forServer server: String, in folder: String) -> String {
        (folder.hasSuffix("/") ? folder : folder + "/") + name(forServer: server)
    }

    /// A journal that was found, and the server it belongs to.
    package struct Found: Sendable, Equatable {
        package var directory: String
        package var server: String
    }

    /// The journals at a path: the path itself when it holds segments, or those directly below it, by server name.
    ///
    /// - Throws: `missing` when there are none, `foreign` when the path is a file.
    package static func journals(at path: String) throws(JournalError) -> [Found] {
        let folder = SegmentDirectory(path: path)
        if let found = try journal(in: folder) { return [found] }
        var journals: [Found] = []
        for name in try folder.names() {
            do {
                if let found = try journal(in: SegmentDirectory(path: path + "/" + name)) { journals.append(found) }
            } catch .foreign(let file) where file == path + "/" + name {
                // A plain file beside the journals is nobody's concern.
                continue
            }
        }
        if journals.isEmpty { throw .missing(path) }
        return journals.sorted { $0.server < $1.server }
    }

    private static func journal(in directory: SegmentDirectory) throws(JournalError) -> Found? {
        for file in try directory.segments() {
            if let header = try file.reader().header {
                return Found(directory: directory.path, server: header.server)
            }
        }
        return nil
    }
}
