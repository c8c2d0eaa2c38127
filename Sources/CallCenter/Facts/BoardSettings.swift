/// What the configuration tells the fold because AMI does not publish it. Journalled as a fact, so a replay knows it too.
package struct BoardSettings: Sendable, Equatable {
    /// `wrapuptime` of queues.conf in seconds, by queue name; a member's own wrap-up time comes first.
    package var wrapUp: [String: Int]
    /// `shared_lastcall` of queues.conf; nil lets the board learn it from what audits find.
    package var sharedLastCall: Bool?
    /// The connection asks for the dialplan's steps too, so the board reads them: application, context, extension.
    package var dialplan: Bool

    /// Seconds from one comparison of a queue, or of the channels, with the PBX's own list to the next; 0 is never.
    package var auditInterval: Int

    /// Endpoints that are trunks, `PJSIP/carrier`, whether they ever carried a call or not; in the configuration's order.
    package var trunks: [String]

    package init(
        wrapUp: [String: Int] = [:], sharedLastCall: Bool? = nil, dialplan: Bool = false, auditInterval: Int = 60,
        trunks: [String] = []
    ) {
        self.wrapUp = wrapUp
        self.sharedLastCall = sharedLastCall
        self.dialplan = dialplan
        self.auditInterval = auditInterval
        self.trunks = trunks
    }
}
