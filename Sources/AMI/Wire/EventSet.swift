/// A set of event names, as two words for the scanner.
package struct EventSet: Sendable, Equatable {
    @usableFromInline package var low: UInt64
    @usableFromInline package var high: UInt64

    /// Every event, unknown ones too.
    package static let all = EventSet(low: .max, high: .max)
    package static let none = EventSet(low: 0, high: 0)

    package init(_ names: [EventName]) {
        self.init(low: 0, high: 0)
        for name in names { insert(name) }
    }

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    package mutating func insert(_ name: EventName) {
        let number = name.rawValue
        if number < 64 { low |= 1 << UInt64(number) } else { high |= 1 << UInt64(number - 64) }
    }

    package func contains(_ name: EventName) -> Bool {
        let number = name.rawValue
        return (number < 64 ? low >> UInt64(number) : high >> UInt64(number - 64)) & 1 != 0
    }
}
