import AMITransport
import CallCenter
import Settings

extension ServerChoice {
    /// What the fold has to know of a server because AMI does not tell it.
    func foldSettings(_ endpoint: ServerEndpoint) -> CallCenter.BoardSettings {
        let classes = endpoint.eventClasses.split(separator: ",")
        return CallCenter.BoardSettings(
            wrapUp: configuration.queues.compactMapValues(\.wrapUp), sharedLastCall: nil,
            dialplan: classes.contains { ["dialplan", "all", "on"].contains($0) })
    }
}
