extension ServerBoard {
    /// Endpoints that carry calls from or to the outside now, by id in byte order.
    package var trunks: [Trunk] {
        var found: [String: Trunk] = [:]
        for channel in channels where Self.isOutside(context: channel.context) {
            guard let cut = channel.name.lastIndex(of: "-"), !channel.name.hasPrefix("Local/") else { continue }
            let id = String(channel.name[..<cut])
            if agent(id, at: now) != nil { continue }
            found[id] = found[id] ?? Trunk(id: id)
        }
        for channel in channels {
            guard let cut = channel.name.lastIndex(of: "-") else { continue }
            let id = String(channel.name[..<cut])
            guard var trunk = found[id] else { continue }
            trunk.channels += 1
            if channel.linkedID == channel.uniqueID { trunk.inbound += 1 }
            if channel.state == .up { trunk.answered += 1 }
            found[id] = trunk
        }
        return found.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }

    /// The contexts that calls from carriers come in by, as FreePBX, Issabel and Asterisk's own samples name them.
    static func isOutside(context: String) -> Bool {
        context.hasPrefix("from-trunk") || context.hasPrefix("from-pstn") || context.hasPrefix("from-external")
            || context.hasPrefix("from-outside") || context.hasPrefix("from-did")
    }
}
