/// How a queue's calls are judged, where the configuration says it in the PBX's place.
package struct ServiceRule: Sendable, Equatable {
    /// Seconds within which a call is answered in time; nil takes what the PBX said at that moment (`servicelevel`).
    package var level: Int?
    /// Callers who give up within so many seconds are left out of levels and rates; 0 leaves out none.
    package var shortAbandon: Int

    package init(level: Int? = nil, shortAbandon: Int = 0) {
        self.level = level
        self.shortAbandon = shortAbandon
    }

    /// Nothing of its own: the day's sums are judged the same way.
    package var isPlain: Bool { level == nil && shortAbandon == 0 }
}
