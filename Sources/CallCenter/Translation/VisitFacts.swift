import AMI

/// What an event or a list's item tells of a caller in a queue; valid only while its packet is folded.
struct VisitFacts {
    let view: MessageView

    @inline(__always) init(_ view: MessageView) { self.view = view }

    @inline(__always) var queue: Bytes? { view[.queue] }
    @inline(__always) var uniqueID: Bytes? { view[.uniqueid] }
    @inline(__always) var channel: Bytes? { view[.channel] }
    @inline(__always) var number: Bytes? { view[.callerIDNum] }
    @inline(__always) var name: Bytes? { view[.callerIDName] }
    @inline(__always) var position: Bytes? { view[.position] }
    /// Callers left in the queue, as the PBX counts them.
    @inline(__always) var count: Bytes? { view[.count] }
    @inline(__always) var holdTime: Bytes? { view[.holdtime] }
    /// Of a list's item only: an event's `Priority` is the dialplan's step.
    @inline(__always) var queuePriority: Bytes? { view[.priority] }
    @inline(__always) var wait: Bytes? { view[.wait] }
}
