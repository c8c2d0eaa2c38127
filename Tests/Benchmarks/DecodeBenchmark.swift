import AMI

extension Benchmark {
    /// Every packet tokenised, every header looked up: against the reference's `simd`.
    static let decode = Benchmark(name: "decode", usage: "TRACE [ROUNDS]") { arguments in
        guard let path = arguments.first else { throw UsageError(description: "name a trace") }
        let trace = try Trace(path: path)
        let buffer = UnsafeRawBufferPointer(trace.bytes)
        var sums = HeaderSums()
        var measurement = Measurement()
        var scanner = PacketScanner()
        measurement.best(of: arguments.count > 1 ? Int(arguments[1]) ?? 5 : 5) {
            sums = HeaderSums()
            _ = scanner.scan(buffer, wanted: .all) { sums.add($0) }
        }
        print("RES decode \(measurement.line(bytes: buffer.count)) \(sums.line)")
    }
}

/// The lengths of six headers' values, summed as the reference sums them, so that the two can be compared.
struct HeaderSums {
    private var packets = 0
    private var event = 0
    private var channel = 0
    private var uniqueid = 0
    private var queue = 0
    private var interface = 0
    private var state = 0

    @inline(__always)
    mutating func add(_ packet: MessageView) {
        packets &+= 1
        event &+= packet[.event]?.count ?? 0
        channel &+= packet[.channel]?.count ?? 0
        uniqueid &+= packet[.uniqueid]?.count ?? 0
        queue &+= packet[.queue]?.count ?? 0
        interface &+= packet[.interface]?.count ?? 0
        state &+= packet[.channelStateDesc]?.count ?? 0
    }

    var line: String { "events=\(packets) sum=\(event),\(channel),\(uniqueid),\(queue),\(interface),\(state)" }
}
