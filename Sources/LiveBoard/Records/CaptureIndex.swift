import FoundationEssentials

/// When each read of a capture arrived: one JSON object a line, `{"t": seconds, "off": bytes, "len": bytes}`.
package struct CaptureIndex: Sendable, Equatable {
    /// One read from the socket.
    package struct Read: Sendable, Equatable, Decodable {
        /// Seconds since the capture began.
        package var t: Double
        /// Offset of its first byte in the capture.
        package var off: Int
        /// Bytes read.
        package var len: Int

        package init(t: Double, off: Int, len: Int) {
            self.t = t
            self.off = off
            self.len = len
        }
    }

    package var reads: [Read]

    package init(reads: [Read]) {
        self.reads = reads
    }

    /// - Throws: `ImportError.badIndex` with the line that is not such an object, or that goes back.
    package init(jsonLines bytes: [UInt8], file: String) throws(ImportError) {
        reads = []
        let decoder = JSONDecoder()
        for (number, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty {
            guard let read = try? decoder.decode(Read.self, from: Data(line)), read.t.isFinite, read.t >= 0,
                read.t < 1e9, read.off >= 0, read.len >= 0, read.off >= reads.last?.off ?? 0
            else { throw .badIndex(file: file, line: number + 1) }
            reads.append(read)
        }
    }
}

/// Why a capture could not be imported.
package enum ImportError: Error, Equatable, CustomStringConvertible {
    case unreadable(file: String, why: String)
    case badIndex(file: String, line: Int)
    case notAMI(file: String, why: String)
    case journalNotEmpty(directory: String)

    package var description: String {
        switch self {
        case .unreadable(let file, let why): "Cannot read \(file): \(why)."
        case .badIndex(let file, let line):
            "\(file):\(line): expected {\"t\": seconds, \"off\": bytes, \"len\": bytes} with offsets that do not fall; "
                + "mend the line, or move the file away to import without times."
        case .notAMI(let file, let why): "\(file) is not a capture of what an AMI server sent: \(why)"
        case .journalNotEmpty(let directory):
            "\(directory) holds records already; name a new folder, because an import never mixes with another journal."
        }
    }
}
