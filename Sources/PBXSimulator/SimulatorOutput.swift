/// What the simulator asks its owner to do.
package enum SimulatorOutput: Sendable, Equatable {
    /// Write these bytes, whole AMI packets, to a session.
    case send(bytes: [UInt8], to: Int)
    /// Close a session once everything sent before has left.
    case close(Int)
}
