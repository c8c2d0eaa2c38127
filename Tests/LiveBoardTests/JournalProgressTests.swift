import Testing

@testable import LiveBoard

@Suite("From where a board takes its stream")
struct JournalProgressTests {
    @Test("Items are folded once and in order while the mailbox keeps up")
    func following() {
        var progress = JournalProgress(writes: true)
        let came = [progress.itemCame(end: 3), progress.itemCame(end: 7), progress.itemCame(end: 7)]
        #expect(came == [true, true, false] && progress.next == 7 && !progress.isBehind)
    }

    @Test("After a drop the journal is read to its end, then the mailbox is followed again")
    func dropped() {
        var progress = JournalProgress(writes: true)
        _ = progress.itemCame(end: 10)
        let hasMore = progress.itemsDropped(end: 50)
        let folds = progress.itemCame(end: 60)
        #expect(hasMore && !folds && progress.isReading)
        progress.read(upTo: 55)
        #expect(progress.isReading)
        progress.read(upTo: 60)
        let goesOn = progress.itemCame(end: 61)
        #expect(!progress.isBehind && goesOn)
    }

    @Test("Without a journal of its own a board has nothing to read")
    func reader() {
        var progress = JournalProgress(writes: false)
        let hasMore = progress.itemsDropped(end: 50)
        let folds = progress.itemCame(end: 0)
        #expect(!hasMore && folds)
    }

    @Test("While today is loaded everything is left to the journal")
    func loading() {
        var progress = JournalProgress(writes: true)
        progress.historyAsked()
        let folds = progress.itemCame(end: 5)
        #expect(!folds && progress.isBehind && !progress.isReading)
        progress.historyCame(next: 3)
        #expect(progress.isReading)
        progress.read(upTo: 5)
        #expect(!progress.isBehind)
    }
}
