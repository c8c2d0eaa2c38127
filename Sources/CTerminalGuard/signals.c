#define _GNU_SOURCE
#include "internal.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

/* Signal handlers have no other place to leave word than globals. */
static _Atomic int wake_read = -1, wake_write = -1;
static _Atomic uint32_t pending;

static const struct {
    int number;
    uint32_t bit;
} watched[] = {
    { SIGWINCH, CB_RESIZED },  { SIGTSTP, CB_SUSPEND },  { SIGCONT, CB_CONTINUED }, { SIGTERM, CB_TERMINATE },
    { SIGQUIT, CB_TERMINATE }, { SIGINT, CB_INTERRUPT }, { SIGHUP, CB_HANGUP },
};
enum { watched_count = sizeof watched / sizeof watched[0] };

void cb_wake(void) {
    int saved = errno;
    int end = atomic_load(&wake_write);
    /* A full pipe is awake already. */
    if (end >= 0) { ssize_t written = write(end, "", 1); (void)written; }
    errno = saved;
}

void cb_signal_pending(uint32_t bits) {
    atomic_fetch_or(&pending, bits);
    cb_wake();
}

static void on_signal(int number) {
    for (unsigned i = 0; i < watched_count; i++)
        if (watched[i].number == number) { cb_signal_pending(watched[i].bit); return; }
}

int cb_watch_signals(uint32_t which) {
    if (atomic_load(&wake_read) < 0) {
        int ends[2];
        if (pipe2(ends, O_NONBLOCK | O_CLOEXEC)) return -1;
        atomic_store(&wake_write, ends[1]);
        atomic_store(&wake_read, ends[0]);
    }
    for (unsigned i = 0; i < watched_count; i++) {
        if (!(watched[i].bit & which)) continue;
        struct sigaction action, before;
        if (sigaction(watched[i].number, 0, &before)) return -1;
        /* nohup and background jobs of a shell say so by ignoring these. */
        int may_be_ignored = watched[i].number == SIGHUP || watched[i].number == SIGINT;
        if (may_be_ignored && before.sa_handler == SIG_IGN) continue;
        memset(&action, 0, sizeof action);
        action.sa_handler = on_signal;
        action.sa_flags = SA_RESTART;
        sigemptyset(&action.sa_mask);
        if (sigaction(watched[i].number, &action, 0)) return -1;
        /* Whoever started us may have blocked it, as the workers of a thread pool do, and we inherited that. */
        sigset_t wanted;
        sigemptyset(&wanted);
        sigaddset(&wanted, watched[i].number);
        pthread_sigmask(SIG_UNBLOCK, &wanted, 0);
    }
    signal(SIGPIPE, SIG_IGN);
    return atomic_load(&wake_read);
}

uint32_t cb_take_signals(void) { return atomic_exchange(&pending, 0); }

int cb_wake_descriptor(void) { return atomic_load(&wake_read); }

void cb_drain_wakes(void) {
    char bytes[256];
    int end = atomic_load(&wake_read);
    if (end < 0) return;
    while (read(end, bytes, sizeof bytes) > 0) {}
}

void cb_stop_self(void) {
    struct sigaction standard, ours;
    memset(&standard, 0, sizeof standard);
    standard.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &standard, &ours);
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &stop, &before);
    raise(SIGTSTP); /* to this thread, so the whole process has stopped before this returns */
    pthread_sigmask(SIG_SETMASK, &before, 0);
    sigaction(SIGTSTP, &ours, 0);
}
