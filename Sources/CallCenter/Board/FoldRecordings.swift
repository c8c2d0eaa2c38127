/// What was told of a channel's recordings.
struct ChannelRecordings: Sendable, Equatable {
    var told = Recording.ended
    /// How many run, as far as that was told.
    var count = 0
    /// Which directions of them are silent, as bits: 1 from the channel, 2 to it.
    var silence: UInt8 = 0
}

extension BoardState {
    /// A recording of a channel begins, ends, falls silent or goes on. Several may run on one channel: it is recorded
    /// until the last of those that were told of has ended.
    mutating func recording(channel slot: UInt32, _ news: RecordingNews) {
        var recordings = recordings[slot] ?? ChannelRecordings()
        switch news {
        case .begun:
            recordings.count += 1
            recordings.silence = 0
        case .ended: recordings.count = max(0, recordings.count - 1)
        case .silenced(let directions, let isSilent):
            // It must run to be silenced, whoever began it and when.
            recordings.count = max(1, recordings.count)
            recordings.silence = isSilent ? recordings.silence | directions : recordings.silence & ~directions
        }
        // Of one direction alone the other is still heard.
        recordings.told = recordings.count == 0 ? .ended : recordings.silence == 3 ? .silent : .running
        self.recordings[slot] = recordings
    }
}
