import Glibc

/// Removes a journal's oldest segments.
struct RetentionSweep: Sendable {
    let directory: SegmentDirectory
    let reader: JournalReader

    /// Removes the segments whose last record is older than a time, in microseconds since 1970, then as many as it takes to
    /// stay within a size. The newest always stays. Call it while nothing is being sealed: such a segment would come back.
    ///
    /// - Returns: how many segments were removed.
    func removeOldest(olderThan time: Int64?, maxBytes: Int?) throws -> Int {
        let files = try directory.segments()
        let segments = try files.indices.map { index in
            // A segment's last record is no later than the next one's first.
            let next = files.index(after: index)
            let lastTime = next < files.count ? try reader.firstRecord(of: files[next])?.time : nil
            return Retention.Segment(size: SegmentDirectory.size(of: files[index].path), lastTime: lastTime)
        }
        let count = Retention.removable(segments, olderThan: time, maxBytes: maxBytes)
        for file in files.prefix(count) {
            guard unlink(file.path) == 0 || errno == ENOENT else {
                throw JournalError.system(operation: "remove", path: file.path, code: errno)
            }
        }
        if count > 0 { directory.synchronise() }
        return count
    }
}
