import Glibc

/// Least CPU and wall time of some runs, in seconds.
struct Measurement {
    private(set) var cpu = Double.infinity
    private(set) var wall = Double.infinity

    /// Runs `body` once to warm up and `rounds` times to measure.
    mutating func best(of rounds: Int, _ body: () throws -> Void) rethrows {
        for round in 0...rounds {
            let wallBefore = Measurement.seconds(CLOCK_MONOTONIC)
            let cpuBefore = Measurement.seconds(CLOCK_PROCESS_CPUTIME_ID)
            try body()
            guard round > 0 else { continue }
            cpu = min(cpu, Measurement.seconds(CLOCK_PROCESS_CPUTIME_ID) - cpuBefore)
            wall = min(wall, Measurement.seconds(CLOCK_MONOTONIC) - wallBefore)
        }
    }

    /// `wall=... cpu=... MBps=...` for so many bytes.
    func line(bytes: Int) -> String {
        let rate = (Double(bytes) / wall / 1e5).rounded() / 10
        return "bytes=\(bytes) wall=\(wall) cpu=\(cpu) MBps=\(rate)"
    }

    static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Bytes of memory that the process holds.
    static func residentBytes() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var whole = 0
        var resident = 0
        return withUnsafeMutablePointer(to: &whole) { whole in
            withUnsafeMutablePointer(to: &resident) { resident in
                withVaList([whole, resident]) { vfscanf(file, "%ld %ld", $0) } == 2
                    ? resident.pointee * Int(getpagesize()) : 0
            }
        }
    }
}

/// A file in memory, freed with the value.
struct Trace: ~Copyable {
    let bytes: UnsafeMutableRawBufferPointer

    init(path: String) throws {
        guard let file = fopen(path, "rb") else {
            throw UsageError(description: "cannot open \(path): \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let size = ftell(file)
        rewind(file)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(size, 1), alignment: 64)
        guard fread(buffer.baseAddress, 1, size, file) == size else {
            buffer.deallocate()
            throw UsageError(description: "cannot read \(path)")
        }
        bytes = UnsafeMutableRawBufferPointer(rebasing: buffer[..<size])
    }

    deinit { bytes.deallocate() }
}
