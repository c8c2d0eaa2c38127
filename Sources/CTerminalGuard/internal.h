#ifndef CTERMINALGUARD_INTERNAL_H
#define CTERMINALGUARD_INTERNAL_H
#include "CTerminalGuard.h"

/* From the pump: the terminal went away. */
void cb_signal_pending(uint32_t bits);
/* From the crash handler: no more frames, please; waits a few milliseconds at most for the write that is under way.
   Async-signal-safe. */
void cb_pump_hold_all(void);
/* The opposite, once the terminal is ours again. */
void cb_pump_go_on(void);
/* Another open file of the same terminal whose writes do not wait, so that the shell's own file keeps its flags; -1
   where the system does not give one. */
int cb_reopen_nonblocking(int terminal);

#endif
