import CallCenter
import Cells

/// The screen as cells. `state` takes what drawing finds out: scroll positions, places for the mouse, cached orders.
///
/// - Parameter now: our clock, µs since 1970; in a replay the moment shown.
package func draw(_ state: inout ScreenState, board: Board, now: Int64, size: Size) -> CellBuffer {
    state.size = size
    return CellBuffer(size: size)
}
