/// One client connection of a listener; never used again for another in the life of the process.
package struct ConnectionID: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    package var description: String { "connection \(rawValue)" }
}
