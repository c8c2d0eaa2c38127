/// Which alarms there are, and which there were: a state machine that observations and time feed.
///
/// Time is looked at in whole seconds, so the same observations over the same time give the same alarms by whatever
/// steps one gets there.
struct AlarmBook: Sendable, Equatable {
    /// What is held of one key.
    private struct Track: Sendable, Equatable {
        var level = AlarmLevel.calm
        /// The level that it is on its way to, since when.
        var next = AlarmLevel.calm
        var nextSince: Int64 = 0
        /// Number of the entry while it is not calm.
        var entry: Int?
    }

    /// Oldest first; at most `limit`.
    private(set) var entries: [AlarmEntry] = []
    /// Numbers of the alarms that are a breach now, the oldest first: what the header counts.
    private(set) var breaches: [Int] = []
    private var tracks: [AlarmKey: Track] = [:]
    private var second: Int64?
    private var nextNumber = 1

    /// Entries that are kept: a day of a bad centre.
    static let limit = 500
    /// Seconds that are made up for after a stop; what was longer ago is not told any more.
    private static let longestGap: Int64 = 600

    /// The alarms that last, the worst and then the newest first.
    var active: [AlarmEntry] {
        entries.filter(\.isActive).sorted { ($0.level, $0.number) > ($1.level, $1.number) }
    }

    /// Whether there is a young alarm that nobody has seen: it stands out until somebody has, or for half a minute.
    func hasNews(at now: Int64) -> Bool {
        breaches.contains { number in
            guard let entry = entry(number) else { return false }
            return !entry.isQuiet(at: now) && now - entry.began < 30_000_000
        }
    }

    /// How bad a place is, for rows that rise to the top.
    func level(server: Int, id: String, of kinds: Set<AlarmKey.Kind>) -> AlarmLevel {
        kinds.map { tracks[AlarmKey(kind: $0, server: server, id: id)]?.level ?? .calm }.max() ?? .calm
    }

    /// Time has passed, and this is what was to be seen in it.
    ///
    /// - Parameters:
    ///   - now: our clock, µs since 1970.
    ///   - unseen: servers that are not heard. What is not seen there stands as it stood: no news is no good news.
    /// - Returns: the entries that have become a breach, or whose snooze has ended while they last.
    mutating func advance(
        to now: Int64, observing observations: [AlarmObservation], unseen: Set<Int> = []
    ) -> [AlarmEntry] {
        let last = now / 1_000_000
        // A clock that was set back starts anew from there.
        let first = second.map { $0 > last ? last : max($0 + 1, last - Self.longestGap) } ?? last
        guard first <= last else { return [] }
        second = last
        var news: [AlarmEntry] = []
        for second in first...last { step(second * 1_000_000, observations, unseen, &news) }
        return news
    }

    private mutating func step(
        _ now: Int64, _ observations: [AlarmObservation], _ unseen: Set<Int>, _ news: inout [AlarmEntry]
    ) {
        var seen: Set<AlarmKey> = []
        for observation in observations {
            seen.insert(observation.key)
            let value = observation.value(at: now)
            let held = tracks[observation.key]?.level ?? .calm
            let level = observation.limits.level(value, held: held)
            if level == .calm, tracks[observation.key] == nil { continue }
            settle(observation.key, level, observation, value, now, &news)
        }
        let gone = tracks.keys.filter { !seen.contains($0) && ($0.kind == .link || !unseen.contains($0.server)) }
        for key in gone.sorted(by: Self.isBefore) {
            settle(key, .calm, nil, 0, now, &news)
        }
        for place in entries.indices where entries[place].isActive {
            if let until = entries[place].snoozedUntil, until <= now {
                entries[place].snoozedUntil = nil
                entries[place].snoozedBy = ""
                if entries[place].level == .breach { news.append(entries[place]) }
            }
        }
    }

    private mutating func settle(
        _ key: AlarmKey, _ level: AlarmLevel, _ observation: AlarmObservation?, _ value: Double, _ now: Int64,
        _ news: inout [AlarmEntry]
    ) {
        var track = tracks[key] ?? Track()
        let limits = observation?.limits ?? track.entry.flatMap(entry)?.limits ?? AlarmLimits()
        if level == track.level {
            track.next = level
        } else {
            // On the way up a worse level does not start the wait anew, nor does a better one on the way down.
            let wasRising = track.next > track.level
            let wasFalling = track.next < track.level
            if !(level > track.level ? wasRising : wasFalling) { track.nextSince = now }
            track.next = level
            if now - track.nextSince >= (level > track.level ? limits.rise : limits.fall) {
                changed(&track, key, to: level, observation, value, now, &news)
            }
        }
        if let number = track.entry, let place = place(of: number) {
            let worst = entries[place].worst
            if observation != nil { entries[place].worst = limits.isBelow ? min(worst, value) : max(worst, value) }
        }
        tracks[key] = track.level == .calm && track.next == .calm ? nil : track
    }

    private mutating func changed(
        _ track: inout Track, _ key: AlarmKey, to level: AlarmLevel, _ observation: AlarmObservation?, _ value: Double,
        _ now: Int64, _ news: inout [AlarmEntry]
    ) {
        let before = track.level
        track.level = level
        if before == .breach, let number = track.entry { breaches.removeAll { $0 == number } }
        if level == .calm {
            if let number = track.entry, let place = place(of: number) { entries[place].ended = now }
            track.entry = nil
            return
        }
        if track.entry == nil, let observation {
            entries.append(
                AlarmEntry(
                    number: nextNumber, key: key, place: observation.place, level: level, began: now, worst: value,
                    limits: observation.limits))
            track.entry = nextNumber
            nextNumber += 1
            if entries.count > Self.limit, let old = entries.firstIndex(where: { !$0.isActive }) {
                entries.remove(at: old)
            }
        }
        guard let number = track.entry, let place = place(of: number) else { return }
        entries[place].level = max(entries[place].level, level)
        if level == .breach { breaches.insert(number, at: breaches.firstIndex { $0 > number } ?? breaches.count) }
        if level == .breach, before < .breach {
            // What was seen as a warning is told again as an alarm.
            if before == .warning { entries[place].acknowledgedBy = "" }
            if !entries[place].isQuiet(at: now) { news.append(entries[place]) }
        }
    }

    /// Our clock was set: nothing lasted longer or shorter for it.
    mutating func clockStepped(_ seconds: Double) {
        let step = Int64(seconds * 1_000_000)
        for place in entries.indices {
            entries[place].began += step
            entries[place].ended = entries[place].ended.map { $0 + step }
            entries[place].snoozedUntil = entries[place].snoozedUntil.map { $0 + step }
        }
        for key in tracks.keys { tracks[key]?.nextSince += step }
        second = second.map { $0 + Int64(seconds.rounded(.down)) }
    }

    // MARK: What people do about it

    /// Somebody has seen an alarm. False when it is over or unknown.
    mutating func acknowledged(_ number: Int, by person: String) -> Bool {
        guard let place = place(of: number), entries[place].isActive else { return false }
        entries[place].acknowledgedBy = person
        return true
    }

    /// Somebody wants to hear no more of an alarm until a moment.
    mutating func snoozed(_ number: Int, until moment: Int64, by person: String = "") -> Bool {
        guard let place = place(of: number), entries[place].isActive else { return false }
        entries[place].snoozedUntil = moment
        entries[place].snoozedBy = person
        return true
    }

    func entry(_ number: Int) -> AlarmEntry? { place(of: number).map { entries[$0] } }

    /// Numbers only grow, so their places are found by halves.
    private func place(of number: Int) -> Int? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].number == number ? low : nil
    }

    private static func isBefore(_ one: AlarmKey, _ other: AlarmKey) -> Bool {
        (one.server, one.kind.rawValue, one.id) < (other.server, other.kind.rawValue, other.id)
    }
}
