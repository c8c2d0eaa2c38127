/// A device state by the numbers of `enum ast_device_state` (include/asterisk/devicestate.h).
package enum DeviceStatus: UInt8, Sendable, Equatable, CaseIterable {
    case unknown = 0
    case notInUse = 1
    case inUse = 2
    case busy = 3
    case invalid = 4
    case unavailable = 5
    case ringing = 6
    case ringInUse = 7
    case onHold = 8
}
